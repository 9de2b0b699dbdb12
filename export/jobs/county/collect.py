"""Collect: any number of files and folders become deliveries, several files at a time, each beside the program.

A thread and a reading process per reader; results wait in line, never more than a few, so that a county of a thousand
schools takes no more memory than a handful. A file that cannot be read is told with its reason and stops nobody.
"""

import os
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path
from stat import S_ISREG
from types import TracebackType
from typing import Any, NamedTuple, Self, cast

from export.delivery import Delivery
from export.delivery.shelf import shelf
from export.reading.limits import COLLECT, Limits
from export.reading.worker import FunctionFailed, Reader
from forms.problems import Language, Refusal

COLLECTED = "export.delivery.gather:collected"
AHEAD = 2
"""Files per reader that may be read ahead of what has been taken."""
PATIENCE = 0.05
"""Seconds until it is looked again whether somebody said stop."""
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".xml", ".html", ".htm"}
"""What is looked for in a folder; a file that is named is read whatever it is called."""
MISTAKEN = {".zip", ".rar", ".7z", ".doc", ".docx", ".wps"}
"""What schools send instead of it: such a file cannot be taken, and somebody must be told."""


@dataclass(frozen=True, slots=True)
class Order:
    """How files are collected."""

    lang: Language = "zh"
    limits: Limits = COLLECT
    readers: int = 2
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    """School → public key (hex) by which the county knows it."""
    former: Mapping[str, set[str]] = field(default_factory=dict[str, set[str]])
    """Keys by which schools were known before; what they sign is read cell by cell, and nobody need be called."""
    seen: Callable[[str], bool] = lambda _: False
    """Whether a file of this SHA-256 is in the county already; it is not read again."""


@dataclass(frozen=True, slots=True)
class Collected:
    """One file: its deliveries, or why it has none. What a merge has put out comes in several, one after the other."""

    file: Path
    sha256: str
    deliveries: tuple[Delivery, ...] = ()
    refused: Refusal | None = None
    """Why the file could not be taken; it goes into quarantine (隔离)."""
    seen: bool = False
    """The county has this very file already."""
    strange: tuple[int, ...] = ()
    """Which of the deliveries another key signed than the county knows, or none; cells were read, not the copy."""
    expected: int = 1
    """Deliveries in the whole file."""
    crates: int = 1
    """In how many pieces the file comes."""

    @property
    def new_key(self) -> tuple[str, ...]:
        """The schools of the strange ones."""
        return tuple(dict.fromkeys(self.deliveries[at].school for at in self.strange))


class Task(NamedTuple):
    """What a thread is asked to do."""

    file: Path
    sha256: str = ""
    crate: int = 0
    """Which piece of what a merge has put out."""
    deep: bool = False
    """Whether to read the cells whatever the file says of itself."""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files among paths and in the folders among them, each once, in the order of their names.

    Links that lead nowhere are among them, so that they are told; links to folders are not followed.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(sorted(_inside(path)) if path.is_dir() else [path])
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    """What may be a school's file, and folders that cannot be looked into: they are told like files that cannot be."""
    shut: list[Path] = []
    for place, _, names in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename))):
        wanted = (name for name in names if Path(name).suffix.lower() in SUFFIXES | MISTAKEN)
        yield from (Path(place, name) for name in wanted if not name.startswith(("~$", ".")))
    yield from shut


class Collecting:
    """Files on their way in; iterate to take them one by one, in the order of the files."""

    def __init__(self, files: Iterable[Path], order: Order) -> None:
        self._order = order
        self._tasks = map(Task, files)
        self._rest: deque[Task] = deque()
        """Further pieces of files of which the first piece has come."""
        self._dropped: set[Path] = set()
        self._expected: dict[Path, int] = {}
        """Deliveries in the whole of a file that comes in pieces."""
        self._readers = [Reader(order.limits) for _ in range(order.readers)]
        self._idle = deque(self._readers)
        self._threads = ThreadPoolExecutor(order.readers, "collect")
        self._waiting: deque[Future[Collected]] = deque()
        self._keys = dict(order.keys)
        self._salt = secrets.token_bytes(16)
        """Decides which workbooks are read both ways; nobody outside can foresee it."""
        self._cancelled = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._cancelled.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        while under_way := [task for task in self._waiting if not task.done()]:
            self.cancel()  # again and again, because a thread may just have started a new process
            wait(under_way, timeout=PATIENCE)
        self._threads.shutdown()
        for reader in self._readers:
            reader.close()

    def __iter__(self) -> Iterator[Collected]:
        """Ends early once it has been cancelled."""
        while not self._cancelled.is_set():
            self._fill()
            if not self._waiting:
                return
            collected = self._judged(self._awaited(self._waiting[0]))
            self._waiting.popleft()
            if self._cancelled.is_set():
                return
            if collected.file in self._dropped:
                continue
            if collected.refused is not None:
                collected = replace(collected, expected=self._expected.get(collected.file, 1))
                self.drop(collected.file)
            pieces = range(1, collected.crates) if collected.crates > 1 else ()
            if pieces:
                self._expected[collected.file] = collected.expected
            self._rest.extend(Task(collected.file, collected.sha256, crate) for crate in pieces)
            yield collected

    def cancel(self) -> None:
        """End at once; another thread may call this. Files under way are dropped."""
        self._cancelled.set()
        for reader in self._readers:
            reader.stop()

    def drop(self, file: Path) -> None:
        """Nothing more of this file: a piece of it cannot be taken."""
        self._dropped.add(file)
        self._rest = deque(task for task in self._rest if task.file != file)

    def _awaited(self, task: "Future[Collected]") -> Collected:
        """What a thread has made of its task; once somebody said stop, it waits for no process started just then."""
        while wait((task,), timeout=PATIENCE).not_done:
            if self._cancelled.is_set():
                self.cancel()
        return task.result()

    def _fill(self) -> None:
        while len(self._waiting) < self._order.readers * (1 + AHEAD):
            task = self._rest.popleft() if self._rest else next(self._tasks, None)
            if task is None:
                return
            self._waiting.append(self._threads.submit(self._take, task))

    def _judged(self, collected: Collected) -> Collected:
        """A copy is believed only under the key by which the school is known; the first that is seen is the one."""
        strange = tuple(at for at, one in enumerate(collected.deliveries) if not self._is_known(one))
        if not strange:
            return collected
        if any(collected.deliveries[at].quick for at in strange):
            task = Task(collected.file, collected.sha256, deep=True)
            collected = self._awaited(self._threads.submit(self._take, task))
        new = (at for at, one in enumerate(collected.deliveries) if at in strange and not self._was_known(one))
        return replace(collected, strange=tuple(new))

    def _is_known(self, delivery: Delivery) -> bool:
        """Whether the key is the school's. No key is what anybody has, once the school is known by one."""
        if not delivery.key:
            return delivery.school not in self._keys
        return self._keys.setdefault(delivery.school, delivery.key) == delivery.key

    def _was_known(self, delivery: Delivery) -> bool:
        return delivery.key in self._order.former.get(delivery.school, ())

    def _take(self, task: Task) -> Collected:
        """One task, in a thread of the pool; there are as many readers as threads."""
        file, sha256 = task.file, task.sha256
        if self._cancelled.is_set():
            return Collected(file, sha256)
        reader = self._idle.popleft()
        try:
            sha256 = sha256 or _sha256(file, self._order.limits)
            if not task.crate and self._order.seen(sha256):
                return Collected(file, sha256, seen=True)
            return self._read(task._replace(sha256=sha256), reader)
        except Refusal as refusal:
            return Collected(file, sha256, refused=refusal)
        except FunctionFailed:
            return Collected(file, sha256, refused=Refusal("reader_failed", file=file.name))
        finally:
            self._idle.append(reader)

    def _read(self, task: Task, reader: Reader) -> Collected:
        try:
            return self._ask(task, reader)
        except FunctionFailed:
            if task.deep:
                raise
            return self._ask(task._replace(deep=True), reader)  # a copy may hold anything, cells are looked over

    def _ask(self, task: Task, reader: Reader) -> Collected:
        question = (self._order.lang, self._salt, task.deep, task.crate)
        answer = cast("tuple[int, int, list[tuple[Any, ...]]]", reader.run_bare(COLLECTED, task.file, *question))
        expected, crates, packed = answer
        deliveries = tuple(map(with_definitions, map(Delivery.unpacked, packed)))
        crates = 1 if task.crate else crates
        return Collected(task.file, task.sha256, deliveries, expected=expected, crates=crates)


def with_definitions(delivery: Delivery) -> Delivery:
    """What the program ships was not carried between the processes, so it is put in here."""
    texts = shelf().texts
    missing = {part.definition for part in delivery.parts.values()} - set(delivery.definitions)
    delivery.definitions |= {digest: texts[digest] for digest in sorted(missing)}
    return delivery


def _sha256(file: Path, limits: Limits) -> str:
    try:
        found = file.stat()
        if not S_ISREG(found.st_mode):  # a pipe would keep us waiting for ever
            raise Refusal("file_not_readable", file=file.name)
        if found.st_size > limits.file_bytes:
            raise Refusal("file_too_big", file=file.name, most=limits.file_bytes >> 20)
        with file.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except FileNotFoundError as missing:
        raise Refusal("file_not_found", file=file.name) from missing
    except OSError as failed:
        raise Refusal("file_not_readable", file=file.name) from failed
