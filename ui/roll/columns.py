"""What the roll shows of a form: its columns, and how a cell reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.form import Field, Form
from forms.kinds import Choice, Kind, Reference
from forms.kinds.numbers import Decimal
from forms.masking import masked
from forms.table import Table
from ui.translation import language, translated

FIRST: Mapping[str, tuple[str, ...]] = {
    "student": (
        "name", "sex", "grade", "id_number", "nation", "boards", "left_behind", "guardian1_phone", "student_code",
        "entered_on", "household", "distance",
    ),
    "staff": (
        "name", "sex", "born_on", "id_number", "phone", "post", "status", "state", "education", "certificate", "title",
        "subject", "came",
    ),
}  # fmt: skip
"""Columns that are shown before anybody has chosen; elsewhere what is required, as far as there is room."""
MOST = 14
_WIDE = {
    "name": 100, "choice": 88, "yes_no": 72, "date": 104, "month": 84, "class_no": 72, "integer": 84, "decimal": 92,
    "money": 100, "id_card": 176, "phone": 124, "bank_card": 170, "code": 130, "division": 132, "school_code": 112,
    "text": 150, "note": 180, "choices": 150, "reference": 96,
}  # fmt: skip
"""Kind → width in px at 100 %."""
_CODE_WIDE = {"student_code": 186, "postcode": 84, "address_now": 196}


@dataclass(frozen=True)
class Column:
    """A column: one field, or several that people read as one, such as 三年级(1)班."""

    fields: tuple[str, ...]
    caption: str
    kind: Kind
    private: bool
    width: int

    @property
    def field(self) -> str:
        """The field that the column is about, and that is edited in the card."""
        return self.fields[0]

    @property
    def numeric(self) -> bool:
        """Whether digits stand to the right."""
        return isinstance(self.kind, Decimal)


def all_columns(form: Form, *, joined: bool = True) -> dict[str, Column]:
    """Every column that a form can show, by its field; grade and class as one where they are `joined`."""
    found: dict[str, Column] = {}
    lang = language()
    wide = 15 if lang == "zh" else 9
    for name, field in form.fields.items():
        if joined and name == "class_no" and "grade" in found:
            continue
        fields, caption = (name,), field.caption if lang == "zh" else field.en
        if joined and name == "grade" and "class_no" in form.fields:
            fields, caption = ("grade", "class_no"), translated("Grade, class")
        width = max(column_width(field), wide * len(caption) + 24)
        found[name] = Column(fields, caption, field.kind, field.private, width if len(fields) == 1 else 104)
    return found


def column_width(field: Field) -> int:
    """Width in px at 100 %; a choice has room for the words of its list."""
    if isinstance(field.kind, Choice) and field.kind.name == "choice":
        longest = max((len(option.zh) for option in field.kind.codes.offered), default=4)
        return min(max(15 * longest + 24, 72), 150) if field.name != "nation" else _WIDE["choice"]
    return _CODE_WIDE.get(field.name) or _WIDE.get(field.kind.name, 120)


def first_columns(form: Form) -> list[str]:
    """The fields that a form's roll begins with, the one that names a record first."""
    wished = FIRST.get(form.name) or _asked(form)
    known = all_columns(form)
    heads = [name for name in form.label[:1] if name in known]
    return [*heads, *(name for name in wished if name in known and name not in heads)][:MOST]


def _asked(form: Form) -> Sequence[str]:
    label = [name for name in form.label if name in form.fields]
    required = [name for name, field in form.fields.items() if field.required and name not in label]
    others = [
        name for name, field in form.fields.items()
        if name not in (*label, *required) and field.kind.name not in ("note", "id_card", "bank_card")
    ]  # fmt: skip
    return [*label, *required, *others][:10] if len(required) < 8 else [*label, *required]


def text_of(column: Column, table: Table, row: int, tables: Mapping[str, Table]) -> str:
    """What a cell reads; nothing where it is blank. Private texts are masked."""
    if len(column.fields) == 2:
        return class_of(table, row)
    text = field_text(table, row, column.field, tables)
    return masked(table.form.fields[column.field], text)


def field_text(table: Table, row: int, name: str, tables: Mapping[str, Table]) -> str:
    """A field as people read it; a record that is referred to is called by its label."""
    kind = table.form.fields[name].kind
    value = table.columns[name][row]
    if isinstance(kind, Reference) and isinstance(value, str) and (other := tables.get(kind.to)):
        there = other.row_of(value)
        return other.label(there, tables) if there is not None else ""
    return table.text(row, name)


def class_of(table: Table, row: int) -> str:
    """三年级(1)班; the grade alone where a form asks for no more."""
    grade = table.text(row, "grade")
    number = table.columns["class_no"][row] if "class_no" in table.columns else None
    if number is None:
        return f"{grade}{table.raw.get((row, 'class_no'), '')}"
    return f"{grade}({number})班"


def is_quiet(column: Column, table: Table, row: int) -> bool:
    """Whether a cell says what needs nobody's eye: 否, 非留守, 无残疾."""
    value = table.columns[column.field][row]
    return value is False or value in ("0", "00")
