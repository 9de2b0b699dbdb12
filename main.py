"""The last net, and which door is entered: the window where there is a screen, a command otherwise.

Each door loads only what lies behind it: the reading process no form, the window no command, a command no Qt.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from export.reading import FROZEN_FLAG

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
"""Variables that say where there is a screen."""


def _window() -> int:
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as lack:  # Qt itself, or what it needs of the system
        sys.stderr.write(
            f"打不开窗口：缺少 Qt 或它需要的系统库（{lack}）。make run 会把能装的装好，并列出还要安装哪些系统软件包；"
            "不用窗口也能做的事见 --help。\n"
        )
        return 2
    from export.jobs.session import Session
    from export.reading.worker import Reader
    from forms.library import Library
    from ui import app

    with Reader() as reader:
        return app.run(Session(Library.built_in(), reader))


def _has_screen() -> bool:
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in SCREENS)


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
    if not asked and _has_screen():
        return _window()
    from export.jobs import commands
    from export.jobs.arguments import parser

    _spell_out_what_the_terminal_cannot()
    try:
        return commands.run(parser().parse_args(asked))
    except BrokenPipeError:
        sys.stdout = None  # whoever read our output has gone, as `head` does
        return 2


if __name__ == "__main__":
    sys.exit(main())
