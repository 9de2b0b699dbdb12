"""Whole jobs on a school of 1000 pupils: an export beside bare XlsxWriter, a check beside bare python-calamine."""

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

import xlsxwriter
from python_calamine import CalamineWorkbook

from db.store import Store
from export.jobs import practice
from export.jobs.check import check_file
from export.jobs.holdings import tables_of
from export.jobs.send import send
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library
from forms.periods import Period
from forms.table import Table

PUPILS, ROUNDS = 1000, 15
PERIOD = Period(practice.PERIOD)


def ratios() -> list[tuple[str, float, float]]:
    """(what, ratio, limit); sides take turns, and their quietest rounds are compared: two processes wait for each other."""
    library = Library.built_in()
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        session = Session(library, reader)
        made = practice.make(practice.Order(Path(folder) / "school", 1, PUPILS, 1), session)[0]
        with Store.open(made.store, library) as store:
            out = Path(folder) / "out.xlsx"
            cells = _cells(tables_of(store, PERIOD, library))
            sent = _ratio(lambda: send(store, out, PERIOD, session), lambda: _plain(cells))
            checked = _ratio(lambda: check_file(made.workbook, session), lambda: _read(made.workbook))
    return [
        (f"export of {PUPILS} pupils, checked and proved / XlsxWriter writing the same cells", sent, 1.5),
        ("check of that workbook / python-calamine reading it", checked, 2.0),
    ]


def _ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for job, kept in zip((ours, theirs), times, strict=True):
            began = perf_counter()
            job()
            kept.append(perf_counter() - began)
    return min(times[0]) / min(times[1])


def _cells(tables: dict[str, Table]) -> list[list[list[str | float | None]]]:
    """What stands in the data sheets, row by row."""
    sheets: list[list[list[str | float | None]]] = []
    for table in tables.values():
        fields = table.form.fields
        columns = [list(map(fields[name].kind.cell, values)) for name, values in table.columns.items()]
        sheets.append([list(row) for row in zip(*columns, table.ids, strict=True)])
    return sheets


def _plain(sheets: list[list[list[str | float | None]]]) -> None:
    with xlsxwriter.Workbook(BytesIO(), {"in_memory": True}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif cell is not None:
                        sheet.write_number(number, column, cell)


def _read(path: Path) -> None:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
