"""The problems that are kept up to date are those that a full check finds, after any sequence of changes."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.cells import typed
from export.findings import context_of
from export.jobs.rows import Moved, append, drop, follow, put
from export.jobs.standing import Standing
from forms.checks import CHECKS, check
from forms.checks.reach import FURTHER, RECORD
from forms.kinds import Choice
from forms.library import Library
from forms.problems import Problem
from forms.standards import Standard, Standards
from forms.table import Table
from tests.forms.small_school import PERIOD, id_number, lasting_id, rows, tables

GARBAGE = ("", "乱写", "2018-03-12", "2026-10-01", "3", "1", "990101201803120024", "一年级")


class Clerk:
    """Somebody who types anything anywhere, and the problems that stand beside it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.tables = tables(library, rows())
        self.standing = Standing(self.tables, library, PERIOD, "zh")

    def found(self) -> list[Problem]:
        return [item.problem for item in self.standing.items()]

    def expected(self) -> list[Problem]:
        return check(self.tables, context_of(self.tables, self.library, PERIOD, {}))

    def types(self, form: str, row: int, name: str, text: str) -> None:
        table = self.tables[form]
        row %= len(table)
        put(table, row, {name: typed(table.form.fields[name].kind, text)})
        self.standing.moved(form, Moved({table.ids[row]}, {name}))

    def adds(self, form: str, like: int) -> None:
        table = self.tables[form]
        id_ = uuid4().hex
        texts = {name: table.text(like % len(table), name) for name in table.form.fields}
        append(table, id_, {name: typed(table.form.fields[name].kind, text) for name, text in texts.items()})
        self.standing.moved(form, Moved({id_}, set(texts), is_other_set=True))

    def removes(self, form: str, row: int) -> None:
        table = self.tables[form]
        id_ = table.ids[row % len(table)]
        drop(table, row % len(table))
        self.standing.moved(form, Moved({id_}, is_other_set=True))


@pytest.fixture
def clerk(library: Library) -> Clerk:
    return Clerk(library)


def texts(table: Table, name: str) -> Iterator[str]:
    """What somebody might type into a field: what others have there, what a list offers, anything."""
    field = table.form.fields[name]
    yield from (table.text(row, name) for row in range(len(table)))
    yield from GARBAGE
    if isinstance(field.kind, Choice):
        yield from (option.zh for option in field.kind.codes.options[:12])
    if name in table.form.references:
        yield from (lasting_id(table.form.references[name].to, row) for row in range(4))


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_problems_kept_up_to_date_are_those_of_a_full_check(library: Library, data: st.DataObject) -> None:
    clerk = Clerk(library)
    assert clerk.found() == clerk.expected()
    for _ in range(data.draw(st.integers(1, 12), "steps")):
        form = data.draw(st.sampled_from([name for name, table in clerk.tables.items() if table]), "form")
        table, row = clerk.tables[form], data.draw(st.integers(0, 9), "row")
        what = data.draw(st.sampled_from(["type"] * 6 + ["add", "remove"]), "what")
        if what == "type":
            name = data.draw(st.sampled_from([*table.form.fields]), "field")
            clerk.types(form, row, name, data.draw(st.sampled_from([*texts(table, name)]), "text"))
        elif what == "add":
            clerk.adds(form, row)
        else:
            clerk.removes(form, row)
        if data.draw(st.booleans(), "looks"):
            assert clerk.found() == clerk.expected()
    assert clerk.found() == clerk.expected()


def test_every_field_of_the_pupil_reaches_the_forms_that_look_at_it(clerk: Clerk) -> None:
    assert clerk.found() == []
    for name in clerk.tables["student"].form.fields:
        clerk.types("student", 0, name, "")
        assert clerk.found() == clerk.expected(), name


Typed = tuple[str, int, str, str]
"""Form, row, field, text."""

FAR: dict[str, tuple[list[Typed], Typed, str]] = {
    "the name of the other one with the same number": (
        [("student", 2, "id_number", id_number("2018-03-12", "002"))], ("student", 0, "name", "别名"), "unique"),
    "the pupil's name in a repeated movement": (
        [("movement", 1, "student", lasting_id("student", 2))], ("student", 2, "name", "别名"), "unique"),
    "the pupil's name in a sentence about him": (
        [("student", 0, "boards", "走读")], ("student", 0, "name", "别名"), "subsidy.boarder_item"),
    "a pupil's board": ([], ("student", 0, "boards", "走读"), "subsidy.boarder_item"),
    "a pupil's grade and its standard": ([], ("student", 0, "grade", "七年级"), "standard"),
    "a movement of a pupil with a subsidy": (
        [("movement", 0, "kind", "转出"), ("movement", 0, "effective_on", "2026-03-02")],
        ("movement", 0, "student", lasting_id("student", 0)), "on_roll"),
    "when a pupil entered": ([], ("student", 0, "entered_on", "2027-05"), "on_roll"),
    "what a pupil's entry says of the parents": ([], ("student", 0, "left_behind", "非留守"), "left_behind_agrees"),
    "a father's number that becomes the child's": (
        [("left_behind", 0, "father_id", id_number("2018-09-09", "031"))],
        ("student", 0, "id_number", id_number("2018-09-09", "031")), "compared_differs"),
    "a movement before the entry": ([], ("student", 2, "entered_on", "2026-10"), "compared_not_before"),
    "the sum of a ledger": ([], ("equipment", 0, "amount", "99999"), "declared_sum"),
    "what counts in the ledger": ([], ("equipment", 2, "use_for", "生产经营"), "declared_sum"),
    "the class of a grade": ([], ("class", 0, "grade", "四年级"), "in_class"),
    "whom a register entry is about": (
        [], ("left_behind", 0, "student", lasting_id("student", 1)), "student.left_behind_not_registered"),
    "a number of a class covered twice": ([("class", 1, "class_no", "2班"), ("class", 0, "grade", "一年级")],
        ("class", 1, "class_no", "1班"), "covered_twice"),
}  # fmt: skip
"""What stands already, what is typed, and the problem elsewhere that must appear or read otherwise."""


@pytest.mark.parametrize("case", FAR)
def test_what_is_typed_here_reaches_the_problem_there(clerk: Clerk, case: str) -> None:
    before, typed_now, code = FAR[case]
    clerk.adds("movement", 0)
    for one in before:
        clerk.types(*one)
    known = [problem for problem in clerk.found() if problem.code == code]
    clerk.types(*typed_now)
    found = clerk.found()
    assert found == clerk.expected()
    assert [problem for problem in found if problem.code == code] != known


def test_a_local_standard_follows_from_the_schools_division(library: Library) -> None:
    local = Standard(
        "boarder_living", "寄宿生生活补助", "某县", region="9902", amount=70000, per="term", stage="primary"
    )
    every = [one for many in library.standards.items.values() for one in many]
    clerk = Clerk(replace(library, standards=Standards([*every, local])))
    assert clerk.found() == []
    clerk.types("school", 0, "division", "990201")
    assert [problem.code for problem in clerk.found()] == ["standard"]
    assert clerk.found() == clerk.expected()


def test_a_removed_pupil_is_missed_by_the_records_about_it(clerk: Clerk) -> None:
    clerk.removes("student", 0)
    assert {problem.form for problem in clerk.found() if problem.code == "refers"} >= {
        "left_behind",
        "subsidy",
        "visit",
    }


def test_nothing_to_report_is_a_matter_of_the_whole_form(clerk: Clerk) -> None:
    clerk.removes("visit", 0)
    assert [problem.code for problem in clerk.found() if problem.form == "visit"] == ["form.not_filled"]
    clerk.standing.restate({"visit": "nil"})
    assert [problem.code for problem in clerk.found() if problem.form == "visit"] == []


def test_a_change_that_is_read_from_the_store_says_what_became_different(library: Library) -> None:
    old, new = Clerk(library).tables["student"], Clerk(library).tables["student"]
    put(new, 1, {"phone": typed(new.form.fields["phone"].kind, "12")})
    drop(new, 0)
    moved = follow(old, new)
    assert old == new
    assert moved.is_other_set
    assert moved.fields == {"phone"}
    assert moved.records == {lasting_id("student", 0), lasting_id("student", 1)}
    assert old.row_of(lasting_id("student", 1)) == 0


def test_of_every_check_it_is_said_how_far_it_looks() -> None:
    assert RECORD | FURTHER.keys() == CHECKS.keys()
    assert RECORD.isdisjoint(FURTHER)
