"""Where the open page stands, with the panel of problems below it where the page has records to put right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ui.preferences import Preferences
from ui.problems import ProblemsPanel
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.desk import Desk

KEY = "problems"
HIGH = 236
"""Of the panel, in px at 100 %, before anybody has dragged it."""


class Pages(QStackedWidget):
    """As small as the page that is open may be; Qt's own would keep room for the largest one."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        page = self.currentWidget()
        return page.minimumSizeHint() if page else super().minimumSizeHint()


class Dock(QSplitter):
    """Whether the panel is open, and how high it is, is remembered on this PC."""

    def __init__(
        self, desk: "Desk", theme: Theme, stack: QStackedWidget, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._preferences = theme, preferences
        kept = preferences.recall(KEY)
        self.is_open = kept.get("open") is True
        self._high = high if isinstance(high := kept.get("high"), int) else theme.px(HIGH)
        self.panel = ProblemsPanel(desk, theme)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        stack.currentChanged.connect(stack.updateGeometry)
        self.addWidget(stack)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(self._dragged)

    def follow(self, form: str) -> None:
        """Stand beside a form; "" where the page has none."""
        was_shown = self.panel.isVisibleTo(self)
        self.panel.setVisible(self.is_open and bool(form))
        if self.is_open and form:
            self.panel.show_beside(form)
            if not was_shown:
                self.setSizes([max(1, self.height() - self._high), self._high])

    def open(self, form: str, *, is_open: bool) -> None:
        """Open or close the panel, and remember it."""
        self.is_open = is_open
        self._preferences.keep(KEY, open=is_open)
        self.follow(form)

    def _dragged(self, _at: int, _index: int) -> None:
        self._high = self.sizes()[1]
        self._preferences.keep(KEY, high=self._high)
