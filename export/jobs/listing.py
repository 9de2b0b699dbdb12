"""What printed lists are made of: pupils on the roll by class, and texts that are masked unless asked for in full."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from export.jobs.desk import Desk
from export.jobs.summary import pupils_now
from export.jobs.whereabouts import class_of
from export.workbook.durable import write_file
from forms.kinds import Choice
from forms.kinds.numbers import Decimal
from forms.masking import masked

Rows = list[int]


def pupils(desk: Desk, group: str = "") -> Rows:
    """Rows of the pupils at the school, by grade, class and number in class; of one class where it is named."""
    table = desk.tables["student"]
    rows = pupils_now(desk.tables, desk.period)
    wanted = [row for row in rows if not group or class_of(desk.tables, "student", row) == group]
    columns = [table.columns[name] for name in ("grade", "class_no", "seat_no")]
    return sorted(wanted, key=lambda row: [_last(column[row]) for column in columns])


def about_pupils(desk: Desk, form: str, group: str = "") -> Rows:
    """Rows of a form that says something about pupils, in the order of the pupils; of one class where it is named."""
    place = {desk.tables["student"].ids[row]: at for at, row in enumerate(pupils(desk, group))}
    students = desk.tables[form].columns["student"]
    return sorted((row for row, id_ in enumerate(students) if id_ in place), key=lambda row: place[str(students[row])])


def awards(desk: Desk, group: str = "", item: str = "") -> Rows:
    """Payments of the term, of one item where it is named; what came back is not paid out again."""
    table = desk.tables["subsidy"]
    items, back = table.columns["item"], table.columns["returned"]
    return [row for row in about_pupils(desk, "subsidy", group) if back[row] is None and item in ("", items[row])]


def items(desk: Desk) -> list[tuple[str, str]]:
    """Items that are paid this term: code and words, in the order of their list."""
    table = desk.tables["subsidy"]
    used = set(table.columns["item"])
    kind = table.form.fields["item"].kind
    assert isinstance(kind, Choice)
    return [(option.code, option.zh) for option in kind.codes.options if option.code in used]


def everything(desk: Desk, form: str) -> Rows:
    """All rows of a form in the order of entry."""
    return list(range(len(desk.tables[form])))


def text_of(desk: Desk, form: str, row: int, name: str, *, full: bool = False) -> str:
    """What is printed of a field: numbers of persons are masked unless the whole is asked for, references by name."""
    table = desk.tables[form]
    reference = table.form.references.get(name)
    if reference is not None:
        id_ = table.columns[name][row]
        there = desk.tables[reference.to].row_of(str(id_)) if id_ else None
        return desk.tables[reference.to].label(there, desk.tables) if there is not None else ""
    kind, value = table.form.fields[name].kind, table.columns[name][row]
    if isinstance(kind, Decimal) and value is not None:
        return kind.grouped(value)
    text = table.text(row, name)
    return text if full else masked(table.form.fields[name], text)


def pupil_of(desk: Desk, form: str, row: int) -> int | None:
    """Row of the pupil that a record is about."""
    id_ = desk.tables[form].columns["student"][row]
    return desk.tables["student"].row_of(str(id_)) if id_ else None


def grouped(desk: Desk, form: str, rows: Iterable[int]) -> dict[str, Rows]:
    """Rows by class, in their order."""
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(class_of(desk.tables, form, row), []).append(row)
    return found


def total(desk: Desk, rows: Sequence[int], name: str) -> str:
    """The sum of an amount, in yuan with two decimals and thousands separators."""
    column = desk.tables["subsidy"].columns[name]
    fen = sum(value for row in rows if isinstance(value := column[row], int))
    return f"{fen // 100:,}.{fen % 100:02d}"


def note_printed(desk: Desk, title: str, form: str) -> None:
    """Remember that a list with whole numbers was printed, as the log remembers a look at one."""
    desk.store.note(form, "", "", f"打印完整号码：{title}", desk.user)


def keep(to: Path, data: bytes) -> None:
    """Write a finished file whole or not at all. Raises Refusal."""
    write_file(to, data)


def _last(value: object) -> tuple[bool, object]:
    """Blanks after everything else."""
    return value is None, value if value is not None else ""
