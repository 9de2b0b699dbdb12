"""Every refusal of the reader has its sentence in both languages, and brings all that its sentence names."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from forms.problems import Catalogue

ROOT = Path(__file__).resolve().parents[3]
FILE = "file"
"""The reader adds the file's name to every refusal."""


def raised() -> dict[str, set[str]]:
    """Codes of refusals in the reader's source, with the parameters that are always given."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "export" / "reading").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                for code in node.args:
                    if isinstance(code, ast.Constant) and isinstance(code.value, str):
                        found[code.value] = found.get(code.value, given) & given
    return found


def passed_on() -> set[str]:
    """Codes that reach a refusal through a name."""
    from export.reading.xlsx import ACTIVE_PARTS

    return {*ACTIVE_PARTS.values(), "reader_failed", "reader_cannot_start"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.read(ROOT / "resources" / "problems")


def test_every_refusal_has_a_sentence_that_it_can_fill(catalogue: Catalogue) -> None:
    codes = raised() | {code: set[str]() for code in passed_on() - raised().keys()}
    for code, given in codes.items():
        for lang in ("zh", "en"):
            named = {name for _, name, _, _ in Formatter().parse(catalogue._sentences[f"refusal.{code}"][lang]) if name}
            assert FILE in named, code
            assert named <= given | {FILE}, code


def test_no_sentence_is_left_over() -> None:
    import tomllib

    own = tomllib.loads((ROOT / "resources" / "problems" / "reading.toml").read_text("utf-8"))
    assert {code.removeprefix("refusal.") for code in own} == raised().keys() | passed_on()
