"""LibreOffice as a witness: the seal, the texts, the drop-downs and the notes hold when a clerk works there."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from export.workbook.layout import YES_NO
from export.workbook.lists import drop_downs
from export.workbook.package import Package
from export.workbook.read import Receiver
from export.workbook.template import template
from export.workbook.write import write
from forms.kinds import Choice, Choices, Reference, YesNo
from forms.library import Library
from forms.table import Table
from tests.export.workbook.made import opened, package, sheet
from tests.export.workbook.small import CHILD, form, package_of, small
from tests.office import Office

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


@dataclass(frozen=True)
class Visit:
    """What came of a whole school's workbook that LibreOffice opened, showed to a clerk and saved again."""

    sent: Package
    code: str
    seen: dict[str, Any]
    saved: bytes


@pytest.fixture(scope="module")
def visit(office: Office, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """One for all who look, for so many sheets take LibreOffice a while. Nobody looks where nobody can talk to it."""
    folder, sent, seen = tmp_path_factory.mktemp("visit"), package(library, 60), {}
    book, again = folder / "a.xlsx", folder / "b.xlsx"
    code = write(sent, book).code
    if office.has_bridge:
        seen = office.work(book, again, looked=[one.zh for one in library.forms.values()])
    else:
        again = office.convert(book, "xlsx", folder / "again")
    return Visit(sent, code, seen, again.read_bytes())


def test_the_seal_of_a_school_holds_when_libreoffice_saves_it_again(visit: Visit, library: Library) -> None:
    got = Receiver(library).receive(opened(visit.saved))
    assert (got.verdict.state, got.verdict.changes) == ("intact", ())
    assert got.verdict.code == visit.code
    assert got.verdict.signer
    assert got.meta == visit.sent.meta
    assert got.tables["student"].ids == visit.sent.tables["student"].ids


def test_hard_texts_hold_when_libreoffice_saves_them_again(office: Office, tmp_path: Path) -> None:
    table = Table.of(
        form(CHILD), [{"name": "甲", "note": text} for text in HARD], [f"{i:032x}" for i in range(len(HARD))]
    )
    write(package_of(table), tmp_path / "a.xlsx")
    data = office.convert(tmp_path / "a.xlsx", "xlsx", tmp_path / "again").read_bytes()
    got = Receiver(small()).receive(opened(data))
    assert got.tables["child"].columns["note"] == HARD
    assert got.verdict.state == "intact"
    page = sheet(load_workbook(BytesIO(data)), "儿童")
    assert {page.cell(row, 19).data_type for row in range(6, 6 + len(HARD))} == {"s"}


def test_drop_downs_notes_and_formats_work_in_libreoffice(office: Office, visit: Visit, library: Library) -> None:
    office.ask_for_bridge()
    lists = drop_downs(library.forms.values())
    for one in library.forms.values():
        said = visit.seen[one.zh]
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
    office.work(tmp_path / "blank.xlsx", tmp_path / "filled.xlsx", typed=orders)
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
    office.work(tmp_path / "a.xlsx", tmp_path / "b.xlsx", typed=orders)
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
