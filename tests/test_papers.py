"""What the papers at the root say is true: commands exist, rooms are named, the changelog can be read."""

import re
import tomllib

import pytest

from tests.tree import ROOT, files

BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"^\s*(?:\$ )?make(?: +[A-Z_]+=\S+)*((?: +[a-z-]+)+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)", re.MULTILINE)
RELEASE = re.compile(r"^## (?:\[?Unreleased\]?|\[?(\d+\.\d+\.\d+)\]?(?: [-–—] \d{4}-\d{2}-\d{2})?)$")
CHANGES = {"Added", "Changed", "Fixed", "Removed", "Security"}


def read(*parts: str) -> str:
    """A file of the project."""
    return ROOT.joinpath(*parts).read_text("utf-8")


def asked_of_make(text: str) -> set[str]:
    """Every target that lines such as `make test lint` name."""
    return {target for names in MAKE.findall(text) for target in names.split()}


def targets() -> set[str]:
    """What make can be asked for."""
    return set(TARGET.findall(read("Makefile")))


def test_commands_are_found_in_a_text() -> None:
    text = "make run\n$ make PYTHON=python3.12 test lint  # both\nmakes sense\n# make a wish\n"
    assert asked_of_make(text) == {"run", "test", "lint"}


def test_every_target_is_phony_and_explained() -> None:
    phony = set(re.findall(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE))
    assert phony == targets() == set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("paper", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_a_paper_names_real_targets(paper: str) -> None:
    asked = asked_of_make("\n".join(BLOCK.findall(read(paper))))
    assert asked, f"{paper} names no command"
    assert asked <= targets()


def test_ci_runs_real_targets() -> None:
    asked = asked_of_make(re.sub(r"^try \d+ ", "", read(".ci", "run"), flags=re.MULTILINE))
    assert asked
    assert asked <= targets()


def test_architecture_names_every_room() -> None:
    text = read("ARCHITECTURE.md")
    rooms = {file.relative_to(ROOT).parts[0] for file in files(".py", ".toml") if file.parent != ROOT}
    assert [room for room in sorted(rooms) if f"{room}/" not in text] == []


def misshapen(changelog: str) -> list[str]:
    """Headings of a changelog that are neither a release nor a sort of change."""
    first, *rest = [line for line in changelog.splitlines() if line.startswith("#")] or [""]
    wrong = [] if first.startswith("# ") else [first]
    wrong += [line for line in rest if line.startswith("## ") and not RELEASE.match(line)]
    return wrong + [line for line in rest if line.startswith("###") and line.removeprefix("### ") not in CHANGES]


def test_the_changelog_is_well_formed_and_begins_with_this_version() -> None:
    text = read("CHANGELOG.md")
    assert misshapen(text) == []
    releases = [match[1] for line in text.splitlines() if (match := RELEASE.match(line))]
    numbers = [tuple(map(int, release.split("."))) for release in releases if release]
    assert numbers == sorted(numbers, reverse=True)
    assert releases[0] in (None, tomllib.loads(read("pyproject.toml"))["project"]["version"])


def test_a_misshapen_changelog_is_seen() -> None:
    assert misshapen("# Changelog\n## [0.1.0] - 2026-11-21\n### Added\n- forms\n") == []
    assert misshapen("# Changelog\n## soon\n### Stuff\n") == ["## soon", "### Stuff"]
