"""What became of a record: its changes out of the journal, field by field, in the words that people saw."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from db.cells import cell_from
from db.fixed import CHANGE
from db.journal import Change, Journal
from forms.form import Form


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a record changed; `field` is "" where the record itself came, went or came back."""

    seq: int
    action: int
    kind: str
    name: str
    """What the action was called: 粘贴, 导入, 修改学生."""
    field: str
    old: str
    new: str
    user: str
    at: str


def history(journal: Journal, form: Form, record: str, field: str | None = None) -> list[Entry]:
    """Every change of a record, or of one of its fields, oldest first."""
    changes = journal.changes(CHANGE.c.form == form.name, CHANGE.c.record == record)
    return [entry for change in changes for entry in _entries(change, form) if field in (None, entry.field)]


def _entries(change: Change, form: Form) -> Iterator[Entry]:
    if change.field == "_gone":
        here, gone = ("", "已删除")
        words = (gone, here) if change.new == "0" else (here, gone)
        yield _entry(change, "", *words)
        return
    if change.field:
        old, new = ({change.field: json.loads(text or "null")} for text in (change.old, change.new))
    else:
        old, new = (cast("dict[str, Any]", json.loads(text or "{}")) for text in (change.old, change.new))
    for name in dict.fromkeys([*old, *new]):
        today = form.renamed.get(name, name)
        if today in form.fields:
            yield _entry(change, today, _seen(form, today, old.get(name)), _seen(form, today, new.get(name)))


def _entry(change: Change, field: str, old: str, new: str) -> Entry:
    return Entry(change.seq, change.action, change.kind, change.name, field, old, new, change.user, change.at)


def _seen(form: Form, field: str, data: object) -> str:
    return cell_from(data).text(form.fields[field].kind)
