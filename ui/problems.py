"""The panel of problems below a page's table: the same list as on the checking page, one line each; Enter jumps."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from export.jobs.standing import Item
from forms.library import Library
from ui.parts import GLYPHS, draw_icon
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
SIGN, WHO, FIELD, WHAT, GO = range(5)
STATE = Qt.ItemDataRole.UserRole
WIDE = {SIGN: 36, WHO: 130, FIELD: 130, GO: 76}
ROW = 26


class PanelModel(QAbstractTableModel):
    """Problems in the order in which they are given."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.items: list[Item] = []

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's signature
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else GO + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401, N802
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("", self.tr("Record"), self.tr("Field"), self.tr("Problem"), "")[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: ANN401
        item = self.items[index.row()]
        if role == STATE:
            return item.problem.level if item.stands else "done"
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(item, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.sentence
        return None

    def _text(self, item: Item, column: int) -> str:
        form = self._library.forms[item.problem.form]
        field = form.fields.get(item.problem.field or "")
        go = self.tr("Put right") if item.problem.level == "error" else self.tr("Explain")
        return ("", item.label or form.zh, field.zh if field else form.zh, item.message, go)[column]


class PanelPaint(QStyledItemDelegate):
    """One line: glyph, quiet place, the sentence, the way there."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then glyph or words."""
        theme, rect = self._theme, QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.fillRect(rect, theme.colour("indigo_tint" if chosen else "paper"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line2"))
        if index.column() == SIGN:
            if chosen:
                painter.fillRect(
                    QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("indigo_fill")
                )
            draw_icon(painter, theme, *GLYPHS[str(index.data(STATE))], rect, 15)
        else:
            tones = {WHO: "ink", FIELD: "ink2", WHAT: "ink", GO: "indigo"}
            inner = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
            painter.setPen(theme.colour(tones[index.column()]))
            painter.setFont(theme.font())
            words = theme.metrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()


class ProblemsPanel(QTableView):
    """A list to walk through; it keeps no data but what it is shown."""

    chosen = Signal(str, str, str)
    """Form, record and field to go to."""

    def __init__(self, theme: Theme, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.problems = PanelModel(library, self)
        self.setModel(self.problems)
        self.setItemDelegate(PanelPaint(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Problems"))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setProperty("part", "plain")
        head.style().unpolish(head)
        head.style().polish(head)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(lambda index: self._jump(index.row()) if index.column() == GO else None)
        self.doubleClicked.connect(lambda index: self._jump(index.row()) if index.column() != GO else None)
        theme.changed.connect(self._measure)
        self._measure()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other problems and stay at the same line."""
        line = self.currentIndex().row()
        self.problems.show_items(items)
        if items:
            self.selectRow(min(max(line, 0), len(items) - 1))

    def step(self, *, back: bool = False) -> bool:
        """Go to the next thing that stands and show it; False at the end."""
        now = self.currentIndex().row()
        lines = [at for at, item in enumerate(self.problems.items) if item.stands and (at < now if back else at > now)]
        if not lines:
            return False
        self.selectRow(lines[-1] if back else lines[0])
        self._jump(self.currentIndex().row())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._jump(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _jump(self, line: int) -> None:
        if 0 <= line < len(self.problems.items):
            problem = self.problems.items[line].problem
            self.chosen.emit(problem.form, problem.record, problem.field or "")

    def _measure(self) -> None:
        theme = self._theme
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.horizontalHeader().setFixedHeight(theme.px(28))
        for column, wide in WIDE.items():
            self.setColumnWidth(column, theme.px(wide))
