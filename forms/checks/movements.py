"""Checks that follow a pupil through time: on the roll, back only after a leave, left behind by its facts."""

from collections.abc import Iterator, Mapping
from typing import cast

from forms.checks.base import Context, Finding, filled, names
from forms.codelists import CodeList
from forms.form import Rule
from forms.grades import stage_of
from forms.kinds import Choice, Value
from forms.roll import Move, moves_by_pupil, state_on
from forms.table import Table
from forms.verdicts import left_behind

TRANSFER_OUT = "41"
RURAL = "1"
"""户口性质 农业户口."""


def _kinds(movements: Table) -> CodeList:
    return cast("Choice", movements.form.fields["kind"].kind).codes


def on_roll(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The pupil was on the roll on some day of the period, or on the day in the field `when`."""
    reference = names(rule)[0]
    students, movements = context.tables.get("student"), context.tables.get("movement")
    if students is None or movements is None:
        return
    moves, rows = moves_by_pupil(movements, _kinds(movements)), context.rows("student")
    when = table.columns[str(rule.params["when"])] if "when" in rule.params else None
    for row, (id_,) in filled(table, (reference,)):
        own = moves.get(str(id_))
        there = rows.get(str(id_))
        entered = students.columns["entered_on"][there] if there is not None else None
        day = str(when[row]) if when is not None and when[row] else None
        if there is not None and not _was_there(own or [], str(entered) if entered else None, context, day):
            yield Finding(row, reference, {"who": students.label(there), "starts": context.period.starts})


def _was_there(moves: list[Move], entered: str | None, context: Context, day: str | None) -> bool:
    period = context.period
    days = [day] if day else [period.starts, period.ends, *(m.day for m in moves if period.holds(m.day))]
    return any(state_on(at, moves, entered) == "present" for at in days)


def resumes_after_pause(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """复学 only after 休学, and no transfer while on leave. What happened before the records begin is not judged."""
    rows = {(str(s), str(k), str(d)): row for row, (s, k, d) in filled(table, names(rule))}
    for student, moves in moves_by_pupil(table, _kinds(table)).items():
        paused = False
        for place, move in enumerate(moves):
            row = rows[student, move.kind, move.day]
            if move.way == "resume" and place and not paused:
                yield Finding(row, "kind", {})
            if move.kind == TRANSFER_OUT and paused:
                yield Finding(row, "kind", {}, None, "transfer_during_pause")
            paused = move.way == "pause" or (paused and move.way in ("up", "none"))


def left_behind_agrees(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The pupil's 是否留守儿童 equals what follows from the register's facts by the definition of the school roll."""
    reference, theirs = names(rule)[0], str(rule.params["theirs"])
    students = context.tables.get("student")
    if students is None:
        return
    rows, field = context.rows("student"), students.form.fields[theirs]
    for row, (id_,) in filled(table, (reference,)):
        there = rows.get(str(id_))
        if there is None:
            continue
        declared, derived = students.columns[theirs][there], _derived(table.record(row), students, there, context)
        if declared is not None and derived is not None and declared != derived:
            yield Finding(row, reference, {"has": field.kind.show(declared), "derived": field.kind.show(derived)})


def _derived(facts: Mapping[str, Value], students: Table, there: int, context: Context) -> str | None:
    """The school roll's code at the end of the period: what was true in September may have become true since."""
    born, household, grade = (students.columns[name][there] for name in ("born_on", "household", "grade"))
    verdict = left_behind(
        facts, born=str(born) if born else None, rural=None if household is None else household == RURAL,
        compulsory=grade is None or stage_of(str(grade)) in ("primary", "junior"), day=context.period.ends,
    )  # fmt: skip
    return verdict.school_roll
