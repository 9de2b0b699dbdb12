"""The schools of one stage as a table: name, pupils, the seven values, how many of them are reached."""

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from forms.indicators import Indicator, Reading
from ui.county.indicators.figures import (
    Figures,
    Row,
    caption_of,
    coefficient_words,
    spoken,
    standard_of,
    tr,
    value_words,
)
from ui.translation import counted, language

Index = QModelIndex | QPersistentModelIndex
NAME, PUPILS, FIRST = 0, 1, 2
"""Columns; the items begin at FIRST, what is reached stands after the last of them."""
Key = tuple[Fraction | int | str, ...]


class IndicatorModel(QAbstractTableModel):
    """Rows in the order that somebody asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: Figures | None = None
        self.rows: list[Row] = []
        self.sorted_by, self.descending = -1, False
        self._said: dict[tuple[str, int], str] = {}
        """Values in words; exact fractions are slow to round, and a cell is painted often."""

    def show_figures(self, figures: Figures) -> None:
        """Show other figures, in the order that they are in now."""
        self.beginResetModel()
        self.figures = figures
        self._said.clear()
        self._sort()
        self.endResetModel()

    def sort_by(self, column: int) -> None:
        """Order by a column; once more turns it round, a third time brings back the first order."""
        self.beginResetModel()
        if self.sorted_by != column:
            self.sorted_by, self.descending = column, False
        elif not self.descending:
            self.descending = True
        else:
            self.sorted_by, self.descending = -1, False
        self._sort()
        self.endResetModel()

    @property
    def last(self) -> int:
        """The column after the items."""
        return FIRST + (len(self.figures.items) if self.figures else 7)

    def item(self, column: int) -> Indicator | None:
        """The indicator of a column."""
        items = self.figures.items if self.figures else ()
        return items[column - FIRST] if FIRST <= column < FIRST + len(items) else None

    def reading(self, row: int, column: int) -> Reading | None:
        """What a school has of an item."""
        return self.rows[row].readings[column - FIRST] if self.item(column) and 0 <= row < len(self.rows) else None

    def row_of(self, code: str) -> int:
        """Where a school stands; -1 where it does not."""
        return next((at for at, row in enumerate(self.rows) if row.code == code), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else self.last + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(self.rows[index.row()], index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(self.rows[index.row()], index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == NAME:
            return f"{self.rows[index.row()].name}  {self.rows[index.row()].code}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """For readers and tooltips; the header itself is painted."""
        indicator = self.item(section) if orientation == Qt.Orientation.Horizontal else None
        if indicator is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        passing = counted(tr("{passing} of {all} pass"), passing=indicator.schools_passing, all=indicator.n)
        words = f"{caption_of(indicator)} {standard_of(indicator)}，{coefficient_words(indicator)}，{passing}"
        formula = indicator.formula["zh" if language() == "zh" else "en"]
        return words if role == Qt.ItemDataRole.DisplayRole else f"{words}\n{formula}"

    def _words(self, row: Row, column: int) -> str:
        indicator = self.item(column)
        if indicator is not None:
            if (row.code, column) not in self._said:
                self._said[row.code, column] = value_words(indicator, row.readings[column - FIRST])
            return self._said[row.code, column]
        if column == self.last:
            return counted(tr("{count}"), count=row.reached)
        return row.name if column == NAME else f"{row.pupils:,}"

    def _spoken(self, row: Row, column: int) -> str:
        indicator = self.item(column)
        words = spoken(indicator, row.readings[column - FIRST]) if indicator else self._words(row, column)
        return words if column == NAME else f"{row.name} {words}"

    def _sort(self) -> None:
        rows = list(self.figures.rows) if self.figures else []
        key = self._key(self.sorted_by)
        self.rows = sorted(rows, key=key, reverse=self.descending) if key else rows

    def _key(self, column: int) -> Callable[[Row], Key] | None:
        if self.item(column):
            return lambda row: _value(row.readings[column - FIRST])
        keys: dict[int, Callable[[Row], Key]] = {
            NAME: lambda row: (row.name,), PUPILS: lambda row: (row.pupils,), self.last: lambda row: (row.reached,),
        }  # fmt: skip
        return keys.get(column)


def _value(reading: Reading | None) -> Key:
    return (0, reading.value) if reading else (1, 0)
