"""A disk under SQLite that can be watched and made to fail: a VFS of our own around the system's, written with ctypes.

It notes every write, flush, truncation and deletion in order, so that a power cut can be played at any point, and it can
make the n-th of them fail, once or from then on. SQLCipher has encrypted a page before it reaches this place.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import _sqlite3  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue]

FULL, IO_ERROR = 13, 10
"""Result codes of SQLite: database or disk is full; disk I/O error."""

OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
CLOSE = CFUNCTYPE(c_int, c_void_p)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Vfs(Structure):
    """The head of sqlite3_vfs, up to what is replaced here; the rest is copied as it is."""

    _fields_ = [
        ("iVersion", c_int), ("szOsFile", c_int), ("mxPathname", c_int), ("pNext", c_void_p), ("zName", c_char_p),
        ("pAppData", c_void_p), ("xOpen", OPEN), ("xDelete", DELETE), ("rest", c_void_p * 20),
    ]  # fmt: skip


class Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("iVersion", c_int), ("xClose", CLOSE), ("xRead", c_void_p), ("xWrite", WRITE), ("xTruncate", TRUNCATE),
        ("xSync", SYNC), ("rest", c_void_p * 13),
    ]  # fmt: skip


class File(Structure):
    """The head of sqlite3_file."""

    _fields_ = [("pMethods", POINTER(Methods))]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to the disk, or what the program said meanwhile."""

    what: str
    """write, truncate, sync, delete; said."""
    file: str = ""
    at: int = 0
    data: bytes = b""
    said: object = None


@dataclass
class Disk:
    """What happened, and what shall fail."""

    events: list[Event] = field(default_factory=list[Event])
    fail_at: int = 0
    """Fail the n-th write, truncation or flush from now on; 0: none."""
    for_ever: bool = False
    code: int = IO_ERROR
    count: int = 0

    def arm(self, fail_at: int, code: int, *, for_ever: bool) -> None:
        """Let the n-th operation from now on fail, or all from it on."""
        self.fail_at, self.code, self.for_ever, self.count = fail_at, code, for_ever, 0

    def heal(self) -> None:
        """Let nothing fail any more."""
        self.fail_at = 0

    def say(self, what: object) -> None:
        """Note what the program acknowledged at this moment."""
        self.events.append(Event("said", said=what))

    def meet(self, event: Event) -> int:
        """An operation is about to be done; the code with which it fails, or 0."""
        self.count += 1
        failing = self.fail_at and (self.count >= self.fail_at if self.for_ever else self.count == self.fail_at)
        if failing:
            return self.code
        self.events.append(event)
        return 0


@contextmanager
def watched() -> Iterator[Disk]:
    """Everything that SQLite opens within this block goes through the disk that is given."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = c_void_p
    library.sqlite3_vfs_find.argtypes = [c_char_p]
    library.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
    library.sqlite3_vfs_unregister.argtypes = [c_void_p]
    real: int = library.sqlite3_vfs_find(None)
    shim = _Shim(real, Disk())
    library.sqlite3_vfs_register(ctypes.addressof(shim.vfs), 1)
    try:
        yield shim.disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.addressof(shim.vfs))
        library.sqlite3_vfs_register(real, 1)


class _Shim:
    """Our VFS: the system's with four functions replaced. It must outlive every connection that it opened."""

    def __init__(self, real: int, disk: Disk) -> None:
        self.disk = disk
        self._real = Vfs.from_address(real)
        self._files: dict[int, tuple[str, Methods, Methods]] = {}
        self.vfs = Vfs()
        ctypes.memmove(ctypes.addressof(self.vfs), real, ctypes.sizeof(Vfs))
        self.vfs.pNext = None
        self.vfs.zName = b"watched"
        self.vfs.xOpen = OPEN(self._open)
        self.vfs.xDelete = DELETE(self._delete)

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        # The name stays a pointer: SQLite keeps it and the system's VFS looks at it again much later.
        code = self._real.xOpen(ctypes.addressof(self._real), name, file, flags, out)
        handle = File.from_address(file)
        if code or not handle.pMethods or name is None:
            return int(code)
        real = handle.pMethods.contents
        ours = Methods()
        ctypes.memmove(ctypes.addressof(ours), ctypes.addressof(real), ctypes.sizeof(Methods))
        ours.xWrite, ours.xTruncate = WRITE(self._write), TRUNCATE(self._truncate)
        ours.xSync, ours.xClose = SYNC(self._sync), CLOSE(self._close)
        self._files[file] = (Path(ctypes.string_at(name).decode()).name, real, ours)
        handle.pMethods = ctypes.pointer(ours)
        return 0

    def _delete(self, vfs: int, name: bytes, sync: int) -> int:
        failed = self.disk.meet(Event("delete", Path(name.decode()).name))
        return failed or int(self._real.xDelete(ctypes.addressof(self._real), name, sync))

    def _close(self, file: int) -> int:
        _, real, _ = self._files.pop(file)
        File.from_address(file).pMethods = ctypes.pointer(real)
        return int(real.xClose(file))

    def _write(self, file: int, data: int, size: int, at: int) -> int:
        event = Event("write", self._files[file][0], at, ctypes.string_at(data, size))
        return self._pass_on(file, event, lambda real: real.xWrite(file, data, size, at))

    def _truncate(self, file: int, size: int) -> int:
        return self._pass_on(
            file, Event("truncate", self._files[file][0], size), lambda real: real.xTruncate(file, size)
        )

    def _sync(self, file: int, flags: int) -> int:
        return self._pass_on(file, Event("sync", self._files[file][0]), lambda real: real.xSync(file, flags))

    def _pass_on(self, file: int, event: Event, do: Callable[[Any], int]) -> int:
        return self.disk.meet(event) or int(do(self._files[file][1]))
