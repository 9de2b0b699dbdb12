"""The last workbook that left, told whole: where it lies, what is in it, the code to read out, what changed since."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from export.jobs.desk import Desk
from export.jobs.send import Sent
from export.jobs.summary import pupils_now
from export.tell import Tell, silent


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was written and read back."""

    at: str
    path: str
    revision: int
    check_code: str
    pupils: int
    forms: int
    reasons: int
    change: int
    """Number of the store's last change when it was written."""
    is_draft: bool = False


def file_name(desk: Desk) -> str:
    """2199000128_2026秋_2.xlsx, with the number that the next workbook will bear."""
    last = last_workbook(desk)
    return f"{desk.school_code}_{desk.period.short_zh}_{(last.revision if last else 0) + 1}.xlsx"


def send_out(desk: Desk, to: Path, *, draft: bool = False, tell: Tell = silent) -> Sent:
    """Write the workbook and remember what was in it. Raises Refusal; nothing is written while a problem stands."""
    sent = desk.export(to, draft=draft, tell=tell)
    event = desk.last_export
    if sent.written and event is not None:
        made = Workbook(
            event.at, str(to), sent.revision, sent.check_code, len(pupils_now(desk.tables, desk.period)),
            len(sent.forms), sum(bool(located.reason) for located in sent.problems), event.change, draft,
        )  # fmt: skip
        desk.store.set_setting(_name(desk), json.dumps(asdict(made), ensure_ascii=False))
    return sent


def last_workbook(desk: Desk) -> Workbook | None:
    """The last workbook of the period; what another door of the program wrote is told as far as it is known."""
    event, text = desk.last_export, desk.store.setting(_name(desk))
    if event is None:
        return None
    kept = Workbook(**json.loads(text)) if text else None
    if kept is not None and kept.check_code == event.check_code:
        return kept
    return Workbook(event.at, event.file, event.revision, event.check_code, 0, 0, 0, event.change)


def changed_since(desk: Desk, workbook: Workbook) -> int:
    """How many changes of records were made since, notes and reviews left out."""
    return sum(done.id > workbook.change and done.kind != "note" for done in desk.steps(200))


def _name(desk: Desk) -> str:
    return f"workbook:{desk.period.code}"
