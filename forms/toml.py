"""TOML files, parsed once: Python needs longer for our forty than for all else that a window needs before it shows.

What was parsed is kept beside the file in __pycache__, as Python keeps its own modules, and counts only for a file of
the very same size and time. Where nothing may be written, files are parsed every time.
"""

import marshal
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

Parsed = dict[str, Any]


def read_toml(path: Path) -> Parsed:
    """What a file says. ValueError where it is no TOML, OSError where it cannot be read."""
    stat = path.stat()
    stamp = stat.st_mtime_ns, stat.st_size
    kept = Path(cache_from_source(str(path))).with_suffix(".toml")
    with suppress(OSError, EOFError, ValueError, TypeError):
        made_of, parsed = marshal.loads(kept.read_bytes())
        if made_of == stamp:
            return parsed
    parsed = _parsed(path)
    if not sys.dont_write_bytecode:
        _keep(kept, (stamp, parsed))
    return parsed


def _parsed(path: Path) -> Parsed:
    import tomllib  # hardly ever needed

    return tomllib.loads(path.read_text("utf-8"))


def _keep(place: Path, what: tuple[tuple[int, int], Parsed]) -> None:
    """Whole or not at all; a time of day is the one thing that cannot be kept."""
    part = place.with_suffix(".part")
    with suppress(OSError, ValueError):
        place.parent.mkdir(exist_ok=True)
        part.write_bytes(marshal.dumps(what))
        part.replace(place)
