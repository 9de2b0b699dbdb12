"""An export that cannot be written leaves the former one as it was, and nothing beside it."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest

from export.workbook import durable
from export.workbook.durable import write_file
from forms.library import Library
from forms.problems import Refusal


class Usage(NamedTuple):
    free: int


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "2199000123.xlsx"
    path.write_bytes(b"old")
    return path


def failing(code: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    return fail


def refused(target: Path, patched: pytest.MonkeyPatch) -> Refusal:
    with pytest.raises(Refusal) as caught:
        write_file(target, b"new" * 100)
    patched.undo()
    assert target.read_bytes() == b"old"
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    return caught.value


def test_it_replaces_the_former_file(target: Path) -> None:
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_too_little_room_is_seen_beforehand(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free=899))
    assert refused(target, monkeypatch).code == "export_full"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, "export_full"),
        (errno.EACCES, "export_locked"),
        (errno.EROFS, "export_locked"),
        (errno.EIO, "export_failed"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
def test_a_failing_disk_leaves_the_former_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, told: str
) -> None:
    owner: Any = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, failing(code))
    assert refused(target, monkeypatch).code == told


def test_a_write_that_falls_short_is_noticed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def short(part: Path, data: bytes) -> None:
        part.write_bytes(data[:10])

    monkeypatch.setattr(durable, "_write_flushed", short)
    assert refused(target, monkeypatch).code == "export_failed"


def test_what_reads_back_differently_is_not_trusted(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rotten(part: Path, data: bytes) -> None:
        part.write_bytes(b"x" + data[1:])

    monkeypatch.setattr(durable, "_write_flushed", rotten)
    assert refused(target, monkeypatch).code == "export_failed"


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="only root may mount a small disk")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.system(f"mount -t tmpfs -o size=256k tmpfs {disk} 2>/dev/null"):
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        target = disk / "out.xlsx"
        target.write_bytes(b"old")
        with pytest.raises(Refusal) as caught:
            write_file(target, os.urandom(400_000))
        assert (caught.value.code, target.read_bytes()) == ("export_full", b"old")
    finally:
        os.system(f"umount {disk}")


def test_every_refusal_is_told_in_words(library: Library) -> None:
    for code, params in (
        ("export_full", {"folder": "D:"}),
        ("export_locked", {"file": "a"}),
        ("export_failed", {"file": "a"}),
    ):
        assert "原来的文件没有动" in library.catalogue.refusal(Refusal(code, **params))
