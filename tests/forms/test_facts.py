"""What is counted in a school, and that every figure opens exactly the records that went into it."""

from collections.abc import Callable
from typing import cast

import pytest

from forms.facts import ALL, Facts, facts_of, family, figure, known_facts, rows_of
from forms.kinds import Value
from forms.kinds.numbers import Decimal
from forms.library import Library
from forms.periods import Period
from forms.practice.make import make_school
from forms.selections import WORKED_OUT
from forms.table import Table
from tests.forms.small_school import PERIOD, lasting_id, pupil, rows, tables

TERM = Period(PERIOD)
Records = dict[str, list[dict[str, Value]]]


def counted(library: Library, change: Callable[[Records], None] | None = None, **states: str) -> Facts:
    """The figures of the small school after a change."""
    records = rows()
    if change:
        change(records)
    return facts_of(tables(library, records), TERM, states)


def added(fact: str, found: list[tuple[str, int]], of: dict[str, Table]) -> int:
    """What a figure must be by the records that it opens."""
    base = known_facts()[fact.split(".")[0]]
    values = [of[form].columns[base.add or base.of][row] for form, row in found] if base.add or base.of else found
    return sum(cast("list[int]", values)) if base.add else (len(set(values)) if base.of else len(values))


@pytest.mark.parametrize("number", [1, 2, 9])
def test_every_figure_opens_the_records_that_it_was_made_of(library: Library, number: int) -> None:
    school = make_school(library, seed=4, number=number, pupils=300 if number != 2 else 30, period=TERM)
    facts = facts_of(school.tables, TERM, school.states)
    checked = 0
    for stage, figures in facts.items():
        for name, number_ in figures.items():
            if known_facts()[name.split(".")[0]].code or number_ is None:
                continue
            assert added(name, rows_of(name, stage, school.tables, TERM), school.tables) == number_, (stage, name)
            checked += 1
    assert checked > 100


@pytest.mark.parametrize("number", [1, 2, 9])
def test_parts_give_the_whole(library: Library, number: int) -> None:
    """Stages together are the school, and what is told by something gives the total."""
    school = make_school(library, seed=5, number=number, pupils=200, period=TERM)
    facts = facts_of(school.tables, TERM, school.states)
    for name, fact in known_facts().items():
        total = facts[ALL][name]
        if fact.by and total is not None and fact.name != "aid_pupils":
            assert sum(family(facts, ALL, name).values()) == total, name
        if fact.form in ("student", "class", "left_behind", "subsidy", "movement") and total is not None:
            stages = sum(figures.get(name) or 0 for stage, figures in facts.items() if stage != ALL)
            assert stages == total, name


def test_facts_speak_of_fields_that_the_forms_have(library: Library) -> None:
    for fact in known_facts().values():
        form = library.forms[fact.form]
        named = {*fact.where, *fact.known, *fact.by, *filter(None, (fact.add, fact.of, fact.code))}
        assert {name for name in named if not name.startswith(WORKED_OUT)} <= set(form.fields), fact.name
        if fact.add:
            kind = form.fields[fact.add].kind
            assert fact.places == (kind.places if isinstance(kind, Decimal) else 0), fact.name


def test_the_small_school(library: Library) -> None:
    facts = counted(library)
    assert facts[ALL]["pupils"] == 3
    assert facts["primary"]["pupils_by_grade.13"] == 2
    assert facts[ALL]["boarders"] == 1
    assert facts[ALL]["migrants"] == 1
    assert facts[ALL]["moved_in.1"] == 1
    assert facts[ALL]["disabled"] == facts[ALL]["inclusive"] == facts[ALL]["special_pupils"] == 1
    assert (facts[ALL]["class_sizes.13.2"], facts[ALL]["class_sizes.11.1"]) == (1, 1)
    assert facts[ALL]["multigrade_classes"] == 1
    assert facts[ALL]["teachers_by_learning.21"] == facts[ALL]["teachers_by_backbone.2"] == 1
    assert facts[ALL]["area_by_kind.111"] == 5400
    assert facts[ALL]["multimedia_by_kind.111"] == 1
    assert facts[ALL]["ledger_value"] == 1728000, "what was disposed of does not count"
    assert facts[ALL]["aid_due.boarder_living"] == facts[ALL]["aid_paid.boarder_living"] == 62500
    assert (facts[ALL]["type"], facts[ALL]["urban_rural"], facts[ALL]["counts_as_school"]) == (211, 220, 1)
    assert facts[ALL]["central_code"] == 2199000002
    assert facts[ALL]["run_by"] is None


def test_left_behind_by_each_definition(library: Library) -> None:
    facts = counted(library)
    assert facts[ALL]["left_behind_declared.2"] == facts[ALL]["left_behind_roll.2"] == 1
    assert facts[ALL]["left_behind_civil.1"] == facts[ALL]["left_behind_counted.1"] == 1

    def four_months(records: Records) -> None:
        records["left_behind"][0] |= {"father_away_since": "2026-05", "mother_away_since": "2026-05"}

    recent = counted(library, four_months)
    assert recent[ALL]["left_behind_civil.1"] == 1
    assert recent[ALL]["left_behind_counted"] == 0, "not yet half a year on 1 September"

    def nobody_knows(records: Records) -> None:
        records["left_behind"][0] |= {"father_away_since": None, "mother_away_since": None}

    unknown = counted(library, nobody_knows)
    assert unknown[ALL]["left_behind_roll.?"] == unknown[ALL]["left_behind_counted.?"] == 1
    assert unknown[ALL]["left_behind_declared.2"] == 1


def test_only_pupils_who_are_there_count(library: Library) -> None:
    def leaves(records: Records) -> None:
        records["movement"].append({"student": lasting_id("student", 0), "kind": "41", "effective_on": "2026-10-10"})

    facts = counted(library, leaves)
    assert (facts[ALL]["pupils"], facts[ALL]["pupils_counted"]) == (2, 3)
    assert facts[ALL]["boarders"] == 0
    assert facts[ALL]["class_sizes.13.1"] == 1
    assert facts[ALL]["left_behind_roll"] == 0
    assert facts[ALL]["left_behind_counted.1"] == 1, "that is a matter of 1 September"
    assert (facts[ALL]["moves.12"], facts[ALL]["moves.41"]) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "there", "visiting"),
    [
        ({}, 1, 0),
        ({"state": "7", "left_on": "2026-08-31"}, 0, 0),
        ({"left_on": "2026-10-01"}, 0, 0),
        ({"state": "6", "rotation": "1", "rotation_side": "1"}, 1, 0),
        ({"full_time": False, "rotation": "3", "rotation_side": "2"}, 0, 1),
        ({"status": "8", "rotation_side": "2"}, 0, 1),
    ],
)
def test_who_teaches_here(library: Library, changes: dict[str, Value], there: int, visiting: int) -> None:
    facts = counted(library, lambda records: records["staff"][0].update(changes))
    assert facts[ALL]["teachers"] == there
    assert figure(facts, ALL, "visiting_by_subject.13") == visiting


@pytest.mark.parametrize(
    ("changes", "rotated"),
    [
        ({"rotation": "1", "rotation_side": "1", "rotation_from": "2026-09-01"}, 1),
        ({"rotation": "3", "rotation_side": "1", "rotation_from": "2025-09-01", "rotation_to": "2026-09-01"}, 1),
        ({"rotation": "1", "rotation_side": "1", "rotation_from": "2025-09-01", "rotation_to": "2026-08-31"}, 0),
        ({"rotation": "4", "rotation_side": "1", "rotation_from": "2026-09-01"}, 0),
        ({"rotation": "0"}, 0),
    ],
)
def test_who_was_rotated_this_year(library: Library, changes: dict[str, Value], rotated: int) -> None:
    facts = counted(library, lambda records: records["staff"][0].update(changes))
    assert (facts[ALL]["rotated"], facts[ALL]["rotated_backbone"]) == (rotated, rotated)


@pytest.mark.parametrize(
    ("stages", "key"),
    [
        (("primary",), "primary"),
        (("preschool", "primary"), "primary"),
        (("preschool",), "preschool"),
        (("junior", "primary"), "primary+junior"),
        (None, "primary"),
    ],
)
def test_a_teacher_belongs_to_what_she_teaches(library: Library, stages: tuple[str, ...] | None, key: str) -> None:
    facts = counted(library, lambda records: records["staff"][0].update(stages=stages))
    assert facts[key]["teachers"] == 1
    assert sum(each.get("teachers") or 0 for stage, each in facts.items() if stage != ALL) == 1


@pytest.mark.parametrize(
    ("changes", "area"),
    [({}, 5400), ({"use": "2"}, 5400), ({"use": "5"}, 0), ({"tenure": "2"}, 5400), ({"tenure": "3"}, 0)],
)
def test_rooms_that_stand(library: Library, changes: dict[str, Value], area: int) -> None:
    facts = counted(library, lambda records: records["premises"][0].update(changes))
    assert figure(facts, ALL, "area_by_kind.111") == area


def test_art_rooms_by_the_size_of_each(library: Library) -> None:
    def change(records: Records) -> None:
        records["premises"] += [
            {"name": "音乐教室", "building": "楼", "kind": "124", "use": "1", "count": 2, "area": 19_350}
        ]

    assert counted(library, change)[ALL]["art_rooms.124.96"] == 2


def test_blank_is_neither_no_nor_nothing(library: Library) -> None:
    """An empty register is unknown until somebody says that there is nothing; a column that nobody filled is, too."""
    empty = counted(library, lambda records: records["premises"].clear())
    assert figure(empty, ALL, "area_by_kind.111") is None
    confirmed = counted(library, lambda records: records["premises"].clear(), premises="nil")
    assert figure(confirmed, ALL, "area_by_kind.111") == 0
    assert counted(library, lambda records: records["premises"].clear(), premises="empty")[ALL]["area_by_kind"] is None

    no_sets = counted(library, lambda records: records["premises"][0].update(multimedia=None))
    assert figure(no_sets, ALL, "multimedia_by_kind.111") is None
    assert figure(no_sets, ALL, "area_by_kind.111") == 5400
    none = counted(library, lambda records: records["premises"][0].update(multimedia=0))
    assert figure(none, ALL, "multimedia_by_kind.111") == 0

    unschooled = counted(library, lambda records: records["staff"][0].update(education=None))
    assert figure(unschooled, ALL, "teachers_by_learning.21") is None
    assert figure(unschooled, ALL, "teachers") == 1
    nobody = counted(library, lambda records: records["school"][0].update(sports_ground=None))
    assert nobody[ALL]["sports_ground"] is None


def test_a_school_without_a_roll_knows_no_class_sizes(library: Library) -> None:
    facts = counted(library, lambda records: records["student"].clear())
    assert facts[ALL]["pupils"] is None
    assert facts[ALL]["classes"] == 2
    assert facts[ALL]["class_sizes"] is None


def test_a_workbook_of_an_older_year_lacks_a_column_and_a_sheet(library: Library) -> None:
    school = tables(library, rows())
    del school["student"].columns["migrant_from"]
    del school["visit"], school["equipment"]
    facts = facts_of(school, TERM)
    assert facts[ALL]["moved_in"] == 0
    assert facts[ALL]["ledger_value"] is None
    assert facts[ALL]["pupils"] == 3


def test_one_pupil_aided_twice_is_one_pupil(library: Library) -> None:
    def change(records: Records) -> None:
        first = records["subsidy"][0]
        records["subsidy"] += [{**first, "item": "meals", "amount": 100, "paid": None}, {**first, "amount": 50}]

    facts = counted(library, change)
    assert (facts[ALL]["aid_pupils"], facts[ALL]["aid_pupils.boarder_living"]) == (1, 1)
    assert facts[ALL]["aid_due"] == 62650
    assert facts[ALL]["aid_paid"] == 125000


def test_pupils_of_the_official_age(library: Library) -> None:
    def change(records: Records) -> None:
        records["student"] += [
            pupil("早", "2021-09-02", "101", grade="11"),
            pupil("迟", "2014-08-31", "103", grade="16"),
        ]

    facts = counted(library, change)
    assert facts[ALL]["of_age"] == 3, "four and twelve years old at 1 September"
