"""Which columns the roll shows: a list to tick, under the button."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from ui.parts import SearchField, column
from ui.roll.columns import Column
from ui.theme import Theme


class ColumnChooser(QFrame):
    """Ticked columns are shown, in the order of the form; the first one always is."""

    chosen = Signal(list)

    def __init__(self, columns: Mapping[str, Column], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self._columns, self._theme = columns, theme
        self._search = SearchField(theme, self.tr("Find a column"), self.tr("Find a column"))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Columns"))
        column(self._search, self._list, gap=6, margins=8, parent=self)
        self._search.textChanged.connect(self._narrow)
        self._list.itemChanged.connect(lambda _item: self.chosen.emit(self.ticked()))
        self.setFixedSize(theme.px(280), theme.px(420))

    def open_at(self, point: QPoint, shown: Sequence[str]) -> None:
        """Open under a point, with what is shown ticked."""
        self._list.blockSignals(True)
        self._list.clear()
        for name, one in self._columns.items():
            item = QListWidgetItem(one.caption, self._list)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            if name == shown[0]:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self._list.blockSignals(False)
        self.move(point - QPoint(self.width(), 0))
        self.show()
        self._search.setFocus()

    def ticked(self) -> list[str]:
        """The ticked columns."""
        items = (self._list.item(at) for at in range(self._list.count()))
        return [str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() == Qt.CheckState.Checked]

    def _narrow(self, typed: str) -> None:
        for at in range(self._list.count()):
            item = self._list.item(at)
            item.setHidden(typed.strip() not in item.text())
