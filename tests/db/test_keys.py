"""Three locks on one key: any of them opens, none can be forced, and changing one never touches the database."""

import hashlib
import json
from pathlib import Path

import pytest

from db.keys import CLERK, HEADTEACHER, RECOVERY, SMALL, Cost, KeyFile, affordable, change_password, key_path
from db.recovery import grouped, new_code
from db.store import Store
from forms.library import Library
from forms.problems import Refusal
from tests.db.made import refused

KEY = bytes(range(32))
CLERKS = "柳溪小学2026"


def test_every_holder_opens_the_same_key(tmp_path: Path, cheap: Cost) -> None:
    code = new_code()
    file = (
        KeyFile("store")
        .with_password(CLERK, CLERKS, KEY, cheap)
        .with_password(HEADTEACHER, "校长自己的长密码", KEY, cheap)
    )
    file = file.with_recovery(code, KEY, cheap)
    file.write(tmp_path / "key")
    again = KeyFile.read(tmp_path / "key")
    assert again == file
    assert again.unlock(CLERKS) == (KEY, CLERK)
    assert again.unlock("校长自己的长密码") == (KEY, HEADTEACHER)
    assert again.unlock(code.lower()) == (KEY, RECOVERY)
    assert (tmp_path / "key").stat().st_size <= 1000


def test_the_file_does_not_show_the_key(cheap: Cost) -> None:
    file = KeyFile("store").with_password(CLERK, CLERKS, KEY, cheap)
    assert KEY not in file.locks[0].wrapped
    assert repr(KEY) not in repr(file)


def test_a_wrong_password_is_refused(cheap: Cost) -> None:
    file = KeyFile("store").with_password(CLERK, CLERKS, KEY, cheap)
    assert refused(file.unlock, "柳溪小学2027") == "wrong_password"
    assert refused(file.unlock, "") == "wrong_password"
    assert refused(file.unlock, "\ud800") == "wrong_password"


def test_a_mistyped_code_is_told_as_such(cheap: Cost) -> None:
    file = KeyFile("store").with_recovery(new_code(), KEY, cheap)
    other = new_code()
    wrong = ("1" if other[0] != "1" else "2") + other[1:]
    assert refused(file.unlock, wrong) == "recovery_group"
    assert refused(file.unlock, other) == "wrong_password"


def test_a_password_has_eight_characters(cheap: Cost) -> None:
    assert refused(KeyFile("store").with_password, CLERK, "七个字符的密码", KEY, cheap) == "password_short"
    file = KeyFile("store").with_password(CLERK, "八个字符的密码呀", KEY, cheap)
    assert file.unlock("八个字符的密码呀") == (KEY, CLERK)


def test_the_same_accent_typed_otherwise_opens(cheap: Cost) -> None:
    file = KeyFile("store").with_password(CLERK, "cafe\u0301 cafe", KEY, cheap)
    assert file.unlock("caf\u00e9 cafe") == (KEY, CLERK)


def test_a_lock_of_another_store_does_not_fit(cheap: Cost) -> None:
    locks = KeyFile("one").with_password(CLERK, CLERKS, KEY, cheap).locks
    assert refused(KeyFile("other", locks).unlock, CLERKS) == "wrong_password"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"store":"x"}', b"\xff\xfe", b'{"store":"x","locks":[1],"last_change":0}', b"null"]
)
def test_a_damaged_key_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    assert refused(KeyFile.read, tmp_path / "key") == "key_file_damaged"


@pytest.mark.parametrize(
    ("what", "value"), [("memory", 1 << 31), ("passes", 10**9), ("lanes", 0), ("who", "me"), ("salt", "AA==")]
)
def test_a_key_file_cannot_exhaust_the_pc(tmp_path: Path, cheap: Cost, what: str, value: object) -> None:
    KeyFile("store").with_password(CLERK, CLERKS, KEY, cheap).write(tmp_path / "key")
    data = json.loads((tmp_path / "key").read_text())
    data["locks"][0][what] = value
    (tmp_path / "key").write_text(json.dumps(data))
    assert refused(KeyFile.read, tmp_path / "key") == "key_file_damaged"


def test_every_changed_byte_of_a_lock_is_noticed(tmp_path: Path, cheap: Cost) -> None:
    KeyFile("store").with_password(CLERK, CLERKS, KEY, cheap).write(tmp_path / "key")
    whole = (tmp_path / "key").read_bytes()
    for at in range(len(whole)):
        (tmp_path / "key").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            opened = KeyFile.read(tmp_path / "key").unlock(CLERKS)[0]
        except Refusal:
            continue
        assert opened == KEY  # only the last change's number may be off, and that is no secret


def test_a_new_password_leaves_the_database_alone(locked: Path, few: Library, cheap: Cost) -> None:
    before = hashlib.sha256(locked.read_bytes()).digest()
    change_password(locked, CLERKS, "新的密码也够长了", CLERK, cheap)
    assert hashlib.sha256(locked.read_bytes()).digest() == before
    assert refused(Store.open, locked, few, CLERKS) == "wrong_password"
    with Store.open(locked, few, "新的密码也够长了") as store:
        assert store.holder == CLERK


def test_the_open_store_gives_locks(locked: Path, few: Library, cheap: Cost) -> None:
    with Store.open(locked, few, CLERKS) as store:
        store.set_password(HEADTEACHER, "校长自己的长密码", cheap)
        code = store.new_recovery_code(cheap)
        assert store.holders() == [CLERK, HEADTEACHER, RECOVERY]
    with Store.open(locked, few, grouped(code.replace("-", "")).lower()) as store:
        assert store.holder == RECOVERY
        assert store.table("pupil").columns["name"] == ["李雨桐"]
    with Store.open(locked, few, "校长自己的长密码") as store:
        assert store.holder == HEADTEACHER
        again = store.new_recovery_code(cheap)
    assert refused(Store.open, locked, few, code) == "wrong_password"
    with Store.open(locked, few, again):
        pass


def test_a_slow_pc_gets_a_smaller_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.keys.affordable", affordable)
    assert affordable() in (Cost(passes=3, memory=65536, lanes=1), SMALL)
    monkeypatch.setattr("db.keys.PATIENCE", 0)
    assert affordable() == SMALL
    file = KeyFile("store").with_password(CLERK, CLERKS, KEY)
    assert file.locks[0].cost == SMALL
    assert file.with_password(HEADTEACHER, "校长自己的长密码", KEY).locks[1].cost == SMALL


def test_an_orphaned_key_file_is_kept(locked: Path, few: Library, cheap: Cost) -> None:
    orphan = key_path(locked).read_bytes()
    locked.unlink()
    Store.create(locked, few, "3500000001", password="another password", cost=cheap).close()
    assert locked.with_name(locked.name + ".key.old1").read_bytes() == orphan
