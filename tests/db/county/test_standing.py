"""The rules by which a delivery counts, by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.county.standing import WEIGHT, Rank, status_of, status_of_file


def rank(
    revision: int, digest: str = "0", *, reviewed: bool = True, trusted: bool = False, believed: bool = True
) -> Rank:
    return Rank(believed, reviewed, trusted, revision, False, digest)


OLD, NEW, NEXT = rank(1, "f"), rank(2), rank(3)


@pytest.mark.parametrize(
    ("forms", "counting", "status"),
    [
        (["student"], {}, "merged"),
        (["student"], {"student": OLD}, "replaced"),
        (["student"], {"student": NEXT}, "older"),
        (["student"], {"student": rank(2, "1")}, "older"),
        (["student"], {"student": rank(2, "")}, "replaced"),
        (["student", "school"], {"student": NEXT}, "merged"),
        (["student", "school"], {"student": NEXT, "school": OLD}, "replaced"),
        (["student"], {"school": NEXT}, "merged"),
        ([], {"student": NEXT}, "merged"),
        (["student"], {"student": rank(9, reviewed=False)}, "replaced"),
        (["student"], {"student": rank(1, trusted=True)}, "older"),
        (["student"], {"student": rank(9, believed=False)}, "replaced"),
    ],
)
def test_what_a_delivery_is_when_it_comes(forms: list[str], counting: dict[str, Rank], status: str) -> None:
    assert status_of(NEW, forms, counting, known=False) == status
    assert status_of(NEW, forms, counting, known=True) == "same"


def test_what_is_reviewed_counts_before_any_draft() -> None:
    assert status_of(rank(9, reviewed=False), ["student"], {"student": NEW}, known=False) == "older"


@pytest.mark.parametrize(
    ("forms", "counting", "status"),
    [
        (["student"], {"student": OLD}, "held"),
        (["student"], {"student": NEXT}, "older"),
        (["student", "school"], {"student": NEXT}, "older"),
        (["student"], {"school": OLD}, "held"),
        (["student"], {"student": rank(1, believed=False)}, "replaced"),
        (["student"], {}, "merged"),
    ],
)
def test_what_nobody_vouches_for_waits_where_a_school_has_signed(
    forms: list[str], counting: dict[str, Rank], status: str
) -> None:
    assert status_of(rank(2, believed=False), forms, counting, known=False) == status


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
        (["merged", "held"], 2, "", "held"),
    ],
)
def test_what_a_file_is_called(statuses: list, expected: int, code: str, status: str) -> None:
    assert status_of_file(statuses, expected, code) == status


RANKS = st.lists(
    st.builds(Rank, st.booleans(), st.booleans(), st.booleans(), st.integers(1, 3), st.booleans(), st.sampled_from("abc")),
    min_size=1, unique=True,
)  # fmt: skip


@given(RANKS)
def test_one_in_any_order_counts_in_the_end(ranks: list[Rank]) -> None:
    counting: dict[str, Rank] = {}
    for rank in ranks:
        status = status_of(rank, ["student"], counting, known=False)
        assert status in WEIGHT
        if status not in ("older", "held"):
            counting["student"] = rank
    assert counting["student"] == max(ranks)
