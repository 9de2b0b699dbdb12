"""Every refusal of a county's store has a sentence in both languages that its parameters fill, and none is left over."""

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest

from db import files, sqlite
from db.county import server_errors
from tests.tree import ROOT

FOLDER = ROOT / "resources" / "problems"


def calls() -> Iterator[tuple[str, set[str]]]:
    """Code of each refusal in the code of this folder, and the names of its parameters."""
    for file in (ROOT / "db" / "county").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant):
                        yield str(part.value), {keyword.arg or "" for keyword in node.keywords}


def raised() -> dict[str, set[str]]:
    """The same, with what comes out of tables."""
    found = {code: {"path"} for code in [*server_errors.BY_CODE.values(), *server_errors.BY_CLASS.values()]}
    found |= {code: {"path"} for code in [*sqlite.OTHERS.values(), *files._REFUSALS.values()]}
    words = ast.walk(ast.parse((ROOT / "db" / "county" / "server_errors.py").read_text("utf-8")))
    own = {node.value for node in words if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    found |= {word: {"path"} for word in own if re.fullmatch(r"server_\w+|no_such_database", word)}
    for code, parameters in calls():
        found.setdefault(code, set()).update(parameters)
    return found


def sentences(name: str) -> dict[str, dict[str, str]]:
    said = tomllib.loads((FOLDER / name).read_text("utf-8"))
    return {code.removeprefix("refusal."): texts for code, texts in said.items()}


def test_every_refusal_has_its_sentence_and_none_is_left_over() -> None:
    own, shared = sentences("county_store.toml"), sentences("store.toml")
    assert set(raised()) - set(shared) == set(own)


@pytest.mark.parametrize("code", sorted(sentences("county_store.toml")))
def test_a_sentence_asks_only_for_what_it_is_given_and_says_what_to_do(code: str) -> None:
    texts = sentences("county_store.toml")[code]
    asked = {name for text in texts.values() for name in re.findall(r"\{(\w+)\}", text)}
    assert asked <= raised()[code]
    assert set(texts) == {"zh", "en"}
    assert texts["zh"].endswith("。")
    assert re.search("请|联系", texts["zh"])
