"""A program in which somebody types pupils without end, to be killed: run as `python -m tests.faults.typist STORE SEED`.

It writes a line for every field of which the cursor has left the cell: from then on it may not be lost.
"""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from export.jobs.desk import Desk
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library, root
from tests.journeys.clerk import Clerk
from tests.journeys.hand import ENTER, Hand
from tests.journeys.sheet import Sheet, sheets
from ui.roll.page import RollPage
from ui.theme import Theme

TAKEN_IN = 3
"""After so many pupils the rows go into the ledger."""


def tell(*what: object) -> None:
    """Say something that the other side will hold us to; straight to the pipe."""
    os.write(1, (json.dumps(what, ensure_ascii=False) + "\n").encode())


class Teller(Clerk):
    """Tells of each field that was left."""

    def pupil(self, sheet: Sheet) -> None:
        """The name, then all that the cursor asks for."""
        self.hand.strike(sheet["name"], ENTER)
        tell(sheet["name"], "name", sheet["name"])
        while (field := self._where()) != "name":
            self._fill(field, sheet)
            tell(sheet["name"], field, sheet[field])


def main(store: Path, seed: int) -> None:
    """Open the store and type: in the grid where the seed is even, else on the card."""
    app, library = QApplication([]), Library.built_in()
    theme = Theme(root() / "resources")
    theme.dress(app, "light")
    with Reader() as reader, Desk.open(store, Session(library, reader), user="王秀兰") as desk:
        page = RollPage(desk, theme)
        page.resize(800, 480)
        page.refresh()
        page.show()
        page.activateWindow()
        app.processEvents()
        page.commands()["new" if seed % 2 else "grid"]()
        grid = page.grid
        hand = Hand(page)
        clerk = Teller(
            hand, page.form,
            (lambda: grid.model.spot(grid.view.currentIndex())[1]) if grid else page.sections.current_field,
        )  # fmt: skip
        paper = [sheet for sheet in sheets(library, "一年级", 40, seed) if sheet["nation"] == "汉族"]
        tell("open", "", "")
        for number, sheet in enumerate(paper):
            clerk.pupil(replace(sheet, texts={**sheet.texts, "name": f"Pupil {seed}.{number}"}))
            if grid and number % TAKEN_IN == TAKEN_IN - 1:
                page.commands()["take_in"]()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
