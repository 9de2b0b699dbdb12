"""What a school answers to a return slip travels in its workbook: for people to read, for the county to close items."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from export.delivery import Delivery
from export.jobs.county.collect import Collecting, Order
from export.workbook.package import Answer, Package
from export.workbook.read import Receiver
from forms.library import Library
from tests.export.workbook.made import edited, opened, package, put, sheet, written

SLIP = "5" * 32


@pytest.fixture
def answered(library: Library) -> Package:
    sent = package(library)
    pupil = sent.tables["student"].ids[0]
    known = Answer(
        SLIP, "pair|1", "answered", "父母离异，确在本校就读", "王秀兰", "student", pupil, "name", "疑似同一人"
    )
    return replace(sent, answers=[known, Answer(SLIP, "p|2", "fixed")])


@pytest.fixture
def delivered(tmp_path: Path) -> Callable[..., Delivery]:
    """A workbook's bytes as the county gets them; a key that it does not know makes it read cell by cell."""

    def deliver(data: bytes, *, deep: bool = False) -> Delivery:
        path = tmp_path / "sent.xlsx"
        path.write_bytes(data)
        keys = {"2199000123": "00" * 32} if deep else {}
        with Collecting([path], Order(readers=1, keys=keys)) as collecting:
            [collected] = collecting
        return collected.deliveries[0]

    return deliver


def test_answers_stand_in_the_sheet_of_reasons_and_in_the_hidden_one(library: Library, answered: Package) -> None:
    data, seal = written(answered)
    page = next(each for each in opened(data).sheets if each.name == "说明")
    [line] = [row for row in page.rows if any("父母离异" in str(cell) for cell in row)]
    name = answered.tables["student"].columns["name"][0]
    assert line[:6] == ["学生", name, "姓名", "退回单：疑似同一人", "父母离异，确在本校就读", "王秀兰"]
    received = Receiver(library).receive(opened(data))
    assert (received.verdict.state, received.verdict.code) == ("intact", seal.code)
    assert len(received.reasons) == 1, "an answer is no reason for a reminder of our own"


def test_the_county_gets_them_by_the_copy_and_by_the_cells(
    answered: Package, delivered: Callable[..., Delivery]
) -> None:
    data, _ = written(answered)
    quick, deep = delivered(data), delivered(data, deep=True)
    assert (quick.quick, deep.quick) == (True, False)
    assert quick.digest == deep.digest
    assert quick.answers == deep.answers
    assert quick.answers[0] == {
        "slip": SLIP, "item": "pair|1", "state": "answered", "text": "父母离异，确在本校就读", "who": "王秀兰",
    }  # fmt: skip


def test_a_workbook_without_answers_is_what_it_always_was(library: Library, delivered: Callable[..., Delivery]) -> None:
    sent = package(library)
    assert written(sent)[0] == written(replace(sent, answers=[]))[0]
    assert delivered(written(sent)[0]).answers == []


def test_somebody_who_changes_an_answer_breaks_the_seal(answered: Package, delivered: Callable[..., Delivery]) -> None:
    def change(book: Workbook) -> None:
        page = sheet(book, "_seal")
        [row] = [n for n in range(1, page.max_row + 1) if page.cell(n, 1).value == "answers"]
        put(page, row, 2, str(page.cell(row, 2).value).replace("确在本校", "不在本校"))

    told = delivered(edited(written(answered)[0], change))
    assert told.seal == "changed"
    assert any("answers" in str(problem) for problem in told.problems)
