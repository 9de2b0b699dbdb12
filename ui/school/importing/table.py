"""The table of the preview: as wide as its columns need, one row chosen at a time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.parts import plain
from ui.school.importing.model import FATE, LABEL, PreviewModel
from ui.school.importing.paint import PreviewPaint
from ui.theme import Theme

WIDE = {FATE: 104, LABEL: 100}
ROW = 28
FIRST, PADS = 30, 22
"""px beside the words of a column: of the first one, of the others."""
NARROWEST, WIDEST = 72, 220
LOOKED_AT = 60
"""Rows whose words decide how wide a column is."""


class PreviewTable(QTableView):
    """Rows of a file."""

    def __init__(self, theme: Theme, model: PreviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.setModel(model)
        self.setItemDelegate(PreviewPaint(theme, self))
        plain(self, self.tr("What the file would do"), None, "lined")
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setStretchLastSection(True)
        model.modelReset.connect(self.fit_columns)
        theme.changed.connect(self._measure)
        self._measure()

    def fit_columns(self) -> None:
        """Make each column as wide as its caption and its first rows ask, within reason."""
        theme, model = self._theme, self._model
        head, body = theme.metrics(13, bold=True), theme.metrics()
        for column in range(model.columnCount()):
            caption = str(model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
            if column in WIDE:
                asked = head.horizontalAdvance(caption) + theme.px(FIRST if column == FATE else PADS)
                self.setColumnWidth(column, max(theme.px(WIDE[column]), asked))
                continue
            rows = range(min(model.rowCount(), LOOKED_AT))
            words = (str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole) or "") for row in rows)
            widest = max((body.horizontalAdvance(word) for word in words), default=0)
            wide = max(head.horizontalAdvance(caption), widest) + theme.px(PADS)
            self.setColumnWidth(column, min(max(wide, theme.px(NARROWEST)), theme.px(WIDEST)))

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW))
        self.horizontalHeader().setFixedHeight(self._theme.px(32))
        self.fit_columns()

    def go(self, row: int, field: str) -> None:
        """Show a row of the file and one of its cells."""
        line = self._model.line_of(row)
        if line >= 0:
            index = self._model.index(line, self._model.column_of(field))
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
