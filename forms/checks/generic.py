"""Checks that any form can ask for: one field implies another, order, sums, uniqueness."""

from collections.abc import Iterator
from typing import Any, cast

from forms.checks.base import Context, Finding, caption, conditions, filled, held, names, rows_where, said, test
from forms.form import Rule
from forms.kinds import Value
from forms.kinds.numbers import Decimal
from forms.periods import Period
from forms.table import Table


def implies(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """Where `if` holds, `then` must hold."""
    rows, fields = rows_where(table, conditions(rule, "if")), table.form.fields
    for name, condition in conditions(rule, "then").items():
        holds, column = test(condition, fields[name]), table.columns[name]
        for row in rows:
            if not holds(column[row]):
                yield Finding(row, name, _premise(rule, table, row) | {"wanted": said(condition, fields[name])})


def _premise(rule: Rule, table: Table, row: int) -> dict[str, object]:
    """“健康状况”为“残疾”: what made the rule apply, in words."""
    fields, given = table.form.fields, conditions(rule, "if")
    shown = {name: fields[name].kind.show(table.columns[name][row]) or "空白" for name in given}
    zh = "、".join(f"“{fields[name].zh}”为“{text}”" for name, text in shown.items())
    en = ", ".join(f"“{fields[name].en}” is “{text}”" for name, text in shown.items())
    return {"premise": {"zh": zh, "en": en}}


def required_if(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """Where `if` holds, the fields may not be blank."""
    rows = rows_where(table, conditions(rule, "if"))
    for name in names(rule):
        column = table.columns[name]
        yield from (Finding(row, name, _premise(rule, table, row)) for row in rows if column[row] is None)


def blank_if(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """Where `if` holds, the fields must be blank."""
    rows = rows_where(table, conditions(rule, "if"))
    for name in names(rule):
        column = table.columns[name]
        yield from (Finding(row, name, _premise(rule, table, row)) for row in rows if column[row] is not None)


def any_of(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """At least one of the fields has one of the values `among`."""
    fields = names(rule)
    among = cast("list[Value]", rule.params["among"])
    columns = [table.columns[name] for name in fields]
    words = _listed(table, fields) | {"wanted": said(among, table.form.fields[fields[0]])}
    for row in rows_where(table, conditions(rule, "if")):
        if not any(column[row] in among for column in columns):
            yield Finding(row, fields[0], words)


def _listed(table: Table, fields: list[str]) -> dict[str, object]:
    captions = [table.form.fields[name] for name in fields]
    return {"fields": {"zh": "、".join(f"“{f.zh}”" for f in captions), "en": ", ".join(f"“{f.en}”" for f in captions)}}


def ordered(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The first is not after (greater than) the second; a month is compared with the month of a day."""
    first, second = names(rule)
    strict = bool(rule.params.get("strict"))
    kinds = {name: table.form.fields[name].kind for name in (first, second)}
    alike = type(kinds[first]) is type(kinds[second])
    pairs = enumerate(zip(table.columns[first], table.columns[second], strict=True))
    for row, (low, high) in pairs:
        if low is None or high is None:
            continue
        a, b = (low, high) if alike else _alike(low, high)
        if a > b or (strict and a == b):  # pyright: ignore[reportOperatorIssue]
            shown: dict[str, object] = {"low": kinds[first].show(low), "high": kinds[second].show(high)}
            yield Finding(row, second, shown | {"first": caption(table.form.fields[first])})


def _alike(low: Value, high: Value) -> tuple[Any, Any]:
    if isinstance(low, str) and isinstance(high, str) and len(low) != len(high):
        shorter = min(len(low), len(high))
        return low[:shorter], high[:shorter]
    return low, high


def differs(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """Two fields that may not be equal, such as a pupil's and a guardian's ID number."""
    first, second = names(rule)
    for row, (one, other) in enumerate(zip(table.columns[first], table.columns[second], strict=True)):
        if one == other and one is not None:
            yield Finding(row, second, {"first": caption(table.form.fields[first])})


def product(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The first field is the product of the two others, exactly in their units (金额 = 数量 × 单价)."""
    result, one, other = names(rule)
    fields = table.form.fields
    extra = _places(table, one) + _places(table, other) - _places(table, result)
    for row, (total, a, b) in filled(table, (result, one, other)):
        expected = cast("int", a) * cast("int", b)
        if expected != cast("int", total) * 10**extra:
            right = fields[result].kind.show(round(expected / 10**extra))
            words: dict[str, object] = {"expected": right, "has": fields[result].kind.show(total)}
            yield Finding(row, result, words | {"one": caption(fields[one]), "other": caption(fields[other])}, right)


def _places(table: Table, name: str) -> int:
    kind = table.form.fields[name].kind
    return kind.places if isinstance(kind, Decimal) else 0


def total(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The first field is the sum of the others; with `at_most` the others may add up to less."""
    result, *parts = names(rule)
    at_most, show = bool(rule.params.get("at_most")), table.form.fields[result].kind.show
    columns = [table.columns[name] for name in parts]
    for row, whole in enumerate(table.columns[result]):
        values = [cast("int", column[row]) for column in columns if column[row] is not None]
        if whole is None or not values:
            continue
        added = sum(values)
        if added > cast("int", whole) or (added != whole and not at_most):
            yield Finding(row, result, _listed(table, parts) | {"added": show(added), "has": show(whole)})


def between(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """A soft range in the unit in which the field is shown."""
    name = names(rule)[0]
    field = table.form.fields[name]
    low, high = (held(field, cast("float | None", rule.params.get(bound))) for bound in ("min", "max"))
    words: dict[str, object] = {"range": said({"min": rule.params.get("min"), "max": rule.params.get("max")}, field)}
    for row, (value,) in filled(table, (name,)):
        figure = cast("int", value)
        if (low is not None and figure < low) or (high is not None and figure > high):
            yield Finding(row, name, words | {"has": field.kind.show(value), "unit": field.unit})


def in_period(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The day lies in the school year; in a form by term or month, in that term or month."""
    code = context.period.of(table.form.cycle if table.form.cycle != "standing" else "year")
    yield from _outside(names(rule)[0], table, Period(code), before_too=True)


def not_after_period(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The day is not later than the end of the period."""
    yield from _outside(names(rule)[0], table, context.period, before_too=False)


def _outside(name: str, table: Table, period: Period, *, before_too: bool) -> Iterator[Finding]:
    for row, (value,) in filled(table, (name,)):
        day = str(value)
        if day > period.ends[: len(day)] or (before_too and day < period.starts[: len(day)]):
            words: dict[str, object] = {"has": day, "starts": period.starts, "ends": period.ends}
            yield Finding(row, name, words | {"period": {"zh": period.zh, "en": period.en}})


def unique(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """No two records share the values; a record with a blank among them is not compared."""
    fields = names(rule)
    first: dict[tuple[Value, ...], int] = {}
    wanted = conditions(rule, "where")
    allowed = set(rows_where(table, wanted)) if wanted else None
    for row, values in filled(table, fields):
        if allowed is not None and row not in allowed:
            continue
        earlier = first.setdefault(values, row)
        if earlier != row:
            same: dict[str, object] = {"other": table.label(earlier, context.tables), "other_row": earlier}
            yield Finding(row, str(rule.params.get("on", fields[0])), same | _listed(table, fields))
