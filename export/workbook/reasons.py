"""The sheet 说明: why reminders stand, and what the school answers to a return slip, so that nobody need phone."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from export.reading.raw import Raw
from export.workbook.cells import Cells
from export.workbook.layout import ID_CAPTION, ID_KEY, Column
from export.workbook.package import Answer, Package, Reason
from forms.form import Form
from forms.kinds import Reference
from forms.table import Table

NOTE = "校验中的“提醒”由学校改正或说明，这里是学校写下的说明和对退回单的答复。"
SLIP = "退回单"
COLUMNS = (
    Column("form", "登记册", 14),
    Column("record", "记录", 20, wrapped=True),
    Column("field", "栏目", 18, wrapped=True),
    Column("sentence", "提醒", 48, wrapped=True),
    Column("text", "学校说明", 48, wrapped=True),
    Column("who", "说明人", 10),
    Column("key", "提醒编号", 40, hidden=True),
    Column(ID_KEY, ID_CAPTION, 34, hidden=True),
)


def reason_cells(package: Package) -> list[Cells]:
    """The sheet's cells, one list per column of `COLUMNS`."""
    labels = {name: record_labels(table, package.tables) for name, table in package.tables.items()}
    rows = [_row(reason, package.forms, labels) for reason in package.reasons]
    rows += [_answer_row(answer, package.forms, labels) for answer in package.answers if answer.text]
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in COLUMNS]


def _row(reason: Reason, forms: Mapping[str, Form], labels: Mapping[str, Mapping[str, str]]) -> Sequence[Raw]:
    return (*_place(reason, forms, labels), reason.text or None, reason.who or None, reason.key, _mark(reason.key))


def _answer_row(answer: Answer, forms: Mapping[str, Form], labels: Mapping[str, Mapping[str, str]]) -> Sequence[Raw]:
    """An answer is no reason for a reminder of our own, so it has no number of one."""
    form, record, field, sentence = _place(answer, forms, labels)
    asked = f"{SLIP}：{sentence}" if sentence else SLIP
    return form, record, field, asked, answer.text, answer.who or None, None, _mark(f"{answer.slip}|{answer.item}")


def _place(
    said: Reason | Answer, forms: Mapping[str, Form], labels: Mapping[str, Mapping[str, str]]
) -> tuple[Raw, Raw, Raw, Raw]:
    """Register, record, field and sentence, as people call them."""
    form = forms.get(said.form)
    field = form.fields.get(said.field) if form else None
    title = form.zh if form else said.form or None
    return title, labels.get(said.form, {}).get(said.record), field.zh if field else None, said.sentence or None


def _mark(key: str) -> str:
    return blake2b(key.encode(), digest_size=16).hexdigest()


def record_labels(table: Table, tables: Mapping[str, Table]) -> dict[str, str]:
    """How people call the records of a table: 李雨桐. A reference is called as the record it points to."""
    parts = [_words(table, name, tables) for name in table.form.label]
    named = zip(table.ids, zip(*parts, strict=True), strict=True) if parts else ((name, ()) for name in table.ids)
    return {name: " ".join(filter(None, words)) for name, words in named if name}


def _words(table: Table, name: str, tables: Mapping[str, Table]) -> list[str]:
    kind = table.form.fields[name].kind
    if not isinstance(kind, Reference):
        return [table.text(row, name) for row in range(len(table))]
    target = tables.get(kind.to)
    labels = record_labels(target, {}) if target else {}
    return [labels.get(value, "") if isinstance(value, str) else "" for value in table.columns[name]]
