"""The review of a return (审核): what must be in order first, who reviewed, the lock, and the way back.

A second person reviews, and the headteacher answers for it; both names are kept and printed on the cover.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from export.jobs.desk import Desk
from export.jobs.summary import Event
from forms.problems import Refusal

BACKUP_DAYS = 7
"""A safety copy counts as fresh for a week."""
APPROVED, EXPORTED = "approved", "exported"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who answers for the return."""

    reviewer: str
    head: str
    """The headteacher, or the teacher in charge of a teaching point."""
    at: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The four conditions of a review."""

    forms: int
    filled: int
    nil: int
    """Forms with nothing to report, confirmed by a person."""
    errors: int
    reminders: int
    """Reminders that nobody has explained yet."""
    explained: int
    backup: Event | None
    is_backed_up: bool
    """Whether the last safety copy is not older than BACKUP_DAYS."""

    @property
    def conditions(self) -> tuple[bool, bool, bool, bool]:
        """Forms filled, errors gone, reminders explained, safety copy made."""
        return self.filled == self.forms, not self.errors, not self.reminders, self.is_backed_up

    @property
    def is_open(self) -> bool:
        """Whether the return may be reviewed."""
        return all(self.conditions)


def gate(desk: Desk, now: datetime | None = None) -> Gate:
    """How far the return of the desk's period is from its review."""
    forms = [desk.completeness(name) for name in desk.tables]
    last = desk.last_backup
    fresh = last is not None and (now or datetime.now()) - datetime.fromisoformat(last.at) <= timedelta(BACKUP_DAYS)
    return Gate(
        len(forms), sum(one.is_filled for one in forms), sum(one.nil for one in forms),
        sum(one.errors for one in forms), sum(one.reminders for one in forms), sum(one.explained for one in forms),
        last, fresh,
    )  # fmt: skip


def approve(desk: Desk, reviewer: str, head: str) -> Approval:
    """Lock all forms of the period. Refused while a condition fails, or where nobody else has looked."""
    reviewer, head = reviewer.strip(), head.strip()
    if not reviewer or not head:
        raise Refusal("approval_names")
    if reviewer == desk.user.strip():
        raise Refusal("approval_same_person", who=reviewer)
    if not gate(desk).is_open:
        raise Refusal("approval_not_ready")
    made = Approval(reviewer, head, datetime.now().isoformat(sep=" ", timespec="seconds"))
    for form in desk.tables:
        desk.set_state(form, APPROVED, f"审核通过（校长 {head}）", reviewer)
    desk.store.set_setting(_name(desk), json.dumps(asdict(made), ensure_ascii=False))
    return made


def approval(desk: Desk) -> Approval | None:
    """Who approved the return as it stands now; None while it waits, or where a record was changed since."""
    text = desk.store.setting(_name(desk))
    if not text or any(one.state.value not in (APPROVED, EXPORTED) for one in desk.states.values()):
        return None
    return Approval(**json.loads(text))


def is_locked(desk: Desk) -> bool:
    """Whether a form may not be changed: it is approved, and its workbook has not left yet."""
    return any(one.state.value == APPROVED for one in desk.states.values())


@dataclass(frozen=True, slots=True)
class Lapsed:
    """An approval that no longer holds, because somebody changed something after the workbook had left."""

    approval: Approval
    forms: tuple[str, ...]
    """Forms that were changed."""
    who: str
    at: str


def lapsed(desk: Desk) -> Lapsed | None:
    """What became of an approval that nobody took back; None where it stands, or where there was none."""
    text = desk.store.setting(_name(desk))
    changed = [one for one in desk.states.values() if one.state.value not in (APPROVED, EXPORTED)]
    if not text or not changed:
        return None
    first = min(changed, key=lambda one: one.at)
    return Lapsed(Approval(**json.loads(text)), tuple(one.form for one in changed), first.who, first.at)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a return stands before its review and after it."""

    approval: Approval | None
    is_locked: bool
    lapsed: Lapsed | None


def standing(desk: Desk) -> Standing:
    """All of it at once."""
    return Standing(approval(desk), is_locked(desk), lapsed(desk))


def unlock(desk: Desk, who: str, why: str) -> None:
    """Take the review back, so that the forms can be filled again; who and why stay in the log."""
    if not why.strip():
        raise Refusal("unlock_reason")
    for form in desk.tables:
        desk.set_state(form, "filling", f"取消审核：{why.strip()}", who.strip())
    desk.store.set_setting(_name(desk), "")


def headteacher(desk: Desk) -> str:
    """The name that the school's own form gives."""
    names = desk.tables["school"].columns["principal"] if "school" in desk.tables else []
    return str(names[0] or "") if names else ""


def _name(desk: Desk) -> str:
    return f"approval:{desk.period.code}"
