"""Arguments, the last net, and which door is entered: the window where there is a screen, a command otherwise.

Each door loads only what lies behind it: the reading process no form, the window no command, a command no Qt.
"""

import argparse
import importlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from export.reading import FROZEN_FLAG

if TYPE_CHECKING:
    from export.jobs.commands import Command

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
"""Variables that say where there is a screen."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as a command says everything else: with --json as one object."""

    _asked: tuple[str, ...] = ()

    # Its overloads come to the same; all that is wanted of it is the arguments.
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401  # pyright: ignore[reportIncompatibleMethodOverride]
        self._asked = tuple(args or ())
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        if "--json" in self._asked:
            sys.stdout.write(json.dumps({"refused": message, "code": "arguments"}, ensure_ascii=False) + "\n")
        super().error(message)


def _count(text: str) -> int:
    """A number of things of which there is at least one."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not 1 or more")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments; the same doors serve people, scripts and tests."""
    from export.jobs import commands
    from export.jobs.county import commands as county

    top = Parser(prog="xiangxiao", description="乡校台账 Xiangxiao: registers of small rural schools")
    top.set_defaults(run=commands.demo, dir=None, json=False, password_file=None, english=False)
    doors = top.add_subparsers(metavar="command").add_parser

    practice = _door(doors, "practice", commands.practice, "make practice schools: workbooks and stores")
    practice.add_argument("dir", type=Path)
    practice.add_argument("--schools", type=_count, default=3, help="how many schools")
    practice.add_argument("--pupils", type=_count, default=300, help="pupils of all schools together")
    practice.add_argument("--seed", type=int, default=1, help="the same seed gives the same data again")
    practice.add_argument("--problems", action="store_true", help="plant known faults and list them")
    practice.add_argument("--doubles", type=int, default=0, help="pairs of pupils at two schools, in duplicates.json")

    check = _door(doors, "check", commands.check, "check workbooks and prove their seals")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")

    take_in = _door(doors, "import", commands.take_in, "show, or with --apply do, what importing a file would change")
    take_in.add_argument("file", type=Path)
    take_in.add_argument("--store", type=Path, required=True)
    take_in.add_argument("--form", help="which form a foreign spreadsheet fills, such as student")
    take_in.add_argument("--period", help="2026-1, 2026秋; the store's own where it is not said")
    take_in.add_argument("--school", default="", help="10-digit code, where the store is yet to be made")
    take_in.add_argument("--apply", action="store_true")

    send = _door(doors, "export", commands.send, "write the sealed workbook of a period")
    send.add_argument("--store", type=Path, required=True)
    send.add_argument("--out", type=Path, required=True)
    send.add_argument("--period", help="2026-1, 2026秋; the store's own where it is not said")
    send.add_argument("--draft", action="store_true", help="write although problems stand, marked as a draft")

    template = _door(doors, "template", commands.template, "write the blank fallback workbook")
    template.add_argument("--out", type=Path, required=True)
    template.add_argument("--form", nargs="+", default=[], help="only these forms")

    dictionary = _door(doors, "dictionary", commands.dictionary, "write the data dictionary (.xlsx or .md)")
    dictionary.add_argument("--out", type=Path, required=True)

    merge = _door(doors, "merge", county.merge, "merge schools' files into a county's store")
    merge.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders, in any order")
    merge.add_argument("--store", required=True, help="a file, or postgresql+psycopg://…; made where there is none")
    merge.add_argument("--period", help="2026-1, 2026秋; the county's own where it is not said")
    merge.add_argument("--out", type=Path, help="write the county's workbook, which another merge can take in")
    merge.add_argument("--slips", type=Path, metavar="DIR", help="write a return slip for each school with open items")
    merge.add_argument("--report", type=Path, help="write the whole report as JSON")
    merge.add_argument("--plan", action="store_true", help="only show what would be taken in; nothing is changed")

    indicators = _door(doors, "indicators", county.indicators, "the county's indicators, school by school")
    indicators.add_argument("--store", required=True)

    schools = _door(doors, "schools", county.schools, "show the register of schools, or take a list into it")
    schools.add_argument("--store", required=True)
    schools.add_argument("--import", dest="take", type=Path, metavar="FILE", help="any list of schools with codes")
    schools.add_argument(
        "--accept-key", action="append", default=[], metavar="CODE", help="the school's new signature is its own"
    )
    schools.add_argument("--county", default="", help="division of six digits, where the store is yet to be made")
    schools.add_argument("--name", default="", help="name of the county, where the store is yet to be made")
    schools.add_argument("--period", help="2026-1, where the store is yet to be made")

    demo = _door(doors, "demo", commands.demo, "do the whole main job with made-up schools")
    demo.add_argument("dir", nargs="?", type=Path)
    return top


def _door(add: Callable[..., argparse.ArgumentParser], name: str, run: "Command", text: str) -> argparse.ArgumentParser:
    door = add(name, help=text, description=text)
    door.add_argument("--json", action="store_true", help="print one JSON object")
    door.add_argument("--english", action="store_true", help="sentences in English")
    door.add_argument("--password-file", type=Path, help="file with the store's password; or XIANGXIAO_PASSWORD")
    door.set_defaults(run=run)
    return door


def _window() -> int:
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as lack:  # Qt is here, but not what it needs of the system
        sys.stderr.write(f"打不开窗口：系统里缺少 Qt 需要的库（{lack}）。make run 会列出要安装哪些系统软件包。\n")
        return 2
    from export.jobs.session import Session
    from export.reading.worker import Reader
    from forms.library import Library
    from ui import app

    with Reader() as reader:
        return app.run(Session(Library.built_in(), reader))


def _can_show() -> bool:
    """Whether there is a screen, and Qt."""
    has_screen = sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in SCREENS)
    return has_screen and importlib.util.find_spec("PySide6") is not None


def _spell_out_what_the_terminal_cannot() -> None:
    """A pipe on Windows speaks the system's code page, which lacks rare names' characters: they come as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 good, 1 problems found, 2 cannot. Where nothing is asked for: the window, or without one a day of work."""
    asked = sys.argv[1:] if arguments is None else list(arguments)
    if asked == [FROZEN_FLAG]:
        from export.reading.child import serve

        serve()  # a bundled program is its own reading process: it has no other interpreter
        return 0
    if not asked and _can_show():
        return _window()
    from export.jobs import commands

    _spell_out_what_the_terminal_cannot()
    try:
        return commands.run(parser().parse_args(asked))
    except BrokenPipeError:
        sys.stdout = None  # whoever read our output has gone, as `head` does
        return 2


if __name__ == "__main__":
    sys.exit(main())
