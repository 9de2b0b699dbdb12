"""Spreadsheets of the kind that really arrives come in with their values right."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.doors import Doors


@pytest.fixture
def expected(samples: Path) -> dict[str, Any]:
    return json.loads((samples / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["班级花名册.xlsx", "学籍系统导出.xls"])
def test_rosters(doors: Doors, samples: Path, expected: dict[str, Any], name: str, tmp_path: Path) -> None:
    shown = doors.json("import", samples / name, "--store", tmp_path / "s.school", "--form", "student", "--apply")
    wanted = expected[name]
    assert (shown["new"], shown["problem"], len(shown["records"])) == (wanted["rows"], 0, wanted["rows"])
    for field, key in (("id_number", "ids"), ("name", "names"), ("born_on", "born")):
        assert [record[field] for record in shown["records"]] == wanted[key]


def test_the_web_page_that_calls_itself_xls(
    doors: Doors, samples: Path, expected: dict[str, Any], tmp_path: Path
) -> None:
    shown = doors.json("import", samples / "系统导出.xls", "--store", tmp_path / "s.school")
    assert shown["form"] == "student", "its captions say so"
    assert shown["new"] == expected["系统导出.xls"]["rows"]
    assert not (tmp_path / "s.school").exists(), "without --apply nothing is written"


def test_the_ledger_in_gbk(doors: Doors, samples: Path, expected: dict[str, Any], tmp_path: Path) -> None:
    shown = doors.json("import", samples / "设备台账.csv", "--store", tmp_path / "s.school")
    assert shown["form"] == "equipment"
    wanted = expected["设备台账.csv"]
    assert len(shown["records"]) == wanted["rows"]
    assert sum(record["amount"] for record in shown["records"]) == wanted["total_fen"]
    assert shown["records"][0]["asset_no"] == "00001", "leading zeros are part of a number"


@pytest.fixture
def roll(doors: Doors, samples: Path, tmp_path: Path) -> Path:
    """A store that knows the pupils of the other samples."""
    store = tmp_path / "roll.school"
    doors.json("import", samples / "学籍系统导出.xls", "--store", store, "--form", "student", "--apply")
    return store


def test_left_behind_children_find_their_pupils(
    doors: Doors, samples: Path, expected: dict[str, Any], roll: Path
) -> None:
    shown = doors.json("import", samples / "留守儿童摸底表.xlsx", "--store", roll, "--apply")
    assert shown["form"] == "left_behind"
    wanted = expected["留守儿童摸底表.xlsx"]
    assert shown["new"] == wanted["rows"]
    assert [record["id_number"] for record in shown["records"]] == wanted["ids"]
    assert [record["both_away"] for record in shown["records"]] == wanted["both"]


def test_spoilt_numbers_are_refused_with_their_cells(
    doors: Doors, samples: Path, expected: dict[str, Any], roll: Path
) -> None:
    shown = doors.json("import", samples / "生活补助名册.xlsx", "--store", roll, "--form", "subsidy", "--apply", code=1)
    wanted = expected["生活补助名册.xlsx"]
    assert [record["amount"] for record in shown["records"]] == wanted["fen"]
    lost = [
        problem for problem in shown["problems"] if problem["code"] == "kind.digits_lost" and problem["cell"][0] == "B"
    ]
    assert len(lost) == shown["problem"] == wanted["unrecoverable_ids"]
    assert [record["id_number"] for record in shown["records"]].count(None) == len(lost)
    assert all("身份证件号" in problem["message"] and "文本" in problem["message"] for problem in lost)
    assert shown["new"] == wanted["rows"] - len(lost)
