"""A PostgreSQL server of the tests' own: made in a folder, reached by a socket in it, gone with it.

PostgreSQL refuses to run as root, so root starts it as the user "postgres", or as "nobody" where there is none.
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url

INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian keeps the server's programs, which are not on the path."""
SETTINGS = (
    "listen_addresses=''", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB",
    "max_connections=40", "autovacuum=off",
)  # fmt: skip
"""No network; nothing of it need outlive the tests."""
SHORT = "/tmp"
"""The name of a socket must be short, and another user must reach it."""
PASSWORD, USER, MASTER = "数据库密码", "county", "master"
"""The program is an ordinary user; tests look behind it as the server's master, with the same password."""


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest version; None where PostgreSQL is not installed (or on Windows)."""
    if os.name == "nt":
        return None
    versions = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].partition(".")[0]))
    found = shutil.which("initdb") or (str(versions[-1]) if versions else None)
    return Path(found).parent if found else None


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    folder: Path
    bin: Path

    @contextmanager
    def database(self, like: Path | str | None = None) -> Iterator[str]:
        """The address of a new database of an ordinary user, empty or a copy of one that nobody uses; deleted
        afterwards.
        """
        name = f"county_{secrets.token_hex(6)}"
        template = make_url(str(like)).database if like else "template0"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' OWNER {USER}")
        try:
            yield self.address(name)
        finally:
            self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    def address(self, name: str, password: str = PASSWORD, user: str = USER) -> str:
        """The address of a database."""
        return f"postgresql+psycopg://{user}:{password}@/{name}?host={self.folder}"

    def ask(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """What the server itself says, beside the program."""
        where = {"host": str(self.folder), "user": MASTER, "password": PASSWORD, "dbname": database}
        with psycopg.connect(**where, autocommit=True) as connection:  # type: ignore[arg-type]
            found = connection.execute(sql)  # type: ignore[call-overload]
            return found.fetchall() if found.description else []


@contextmanager
def running(bin: Path) -> Iterator[Server]:
    """A new server, stopped and deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="xiangxiao-pg-", dir=SHORT))
    user = _unprivileged()
    if user:
        os.chown(folder, *user)
    server = Server(folder, bin)
    try:
        word = folder / "password"
        word.write_text(PASSWORD + "\n", "utf-8")
        word.chmod(0o644)
        _run(server, user, "initdb", "-D", "data", "-U", MASTER, "-E", "UTF8", "--locale=C", "-A", "scram-sha-256",
             "--pwfile", str(word), "--no-sync")  # fmt: skip
        options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories='{folder}'"))
        _run(server, user, "pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start")
        try:
            server.ask(f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'")
            yield server
        finally:
            _run(server, user, "pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> tuple[int, int] | None:
    """Whom root becomes to start it: user and group."""
    import pwd  # not on Windows

    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: (entry.pw_uid, entry.pw_gid) for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _run(server: Server, user: tuple[int, int] | None, program: str, *arguments: str) -> None:
    who = {"user": user[0], "group": user[1], "extra_groups": []} if user else {}
    done = subprocess.run(
        [server.bin / program, *arguments], cwd=server.folder, env={"LC_ALL": "C", "PATH": os.defpath},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, **who,  # type: ignore[call-overload]
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr}")
