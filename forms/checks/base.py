"""What checks are made of: findings, the surroundings they may look at, and conditions on columns.

A check takes whole columns; the editor passes columns of length one. So one implementation serves a keystroke and
600 000 rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from forms.form import Field, Rule
from forms.kinds import Value
from forms.kinds.numbers import Decimal
from forms.periods import Period
from forms.problems import Level
from forms.standards import Standards
from forms.table import Table


class Finding(NamedTuple):
    """What a check found at one row; the engine makes a Problem of it."""

    row: int
    field: str | None
    params: Mapping[str, object] = {}
    fix: str | None = None
    code: str | None = None
    """Where one check has several sentences; otherwise the rule's own code."""
    level: Level | None = None
    """Where one finding of a check is milder than its rule."""


@dataclass
class Context:
    """What a check may know beside its own table."""

    period: Period
    standards: Standards
    tables: Mapping[str, Table]
    region: str = ""
    """Division of the school, for local standards."""
    states: Mapping[str, str] = field(default_factory=dict[str, str])
    """Form → "nil" where a person has confirmed that there is nothing to report."""
    complete: bool = True
    """Whether all tables of the school are at hand; with one record alone, what needs the others is left out."""
    _rows: dict[str, dict[str, int]] = field(default_factory=dict[str, "dict[str, int]"])
    _referring: dict[tuple[str, str], dict[str, list[int]]] = field(
        default_factory=dict["tuple[str, str]", "dict[str, list[int]]"]
    )

    def rows(self, form: str) -> dict[str, int]:
        """Row of each lasting id in another form's table."""
        if form not in self._rows:
            table = self.tables.get(form)
            self._rows[form] = {id_: row for row, id_ in enumerate(table.ids)} if table else {}
        return self._rows[form]

    def referring(self, form: str, by: str) -> dict[str, list[int]]:
        """Rows of another form by the lasting id that their field `by` points to."""
        if (form, by) not in self._referring:
            found: dict[str, list[int]] = {}
            table = self.tables.get(form)
            for row, id_ in enumerate(table.columns[by] if table else ()):
                if id_:
                    found.setdefault(str(id_), []).append(row)
            self._referring[form, by] = found
        return self._referring[form, by]


CheckFunction = Callable[[Rule, Table, Context], Iterable[Finding]]
Test = Callable[[Value], bool]


def names(rule: Rule) -> list[str]:
    """The rule's fields: `fields = […]` or `field = "…"`."""
    if "fields" in rule.params:
        return list(cast("Sequence[str]", rule.params["fields"]))
    return [str(rule.params["field"])]


def conditions(rule: Rule, key: str) -> dict[str, object]:
    """The conditions under `if`, `then` or `where`: field → what it must be."""
    return dict(cast("Mapping[str, object]", rule.params.get(key, {})))


def rows_where(table: Table, wanted: Mapping[str, object]) -> list[int]:
    """Rows in which every condition holds."""
    rows: Iterable[int] = range(len(table))
    for name, condition in wanted.items():
        rows = _kept(rows, table.columns[name], condition, table.form.fields[name])
    return list(rows)


def _kept(rows: Iterable[int], column: Sequence[Value], condition: object, of: Field) -> list[int]:
    """Rows whose value meets the condition. The usual kinds of condition are spelt out, so that a county's column is
    filtered without a call for each of its cells.
    """
    if condition == "filled":
        return [row for row in rows if column[row] is not None]
    if condition == "blank":
        return [row for row in rows if column[row] is None]
    if isinstance(condition, (list, tuple)) and of.kind.stored_as != "list":
        allowed = frozenset(cast("Iterable[Value]", condition))
        return [row for row in rows if column[row] in allowed]
    holds = test(cast("object", condition), of)
    return [row for row in rows if holds(column[row])]


def test(condition: object, of: Field) -> Test:
    """A condition as a function of a value: a list of values, "filled", "blank", {not = […]}, {min = …, max = …}."""
    if condition == "filled":
        return lambda value: value is not None
    if condition == "blank":
        return lambda value: value is None
    if isinstance(condition, Mapping):
        return _bounded(cast("Mapping[str, Any]", condition), of)
    allowed = frozenset(cast("Iterable[Any]", condition if isinstance(condition, (list, tuple)) else [condition]))
    if of.kind.stored_as == "list":
        return lambda value: any(code in allowed for code in cast("Iterable[str]", value or ()))
    return lambda value: value in allowed


def _bounded(condition: Mapping[str, Any], of: Field) -> Test:
    if "not" in condition:
        excluded = test(condition["not"], of)
        return lambda value: value is not None and not excluded(value)
    low, high = held(of, condition.get("min")), held(of, condition.get("max"))

    def inside(value: Value) -> bool:
        figure = cast("float", value)
        return value is not None and (low is None or figure >= low) and (high is None or figure <= high)

    return inside


def held(of: Field, figure: float | None) -> float | None:
    """A figure of a definition (50 km) in the form in which the field holds its values (500 tenths)."""
    if isinstance(of.kind, Decimal) and figure is not None:
        return round(figure * 10**of.kind.places)
    return figure


def caption(of: Field) -> dict[str, str]:
    """A field's name for a sentence."""
    return {"zh": of.zh, "en": of.en}


def said(condition: object, of: Field) -> dict[str, str]:
    """A condition in words: “走读”或“住校”, 已填写, 不是“无残疾”."""
    if condition == "filled":
        return {"zh": "已填写的内容", "en": "something"}
    if condition == "blank":
        return {"zh": "空白", "en": "blank"}
    if isinstance(condition, Mapping):
        return _said_bounds(cast("Mapping[str, Any]", condition), of)
    values = cast("Sequence[Any]", condition if isinstance(condition, (list, tuple)) else [condition])
    shown = [of.kind.show((value,) if of.kind.stored_as == "list" else value) for value in values]
    return {"zh": "或".join(f"“{word}”" for word in shown), "en": " or ".join(f"“{word}”" for word in shown)}


def _said_bounds(condition: Mapping[str, Any], of: Field) -> dict[str, str]:
    if "not" in condition:
        inner = said(condition["not"], of)
        return {"zh": f"{inner['zh']}以外的内容", "en": f"anything but {inner['en']}"}
    low, high = condition.get("min"), condition.get("max")
    zh = "、".join(
        filter(None, (f"不小于 {low}" if low is not None else "", f"不大于 {high}" if high is not None else ""))
    )
    en = ", ".join(
        filter(None, (f"at least {low}" if low is not None else "", f"at most {high}" if high is not None else ""))
    )
    return {"zh": zh, "en": en}


def filled(table: Table, fields: Sequence[str]) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Rows in which all of the fields are filled, with their values."""
    columns = [table.columns[name] for name in fields]
    if any(_is_blank(column) for column in columns):
        return
    for row, values in enumerate(zip(*columns, strict=True)):
        if None not in values:
            yield row, values


def _is_blank(column: Sequence[Value]) -> bool:
    """Many columns of a form are blank in every record of a school."""
    return column.count(None) == len(column)
