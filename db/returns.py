"""A return: what a school owes for one form and one period, and how far it is.

未填 → 填报中 → 已校验 → 已审核 → 已导出. The first change begins it, a change after a check or an export sets it
back, and what is approved (已审核) is locked until somebody unlocks it; that is written into the log.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import sqlalchemy as sa

from db.fixed import PERIOD, RETURN
from db.journal import Action, Journal, shown_time
from db.session import Session
from forms.form import Form
from forms.periods import Period
from forms.problems import Refusal


class State(StrEnum):
    """How far a return is."""

    EMPTY = "empty"
    FILLING = "filling"
    CHECKED = "checked"
    APPROVED = "approved"
    EXPORTED = "exported"

    @property
    def zh(self) -> str:
        """未填, 填报中 …"""
        return _ZH[self]


_ZH = {
    State.EMPTY: "未填",
    State.FILLING: "填报中",
    State.CHECKED: "已校验",
    State.APPROVED: "已审核",
    State.EXPORTED: "已导出",
}
LOCKED = frozenset({State.APPROVED})


@dataclass(frozen=True, slots=True)
class Return:
    """One form in one period."""

    form: str
    period: str
    state: State = State.EMPTY
    revision: int = 0
    """Number of the last workbook that carried it; 0 before the first."""
    nil_confirmed: bool = False
    """Somebody said that there is nothing to report (无此项数据)."""
    who: str = ""
    at: str = ""
    """When the state was set, by a clock that may be wrong."""


class Returns:
    """The returns of one store and the period that the school works in."""

    def __init__(self, session: Session, journal: Journal, forms: Mapping[str, Form]) -> None:
        self._session = session
        self._journal = journal
        self._forms = forms
        self._epoch = -1
        self._current = ""
        self._known: dict[tuple[str, str], Return] = {}
        self._keys: dict[tuple[str, str], tuple[str, str]] = {}
        """Form and a record's period → form and the return's period; asked at every save."""

    @property
    def current(self) -> Period:
        """The period that the school works in."""
        self._refresh()
        return Period(self._current)

    def periods(self) -> list[str]:
        """Every period that was ever worked in."""
        with self._session.reading() as connection:
            return list(connection.execute(sa.select(PERIOD.c.code).order_by(PERIOD.c.code)).scalars())

    def set_current(self, code: str, user: str) -> None:
        """Work in another period from now on. Raises Refusal where the code names none."""
        new, old = Period.read(code).code, self.current.code
        if new == old:
            return
        with self._journal.act("切换学期", user, "note") as step:
            enter(step.connection, new)
            step.note("_period", new, "current", f'"{old}"', f'"{new}"')
        self._session.epoch += 1  # everything that hung on the old period

    def all(self, period: str = "") -> dict[str, Return]:
        """The return of every form in a period (the current one where none is named)."""
        self._refresh()
        return {name: self.one(name, period) for name in self._forms}

    def one(self, form: str, period: str = "") -> Return:
        """The return of one form."""
        self._refresh()
        key = self._keys.get((form, period))
        if key is None:
            key = self._keys[form, period] = (form, self.period_of(form, period))
        return self._known.get(key) or Return(*key)

    def period_of(self, form: str, period: str = "") -> str:
        """The period by which a form's return is known: its own year, term or month; else the current one."""
        around = Period(period) if period else self.current
        return around.of(self._forms[form].cycle) or around.code

    def set_state(self, form: str, period: str, state: State, user: str, note: str = "") -> Return:
        """Move a return on or back; leaving 已审核 unlocks it. The log remembers who, and the note why."""
        old = self.one(form, period)
        new = replace(old, state=state, who=user, at=shown_time(int(time.time())))
        with self._journal.act(note or _named(old, new), user, "note") as step:
            self._write(step, old, new)
        return new

    def exported(self, form: str, period: str, revision: int, user: str) -> Return:
        """The return left the school in the workbook of that number."""
        old = self.one(form, period)
        new = replace(old, state=State.EXPORTED, revision=revision, who=user, at=shown_time(int(time.time())))
        with self._journal.act(f"导出第{revision}次", user, "note") as step:
            self._write(step, old, new)
        return new

    def confirm_nil(self, form: str, period: str, user: str, count: int) -> Return:
        """Say that there is nothing to report; refused where there are records, or where the return is locked."""
        old = self._open(form, period)
        if count:
            raise Refusal("nil_but_records", form=self._forms[form].title, count=count)
        new = replace(old, nil_confirmed=True, state=State.FILLING, who=user, at=shown_time(int(time.time())))
        with self._journal.act("确认无此项数据", user, "note") as step:
            self._write(step, old, new)
        return new

    def touch(self, step: Action, form: str, period: str) -> None:
        """A record is about to change: refuse where the return is locked, else it is (again) being filled."""
        old = self._open(form, period)
        if old.state != State.FILLING or old.nil_confirmed:
            self._write(step, old, replace(old, state=State.FILLING, nil_confirmed=False, who=step.user, at=step.at))

    def next_revision(self, period: str) -> int:
        """The number of the next workbook of a period; given out once, even if that workbook is never finished."""
        with self._session.writing() as step:
            enter(step.connection, period, current=False)
            row = sa.update(PERIOD).where(PERIOD.c.code == period).values(revision=PERIOD.c.revision + 1)
            return int(step.connection.execute(row.returning(PERIOD.c.revision)).scalar_one())

    def _open(self, form: str, period: str) -> Return:
        found = self.one(form, period)
        if found.state in LOCKED:
            around = Period(found.period)
            raise Refusal("return_locked", form=self._forms[form].title, period={"zh": around.zh, "en": around.en})
        return found

    def _write(self, step: Action, old: Return, new: Return) -> None:
        key = (new.form, new.period)
        step.connection.execute(sa.delete(RETURN).where(RETURN.c.form == new.form, RETURN.c.period == new.period))
        step.connection.execute(
            sa.insert(RETURN).values(
                form=new.form, period=new.period, state=new.state.value, revision=new.revision,
                nil_confirmed=new.nil_confirmed, who=new.who, at=new.at,
            )
        )  # fmt: skip
        step.note("_return", "|".join(key), "state", f'"{old.state}"', f'"{new.state}"')
        self._known[key] = new  # forgotten again should the transaction fail: the epoch moves on

    def _refresh(self) -> None:
        if self._epoch == self._session.epoch:
            return
        with self._session.reading() as connection:
            self._known = {
                (row.form, row.period): Return(
                    row.form, row.period, State(row.state), row.revision, row.nil_confirmed, row.who, row.at
                )
                for row in connection.execute(sa.select(RETURN))
            }
            self._keys.clear()
            self._current = connection.execute(sa.select(PERIOD.c.code).where(PERIOD.c.current)).scalar() or ""
        self._epoch = self._session.epoch


def enter(connection: sa.Connection, period: str, *, current: bool = True) -> None:
    """Make a period known, and the current one."""
    if connection.execute(sa.select(PERIOD.c.code).where(PERIOD.c.code == period)).first() is None:
        connection.execute(sa.insert(PERIOD).values(code=period, current=False, revision=0))
    if current:
        connection.execute(sa.update(PERIOD).values(current=PERIOD.c.code == period))


def _named(old: Return, new: Return) -> str:
    if old.state in LOCKED and new.state not in LOCKED:
        return "解除锁定"
    return new.state.zh
