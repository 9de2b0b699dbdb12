"""What the head of a card says of a record: 三年级(1)班　女　8 岁, and the number by which it is known."""

from collections.abc import Mapping, Sequence

from forms.form import Form
from forms.masking import masked
from forms.periods import Period, age_on
from forms.roll import Move, state_on
from forms.table import Table
from ui.roll.card import Who
from ui.roll.columns import class_of, field_text
from ui.translation import said, translated, word

STATES = {
    "present": (word("At school"), "jade"),
    "paused": (word("Suspended"), "amber"),
    "left": (word("Has left"), "ink3"),
    "not_yet": (word("Not yet here"), "ink3"),
}


Moves = Mapping[str, Sequence[Move]]


def who(table: Table, row: int, tables: Mapping[str, Table], period: Period, moves: Moves) -> Who:
    """The head of a record's card; `moves` are the movements of each pupil."""
    name = table.label(row, tables)
    if table.form.name == "student":
        state, tone = STATES[state_on(period.ends, moves.get(table.ids[row], ()))]
        return Who(name, _pupil(table, row, period), _number(table, row), translated(state), tone)
    return Who(name, _facts(table, row, tables), _number(table, row))


def _pupil(table: Table, row: int, period: Period) -> str:
    place = class_of(table, row)
    born = table.columns["born_on"][row]
    age = translated("Aged {age}").format(age=age_on(str(born), period.counted_on)) if born else ""
    return "　".join(filter(None, (place, table.text(row, "sex"), age)))


def _facts(table: Table, row: int, tables: Mapping[str, Table]) -> str:
    """The first filled choices and dates: they tell records apart best."""
    form = table.form
    names = [
        name for name, field in form.fields.items()
        if name not in form.label and field.kind.name in ("choice", "date", "month", "money", "class_no")
    ]  # fmt: skip
    found = (field_text(table, row, name, tables) for name in names[:6])
    return "　".join([text for text in found if text][:3])


def _number(table: Table, row: int) -> str:
    """The number by which a record is known, masked where it names a person."""
    known = {"student": "student_code", "staff": "id_number", "equipment": "code"}
    name = known.get(table.form.name) or _first_code(table.form)
    text = table.text(row, name) if name in table.form.fields else ""
    return f"{said(table.form.fields[name])} {masked(table.form.fields[name], text)}" if text else ""


def _first_code(form: Form) -> str:
    return next((name for name in form.key if form.fields[name].kind.name in ("code", "id_card", "school_code")), "")
