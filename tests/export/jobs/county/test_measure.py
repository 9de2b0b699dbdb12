"""The county's figures are of the parts that count, the same that the board and explanations show."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from db.county.store import CountyStore
from export.jobs.county.holdings import Holdings
from export.jobs.county.measure import roster_of
from export.jobs.county.merge import Merging
from export.jobs.session import Session
from export.reading.worker import Reader
from export.workbook.write import made
from forms.facts import Facts
from forms.library import Library
from tests.export.delivery.ways import package, school

PERIOD = "2026-1"


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    with Reader() as reader:
        yield Session(library, reader)


@pytest.fixture
def county(library: Library, tmp_path: Path) -> Iterator[CountyStore]:
    with CountyStore.create(tmp_path / "a.county", library, "990123", "县", practice=True) as county:
        county.set_period(PERIOD)
        yield county


def sent(to: Path, library: Library, revision: int, *without: str) -> Path:
    """A school's workbook, where wanted without some of its sheets."""
    data, _ = made(package(school(library, 3, 12), library, practice=True, revision=revision))
    if without:
        book, stream = openpyxl.load_workbook(BytesIO(data)), BytesIO()
        for title in {*without} & {*book.sheetnames}:
            del book[title]
        book.save(stream)
        data = stream.getvalue()
    to.write_bytes(data)
    return to


def facts(county: CountyStore, library: Library) -> Facts:
    [one] = roster_of(county, library).schools
    assert one.facts is not None
    return one.facts


def take(county: CountyStore, session: Session, file: Path) -> int:
    """Take in a file that somebody has touched, as the school says on the phone that it is its own."""
    merged = Merging(county, session).run([file])
    for held in county.held(PERIOD):
        county.choose(held.id)
    return merged.count("held")


@pytest.mark.parametrize("without", ["学生", "教职工"])
def test_a_revision_that_lacks_a_sheet_leaves_the_figures_of_the_sheet_that_still_counts(
    without: str, county: CountyStore, session: Session, tmp_path: Path
) -> None:
    library = session.library
    Merging(county, session).run([sent(tmp_path / "1.xlsx", library, 1)])
    whole = facts(county, library)
    assert whole["all"]["pupils"]
    assert whole["all"]["teachers"] is not None
    assert take(county, session, sent(tmp_path / "2.xlsx", library, 2, without)) == 1
    assert {part.revision for part in county.current(PERIOD).values()} == {1, 2}
    assert facts(county, library) == whole


def test_a_revision_without_any_sheet_takes_no_figure_away(
    county: CountyStore, session: Session, tmp_path: Path
) -> None:
    library = session.library
    Merging(county, session).run([sent(tmp_path / "1.xlsx", library, 1)])
    whole = facts(county, library)
    bare = sent(tmp_path / "2.xlsx", library, 2, *(form.zh for form in library.forms.values()))
    assert take(county, session, bare) == 1
    assert {part.revision for part in county.current(PERIOD).values()} == {1}
    assert facts(county, library) == whole


def test_a_holding_says_how_far_each_form_is_in_the_delivery_it_is_from(
    county: CountyStore, session: Session, tmp_path: Path
) -> None:
    Merging(county, session).run([sent(tmp_path / "1.xlsx", session.library, 1)])
    [(school_code, _), *_] = county.current(PERIOD)
    holding = Holdings(county, session.library).of(school_code)
    assert holding.states["student"] == "filled"
    assert {*holding.states} == {*holding.tables}
