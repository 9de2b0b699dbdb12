"""Checks that follow a pupil through time: on the roll, back only after a leave, left behind by its facts."""

from collections.abc import Iterator
from typing import cast

from forms.checks.base import Context, Finding, filled, names
from forms.codelists import CodeList
from forms.form import Rule
from forms.kinds import Choice, Value
from forms.roll import Move, moves_by_pupil, state_on
from forms.table import Table
from forms.verdicts import AWAY, on_school_roll

TRANSFER_OUT = "41"


def _kinds(movements: Table) -> CodeList:
    return cast("Choice", movements.form.fields["kind"].kind).codes


def on_roll(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The pupil was on the roll on some day of the period, or on the day in the field `when`."""
    reference = names(rule)[0]
    students, movements = context.tables.get("student"), context.tables.get("movement")
    if students is None or movements is None:
        return
    moves, rows = moves_by_pupil(movements, _kinds(movements)), context.rows("student")
    when = table.columns[str(rule.params["when"])] if "when" in rule.params else [None] * len(table)
    known: dict[tuple[Value, Value], bool] = {}
    for row, (id_,) in filled(table, (reference,)):
        there, day = rows.get(str(id_)), when[row]
        if there is None:
            continue
        if (id_, day) not in known:
            entered = students.columns["entered_on"][there]
            own = moves.get(str(id_))
            at = str(day or context.period.ends)
            always = entered is None or str(entered) <= at[: len(str(entered))]
            known[id_, day] = _was_there(own, entered, context, day) if own else always
        if not known[id_, day]:
            yield Finding(row, reference, {"who": students.label(there), "starts": context.period.starts})


def _was_there(moves: list[Move], entered: Value, context: Context, day: Value) -> bool:
    period, since = context.period, str(entered) if entered else None
    days = [str(day)] if day else [period.ends, period.starts, *(m.day for m in moves if period.holds(m.day))]
    return any(state_on(at, moves, since) == "present" for at in days)


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
    """The pupil's 是否留守儿童 equals what follows from the register's facts by the definition of the school roll.

    It is judged at the end of the period: what was not yet so in September may have become so since.
    """
    reference, theirs = names(rule)[0], str(rule.params["theirs"])
    students = context.tables.get("student")
    if students is None:
        return
    rows, field = context.rows("student"), students.form.fields[theirs]
    for row, (id_,) in filled(table, (reference,)):
        there = rows.get(str(id_))
        if there is None:
            continue
        declared, derived = students.columns[theirs][there], on_school_roll(_facts(table, row), context.period.ends)
        if declared is not None and derived is not None and declared != derived:
            yield Finding(row, reference, {"has": field.kind.show(declared), "derived": field.kind.show(derived)})


def _facts(table: Table, row: int) -> dict[str, Value]:
    return {name: table.columns[name][row] for name in AWAY if name in table.columns}
