"""The list under a choice: what typed characters may mean, while keys and input method stay with the editor."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

SHOWN = 10
"""Lines that are seen at once."""


class Popup(QListView):
    """Lines under an editor, one of them lit. It never takes the focus."""

    chosen = Signal(int)

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        self.setProperty("part", "popup")
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.clicked.connect(self._click)

    @property
    def lit(self) -> int:
        """The line that Enter takes; −1 where there is none."""
        return self.currentIndex().row()

    def offer(self, lines: Sequence[str], lit: int = 0) -> None:
        """Show these lines under the editor; none hides the list."""
        if not lines:
            self.hide()
            return
        self._lines.setStringList(list(lines))
        self.light(lit)
        self._place(len(lines))
        if not self.isVisible():
            self.show()

    def light(self, line: int) -> None:
        """Light a line, round and round."""
        count = self._lines.rowCount()
        if count:
            self.setCurrentIndex(self._lines.index(line % count, 0) if line > -2 else QModelIndex())

    def step(self, by: int) -> None:
        """Light the next or the previous line."""
        self.light(self.lit + by)

    def _place(self, lines: int) -> None:
        height = self.sizeHintForRow(0) * min(lines, SHOWN) + 2 * self.frameWidth() + 2
        width = max(self._editor.width(), self.sizeHintForColumn(0) + 32)
        below = self._editor.mapToGlobal(QPoint(0, self._editor.height() + 1))
        screen = self._editor.screen().availableGeometry()
        if below.y() + height > screen.bottom():
            below = self._editor.mapToGlobal(QPoint(0, -height - 1))
        self.setGeometry(min(below.x(), screen.right() - width), below.y(), width, height)

    def _click(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())
