"""build.spec names everything that the program finds by path or by name. Whether the bundle works, make build proves."""

import ast
import os
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.tree import ROOT, files, said

BEHIND = ("ui/scenes.py", "ui/screenshots.py")
"""A developer's tool in a room that is otherwise bundled whole."""


def lists() -> dict[str, object]:
    """The constants of build.spec that are written out."""
    named: dict[str, object] = {}
    for node in ast.parse((ROOT / "build.spec").read_text("utf-8")).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Tuple() | ast.Dict() as value) if name.isupper():
                named[name] = ast.literal_eval(value)
    return named


SPEC = lists()


def names(constant: str) -> set[str]:
    """One list of the specification."""
    found = SPEC[constant]
    assert isinstance(found, tuple | Mapping)
    return set(map(str, found))


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it; of `from PySide6 import QtCore`, PySide6.QtCore as well."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Import(names=found):
                yield from (each.name for each in found)
            case ast.ImportFrom(module=str(module), names=found):
                yield module
                yield from (f"{module}.{each.name}" for each in found)


def bundled() -> list[Path]:
    """Our own modules that the bundle holds."""
    rooms = {*names("ROOMS"), "main.py"}
    return [file for file in files(".py") if said(file).split("/")[0] in rooms and said(file) not in BEHIND]


def test_the_lists_are_found() -> None:
    assert {"DATA", "ROOMS", "QT_MODULES", "QT_PLUGINS", "EXCLUDED"} <= SPEC.keys()


def test_every_room_with_code_is_bundled() -> None:
    rooms = {said(file).split("/")[0] for file in files(".py")} - {"tests", "main.py"}
    assert rooms == names("ROOMS")


def test_every_folder_of_data_is_bundled() -> None:
    left = [
        said(file) for room in (*names("ROOMS"), "resources") for file in (ROOT / room).rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc")
        and not any(file.is_relative_to(ROOT / folder) for folder in names("DATA"))
    ]  # fmt: skip
    assert left == []
    assert [folder for folder in names("DATA") if not (ROOT / folder).is_dir()] == []


def test_migrations_import_only_what_the_store_imports() -> None:
    scripts = [file for file in bundled() if "migrations" in file.parts]
    theirs = {name.split(".")[0] for file in scripts for name in imports(file)}
    known = {name.split(".")[0] for file in bundled() if file not in scripts for name in imports(file)}
    assert scripts
    assert theirs <= known


def test_the_parts_of_qt_are_those_in_use() -> None:
    used = {name.split(".")[1] for file in bundled() for name in imports(file) if name.startswith("PySide6.")}
    assert used == names("QT_MODULES")


def test_nothing_in_use_is_left_behind() -> None:
    excluded = names("EXCLUDED")
    found = {
        f"{said(file)}: {name}" for file in bundled() for name in imports(file)
        if any(name == each or name.startswith(f"{each}.") for each in excluded)
    }  # fmt: skip
    assert found == set()


def test_a_window_opens_on_every_system_and_chinese_can_be_typed() -> None:
    plugins = SPEC["QT_PLUGINS"]
    assert isinstance(plugins, dict)
    assert {"qoffscreen", "qwindows", "qxcb"} <= set(plugins["platforms"])
    assert any("ibus" in plugin for plugin in plugins["platforminputcontexts"])


def test_there_is_no_packer_and_no_single_file() -> None:
    text = (ROOT / "build.spec").read_text("utf-8")
    assert "upx=True" not in text
    assert '"upx": True' not in text
    assert "COLLECT(" in text


def test_licences_that_no_package_brings_lie_here() -> None:
    licences = ROOT / "resources" / "licences"
    assert {"LGPL-3.0.txt", "GPL-3.0.txt"} == {file.name for file in (licences / "Qt").iterdir()}
    assert "ZETETIC" in (licences / "SQLCipher" / "LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_what_the_bundle_starts_finds_its_own_libraries(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/_internal")
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(ROOT / ".ci" / "at_start.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
    assert os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
