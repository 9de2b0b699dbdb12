"""Where processes are born that will be killed: everything is imported once, then each work runs in a fork of this process.

Run as `python -m tests.faults.nursery`. It reads works as JSON lines, and forks; the child writes a line for whatever it may
call done, the nursery one when the child is dead. So a kill costs milliseconds and hundreds of them are affordable.
"""

import json
import os
import random
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db import birth, fixed, migrate
from db.birth import PRACTICE_KEY
from db.county import server
from db.county.store import CountyStore
from db.steps import Insert
from db.store import Store
from forms.library import Library
from tests.db.county.made import delivery, file
from tests.db.forms import small
from tests.db.made import record

BATCH = 25
"""Records of one import."""


def tell(*what: object) -> None:
    """Say something that the other side will hold us to; straight to the pipe."""
    os.write(1, (json.dumps(what, ensure_ascii=False) + "\n").encode())


def save(path: Path, library: Library, seed: int) -> None:
    """Save field by field, without end."""
    chance = random.Random(seed)
    with Store.open(path, library) as store:
        tell("open", store.last_change)
        ids = store.table("pupil").ids
        for number in range(10**9):
            known = chance.choice(ids) if ids and chance.random() < 0.7 else None
            saved = store.save("pupil", known, {"age": str(number % 90), "name": f"第{number}号", "born": "腊月"})
            tell("saved", saved.seq, saved.id, number % 90)
            if known is None:
                ids.append(saved.id)


def take_in(path: Path, library: Library, seed: int) -> None:
    """Import batch after batch, now and then taking one back."""
    form = library.forms["call"]
    with Store.open(path, library) as store:
        tell("open", store.last_change)
        for number in range(10**9):
            steps = [Insert("call", record(form, number * BATCH + n), period="2026-1") for n in range(BATCH)]
            store.apply(steps, "导入")
            tell("saved", store.last_change)
            if number % 3 == seed % 3:
                store.undo()
                tell("saved", store.last_change)


def merge(path: Path, library: Library, seed: int) -> None:
    """Merge into the county whose place stands in a file, two schools a file, going on where the last run was killed."""
    with CountyStore.open(path.read_text("utf-8"), library) as county:
        tell("open", len(county.deliveries()))
        left = [batch.id for batch in county.batches() if batch.state == "open"]
        if left and seed % 3 == 0:
            county.undo(left.pop())
            tell("undone")
        with county.batch("汇总", "王老师", left[0] if left else None) as batch:
            for number in range(10**9):
                sent = [delivery(school, seed * 1000 + number) for school in ("2135000001", "2135000002")]
                for one in sent:
                    batch.add(one, file(f"{seed}-{number}.xlsx", 2))
                if number % 3 == seed % 3:
                    batch.flush()
                    tell("saved", *[one.digest for one in sent])


def upgrade(path: Path, library: Library, seed: int) -> None:
    """Bring a store to a version that has many steps."""
    fixed.VERSION = 2
    run, versions = migrate.upgrade, [migrate.FOLDER / "versions", path.parent / "versions"]
    migrate.upgrade = lambda connection: run(connection, versions)
    tell("open")
    birth.open_with(path, PRACTICE_KEY).close()
    tell("done")


def canaries(path: Path, library: Library, seed: int) -> None:
    """Do all that a school does with two children whose names must not be found outside."""
    store = Store.create(path, library, "3500000001", password="不是金丝雀的密码")
    secret: dict[str, Any] = {"name": "金丝雀", "id_number": "99010120180101999X", "note": "住在 canary lane 金丝雀巷"}
    saved = store.save("pupil", None, secret, user="金丝雀老师")
    store.save("pupil", saved.id, {"age": "金丝雀岁", "friend": saved.id})
    store.apply([Insert("pupil", {**secret, "age": n}) for n in range(500)], "金丝雀导入")
    with store._session.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM form_pupil ORDER BY note DESC, name").fetchall()
    store.undo()
    store.redo()
    store.set_reason("age|pupil|", "金丝雀复读")
    store.backup(path.with_name("backup.school"))
    tell("open")
    if seed:
        store.close()
        tell("done")
        return
    for number in range(10**9):
        store.save("pupil", saved.id, {"name": f"金丝雀{number}"})


LOADED = (server,)
"""Else every child would load it anew."""
WORKS: dict[str, Callable[[Path, Library, int], None]] = {
    work.__name__: work for work in (save, take_in, merge, upgrade, canaries)
}


def main() -> None:
    """Fork a child for every line."""
    library = small(Library.built_in())
    tell("ready")
    for line in sys.stdin:
        work, path, seed = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                WORKS[work](Path(path), library, seed)
                os._exit(0)
            finally:
                traceback.print_exc()
                os._exit(1)
        tell("born", child)
        tell("dead", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    main()
