"""Unfinished rows of the entry grid: they outlive the program, and none is entered twice."""

from export.jobs.desk import Desk
from export.jobs.drafts import DraftRow, Drafts, fresh_id
from export.jobs.session import Session

FIRST = DraftRow(fresh_id(), {"name": "林一", "born_on": "2019/2/30"}, ("nation",))
SECOND = DraftRow(fresh_id(), {"name": "林二"})


def again(desk: Desk, session: Session) -> Desk:
    """The same store, opened anew."""
    desk.close()
    return Desk.open(desk.path, session, user=desk.user)


def test_rows_are_there_after_the_program_has_gone(desk: Desk, session: Session) -> None:
    Drafts(desk, "student").keep({0: FIRST, 3: SECOND})
    with again(desk, session) as opened:
        assert Drafts(opened, "student").load() == {0: FIRST, 3: SECOND}
        assert Drafts(opened, "class").load() == {}


def test_a_row_is_forgotten_and_others_take_its_place(desk: Desk) -> None:
    drafts = Drafts(desk, "student")
    drafts.keep({0: FIRST, 1: SECOND})
    drafts.keep({0: None})
    assert drafts.waiting() == 1
    drafts.replace({0: SECOND, 1: FIRST})
    assert drafts.load() == {0: SECOND, 1: FIRST}
    drafts.replace({})
    assert drafts.load() == {}


def test_a_row_that_is_in_the_ledger_is_not_offered_again(desk: Desk, session: Session) -> None:
    drafts = Drafts(desk, "student")
    drafts.keep({0: FIRST, 1: SECOND})
    assert desk.apply_cells("student", [(FIRST.id, FIRST.texts)], "批量录入") == [FIRST.id]
    with again(desk, session) as opened:  # the power went before the row was taken off the grid
        assert opened.tables["student"].text(3, "born_on") == "2019/2/30"
        assert Drafts(opened, "student").load() == {1: SECOND}
        assert Drafts(opened, "student").waiting() == 1


def test_rows_of_a_term_wait_in_their_term(desk: Desk) -> None:
    autumn, pupils = Drafts(desk, "subsidy"), Drafts(desk, "student")
    autumn.keep({0: FIRST})
    pupils.keep({0: SECOND})
    desk.set_period("2026-2")
    assert (autumn.is_current, pupils.is_current) == (False, True)
    autumn.keep({1: SECOND})
    assert Drafts(desk, "subsidy").load() == {}
    assert Drafts(desk, "student").load() == {0: SECOND}
