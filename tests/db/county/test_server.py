"""What only a server can do wrong, and what is said then."""

import socket
import threading
from collections.abc import Iterator

import psycopg
import pytest
import sqlalchemy as sa

from db.county import fixed
from db.county import server as module
from db.county.backing import Unwritable
from db.county.server_errors import BY_CLASS, BY_CODE, ServerFault, broken
from db.county.store import CountyStore
from forms.library import Library
from tests.db.county.made import delivery, file
from tests.db.county.server import Server
from tests.db.made import refused


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The address of an empty database."""
    with server.database() as address:
        yield address


@pytest.fixture
def plain() -> Iterator[int]:
    """The port of a server that does not speak encrypted: it answers every greeting with no."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            caller, _ = listening.accept()
            with caller:
                caller.recv(8)
                caller.sendall(b"N")
                caller.recv(8)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(10)


def test_a_server_without_encryption(plain: int, library: Library) -> None:
    where = f"postgresql+psycopg://a:p@127.0.0.1:{plain}/x?sslmode=require"
    assert refused(CountyStore.open, where, library) == "server_plain"


def test_nobody_listens(library: Library) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert refused(CountyStore.open, f"postgresql+psycopg://a:p@127.0.0.1:{port}/x", library) == "server_unreachable"


def test_a_writer_does_not_wait_for_ever(database: str, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TURN", "50ms")
    with (
        CountyStore.create(database, library, "990101", practice=True) as one,
        CountyStore.open(database, library) as other,
    ):
        with one._backing.writing():
            assert refused(other.set_setting, "a", "1") == "server_busy"
            assert other.setting("a") == ""
        other.set_setting("a", "1")
        assert one.setting("a") == "1"


def test_a_reader_sees_one_moment(database: str, library: Library) -> None:
    with (
        CountyStore.create(database, library, "990101", practice=True) as one,
        CountyStore.open(database, library) as other,
    ):
        with one._backing.reading() as connection:
            count = sa.text("SELECT count(*) FROM delivery")
            before = connection.execute(count).scalar_one()
            with other.batch("汇总") as batch:
                batch.add(delivery(), file("甲.xlsx"))
            assert connection.execute(count).scalar_one() == before == 0
        assert len(one.deliveries()) == 1


def test_a_reader_cannot_write(database: str, library: Library) -> None:
    with CountyStore.create(database, library, "990101", practice=True) as county:

        def work() -> None:
            with county._backing.reading() as connection:
                connection.execute(sa.text("DELETE FROM log"))

        assert refused(work) == "server_denied"


@pytest.mark.parametrize(("code", "refusal"), BY_CODE.items())
def test_every_code_is_one_of_the_server(code: str, refusal: str) -> None:
    error = psycopg.errors.lookup(code)("in the server's language")
    assert broken(error) == refusal


@pytest.mark.parametrize("code", ["08006", "08001", "57P01", "57P03"])
def test_connections_that_break(code: str) -> None:
    assert broken(psycopg.errors.lookup(code)("…")) == "server_gone"
    assert code[:2] in BY_CLASS


def test_our_own_faults_are_not_told_calmly(database: str, library: Library) -> None:
    with CountyStore.create(database, library, "990101", practice=True) as county:

        def work(sql: str) -> None:
            with county._backing.writing() as connection:
                connection.execute(sa.text(sql))

        for sql in ("SELECT nothing", "INSERT INTO setting VALUES (NULL, '')", "SELECT 1/0"):
            with pytest.raises(ServerFault):
                work(sql)
        assert county.log() == []


def test_nothing_of_a_value_stands_in_an_error(database: str, library: Library) -> None:
    with CountyStore.create(database, library, "990101", practice=True) as county:
        canary = ("r", "99010120180301002X", "金丝雀")
        with pytest.raises(Unwritable) as untaken, county._backing.writing() as connection:
            county._backing.pour(connection, fixed.DEFINITION, [canary[1:], canary[1:]])
        assert str(untaken.value) == "definition"
        assert untaken.value.__suppress_context__
        county.set_setting("金丝雀", "1")
        with pytest.raises(ServerFault) as caught, county._backing.writing() as connection:
            connection.execute(sa.insert(fixed.SETTING).values(name="金丝雀", value="1"))
        assert str(caught.value).startswith("UniqueViolation: INSERT INTO setting")
        assert "金丝雀" not in str(caught.value)
