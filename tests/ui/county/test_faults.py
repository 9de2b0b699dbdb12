"""The problems of all schools by keys: filtered by school, by words, by weight; each with file, sheet and cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from export.jobs.county.bureau import Bureau
from export.workbook.write import made
from tests.export.delivery.ways import OTHER_KEY, package, school
from tests.ui.county.conftest import ALTERED, SILENT, type_in
from ui.county.faults import FaultsPage
from ui.page import Place
from ui.task import finish
from ui.theme import Theme

Key = Qt.Key


def shown(bureau: Bureau, theme: Theme, qtbot: QtBot) -> FaultsPage:
    """The page once it has read the problems."""
    page = FaultsPage(bureau, theme)
    page.resize(1182, 690)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.found.version == bureau.version, timeout=30_000)
    return page


@pytest.fixture
def page(bureau: Bureau, theme: Theme, qtbot: QtBot) -> Iterator[FaultsPage]:
    page = shown(bureau, theme, qtbot)
    yield page
    finish(page)


def keys(page: FaultsPage) -> list[str]:
    return [line.key for line in page.list.sheet.lines if not line.heading]


def look_for(page: FaultsPage, words: str, qtbot: QtBot) -> None:
    """Type into the search field and go on to the list."""
    page.find_text()
    page.search.clear()
    type_in(page.search, words)
    with qtbot.waitSignal(page._pause.timeout):
        pass


def test_every_problem_stands_under_its_school(page: FaultsPage, bureau: Bureau) -> None:
    faults = bureau.problems()
    assert len(keys(page)) == len(faults) > 1
    headings = [line.key for line in page.list.sheet.lines if line.heading]
    assert headings == [f"school:{code}" for code in sorted({fault.school for fault in faults})]
    assert page.facts()[0].startswith(str(len(faults)))


def test_the_card_goes_down_to_the_cell(page: FaultsPage, bureau: Bureau, qtbot: QtBot) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_Down)
    fault = page._by_key[page.list.key]
    card = {key: label.text() for key, label in page.card.lines.items()}
    assert page.card.sentence.text() == fault.message
    assert (card["file"], card["sheet"], card["cell"]) == (f"{fault.school}.xlsx", fault.sheet, fault.cell)
    assert fault.school in card["school"]
    known = bureau.register()[fault.school]
    assert card["contact"] == f"{known.contact} {known.phone}".strip()


def test_enter_copies_the_place(page: FaultsPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    with qtbot.waitSignal(page.told):
        qtbot.keyClick(page.list, Key.Key_Return)
    fault = page._by_key[page.list.key]
    assert QGuiApplication.clipboard().text() == f"{fault.school}.xlsx › {fault.sheet} › {fault.cell}"


def test_search_narrows_by_school_and_by_words(page: FaultsPage, bureau: Bureau, qtbot: QtBot) -> None:
    look_for(page, "火星族", qtbot)
    wanted = [fault for fault in bureau.problems() if "火星族" in fault.message]
    assert len(keys(page)) == len(wanted) == 2
    look_for(page, SILENT, qtbot)
    assert keys(page) == []
    qtbot.keyClick(page.search, Key.Key_Escape)
    with qtbot.waitSignal(page._pause.timeout):
        pass
    assert len(keys(page)) == len(bureau.problems())


def test_weights_and_forms_filter(page: FaultsPage, bureau: Bureau, qtbot: QtBot) -> None:
    for level in ("error", "reminder", "explained"):
        button = page.level._buttons[level]
        button.setFocus()
        qtbot.keyClick(button, Key.Key_Return)
        kinds = {(one.level, bool(one.reason)) for one in page._by_key.values()}
        allowed = {
            "error": {("error", False), ("error", True)},
            "reminder": {("reminder", False)},
            "explained": {("reminder", True)},
        }
        assert kinds <= allowed[level]
        assert f"{len(keys(page))}" in button.text()
    page.level._buttons[""].click()
    page.form._choose("student")
    assert {fault.form for fault in page._by_key.values()} == {"student"}


def test_a_place_shows_one_school(page: FaultsPage, bureau: Bureau) -> None:
    page.show_place(Place("faults", record=ALTERED))
    assert {fault.school for fault in page._by_key.values()} == {ALTERED}
    assert len(keys(page)) == len(bureau.problems(ALTERED))


def test_next_problem_passes_over_what_is_explained(page: FaultsPage) -> None:
    page.list.go(keys(page)[0])
    seen = [page.list.key]
    while page.next_problem():
        seen.append(page.list.key)
    assert seen == keys(page)
    assert page.next_problem(back=True)


def test_the_return_slip_is_one_key_away(page: FaultsPage, qtbot: QtBot) -> None:
    page.card.slip.setFocus()
    with qtbot.waitSignal(page.went) as went:
        qtbot.keyClick(page.card.slip, Key.Key_Space)
    assert went.args == [Place("slips", record=page._by_key[page.list.key].school)]


def test_a_county_without_problems_says_so(bureau: Bureau, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    empty = Bureau.create(tmp_path / "empty.county", bureau.session, "990123", "青岚县", "2026-1", practice=True)
    page = shown(empty, theme, qtbot)
    assert page.list.sheet.lines == []
    assert not page.card.copy.isEnabled()
    assert not page.next_problem()
    finish(page)
    empty.close()


def test_a_new_signature_is_accepted_with_one_key(bureau: Bureau, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    """A school with a new PC counts from 1 again; until somebody has called it, its former files count."""
    library, code = bureau.library, "2199000002"
    returned = package(school(library, 2, 6), library, practice=True, signer=OTHER_KEY)
    assert returned.school_code == code
    (tmp_path / "new.xlsx").write_bytes(made(returned)[0])
    before = {part.digest for part in bureau.store.current("2026-1", code).values()}
    bureau.merged(bureau.merging().run([tmp_path / "new.xlsx"]))
    page = shown(bureau, theme, qtbot)
    [key] = [key for key, fault in page._by_key.items() if fault.code == "county.new_key"]
    page.list.go(next(other for other in keys(page) if other != key))
    assert not page.card.accept.isVisible()
    page.list.go(key)
    assert page.card.accept.isVisible()
    page.card.accept.setFocus()
    with qtbot.waitSignal(page.told):
        qtbot.keyClick(page.card.accept, Key.Key_Space)
    qtbot.waitUntil(lambda: page.found.version == bureau.version, timeout=30_000)
    assert "county.new_key" not in {fault.code for fault in page._by_key.values()}
    counts = {part.digest for part in bureau.store.current("2026-1", code).values()}
    assert len(counts) == 1
    assert not counts & before
    finish(page)


def test_of_two_contents_under_one_number_the_other_is_taken_with_one_key(
    bureau: Bureau, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    library, code = bureau.library, "2199000002"
    for pupils in (5, 6):
        sent = package(school(library, 2, pupils), library, practice=True, revision=7)
        (tmp_path / f"{pupils}.xlsx").write_bytes(made(sent)[0])
    bureau.merged(bureau.merging().run([tmp_path / "5.xlsx", tmp_path / "6.xlsx"]))
    for one in bureau.store.waiting_keys(code):
        bureau.accept_key(code, one.key)
    before = {part.digest for part in bureau.store.current("2026-1", code).values()}
    page = shown(bureau, theme, qtbot)
    [key] = [key for key, fault in page._by_key.items() if fault.code == "county.conflict"]
    page.list.go(key)
    assert ".xlsx" in page.card.lines["file"].text()
    page.card.take.setFocus()
    with qtbot.waitSignal(page.told):
        qtbot.keyClick(page.card.take, Key.Key_Space)
    qtbot.waitUntil(lambda: page.found.version == bureau.version, timeout=30_000)
    assert "county.conflict" not in {fault.code for fault in page._by_key.values()}
    assert not before & {part.digest for part in bureau.store.current("2026-1", code).values()}
    finish(page)


def test_of_several_new_signatures_the_one_that_was_read_out_is_accepted(
    bureau: Bureau, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    """Each has a line of its own with its six digits, and the card says in which file it came, and when."""
    library, code = bureau.library, "2199000002"
    for number, signer in enumerate((OTHER_KEY, b"7" * 32)):
        sent = package(school(library, 2, 5 + number), library, practice=True, signer=signer)
        (tmp_path / f"new{number}.xlsx").write_bytes(made(sent)[0])
    bureau.merged(bureau.merging().run([tmp_path / "new0.xlsx", tmp_path / "new1.xlsx"]))
    waiting = bureau.store.waiting_keys(code)
    page = shown(bureau, theme, qtbot)
    lines = {fault.record: key for key, fault in page._by_key.items() if fault.code == "county.new_key"}
    assert {*lines} == {one.key for one in waiting}
    for one in waiting:
        page.list.go(lines[one.key])
        assert one.digits in page.card.sentence.text()
        assert page.card.lines["file"].text() == f"{one.file}　{one.at}"
    with qtbot.waitSignal(page.told):
        page.card.accept.click()
    assert bureau.store.keys()[code] == waiting[-1].key
    qtbot.waitUntil(lambda: page.found.version == bureau.version, timeout=30_000)
    left = [fault.record for fault in page._by_key.values() if fault.code == "county.new_key"]
    assert left == [waiting[0].key]
    finish(page)
