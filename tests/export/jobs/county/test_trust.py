"""Who says what a school sent: its own key, and nobody's word in the place of it, through the doors of merge and plan."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from db.county.backing import Unwritable
from db.county.fixed import DELIVERY
from db.county.store import CountyStore
from export.compact import part_name
from export.compact.copy import NAME, inflated
from export.compact.frame import framed, head_of, unframed
from export.delivery import Delivery
from export.delivery.crates import PER_CRATE, crates
from export.delivery.digest import digest_of, said_digest
from export.jobs.county.board import set_aside
from export.jobs.county.lines import FileLine
from export.jobs.county.merge import Merging
from export.jobs.county.plan import Planning
from export.jobs.county.slips import Slips
from export.jobs.session import Session
from export.reading.append import appended
from export.reading.worker import Reader
from export.seal.sign import sign
from export.workbook.package import Meta
from export.workbook.write import made
from forms.library import Library
from forms.problems import Refusal
from tests.export.delivery.test_crates import merged as carried
from tests.export.delivery.ways import OTHER_KEY, package, read, school, without_copy
from tests.export.workbook.made import edited

TERM = "2026-1"
Save = Callable[[str, bytes], Path]
SENT: dict[tuple[object, ...], bytes] = {}


@pytest.fixture(scope="module")
def session(library: Library) -> Iterator[Session]:
    with Reader() as reader:
        yield Session(library, reader)


@pytest.fixture
def county(library: Library, tmp_path: Path) -> Iterator[CountyStore]:
    with CountyStore.create(tmp_path / "a.county", library, "990123", practice=True) as store:
        store.set_period(TERM)
        yield store


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def saved(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return saved


def sent(library: Library, pupils: int = 6, **more: object) -> bytes:
    """What school 3 sends; other pupils make another return. Many tests ask for the same, which is made once."""
    asked = (pupils, *sorted(more.items()))
    if asked not in SENT:
        SENT[asked] = made(package(school(library, 3, pupils), library, practice=True, **more))[0]
    return SENT[asked]


def merge(county: CountyStore, session: Session, *files: Path) -> list[FileLine]:
    return Merging(county, session).run(files).files


def crate(folder: Path, *deliveries: Delivery) -> Path:
    """What somebody has put out who merged these."""
    folder.mkdir()
    return carried(folder, list(deliveries))


def stripped(data: bytes) -> bytes:
    """The same workbook without its seal."""

    def strip(book: Any) -> None:  # noqa: ANN401 -- openpyxl
        for row in book["_seal"].iter_rows():
            if row[0].value == "seal":
                for cell in row:
                    cell.value = None

    return edited(data, strip)


def test_what_somebody_merged_is_not_the_schools_word(
    county: CountyStore, session: Session, library: Library, save: Save, tmp_path: Path
) -> None:
    """A forged crate says that all is intact, and names the check code that the school will read out."""
    genuine = save("genuine.xlsx", sent(library))
    [line] = merge(county, session, genuine)
    forged = read(sent(library, 5, revision=9, signer=OTHER_KEY))
    forged = replace(forged, key="", proof="", seal="intact", check_code=line.check_code, problems=[])
    crated = crate(tmp_path / "forged", forged)
    with closing(Planning(county, session).run([crated])) as plan:
        [planned] = plan.lines
    [taken] = merge(county, session, crated)
    assert (planned.seal, planned.check_code) == (taken.seal, taken.check_code) == ("none", "")
    assert (planned.status, taken.status) == ("held", "held")
    assert planned.reason == taken.reason == library.catalogue.text("county.held", {"revision": 9}, "zh")
    assert {part.revision for part in county.current(TERM).values()} == {1}, "the signed one counts as before"


def test_what_a_key_proves_needs_nobodys_word(
    county: CountyStore, session: Session, library: Library, tmp_path: Path
) -> None:
    """Who merged it cannot speak ill of a return that the school's own key proves, either."""
    genuine = read(sent(library))
    lie: Any = (
        "学生",
        "B7",
        ("seal.cell", "error", "student", "name", 0, "x", {}, None),
        "学生!B7 在导出后被改动。",
        "",
    )
    [line] = merge(county, session, crate(tmp_path / "lies", replace(genuine, seal="changed", problems=[lie])))
    assert (line.seal, line.reason) == ("intact", "")
    assert not [fault for fault in county.problems(TERM) if fault.code.startswith("seal.")]


def test_a_workbook_without_its_seal_is_told_where_the_school_has_a_key(
    county: CountyStore, session: Session, library: Library, save: Save
) -> None:
    merge(county, session, save("genuine.xlsx", sent(library)))
    [line] = merge(county, session, save("bare.xlsx", stripped(sent(library, 5, revision=7))))
    assert (line.status, line.seal) == ("held", "none")
    assert line.reason == library.catalogue.text("county.held", {"revision": 7}, "zh")


def test_a_slip_names_the_revision_that_counts(
    county: CountyStore, session: Session, library: Library, save: Save
) -> None:
    """Not the greater one of a PC that the school has no more, nor one that nobody signed."""
    old, new = save("old.xlsx", sent(library, revision=9)), save("new.xlsx", sent(library, 5, signer=OTHER_KEY))
    merge(county, session, old, new, save("bare.xlsx", stripped(sent(library, 4, revision=12))))
    [code] = county.keys()
    assert Slips(county, library)._revisions == {code: 9}
    county.accept_key(code)
    assert Slips(county, library)._revisions == {code: 1}


def test_a_file_that_the_database_does_not_take_is_told_and_the_others_are_in(
    county: CountyStore, session: Session, library: Library, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = [save(f"{pupils}.xlsx", sent(library, pupils, revision=pupils)) for pupils in (4, 5)]
    bad, pour = save("bad.xlsx", sent(library, 6, revision=6)), county._backing.pour

    def choosy(connection: Any, table: Any, rows: Any) -> None:  # noqa: ANN401 -- as the store calls it
        there = list(rows)
        if table is DELIVERY and any(row[DELIVERY.c.keys().index("revision")] == 6 for row in there):
            raise Unwritable(table.name)
        pour(connection, table, there)

    monkeypatch.setattr(county._backing, "pour", choosy)
    merged = Merging(county, session).run([good[0], bad, good[1]])
    assert {Path(line.file).name: line.status for line in merged.files} == {
        "4.xlsx": "merged", "5.xlsx": "replaced", "bad.xlsx": "quarantined",
    }  # fmt: skip
    [line] = set_aside(county)
    assert (line.name, line.code) == ("bad.xlsx", "unwritable")
    assert line.reason == library.catalogue.refusal(Refusal("unwritable", path="bad.xlsx"), "zh")
    assert [batch.state for batch in county.batches()] == ["done"]


def said_of_itself(old: str, new: str) -> Callable[[Any], None]:
    """Another word in what a workbook says of itself."""

    def change(book: Any) -> None:  # noqa: ANN401 -- openpyxl
        [cell] = [
            cell for row in book["_seal"].iter_rows() for cell in row if row[0].value == "meta" and cell.column == 2
        ]
        assert old in cell.value
        cell.value = cell.value.replace(old, new)

    return change


@pytest.mark.parametrize("number", ["100000000000000000000", "-1", "1000000"])
def test_a_number_that_nobody_counts_stops_no_other_file(
    county: CountyStore, session: Session, library: Library, save: Save, number: str
) -> None:
    bad = save("a.xlsx", edited(sent(library), said_of_itself('"revision":1', f'"revision":{number}')))
    good = save("b.xlsx", sent(library, 5, revision=2))
    with closing(Planning(county, session).run([bad, good])) as plan:
        planned = [(line.status, line.reason) for line in plan.lines]
    found = [(line.status, line.reason) for line in merge(county, session, bad, good)]
    assert found == planned
    assert [status for status, _ in found] == ["quarantined", "merged"]
    assert found[0][1].endswith("。")
    assert [batch.state for batch in county.batches()] == ["done"]


@pytest.mark.parametrize("code", ["/../../ESCAPED", "12/34", "21990000０3", ""])
def test_a_school_code_that_is_none_is_not_taken_in(
    county: CountyStore, session: Session, library: Library, save: Save, tmp_path: Path, code: str
) -> None:
    bad = sent(library, school_code=code)
    for path in (save("a.xlsx", bad), crate(tmp_path / "crate", read(bad))):
        with closing(Planning(county, session).run([path])) as plan:
            [planned] = plan.lines
        [line] = merge(county, session, path)
        assert (line.status, planned.status) == ("quarantined", "quarantined")
        assert line.reason == planned.reason
        assert path.name in line.reason
    assert county.deliveries() == []


def test_a_touched_file_and_the_original_say_the_same_in_any_order(
    session: Session, library: Library, save: Save, tmp_path: Path
) -> None:
    """Somebody wrote on the cover, which is no record: the return is the same, only the one file was touched."""
    name = school(library, 3).name

    def touch(book: Any) -> None:  # noqa: ANN401 -- openpyxl
        for row in book["封面"].iter_rows(max_row=12):
            for cell in row:
                if cell.value == name:
                    cell.value = "别的名字"

    whole, touched = save("whole.xlsx", sent(library)), save("touched.xlsx", edited(sent(library), touch))
    found: list[tuple[Any, ...]] = []
    for number, order in enumerate([(whole, touched), (touched, whole), (touched,)]):
        with CountyStore.create(tmp_path / f"{number}.county", library, "990123", practice=True) as store:
            for file in order:
                merge(store, session, file)
            [kept] = store.deliveries()
            faults = sorted({one.code for one in store.problems(TERM) if one.code.startswith("seal.")})
            found.append((store.content_digest(), kept.seal, bool(kept.proof), faults))
    assert found[0] == found[1] != found[2]
    assert [each[1:] for each in found] == [("intact", True, [])] * 2 + [("changed", False, ["seal.fact"])]


def boasting(folder: Path, of: int) -> Path:
    """A crate that says that it is the first of very many."""
    [part] = crates([read(sent(Library.built_in()))], 1, OTHER_KEY)
    frame = unframed("crate", part)
    head = head_of({**frame.said(), "of": of, "total": of * PER_CRATE})
    path = folder.with_suffix(".xlsx")
    bare = made(package(school(Library.built_in(), 3, 6), Library.built_in()))[0]
    signature = sign(f"xiangxiao crate 1\n{sha256(head).hexdigest()}".encode(), OTHER_KEY)
    path.write_bytes(appended(without_copy(bare), NAME, framed("crate", head, [bytes(frame.bodies)], signature)))
    return path


def test_a_crate_that_says_that_it_is_one_of_millions_is_told_once(
    county: CountyStore, session: Session, tmp_path: Path
) -> None:
    [line] = merge(county, session, boasting(tmp_path / "bomb", 3_000_000))
    assert line.status == "quarantined"
    [kept] = county.files()
    assert kept.code == "crate_broken"


def test_of_a_file_whose_second_piece_is_broken_it_is_told_how_much_came(
    county: CountyStore, session: Session, library: Library, tmp_path: Path
) -> None:
    one = read(sent(library))
    many = [replace(one, revision=number) for number in range(1, 4 * PER_CRATE)]
    honest = [replace(each, digest=_digest(each)) for each in many]
    path = crate(tmp_path / "half", *[replace(each, proof="", key="") for each in honest])
    _spoil(path, part_name(1))
    with closing(Planning(county, session).run([path])) as plan:
        assert [line.status for line in plan.lines] == ["merged"] + ["replaced"] * (PER_CRATE - 1) + ["interrupted"]
        taken = Merging(county, session).take_in(plan)
    county.undo(taken.batch)
    lines = merge(county, session, path)
    assert [line.reason for line in lines[-1:]] == [line.reason for line in plan.lines[-1:]]
    assert f"{len(many)} 份" in lines[-1].reason
    assert f"{PER_CRATE} 份" in lines[-1].reason
    assert [line.status for line in lines] == [line.status for line in plan.lines]
    [kept] = county.files(county.batches()[0].id)
    assert (kept.status, kept.reason, len(kept.deliveries)) == ("interrupted", lines[-1].reason, PER_CRATE)
    assert [line.id for line in set_aside(county)] == [kept.id]


def _digest(one: Delivery) -> str:
    meta = Meta(one.school, one.school_name, one.period, one.revision, practice=one.practice, draft=one.draft)
    parts = {name: (part.definition, digest_of(inflated(part.payload))) for name, part in one.parts.items()}
    states: Any = one.states
    return said_digest(replace(meta, states=states), one.reasons, one.answers, parts)


def _spoil(path: Path, part: str) -> None:
    """One letter of a piece is another."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        at = zipped.getinfo(part).header_offset + len(part) + 300
    data[at] = ord("A") if data[at] != ord("A") else ord("B")
    path.write_bytes(data)
