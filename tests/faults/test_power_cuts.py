"""The power goes at any moment: what was acknowledged is there, nothing is half there, no file is corrupt.

A day's work is recorded once, write by write. Then the disk is put together as a cut at any point could have left it: what was
flushed is there; of what was not, each sector of 512 bytes came down or did not.
"""

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db import sqlite
from db.birth import PRACTICE_KEY
from db.open import connect
from db.steps import Insert
from db.store import Store
from forms.library import Library
from tests.db.made import record
from tests.faults.disk import Event, watched

SECTOR = 512
BATCH = 20
CUTS = 500
"""For each of the four parts."""


@dataclass
class Recording:
    """How the files stood before the work, what happened then, and what was said meanwhile."""

    before: dict[str, bytes]
    events: list[Event]


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory, few: Library) -> Recording:
    """Saves, an import, an undo, a close that folds the WAL, and some saves more."""
    path = tmp_path_factory.mktemp("recording") / "1.school"
    Store.create(path, few, "1", practice=True).close()
    before = {path.name: path.read_bytes()}
    with watched() as disk:
        for _ in range(2):
            with Store.open(path, few) as store:
                store.set_period("2026-1")
                for n in range(12):
                    texts = {"name": f"第{n}号", "age": n, "note": "长" * 500, "born": "腊月"}
                    disk.say(store.save("pupil", None, texts).seq)
                steps = [Insert("call", record(few.forms["call"], n), period="2026-1") for n in range(BATCH)]
                store.apply(steps, "导入")
                disk.say(store.last_change)
                store.undo()
                disk.say(store.last_change)
                store.apply(steps, "导入")
                disk.say(store.last_change)
    return Recording(before, disk.events)


@dataclass
class Platter:
    """What surely is on the disk, and what was written since the last flush of each file."""

    files: dict[str, bytearray]
    pending: dict[str, list[Event]] = field(default_factory=dict[str, "list[Event]"])

    def meet(self, event: Event) -> None:
        """One more event of the recording."""
        if event.what == "sync":
            content = self.files.setdefault(event.file, bytearray())
            for past in self.pending.pop(event.file, []):
                _apply(content, past)
        elif event.what == "delete":
            self.files.pop(event.file, None)
            self.pending.pop(event.file, None)
        else:
            self.files.setdefault(event.file, bytearray())
            self.pending.setdefault(event.file, []).append(event)

    def cut(self, chance: random.Random) -> dict[str, bytearray]:
        """The files as a cut at this moment may leave them."""
        left = {name: bytearray(content) for name, content in self.files.items()}
        for name, events in self.pending.items():
            for event in events:
                for part in _sectors(event):
                    if chance.random() < 0.5:
                        _apply(left[name], part)
        return left


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "truncate":
        del content[event.at :]
        return
    if len(content) < event.at:
        content.extend(bytes(event.at - len(content)))
    content[event.at : event.at + len(event.data)] = event.data


def _sectors(event: Event) -> Iterator[Event]:
    if event.what == "truncate":
        yield event
        return
    start = event.at
    while start < event.at + len(event.data):
        end = min((start // SECTOR + 1) * SECTOR, event.at + len(event.data))
        yield Event("write", event.file, start, event.data[start - event.at : end - event.at])
        start = end


def found(folder: Path, files: dict[str, bytearray]) -> tuple[int, int, bool]:
    """Last change, records of the import, soundness, of a store that is opened after a cut."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with closing(connect(folder / "1.school", PRACTICE_KEY, "mode=rw")) as driver:
        sqlite.settle(driver)
        last = sqlite.number(driver, "user_version") and driver.execute("SELECT max(seq) FROM change").fetchone()
        calls = driver.execute("SELECT count(*) FROM form_call").fetchone()
        assert last
        assert calls
        is_sound = sqlite.is_sound(driver)
    for name in files:
        (folder / name).unlink(missing_ok=True)
    return int(last[0] or 0), int(calls[0]), is_sound


@pytest.mark.parametrize("part", range(4))
def test_no_cut_loses_or_corrupts_anything(recording: Recording, tmp_path: Path, part: int) -> None:
    chance = random.Random(part)
    moments = sorted(chance.choices(range(len(recording.events) + 1), k=CUTS))
    platter = Platter({name: bytearray(content) for name, content in recording.before.items()})
    acknowledged = position = 0
    for moment in moments:
        while position < moment:
            event = recording.events[position]
            position += 1
            if event.what == "said":
                acknowledged = int(str(event.said))
            else:
                platter.meet(event)
        last, calls, is_sound = found(tmp_path, platter.cut(chance))
        assert is_sound
        assert last >= acknowledged
        assert calls % BATCH == 0
    assert acknowledged > 0


def test_a_drive_that_lies_about_flushing_corrupts_nothing_while_somebody_types(
    recording: Recording, tmp_path: Path
) -> None:
    """Whole writes come down up to ten operations late, in any order: the last saves may be lost, the file may not."""
    chance = random.Random(0)
    events = [event for event in recording.events if event.what not in ("said", "sync")]
    first_fold = next(n for n, event in enumerate(events) if event.file == "1.school" and event.what == "write")
    for _ in range(300):
        moment = chance.randrange(first_fold)
        files = {name: bytearray(content) for name, content in recording.before.items()}
        for n, event in enumerate(events[:moment]):
            if n < moment - 10 or chance.random() < 0.5:
                _apply(files.setdefault(event.file, bytearray()), event)
        last, calls, is_sound = found(tmp_path, files)
        assert is_sound
        assert last >= 0
        assert calls % BATCH == 0


def test_the_simulator_finds_what_is_not_flushed(recording: Recording, tmp_path: Path) -> None:
    """Without the flushes the same work does lose acknowledged saves, so the test above can fail."""
    chance = random.Random(0)
    lost = 0
    platter = Platter({name: bytearray(content) for name, content in recording.before.items()})
    acknowledged = 0
    for event in recording.events[:200]:
        if event.what == "said":
            acknowledged = int(str(event.said))
            lost += found(tmp_path, platter.cut(chance))[0] < acknowledged
        elif event.what != "sync":
            platter.meet(event)
    assert lost > 3
