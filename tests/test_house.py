"""House style that no linter knows: small files that say why they exist, honest names, nothing left for later."""

import ast
import re
from pathlib import Path

import pytest

from tests.tree import ROOT, files, said

LONGEST = 400
EMPTY_NAME = re.compile(r"(Manager|Helper|Util)s?(?=[A-Z]|$)|^Base(?=[A-Z]|$)|Base$")
EMPTY_FILE = re.compile(r"(?:^|_)(managers?|helpers?|utils?|misc|common)(?:_|$)")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")


def faults(name: str, text: str) -> list[str]:
    """What is wrong with one Python file."""
    tree = ast.parse(text)
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = [f"{name}: class {each} says nothing" for each in classes if EMPTY_NAME.search(each)]
    if EMPTY_FILE.search(Path(name).stem):
        found.append(f"{name}: the file's name says nothing")
    if not ast.get_docstring(tree):
        found.append(f"{name}: does not say why it exists")
    if (lines := len(text.splitlines())) > LONGEST:
        found.append(f"{name}: {lines} lines")
    return found


def test_every_file_is_small_well_named_and_says_why_it_exists() -> None:
    assert [fault for file in files(".py") for fault in faults(said(file), file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("db/rows.py", '"""Why."""\nclass RowManager: ...', "class RowManager"),
        ("db/rows.py", '"""Why."""\nclass BaseRow: ...', "class BaseRow"),
        ("db/rows.py", "import json\n", "why it exists"),
        ("db/utils.py", '"""Why."""', "file's name"),
        ("db/rows.py", '"""Why."""\n' + "x = 1\n" * LONGEST, "401 lines"),
    ],
)
def test_a_fault_is_seen(name: str, text: str, fault: str) -> None:
    found = faults(name, text)
    assert len(found) == 1
    assert fault in found[0]


def test_an_honest_name_is_left_alone() -> None:
    assert faults("db/rows.py", '"""Why."""\nclass Baseline: ...\nclass Utility: ...') == []


def test_nothing_is_left_for_later() -> None:
    papers = [*files(".py", ".toml", ".md", ".qss", ".spec"), ROOT / "Makefile", *(ROOT / ".ci").iterdir()]
    assert [said(file) for file in papers if UNFINISHED.search(file.read_text("utf-8"))] == []
