"""Every refusal of the store has a sentence in both languages that its parameters fill, and no sentence is left over."""

import ast
import re
import tomllib
from pathlib import Path

from db import files, sqlite
from tests.tree import ROOT


def raised() -> dict[str, set[str]]:
    """Code of each refusal in the code of this room, and the names of its parameters."""
    found = {f"refusal.{code}": {"path"} for code in {*sqlite._REFUSALS.values(), *files._REFUSALS.values()}}
    for file in (ROOT / "db").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Refusal", "Wrong"):
                for code in [
                    part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant) and part.value
                ]:
                    full = f"refusal.{code}" if node.func.id == "Refusal" else str(code)
                    found.setdefault(full, set()).update(keyword.arg or "" for keyword in node.keywords)
    found["store.unread"] |= {"field", "text"}
    return found


def sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(ROOT / "resources" / "problems" / "store.toml").read_text("utf-8"))


def test_every_refusal_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert sorted(sentences()) == sorted(raised())


def test_a_sentence_asks_only_for_what_it_is_given() -> None:
    given = raised()
    for code, texts in sentences().items():
        asked = {name for text in texts.values() for name in re.findall(r"\{(\w+)\}", text)}
        assert asked <= given[code], code


def test_chinese_sentences_end_as_chinese_does() -> None:
    assert [code for code, texts in sentences().items() if not texts["zh"].endswith("。")] == []
    assert [code for code, texts in sentences().items() if set(texts) != {"zh", "en"}] == []
