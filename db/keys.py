"""The key file beside a store: three locks on one random data key, so that a forgotten password never means lost
data.

Each lock wraps the 32-byte data key with AES-256-GCM under a key that Argon2id makes from a password or the recovery
code. Changing a password rewrites this small file and never touches the database. The file also remembers the number
of the last change, so that an older copy of the store is noticed. No clock is asked: the batteries of school PCs are
dead.
"""

import base64
import json
import secrets
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from db import recovery
from db.files import write_whole
from forms.problems import Refusal

CLERK, HEADTEACHER, RECOVERY = "clerk", "headteacher", "recovery"
HOLDERS = (CLERK, HEADTEACHER, RECOVERY)
SHORTEST = 8
"""Characters of a password. Length counts, not signs and digits; nobody is forced to change it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess at the password costs (Argon2id): passes, memory in KiB, lanes."""

    passes: int = 3
    memory: int = 65536
    lanes: int = 1

    def stretch(self, secret: str, salt: bytes) -> bytes:
        """The 32-byte key that a secret stands for."""
        from argon2.low_level import Type, hash_secret_raw  # a practice store takes no password

        typed = secret.encode("utf-8", "surrogatepass")
        return hash_secret_raw(typed, salt, self.passes, self.memory, self.lanes, 32, Type.ID)

    @property
    def is_sane(self) -> bool:
        """A key file may have been tampered with: what would exhaust this PC is not tried."""
        return 1 <= self.passes <= 20 and 8 <= self.memory <= 1 << 20 and 1 <= self.lanes <= 8


SMALL = Cost(passes=2, memory=19456)
"""For slow PCs (OWASP's minimum for Argon2id)."""
PATIENCE = 2.0
"""Seconds that opening a store may take for its password alone."""


def affordable() -> Cost:
    """The usual cost, unless this PC would need too long for it."""
    start = time.perf_counter()
    Cost().stretch("", bytes(16))
    return Cost() if time.perf_counter() - start < PATIENCE else SMALL


@dataclass(frozen=True, slots=True)
class Lock:
    """The data key, wrapped for one holder."""

    who: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def close(cls, who: str, secret: str, key: bytes, store: str, cost: Cost) -> "Lock":
        """Wrap the data key under a secret."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        wrapped = AESGCM(cost.stretch(secret, salt)).encrypt(nonce, key, _bound(store, who))
        return cls(who, cost, salt, nonce, wrapped)

    def open(self, secret: str, store: str) -> bytes | None:
        """The data key, or None where the secret is another."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self.cost.stretch(secret, self.salt)).decrypt(
                self.nonce, self.wrapped, _bound(store, self.who)
            )
        except InvalidTag:
            return None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Everything in the key file. It is useless without one of the secrets."""

    store: str
    locks: tuple[Lock, ...] = ()
    last_change: int = 0

    @classmethod
    def read(cls, path: Path) -> "KeyFile":
        """The key file; Refusal where it cannot be understood."""
        try:
            data = json.loads(path.read_bytes())
            return cls(str(data["store"]), tuple(map(_lock_from, data["locks"])), int(data["last_change"]))
        except (ValueError, KeyError, TypeError) as error:
            raise Refusal("key_file_damaged", path=path.name) from error
        except OSError as error:
            raise Refusal("disk_error", path=path.name) from error

    def write(self, path: Path) -> None:
        """Write it whole or not at all."""
        locks = [
            {
                "who": lock.who, "passes": lock.cost.passes, "memory": lock.cost.memory, "lanes": lock.cost.lanes,
                "salt": _text(lock.salt), "nonce": _text(lock.nonce), "key": _text(lock.wrapped),
            }
            for lock in self.locks
        ]  # fmt: skip
        data = {"store": self.store, "last_change": self.last_change, "locks": locks}
        write_whole(path, json.dumps(data, separators=(",", ":")).encode())

    def unlock(self, secret: str) -> tuple[bytes, str]:
        """The data key and whose secret it was; Refusal `wrong_password`, or what is wrong with a mistyped code."""
        is_code = recovery.resembles(secret)
        for lock in self.locks:
            if lock.who != RECOVERY and (key := lock.open(_same(secret), self.store)):
                return key, lock.who
        for lock in self.locks:
            if lock.who == RECOVERY and is_code and (key := lock.open(recovery.read(secret), self.store)):
                return key, lock.who
        raise Refusal("wrong_password")

    def with_password(self, who: str, password: str, key: bytes, cost: Cost | None = None) -> "KeyFile":
        """The same file with a new password for one holder; Refusal `password_short`."""
        if len(_same(password)) < SHORTEST:
            raise Refusal("password_short", needed=SHORTEST)
        return self._with(Lock.close(who, _same(password), key, self.store, cost or self._cost()))

    def with_recovery(self, code: str, key: bytes, cost: Cost | None = None) -> "KeyFile":
        """The same file with a new recovery code; the old printed sheet is void."""
        return self._with(Lock.close(RECOVERY, recovery.read(code), key, self.store, cost or self._cost()))

    def _cost(self) -> Cost:
        """What this PC could afford when the file was made."""
        return self.locks[0].cost if self.locks else affordable()

    def _with(self, new: Lock) -> "KeyFile":
        kept = [lock for lock in self.locks if lock.who != new.who]
        return replace(self, locks=tuple(sorted([*kept, new], key=lambda lock: HOLDERS.index(lock.who))))


def key_path(store: Path) -> Path:
    """Where the key file of a store lies."""
    return store.with_name(store.name + ".key")


def change_password(store: Path, old: str, new: str, who: str = CLERK, cost: Cost | None = None) -> None:
    """Give one holder a new password, let in by anybody's secret; the database stays closed and untouched."""
    path = key_path(store)
    file = KeyFile.read(path)
    key, _ = file.unlock(old)
    file.with_password(who, new, key, cost).write(path)


def _same(password: str) -> str:
    """One spelling for what looks the same on every keyboard (composed accents)."""
    return unicodedata.normalize("NFC", password)


def _bound(store: str, who: str) -> bytes:
    return f"{store}|{who}".encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _lock_from(data: Mapping[str, Any]) -> Lock:
    cost = Cost(int(data["passes"]), int(data["memory"]), int(data["lanes"]))
    if data["who"] not in HOLDERS or not cost.is_sane:
        raise ValueError("a lock that this program would not make")
    parts = (cast("str", data[name]) for name in ("salt", "nonce", "key"))
    salt, nonce, wrapped = (base64.b64decode(part, validate=True) for part in parts)
    if (len(salt), len(nonce), len(wrapped)) != (16, 12, 48):
        raise ValueError("a lock of the wrong size")
    return Lock(str(data["who"]), cost, salt, nonce, wrapped)
