"""What a county asks of each school: what went out with what became of it, and what would go out now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from export.slip import SlipItem
from ui.translation import word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau
    from export.jobs.county.slips import Standing

STATES: Mapping[str, tuple[str, str, str]] = {
    "new": (word("To be sent"), "reminder", "amber"),
    "again": (word("To be asked again"), "returned", "amber"),
    "open": (word("Not yet answered"), "blank", "ink2"),
    "answered": (word("Answered"), "info", "indigo"),
    "fixed": (word("Put right by now"), "done", "ink2"),
}
"""State of an item → words, glyph, tone; in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One item of a school, whether it went out already or would now."""

    item: SlipItem
    state: str
    """A key of STATES."""
    answer: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """All items of one school."""

    code: str
    name: str
    items: tuple[Asked, ...]
    goes: bool
    """Whether a slip would go out now."""
    number: int = 0
    """Number of its latest slip; 0 where none went out."""
    deadline: str = ""

    def count(self, *states: str) -> int:
        """How many items are in these states."""
        return sum(one.state in states for one in self.items)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the page shows, as it was at one version of the bureau."""

    version: int = -1
    schools: Mapping[str, School] = field(default_factory=dict[str, School])


def read(bureau: "Bureau", again: frozenset[str]) -> Reading:
    """Every school that has something to do, or had; slow at the first time."""
    version, slips, names = bureau.version, bureau.slips(), bureau.school_names()
    drafts, latest = slips.drafts(again), slips.latest()
    found: dict[str, School] = {}
    for code in sorted({*drafts, *latest}):
        items = _items(code, drafts.get(code, []), slips.standing(code), again)
        sent = latest.get(code)
        number, deadline = (sent.number, sent.deadline) if sent else (0, "")
        found[code] = School(code, names.get(code, code), items, code in drafts, number, deadline)
    return Reading(version, found)


def _items(
    school: str, drafts: Sequence[SlipItem], standing: "Sequence[Standing]", again: frozenset[str]
) -> tuple[Asked, ...]:
    """What went out with what became of it, and what is new since; the open ones first."""
    known = {one.item.id: Asked(one.item, one.state, one.answer, one.who) for one in standing}
    for item in drafts:
        before = known.get(item.id)
        if f"{school}/{item.id}" in again:
            known[item.id] = (
                Asked(item, "again", before.answer, before.who) if before else Asked(item, "again", item.answer)
            )
        elif before is None or before.state == "fixed":
            known[item.id] = Asked(item, "new", item.answer)
    order = list(STATES)
    return tuple(sorted(known.values(), key=lambda one: order.index(one.state)))
