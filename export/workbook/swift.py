"""Read whole columns at once where every cell plainly is what this program itself writes.

A workbook of ours holds values as their kinds show them, so most columns can be proved tidy by one look at the joined
column; only where that fails does each distinct cell go through its kind. The outcome is the same as that of
`Kind.parse_column`, which a property test holds, at a fraction of its time.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, cast

from export.seal import Strip
from forms.kinds import Code, Decimal, Kind, Raw, Text, Value
from forms.kinds.identity import is_resident_id
from forms.problems import Wrong

Column = tuple[list[Value], dict[int, Wrong]]
Known = dict[Raw, Value | Wrong]
WORDS = {"choice", "choices", "yes_no", "class_no"}
ENOUGH = 2000
"""Strange workbooks may bring any number of words and forms; the memory is small and forgets."""
Rule = Callable[[Any, Collection[str], str], bool]
"""Whether a kind reads each of some distinct texts, none of them empty, as itself; the texts come joined as well."""
_DOTS = frozenset("•‧⋅∙・･．.﹒●")


class Columns:
    """Reads columns. It remembers the words of choices, which are the same in hundreds of workbooks."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Kind, Known]] = {}

    def read(self, kind: Kind, raws: Strip) -> Column:
        """The same as `kind.parse_column`."""
        if not raws.distinct:
            return [None] * len(raws), {}
        if raws.types == {str}:
            rule = RULES.get(kind.name)
            if (
                rule is not None
                and "" not in raws.distinct
                and rule(kind, cast("set[str]", raws.distinct), raws.joined)
            ):
                return list(cast("Sequence[Value]", raws.cells)), {}
            return self._each_once(kind, raws)
        if raws.types <= {float, int} and isinstance(kind, Decimal):
            return _numbers(kind, cast("set[float]", raws.distinct), raws.cells) or self._each_once(kind, raws)
        return kind.parse_column(raws.cells)

    def _each_once(self, kind: Kind, raws: Strip) -> Column:
        known: Known = self._words(kind) if kind.name in WORDS and raws.types == {str} else {None: None}
        for raw in raws.distinct.difference(known):
            known[raw] = kind.parse(raw)
        values = list(map(known.__getitem__, raws.cells))
        if not any(type(known[raw]) is Wrong for raw in raws.distinct):
            return cast("list[Value]", values), {}
        wrong = {row: value for row, value in enumerate(values) if isinstance(value, Wrong)}
        return [None if isinstance(value, Wrong) else value for value in values], wrong

    def _words(self, kind: Kind) -> Known:
        """What is known of a kind's words. The kind is kept, too, so that no other can take its identity."""
        _, known = self._known.setdefault(id(kind), (kind, {None: None}))
        if len(known) > ENOUGH:
            known.clear()
            known[None] = None
        if len(self._known) > ENOUGH:
            self._known.clear()
        return known


def _numbers(kind: Decimal, distinct: Collection[float], raws: Sequence[Raw]) -> Column | None:
    """Numbers with no more decimals than the field has, all within its limits; None where one is anything else."""
    scale = 10**kind.places
    edge = _EXACT // scale
    if not all(-edge < number < edge for number in distinct):
        return None
    held = {number: round(number * scale) for number in distinct}
    low, high = (None if limit is None else round(limit * scale) for limit in (kind.min, kind.max))
    within = (low is None or min(held.values()) >= low) and (high is None or max(held.values()) <= high)
    if not within or any(whole / scale != number for number, whole in held.items()):
        return None
    return list(map(cast("dict[Raw, Value]", {**held, None: None}).__getitem__, raws)), {}


_EXACT = 10**12
"""Below this many last places, 12 significant digits tell all numbers apart."""


def _is_tidy(joined: str) -> bool:
    """All that tidying touches is unprintable, but for blanks and _x000D_."""
    return joined.isprintable() and " " not in joined and "_" not in joined


def _text(kind: Text, texts: Collection[str], joined: str) -> bool:
    return max(map(len, texts)) <= kind.length and _is_tidy(joined)


def _name(kind: Text, texts: Collection[str], joined: str) -> bool:
    return _text(kind, texts, joined) and _DOTS.isdisjoint(joined)


def _code(kind: Code, texts: Collection[str], joined: str) -> bool:
    if not joined.isascii() or not _text(cast("Text", kind), texts, joined):
        return False
    return not kind.pattern or all(map(re.compile(kind.pattern).fullmatch, texts))


def _shaped(pattern: str) -> Rule:
    lines = re.compile(f"(?:(?:{pattern})\n)*(?:{pattern})", re.ASCII)
    return lambda _, texts, __: lines.fullmatch("\n".join(texts)) is not None


def _date(kind: Kind, texts: Collection[str], joined: str) -> bool:
    if not _DAYS(kind, texts, joined):
        return False
    try:
        return all(map(date.fromisoformat, texts))
    except ValueError:
        return False


def _id_card(kind: Kind, texts: Collection[str], joined: str) -> bool:
    """What it finds of a number is remembered, and the checks ask for it again."""
    return all(map(is_resident_id, texts))


_DAYS = _shaped(r"(?:19\d\d|20\d\d)-\d\d-\d\d")
RULES: Mapping[str, Rule] = {
    "text": _text,
    "note": _text,
    "name": _name,
    "code": _code,
    "date": _date,
    "month": _shaped(r"(?:19\d\d|20\d\d)-(?:0[1-9]|1[0-2])"),
    "id_card": _id_card,
    "phone": _shaped(r"1[3-9]\d{9}"),
    "bank_card": _shaped(r"\d{12,21}"),
    "division": _shaped(r"\d{6}|\d{9}|\d{12}"),
    "school_code": _shaped(r"\d{10}"),
    "reference": _shaped(r"[0-9a-f]{32}"),
}
"""Kinds whose values show as themselves. Of the others there are few distinct values, or each needs arithmetic."""
