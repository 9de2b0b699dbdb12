"""A return slip is read by people and by the school's program, and nobody can change it on the way."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from export.reading.cells import read_cells
from export.slip import Slip
from export.slip.paper import slip_bytes, slip_file_name
from export.slip.sealed import HIDDEN, is_slip, opened
from forms.library import Library
from forms.problems import Refusal
from tests.export.slip.made import KEY, PHONE, slip
from tests.export.workbook.made import edited, package, put, sheet, written


def data(library: Library, made: Slip | None = None) -> bytes:
    return slip_bytes(made or slip(), library.forms, KEY)


def test_what_was_written_is_read_again(library: Library) -> None:
    book = read_cells(data(library))
    assert is_slip(book)
    assert opened(book, "退回单.xlsx").slip == slip()


def test_people_can_read_it(library: Library) -> None:
    book = load_workbook(BytesIO(data(library)))
    page = book["退回单"]
    words = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    for said in (
        "石坪小学（2199000001）",
        "2026-12-20",
        "石坪县教育局　周敏 0596-7654321",
        "练习数据",
        "还没有收到上报",
    ):
        assert said in words
    [line] = [row for row in page.iter_rows(values_only=True) if row[3] == "林雨桐"]
    assert line[:7] == ("1", "学生", "AB6", "林雨桐", "联系电话", PHONE.sentence, PHONE.todo)
    assert book[HIDDEN].sheet_state == "veryHidden"


def test_the_same_slip_gives_the_same_bytes(library: Library) -> None:
    assert data(library) == data(library)


def test_the_file_is_called_after_school_and_period() -> None:
    assert slip_file_name(slip()) == "退回单_2199000001_石坪小学_2026秋_第1号.xlsx"


@pytest.mark.parametrize("code", ["/../../x/y", "12/34", "..\\..\\x", "C:x", "\n12"])
def test_the_code_of_a_school_leads_to_no_other_folder(code: str) -> None:
    name = slip_file_name(slip(school=code, school_name="../" + code))
    assert name.removesuffix(".xlsx").replace("_", "").isalnum()
    assert name.startswith("退回单_")


def test_a_slip_saved_again_by_another_program_still_holds(library: Library) -> None:
    again = edited(data(library), lambda book: put(sheet(book, "退回单"), 9, 8, "已改"))
    assert opened(read_cells(again), "a").slip == slip()


def _other_text(book: Workbook) -> None:
    page = sheet(book, HIDDEN)
    put(page, 1, 2, str(page.cell(1, 2).value).replace("请登记转出", "请不要登记"))


def _no_signature(book: Workbook) -> None:
    put(sheet(book, HIDDEN), 3, 2, "||")


def _rubbish(book: Workbook) -> None:
    put(sheet(book, HIDDEN), 1, 1, "slap")


@pytest.mark.parametrize(
    ("change", "code"), [(_other_text, "slip_changed"), (_no_signature, "slip_changed"), (_rubbish, "slip_broken")]
)
def test_one_that_was_changed_is_refused(library: Library, change: Any, code: str) -> None:  # noqa: ANN401
    with pytest.raises(Refusal) as refused:
        opened(read_cells(edited(data(library), change)), "退回单.xlsx")
    assert refused.value.code == code
    assert "退回单.xlsx" in library.catalogue.refusal(refused.value)


def test_another_file_is_no_slip(library: Library, tmp_path: Path) -> None:
    book = read_cells(written(package(library))[0])
    assert not is_slip(book)
    with pytest.raises(Refusal, match="slip_none"):
        opened(book, "学校.xlsx")


@pytest.mark.parametrize("broken", [{"items": 3}, {"items": [{"kind": "hm"}]}, {"number": "eins"}, {"items": [7]}])
def test_strange_data_are_refused_calmly(library: Library, broken: dict[str, Any]) -> None:
    class Strange(Slip):
        def as_dict(self) -> dict[str, object]:
            return super().as_dict() | broken

    strange = Strange(**{name: getattr(slip(), name) for name in Slip.__dataclass_fields__})
    with pytest.raises(Refusal, match="slip_broken"):
        opened(read_cells(data(library, strange)), "a.xlsx")


def test_very_long_slips_fit(library: Library) -> None:
    long = replace(slip(), items=tuple(replace(PHONE, id=f"{n}", sentence="很长的一句话。" * 60) for n in range(400)))
    assert opened(read_cells(data(library, long)), "a").slip == long
