"""What a county keeps beside the deliveries: the register, decisions, slips, settings, and the log of its deeds."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from db.county import birth, decisions, log, register, settings, slips
from db.county.backing import Backing
from db.county.register import Became, School
from db.county.slips import Slip
from forms.likeness import Decision, Verdict
from forms.periods import Period

PERIOD = "period"
"""Name of a setting."""


class Office:
    """The part of a county's store that nobody sends."""

    _backing: Backing

    # ── register, decisions, slips ──────────────────────────────────────────────────────────────────────────────

    def register(self) -> dict[str, School]:
        """Every school that is or was, by code."""
        with self._backing.reading() as connection:
            return register.schools(connection)

    def set_register(self, schools: Iterable[School], user: str = "", action: str = "学校名录") -> dict[str, Became]:
        """Put in or change schools; others stay. What became of each."""
        with self._backing.writing() as connection:
            return register.put(connection, schools, user, action)

    def close_school(self, code: str, day: str, into: str = "", user: str = "") -> None:
        """A school closes on a day (撤销), or is taken over by another (撤并)."""
        closed = replace(self.register()[code], closed=day, into=into)
        self.set_register([closed], user, "撤并" if into else "撤销")

    def decide(self, pair: str, verdict: Verdict, reason: str = "", user: str = "") -> None:
        """Decide of a pair (`Pair.key`, made of lasting ids, so that the next merge remembers it)."""
        with self._backing.writing() as connection:
            decisions.decide(connection, pair, verdict, reason, user)

    def decisions(self) -> dict[str, Decision]:
        """Every decision by the key of its pair."""
        with self._backing.reading() as connection:
            return decisions.decisions(connection)

    def withdraw(self, pair: str, user: str = "") -> None:
        """Take a decision back."""
        with self._backing.writing() as connection:
            decisions.withdraw(connection, pair, user)

    def add_slip(
        self, id_: str, school: str, period: str, items: Sequence[Mapping[str, Any]], deadline: str = "", user: str = ""
    ) -> Slip:
        """Remember a return slip that goes out; it gets the school's next number of the period."""
        with self._backing.writing() as connection:
            return slips.add(connection, Slip(id_, school, period, 0, deadline, slips.plain(items), user, log.now()))

    def drop_slip(self, id_: str, user: str = "") -> None:
        """Forget a slip that could not be written."""
        with self._backing.writing() as connection:
            slips.drop(connection, id_, user)

    def slips(self, period: str | None = None, school: str | None = None) -> list[Slip]:
        """The slips that went out, oldest first within a school."""
        with self._backing.reading() as connection:
            return slips.slips(connection, period, school)

    # ── settings and the log ────────────────────────────────────────────────────────────────────────────────────

    def setting(self, name: str, default: str = "") -> str:
        """A setting."""
        with self._backing.reading() as connection:
            found = settings.get(connection, name)
        return default if found is None else found

    def set_setting(self, name: str, value: str, user: str = "") -> None:
        """Make a setting."""
        with self._backing.writing() as connection:
            old = settings.get(connection, name)
            if old != value:
                settings.put(connection, name, value)
                log.note(connection, "设置", name, user, {"old": old, "new": value})

    @property
    def period(self) -> Period | None:
        """The period that the county works on; None before somebody chose one."""
        found = self.setting(PERIOD)
        return Period(found) if found else None

    def set_period(self, code: str, user: str = "") -> None:
        """Work on another period. Raises Refusal where the code names none."""
        self.set_setting(PERIOD, Period.read(code).code, user)

    def signing_key(self) -> bytes:
        """The county's private Ed25519 key (32 bytes), which signs return slips."""
        return base64.b64decode(self.setting(birth.SIGNING_KEY))

    def note(self, what: str, about: str = "", user: str = "", detail: object = None) -> int:
        """Remember that somebody did something that changes nothing, such as looking at a masked number."""
        with self._backing.writing() as connection:
            return log.note(connection, what, about, user, detail)

    def log(self, limit: int | None = None, about: str | None = None) -> list[log.Entry]:
        """The last deeds, newest first; `about` is what they were done to: a pair's key, "school CODE", "batch 7"."""
        with self._backing.reading() as connection:
            return log.entries(connection, limit, about)

    def verify_log(self) -> list[int]:
        """Numbers of log rows that were tampered with; empty when the chain holds."""
        with self._backing.reading() as connection:
            return log.broken(connection)
