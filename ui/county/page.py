"""What every page of a county's window is: a page that reads a bureau."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.page import Leaf
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau


class CountyPage(Leaf):
    """One page of a county's ledger."""

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.bureau = bureau

    def shut(self) -> None:
        """The window closes for good: let go of what is held."""
