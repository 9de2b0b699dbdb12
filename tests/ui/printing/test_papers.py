"""What stands on paper, and above all what does not."""

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication

from export.jobs.desk import Desk
from export.jobs.listing import about_pupils, awards, items, pupils, text_of, total
from forms.masking import masked
from ui.printing import Pages, Paper
from ui.printing.choice import CHOICES, Choice, Wish
from ui.printing.form_sheet import FormSheet, SheetBody
from ui.printing.list_body import ListBody, Ruled

PUBLIC = {"序号", "姓名", "班级", "资助项目", "金额（元）"}


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    """Fonts are known only to a running application."""


def words(paper: Paper) -> str:
    """Everything that a paper says."""
    sheets = [box.text for sheet in paper.sheets for line in sheet.lines for box in line]
    lists = [cell for ruled in paper.lists for row in (ruled.captions, *ruled.rows) for cell in row]
    more = [text for ruled in paper.lists for text in (ruled.title, ruled.under, ruled.words, *ruled.tail)]
    return "\n".join([paper.body, *sheets, *lists, *more])


def paper(desk: Desk, key: str, wish: Wish | None = None) -> Paper:
    return next(choice for choice in CHOICES if choice.key == key).make(desk, wish or Wish())


def secrets(desk: Desk) -> set[str]:
    """Every number of a person in the ledger."""
    found: set[str] = set()
    for table in desk.tables.values():
        for name, field in table.form.fields.items():
            if field.private:
                found |= {str(value) for value in table.columns[name] if value and len(str(value)) > 7}
    return found


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.key)
def test_no_paper_shows_a_whole_number_unasked(clean: Desk, choice: Choice) -> None:
    said = words(choice.make(clean, Wish()))
    allowed = {str(clean.tables["school"].columns[name][0]) for name in ("code", "phone", "contact_phone")}
    assert not [number for number in secrets(clean) - allowed if number in said]


def test_a_whole_number_is_printed_where_it_is_asked_for(clean: Desk) -> None:
    number = next(number for number in clean.tables["student"].columns["id_number"] if number)
    assert str(number) in words(paper(clean, "pupil", Wish(full=True)))


def test_a_notice_says_no_more_than_it_may(clean: Desk) -> None:
    made = paper(clean, "notice")
    assert set(made.lists[0].captions) == PUBLIC
    said = words(made)
    students = clean.tables["student"]
    for row in awards(clean):
        pupil = students.row_of(str(clean.tables["subsidy"].columns["student"][row]))
        assert pupil is not None
        for name in ("id_number", "phone", "student_code"):
            number = masked(students.form.fields[name], students.text(pupil, name))
            assert not number or number not in said
        assert text_of(clean, "student", pupil, "address_now") not in said
    lists = clean.tables["aid_recognition"].form.lists
    reasons = {option.zh for name, codes in lists.items() if name != "subsidy_item" for option in codes.options}
    assert not [reason for reason in reasons if len(reason) > 3 and reason in said]


def test_a_roll_begins_each_class_on_a_page(clean: Desk) -> None:
    made = paper(clean, "roll")
    assert len(made.lists) == len({ruled.title for ruled in made.lists})
    assert sum(len(ruled.rows) for ruled in made.lists) == len(pupils(clean)) == made.count
    one = made.lists[0].title.split(" ", maxsplit=1)[0]
    assert len(paper(clean, "roll", Wish(group=one)).lists) == 1


def test_those_who_left_are_on_no_roll(clean: Desk) -> None:
    assert len(pupils(clean)) == clean.summary().pupils


def test_a_pupils_form_fits_one_page_in_the_order_of_the_screen(clean: Desk) -> None:
    made = paper(clean, "pupil")
    assert Pages(made).count == len(pupils(clean))
    captions = [box.text.rstrip("*") for line in made.sheets[0].lines for box in line if box.look == "caption"]
    assert captions == [field.caption for field in clean.library.forms["student"].fields.values()]
    assert Pages(paper(clean, "blank")).count == 1


def test_a_card_tells_of_the_child(clean: Desk) -> None:
    made = paper(clean, "card")
    row = about_pupils(clean, "left_behind")[0]
    assert text_of(clean, "left_behind", row, "student") in words(made)
    assert len(made.sheets) == Pages(made).count


def test_payments_are_summed_for_each_item(clean: Desk) -> None:
    made = paper(clean, "sign")
    for ruled in made.lists:
        assert ruled.rows[-1][1] == "合计"
    assert sum(len(ruled.rows) - 1 for ruled in made.lists) == len(awards(clean))
    sums = [total(clean, awards(clean, item=code), "amount") for code, _ in items(clean)]
    assert [ruled.rows[-1][3] for ruled in made.lists] == sums


def test_a_cover_waits_for_its_stamp(clean: Desk) -> None:
    made = paper(clean, "cover")
    assert not made.is_stamped
    assert "不得上报" in made.mark


def test_no_row_is_lost_between_pages() -> None:
    for count in range(80):
        ruled = Ruled(
            "名册", "", ("序号",), (1,), tuple((str(at),) for at in range(count)), signs=("校长",), tail=("a",)
        )
        pages = ListBody([ruled], QSizeF(600, 500))._pages
        assert [at for page in pages for at in range(page.first, page.end)] == list(range(count))


def test_a_sheet_too_long_goes_on_on_the_next_page() -> None:
    sheet = FormSheet("表", "", tuple(() for _ in range(100)))
    assert SheetBody([sheet, sheet], QSizeF(600, 900)).count == 6


def test_a_pdf_has_its_pages(clean: Desk) -> None:
    data = Pages(paper(clean, "staff"), "页脚").pdf()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == Pages(paper(clean, "staff")).count
