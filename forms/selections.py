"""Which records of a school count: pupils on the roll, teachers on duty, rooms that stand; and columns worked out from
several registers. Each is made once for a school, however many figures need it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from forms.grades import STAGES, stage_of, usual_ages
from forms.kinds import Value
from forms.periods import Period, age_on
from forms.roll import Move, moves_by_pupil, state_on
from forms.table import Table
from forms.verdicts import AWAY, LeftBehind, left_behind

WORKED_OUT = "~"
"""Beginning of the name of a column that no form has."""
_OF_AGE = {"primary": (usual_ages("11")[0], usual_ages("16")[0]), "junior": (usual_ages("21")[0], usual_ages("23")[0])}
"""学龄: 6–11 in primary, 12–14 in junior schools, in completed years at 1 September."""
_GONE = ("7", "8", "9", "10")
_LENT = "8"
"""用工形式: 交流轮岗（人事关系在外校）."""
_OUT, _IN = "1", "2"
_ROTATIONS = ("1", "2", "3")
"""定期交流, 支教, 走教 are rotation (教师〔2014〕4号); a second job and a stay to learn are not."""
_FACTS = (*AWAY, "father_cannot_care", "mother_cannot_care", "lives_with_parents")
"""What the definitions of 留守 are judged by."""
_ORDER = tuple(STAGES.values())


class Registers:
    """One school's tables in a period, with the selections and columns that figures are made of."""

    def __init__(self, tables: Mapping[str, Table], period: Period) -> None:
        self.tables = tables
        self.period = period
        self._rows: dict[tuple[str, str], Sequence[int]] = {}
        self._columns: dict[tuple[str, str], Sequence[Value]] = {}
        self._verdicts: list[tuple[LeftBehind, LeftBehind]] | None = None
        self._moves: dict[str, list[Move]] | None = None

    def rows(self, form: str, selection: str) -> Sequence[int]:
        """Rows of a form that count; every row where no selection is named."""
        key = form, selection
        if key not in self._rows:
            table = self.tables[form]
            self._rows[key] = _SELECTIONS[selection](self) if selection else range(len(table))
        return self._rows[key]

    def column(self, form: str, name: str) -> Sequence[Value]:
        """A column of a form or one that is worked out; blank where the form (of an older year) does not ask for it."""
        if not name.startswith(WORKED_OUT):
            table = self.tables[form]
            return table.columns.get(name) or [None] * len(table)
        key = form, name
        if key not in self._columns:
            self._columns[key] = _COLUMNS[key](self)
        return self._columns[key]

    def stages(self, form: str) -> Sequence[str] | None:
        """The stage of each record: by its grade, its pupil's grade or what a teacher teaches; None for rooms."""
        make = _STAGES.get(form)
        if make is None:
            return None
        key = form, "~stage"
        if key not in self._columns:
            self._columns[key] = make(self)
        return cast("Sequence[str]", self._columns[key])

    def has(self, form: str) -> bool:
        """Whether the school has records of a form."""
        return bool(self.tables.get(form))

    def pupil_rows(self, form: str) -> list[int | None]:
        """The row on the roll that each record's reference `student` points to."""
        students = self.tables.get("student")
        ids = self.column(form, "student")
        return [students.row_of(str(id_)) if students is not None and id_ else None for id_ in ids]

    def moves(self) -> dict[str, list[Move]]:
        """Movements of each pupil."""
        if self._moves is None:
            table = self.tables.get("movement")
            self._moves = moves_by_pupil(table, table.form.lists["movement"]) if table else {}
        return self._moves

    def verdicts(self) -> list[tuple[LeftBehind, LeftBehind]]:
        """For every left-behind child the verdicts at the end of the period and at 1 September."""
        if self._verdicts is None:
            self._verdicts = [self._verdict(row, there) for row, there in enumerate(self.pupil_rows("left_behind"))]
        return self._verdicts

    def _verdict(self, row: int, there: int | None) -> tuple[LeftBehind, LeftBehind]:
        facts = {name: self.column("left_behind", name)[row] for name in _FACTS}
        born, household, grade = (
            None if there is None else self.column("student", name)[there] for name in ("born_on", "household", "grade")
        )
        rural = None if household is None else household == "1"
        compulsory = grade is not None and stage_of(str(grade)) in ("primary", "junior")
        days = (self.period.ends, self.period.counted_on)
        made = [
            left_behind(facts, born=None if born is None else str(born), rural=rural, compulsory=compulsory, day=day)
            for day in days
        ]
        return made[0], made[1]


def _on_roll(day: Callable[[Period], str]) -> Callable[[Registers], list[int]]:
    """Rows of pupils who are at the school on the period's day."""

    def rows(of: Registers) -> list[int]:
        at, moves = day(of.period), of.moves()
        entered = cast("Sequence[str | None]", of.column("student", "entered_on"))
        return [
            row
            for row, id_ in enumerate(of.tables["student"].ids)
            if state_on(at, moves.get(id_, ()), entered[row]) == "present"
        ]

    return rows


def _with_pupil(selection: str) -> Callable[[Registers], list[int]]:
    """Rows of the register of left-behind children whose child is on the roll."""

    def rows(of: Registers) -> list[int]:
        if not of.has("student"):
            return []
        there = frozenset(of.rows("student", selection))
        return [row for row, pupil in enumerate(of.pupil_rows("left_behind")) if pupil in there]

    return rows


def _taught(of: Registers) -> list[int]:
    """Classes that meet: 送教上门 is no class."""
    return [row for row, kind in enumerate(of.column("class", "kind")) if kind != "6"]


def _on_duty(of: Registers) -> list[int]:
    """The school's own people who have not left; who is lent out still belongs here."""
    day = of.period.ends
    columns = (of.column("staff", name) for name in ("state", "left_on", "full_time", "status"))
    return [
        row
        for row, (state, left, own, status) in enumerate(zip(*columns, strict=True))
        if state not in _GONE and (left is None or str(left) > day) and own is not False and status != _LENT
    ]


def _visiting(of: Registers) -> list[int]:
    """Teachers of other schools who teach here: 交流轮岗、兼职、走教."""
    columns = (of.column("staff", name) for name in ("state", "full_time", "status", "rotation_side"))
    return [
        row
        for row, (state, own, status, side) in enumerate(zip(*columns, strict=True))
        if state not in _GONE and (own is False or status == _LENT or side == _IN)
    ]


def _sent_out(of: Registers) -> list[int]:
    """Own teachers who work at another school in this school year."""
    names = ("post", "rotation", "rotation_side", "rotation_from", "rotation_to")
    columns = [of.column("staff", name) for name in names]
    first, last = of.period.counted_on, of.period.ends
    found: list[int] = []
    for row in of.rows("staff", "on_duty"):
        post, kind, side, since, until = (column[row] for column in columns)
        in_time = (since is None or str(since) <= last) and (until is None or str(until) >= first)
        if post == "1" and kind in _ROTATIONS and side == _OUT and in_time:
            found.append(row)
    return found


def _standing(of: Registers) -> list[int]:
    """Rooms that were not pulled down and that the school does not share with somebody else."""
    columns = (of.column("premises", name) for name in ("use", "tenure"))
    return [row for row, (use, tenure) in enumerate(zip(*columns, strict=True)) if use != "5" and tenure != "3"]


def _kept(of: Registers) -> list[int]:
    """Equipment that was not disposed of."""
    return [row for row, state in enumerate(of.column("equipment", "state")) if state != "5"]


def _this_year(of: Registers) -> list[int]:
    """Movements of the school year, up to the end of the period."""
    first, last = of.period.counted_on, of.period.ends
    return [row for row, day in enumerate(of.column("movement", "effective_on")) if day and first <= str(day) <= last]


_SELECTIONS: Mapping[str, Callable[[Registers], Sequence[int]]] = {
    "on_roll": _on_roll(lambda period: period.ends),
    "on_roll_counted": _on_roll(lambda period: period.counted_on),
    "child_on_roll": _with_pupil("on_roll"),
    "child_on_roll_counted": _with_pupil("on_roll_counted"),
    "taught": _taught,
    "on_duty": _on_duty,
    "visiting": _visiting,
    "sent_out": _sent_out,
    "standing": _standing,
    "kept": _kept,
    "this_year": _this_year,
}


def _of_age(of: Registers) -> list[Value]:
    """Whether a pupil is of the official age of its stage at 1 September; None where there is none."""
    day = of.period.counted_on
    columns = zip(of.column("student", "grade"), of.column("student", "born_on"), strict=True)
    return [None if grade is None or born is None else _fits(str(grade), str(born), day) for grade, born in columns]


def _fits(grade: str, born: str, day: str) -> bool | None:
    ages = _OF_AGE.get(stage_of(grade))
    return None if ages is None else ages[0] <= age_on(born, day) <= ages[1]


def _special(of: Registers) -> list[Value]:
    """随班就读, 特教班 or 送教上门: funded as special education (国发〔2015〕67号)."""
    special = _special_classes(of)
    columns = (of.column("student", name) for name in ("inclusive", "taught_at_home", "grade", "class_no"))
    return [
        inclusive not in (None, "0") or home is True or (grade, number) in special
        for inclusive, home, grade, number in zip(*columns, strict=True)
    ]


def _special_classes(of: Registers) -> set[tuple[Value, Value]]:
    if not of.has("class"):
        return set()
    columns = (of.column("class", name) for name in ("kind", "grade", "grades", "class_no"))
    return {
        (each, number)
        for kind, grade, grades, number in zip(*columns, strict=True)
        if kind in ("3", "6")
        for each in {grade, *cast("tuple[str, ...]", grades or ())}
    }


def _class_size(of: Registers) -> list[Value]:
    """Pupils on the roll of each class; a 复式班 has those of all its grades. None while there is no roll."""
    if not of.has("student"):
        return [None] * len(of.tables["class"])
    grade, number = of.column("student", "grade"), of.column("student", "class_no")
    sizes = Counter((grade[row], number[row]) for row in of.rows("student", "on_roll"))
    columns = (of.column("class", name) for name in ("grade", "grades", "class_no"))
    return [
        sum(sizes[each, no] for each in {first, *cast("tuple[str, ...]", several or ())})
        for first, several, no in zip(*columns, strict=True)
    ]


def _each(of: Registers) -> list[Value]:
    """Whole square metres of one room where a record stands for several alike."""
    columns = (of.column("premises", name) for name in ("area", "count"))
    return [
        None if area is None else cast("int", area) // (cast("int", count) or 1) // 100
        for area, count in zip(*columns, strict=True)
    ]


def _roll(of: Registers) -> list[Value]:
    return [now.school_roll or "?" for now, _ in of.verdicts()]


def _civil(of: Registers) -> list[Value]:
    return [_said(now.civil_affairs) for now, _ in of.verdicts()]


def _counted(of: Registers) -> list[Value]:
    return [_said(then.statistics) for _, then in of.verdicts()]


def _said(verdict: bool | None) -> str:
    return "?" if verdict is None else str(int(verdict))


_COLUMNS: Mapping[tuple[str, str], Callable[[Registers], Sequence[Value]]] = {
    ("student", "~of_age"): _of_age,
    ("student", "~special"): _special,
    ("class", "~size"): _class_size,
    ("premises", "~each"): _each,
    ("left_behind", "~roll"): _roll,
    ("left_behind", "~civil"): _civil,
    ("left_behind", "~counted"): _counted,
}


def _by_grade(form: str) -> Callable[[Registers], list[Value]]:
    return lambda of: [_stage(grade) for grade in of.column(form, "grade")]


def _stage(grade: Value) -> str:
    return "" if grade is None else stage_of(str(grade))


def _by_pupil(form: str) -> Callable[[Registers], list[Value]]:
    """The stage of the pupil that a record is about."""

    def stages(of: Registers) -> list[Value]:
        theirs = of.stages("student") or () if of.has("student") else ()
        return ["" if there is None else theirs[there] for there in of.pupil_rows(form)]

    return stages


def _taught_stages(of: Registers) -> list[Value]:
    """primary, junior, or primary+junior for a teacher of both; who also teaches pre-school counts for the school."""
    usual = _joined(set(of.stages("student") or ()) if of.has("student") else set())
    return [
        _joined(set(cast("tuple[str, ...]", taught))) if taught else usual for taught in of.column("staff", "stages")
    ]


def _joined(stages: set[str]) -> str:
    school = [stage for stage in _ORDER if stage in stages and stage != "preschool"]
    return "+".join(sorted(school, key=("primary", "junior", "senior").index)) or "+".join(sorted(stages - {""}))


_STAGES: Mapping[str, Callable[[Registers], Sequence[Value]]] = {
    "student": _by_grade("student"),
    "class": _by_grade("class"),
    "left_behind": _by_pupil("left_behind"),
    "subsidy": _by_pupil("subsidy"),
    "movement": _by_pupil("movement"),
    "staff": _taught_stages,
}
