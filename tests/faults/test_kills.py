"""kill -9 at any moment: everything that was acknowledged is there, no import is half there, the log holds.

Each test kills the program 50 times over one store, so every start works on what the last kill left.
"""

import random
from contextlib import closing
from pathlib import Path

import pytest

from db import fixed, sqlite
from db.birth import PRACTICE_KEY
from db.open import connect
from db.store import Store
from forms.library import Library
from tests.db.test_migrate import second
from tests.faults.conftest import Nursery
from tests.faults.nursery import BATCH

KILLS = 50


@pytest.mark.parametrize("part", range(2))
def test_no_acknowledged_save_is_lost(
    nursery: Nursery, place: Path, few: Library, chance: random.Random, part: int
) -> None:
    ages: dict[str, int] = {}
    acknowledged = 0
    for kill in range(KILLS):
        seed = part * KILLS + kill
        told = nursery.run("save", place, seed, kill_after=chance.random() * 0.01, until=chance.choice([0, 1, 1, 2, 5]))
        saved = [line[1:] for line in told if line[0] == "saved"]
        acknowledged = max([acknowledged, *(seq for seq, _, _ in saved)])
        ages |= {record: age for _, record, age in saved}
        with Store.open(place, few) as store:
            table = store.table("pupil")
            assert store.last_change in (acknowledged, acknowledged + 1)  # one may be durable and not yet acknowledged
            assert store.verify_changes() == []
            there = dict(zip(table.ids, table.columns["age"], strict=True))
            different = [record for record, age in ages.items() if there.get(record) != age]
            assert len(different) <= store.last_change - acknowledged
            ages = {record: int(str(age)) for record, age in there.items() if age is not None}
            acknowledged = store.last_change
    assert acknowledged > 20


@pytest.mark.parametrize("part", range(2))
def test_no_import_is_half_there(nursery: Nursery, place: Path, few: Library, chance: random.Random, part: int) -> None:
    for kill in range(KILLS):
        told = nursery.run(
            "take_in", place, part + kill, kill_after=chance.random() * 0.03, until=chance.choice([0, 0, 1, 2])
        )
        acknowledged = max((line[1] for line in told), default=0)
        with Store.open(place, few) as store:
            assert store.last_change >= acknowledged
            assert store.count("call", "2026-1") % BATCH == 0
            if kill % 5 == 4:
                assert store.verify_changes() == []
                while store.undo() == "导入":
                    assert store.count("call", "2026-1") % BATCH == 0


def test_no_migration_is_half_done(nursery: Nursery, place: Path, chance: random.Random, tmp_path: Path) -> None:
    steps = "\n    ".join(f'op.create_table("t{n}", sa.Column("a", sa.Text))' for n in range(40))
    (tmp_path / "versions").mkdir()
    second(tmp_path / "versions", steps)
    whole = place.read_bytes()
    seen: set[int] = set()
    for kill in range(30):
        for path in place.parent.glob(f"{place.name}*"):
            path.unlink()
        place.write_bytes(whole)
        nursery.run("upgrade", place, kill, kill_after=chance.random() * 0.4)
        with closing(connect(place, PRACTICE_KEY, "mode=rw")) as driver:
            version = sqlite.number(driver, "user_version")
            made = len([name for name in sqlite.tables(driver, "t") if name[1:].isdigit()])
            assert (version, made) in ((fixed.VERSION, 0), (2, 40))
            assert sqlite.is_sound(driver)
        seen.add(version)
    assert fixed.VERSION in seen
