"""The county's month through its commands: files come in, in any order and state, and the figures can be proved."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.faults.hostile import CASES
from tests.journeys.doors import Doors
from tests.once import Schools

PUPILS = 420


@pytest.fixture(scope="session")
def township(practice: Schools) -> Path:
    """Six clean practice schools; look, do not touch."""
    return practice(6, PUPILS, 21)


def by_file(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The report's lines by the name of the file."""
    return {Path(line["file"]).name: line for line in report["files"]}


def test_a_folder_is_merged_and_again_changes_nothing(doors: Doors, township: Path, tmp_path: Path) -> None:
    store, told = tmp_path / "a.county", tmp_path / "report.json"
    first = doors.json("merge", township, "--store", store, "--report", told)
    assert json.loads(told.read_text("utf-8")) == first
    assert {line["status"] for line in first["files"]} == {"merged"}
    assert {line["seal"] for line in first["files"]} == {"intact"}
    assert first["totals"]["on_roll"] == PUPILS
    assert first["totals"]["by_status"]["reported"] == 6
    assert first["missing"] == []
    again = doors.json("merge", township, township, "--store", store)
    assert {line["status"] for line in again["files"]} == {"same"}
    assert again["totals"] == first["totals"]


def test_a_plan_is_only_shown(doors: Doors, township: Path, tmp_path: Path) -> None:
    store, files = tmp_path / "a.county", sorted(township.glob("*.xlsx"))
    assert doors.call("merge", "--plan", township, "--store", store)[0] == 2
    doors.json("merge", *files[:2], "--store", store)
    before = store.read_bytes()
    planned = doors.json("merge", "--plan", township, "--store", store)
    assert [line["status"] for line in planned["files"]] == ["same"] * 2 + ["merged"] * 4
    code, said, _ = doors.call("merge", "--plan", *files, "--store", store)
    assert (code, "将收入" in said, "新增" in said, "还没有收入" in said) == (0, True, True, True)
    assert store.read_bytes() == before
    merged = doors.json("merge", township, "--store", store)
    assert [line["status"] for line in merged["files"]] == [line["status"] for line in planned["files"]]


def test_the_register_says_who_is_missing(doors: Doors, township: Path, tmp_path: Path) -> None:
    store, files = tmp_path / "a.county", sorted(township.glob("*.xlsx"))
    register = tmp_path / "学校名录.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["学校(机构)标识码", "学校名称", "所属学区", "联系人", "联系电话"])
    for number, file in enumerate(files):
        sheet.append([file.stem, f"第{number}学校", "城关镇", "王老师", "13800000000"])
    book.save(register)
    taken = doors.json("schools", "--store", store, "--county", "990123", "--name", "青岚县", "--import", register)
    assert (taken["new"], taken["changed"]) == (6, 0)
    found = doors.json("merge", *files[1:], "--store", store)
    (missing,) = found["missing"]
    assert missing["school"] == files[0].stem
    assert missing["phone"] == "13800000000"
    assert doors.json("merge", files[0], "--store", store)["missing"] == []


def test_bad_files_are_named_and_stop_nobody(doors: Doors, township: Path, tmp_path: Path) -> None:
    folder, store = tmp_path / "来件", tmp_path / "a.county"
    shutil.copytree(township, folder, ignore=shutil.ignore_patterns("*.school*"))
    good = {path.name for path in folder.glob("*.xlsx")}
    for name, case in CASES.items():
        if name != "a large file":
            (folder / f"{name}.xlsx").write_bytes(case.make())
    foreign = openpyxl.Workbook()
    foreign.worksheets[0].append(["姓名", "性别"])
    foreign.save(folder / "别的表.xlsx")
    (folder / "照片.xlsx").write_bytes(b"\xff\xd8\xff" + b"0" * 200)
    found = by_file(doors.json("merge", folder, "--store", store, code=1))
    assert {name for name, line in found.items() if line["status"] == "merged"} == good
    bad = [line for name, line in found.items() if name not in good]
    assert len(bad) >= len(CASES) + 1
    assert {line["status"] for line in bad} == {"quarantined"}
    assert all(line["reason"].endswith("。") for line in bad)


def test_practice_and_real_never_mix(doors: Doors, township: Path, tmp_path: Path) -> None:
    store = tmp_path / "real.county"
    register = tmp_path / "名录.csv"
    register.write_text("学校标识码,学校名称\n2135000001,石坪小学\n", "utf-8")
    doors.json("schools", "--store", store, "--county", "350583", "--import", register)
    (line,) = doors.json("merge", next(township.glob("*.xlsx")), "--store", store, code=1)["files"]
    assert line["status"] == "quarantined"
    assert "练习" in line["reason"]


def test_an_altered_cell_is_named_and_stands_as_a_problem(doors: Doors, township: Path, tmp_path: Path) -> None:
    file = tmp_path / "altered.xlsx"
    book = openpyxl.load_workbook(max(township.glob("*.xlsx"), key=lambda path: path.stat().st_size))
    sheet = book["学生"]
    row = sheet.max_row
    sheet.cell(row, 2, "王改动")
    book.save(file)
    found = doors.json("merge", file, "--store", tmp_path / "a.county")
    assert found["files"][0]["seal"] == "changed"
    assert found["totals"]["by_status"]["problems"] == 1


def test_indicators_name_their_schools(doors: Doors, township: Path, tmp_path: Path) -> None:
    store = tmp_path / "a.county"
    doors.json("merge", township, "--store", store)
    code, out, _ = doors.call("indicators", "--store", store, "--json")
    assert code == 0
    found = json.loads(out)
    assert {(one["item"], one["stage"]) for one in found if one["stage"] != "all"} >= {
        ("teaching_area", "primary"), ("teaching_area", "junior")
    }  # fmt: skip
    for one in found:
        assert one["n"] + len(one["excluded"]) > 0
        assert one["schools_passing"] <= one["n"]
