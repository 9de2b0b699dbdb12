"""What a workbook of a school with 1,000 pupils costs: writing and sealing it, and holding it against its seal.

Baselines of the same run: XlsxWriter writing the same values into the same sheets without any dress, and python-calamine
merely reading the file. Sides take turns; the CPU's time is counted, because nothing here waits for anything.
"""

import statistics
import time
from collections.abc import Callable
from io import BytesIO

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from export.reading.cells import read_cells
from export.reading.raw import Book
from export.seal import prove
from export.workbook.layout import ID_KEY
from export.workbook.locate import Bodies
from export.workbook.package import Package
from export.workbook.read import Receiver
from export.workbook.verdict import content_of, says_of, seal_from
from export.workbook.write import made
from forms.library import Library
from forms.periods import Period
from forms.practice import make_schools

PUPILS, ROUNDS = 1000, 9
PERIOD = Period("2026-1")

Ratio = tuple[str, float, float]
Job = Callable[[], object]


def ratios() -> list[Ratio]:
    """Name, ratio to the baseline, limit."""
    library = Library.built_in()
    school = next(iter(make_schools(library, schools=1, pupils=PUPILS, seed=1, period=PERIOD)))
    package = Package(
        school.code, school.name, PERIOD, 1, library.forms, school.tables, made="2026-09-20T10:32", signer=bytes(32)
    )
    data = made(package)[0]
    book, receiver = read_cells(data), Receiver(library)
    return [
        (
            f"write and seal {PUPILS} pupils / XlsxWriter writing the same cells",
            _ratio(lambda: made(package), lambda: _plain(book)),
            1.0,
        ),
        (
            "hold against the seal and read into tables / python-calamine reading",
            _ratio(lambda: receiver.receive(book), lambda: _read(data)),
            0.75,
        ),
        (
            "seal what stands in the sheets / python-calamine reading",
            _ratio(lambda: _prove(book), lambda: _read(data)),
            0.75,
        ),
    ]


def _ratio(ours: Job, theirs: Job) -> float:
    return statistics.median(_time(ours) / _time(theirs) for _ in range(ROUNDS))


def _time(job: Job) -> float:
    start = time.process_time()
    kept = job()
    taken = time.process_time() - start
    del kept
    return taken


def _plain(book: Book) -> None:
    with Workbook(BytesIO(), {"in_memory": True}) as plain:
        for sheet in book.sheets:
            page = plain.add_worksheet(sheet.name)
            for row, cells in enumerate(sheet.rows):
                for col, cell in enumerate(cells):
                    if isinstance(cell, str):
                        page.write_string(row, col, cell)
                    elif cell is not None:
                        page.write_number(row, col, cell)


def _read(data: bytes) -> list[object]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _prove(book: Book) -> object:
    seal = seal_from(says_of(book)["seal"])
    assert seal is not None
    content = content_of(book, seal, Bodies())
    return prove(content, dict.fromkeys((grid.sheet for grid in content.grids), ID_KEY), bytes(32))
