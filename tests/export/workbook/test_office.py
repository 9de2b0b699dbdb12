"""LibreOffice as a witness: the seal, the texts, the drop-downs and the notes hold when a clerk works there."""

import json
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from export.workbook.layout import YES_NO
from export.workbook.lists import drop_downs
from export.workbook.read import Receiver
from export.workbook.template import template
from export.workbook.write import write
from forms.kinds import Choice, Choices, Reference, YesNo
from forms.library import Library
from forms.table import Table
from tests.export.workbook.made import opened, package, sheet
from tests.export.workbook.small import CHILD, form, package_of, small
from tests.office import Office, environment

XLSX = "xlsx:Calc MS Excel 2007 XML"
WITH_UNO = "/usr/bin/python3"
CLERK = Path(__file__).parent / "clerk.py"
HARD = [
    "=1+1",
    "-5",
    "+86",
    "@x",
    "a\nb",
    "0012",
    "<r>a</r>",
    "<r><t>x</t></r>",
    "a&b<c>",
    "𠮷野家",
    "TRUE",
    "1E5",
    "12:30",
    "_x0041_",
]
ID_NUMBER, PHONE, CARD = "990123201801010015", "13800001111", "6222020000000000017"

pytestmark = pytest.mark.slow


def resaved(office: Office, book: Path, into: Path) -> bytes:
    """The book after LibreOffice opened it and saved it again."""
    into.mkdir()
    return office.convert(book, XLSX, into).read_bytes()


def test_the_seal_of_a_school_holds_when_libreoffice_saves_it_again(
    office: Office, library: Library, tmp_path: Path
) -> None:
    sent = package(library, 60)
    code = write(sent, tmp_path / "a.xlsx").code
    got = Receiver(library).receive(opened(resaved(office, tmp_path / "a.xlsx", tmp_path / "again")))
    assert (got.verdict.state, got.verdict.changes) == ("intact", ())
    assert got.verdict.code == code
    assert got.verdict.signer
    assert got.meta == sent.meta
    assert got.tables["student"].ids == sent.tables["student"].ids


def test_hard_texts_hold_when_libreoffice_saves_them_again(office: Office, tmp_path: Path) -> None:
    table = Table.of(
        form(CHILD), [{"name": "甲", "note": text} for text in HARD], [f"{i:032x}" for i in range(len(HARD))]
    )
    write(package_of(table), tmp_path / "a.xlsx")
    data = resaved(office, tmp_path / "a.xlsx", tmp_path / "again")
    got = Receiver(small()).receive(opened(data))
    assert got.tables["child"].columns["note"] == HARD
    assert got.verdict.state == "intact"
    page = sheet(load_workbook(BytesIO(data)), "儿童")
    assert {page.cell(row, 19).data_type for row in range(6, 6 + len(HARD))} == {"s"}


def work(office: Office, book: Path, saved: Path, typed: list[tuple[str, str, str]]) -> dict[str, Any]:
    """What a clerk sees who opens the book, types and saves it."""
    if (
        not Path(WITH_UNO).exists()
        or subprocess.run([WITH_UNO, "-c", "import uno"], check=False, capture_output=True).returncode
    ):
        pytest.skip("LibreOffice's Python bridge is not installed (Debian, Ubuntu: python3-uno)")
    skip = ["封面", "填表说明", "_lists", "_forms", "_seal"]
    order = {"command": office.command(), "book": str(book), "saved": str(saved), "typed": typed, "skip": skip}
    done = subprocess.run(
        [WITH_UNO, str(CLERK)], input=json.dumps(order), capture_output=True, text=True, timeout=300, check=False,
        env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_drop_downs_notes_and_formats_work_in_libreoffice(office: Office, library: Library, tmp_path: Path) -> None:
    write(package(library, 10), tmp_path / "a.xlsx")
    seen = work(office, tmp_path / "a.xlsx", tmp_path / "b.xlsx", [])
    lists = drop_downs(library.forms.values())
    for one in library.forms.values():
        said = seen[one.zh]
        assert "_id" in said["hidden"]
        for field in one.fields.values():
            if isinstance(field.kind, Reference):
                continue
            rule = said["rules"].get(field.name)
            if isinstance(field.kind, Choice | YesNo) and not isinstance(field.kind, Choices):
                name = YES_NO if isinstance(field.kind, YesNo) else field.kind.codes.name
                assert rule[0] == rule[1] == {"type": "LIST", "words": lists[name][1], "alert": "WARNING"}
            if field.hint:
                assert said["notes"][field.name].strip() == field.hint["zh"]
            if field.kind.name not in ("integer", "decimal", "money"):
                assert (field.name, said["formats"][field.name]) == (field.name, "@")


def test_what_a_clerk_types_into_a_blank_workbook_stays_what_it_is(
    office: Office, library: Library, tmp_path: Path
) -> None:
    template(["student", "staff"], library, tmp_path / "blank.xlsx")
    cells = places(tmp_path / "blank.xlsx", "学生")
    typed = {
        "name": "李雨桐", "sex": "女", "born_on": "2018-01-01", "id_number": ID_NUMBER, "phone": PHONE, "entered": "2024-09",
        "postcode": "012345", "note": "=1+1",
    }  # fmt: skip
    orders = [("学生", f"{cells[key]}6", text) for key, text in typed.items() if key in cells]
    work(office, tmp_path / "blank.xlsx", tmp_path / "filled.xlsx", orders)
    got = Receiver(library).receive(opened((tmp_path / "filled.xlsx").read_bytes()))
    pupil = got.tables["student"].record(0)
    assert got.tables["student"].wrong == {}
    assert (pupil["name"], pupil["sex"], pupil["born_on"]) == ("李雨桐", "2", "2018-01-01")
    assert (pupil["id_number"], pupil["phone"], pupil["postcode"], pupil["note"]) == (
        ID_NUMBER,
        PHONE,
        "012345",
        "=1+1",
    )
    again = sheet(load_workbook(tmp_path / "filled.xlsx"), "学生")
    assert all(again[f"{cells[key]}6"].data_type == "s" for key in typed if key in cells)


def test_digits_typed_over_a_sealed_number_stay_text_and_are_named(office: Office, tmp_path: Path) -> None:
    table = Table.of(form(CHILD), [{"name": "甲", "number": ID_NUMBER, "phone": PHONE}], ["a" * 32])
    write(package_of(table), tmp_path / "a.xlsx")
    cells = places(tmp_path / "a.xlsx", "儿童")
    orders = [
        ("儿童", f"{cells['card']}6", CARD),
        ("儿童", f"{cells['phone']}7", "013900002222"),
        ("儿童", f"{cells['visits']}7", "12"),
    ]
    work(office, tmp_path / "a.xlsx", tmp_path / "b.xlsx", orders)
    got = Receiver(small()).receive(opened((tmp_path / "b.xlsx").read_bytes()))
    assert got.tables["child"].columns["card"][0] == CARD
    assert got.tables["child"].columns["number"][0] == ID_NUMBER
    assert [(change.what, change.cell, change.row) for change in got.verdict.changes] == [
        ("cell", f"{cells['card']}6", 6), ("row_added", "", 7),
    ]  # fmt: skip
    page = sheet(load_workbook(tmp_path / "b.xlsx"), "儿童")
    assert page[f"{cells['phone']}7"].value == "013900002222"
    assert page[f"{cells['visits']}7"].value == 12


def places(book: Path, name: str) -> dict[str, str]:
    """Lasting name → letters of its column."""
    page = sheet(load_workbook(book), name)
    return {str(page.cell(3, col).value): get_column_letter(col) for col in range(1, page.max_column + 1)}
