"""The house rule of ARCHITECTURE.md, held: who may import whom, and which folders there are.

resources ← forms ← db ; forms ← export ← export.jobs ← ui ← main ; only export.jobs and main know db
"""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pytest_archon import archrule
from pytest_archon.failure import pop_failures

from tests.tree import BUILT, ROOT

CODE = ("forms", "db", "export", "ui", "resources", "tests")

WINDOW = ("PySide6", "shiboken6")
SQL = ("sqlalchemy", "alembic", "sqlcipher3", "sqlite3")
SHEETS = ("openpyxl", "xlsxwriter", "python_calamine", "msoffcrypto")


class Room(NamedTuple):
    """A folder, without the part that has a rule of its own, and what its modules may not know."""

    folder: str
    may_not_know: tuple[str, ...]
    part: str | None = None
    but_not: str | None = None


ROOMS = {
    "forms": Room("forms", ("db", "export", "ui", "main", "tests", *WINDOW, *SQL, *SHEETS)),
    "db": Room("db", ("export", "ui", "main", "tests", *WINDOW)),
    "export": Room("export", ("export.jobs", "db", "ui", "main", "tests", *WINDOW, *SQL), but_not="export.jobs"),
    "export.jobs": Room("export", ("ui", "main", "tests", *WINDOW), part="export.jobs"),
    "ui": Room("ui", ("db", "main", "tests", *SQL, *SHEETS)),
}


@pytest.fixture(autouse=True)
def _quiet_archon(caplog: pytest.LogCaptureFixture) -> None:
    """It warns of modules that are not installed, such as a window's on a machine without one."""
    caplog.set_level(logging.ERROR, logger="pytest_archon.collect")


def within(*modules: str) -> list[str]:
    """Patterns for modules and all that is below them."""
    return [pattern for module in modules for pattern in (module, f"{module}.*")]


def breaches(room: Room) -> list[str]:
    """The imports, direct or through another module of the folder, that a room's rule forbids."""
    targets = archrule(room.folder).match(*within(room.part or room.folder))
    if room.but_not:
        targets = targets.exclude(*within(room.but_not))
    targets.should_not_import(*within(*room.may_not_know)).check(room.folder)
    return [failure.reason for failure in pop_failures()]


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_knows_only_what_it_may(name: str) -> None:
    if not list(ROOT.joinpath(*name.split(".")).glob("**/*.py")):
        pytest.skip(f"{name} has no code yet")
    assert breaches(ROOMS[name]) == []


@pytest.fixture
def slip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package in which one module breaks the rule of forms, and another uses that one."""
    folder = tmp_path / "slip"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "sheet.py").write_text("def read():\n    from openpyxl.reader import excel\n    return excel\n")
    (folder / "reader.py").write_text("from slip.sheet import read\n")
    (folder / "clean.py").write_text("import json\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield "slip"
    sys.modules.pop("slip", None)


def test_the_rule_finds_a_hidden_and_an_indirect_slip(slip: str) -> None:
    found = breaches(Room(slip, SHEETS))
    assert len(found) == 2
    assert all("openpyxl" in reason for reason in found)
    assert {reason.split("'")[1] for reason in found} == {"slip.sheet", "slip.reader"}


def test_the_rule_lets_an_honest_module_pass(slip: str) -> None:
    assert breaches(Room(slip, SHEETS, part="slip.clean")) == []
    assert breaches(Room(slip, SQL)) == []


def folders_with_code(root: Path) -> set[str]:
    """Top-level folders in which Python stands, hidden and built ones apart."""
    folders = {file.relative_to(root).parts[0] for file in root.glob("[!.]*/**/*.py")}
    return folders - set(BUILT)


def test_there_is_no_other_code_folder() -> None:
    assert folders_with_code(ROOT) <= set(CODE)
    assert {file.name for file in ROOT.glob("*.py")} <= {"main.py"}


def test_another_code_folder_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "helpers" / "deep").mkdir(parents=True)
    (tmp_path / "helpers" / "deep" / "thing.py").touch()
    (tmp_path / "docs").mkdir()
    assert folders_with_code(tmp_path) == {"helpers"}


def test_resources_hold_data_only() -> None:
    assert list((ROOT / "resources").rglob("*.py")) == []


def headless_modules() -> list[str]:
    """Everything that must load on a machine that never saw Qt: all rooms but ui, and main.

    What Alembic or `python -m` runs as a script is no module to load.
    """
    files = [file for room in ("forms", "db", "export") for file in (ROOT / room).rglob("*.py")]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in [*files, *ROOT.glob("main.py")]]
    scripts = ("__main__", "migrations.env")
    return sorted(name.removesuffix(".__init__") for name in names if not name.endswith(scripts))


def test_the_headless_program_loads_without_qt() -> None:
    script = (
        "import importlib, sys\n"
        f"sys.modules.update(dict.fromkeys({WINDOW!r}))  # None: any import of them fails\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    command = [sys.executable, "-c", script, *headless_modules()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_first_window_waits_for_no_database() -> None:
    command = (
        "import sys\n"
        "import ui.app, ui.school.first_run, export.jobs.session, export.reading.worker, forms.library\n"
        "print([name for name in ('sqlalchemy', 'sqlcipher3', 'argon2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
