"""The panel under the entry grid: what is wrong, what was tidied, what was done; and the result of the last paste."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.parts import Button, Line, Segments, column, row, say, text
from ui.roll.draft import Pasted
from ui.roll.model import GLYPH, Face, Role
from ui.roll.paint import CellPaint
from ui.theme import Theme
from ui.translation import counted

Index = QModelIndex | QPersistentModelIndex
ROW = 26
LIMITLESS = 16_777_215
"""Qt's own largest height."""
_NOWHERE = QModelIndex()


class Note(NamedTuple):
    """One line of the panel."""

    level: str
    row: int
    field: str
    where: str
    who: str
    was: str
    what: str
    fix: str = ""
    """The text that would put it right."""
    act: str = ""
    """How the last column calls it."""


def worst(notes: Sequence[Note]) -> str:
    """The gravest state among problems; done where there is none."""
    levels = {note.level for note in notes}
    return next((level for level in ("error", "reminder") if level in levels), "done")


class Notes(QAbstractTableModel):
    """Lines of the panel for Qt."""

    def __init__(self, captions: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._captions = captions
        self.notes: list[Note] = []

    def show(self, notes: Sequence[Note]) -> None:
        """Show other lines."""
        if list(notes) == self.notes:
            return
        self.beginResetModel()
        self.notes = list(notes)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Lines."""
        return 0 if parent.isValid() else len(self.notes)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Glyph, place, who, what stood there, what is wrong, what to do."""
        return 0 if parent.isValid() else len(self._captions)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Captions."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._captions[section]
        return int(Qt.AlignmentFlag.AlignLeft) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a line."""
        if not index.isValid():
            return None
        note = self.notes[index.row()]
        texts = ("", note.where, note.who, note.was, note.what, note.act)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return texts[index.column()]
        if role == Role.FACE:
            return Face(texts[index.column()], note.level if index.column() == GLYPH else "")
        return None


class NotePaint(CellPaint):
    """Lines of the panel; the last column reads as a link."""

    blank = ""

    def tone(self, index: Index, face: Face) -> str:
        """What stood there is quiet, what to do is a link."""
        return {3: "ink2", 5: "indigo"}.get(index.column(), "ink")


class Panel(QFrame):
    """Three lists under one row of tabs."""

    went = Signal(int, str)
    fixed = Signal(int, str, str)
    undo_asked = Signal()
    next_asked = Signal()

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lists: dict[str, Sequence[Note]] = {"problems": (), "tidied": (), "steps": ()}
        self.setProperty("ground", "paper")
        self.tabs = Segments(theme, self.tr("Panel"))
        for key in self._lists:
            self.tabs.add(key, "", "error" if key == "problems" else "")
        self._told = text("", 13, "ink2")
        self.undo = Button(theme, self.tr("Undo paste"), icon="undo", small=True)
        self.after = Button(theme, self.tr("Next place"), icon="chevron_down", keys="F8", small=True)
        self.close_ = Button(theme, "", "text", "close", small=True)
        self.close_.setAccessibleName(self.tr("Hide panel"))
        self.model = Notes(
            ("", self.tr("Place"), title, self.tr("As it stood"), self.tr("Problem"), self.tr("What to do")), self
        )
        self.view = self._view()
        self.undo.clicked.connect(self.undo_asked)
        self.after.clicked.connect(self.next_asked)
        self.close_.clicked.connect(self.hide)
        self.tabs.chosen.connect(lambda _key: self._refresh())
        bar = row(self.tabs, None, self._told, self.undo, self.after, self.close_, gap=8, margins=(16, 4, 8, 4))
        column(Line(), bar, self.view, gap=0, parent=self).setStretch(2, 1)
        self.undo.hide()

    def _view(self) -> QTableView:
        view, theme = QTableView(self), self._theme
        view.setModel(self.model)
        view.setItemDelegate(NotePaint(theme, view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setAccessibleName(self.tr("Panel"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setTabKeyNavigation(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        for section, width in enumerate((34, 170, 84, 170, 0, 150)):
            view.setColumnWidth(section, theme.px(width))
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        view.clicked.connect(self._click)
        view.activated.connect(self._click)
        return view

    def show_notes(self, problems: Sequence[Note], tidied: Sequence[Note], steps: Sequence[Note]) -> None:
        """Show what is wrong, tidied and done now."""
        self._lists = {"problems": problems, "tidied": tidied, "steps": steps}
        words: dict[str, Callable[[], str]] = {
            "problems": lambda: self.tr("Problems {count}"), "tidied": lambda: self.tr("Tidied {count}"),
            "steps": lambda: self.tr("Steps {count}"),
        }  # fmt: skip
        for key, notes in self._lists.items():
            self.tabs.say(key, counted(words[key](), count=len(notes)), worst(notes) if key == "problems" else "")
        self.after.setEnabled(bool(problems))
        self._refresh()

    def tell(self, sentence: str, *, can_undo: bool) -> None:
        """Say what became of the last paste."""
        say(self._told, sentence)
        self.undo.setVisible(can_undo)

    def tell_pasted(self, pasted: Pasted) -> None:
        """Say what became of a paste."""
        words = self.tr(
            "Pasted {rows} rows × {columns} columns: {taken} cells taken, {tidied} tidied, {refused} not read"
        )
        said = counted(
            words,
            rows=pasted.rows,
            columns=pasted.columns,
            taken=pasted.taken,
            tidied=pasted.tidied,
            refused=pasted.refused,
        )
        if pasted.left_out:
            said += counted(self.tr(", {count} beyond the last column"), count=pasted.left_out)
        self.show()
        self.tell(said, can_undo=True)

    def tell_step(self, name: str, *, undone: bool) -> None:
        """Say which step was taken back or brought forth; "" where there was none."""
        if name:
            words = self.tr("Taken back: {name}") if undone else self.tr("Brought forth again: {name}")
            self.tell(words.format(name=name), can_undo=False)
        elif undone:
            self.tell(
                self.tr("Nothing to take back here. What is in the ledger is taken back on the list, by Ctrl+Z there."),
                can_undo=False,
            )
        else:
            self.tell(self.tr("Nothing to bring forth again."), can_undo=False)

    def _refresh(self) -> None:
        """Without a line the list takes no room from the cells."""
        notes = self._lists[self.tabs.value]
        self.model.show(notes)
        self.view.setVisible(bool(notes))
        self.setMaximumHeight(LIMITLESS if notes else self.tabs.sizeHint().height() + self._theme.px(16))

    def _click(self, index: QModelIndex) -> None:
        note = self.model.notes[index.row()]
        if index.column() == 5 and note.fix:
            self.fixed.emit(note.row, note.field, note.fix)
        elif note.field:
            self.went.emit(note.row, note.field)
