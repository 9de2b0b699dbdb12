"""The program's commands as a person calls them: arguments in, exit code and printed text out."""

import json
from pathlib import Path
from typing import Any

import pytest

import main
from export.jobs.session import PASSWORD_VARIABLE

PASSWORD = "测试用的密码 2026"


class Doors:
    """Calls commands and gives what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)

    def call(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self._capsys.readouterr()
        code = main.main([str(argument) for argument in arguments])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def json(self, *arguments: str | Path, code: int = 0) -> dict[str, Any]:
        """The one object that a command prints with --json."""
        exit_code, out, err = self.call(*arguments, "--json")
        assert exit_code == code, (out, err)
        return json.loads(out)
