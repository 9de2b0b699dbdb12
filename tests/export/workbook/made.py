"""A school's tables as a practice school would fill them: every form, every kind, valid values, the same for the same seed."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from export.reading.cells import read_cells
from export.reading.raw import Book
from export.seal import Seal
from export.workbook.package import Package, Reason
from export.workbook.write import made
from forms.form import Field, Form
from forms.kinds import Choice, Choices, Decimal, Value
from forms.kinds.identity import check_character
from forms.library import Library
from forms.periods import Period
from forms.table import Record, Table

KEY = bytes(range(32))
"""A private key for tests."""
FAMILY, GIVEN = "张王李赵陈林黄吴郑何", "雨桐子涵建国梓轩小芳思远佳怡文博"
VILLAGES = ("青岚县石坪镇石坪村", "青岚县石坪镇河口村三组", "青岚县北山乡北山村", "青岚县石坪镇上坑自然村")
CODES = {"email": "school@example.cn", "id_valid": "2019.06.01-2029.06.01", "postcode": "350001"}


def package(library: Library, pupils: int = 12, **more: object) -> Package:
    """Everything a school of this size sends."""
    tables = tables_of(library, pupils)
    pupil = tables["student"].ids[0]
    reason = Reason(
        f"between|student|{pupil}|distance", "家住山里，确实有 51 公里。", "王建国", "上下学距离少见，请核对单位。"
    )
    sent = Package(
        "2199000123", "石坪镇中心小学", Period("2026-1"), 3, library.forms, tables, {"visit": "nil"}, [reason],
        program="乡校台账 0.1.0", made="2026-09-20T10:32:00", signer=KEY,
        problems={"errors": 0, "reminders": 1, "explained": 1},
    )  # fmt: skip
    return replace(sent, **more)


def tables_of(library: Library, pupils: int) -> dict[str, Table]:
    """A table for every form; the visits are left blank."""
    dice = random.Random(20260901)
    ids: dict[str, list[str]] = {}
    tables: dict[str, Table] = {}
    for name, form in library.forms.items():
        size = 1 if form.single else (pupils if name == "student" else 0 if name == "visit" else max(2, pupils // 5))
        ids[name] = [f"{dice.getrandbits(128):032x}" for _ in range(size)]
        tables[name] = Table.of(form, [record(form, dice, ids) for _ in range(size)], ids[name])
    return tables


def record(form: Form, dice: random.Random, ids: Mapping[str, list[str]]) -> Record:
    """One record; what is not required is blank in three of ten."""
    return {
        name: value(field, dice, ids) if field.required or dice.random() < 0.7 else None
        for name, field in form.fields.items()
    }


def value(field: Field, dice: random.Random, ids: Mapping[str, list[str]]) -> Value:
    """A valid value of the field's kind."""
    kind: Any = field.kind
    if isinstance(kind, Choice):
        codes = [option.code for option in kind.codes.offered]
        return tuple(codes[:2]) if isinstance(kind, Choices) else codes[min(int(dice.expovariate(1)), len(codes) - 1)]
    if isinstance(kind, Decimal):
        low = int((kind.min or 0) * 10**kind.places)
        high = int(min(kind.max or 500, (kind.min or 0) + 500) * 10**kind.places)
        return dice.randrange(low, high + 1)
    return _WORDS[kind.name](field, dice, ids)


def _id_number(dice: random.Random) -> str:
    first = f"990123{dice.randrange(2014, 2020)}{dice.randrange(1, 13):02}{dice.randrange(1, 29):02}{dice.randrange(1000):03}"
    return first + check_character(first)


def _code(field: Field, dice: random.Random) -> str | None:
    return CODES.get(field.name, f"{dice.randrange(10**6):08}" if not getattr(field.kind, "pattern", "") else None)


_WORDS: dict[str, Callable[[Field, random.Random, Mapping[str, list[str]]], Value]] = {
    "text": lambda _, dice, __: f"{dice.choice(VILLAGES)}{dice.randrange(200)}号"[-14:],
    "note": lambda _, dice, __: f"第{dice.randrange(9)}条\n请联系{dice.choice(VILLAGES)}",
    "name": lambda _, dice, __: dice.choice(FAMILY) + "".join(dice.sample(GIVEN, 2)),
    "code": lambda field, dice, _: _code(field, dice),
    "yes_no": lambda _, dice, __: dice.random() < 0.5,
    "date": lambda _, dice, __: f"20{dice.randrange(10, 20)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}",
    "month": lambda _, dice, __: f"20{dice.randrange(18, 26)}-09",
    "id_card": lambda _, dice, __: _id_number(dice),
    "phone": lambda _, dice, __: f"138{dice.randrange(10**8):08}",
    "bank_card": lambda _, dice, __: f"62{dice.randrange(10**17):017}",
    "division": lambda _, dice, __: "990123",
    "school_code": lambda _, dice, __: "2199000123",
    "class_no": lambda _, dice, __: dice.randrange(1, 4),
    "reference": lambda field, dice, ids: dice.choice(ids[getattr(field.kind, "to")]),  # noqa: B009
}


def written(package: Package) -> tuple[bytes, Seal]:
    """The workbook's bytes and its seal."""
    return made(package)


def opened(data: bytes) -> Book:
    """The cells as the program's own reader finds them."""
    return read_cells(data)


def edited(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    """The workbook after somebody opened it with another program, changed something and saved."""
    book = load_workbook(BytesIO(data))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet(book: Workbook, name: str) -> Worksheet:
    """A sheet of openpyxl's by its name."""
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def put(page: Worksheet, row: int, col: int, value: Any) -> None:  # noqa: ANN401 – whatever a cell takes
    """Type into a cell, counted from 1; a blank clears it."""
    cell = page.cell(row, col)
    assert isinstance(cell, Cell)
    cell.value = value
