"""Slips to try things with."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from export.slip import Slip, SlipItem
from export.slip.paper import write_slip
from forms.library import Library
from tests.forms.small_school import lasting_id

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
"""Private keys of two counties."""
FIRST, SECOND, THIRD = (lasting_id("student", row) for row in range(3))
PHONE = SlipItem(
    f"kind.phone_shape|student|{FIRST}|phone", "problem", "林雨桐：号码应为11位手机号，现在是10位。", "请在程序里打开这条记录改正。",
    "kind.phone_shape", "student", FIRST, "phone", "学生", "AB6", "林雨桐",
)  # fmt: skip
ASK = SlipItem(
    f"pair:2199000001/{SECOND}|2199000002/x", "ask", "与“河口小学”的一名学生疑似同一人。", "请核实在哪所学校就读。",
    form="student", record=SECOND, field="name", label="买买提·艾力", other="2199000002",
)  # fmt: skip
LEAVE = SlipItem(
    f"leave:{THIRD}", "leave", "县里核定在河口小学就读。", "请登记转出。", form="student", record=THIRD, label="黄子轩"
)
FILE = SlipItem(
    "seal.row|student||", "file", "“学生”表第 7 行在导出以后被改过。", "请重新导出。", "seal.row", "student"
)


def slip(*items: SlipItem, **said: Any) -> Slip:  # noqa: ANN401 – whatever a slip says
    """A slip for the small school."""
    made = Slip(
        "5" * 32, "990101", "石坪县教育局", "2199000001", "石坪小学", "2026-1", 1, 0, items or (PHONE, ASK, LEAVE, FILE),
        "2026-12-20", "2026-12-01T09:30", "周敏 0596-7654321", True,
    )  # fmt: skip
    return replace(made, **said)


def newer(*items: SlipItem, **said: Any) -> Slip:  # noqa: ANN401 – whatever a slip says
    """The next one."""
    return slip(*items, **{"id": "6" * 32, "number": 2, **said})


def saved(made: Slip, library: Library, to: Path, key: bytes = KEY) -> Path:
    """A slip's file."""
    path = to / f"{made.id[:4]}_{made.number}.xlsx"
    write_slip(made, library.forms, key, path)
    return path
