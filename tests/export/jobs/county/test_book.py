"""What a merge puts out is as good an input as the files that went in: a merge of merges is a merge of all."""

from pathlib import Path

import pytest

from db.county.store import CountyStore
from export.jobs.county.board import board
from export.jobs.county.book import write_book
from export.jobs.county.merge import Merging
from export.jobs.session import Session
from export.reading.worker import Reader
from export.workbook.package import Answer
from export.workbook.write import made
from forms.library import Library
from forms.likeness import compare
from tests.export.delivery.ways import package, school

PERIOD = "2026-1"
ANSWER = Answer("5" * 32, "ask|x", "answered", "确在本校就读", "王秀兰")


def sent(folder: Path, library: Library, revision: int, *answers: Answer) -> Path:
    """One school's workbook."""
    path = folder / f"{revision}.xlsx"
    filled = package(school(library, 3, 12), library, practice=True, revision=revision, answers=answers)
    path.write_bytes(made(filled)[0])
    return path


@pytest.mark.parametrize("answered_in", [1, 2])
def test_answers_go_along_also_those_of_a_revision_that_no_longer_counts(
    answered_in: int, library: Library, tmp_path: Path
) -> None:
    with (
        Reader() as reader,
        CountyStore.create(tmp_path / "a.county", library, "990123", practice=True) as county,
        CountyStore.create(tmp_path / "b.county", library, "990100", practice=True) as city,
    ):
        session = Session(library, reader)
        files = [sent(tmp_path, library, number, *[ANSWER][: number == answered_in]) for number in (1, 2)]
        Merging(county, session).run(files)
        county.set_period(PERIOD)
        compared = compare(county.pupils(PERIOD), county.moves(PERIOD))
        write_book(county, library, board(county, library), compared, tmp_path / "out.xlsx")
        Merging(city, session).run([tmp_path / "out.xlsx"])
        assert city.answers(PERIOD) == county.answers(PERIOD) != []
        assert {part.revision for part in city.current(PERIOD).values()} == {2}
        assert len(city.deliveries()) == (2 if answered_in == 1 else 1), "what neither counts nor answers stays behind"


def test_both_sides_of_a_conflict_go_along_until_the_county_has_chosen(library: Library, tmp_path: Path) -> None:
    with (
        Reader() as reader,
        CountyStore.create(tmp_path / "a.county", library, "990123", practice=True) as county,
        CountyStore.create(tmp_path / "b.county", library, "990100", practice=True) as city,
    ):
        session = Session(library, reader)
        for pupils in (12, 11):
            filled = package(school(library, 3, pupils), library, practice=True, revision=2)
            (tmp_path / f"{pupils}.xlsx").write_bytes(made(filled)[0])
        Merging(county, session).run([sent(tmp_path, library, 1), tmp_path / "12.xlsx", tmp_path / "11.xlsx"])
        county.set_period(PERIOD)

        def carried_on() -> None:
            compared = compare(county.pupils(PERIOD), county.moves(PERIOD))
            write_book(county, library, board(county, library), compared, tmp_path / "out.xlsx")
            for batch in [batch for batch in city.batches() if batch.state == "done"]:
                city.undo(batch.id)
            Merging(city, session).run([tmp_path / "out.xlsx"])

        carried_on()
        assert len(city.deliveries()) == 2
        assert city.conflicts(PERIOD) == county.conflicts(PERIOD) != []
        told = [
            [fault for fault in store.problems(PERIOD) if fault.code == "county.conflict"] for store in (county, city)
        ]
        assert [len(faults) for faults in told] == [1, 1]
        county.choose(told[0][0].delivery)
        carried_on()
        assert city.conflicts(PERIOD) == []
        assert {part.digest for part in city.current(PERIOD).values()} == {
            part.digest for part in county.current(PERIOD).values()
        }
