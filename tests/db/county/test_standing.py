"""The rules by which a delivery counts, by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.county.standing import WEIGHT, Rank, status_of, status_of_file

OLD, NEW = (True, False, 1, "f"), (True, False, 2, "0")


@pytest.mark.parametrize(
    ("forms", "counting", "status"),
    [
        (["student"], {}, "merged"),
        (["student"], {"student": OLD}, "replaced"),
        (["student"], {"student": (True, False, 3, "0")}, "older"),
        (["student"], {"student": (True, False, 2, "1")}, "older"),
        (["student"], {"student": (True, False, 2, "")}, "replaced"),
        (["student", "school"], {"student": (True, False, 3, "0")}, "merged"),
        (["student", "school"], {"student": (True, False, 3, "0"), "school": OLD}, "replaced"),
        (["student"], {"school": (True, False, 3, "0")}, "merged"),
        ([], {"student": (True, False, 3, "0")}, "merged"),
        (["student"], {"student": (False, False, 9, "0")}, "replaced"),
        (["student"], {"student": (True, True, 1, "0")}, "older"),
    ],
)
def test_what_a_delivery_is_when_it_comes(forms: list[str], counting: dict[str, Rank], status: str) -> None:
    assert status_of(NEW, forms, counting, known=False) == status
    assert status_of(NEW, forms, counting, known=True) == "same"


def test_what_is_reviewed_counts_before_any_draft() -> None:
    assert status_of((False, False, 9, "0"), ["student"], {"student": NEW}, known=False) == "older"


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


RANKS = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.integers(1, 3), st.sampled_from("abc")), min_size=1, unique=True
)


@given(RANKS)
def test_one_in_any_order_counts_in_the_end(ranks: list[Rank]) -> None:
    counting: dict[str, Rank] = {}
    for rank in ranks:
        status = status_of(rank, ["student"], counting, known=False)
        assert status in WEIGHT
        if status != "older":
            counting["student"] = rank
    assert counting["student"] == max(ranks)
