"""Where the open page stands, with the panel of problems below it where the page has records to put right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ui.preferences import Preferences
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.desk import Desk
    from ui.problems import ProblemsPanel

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
        self, desk: "Desk", theme: Theme, stack: QStackedWidget, preferences: Preferences,
        join: "Callable[[ProblemsPanel], object]", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Vertical, parent)
        self._desk, self._theme, self._preferences, self._join = desk, theme, preferences, join
        kept = preferences.recall(KEY)
        self.is_open = kept.get("open") is True
        self._high = high if isinstance(high := kept.get("high"), int) else theme.px(HIGH)
        self._panel: ProblemsPanel | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        stack.currentChanged.connect(stack.updateGeometry)
        self.addWidget(stack)
        self.splitterMoved.connect(self._dragged)

    @property
    def panel(self) -> "ProblemsPanel":
        """The panel, made when it is first wanted."""
        if self._panel is None:
            from ui.problems import ProblemsPanel

            self._panel = ProblemsPanel(self._desk, self._theme)
            self._panel.hide()
            self.addWidget(self._panel)
            self.setStretchFactor(0, 1)
            self._join(self._panel)
        return self._panel

    @property
    def is_shown(self) -> bool:
        """Whether the panel can be seen now."""
        return self._panel is not None and self._panel.isVisible()

    def follow(self, form: str) -> None:
        """Stand beside a form; "" where the page has none."""
        if not (self.is_open and form):
            if self._panel is not None:
                self._panel.hide()
            return
        was_shown = self.panel.isVisibleTo(self)
        self.panel.show()
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
