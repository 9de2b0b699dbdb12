"""What every page of a county's window is: a page that reads a bureau."""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from forms.problems import Refusal
from ui.page import Leaf
from ui.parts import BusyBar, MessageBar
from ui.task import Job, run
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


class BusyPage(CountyPage):
    """A page that has work done beside the window, one thing at a time, and says how far it is and how it went."""

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self.message, self.busy = MessageBar(theme), BusyBar(theme)
        self.is_working = False

    def work(
        self, job: Job, done: Callable[..., object], words: str, *, can_stop: bool = False,
        ended: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Begin; `done` hears what came of it, `words` stand beside the bar, `ended` is called instead of `rested`."""
        self.is_working = True

        def settled(found: object) -> None:
            done(found)
            gc.freeze()  # what a page has read stays; to look through all of it for garbage would halt the window

        self.busy.follow(run(self, job, settled, self.refused, ended or self.rested), words, can_stop=can_stop)

    def refused(self, refusal: Refusal) -> None:
        """Say what the world did not allow."""
        session = self.bureau.session
        self.message.tell(session.library.catalogue.refusal(refusal, session.language), "seal")

    def rested(self) -> None:
        """It is over, however it went; something may have changed meanwhile."""
        self.is_working = False
        if self.isVisible():
            self.refresh()
