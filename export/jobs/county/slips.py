"""Return slips (退回单): what goes out to each school, and what has become of it since.

An item is closed when what it was about is gone from what the school sent, or when the school has answered it; whether
an answer is good enough is for people to say: they ask again, and the item is open once more, until the school answers
that slip, be it in the same words.
"""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from db.county.slips import Slip as Kept
from db.county.standing import rank_of
from db.county.store import CountyStore
from export.jobs.county.period import period_of
from export.jobs.county.questions import Compared, Questions, answered
from export.slip import ItemState, Slip, SlipItem, item_from
from export.slip.paper import slip_file_name, write_slip
from forms.library import Library

Progress = Callable[[int, int, str], object]
"""Slips written, slips in all, name of the school."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An item of a school's latest slip, and how far it is."""

    item: SlipItem
    state: ItemState
    answer: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A slip that was written."""

    slip: Slip
    path: Path


class Slips:
    """The slips of a county's current period."""

    def __init__(self, store: CountyStore, library: Library, compared: Compared | None = None) -> None:
        """`compared` spares comparing the pupils of the county again."""
        self._store, self._library = store, library
        self._period = period_of(store).code
        self._questions = Questions(store, library, compared)

    def drafts(self, again: Collection[str] = ()) -> dict[str, list[SlipItem]]:
        """School → what would go out now. What was answered is not asked again, but for those named school/id or id."""
        found = {school: self._unanswered(school, items, again) for school, items in self._questions.by_school.items()}
        return {school: items for school, items in sorted(found.items()) if items}

    def write(
        self, folder: Path, deadline: str = "", *, schools: Collection[str] | None = None,
        again: Collection[str] = (), user: str = "", contact: str = "", progress: Progress | None = None,
    ) -> list[Written]:  # fmt: skip
        """Write a slip for every school that has something to do, or for those that are named, and remember it."""
        folder.mkdir(parents=True, exist_ok=True)
        drafts = {school: items for school, items in self.drafts(again).items() if schools is None or school in schools}
        made: list[Written] = []
        for done, (school, items) in enumerate(drafts.items()):
            if progress is not None:
                progress(done, len(drafts), self._questions.names.get(school, school))
            made.append(self._write(self._slip(school, items, deadline, contact), folder, user))
        return made

    def _write(self, slip: Slip, folder: Path, user: str) -> Written:
        """Remember a slip, for then only it has its number, whoever else writes slips; then put it into its file."""
        items = [asdict(item) for item in slip.items]
        kept = self._store.add_slip(slip.id, slip.school, slip.period, items, slip.deadline, user)
        slip = replace(slip, number=kept.number)
        path = folder / slip_file_name(slip)
        try:
            write_slip(slip, dict(self._library.forms), self._store.signing_key(), path)
        except BaseException:  # also where somebody stops it: what is in no file has not gone out
            self._store.drop_slip(slip.id, user)
            raise
        self._latest[slip.school] = kept
        return Written(slip, path)

    def latest(self) -> Mapping[str, Kept]:
        """School → the slip that counts, with its number and deadline."""
        return self._latest

    def standing(self, school: str) -> list[Standing]:
        """The items of a school's latest slip; those before it no longer count."""
        latest = self._latest.get(school)
        return [self._stand(school, item_from(data)) for data in latest.items] if latest else []

    def waiting(self) -> dict[str, int]:
        """School → items of its latest slip that are still open, as the board shows them."""
        counts = {school: sum(one.state == "open" for one in self.standing(school)) for school in self._latest}
        return {school: count for school, count in counts.items() if count}

    def _slip(self, school: str, items: list[SlipItem], deadline: str, contact: str) -> Slip:
        """A slip without its number, which the store gives."""
        store = self._store
        return Slip(
            uuid.uuid4().hex, store.code, store.name or store.code, school, self._questions.names.get(school, school),
            self._period, 0, self._revisions.get(school, 0), tuple(items), deadline,
            datetime.now().isoformat(timespec="minutes"), contact, store.practice,
        )  # fmt: skip

    def _unanswered(self, school: str, items: list[SlipItem], again: Collection[str]) -> list[SlipItem]:
        said = {item.id: self._answers.get(f"{school}/{item.id}", {}).get("text", "") for item in items}
        asked = {one.item.id for one in self.standing(school) if one.state == "open"}
        wanted = {item.id for item in items if not said[item.id] or {item.id, f"{school}/{item.id}"} & {*again}} | asked
        return [replace(item, answer=said[item.id]) for item in items if item.id in wanted]

    def _stand(self, school: str, item: SlipItem) -> Standing:
        answer = self._answers.get(f"{school}/{item.id}", {})
        text, who = answer.get("text", ""), answer.get("who", "")
        asked = self._questions.problems if item.kind in ("problem", "file") else self._questions.pupils
        if item.id not in {each.id for each in asked.get(school, ())}:
            return Standing(item, "fixed", text, who)
        is_new = text != item.answer or answer.get("slip") == self._latest[school].id
        return Standing(item, "answered" if text and is_new else "open", text, who)

    @cached_property
    def _answers(self) -> Mapping[str, Mapping[str, str]]:
        return answered(self._store, self._period)

    @cached_property
    def _latest(self) -> dict[str, Kept]:
        return {slip.school: slip for slip in self._store.slips(self._period)}

    @cached_property
    def _revisions(self) -> dict[str, int]:
        """School → the revision that counts: not that of a key which it has given up, nor what waits to be taken."""
        sent = [kept for kept in self._store.deliveries(self._period) if not kept.draft and not kept.held]
        return {kept.school: kept.revision for kept in sorted(sent, key=lambda kept: rank_of(kept, kept.word))}


def waiting(store: CountyStore, library: Library, compared: Compared | None = None) -> dict[str, int]:
    """School → open items of its latest slip; where none is about pupils, nobody need be compared for it."""
    return Slips(store, library, compared).waiting() if store.slips(period_of(store).code) else {}
