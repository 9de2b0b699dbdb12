"""The problems that are kept up to date are those that a full check finds, after any sequence of changes."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.cells import typed
from export.jobs.check import context_of
from export.jobs.rows import Moved, append, drop, follow, put
from export.jobs.standing import Standing
from forms.checks import CHECKS, check
from forms.checks.reach import FURTHER, RECORD
from forms.kinds import Choice
from forms.library import Library
from forms.problems import Problem
from forms.table import Table
from tests.forms.small_school import PERIOD, lasting_id, rows, tables

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
