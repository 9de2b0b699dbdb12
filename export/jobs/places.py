"""Where a ledger may lie: on the PC's own disk. A stick is pulled while something is written, and it gets lost."""

import os
import sys
from pathlib import Path

REMOVABLE = 2
"""What Windows answers for a drive that can be taken out."""
MOUNTS = Path("/proc/mounts")
BLOCKS = Path("/sys/class/block")
CARRIED = ("/media/", "/run/media/")
"""Where Linux desktops show what was plugged in."""


def is_removable(path: Path) -> bool:
    """Whether a path lies on something that is pulled out; False where that cannot be known."""
    path = path.resolve()
    if sys.platform == "win32":
        return _windows_says_so(path)
    return str(path).startswith(CARRIED) or _kernel_says_so(path)


def _windows_says_so(path: Path) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # only there on Windows
    return bool(kernel.GetDriveTypeW(f"{path.drive}\\") == REMOVABLE)


def _kernel_says_so(path: Path) -> bool:
    """The disk under the mount that holds the path."""
    try:
        mounts = [line.split()[:2] for line in MOUNTS.read_text("utf-8").splitlines()]
        device = max((len(at), device) for device, at in mounts if path.is_relative_to(at))[1]
        block = (BLOCKS / Path(os.path.realpath(device)).name).resolve()
        disk = block if (block / "removable").exists() else block.parent  # a partition lies inside its disk
        return (disk / "removable").read_text("ascii").strip() == "1"
    except (OSError, ValueError):
        return False
