"""Checks on the school itself: its code against its type, declared figures against its ledgers, 复式班."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

from forms.checks.base import Context, Finding, conditions, filled, names, rows_where
from forms.form import Rule
from forms.kinds import Choice
from forms.table import Table

_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff]")
_CATEGORY = {
    "111": "11", "119": "11", "211": "21", "218": "21", "219": "21", "311": "31", "312": "31", "319": "31",
    "341": "34", "342": "34", "345": "34", "349": "34",
}  # fmt: skip
"""办学类型 (GB/T 33782-2017, table 4) → first two digits of 学校标识码."""


def school_code_fits_type(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The first two digits of the school code are those of its type; types without a known category are not judged."""
    code_field, type_field = names(rule)
    kind = table.form.fields[type_field].kind
    for row, (code, type_) in filled(table, (code_field, type_field)):
        wanted = "51" if str(type_).startswith("5") else _CATEGORY.get(str(type_))
        if wanted and str(code)[:2] != wanted:
            yield Finding(row, code_field, {"has": str(code)[:2], "wanted": wanted, "type": kind.show(type_)})


def declared_sum(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """A declared figure fits the sum of a ledger's column, within a tolerance in percent of the larger one."""
    name, column = names(rule)[0], str(rule.params["sum"])
    ledger = context.tables.get(str(rule.params["in"]))
    if ledger is None or not ledger:
        return
    rows = rows_where(ledger, conditions(rule, "where"))
    added = sum(cast("int", value) for row in rows if (value := ledger.columns[column][row]) is not None)
    tolerance = float(cast("float", rule.params.get("tolerance", 1))) / 100
    show = table.form.fields[name].kind.show
    for row, (declared,) in filled(table, (name,)):
        figure = cast("int", declared)
        if abs(figure - added) > tolerance * max(figure, added):
            yield Finding(row, name, {"declared": show(figure), "sum": show(added), "form": ledger.form.title})


def long_enough(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """A text of at least `min` Chinese characters, such as an address down to the village."""
    name, least = names(rule)[0], int(cast("int", rule.params["min"]))
    for row, (text,) in filled(table, (name,)):
        if len(_HAN.findall(str(text))) < least:
            yield Finding(row, name, {"min": least})


def covers_grades(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """A 复式班 names all its grades, at least two, and stands under the lowest of them."""
    first_field, all_field = names(rule)[:2]
    places = cast("Choice", table.form.fields[first_field].kind).codes.places
    for row, (first, several) in filled(table, (first_field, all_field)):
        grades = cast("Sequence[str]", several)
        if len(grades) < 2 or first != min(grades, key=lambda grade: places.get(grade, 0)):
            yield Finding(row, all_field, {})
    yield from _covered_twice(table, first_field, all_field)


def _covered_twice(table: Table, first_field: str, all_field: str) -> Iterator[Finding]:
    """Two classes that cover the same grade and number would both claim its pupils."""
    taken: dict[tuple[object, object], int] = {}
    columns = (table.columns[name] for name in (first_field, all_field, "class_no"))
    for row, (first, several, number) in enumerate(zip(*columns, strict=True)):
        for grade in {first, *cast("Sequence[str]", several or ())} if number is not None else ():
            earlier = taken.setdefault((grade, number), row)
            if earlier != row:
                yield Finding(row, all_field, {"other": table.label(earlier)}, None, "covered_twice")
                break
