"""What a command says: lines for people, or one object for programs."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path


def say(line: str) -> None:
    """A line for people."""
    sys.stdout.write(line + "\n")


def print_json(data: object) -> None:
    """One object for programs."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def say_written(files: Iterable[Path], *, as_json: bool) -> int:
    """Where the results lie."""
    names = [str(file) for file in files]
    if as_json:
        print_json({"files": names})
    else:
        say("已写出 " + "、".join(names))
    return 0
