"""What the county needs to know of a pupil and of a transfer to find the same child at two schools: a few texts a head,
taken from a school's tables once, so that nobody needs the tables again for the comparison.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forms.kinds import Choice, Value
from forms.kinds.identity import compact
from forms.likeness.letters import letters
from forms.periods import Period
from forms.roll import roll_on
from forms.table import Table

TRANSFERS = {"12": "from_code", "13": "from_code", "14": "from_code", "19": "from_code", "41": "to_code",
             "44": "to_code", "46": "to_code", "49": "to_code"}  # fmt: skip
"""Kinds of 学籍异动 that lead from one school to another, and the field that names the other one."""


class PupilKey(NamedTuple):
    """A pupil as far as it can be recognised elsewhere. Blank is ""."""

    row: int
    """In the table of the school's delivery."""
    record: str
    """Lasting id."""
    id_number: str
    """As it is read, or as it stands where it cannot be read."""
    name: str
    letters: str
    """The name in toneless pinyin, a blank between syllables: zhang yu han."""
    born_on: str
    """ISO."""
    sex: str
    grade: str
    on_roll: bool
    """At the school on the last day of the period."""
    phones: tuple[str, ...]
    """Of the pupil and of both guardians, none twice."""
    student_code: str
    guardians: tuple[str, ...] = ()
    """Names."""


class MoveKey(NamedTuple):
    """A movement that leads to or from another school. Blank is ""."""

    row: int
    """In the table of movements."""
    record: str
    pupil: str
    """Lasting id of the pupil's record."""
    kind: str
    """Code of 学籍异动类型."""
    date: str
    """ISO."""
    other_school: str
    """Its code, where it was written down."""
    id_number: str
    name: str
    born_on: str

    @property
    def leaves(self) -> bool:
        """Whether the pupil goes away; it comes otherwise."""
        return TRANSFERS[self.kind] == "to_code"


def keys_of(tables: Mapping[str, Table], period: Period) -> list[PupilKey]:
    """The keys of all pupils on record, in the order of the roll. A record without a name and a number has none."""
    students = tables["student"]
    present = _present(students, tables.get("movement"), period)
    found = _Columns(students)
    return [key for row in range(len(students)) if (key := found.key(row, row in present)).name or key.id_number]


def moves_of(tables: Mapping[str, Table], period: Period) -> list[MoveKey]:
    """The transfers since the school year before the period's; older ones were settled in their time."""
    students, movements = tables["student"], tables.get("movement")
    return [] if movements is None else list(_moves(students, movements, f"{period.year - 1}-09-01"))


def _moves(students: Table, movements: Table, since: str) -> Iterator[MoveKey]:
    columns = (movements.columns[name] for name in ("student", "kind", "effective_on"))
    known = _Columns(students)
    for row, (student, kind, day) in enumerate(zip(*columns, strict=True)):
        if student is None or str(kind) not in TRANSFERS or day is None or str(day) < since:
            continue
        there = students.row_of(str(student))
        if there is not None:
            other = _text(movements.columns[TRANSFERS[str(kind)]][row])
            who = known.key(there, on_roll=False)
            number, name, born = who.id_number, who.name, who.born_on
            yield MoveKey(row, movements.ids[row], str(student), str(kind), str(day), other, number, name, born)


def _present(students: Table, movements: Table | None, period: Period) -> set[int]:
    """Rows of the pupils who are at the school on the last day of the period."""
    if movements is None:
        return set(range(len(students)))
    kinds = movements.form.fields["kind"].kind
    assert isinstance(kinds, Choice)
    return set(roll_on(period.ends, students, movements, kinds.codes))


class _Columns:
    """The columns of the roll that say who somebody is."""

    def __init__(self, students: Table) -> None:
        columns = students.columns
        self._raw, self._ids = students.raw, students.ids
        self._plain = [columns[name] for name in ("id_number", "name", "born_on", "sex", "grade", "student_code")]
        self._phones = [columns[name] for name in ("phone", "guardian1_phone", "guardian2_phone")]
        self._guardians = [columns[name] for name in ("guardian1_name", "guardian2_name")]

    def key(self, row: int, on_roll: bool) -> PupilKey:
        """The key of one row."""
        number, name, born, sex, grade, code = [_text(column[row]) for column in self._plain]
        if not number and (row, "id_number") in self._raw:
            number = _as_it_stands(self._raw[row, "id_number"])
        phones, guardians = _filled(self._phones, row), _filled(self._guardians, row)
        id_ = self._ids[row]
        return PupilKey(row, id_, number, name, letters(name), born, sex, grade, on_roll, phones, code, guardians)


def _as_it_stands(text: str) -> str:
    """A number that could not be read; "" for 4.4E+17 and for words, which many records would have in common."""
    number = compact(text)
    return number if len(number) == 18 and number[:17].isdigit() else ""


def _filled(columns: list[list[Value]], row: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(column[row]) for column in columns if column[row]))


def _text(value: Value) -> str:
    return "" if value is None else str(value)
