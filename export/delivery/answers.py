"""What a school answered to the items of return slips (退回单); it travels in the workbook's hidden sheet."""

import json
from collections.abc import Mapping
from typing import cast

from export.workbook.carry import TINKERED


def answers_in(says: Mapping[str, str]) -> list[dict[str, str]]:
    """The answers among the hidden texts; what somebody has tinkered with says nothing."""
    try:
        found = cast("list[Mapping[object, object]]", json.loads(says.get("answers", "[]")))
        return [{str(name): str(text) for name, text in answer.items()} for answer in found]
    except TINKERED:
        return []
