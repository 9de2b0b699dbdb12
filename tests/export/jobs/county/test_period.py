"""Which period a county works on before somebody chose one: that of most schools, not that of one slip of the pen."""

from datetime import date

import pytest

from db.county.store import CountyStore
from export.jobs.county.period import period_of
from forms.library import Library
from tests.db.county.made import delivery, merge

TODAY = date(2026, 11, 22)


@pytest.fixture
def unset(library: Library, tmp_path_factory: pytest.TempPathFactory) -> CountyStore:
    return CountyStore.create(tmp_path_factory.mktemp("p") / "p.county", library, "990123", practice=True)


def sent(store: CountyStore, **periods: int) -> str:
    """So many schools send something for each period; what the county works on then."""
    codes = (f"21350{n:05d}" for n in range(999))
    for period, schools in periods.items():
        merge(store, *(delivery(next(codes), period=period.replace("_", "-")[1:]) for _ in range(schools)))
    return period_of(store, TODAY).code


def test_one_file_of_another_period_does_not_move_the_county(unset: CountyStore) -> None:
    assert period_of(unset, TODAY).code == "2026-1"
    assert sent(unset, _2025_2=1) == "2025-2"
    assert sent(unset, _2026_1=5) == "2026-1"
    assert sent(unset, _2206_1=1, _9999_2=9, _zzz=20) == "2026-1"
    assert sent(unset, _2026_2=5) == "2026-2", "among equals the newest"
    unset.set_period("2025-1")
    assert period_of(unset, TODAY).code == "2025-1"
    unset.close()


def test_a_clock_that_stands_still_hides_nothing(unset: CountyStore) -> None:
    sent(unset, _2026_1=2, _2026_2=1)
    assert period_of(unset, date(2010, 1, 1)).code == "2026-1"
    unset.close()
