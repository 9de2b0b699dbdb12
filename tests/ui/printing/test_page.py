"""打印表册: the preview is the default, what is printed is what was seen, whole numbers are recorded."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from ui.page import Place
from ui.school.printing import PrintPage
from ui.theme import Theme


@pytest.fixture
def page(clean: Desk, theme: Theme, qtbot: QtBot) -> PrintPage:
    made = PrintPage(clean, theme)
    qtbot.addWidget(made)
    made.resize(1182, 700)
    made.show()
    made.refresh()
    return made


def test_the_first_paper_is_shown_at_once(page: PrintPage) -> None:
    assert page.press.pages is not None
    assert page.press.pages.count > 1
    assert page.press.preview.sheets.height() > page.press.pages.count * 100
    assert "练习" in page.press.pages.paper.mark
    assert page.facts()


def test_other_pages_lead_to_their_paper(page: PrintPage) -> None:
    page.show_place(Place("print", "subsidy"))
    assert page.chosen.key == "sign"
    assert page.items.isVisible()
    page.show_place(Place("print", about="cover"))
    assert page.chosen.key == "cover"
    assert not page.full.isVisible()


def test_a_class_is_chosen(page: PrintPage) -> None:
    assert page.press.pages is not None
    before = page.press.pages.paper.count
    name = page.press.pages.paper.lists[0].title.split(" ", maxsplit=1)[0]
    page.classes._choose(name)
    assert 0 < page.press.pages.paper.count < before


def test_a_pdf_is_saved_and_whole_numbers_are_recorded(
    page: PrintPage, clean: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page.press.ask_file = lambda _proposed: str(tmp_path / "roll.pdf")
    qtbot.mouseClick(page.press.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.press.save_button.isEnabled, timeout=20_000)
    assert (tmp_path / "roll.pdf").read_bytes().startswith(b"%PDF")
    assert not any("完整号码" in step.name for step in clean.steps(5))
    page.full.setChecked(True)
    page.press.save_pdf()
    qtbot.waitUntil(page.press.save_button.isEnabled, timeout=20_000)
    assert any("完整号码" in step.name for step in clean.steps(5))


def test_ctrl_p_prints_what_is_seen(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    def ask(pages: object) -> QPrinter:
        assert pages is page.press.pages
        return printer

    page.press.ask_printer = ask
    page.show_place(Place("print", about="staff"))
    page.commands()["print"]()
    qtbot.waitUntil(page.press.message.isVisible, timeout=20_000)
    assert (tmp_path / "printed.pdf").exists()


def test_a_long_paper_says_how_far_it_is_and_can_be_stopped(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.press.ask_file = lambda _proposed: str(tmp_path / "forms.pdf")
    page.show_place(Place("print", about="pupil"))
    page.press.save_pdf()
    assert page.press.busy.isVisible()
    qtbot.waitUntil(lambda: page.press.busy.bar.value() > 0, timeout=20_000)
    page.press.busy.cancel.click()
    qtbot.waitUntil(page.press.save_button.isEnabled, timeout=20_000)
    assert not page.press.busy.isVisible()
    assert not (tmp_path / "forms.pdf").exists()
    assert not page.press.message.isVisible()


def test_keys_choose_a_paper(page: PrintPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.papers["staff"], Qt.Key.Key_Return)
    assert page.chosen.key == "staff"
