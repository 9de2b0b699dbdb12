"""What a county decides and enters: kept whole, whatever program wrote it, and read as far as this one understands it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.county.store import CountyStore
from export.jobs.county.choices import SETTING, choose, enter, prove, settings_of
from forms.indicators import Settings
from forms.indicators.asked import asked_figures
from forms.library import Library
from forms.problems import Wrong

NEWER = {
    "weather": {"sun": 1}, "points": "shared", "visiting": "sometimes", "headcount": "counted",
    "entered": {"wage_teachers": "98000", "moon": "full", "satisfaction": "much"}, "evidence": ["none"],
}  # fmt: skip
"""What a newer program may have kept."""
ASKED = {asked.key: asked for asked in asked_figures()}


@pytest.fixture
def store(library: Library, tmp_path: Path) -> Iterator[CountyStore]:
    with CountyStore.create(tmp_path / "a.county", library, "990123", practice=True) as made:
        yield made


def test_nothing_said_is_the_rules_own_way(store: CountyStore) -> None:
    assert settings_of(store) == Settings(region="990123")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7"])
def test_what_cannot_be_read_counts_as_nothing_said(store: CountyStore, text: str) -> None:
    store.set_setting(SETTING, text)
    assert settings_of(store) == Settings(region="990123")


def test_what_a_newer_program_keeps_is_left_and_has_no_say(store: CountyStore) -> None:
    store.set_setting(SETTING, json.dumps(NEWER))
    found = settings_of(store)
    assert found == Settings(region="990123", headcount="counted", entered={"wage_teachers": "98000", "moon": "full"})
    choose(store, "small_points", "counted", "周敏")
    assert enter(store, ASKED["wage_servants"], "97,000") is None
    kept = json.loads(store.setting(SETTING))
    assert kept["weather"] == NEWER["weather"]
    assert kept["points"] == "shared"
    assert kept["entered"] == {**NEWER["entered"], "wage_servants": "97000"}  # type: ignore[dict-item]
    assert kept["small_points"] == "counted"


def test_a_figure_is_taken_out_and_its_proof_kept_apart(store: CountyStore) -> None:
    asked = ASKED["planning"]
    assert enter(store, asked, "1") is None
    prove(store, asked, " 县政府〔2025〕3号 ")
    assert settings_of(store).entered == {"planning": "1"}
    assert settings_of(store).evidence == {"planning": "县政府〔2025〕3号"}
    assert enter(store, asked, "") is None
    assert settings_of(store).entered == {}


@pytest.mark.parametrize(
    ("key", "typed", "kept", "shown"),
    [("satisfaction", "87.5", "0.875", "87.5"), ("satisfaction", "０", "0", "0"), ("retention.began", "520人", "520", "520"),
     ("quality_variation", "0.149", "0.149", "0.149"), ("wage_teachers", "98000.50", "98000.5", "98000.5")],
)  # fmt: skip
def test_figures_are_kept_exactly(key: str, typed: str, kept: str, shown: str) -> None:
    assert ASKED[key].read(typed) == kept
    assert ASKED[key].show(kept) == shown


@pytest.mark.parametrize(
    ("key", "typed"),
    [("satisfaction", "101"), ("satisfaction", "much"), ("retention.began", "5.5"), ("retention.began", "-5"),
     ("planning", "2"), ("quality_variation", "1e5"), ("quality_variation", "1/3"), ("wage_teachers", "nan")],
)  # fmt: skip
def test_what_is_no_such_figure_is_refused(key: str, typed: str) -> None:
    assert isinstance(ASKED[key].read(typed), Wrong)


def test_choices_are_those_of_the_rules(store: CountyStore) -> None:
    with pytest.raises(ValueError, match="points"):
        choose(store, "points", "shared")
