"""A county and the stores of its schools, between which files go to and fro."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.county.store import CountyStore
from export.jobs.county.board import board
from export.jobs.county.merge import Merging
from export.jobs.county.slips import Slips, Written
from export.jobs.desk import Desk
from export.jobs.session import Session
from forms.likeness import Pair, compare

PERIOD, KINDS = "2026-1", 17
"""The first so many kinds of planted pairs are of one child."""


@dataclass
class Loop:
    """A county and the stores of its schools."""

    folder: Path
    county: CountyStore
    session: Session
    rounds: int = 0

    def merge(self, *paths: Path) -> None:
        merged = Merging(self.county, self.session).run(paths)
        assert merged.count("quarantined", "interrupted") == 0, merged.files

    def pairs(self) -> dict[str, Pair]:
        """The planted pairs by their kinds, as far as the county finds them."""
        found = compare(self.county.pupils(PERIOD), self.county.moves(PERIOD)).pairs
        planted = json.loads((self.folder / "duplicates.json").read_text("utf-8"))
        keys = {frozenset("/".join(each[side]) for side in ("first", "second")): each["kind"] for each in planted}
        by_sides = {frozenset((pair.first.key, pair.second.key)): pair for pair in found}
        return {kind: by_sides[sides] for sides, kind in keys.items() if sides in by_sides}

    def slips(self) -> Slips:
        return Slips(self.county, self.session.library)

    def write(self, **more: Any) -> dict[str, Written]:  # noqa: ANN401 – as `Slips.write` takes them
        self.rounds += 1
        made = self.slips().write(self.folder / f"slips{self.rounds}", "2026-12-20", contact="周敏", **more)
        return {written.slip.school: written for written in made}

    def desk(self, school: str) -> Desk:
        return Desk.open(self.folder / f"{school}.school", self.session, user="王秀兰")

    def statuses(self) -> dict[str, str]:
        seen = board(self.county, self.session.library, self.slips().waiting())
        return {row.code: row.status for row in seen.rows}
