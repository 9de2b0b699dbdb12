"""How a roll was looked at last: columns, widths, order. Kept on this PC for each form; never what was sought."""

from PySide6.QtCore import QEvent, QObject

from ui.preferences import Preferences
from ui.roll.columns import first_columns
from ui.roll.model import HEAD
from ui.roll.page import RollPage


def remembered(page: RollPage, preferences: Preferences) -> RollPage:
    """The same roll, as it was left, and from now on remembered."""
    Memory(page, preferences)
    return page


class Memory(QObject):
    """Listens to one roll."""

    def __init__(self, page: RollPage, preferences: Preferences) -> None:
        super().__init__(page)
        self._page, self._preferences, self._key = page, preferences, f"roll.{page.form.name}"
        self._restore()
        page.chooser.chosen.connect(lambda names: self._keep(columns=list(names)))
        for header in page.table.headers:
            header.sorted.connect(lambda _field: self._keep(sort=page.asked.sort, descending=page.asked.descending))
        page.table.headers[1].viewport().installEventFilter(self)
        page.top.menu.addAction(self.tr("Usual columns and order"), self.usual)

    def usual(self) -> None:
        """Columns, widths and order as the program proposes them."""
        self._preferences.keep(self._key, columns=[], widths={}, sort="", descending=False)
        self._page.table.widths = {}
        self._page.show_columns(first_columns(self._page.form))
        self._sort("", descending=False)
        self._page.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._keep_widths()
        return super().eventFilter(watched, event)

    def _restore(self) -> None:
        page, kept = self._page, self._preferences.recall(self._key)
        widths, columns, sort = kept.get("widths"), kept.get("columns"), kept.get("sort")
        if isinstance(widths, dict):
            page.table.widths = {str(name): int(wide) for name, wide in widths.items() if isinstance(wide, int)}
        known = [name for name in columns if name in page.columns] if isinstance(columns, list) else []
        page.show_columns(known or page.shown)
        if isinstance(sort, str) and sort in page.columns:
            self._sort(sort, descending=kept.get("descending") is True)

    def _sort(self, field: str, *, descending: bool) -> None:
        self._page.asked.sort, self._page.asked.descending = field, descending
        for header in self._page.table.headers:
            header.show_sort(field, descending)

    def _keep_widths(self) -> None:
        """Those that differ from what the program proposes, at 100 %."""
        page, changed = self._page, dict[str, int]()
        for section in range(HEAD, page.model.columnCount()):
            column = page.model.column(section)
            wide = round(page.table.right.columnWidth(section) * 100 / page.theme.zoom)
            if column is not None and abs(wide - column.width) > 1:
                changed[column.field] = wide
        if changed != page.table.widths:
            page.table.widths = changed
            self._keep(widths=changed)

    def _keep(self, **view: object) -> None:
        self._preferences.keep(self._key, **view)
