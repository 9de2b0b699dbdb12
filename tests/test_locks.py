"""The lock files hold what pyproject.toml asks for, exactly and with hashes. A failure here means: make lock."""

import re
import tomllib

import pytest

from tests.tree import ROOT

EXTRAS = {
    "headless": [],
    "window": ["window"],
    "test": ["test", "window"],
    "dev": ["test", "dev", "window"],
    "build": ["window", "build"],
    "bench": ["bench"],
}
"""Lock file → the optional groups in it, on top of the headless program."""


def wanted(purpose: str) -> list[str]:
    """The requirements of pyproject.toml for one purpose, without what is in brackets."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in EXTRAS[purpose])]
    return [re.sub(r"\[.*?\]", "", requirement) for group in groups for requirement in group]


def locked(purpose: str) -> str:
    return (ROOT / "requirements" / f"{purpose}.lock").read_text("utf-8")


def test_every_group_and_every_file_has_its_purpose() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(project["optional-dependencies"]) == {extra for extras in EXTRAS.values() for extra in extras}
    assert {file.stem for file in (ROOT / "requirements").iterdir()} == set(EXTRAS)


@pytest.mark.parametrize("purpose", EXTRAS)
def test_a_lock_file_holds_what_the_project_asks_for(purpose: str) -> None:
    text = locked(purpose)
    assert [each for each in wanted(purpose) if "==" not in each] == []
    assert [each for each in wanted(purpose) if f"\n{each} " not in text] == []


@pytest.mark.parametrize("purpose", EXTRAS)
def test_every_locked_package_is_exact_and_hashed(purpose: str) -> None:
    packages = re.split(r"^(?=[a-z0-9])", locked(purpose), flags=re.MULTILINE)[1:]
    assert packages
    assert [each for each in packages if not re.match(r"\S+==\S+ .*\n +--hash=sha256:[0-9a-f]{64}", each)] == []
