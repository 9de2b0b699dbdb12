"""Write small files so that there is always the old one or the new one, never half of one."""

import errno
import os
from pathlib import Path

from forms.problems import Refusal

_REFUSALS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}


def refusal_of(error: OSError, path: Path) -> Refusal:
    """What a failed file operation is called."""
    return Refusal(_REFUSALS.get(error.errno or 0, "disk_error"), path=path.name)


def part_of(path: Path) -> Path:
    """Where a file grows before it takes its name; in the same folder, so that renaming is one step."""
    return path.with_name(path.name + ".part")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file at once: beside it, flushed, renamed, the folder flushed. Raises Refusal."""
    part = part_of(path)
    try:
        with part.open("wb") as file:
            if file.write(content) != len(content):
                raise OSError(errno.ENOSPC, "short write")
            file.flush()
            os.fsync(file.fileno())
        rename(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise refusal_of(error, path) from error


def rename(old: Path, new: Path) -> None:
    """Give a finished file its name, replacing what bore it, and make that last."""
    old.replace(new)
    flush_folder(new.parent)


def flush_file(path: Path) -> None:
    """Make a file's content last."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make names in a folder last. Windows cannot flush folders and does not need to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
