"""What a county holds of a school leads back to the cells of the file in which it came."""

import pytest

from export.delivery import Where
from export.jobs.county.holdings import Holding
from forms.table import Table
from tests.export.workbook.small import CALL, CHILD, form

CHILDREN = Where("儿童", [6, 7], {"name": 0, "number": 1, "address": 2})


def held(data: dict[str, object], place: Where, *, renamed: dict[str, str]) -> Holding:
    """Records under today's form, in which some fields are called otherwise than in the file."""
    fields = {renamed.get(name, name): field for name, field in data["fields"].items()}  # pyright: ignore
    today = form({**data, "key": [], "label": [], "sections": {}}, version=9, fields=fields, renamed=renamed)
    table = Table.of(today, [{}, {}], ["a" * 32, "b" * 32])
    return Holding("2199000001", {today.name: table}, {today.name: place})


def test_a_field_is_found_by_the_name_that_it_had_in_the_file() -> None:
    holding = held(CHILD, CHILDREN, renamed={"address": "home"})
    assert holding.cell("child", 1, "home") == ("儿童", "C7")
    assert holding.cell("child", 0, "number") == ("儿童", "B6")
    assert holding.cell("child", 0, "note") == ("儿童", "A6"), "it has no column: the row itself"


@pytest.mark.parametrize("key", ["child.number", "pupil.number"])
def test_a_renamed_reference_is_found_in_an_older_file_and_in_a_newer_one(key: str) -> None:
    place = Where("走访", [3, 4], {"on": 0, "words": 1, key: 2, key.replace("number", "name"): 3})
    holding = held(CALL, place, renamed={"child": "pupil"})
    assert holding.cell("call", 0, "pupil") == ("走访", "C3")
