"""What a county's database holds, counted for people to compare before and after a backup or a restore."""

from db import sqlite
from db.backup import Count, Kind
from db.sqlite import Driver

COUNTED = ("batch", "delivery", "part", "pupil", "register", "decision", "slip")


def count(driver: Driver) -> tuple[Count, int]:
    """Rows by table, and the number of the last deed."""
    rows = {name: _number(driver, f'SELECT count(*) FROM "{name}"') for name in COUNTED}
    return rows, _number(driver, "SELECT coalesce(max(seq), 0) FROM log")


def _number(driver: Driver, sql: str) -> int:
    found = driver.execute(sql).fetchone()
    return int(found[0]) if found else 0


COUNTY = Kind(sqlite.COUNTY_ID, count)
