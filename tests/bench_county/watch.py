"""Run a module in a process of its own and see how much memory it and its children take together."""

import json
import resource
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, NamedTuple

EVERY = 0.05
"""Seconds between two looks."""
PAGE = 4096


class Seen(NamedTuple):
    """What a run said, and its peak."""

    said: dict[str, Any]
    peak: int
    """Bytes resident in the process and all below it; what they share counts as often as they are."""
    cpu: float
    """Seconds of processors that they used."""


def run(module: str, *arguments: object) -> Seen:
    """Run `python -m module arguments…`, whose last line is JSON."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    before = _cpu()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak, ended = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended))
    watcher.start()
    out, _ = process.communicate()
    ended.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{module} failed")
    return Seen(json.loads(out.splitlines()[-1]), peak[0], _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, peak: list[int], ended: threading.Event) -> None:
    while not ended.wait(EVERY):
        peak[0] = max(peak[0], sum(map(_resident, _family(pid))))


def _family(pid: int) -> list[int]:
    """A process and everybody below it."""
    try:
        tasks = Path(f"/proc/{pid}/task")
        children = [int(one) for task in tasks.iterdir() for one in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0
