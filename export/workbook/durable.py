"""Put bytes into a file so that a full disk, a pulled stick or a power cut leaves the old file or the new one.

A plain save straight to the target destroys the last good export when the disk is full; so does an unchecked QSaveFile.
"""

import errno
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from forms.problems import Refusal

SPARE = 3
"""An export is not begun with less than this many times its size free."""
KEPT = (".school", ".county", ".key")
"""Endings of files that keep what people have typed: nothing that can be made again goes over them."""
ZIPPED, ZIP_MARK = ".xlsx", b"PK\x03\x04"


def refuse_unfit(path: Path, *endings: str) -> None:
    """Refusal where a file of ours must not be written: ask before anything is begun that cannot be taken back.

    Its folder must be there, it must be no folder and no ledger with its key, and what stands there already must be a
    file of the same sort. `endings` are those that the file may have, such as .xlsx.
    """
    if not path.parent.is_dir():
        raise Refusal("export_no_folder", folder=str(path.parent))
    if path.is_dir():
        raise Refusal("export_is_folder", file=path.name)
    if path.suffix.lower() in KEPT or (ZIPPED in endings and _is_another_sort(path)):
        raise Refusal("export_kept", file=path.name)
    if endings and path.suffix.lower() not in endings:
        raise Refusal("export_ending", file=path.name, ending="、".join(endings))


def _is_another_sort(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(ZIP_MARK)) not in (ZIP_MARK, b"")


def write_file(path: Path, data: bytes) -> None:
    """Write beside the target, flush, read back, compare, then rename. Raises Refusal in the world's words."""
    try:
        refuse_unfit(path, *([ZIPPED] if data.startswith(ZIP_MARK) else []))
    except OSError as fault:
        raise _refusal(fault, path) from fault
    with _replacing(path) as part:
        _refuse_full(path.parent, len(data))
        _write_flushed(part, data)
        _refuse_other(part, data)


@contextmanager
def changing(path: Path) -> Generator[BinaryIO]:
    """A copy of a file, open to be changed; it takes the file's place when the block ends well. Refusal as above."""
    with _replacing(path) as part:
        _refuse_full(path.parent, path.stat().st_size)
        shutil.copyfile(path, part)
        with part.open("r+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def _replacing(path: Path) -> Generator[Path]:
    """A name beside the target, whose file takes the target's place when the block ends well, and is gone otherwise."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
        _flush_folder(path.parent)
    except OSError as fault:
        raise _refusal(fault, path) from fault
    finally:
        with suppress(OSError):
            part.unlink()


def _refuse_full(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < SPARE * size:
        raise OSError(errno.ENOSPC, "not enough room")


def _write_flushed(part: Path, data: bytes) -> None:
    with part.open("wb") as file:
        if file.write(data) != len(data):
            raise OSError(errno.ENOSPC, "short write")
        file.flush()
        os.fsync(file.fileno())


def _refuse_other(part: Path, data: bytes) -> None:
    back = part.read_bytes()
    if len(back) != len(data) or sha256(back).digest() != sha256(data).digest():
        raise OSError(errno.EIO, "what was written reads back differently")


def _flush_folder(folder: Path) -> None:
    """So that the rename, too, survives a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(fault: OSError, path: Path) -> Refusal:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal("export_full", folder=str(path.parent))
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS):
        return Refusal("export_locked", file=path.name)
    return Refusal("export_failed", file=path.name)
