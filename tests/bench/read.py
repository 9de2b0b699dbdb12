"""What safety costs when a workbook is read: the guard and the whole way, against the fast reader alone.

The workbook is a large village school's: 1,000 pupils × 80 fields, written by XlsxWriter with shared texts, as Excel
and WPS keep them. All sides read the same file in turns, so that only the ratio counts.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from export.reading.cells import read_cells
from export.reading.guard import check, load
from export.reading.limits import SCHOOL
from export.reading.worker import Reader

PUPILS, FIELDS = 1000, 80
ROUNDS = 15

Ratio = tuple[str, float, float]


def ratios() -> list[Ratio]:
    """Name, ratio to the fast reader alone, limit."""
    with tempfile.TemporaryDirectory() as name, Reader() as reader:
        path = Path(name) / "名单.xlsx"
        _write(path)
        steps: list[Callable[[], object]] = [
            lambda: _bare(path),
            lambda: check(load(path, SCHOOL), SCHOOL),
            lambda: read_cells(load(path, SCHOOL)),
            lambda: reader.run("export.reading.raw:sizes", path),
            lambda: reader.read(path),
        ]
        taken = [[_time(step) for step in steps] for _ in range(ROUNDS)]
    guard, whole, beside, across = (
        statistics.median(round[side] / round[0] for round in taken) for side in range(1, len(steps))
    )
    return [
        ("guard, unpacking included / fast reader alone", guard, 0.4),
        ("guard and cells in this process / fast reader alone", whole, 1.7),
        ("a function beside the file in the limited process / fast reader alone", beside, 1.8),
        ("all cells out of the limited process / fast reader alone", across, 2.2),
    ]


def _write(path: Path) -> None:
    chance = random.Random(1)
    makers: list[Callable[[], str | int | None]] = [
        lambda: f"99{chance.randrange(10**15):015d}X",
        lambda: f"张{chance.randrange(1000)}",
        lambda: chance.randrange(100),
        lambda: chance.choice("男女"),
        lambda: f"2017-0{chance.randrange(1, 9)}-1{chance.randrange(9)}",
        lambda: None,
        lambda: chance.choice(["汉族", "壮族", "二年级", "城镇"]),
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("学生")
        sheet.write_row(0, 0, [f"字段{col}" for col in range(FIELDS)])
        for row in range(1, PUPILS + 1):
            sheet.write_row(row, 0, [makers[col % len(makers)]() for col in range(FIELDS)])


def _bare(path: Path) -> object:
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _time(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start
