"""Migrations: the whole way is one transaction, and it ends where a new store begins."""

from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from db import birth, fixed, migrate, sqlite
from db.birth import PRACTICE_KEY
from db.open import connect
from db.session import Session
from db.store import Store
from forms.library import Library

SECOND = '''"""A second version, for tests."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Two steps, so that there is a middle."""
    op.add_column("school", sa.Column("phone", sa.Text))
    op.create_table("parent", sa.Column("code", sa.Text, primary_key=True))
    {last}
'''


@pytest.fixture
def blank(tmp_path: Path) -> Session:
    """A database of ours in which nothing was made yet (version 0)."""
    path = tmp_path / "blank.school"
    with closing(connect(path, PRACTICE_KEY, "mode=rwc")) as driver:
        driver.execute(f"PRAGMA application_id={sqlite.APPLICATION_ID}")
        driver.execute("CREATE TABLE seed (a)")
        driver.execute("DROP TABLE seed")
    return Session(path, PRACTICE_KEY)


def second(folder: Path, last: str = "") -> list[Path]:
    (folder / "0002_second.py").write_text(SECOND.format(last=last))
    return [migrate.FOLDER / "versions", folder]


def schema(connection: sa.Connection) -> list[tuple[str, str]]:
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [(row[0], " ".join(row[1].split()).replace(" ,", ",")) for row in connection.exec_driver_sql(asked)]


def test_the_newest_migration_bears_the_version() -> None:
    names = sorted(path.name for path in (migrate.FOLDER / "versions").glob("[0-9]*.py"))
    assert names[-1].startswith(f"{fixed.VERSION:04}_")
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_a_migrated_store_is_like_a_new_one(blank: Session, store: Store) -> None:
    with blank.writing(exclusive=True) as step:
        assert migrate.upgrade(step.connection) == fixed.VERSION
    with blank.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), fixed.METADATA) == []
        migrated = schema(connection)
        assert sqlite.number(blank.driver, "user_version") == fixed.VERSION
    blank.close()
    with store._session.reading() as connection:
        new = [(name, sql) for name, sql in schema(connection) if not name.startswith("form_")]
    assert migrated == new


def test_a_store_that_is_behind_is_brought_up_to_date(
    place: Path, few: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.create(place, few, "1", practice=True) as store:
        store.save("pupil", None, {"name": "甲"})
    folder = tmp_path / "versions"
    folder.mkdir()
    monkeypatch.setattr(fixed, "VERSION", 2)
    upgrade, versions = migrate.upgrade, second(folder)
    monkeypatch.setattr(migrate, "upgrade", lambda connection: upgrade(connection, versions))
    with closing(birth.open_with(place, PRACTICE_KEY)) as session, session.reading() as connection:
        assert "parent" in dict(schema(connection))
        assert sqlite.number(session.driver, "user_version") == 2
        assert connection.exec_driver_sql("SELECT name FROM form_pupil").scalar() == "甲"
    monkeypatch.undo()
    assert sorted(path.name for path in place.parent.iterdir()) == [place.name, f"{place.name}.v1", "versions"]
    with Store.open(place.with_name(f"{place.name}.v1"), few) as before:
        assert before.table("pupil").columns["name"] == ["甲"]


def test_a_migration_that_fails_leaves_the_old_store(
    place: Path, few: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.create(place, few, "1", practice=True).close()
    before = place.read_bytes()
    folder = tmp_path / "versions"
    folder.mkdir()
    monkeypatch.setattr(fixed, "VERSION", 2)
    upgrade, versions = migrate.upgrade, second(folder, 'raise RuntimeError("in the middle")')
    monkeypatch.setattr(migrate, "upgrade", lambda connection: upgrade(connection, versions))
    with pytest.raises(RuntimeError):
        birth.open_with(place, PRACTICE_KEY)
    assert place.read_bytes() == before


def test_opening_does_not_load_alembic(store: Store) -> None:
    import subprocess
    import sys

    from tests.tree import ROOT

    script = "import sys, db.store; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
