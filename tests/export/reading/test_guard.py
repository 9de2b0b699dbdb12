"""Every hostile file gets the right verdict with little memory, in this process and in the limited one."""

import tracemalloc
from pathlib import Path

import pytest

from export.reading.cells import read_cells
from export.reading.fast import read_sheets
from export.reading.guard import check, load
from export.reading.limits import COUNTY, SCHOOL, Limits
from export.reading.markup import Marks
from export.reading.raw import Kind, column
from export.reading.worker import Reader
from forms.problems import Refusal
from tests.faults.hostile import CASES, Case, cell, opendocument, repeated_text, workbook

ENOUGH = 50 << 20
"""Bytes that judging any of these files may take at its highest."""


def verdict(data: bytes, limits: Limits = SCHOOL) -> str:
    try:
        read_cells(data, limits=limits)
    except Refusal as refusal:
        return refusal.code
    return ""


def told(reader: Reader, data: bytes) -> str:
    """The code of the refusal that a reading process sends, or "" for a book."""
    try:
        reader.read(data)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_hostile_file_is_refused_with_its_reason_and_little_memory(case: Case) -> None:
    data = case.make()
    tracemalloc.start()
    try:
        assert verdict(data) == case.verdict
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < ENOUGH


def test_the_limited_process_gives_the_same_verdicts_and_survives_them(reader: Reader) -> None:
    verdicts = {name: told(reader, case.make()) for name, case in CASES.items()}
    assert verdicts == {name: case.verdict for name, case in CASES.items()}


def test_text_that_grows_in_memory_ends_the_limited_process_only(reader: Reader) -> None:
    with pytest.raises(Refusal) as refusal:
        reader.read(repeated_text(20_000, 30_000), name="长文.xlsx")
    assert refusal.value.code in {"reader_failed", "reader_out_of_memory"}
    assert reader.read(workbook()).sheets[0].rows[1] == ["张三", 9.0]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (workbook(), "xlsx"),
        (opendocument("<table:table-row/>"), "ods"),
        (b"<html><table><tr><td>1", "html"),
        (b"\xef\xbb\xbf \r\n<TABLE><tr><td>1", "html"),
        ("<!DOCTYPE html><table><tr><td>一".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml"),
        (b"a,b\n1,2\n", "csv"),
        ("姓名\t性别\n".encode("gb18030"), "csv"),
        (b"MZ,XM\n1,2\n", "csv"),
    ],
)
def test_a_file_is_known_by_its_content(data: bytes, kind: Kind) -> None:
    assert check(data, SCHOOL).kind == kind


def test_a_county_may_read_further() -> None:
    far = workbook(cell("A1") + cell("C30001"))
    assert verdict(far) == "cell_too_far"
    assert verdict(far, COUNTY) == ""
    assert len(read_cells(far, limits=COUNTY).sheets[0].rows) == 30_001


def test_a_narrow_limit_holds_too() -> None:
    narrow = Limits(rows=5, columns=10)
    assert verdict(workbook(cell("J5")), narrow) == ""
    assert verdict(workbook(cell("K5")), narrow) == "cell_too_far"
    assert verdict(workbook(cell("A6")), narrow) == "cell_too_far"


def test_the_largest_school_passes() -> None:
    cells = "".join(
        f'<c r="{column(col)}9999" t="inlineStr"><is><t>990101201703257235</t></is></c>' for col in range(90)
    )
    check(workbook(f'<row r="9999">{cells}</row>' * 5000), SCHOOL)


def test_the_last_gate_holds_without_the_guard() -> None:
    with pytest.raises(Refusal, match="cell_too_far"):
        read_sheets(workbook(cell("A1") + cell("A30000")), [Marks()], SCHOOL, merges=False, odd_breaks=False)


def test_a_workbook_with_other_sheets_than_were_looked_over_is_damaged() -> None:
    with pytest.raises(Refusal, match="book_damaged"):
        read_sheets(workbook(), [], SCHOOL, merges=False, odd_breaks=False)


def test_the_refusal_names_the_far_cell() -> None:
    with pytest.raises(Refusal) as refusal:
        read_cells(workbook(cell("A1") + cell("BI200001")))
    assert refusal.value.params == {"sheet": "名单", "address": "BI200001", "rows": 20_000, "columns": 702}


def test_too_many_cells_are_refused_although_none_is_far() -> None:
    sparse = workbook(cell("A1") + cell("ZZ9999"))
    assert verdict(sparse) == "too_many_cells"


def test_a_file_that_is_not_there_or_not_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="file_not_found"):
        load(tmp_path / "没有.xlsx", SCHOOL)
    with pytest.raises(Refusal, match="file_not_readable"):
        load(tmp_path, SCHOOL)


def test_a_large_file_is_not_even_loaded(tmp_path: Path) -> None:
    large = tmp_path / "大.csv"
    with large.open("wb") as file:
        file.truncate(SCHOOL.file_bytes * 10)
    assert len(load(large, SCHOOL)) == SCHOOL.file_bytes + 1
