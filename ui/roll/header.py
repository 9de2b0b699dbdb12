"""A header of two storeys: captions with the sorting, and under them the filters, which are real editors."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QTableView, QWidget

from forms.kinds import Choice
from forms.kinds.choices import Choices
from ui.roll.columns import Column
from ui.roll.model import GLYPH, RollModel
from ui.theme import Theme

STOREY = 32


class FilterHeader(QHeaderView):
    """Captions above, filters below."""

    filtered = Signal(str, str)
    """Column, what its cells must hold; "" for all."""
    sorted = Signal(str)

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self._view = view
        self._editors: dict[int, QWidget] = {}
        self._columns: Sequence[Column] | None = None
        """Those for which it was reset."""
        self.sort, self.descending = "", False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionResized.connect(lambda *_: self.place())
        self.sectionClicked.connect(self._clicked)
        view.horizontalScrollBar().valueChanged.connect(lambda *_: self.place())
        self.geometriesChanged.connect(self.place)

    def reset(self) -> None:
        """Other rows are nothing to a header; it and its filters would be painted anew for each letter of a search."""
        columns = model.columns if isinstance(model := self.model(), RollModel) else None
        if columns is None or columns is not self._columns:
            self._columns = columns
            super().reset()

    def setRootIndex(self, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802
        """As at `reset`, which tells this, too."""
        if index != self.rootIndex():
            super().setRootIndex(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """As at `reset`: no caption shows what is selected."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Two storeys high."""
        return QSize(self._theme.px(STOREY), self._theme.px(STOREY) * 2)  # a view asks only how high

    def show_filters(self, sections: range) -> None:
        """Make the filters of some columns anew."""
        for editor in self._editors.values():
            editor.hide()
            editor.deleteLater()
        self._editors = {section: self._editor(section) for section in sections if self._column(section)}
        self.place()

    def clear_filters(self) -> None:
        """Show everything again."""
        for editor in self._editors.values():
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(0)
            elif isinstance(editor, QLineEdit):
                editor.clear()

    def editor(self, field: str) -> QWidget | None:
        """The filter of a column."""
        return next((e for s, e in self._editors.items() if (c := self._column(s)) and c.field == field), None)

    def _column(self, section: int) -> Column | None:
        model = self.model()
        return model.column(section) if isinstance(model, RollModel) else None

    def _editor(self, section: int) -> QWidget:
        column = self._column(section)
        assert column is not None
        editor = self._list(column) if self._is_list(column) else self._line(column)
        editor.setProperty("filter", True)
        editor.setProperty("active", False)
        editor.setAccessibleName(self.tr("Filter {column}").format(column=column.caption))
        editor.show()
        return editor

    def _is_list(self, column: Column) -> bool:
        kind = column.kind
        return kind.name == "yes_no" or (isinstance(kind, Choice) and not isinstance(kind, Choices))

    def _line(self, column: Column) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(self.tr("Filter"))
        line.textChanged.connect(lambda text, of=column: self._tell(line, of.field, text.strip()))
        return line

    def _list(self, column: Column) -> QComboBox:
        box = QComboBox(self)
        box.addItem(self.tr("All"), "")
        kind = column.kind
        words = [option.zh for option in kind.codes.offered] if isinstance(kind, Choice) else ["是", "否"]
        for word in words:
            box.addItem(word, word)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda at, of=column: self._tell(box, of.field, str(box.itemData(at) or "")))
        return box

    def _tell(self, editor: QWidget, field: str, wanted: str) -> None:
        if editor.property("active") != bool(wanted):
            editor.setProperty("active", bool(wanted))
            editor.style().unpolish(editor)
            editor.style().polish(editor)
        self.filtered.emit(field, wanted)

    def _clicked(self, section: int) -> None:
        column = self._column(section)
        if column is not None:
            self.sorted.emit(column.field)

    def show_sort(self, field: str, descending: bool) -> None:
        """Draw the arrow at the sorted column."""
        self.sort, self.descending = field, descending
        self.viewport().update()

    def place(self) -> None:
        """Put every filter under its caption."""
        storey, gap = self._theme.px(STOREY), self._theme.px(3)
        for section, editor in self._editors.items():
            hidden = self.isSectionHidden(section)
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            editor.setGeometry(left + gap, storey + gap, width - 2 * gap, storey - 2 * gap - 1)
            editor.setVisible(not hidden and left + width > 0 and left < self.width())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """Caption, the arrow of the sorting, and the rules."""
        theme, column = self._theme, self._column(section)
        storey = theme.px(STOREY)
        painter.save()
        painter.fillRect(rect, theme.colour("paper2"))
        line = theme.colour("line")
        painter.fillRect(QRect(rect.left(), rect.top() + storey - 1, rect.width(), 1), line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)
        if column is not None and section != GLYPH:
            self._caption(painter, QRect(rect.left(), rect.top(), rect.width(), storey), column)
        painter.restore()

    def _caption(self, painter: QPainter, rect: QRect, column: Column) -> None:
        theme, pad = self._theme, self._theme.px(8)
        painter.setFont(theme.font(14, bold=True))
        painter.setPen(theme.colour("ink2"))
        room = rect.adjusted(pad, 0, -pad, 0)
        text = painter.fontMetrics().elidedText(column.caption, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if self.sort == column.field:
            self._arrow(
                painter, QPoint(room.left() + painter.fontMetrics().horizontalAdvance(text) + 6, rect.center().y())
            )

    def _arrow(self, painter: QPainter, at: QPoint) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        up = -3 if not self.descending else 3
        painter.drawPolyline(QPolygonF([at - QPoint(0, up), at + QPoint(4, up), at + QPoint(8, -up)]))  # pyright: ignore[reportCallIssue,reportArgumentType]
