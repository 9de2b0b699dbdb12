"""Batch entry: a class typed or pasted at once. Nothing is swallowed, each refusal is named, one key undoes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QSplitter, QWidget

from forms.masking import masked
from forms.problems import Refusal
from ui.editors import Setting
from ui.page import Command
from ui.parts import Button, Glyph, Line, PageHead, column, row, say, text
from ui.roll.cellline import CellLine
from ui.roll.chooser import ColumnChooser
from ui.roll.columns import all_columns
from ui.roll.copied import Copied, tiled
from ui.roll.draft import Draft, Step, Waiting
from ui.roll.gridmodel import GridModel, first_fields
from ui.roll.gridpanel import Note, Panel
from ui.roll.gridview import GridView
from ui.roll.headings import recognised
from ui.roll.marks import Marks, level_of
from ui.theme import Theme
from ui.translation import counted, language, said

if TYPE_CHECKING:
    from export.jobs.desk import Desk

SETTLED = 150
"""ms after the last key at which the rows are checked."""


class Grid(QFrame):
    """The entry grid with its head, its line of the current cell, and its panel."""

    closed = Signal()
    taken = Signal(int)
    """So many records are in the ledger now."""
    told = Signal(str, str)
    moved = Signal()

    def __init__(self, desk: "Desk", form: str, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        self.draft = Draft(desk, form)
        setting = replace(setting, places=self.draft.beginnings, before=self._before)
        self.form, self._theme, self._problems = self.draft.form, theme, list[Waiting]()
        self._setting, self._copied = setting, Copied()
        self.model = GridModel(self.draft, first_fields(self.form), self)
        self.view = GridView(self.model, setting, theme)
        self.panel = Panel(said(self.form), theme)
        self.chooser = ColumnChooser(all_columns(self.form, joined=False), theme, self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SETTLED)
        self._lay_out()
        self._connect()
        self.check()

    def _lay_out(self) -> None:
        theme = self._theme
        self.take = Button(theme, "", "solid", "tick", "Ctrl+Enter")
        self.all_ = Button(theme, self.tr("Take in all rows"), "link")
        self.drop = Button(theme, self.tr("Discard"))
        back = Button(theme, said(self.form), "link", "arrow_left")
        back.clicked.connect(self.closed)
        self.head = PageHead(self.tr("Batch entry"), self.all_, self.take, self.drop)
        layout = self.head.layout()
        assert layout is not None
        layout.insertWidget(0, back)  # pyright: ignore[reportAttributeAccessIssue]
        self.where, self.what = text("", 14, bold=True), text("", 13, "seal", wrap=True)
        self.what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.line, self.sign = CellLine(), Glyph(theme, "error", 15)
        self.line.setAccessibleName(self.tr("Current cell"))
        self.line.setFixedWidth(theme.px(230))
        at = QFrame()
        at.setProperty("part", "strip")
        told = row(self.where, 12, self.line, 4, self.sign, self.what, gap=8, margins=(16, 0, 16, 0), parent=at)
        told.setStretch(told.count() - 1, 1)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.view)
        self._split.addWidget(self.panel)
        self._split.setSizes([theme.px(380), theme.px(220)])
        self._split.setChildrenCollapsible(False)
        column(self.head, self._tools(), at, self._split, gap=0, parent=self).setStretch(3, 1)

    def _tools(self) -> QWidget:
        tools, theme = QFrame(), self._theme
        tools.setProperty("part", "strip")
        made = [
            Button(theme, words, "text", icon, keys, small=True)
            for words, icon, keys in (
                (self.tr("Undo"), "undo", "Ctrl+Z"), (self.tr("Redo"), "redo", "Ctrl+Y"),
                (self.tr("Paste"), "paste", "Ctrl+V"), (self.tr("Fill down"), "fill_down", "Ctrl+D"),
                (self.tr("Columns"), "columns", ""),
            )
        ]  # fmt: skip
        acts = (self.undo, self.redo, self.paste, self.fill_down, self.choose_columns)
        for button, act in zip(made, acts, strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, act=act: act())
        self._columns = made[-1]
        made.insert(2, Line(upright=True))  # pyright: ignore[reportArgumentType]
        made.insert(5, Line(upright=True))  # pyright: ignore[reportArgumentType]
        row(*made, None, gap=4, margins=(8, 8, 16, 8), parent=tools)
        return tools

    def _connect(self) -> None:
        self._clock.timeout.connect(self.check)
        self.model.typed.connect(self._typed)
        self.view.asked.connect(lambda name: getattr(self, name)())
        self.view.at_cell.connect(self._show_cell)
        self.line.entered.connect(self._show_whole)
        self.line.editingFinished.connect(self._line_typed)
        self.line.left.connect(self.view.setFocus)
        self.take.clicked.connect(self.take_in)
        self.all_.clicked.connect(self.take_all)
        self.drop.clicked.connect(self.discard)
        self.panel.went.connect(self._go)
        self.panel.fixed.connect(self._typed)
        self.panel.undo_asked.connect(self.undo)
        self.panel.next_asked.connect(self.next_problem)
        self.chooser.chosen.connect(self._show_fields)

    # ── the page asks ───────────────────────────────────────────────────────────────────────────────────────────

    def commands(self) -> Mapping[str, Command]:
        """What can be done in the grid."""
        return {
            "paste": self.paste, "fill_down": self.fill_down, "take_in": self.take_in, "today": self.today,
            "columns": self.choose_columns, "grid": self.closed.emit, "undo": self.undo, "redo": self.redo,
        }  # fmt: skip

    def facts(self) -> list[str]:
        """How many rows and columns, and where one is."""
        index = self.view.currentIndex()
        rows = counted(
            self.tr("{rows} rows × {columns} columns"), rows=len(self.draft.filled()), columns=len(self.model.fields)
        )
        return [rows, self._place(*self.model.spot(index))] if index.isValid() else [rows]

    def check(self) -> None:
        """Check the rows beside the ledger's, and show what came of it."""
        self._clock.stop()
        self._problems = self.draft.problems()
        self.model.show_marks(Marks.of(self._problems))
        self._show_notes()
        good, filled = self.draft.good(self._problems), self.draft.filled()
        say(self.head.facts, counted(self.tr("{good} of {rows} rows are ready"), good=len(good), rows=len(filled)))
        self.take.setText(counted(self.tr("Take in {count} records"), count=len(good)))
        self.take.setEnabled(bool(good))
        self.take.updateGeometry()
        self.all_.setVisible(len(filled) > len(good))
        self._show_cell(self.view.currentIndex())
        self.moved.emit()

    def next_problem(self, *, back: bool = False) -> bool:
        """The next cell that waits, round and round."""
        spots = sorted(
            (note.row, self.model.fields.index(note.field))
            for note in self._waiting()
            if note.field in self.model.fields
        )
        if not spots:
            return False
        here = (self.view.currentIndex().row(), self.view.currentIndex().column())
        found = [spot for spot in spots if (spot < here if back else spot > here)]
        self.view.setFocus()
        self.view.go(*((found[-1] if back else found[0]) if found else (spots[-1] if back else spots[0])))
        return True

    # ── what people do ──────────────────────────────────────────────────────────────────────────────────────────

    def paste(self) -> None:
        """Lay the copied rectangle over the cells from the current one on; a line of captions says what is where."""
        cells = self._copied.cells()
        if not cells:
            return
        top, bottom, left, right = (max(edge, 0) for edge in self.view.area())
        fields: Sequence[str] = self.model.fields[left:]
        known = recognised(self.form, cells[0])
        if known:
            brought = [name for name in known if name]
            self._show_fields([*brought, *(name for name in self.model.fields if name not in brought)])
            fields, cells = known, cells[1:]
        else:
            cells = tiled(cells, bottom - top + 1, right - left + 1)
        self._done(lambda: self.panel.tell_pasted(self.draft.paste(cells, top, fields, self.tr("Paste"))))
        self.check()

    def fill_down(self) -> None:
        """Fill the selected cells with the first of them; a single cell takes the one above it."""
        top, bottom, left, right = self.view.area()
        source = top if bottom > top else top - 1
        if source < 0 or left < 0:
            return
        names = self.model.fields[left : right + 1]
        texts = {(at, name): self.draft.text(source, name) for name in names for at in range(source + 1, bottom + 1)}
        self._put(texts, self.tr("Fill down"))

    def same(self) -> None:
        """Take what stands above, in the grid or in the ledger, and go on."""
        index = self.view.currentIndex()
        words = self._before(self.model.spot(index)[1]) if index.isValid() else ""
        if words:
            self._typed(*self.model.spot(index), words)
            self.view.go_on()

    def clear(self, name: str = "") -> None:
        """Empty the selected cells."""
        top, bottom, left, right = self.view.area()
        names = self.model.fields[left : right + 1]
        rows = range(top, min(bottom + 1, len(self.draft)))
        self._put({(at, field): "" for field in names for at in rows}, name or self.tr("Clear cells"))

    def today(self) -> None:
        """Put today into a cell for a day or a month."""
        index = self.view.currentIndex()
        at, field = self.model.spot(index) if index.isValid() else (0, "")
        size = {"date": 10, "month": 7}.get(self.form.fields[field].kind.name if field else "")
        if size:
            self._typed(at, field, self._setting.today.isoformat()[:size])

    def copy(self) -> None:
        """Copy the selected cells as a spreadsheet does; outside of this grid private ones stay masked."""
        top, bottom, left, right = self.view.area()
        if left >= 0:
            rows, columns, index = range(top, bottom + 1), range(left, right + 1), self.model.index
            self._copied.put(
                [[str(index(at, column).data() or "") for column in columns] for at in rows],
                [[self.draft.text(at, self.model.fields[column]) for column in columns] for at in rows],
            )

    def cut(self) -> None:
        """Copy the selected cells and empty them."""
        self.copy()
        self.clear(self.tr("Cut"))

    def undo(self) -> None:
        """Take back the last step."""
        self._done(lambda: self._stepped(self.draft.undo(), undone=True))

    def redo(self) -> None:
        """Bring forth what was taken back."""
        self._done(lambda: self._stepped(self.draft.redo(), undone=False))

    def discard(self) -> None:
        """Empty the grid; undo brings all of it back."""
        texts = {(at, name): "" for at in self.draft.filled() for name in self.form.fields if self.draft.text(at, name)}
        self._put(texts, self.tr("Discard"))
        self.panel.tell(self.tr("The grid is empty; Ctrl+Z brings it back."), can_undo=bool(texts))
        self.view.setFocus()

    def leave(self) -> None:
        """Keep what is still being typed, in a cell or in the line above them."""
        self._line_typed() if self.line.isModified() else None
        self.view.cells.finish()

    def take_in(self) -> None:
        """Put the rows without an error into the ledger."""
        self.leave()
        self.check()
        self._take(self.draft.good(self._problems))

    def take_all(self) -> None:
        """Put every row into the ledger; what is wrong stays marked there."""
        self.leave()
        self._take(sorted(self.draft.filled()))

    def _take(self, rows: list[int]) -> None:
        if not rows:
            return
        try:
            ids = self.draft.take_in(rows, counted(self.tr("Batch entry of {count} records"), count=len(rows)))
        except Refusal as refusal:
            self.told.emit(self.draft.desk.library.catalogue.refusal(refusal, language()), "seal")
            return
        self.panel.tell(counted(self.tr("{count} records are in the ledger."), count=len(ids)), can_undo=False)
        self.model.follow()  # those that stay have moved up
        self.check()
        self.taken.emit(len(ids))
        self.view.begin(len(self.draft))

    def choose_columns(self) -> None:
        """Tick the columns to be shown."""
        self.chooser.open_at(self._columns.mapToGlobal(self._columns.rect().bottomRight()), self.model.fields)

    def _show_fields(self, fields: list[str]) -> None:
        if fields != self.model.fields:
            index = self.view.currentIndex()
            at, field = self.model.spot(index) if index.isValid() else (0, "")
            self.model.show_fields(fields)
            self.view.fit()
            self.view.go(at, fields.index(field) if field in fields else 0)

    def _typed(self, at: int, field: str, words: str) -> None:
        name = self.tr("Type {field}").format(field=said(self.form.fields[field]))
        self._done(lambda: self.draft.type(at, field, words, name))

    def _put(self, texts: Mapping[tuple[int, str], str], name: str) -> None:
        """A step, where anything becomes another: nobody wants to take back what cannot be seen."""
        if any(self.draft.text(*spot) != words for spot, words in texts.items()):
            self._done(lambda: self.draft.put(texts, name))

    def _done(self, act: Callable[[], Step | None]) -> None:
        """Do a step and show it; where the disk refuses, say so, and keep what was typed on the screen."""
        step: Step | None = None
        try:
            step = act()
        except Refusal as refusal:
            self.told.emit(self.draft.desk.library.catalogue.refusal(refusal, language()), "seal")
        self.model.follow(step.after if step else None)
        self._clock.start()

    def _before(self, field: str) -> str:
        """What stands in a field above the current row."""
        index = self.view.currentIndex()
        return self.draft.above(index.row(), field) if index.isValid() else ""

    def _stepped(self, step: Step | None, *, undone: bool) -> None:
        """Show a step that was taken back or brought forth, with the cursor where it was done."""
        if step is not None:
            self.model.follow()
            self.check()
            spots = [(at, self.model.fields.index(name)) for at, name in step.own if name in self.model.fields]
            if spots:
                self.view.go(min(at for at, _ in spots), min(column for _, column in spots))
        self.panel.tell_step(step.name if step else "", undone=undone)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def _place(self, at: int, field: str) -> str:
        return self.tr("Row {row}  {field}").format(row=at + 1, field=said(self.form.fields[field]))

    def _waiting(self) -> list[Note]:
        return [
            self._note(one.problem.row, one.problem.field, level_of(one), one.message, one.problem.fix or "")
            for one in self._problems
            if one.problem.field and level_of(one) in ("error", "reminder")
        ]

    def _note(self, at: int, field: str, level: str, what: str, fix: str = "") -> Note:
        was = masked(self.form.fields[field], self.draft.text(at, field))
        act = self.tr("Correct it")
        if fix:
            act = (
                self.tr("Change as suggested")
                if self.form.fields[field].private
                else self.tr("Change to {fix}").format(fix=fix)
            )
        table = self.draft.table
        return Note(
            level, at, field, self._place(at, field), table.label(at, self.draft.desk.tables), was, what, fix, act
        )

    def _show_notes(self) -> None:
        tidied = [self._note(at, name, "", self.tr("Tidied")) for at, name in sorted(self.draft.tidied)]
        steps = [Note("", -1, "", "", "", "", step.name) for step in reversed(self.draft.done)]
        self.panel.show_notes(self._waiting(), tidied, steps)

    def _show_cell(self, index: QModelIndex) -> None:
        if not index.isValid():
            self.line.setEnabled(False)
            self.sign.hide()
            return
        at, field = self.model.spot(index)
        level, messages = self.model.level(at, field), self.model.messages(at, field)
        who = self.draft.table.label(at, self.draft.desk.tables) if at < len(self.draft) else ""
        say(self.where, "  ".join(filter(None, (self._place(at, field), who))))
        self.line.setEnabled(True)
        if not self.line.hasFocus():
            self.line.setText(str(index.data() or ""))
        if self.line.property("state") != level:
            self.line.setProperty("state", level)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self.sign.setVisible(bool(level))
        self.sign.show_state(level or "error")
        say(self.what, messages[0] if level and messages else "", "amber" if level == "reminder" else "seal")
        self.moved.emit()

    def _show_whole(self) -> None:
        """Who works in the line works in the whole number, never in the stars of its mask."""
        self.line.setText(str(self.view.currentIndex().data(Qt.ItemDataRole.EditRole) or ""))

    def _line_typed(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and self.line.isModified():
            self.line.setModified(False)
            self.model.setData(index, self.line.text().strip())
            self.view.setFocus()
        self._show_cell(index)

    def _go(self, at: int, field: str) -> None:
        if field not in self.model.fields:
            self._show_fields([*self.model.fields, field])
        self.view.setFocus()
        self.view.go(at, self.model.fields.index(field))
