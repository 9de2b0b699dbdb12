"""What can be counted or added up in one school: from its records to figures, and from a figure back to its records.

A fact is one line of `resources/indicators/facts.toml`. `facts_of` counts with it and `rows_of` finds the same records
again, so that no figure can differ from what it opens.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any, cast

from forms.checks.base import test
from forms.kinds import Value
from forms.library import root
from forms.periods import Period
from forms.selections import WORKED_OUT, Registers
from forms.table import Table

Facts = dict[str, dict[str, "int | float | None"]]
"""Stage → fact → number. "all" is the whole school; a stage that is not named has none of it; None is unknown."""
ALL = "all"
NIL = "nil"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure and how it is found."""

    name: str
    zh: str
    en: str
    form: str
    rows: str = ""
    where: Mapping[str, object] = field(default_factory=dict[str, object])
    known: tuple[str, ...] = ()
    """Fields of which one value at least must be filled; otherwise the figure is unknown, not 0."""
    add: str = ""
    of: str = ""
    code: str = ""
    """The one record's code as a number: 办学类型 211, 是 1."""
    by: tuple[str, ...] = ()
    places: int = 0
    what: str = ""


@cache
def known_facts(path: Path | None = None) -> Mapping[str, Fact]:
    """All facts by name, as they ship with the program."""
    text = (path or root() / "resources" / "indicators" / "facts.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["fact"]
    return {row["name"]: Fact(**{name: _fixed(value) for name, value in row.items()}) for row in rows}


def _fixed(value: object) -> Any:  # noqa: ANN401 (a line of TOML)
    return tuple(cast("Sequence[object]", value)) if isinstance(value, list) else value


def facts_of(tables: Mapping[str, Table], period: Period, states: Mapping[str, str] | None = None) -> Facts:
    """Every fact of one school, for its stages and for all of it together.

    `states` says of which empty registers a person has confirmed that there is nothing ("nil"): there the figure is 0,
    in any other empty register it is unknown.
    """
    of = Registers(tables, period)
    facts: Facts = {ALL: {}}
    for fact in known_facts().values():
        _count(fact, of, (states or {}).get(fact.form, ""), facts)
    return facts


def _count(fact: Fact, of: Registers, state: str, facts: Facts) -> None:
    table = of.tables.get(fact.form)
    rows = _rows(fact, of) if table else None
    if rows is None:
        facts[ALL][fact.name] = 0 if state == NIL and not table and not fact.code else None
    elif fact.code:
        facts[ALL][fact.name] = _number(of.column(fact.form, fact.code)[0])
    else:
        _put(fact, of, rows, facts)


def _number(value: Value) -> int | None:
    """A code of digits as a number, 是 as 1."""
    if isinstance(value, str):
        return int(value) if value.isdecimal() else None
    return None if value is None or isinstance(value, tuple) else int(value)


Tally = Callable[[list[Sequence[Value]]], "Mapping[tuple[Value, ...], int]"]
"""From key columns to the figure of each key that occurs in them."""


def _put(fact: Fact, of: Registers, rows: Sequence[int], facts: Facts) -> None:
    """The total under "all", what it consists of, and both for every stage."""
    tally = _tally(fact, of, rows)
    facts[ALL][fact.name] = tally([]).get((), None if rows else 0)
    stages = of.stages(fact.form)
    stage = None if stages is None else [stages[row] for row in rows]
    told = [[column[row] for row in rows] for column in (of.column(fact.form, name) for name in fact.by)]
    for key, amount in tally([*told]).items() if told else ():
        facts[ALL][_told(fact, key)] = amount
    for columns in () if stage is None else ([stage], [stage, *told])[: 2 if told else 1]:
        for (at, *key), amount in tally([*columns]).items():
            if at:
                facts.setdefault(str(at), {})[_told(fact, key)] = amount


def _tally(fact: Fact, of: Registers, rows: Sequence[int]) -> Tally:
    """How a fact is figured: by adding a column, by counting its different values, or by counting records."""
    if fact.add:
        column = of.column(fact.form, fact.add)
        return lambda columns: _sums(_keys(columns, len(rows)), [column[row] for row in rows])
    if fact.of:
        values = of.column(fact.form, fact.of)
        different = [values[row] for row in rows]
        return lambda columns: Counter(
            key for key, _ in set(zip(_keys(columns, len(rows)), different, strict=True))
        )  # fmt: skip
    return lambda columns: Counter(_keys(columns, len(rows)))


def _keys(columns: list[Sequence[Value]], count: int) -> Iterable[tuple[Value, ...]]:
    return zip(*columns, strict=True) if columns else repeat((), count)


def _sums(keys: Iterable[tuple[Value, ...]], amounts: Sequence[Value]) -> dict[tuple[Value, ...], int]:
    """What is not known adds nothing; where nothing is known, there is no sum."""
    sums: dict[tuple[Value, ...], int] = {}
    for key, amount in zip(keys, amounts, strict=True):
        if amount is not None:
            sums[key] = sums.get(key, 0) + cast("int", amount)
    return {key: amount for key, amount in sums.items() if amount or not key}


def _told(fact: Fact, key: Iterable[Value]) -> str:
    """The name of one part of a figure: aid_due.meals."""
    return ".".join((fact.name, *map(str, key)))


def _rows(fact: Fact, of: Registers) -> Sequence[int] | None:
    """Records that the fact counts; None where a field that it needs is filled in none of them."""
    rows, form = of.rows(fact.form, fact.rows), of.tables[fact.form].form
    for name in (*fact.known, *(name for name in fact.where if name in form.fields and form.fields[name].required)):
        column = of.column(fact.form, name)
        if rows and all(column[row] is None for row in rows):
            return None
    for name in fact.by:
        if name.startswith(WORKED_OUT) and rows and of.column(fact.form, name)[rows[0]] is None:
            return None
    for name, condition in fact.where.items():
        rows = _kept(rows, of.column(fact.form, name), condition, name, of.tables[fact.form])
    return rows


def _kept(rows: Sequence[int], column: Sequence[Value], condition: object, name: str, table: Table) -> list[int]:
    if condition == "filled":
        return [row for row in rows if column[row] is not None]
    if isinstance(condition, list):
        allowed = frozenset(cast("list[Value]", condition))
        return [row for row in rows if column[row] in allowed]
    if name not in table.form.fields:
        return []
    holds = test(condition, table.form.fields[name])
    return [row for row in rows if holds(column[row])]


def rows_of(fact: str, stage: str, tables: Mapping[str, Table], period: Period) -> list[tuple[str, int]]:
    """The records that went into a figure, as (form, row): exactly those that `facts_of` counted or added."""
    base = known_facts()[fact.split(".", maxsplit=1)[0]]
    table = tables.get(base.form)
    if not table:
        return []
    of = Registers(tables, period)
    stages, told = of.stages(base.form), [of.column(base.form, name) for name in base.by]
    amounts = of.column(base.form, base.add) if base.add else None
    return [
        (base.form, row)
        for row in _rows(base, of) or ()
        if (stage == ALL or (stages is not None and stages[row] == stage))
        and (fact == base.name or _told(base, (column[row] for column in told)) == fact)
        and (amounts is None or amounts[row] is not None)
    ]


def figure(facts: Facts, stage: str, name: str) -> int | float | None:
    """One figure: 0 where the school has none of it, None where that is unknown."""
    if facts[ALL].get(name.partition(".")[0]) is None:
        return None
    return facts.get(stage, {}).get(name, 0)


def family(facts: Facts, stage: str, name: str) -> dict[str, int | float]:
    """All figures of a fact that is told by something: {"meals": 12000} for aid_due."""
    beginning = f"{name}."
    found = facts.get(stage, {}).items()
    return {
        key.removeprefix(beginning): value for key, value in found if key.startswith(beginning) and value is not None
    }
