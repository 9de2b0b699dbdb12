"""What every page of the window is: how the window asks it, and how it answers.

A page is made once, when it is first shown, with the desk and the theme. It keeps no data: it reads the desk in
`refresh`, which the window calls whenever the desk's version differs from the one that the page has shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.problems import Refusal
from ui.theme import Theme
from ui.translation import language, word

if TYPE_CHECKING:
    from export.jobs.desk import Desk


@dataclass(frozen=True)
class Place:
    """Where to go: a page by its key, and on it a record and a field."""

    page: str
    form: str = ""
    record: str = ""
    field: str = ""
    about: str = ""
    """What the page shall do there, such as the name of a command."""


Command = Callable[[], object]

COMMANDS: Mapping[str, tuple[str, str, str]] = {
    "new": (word("New"), "Ctrl+N", "plus"),
    "paste": (word("Paste"), "Ctrl+V", "paste"),
    "fill_down": (word("Fill down"), "Ctrl+D", "fill_down"),
    "today": (word("Insert today"), "Ctrl+;", "calendar"),
    "take_in": (word("Take in"), "Ctrl+Return", "tick"),
    "remove": (word("Remove"), "", "trash"),
    "next_record": (word("Next record"), "Ctrl+Down", "chevron_down"),
    "previous_record": (word("Previous record"), "Ctrl+Up", "chevron_up"),
    "full_form": (word("Full form"), "F4", "file"),
    "grid": (word("Batch entry"), "Ctrl+B", "table"),
    "print": (word("Print preview"), "Ctrl+P", "print"),
    "import": (word("Import spreadsheet"), "Ctrl+I", "download"),
    "columns": (word("Choose columns"), "", "columns"),
    "bin": (word("Recycle bin"), "", "trash"),
}  # fmt: skip
"""What a page may be able to do, with its keys and icon. The menus hold all of them; those work that the page has."""


class Leaf(QWidget):
    """One page of any ledger. A subclass sets the class attributes and overrides what it can answer."""

    key: ClassVar[str] = ""
    """Name by which other pages go there."""
    help_key: ClassVar[str] = ""
    """File of resources/help/ that F1 opens, without .md; the page's key where it is empty."""

    changed = Signal()
    """Something was saved through the desk; the window then refreshes rail, status bar and menus."""
    went = Signal(object)
    """Go to a Place."""
    told = Signal(str, str)
    """A sentence for the message bar, and its tone: ink, jade, amber or seal."""
    moved = Signal()
    """The facts of the status bar or the commands have changed, such as another selection."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shown_version = -1

    @property
    def title(self) -> str:
        """Title of the page, as the rail and the finder call it."""
        return ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Forms that are filled here; their problems count in the rail."""
        return ()

    def refresh(self) -> None:
        """Read the desk anew and show it, keeping selection and place."""

    def commands(self) -> Mapping[str, Command]:
        """What can be done here now, by the names of COMMANDS."""
        return {}

    @property
    def beside(self) -> str:
        """The form whose problems may be listed below this page; "" where that would make no sense."""
        return ""

    @property
    def is_idle(self) -> bool:
        """Whether nothing is lost when the page is let go and made anew: no file looked at, no rows being typed."""
        return False

    def find_text(self, text: str = "") -> bool:
        """Ctrl+F: put the cursor into the page's own search field, with a text; False where it has none."""
        return False

    def next_problem(self, *, back: bool = False) -> bool:
        """F8: go to the next thing on this page that waits; False where nothing is left, and the window looks on."""
        return False

    def show_place(self, place: Place) -> None:
        """Go to a record and a field of this page."""

    def facts(self) -> list[str]:
        """What the status bar says on the left: counts of rows and of what is selected."""
        return []

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in order; the page itself where it has but one."""
        return [self]

    def leave(self) -> None:
        """The window goes elsewhere, locks or closes: save what is still being typed."""


class Page(Leaf):
    """One page of a school's ledger."""

    def __init__(self, desk: "Desk", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.desk = desk

    def is_done(self, act: Callable[[], object]) -> bool:
        """Do something with the desk; where it is refused, as after the review, say why."""
        try:
            act()
        except Refusal as refusal:
            self.told.emit(self.desk.library.catalogue.refusal(refusal, language()), "seal")
            return False
        return True
