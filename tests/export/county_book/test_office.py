"""LibreOffice as a witness: it opens the county's workbook, and its own arithmetic gives the figures that we wrote."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.export.county_book.conftest import County
from tests.office import Office

pytestmark = pytest.mark.slow


def test_every_formula_gives_the_value_that_was_written(
    office: Office, county: County, written: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "county.xlsx"
    path.write_bytes(written)
    again = office.convert(path, "xlsx", tmp_path / "again", reckoned=True)
    theirs, ours = (load_workbook(BytesIO(data), data_only=True) for data in (again.read_bytes(), written))
    formulas = load_workbook(BytesIO(written))
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    worked = theirs[sheet.title][cell.coordinate].value
                    assert worked == pytest.approx(ours[sheet.title][cell.coordinate].value), (
                        sheet.title,
                        cell.coordinate,
                    )
                    compared += 1
    assert compared > 7 * 10
    assert theirs.sheetnames == ours.sheetnames


def test_it_can_be_printed(office: Office, written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "county.xlsx"
    path.write_bytes(written)
    assert office.convert(path, "pdf", tmp_path).read_bytes().startswith(b"%PDF")
