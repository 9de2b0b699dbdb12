"""Drop-downs and gentle warnings over the whole column.

Nothing typed is refused: the program's checks do that, calmly.
"""

from collections.abc import Mapping
from typing import Any

from export.workbook.layout import FIRST_ROW, Column
from export.workbook.paper import Worksheet
from export.workbook.words import typing_rule
from forms.kinds import Decimal, IdCard, Text

TITLE, MESSAGE = 32, 255
"""Excel's limits for an input message."""


def write_rules(sheet: Worksheet, col: int, column: Column, last: int, ranges: Mapping[str, str]) -> None:
    """The validation of one column, from the first record's row to row `last`."""
    if column.hidden or column.shown is None:
        return
    options = _criteria(column, ranges)
    message = input_message(column)
    if message:
        options |= {"input_title": column.caption[:TITLE], "input_message": message}
    if options.get("validate") != "any" or message:
        sheet.data_validation(FIRST_ROW - 1, col, last - 1, col, options)


def input_message(column: Column) -> str:
    """What appears beside a cell when it is entered: how to type, then what is meant."""
    assert column.shown is not None
    hint = column.shown.hint["zh"] if column.shown.hint else ""
    kind = column.shown.kind
    rule = "" if isinstance(kind, Text) or not (hint or kind.name in _SPOKEN) else typing_rule(kind)
    words = rule + hint
    return words if len(words) <= MESSAGE else words[: MESSAGE - 1] + "…"


_SPOKEN = {"choices", "date", "month", "id_card", "phone", "bank_card", "class_no", "division", "school_code", "money"}
"""Kinds whose typing is worth a message even where the form gives no hint."""


def _criteria(column: Column, ranges: Mapping[str, str]) -> dict[str, Any]:
    if column.list in ranges:
        return {
            "validate": "list", "source": ranges[column.list], "error_type": "warning", "error_title": "不在列表中",
            "error_message": "请从下拉列表中选。确定要保留吗？导入后会作为错误列出。",
        }  # fmt: skip
    kind = column.shown.kind if column.shown else None
    if isinstance(kind, IdCard):
        other = "其他证件可以保留。" if kind.other else ""
        return {
            "validate": "length", "criteria": "==", "value": 18, "error_type": "warning", "error_title": "不是18位",
            "error_message": f"身份证号是18位，现在不是。{other}确定要保留吗？",
        }  # fmt: skip
    if isinstance(kind, Decimal):
        return _number(kind)
    return {"validate": "any"}


def _number(kind: Decimal) -> dict[str, Any]:
    low = kind.min if kind.min is not None else -(10**12)
    high = kind.max if kind.max is not None else 10**12
    whole = not kind.places
    return {
        "validate": "integer" if whole else "decimal", "criteria": "between",
        "minimum": int(low) if whole else low, "maximum": int(high) if whole else high, "error_type": "warning",
        "error_title": "请核对数字", "error_message": f"{typing_rule(kind)}确定要保留吗？",
    }  # fmt: skip
