"""Nothing of a child leaks: after a day's work, closed or killed, no file beside the store holds a name or a number."""

from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from db.store import Store
from forms.library import Library
from tests.faults.conftest import Nursery

CANARIES = ("金丝雀", "99010120180101999", "canary lane")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def hits(folder: Path) -> list[tuple[str, str]]:
    """Files in which a canary stands, in whatever encoding."""
    wanted = {canary: {canary.encode(encoding) for encoding in ENCODINGS} for canary in CANARIES}
    return [
        (path.name, canary)
        for path in folder.rglob("*")
        if path.is_file()
        for canary, forms in wanted.items()
        if any(form in path.read_bytes() for form in forms)
    ]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("学生：金丝雀", "gbk")
    (tmp_path / "b").write_text("99010120180101999X", "utf-16")
    assert sorted(hits(tmp_path)) == [("a", "金丝雀"), ("b", "99010120180101999")]


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "killed"])
def test_no_file_shows_a_child(nursery: Nursery, tmp_path: Path, is_closed: bool) -> None:
    path = tmp_path / "1.school"
    told = nursery.run("canaries", path, int(is_closed), kill_after=None if is_closed else 0.05)
    assert told == ([["open"], ["done"]] if is_closed else [["open"]])
    names = {file.name for file in tmp_path.iterdir()}
    assert {"1.school", "1.school.key", "backup.school", "backup.school.key"} <= names
    assert ("1.school-wal" in names) is not is_closed
    assert hits(tmp_path) == []
    assert hits(nursery.folder) == []


def test_no_error_shows_a_child(place: Path, few: Library) -> None:
    """Not even where the fault is ours and the error goes into a log."""
    with Store.open(place, few) as store:
        record = store.save("pupil", None, {"name": "金丝雀"}).id
        insert = "INSERT INTO form_pupil (_id, name) VALUES (?, ?)"
        with store._session.reading() as connection, pytest.raises(DBAPIError) as caught:
            connection.exec_driver_sql(insert, (record, "金丝雀"))
        told = f"{caught.value!r} {caught.value} {caught.value.orig}"
        assert not [canary for canary in CANARIES if canary in told]
