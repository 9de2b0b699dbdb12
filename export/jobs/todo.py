"""The to-do list (待办) of a school: the county's latest return slip, kept in the store, looked up in the records.

Whether an item is fixed is never stored: it follows from the records as they stand, also after undo. What is kept are
the slip and the answers that people wrote; the answers travel within the next export. The first slip's key is
remembered, and another one needs a person's word: anybody can write a file that says it is the county's.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from db.store import Store
from export.seal.sign import fingerprint
from export.slip import ItemState, Slip, SlipItem
from export.slip.recheck import Recheck
from export.slip.sealed import Opened
from export.workbook.package import Answer
from forms.periods import Period
from forms.problems import Refusal

SIGNED_BY = "public"
"""Beside a slip as it is kept: the key (hex) under which it came."""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as it is kept."""

    text: str
    who: str
    at: str
    """By this PC's clock, for people to read."""


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing to do, and how far it is."""

    item: SlipItem
    state: ItemState
    found: bool
    """Whether its record is there to jump to: `item.form`, `item.record`, `item.field`."""
    answer: Written | None = None


@dataclass(frozen=True, slots=True)
class Todo:
    """The list of a period; without a slip it is empty."""

    slip: Slip | None
    items: tuple[TodoItem, ...] = ()

    @property
    def open(self) -> int:
        """How many items still wait."""
        return sum(item.state == "open" for item in self.items)


@dataclass(frozen=True, slots=True)
class Taken:
    """A slip that was opened."""

    slip: Slip
    signer: str
    """Six digits of the county's key, to be compared on the phone."""
    new_key: bool = False
    """Signed with another key than those before: nothing was kept, until somebody has compared the digits."""
    same: bool = False
    """Whether the very same slip was here already."""


class TodoList:
    """Slips and answers of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, found: Opened, *, keep: bool = True, signer: str = "") -> Taken:
        """Keep a slip; it replaces the earlier one of its period. Raises Refusal where it is not for this store.

        Without `keep` nothing is written, nor under another key than before: only a person who asked at the county
        knows whether its PC is a new one, and says so by the six digits of the key (`signer`).
        """
        slip, key, digits = found.slip, found.public.hex(), fingerprint(found.public)
        self._refuse_strange(slip)
        if self._data("county").get("public", key) != key and signer != digits:
            return Taken(slip, digits, new_key=True)
        same = self._refuse_older(slip, key)
        if keep and not same:
            self._keep(slip, key)
        return Taken(slip, digits, same=same)

    def _keep(self, slip: Slip, key: str) -> None:
        kept = {id_: asdict(answer) for id_, answer in self._carried(slip).items()}
        county = {"code": slip.county, "name": slip.county_name, "public": key}
        said = {**slip.as_dict(), SIGNED_BY: key}
        values = {"county": county, f"slip:{slip.period}": said, f"slip_answers:{slip.period}": kept}
        self._store.change_settings({name: _dumped(value) for name, value in values.items()})

    def slip(self, period: str) -> Slip | None:
        """The latest slip of a period."""
        data = self._data(f"slip:{period}")
        return Slip.read(data) if data else None

    def answers(self, period: str) -> dict[str, Written]:
        """What was answered, by item."""
        return {id_: Written(**answer) for id_, answer in self._data(f"slip_answers:{period}").items()}

    def answer(self, period: str, item: str, text: str, who: str) -> None:
        """Answer an item of the latest slip; an empty text takes the answer back."""
        slip, known = self.slip(period), self.answers(period)
        if slip is None or item not in {each.id for each in slip.items}:
            raise Refusal("slip_no_item")
        known.pop(item, None)
        if text.strip():
            known[item] = Written(text.strip(), who, datetime.now().isoformat(sep=" ", timespec="seconds"))
        kept = {id_: asdict(answer) for id_, answer in known.items()}
        self._store.set_setting(f"slip_answers:{period}", _dumped(kept))

    def read(self, now: Recheck) -> Todo:
        """The list as the records stand now."""
        slip = self.slip(now.period.code)
        if slip is None:
            return Todo(None)
        answers = self.answers(now.period.code)
        return Todo(slip, tuple(_seen(item, now, slip.revision, answers.get(item.id)) for item in slip.items))

    def outgoing(self, now: Recheck) -> list[Answer]:
        """What goes up with an export: the state of every item and what was answered."""
        todo = self.read(now)
        return [_outgoing(each, todo.slip.id) for each in todo.items] if todo.slip else []

    def _refuse_strange(self, slip: Slip) -> None:
        if slip.practice != self._store.practice:
            raise Refusal("slip_practice" if slip.practice else "slip_real")
        if slip.school != self._store.school_code:
            own = self._store.school_name or self._store.school_code
            raise Refusal("slip_other_school", school=slip.school_name, school_code=slip.school, own=own)

    def _refuse_older(self, slip: Slip, key: str) -> bool:
        """Whether the very same slip is here. Only what one key has signed is numbered by one county."""
        known, county = self._data(f"slip:{slip.period}"), self._data("county")
        if county.get("public") == key and county["code"] != slip.county:
            raise Refusal("slip_other_county", county=slip.county_name, known=county["name"])
        if not known or known.get(SIGNED_BY, county.get("public")) != key:
            return False
        if known["number"] > slip.number:
            raise Refusal("slip_older", number=slip.number, known=known["number"])
        return known["id"] == slip.id

    def _carried(self, slip: Slip) -> dict[str, Written]:
        """Every answer but those that the county had seen when it wrote the slip: where it asks again, they are none.

        What a slip no longer asks is kept, too: a later one may ask it, and nobody is to write the same words twice.
        """
        asked = {item.id: item.answer for item in slip.items}
        return {id_: answer for id_, answer in self.answers(slip.period).items() if asked.get(id_) != answer.text}

    def _data(self, name: str) -> dict[str, Any]:
        return json.loads(self._store.setting(name, "{}"))


def _seen(item: SlipItem, now: Recheck, looked_at: int, answer: Written | None) -> TodoItem:
    state: ItemState = "fixed" if now.is_fixed(item, looked_at) else "answered" if answer else "open"
    return TodoItem(item, state, now.found(item), answer)


def _outgoing(each: TodoItem, slip: str) -> Answer:
    text, who = (each.answer.text, each.answer.who) if each.answer else ("", "")
    item = each.item
    return Answer(slip, item.id, each.state, text, who, item.form, item.record, item.field, item.sentence)


def _dumped(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def exported(store: Store, period: Period) -> int:
    """The last export of a period that was no draft; 0 where there is none."""
    return max((made.revision for made in store.returns(period.code).values()), default=0)
