"""Every planted fault causes the problem that it is planted for, and no other."""

import pytest

from forms.checks import Context, check
from forms.library import Library
from forms.periods import Period
from forms.practice import Planted, PracticeSchool, make_school, plant
from forms.practice.faults import FAULTS
from forms.problems import Wrong

AUTUMN = Period("2026-1")
SCHOOLS = [
    (1, 450), (2, 12), (2, 5), (3, 160), (4, 700), (5, 58), (8, 30), (9, 800), (17, 1300), (25, 61), (49, 30), (20, 95),
]  # fmt: skip


def found(library: Library, school: PracticeSchool) -> set[Planted]:
    context = Context(
        period=school.period, standards=library.standards, tables=school.tables, region=school.region,
        states=school.states,
    )  # fmt: skip
    return {Planted(one.form, one.record, one.row, one.field or "", one.code) for one in check(school.tables, context)}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("number", "pupils"), SCHOOLS)
def test_the_problems_are_those_that_were_planted(library: Library, number: int, pupils: int, seed: int) -> None:
    school = make_school(library, seed=seed, number=number, pupils=pupils, period=AUTUMN)
    planted = plant(school, seed)
    assert len(set(planted)) == len(planted)
    assert found(library, school) == set(planted)


@pytest.mark.parametrize("code", ["2026", "2026-2", "2026-09", "2025-12", "2021-1"])
def test_in_any_period(library: Library, code: str) -> None:
    school = make_school(library, seed=4, number=1, pupils=380, period=Period(code))
    planted = plant(school, 9)
    assert found(library, school) == set(planted)


def test_a_normal_school_gets_very_many_kinds(library: Library) -> None:
    school = make_school(library, seed=2, number=1, pupils=420, period=AUTUMN)
    planted = plant(school, 2)
    assert len({one.code for one in planted}) >= 100
    assert {one.form for one in planted} == set(library.forms)


def test_a_very_small_school_gets_as_many_as_fit(library: Library) -> None:
    school = make_school(library, seed=2, number=2, pupils=5, period=AUTUMN)
    planted = plant(school, 2)
    assert len(planted) >= 12
    about = [one.record for one in planted]
    assert len(set(about)) == len(about)


def test_the_same_seed_plants_the_same(library: Library) -> None:
    schools = [make_school(library, seed=5, number=3, pupils=90, period=AUTUMN) for _ in range(2)]
    first, again = (plant(school, 6) for school in schools)
    assert first == again
    assert schools[0].tables == schools[1].tables
    other = make_school(library, seed=5, number=3, pupils=90, period=AUTUMN)
    assert plant(other, 7) != first


def test_what_cannot_be_read_stands_as_it_was_written(library: Library) -> None:
    school = make_school(library, seed=5, number=1, pupils=300, period=AUTUMN)
    unread = [one for one in plant(school, 5) if one.code.startswith("kind.")]
    assert len({one.code for one in unread}) >= 20
    for one in unread:
        table = school.tables[one.form]
        written, field = table.raw[one.row, one.field], table.form.fields[one.field]
        wrong = field.kind.parse(written)
        assert isinstance(wrong, Wrong)
        assert wrong == table.wrong[one.row, one.field]
        assert table.columns[one.field][one.row] is None


def test_every_kind_of_fault_fits_somewhere(library: Library) -> None:
    """The school's own record takes one fault at a time, so many seeds are needed for all of its kinds."""
    planted: set[tuple[str, str, str]] = set()
    for number, pupils, seeds in ((1, 900, 6), (5, 40, 40)):
        for seed in range(seeds):
            school = make_school(library, seed=seed, number=number, pupils=pupils, period=AUTUMN)
            planted |= {(one.form, one.field, one.code) for one in plant(school, seed)}
    assert {(fault.form, fault.field, fault.code) for fault in FAULTS} - planted == set()


def test_every_planted_problem_has_a_sentence(library: Library) -> None:
    school = make_school(library, seed=2, number=1, pupils=420, period=AUTUMN)
    plant(school, 2)
    context = Context(
        period=AUTUMN, standards=library.standards, tables=school.tables, region=school.region, states=school.states
    )
    for problem in check(school.tables, context):
        for lang in ("zh", "en"):
            assert "{" not in library.catalogue.sentence(problem, lang)
