"""The sheet 说明: why reminders stand, in the school's words, so that the county need not phone."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from export.reading.raw import Raw
from export.workbook.cells import Cells
from export.workbook.layout import ID_CAPTION, ID_KEY, Column
from export.workbook.package import Package, Reason
from forms.form import Form
from forms.kinds import Reference
from forms.table import Table

NOTE = "校验中的“提醒”由学校改正或说明，这里是学校写下的说明。"
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
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in COLUMNS]


def _row(reason: Reason, forms: Mapping[str, Form], labels: Mapping[str, Mapping[str, str]]) -> Sequence[Raw]:
    form = forms.get(reason.form)
    field = form.fields.get(reason.field) if form else None
    return (
        form.zh if form else reason.form, labels.get(reason.form, {}).get(reason.record),
        field.zh if field else None, reason.sentence or None, reason.text or None,
        reason.who or None, reason.key, blake2b(reason.key.encode(), digest_size=16).hexdigest(),
    )  # fmt: skip


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
