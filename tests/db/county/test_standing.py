"""The rules by which a delivery counts, by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.county.standing import WEIGHT, Rank, status_of, status_of_file

OLD, NEW = (1, "f"), (2, "0")


@pytest.mark.parametrize(
    ("forms", "counting", "status"),
    [
        (["student"], {}, "merged"),
        (["student"], {"student": OLD}, "replaced"),
        (["student"], {"student": (3, "0")}, "older"),
        (["student"], {"student": (2, "1")}, "older"),
        (["student"], {"student": (2, "")}, "replaced"),
        (["student", "school"], {"student": (3, "0")}, "merged"),
        (["student", "school"], {"student": (3, "0"), "school": OLD}, "replaced"),
        (["student"], {"school": (3, "0")}, "merged"),
        ([], {"student": (3, "0")}, "merged"),
    ],
)
def test_what_a_delivery_is_when_it_comes(forms: list[str], counting: dict[str, Rank], status: str) -> None:
    assert status_of(NEW, forms, counting, draft=False, known=False) == status
    assert status_of(NEW, forms, counting, draft=True, known=False) == "draft"
    assert status_of(NEW, forms, counting, draft=True, known=True) == "same"


@pytest.mark.parametrize(
    ("statuses", "expected", "code", "status"),
    [
        (["merged"], 1, "", "merged"),
        (["same", "merged"], 2, "", "merged"),
        (["merged", "replaced", "same"], 3, "", "replaced"),
        (["older", "same"], 2, "", "older"),
        (["same", "same"], 2, "", "same"),
        (["merged"], 2, "", "interrupted"),
        ([], 1, "", "interrupted"),
        ([], 0, "damaged", "quarantined"),
        ([], 0, "", "same"),
    ],
)
def test_what_a_file_is_called(statuses: list, expected: int, code: str, status: str) -> None:
    assert status_of_file(statuses, expected, code) == status


RANKS = st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abc")), min_size=1, unique=True)


@given(RANKS)
def test_one_in_any_order_counts_in_the_end(ranks: list[Rank]) -> None:
    counting: dict[str, Rank] = {}
    for rank in ranks:
        status = status_of(rank, ["student"], counting, draft=False, known=False)
        assert status in WEIGHT
        if status != "older":
            counting["student"] = rank
    assert counting["student"] == max(ranks)
