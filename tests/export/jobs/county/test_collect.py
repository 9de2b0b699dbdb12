"""Any number of files, several at a time: in their order, whatever is wrong with some of them, and until somebody says stop."""

import shutil
import threading
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from export.compact.copy import NAME
from export.delivery.gather import chosen
from export.jobs.county.collect import AHEAD, Collected, Collecting, Order, files_in
from export.reading.limits import COLLECT
from export.reading.package import Package as Zip
from export.seal.sign import public_key
from export.workbook.write import made
from forms.library import Library
from tests.export.delivery.ways import KEY, NEVER, OTHER_KEY, Opened, package, read, school
from tests.faults.hostile import CASES

SCHOOLS = 5
KNOWN = public_key(KEY).hex()


@pytest.fixture(scope="module")
def made_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few schools' workbooks."""
    folder, library = tmp_path_factory.mktemp("sent"), Library.built_in()
    for number in range(1, SCHOOLS + 1):
        (folder / f"{number}.xlsx").write_bytes(made(package(school(library, number, 6), library))[0])
    return folder


@pytest.fixture
def folder(made_files: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_files, tmp_path / "sent"))


@pytest.fixture(autouse=True)
def salt(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What decides which of the workbooks are read both ways: none of these, until a test puts in another salt."""
    salts = [NEVER]
    monkeypatch.setattr("export.jobs.county.collect.secrets", SimpleNamespace(token_bytes=lambda _: salts[-1]))
    return salts


def collected(paths: Iterable[Path], order: Order | None = None) -> list[Collected]:
    with Collecting(files_in(paths), order or Order()) as collecting:
        return list(collecting)


def test_every_file_comes_once_and_in_its_order(folder: Path) -> None:
    found = collected([folder, folder / "2.xlsx"])
    assert [one.file.name for one in found] == [f"{number}.xlsx" for number in range(1, SCHOOLS + 1)]
    assert [(one.refused, one.seen, one.new_key, one.expected) for one in found] == [(None, False, (), 1)] * SCHOOLS
    deliveries = [delivery for one in found for delivery in one.deliveries]
    assert all(one.quick and one.seal == "intact" for one in deliveries)
    assert [one.school for one in deliveries] == [
        f"{one.school[:4]}{number:06d}" for number, one in enumerate(deliveries, 1)
    ]


def test_one_reader_finds_what_several_find(folder: Path) -> None:
    assert collected([folder], Order(readers=1)) == collected([folder], Order(readers=3))


def test_a_delivery_says_by_which_definitions_it_was_read(folder: Path, library: Library) -> None:
    [one] = collected([folder / "1.xlsx"])
    [delivery] = one.deliveries
    assert {part.definition for part in delivery.parts.values()} == set(delivery.definitions)
    assert len(delivery.definitions) == len(library.forms)


def test_a_file_that_cannot_be_taken_is_named_and_stops_nobody(folder: Path) -> None:
    for number, case in enumerate(CASES.values()):
        if case.verdict:
            (folder / f"hostile {number}.xlsx").write_bytes(case.make())
    (folder / "list.csv").write_text("姓名,年龄\n张三,9\n", "utf-8")
    (folder / "empty.xlsx").write_bytes(b"")
    (folder / "cut.xlsx").write_bytes((folder / "1.xlsx").read_bytes()[:20_000])
    found = collected([folder, folder / "gone.xlsx"])
    good = [one for one in found if one.deliveries]
    assert [one.file.name for one in good] == [f"{number}.xlsx" for number in range(1, SCHOOLS + 1)]
    bad = {one.file.name: one.refused.code for one in found if one.refused}
    assert len(bad) == len(found) - SCHOOLS
    assert {"file_empty", "book_damaged", "file_not_found", "not_ours"} <= set(bad.values())


def test_a_file_that_the_county_has_is_not_read_again(folder: Path) -> None:
    first = collected([folder])
    known = {one.sha256 for one in first[:2]}
    again = collected([folder], Order(seen=known.__contains__))
    assert [one.seen for one in again] == [True, True, False, False, False]
    assert [len(one.deliveries) for one in again] == [0, 0, 1, 1, 1]


def test_a_copy_under_another_key_than_the_schools_counts_for_nothing(folder: Path) -> None:
    genuine = (folder / "3.xlsx").read_bytes()

    def rename(said: dict[str, Any]) -> None:
        said["columns"]["name"] = ["假名"] * len(said["ids"])

    (folder / "3.xlsx").write_bytes(Opened.of(genuine).change("student", rename).signed(OTHER_KEY))
    school_code = read(genuine).school
    [one] = collected([folder / "3.xlsx"], Order(keys={school_code: KNOWN}))
    assert one.refused is None
    [delivery] = one.deliveries
    assert one.new_key == (school_code,)
    assert (delivery.quick, delivery.seal, delivery.key) == (False, "intact", KNOWN)
    assert delivery.digest == read(genuine).digest


def test_now_and_then_a_copy_that_says_else_than_its_cells_is_found_out(folder: Path, salt: list[bytes]) -> None:
    genuine = (folder / "3.xlsx").read_bytes()

    def rename(said: dict[str, Any]) -> None:
        said["columns"]["name"] = ["假名"] * len(said["ids"])

    lying = Opened.of(genuine).change("student", rename).signed()
    (folder / "3.xlsx").write_bytes(lying)
    assert [one.refused for one in collected([folder])] == [None] * SCHOOLS
    salt.append(next(one for one in map(str.encode, map(str, range(1000))) if chosen(read(lying).digest, one)))
    assert [one.refused and one.refused.code for one in collected([folder])] == [None, None, "copy_differs", None, None]


def test_the_first_key_of_a_school_is_the_one_by_which_it_is_known(folder: Path) -> None:
    genuine = (folder / "3.xlsx").read_bytes()
    (folder / "9.xlsx").write_bytes(Opened.of(genuine).signed(OTHER_KEY))
    found = {one.file.name: one for one in collected([folder])}
    assert found["3.xlsx"].new_key == ()
    assert found["9.xlsx"].new_key == (read(genuine).school,)
    assert found["9.xlsx"].deliveries[0].key == KNOWN


def test_a_workbook_under_a_new_key_or_none_is_told_too(folder: Path, library: Library) -> None:
    sent = made(package(school(library, 3, 6), library, signer=None))[0]
    (folder / "3.xlsx").write_bytes(sent)
    assert collected([folder / "3.xlsx"])[0].new_key == ()
    [one] = collected([folder / "3.xlsx"], Order(keys={read(sent).school: KNOWN}))
    assert one.new_key == (read(sent).school,), "nobody signed it, though the school has a key"
    (folder / "3.xlsx").write_bytes(made(package(school(library, 3, 6), library, signer=OTHER_KEY))[0])
    [one] = collected([folder / "3.xlsx"], Order(keys={read(sent).school: KNOWN}))
    assert one.new_key == (read(sent).school,)
    assert not one.deliveries[0].quick


def test_a_copy_that_brings_the_reader_down_is_left_alone(folder: Path) -> None:
    """Honest in shape, yet no value that the checks could meet: the first reader fails, and the cells are read."""
    genuine = (folder / "3.xlsx").read_bytes()

    def spoil(said: dict[str, Any]) -> None:
        said["columns"]["born_on"] = {"all": "not a day"}

    (folder / "3.xlsx").write_bytes(Opened.of(genuine).change("student", spoil).signed())
    assert Zip((folder / "3.xlsx").read_bytes(), COLLECT).read(NAME)
    found = collected([folder])
    assert [one.refused for one in found] == [None] * SCHOOLS
    assert found[2].deliveries[0].digest == read(genuine).digest


def test_little_is_read_ahead_of_what_has_been_taken(folder: Path) -> None:
    for number in range(6, 26):
        shutil.copyfile(folder / "1.xlsx", folder / f"{number}.xlsx")
    asked: list[str] = []

    def note(sha256: str) -> bool:
        asked.append(sha256)
        return True

    with Collecting(files_in([folder]), Order(readers=2, seen=note)) as collecting:
        coming = iter(collecting)
        for taken in range(1, 11):
            next(coming)
            assert len(asked) <= taken - 1 + 2 * (1 + AHEAD)
    assert len(asked) < 25


def test_nothing_comes_after_somebody_said_stop(folder: Path) -> None:
    with Collecting(files_in([folder]), Order()) as collecting:
        coming = iter(collecting)
        next(coming)
        collecting.cancel()
        assert list(coming) == []


def test_stop_ends_what_waits_for_a_file(folder: Path) -> None:
    """The word comes from another thread while this one waits."""
    released = threading.Event()

    def slow(_: str) -> bool:
        released.wait(20)
        return False

    with Collecting(files_in([folder]), Order(seen=slow)) as collecting:
        threading.Timer(0.05, lambda: (collecting.cancel(), released.set())).start()
        assert list(collecting) == []


def test_files_are_sought_in_folders_and_their_folders(tmp_path: Path) -> None:
    for name in ("b/2.XLSX", "b/c/3.et", "a.xlsx", "b/notes.txt", "b/~$2.xlsx", ".hidden.xlsx", "named.dat"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    found = files_in([tmp_path, tmp_path / "named.dat", tmp_path / "a.xlsx", tmp_path / "gone.xlsx"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a.xlsx",
        "b/2.XLSX",
        "b/c/3.et",
        "named.dat",
        "gone.xlsx",
    ]
