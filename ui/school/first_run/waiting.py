"""What is shown while no ledger is open and none is asked for: the closed book, and how far the work is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from export.jobs.session import VERSION
from ui.parts import BusyBar, column, row, text
from ui.school.first_run.cover import Cover
from ui.theme import Theme


class Waiting(QWidget):
    """It asks nothing and goes by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.busy = BusyBar(theme, narrow=True)
        self.busy.setFixedWidth(theme.px(420))
        right = QWidget()
        right.setProperty("ground", "paper")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = text(self.tr("One moment"), 24, bold=True)
        column(None, title, self.busy, None, None, gap=12, margins=(56, 40, 56, 40), parent=right)
        row(Cover(theme, VERSION), right, gap=0, parent=self).setStretch(1, 1)
