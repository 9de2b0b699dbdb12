"""Passwords that take no time: tests make hundreds of stores, and none of them is worth guessing at."""

from collections.abc import Iterator

import pytest

from db.keys import Cost

CHEAP = Cost(passes=1, memory=64)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """What a test does not ask for, this PC cannot afford."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.keys.affordable", lambda: CHEAP)
        yield
