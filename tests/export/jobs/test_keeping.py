"""Copies that make themselves, names that stay in the ledger, and places where a ledger should not lie."""

from datetime import date, datetime
from pathlib import Path

import pytest

from export.jobs import places
from export.jobs.backups import copy_and_prune, is_changed, is_due, proposed, prune
from export.jobs.desk import Desk
from export.jobs.people import people, resume, work_as
from forms.problems import Refusal


def planted(desk: Desk, folder: Path, count: int) -> list[Path]:
    """Copies as they pile up, the oldest first, each with its key."""
    folder.mkdir()
    files = [proposed(desk, folder, datetime(2026, 9, day + 1, 8)) for day in range(count)]
    for file in files:
        file.write_bytes(b"copy")
        file.with_name(f"{file.name}.key").write_bytes(b"key")
    return files


def test_only_the_newest_copies_stay_with_their_keys(desk: Desk, tmp_path: Path) -> None:
    files = planted(desk, tmp_path / "copies", 5)
    assert prune(desk, tmp_path / "copies", 2) == [file.name for file in reversed(files[:3])]
    assert [file.exists() for file in files] == [False, False, False, True, True]
    assert len(list((tmp_path / "copies").iterdir())) == 4


@pytest.mark.parametrize(
    "name",
    [
        "2199000001.school", "2199000001_20260901-080000.school.old1", "2199000001_封存.school",
        "2199000002_20260901-080000.school",
    ],
)  # fmt: skip
def test_what_somebody_else_named_is_left_alone(desk: Desk, tmp_path: Path, name: str) -> None:
    planted(desk, tmp_path / "copies", 3)
    (tmp_path / "copies" / name).write_bytes(b"precious")
    prune(desk, tmp_path / "copies", 1)
    assert (tmp_path / "copies" / name).read_bytes() == b"precious"


def test_a_copy_that_cannot_be_made_costs_no_older_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = planted(desk, tmp_path / "copies", 3)

    def full(_to: Path) -> None:
        raise Refusal("disk_full")

    monkeypatch.setattr(desk, "backup", full)
    with pytest.raises(Refusal):
        copy_and_prune(desk, tmp_path / "copies", 1)
    assert all(file.exists() for file in files)


def test_a_copy_is_due_once_a_day_and_only_after_a_change(desk: Desk, tmp_path: Path) -> None:
    assert is_due(desk, date(2026, 9, 1))
    copy_and_prune(desk, tmp_path, 3)
    last = desk.last_backup
    assert last is not None
    today = date.fromisoformat(last.at[:10])
    tomorrow = date.fromordinal(today.toordinal() + 1)
    assert not is_due(desk, tomorrow)
    assert not is_changed(desk)
    desk.save("student", desk.tables["student"].ids[0], {"talent": "唱歌"})
    assert is_changed(desk)
    assert is_due(desk, tomorrow)
    assert not is_due(desk, today)


def test_names_stay_in_the_ledger_the_last_one_first(desk: Desk) -> None:
    for name in ("王秀兰", "李老师", " 王秀兰 "):
        work_as(desk, name)
    assert people(desk) == ["王秀兰", "李老师"]
    desk.user = ""
    resume(desk)
    assert desk.user == "王秀兰"


def test_a_nameless_change_keeps_the_names(desk: Desk) -> None:
    work_as(desk, "王秀兰")
    work_as(desk, "")
    assert (desk.user, people(desk)) == ("", ["王秀兰"])


@pytest.fixture
def linux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC with a disk sda and a stick sdb, of which the kernel tells in files of ours."""
    mounts, blocks = tmp_path / "mounts", tmp_path / "block"
    (tmp_path / "stick").mkdir()
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {tmp_path}/stick vfat rw 0 0\nproc /proc proc rw 0 0\n")
    for disk, removable in (("sda", "0"), ("sdb", "1")):
        (blocks / disk / f"{disk}1").mkdir(parents=True)
        (blocks / disk / "removable").write_text(f"{removable}\n")
        (blocks / f"{disk}1").symlink_to(blocks / disk / f"{disk}1")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    monkeypatch.setattr(places, "BLOCKS", blocks)
    monkeypatch.setattr(places.sys, "platform", "linux")
    return tmp_path


def test_a_stick_is_told_from_a_disk(linux: Path) -> None:
    assert places.is_removable(linux / "stick" / "本校.school")
    assert not places.is_removable(linux / "本校.school")
    assert places.is_removable(Path("/media/wang/KINGSTON/本校.school"))


def test_what_cannot_be_known_is_no_stick(linux: Path) -> None:
    (linux / "mounts").unlink()
    assert not places.is_removable(linux / "stick" / "本校.school")
