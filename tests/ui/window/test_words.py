"""Every English text of the program has its Chinese, said the same way everywhere, with the same placeholders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import ROOT, said
from ui.menus import MENUS, OWN, WITHIN
from ui.page import COMMANDS
from ui.translation import Translation, words_of

CALLS = {"tr", "translate", "translated", "word"}
PLACES = re.compile(r"\{(\w+)\}")


def literals(file: Path) -> Iterator[tuple[str, str]]:
    """Every text that a file wants translated, with where it stands."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and _called(node) in CALLS:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                    yield argument.value, f"{said(file)}:{node.lineno}"


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_every_text_has_its_chinese(words: Path) -> None:
    known = words_of(words)
    asked = [one for file in sorted((ROOT / "ui").rglob("*.py")) for one in literals(file)]
    assert len(asked) > 100
    assert [f"{place} {text!r}" for text, place in asked if text not in known] == []


def test_placeholders_are_kept(words: Path) -> None:
    lost = {en: zh for en, zh in words_of(words).items() if set(PLACES.findall(en)) != set(PLACES.findall(zh))}
    assert lost == {}


def test_no_text_is_left_that_nobody_says(words: Path) -> None:
    asked = {text for file in (ROOT / "ui").rglob("*.py") for text, _ in literals(file)}
    left = [en for en in words_of(words) if en not in asked]
    sources = "\n".join(file.read_text("utf-8") for file in (ROOT / "ui").rglob("*.py"))
    assert [en for en in left if en not in sources] == []


def test_two_words_for_one_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "zh.toml"
    file.write_text('[a]\n"Save" = "保存"\n[b]\n"Save" = "存盘"\n', "utf-8")
    with pytest.raises(ValueError, match="Save"):
        words_of(file)


def test_what_the_map_lacks_is_left_to_qt() -> None:
    assert Translation({"Save": "保存"}).translate("", "Save") == "保存"
    assert Translation({"Save": "保存"}).translate("", "OK") is None


def test_menus_name_commands_that_there_are() -> None:
    named = {name for _, names in (*MENUS, *WITHIN.values()) for name in names} - {"-", *WITHIN}
    assert named <= {*OWN, *COMMANDS}
    assert {*OWN, *COMMANDS} <= named | {"go:check", "go:backup", "go:settings"}
