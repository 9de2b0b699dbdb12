"""kill -9 between any two keys: at most the field that is being typed is lost, in the entry grid as on the card, and no
pupil is there twice.

A real program types without end into one ledger; every start works on what the last kill left.
"""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from export.jobs.desk import Desk
from export.jobs.drafts import Drafts
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library
from tests.tree import ROOT

KILLS = 6
LINES = 70
"""Fields that are typed at most before the kill: four pupils, so that some are in the ledger by then."""


@pytest.fixture
def session(library: Library) -> Session:
    return Session(library, Reader(), environment={})


@pytest.fixture
def ledger(session: Session, tmp_path: Path) -> Path:
    with Desk.create(tmp_path / "a.school", session, "2199000128", "石坪小学", practice=True) as desk:
        desk.set_period("2026-1")
        desk.save("class", None, {"grade": "一年级", "class_no": "1", "kind": "普通班", "head_teacher": "李老师"})
    return tmp_path / "a.school"


def typed_until_killed(ledger: Path, seed: int, chance: random.Random) -> list[tuple[str, str, str]]:
    """Pupil, field and text of every field that was left before the program died."""
    command = [sys.executable, "-m", "tests.faults.typist", str(ledger), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as typist:
        assert typist.stdout is not None
        until, told = chance.randrange(1, LINES), list[tuple[str, str, str]]()
        while len(told) < until:
            line = typist.stdout.readline()
            assert line, "the program ended by itself"
            told.append(tuple(json.loads(line)))
        time.sleep(chance.random() * 0.02)  # into the middle of a key, not a wait for anything
        typist.kill()
        told += [tuple(json.loads(line)) for line in typist.stdout if line.endswith(b"\n")]
    return told[1:]


def kept(desk: Desk) -> list[dict[str, str]]:
    """Every pupil in the ledger and in the grid."""
    table = desk.tables["student"]
    entered = [{name: table.text(row, name) for name in table.form.fields} for row in range(len(table))]
    return entered + [dict(row.texts) for row in Drafts(desk, "student").load().values()]


def test_a_kill_takes_at_most_the_field_that_is_being_typed(
    ledger: Path, session: Session, chance: random.Random
) -> None:
    expected: dict[str, dict[str, str]] = {}
    for kill in range(KILLS):
        for pupil, field, text in typed_until_killed(ledger, kill, chance):
            expected.setdefault(pupil, {})[field] = text
        with Desk.open(ledger, session) as desk:
            found = {pupil["name"]: pupil for pupil in kept(desk)}
            assert len(found) == len(kept(desk))
            assert desk.store.verify_changes() == []
        assert len(set(found) - set(expected)) <= kill + 1  # a name that was typed and not yet told
        for pupil, fields in expected.items():
            assert {field: found[pupil].get(field, "") for field in fields} == fields
    assert len(expected) > KILLS
