"""A made-up school's and a real-shaped list's records go in, are checked, and come out as a workbook that proves itself."""

import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from db.store import Store
from forms.library import Library
from tests.journeys.doors import Doors
from tests.office import Office
from tests.tree import ROOT


def test_practice_schools_are_intact_and_without_a_problem(doors: Doors, schools: Path) -> None:
    files = sorted(schools.glob("*.xlsx"))
    reports = doors.json("check", *files)["files"]
    assert [report["seal"] for report in reports] == ["intact"] * 3
    assert [report["problems"] for report in reports] == [[], [], []]
    assert sum(report["on_roll"] for report in reports) == 260
    assert all(report["practice"] for report in reports)
    assert {report["period"] for report in reports} == {"2026-1"}
    assert [Path(report["file"]).stem for report in reports] == [report["school"] for report in reports]


def spots(entries: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Where and what, to compare lists of problems."""
    return sorted((e["sheet"], e["cell"], e["field"] or "", e["code"]) for e in entries)


@pytest.mark.parametrize("seed", ["3", "4"])
def test_planted_faults_are_found_exactly(doors: Doors, tmp_path: Path, seed: str) -> None:
    arguments = ("practice", tmp_path, "--schools", "2", "--pupils", "220", "--seed", seed, "--problems")
    planted = {Path(s["workbook"]).name: s["planted"] for s in doors.json(*arguments)["schools"]}
    assert planted == json.loads((tmp_path / "planted.json").read_text("utf-8"))
    assert sum(map(len, planted.values())) >= 30
    for name, faults in planted.items():
        (report,) = doors.json("check", tmp_path / name, code=1)["files"]
        assert report["seal"] == "intact", "the school sent its mistakes as they were"
        assert spots(report["problems"]) == spots(faults)
        assert all("请" in problem["message"] for problem in report["problems"])
        assert all(problem["cell"] for problem in report["problems"] if problem["field"])


def test_the_same_seed_gives_the_same_data(doors: Doors, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        doors.json("practice", tmp_path / folder, "--schools", "1", "--pupils", "40", "--seed", "5")
    first, second = (next((tmp_path / folder).glob("*.xlsx")) for folder in ("a", "b"))
    assert cells(first) == cells(second)


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All values of the visible sheets but the cover, which bears the time of the export."""
    book = openpyxl.load_workbook(path)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title != "封面"]
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in sheets}


def test_what_is_exported_imported_and_exported_again_is_equal(doors: Doors, workbook: Path, tmp_path: Path) -> None:
    store, again = tmp_path / "fresh.school", tmp_path / "again.xlsx"
    taken = doors.json("import", workbook, "--store", store, "--apply")
    assert taken["problem"] == 0
    assert taken["new"] == sum(form["new"] for form in taken["forms"])
    doors.json("export", "--store", store, "--out", again)
    assert cells(again) == cells(workbook)
    repeated = doors.json("import", workbook, "--store", store, "--apply")
    assert (repeated["new"], repeated["changed"]) == (0, 0), "taking it in twice is taking it in once"


class Spring(date):
    """A clock that stands in the term after the practice schools'."""

    @classmethod
    def today(cls) -> "Spring":
        return cls(2027, 3, 1)


def test_a_workbook_of_an_earlier_term_is_taken_in_once(
    doors: Doors, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.birth.date", Spring)
    store = tmp_path / "fresh.school"
    doors.json("import", workbook, "--store", store, "--apply")
    assert doors.json("export", "--store", store, "--out", tmp_path / "again.xlsx")["period"] == "2026-1"
    with Store.open(store, Library.built_in()) as opened:
        opened.set_period("2026-2")
    repeated = doors.json("import", workbook, "--store", store, "--apply")
    assert (repeated["new"], repeated["changed"]) == (0, 0)


def test_a_terminal_without_the_characters_spells_them_out() -> None:
    asked = [sys.executable, "main.py", "check", "𠮷小学.xlsx"]
    done = subprocess.run(
        asked, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "gbk"}, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert "\\U00020bb7小学.xlsx" in done.stdout.decode("gbk")


def test_export_waits_while_something_stands(doors: Doors, samples: Path, tmp_path: Path) -> None:
    store, out = tmp_path / "x.school", tmp_path / "x.xlsx"
    doors.json("import", samples / "学籍系统导出.xls", "--store", store, "--form", "student", "--apply")
    refused = doors.json("export", "--store", store, "--out", out, code=1)
    assert not out.exists()
    assert {"form.single", "form.not_filled", "required"} <= {problem["code"] for problem in refused["problems"]}
    drafted = doors.json("export", "--store", store, "--out", out, "--draft")
    (report,) = doors.json("check", out, code=1)["files"]
    assert report["draft"]
    assert report["seal"] == "intact"
    assert report["check_code"] == drafted["check_code"]


def changed(workbook: Path, to: Path, sheet: str, cell: str, value: str) -> Path:
    """A copy with one cell overwritten."""
    book = openpyxl.load_workbook(workbook)
    book[sheet][cell] = value
    book.save(to)
    return to


def test_one_changed_cell_is_named(doors: Doors, workbook: Path, tmp_path: Path) -> None:
    touched = changed(workbook, tmp_path / "touched.xlsx", "学生", "A9", "改名人")
    (report,) = doors.json("check", touched, code=1)["files"]
    assert report["seal"] == "changed"
    seal = [problem for problem in report["problems"] if problem["code"].startswith("seal.")]
    assert [(problem["sheet"], problem["cell"]) for problem in seal] == [("学生", "A9")]


def overwritten(workbook: Path, to: Path, sheet: str, cell: str, value: str) -> Path:
    """A copy of a workbook of LibreOffice's with one text overwritten; all else stays as LibreOffice wrote it."""
    found = re.compile(rf'(<c r="{cell}"[^>]*) t="s"><v>\d+</v></c>'.encode())
    inline = f' t="inlineStr"><is><t>{value}</t></is></c>'.encode()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        sheets = re.findall(r'<sheet name="([^"]+)"', source.read("xl/workbook.xml").decode())
        part = f"xl/worksheets/sheet{sheets.index(sheet) + 1}.xml"
        for name in source.namelist():
            text, count = found.subn(rb"\1" + inline, source.read(name)) if name == part else (source.read(name), 1)
            assert count == 1, f"{name} has no text in {cell}"
            target.writestr(name, text)
    return to


def test_saved_again_by_libreoffice_it_is_still_intact(
    doors: Doors, workbook: Path, office: Office, tmp_path: Path
) -> None:
    again = office.convert(workbook, "xlsx", tmp_path)
    (report,) = doors.json("check", again)["files"]
    assert (report["seal"], report["problems"]) == ("intact", [])
    store = tmp_path / "fresh.school"
    doors.json("import", workbook, "--store", store, "--apply")
    taken = doors.json("import", again, "--store", store)
    assert (taken["new"], taken["changed"], taken["problem"]) == (0, 0, 0), "record for record"
    touched = overwritten(again, tmp_path / "touched.xlsx", "学生", "A9", "改名人")
    (report,) = doors.json("check", touched, code=1)["files"]
    assert ("学生", "A9") in [(problem["sheet"], problem["cell"]) for problem in report["problems"]]


def test_practice_data_stay_out_of_real_stores(doors: Doors, workbook: Path, samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "real.school"
    doors.json("import", samples / "学籍系统导出.xls", "--store", store, "--form", "student", "--apply")
    code, _, err = doors.call("import", workbook, "--store", store, "--apply")
    assert code == 2
    assert "练习数据" in err


def test_files_that_are_no_workbooks_are_told_calmly(doors: Doors, tmp_path: Path) -> None:
    nonsense = tmp_path / "坏文件.xlsx"
    nonsense.write_bytes(b"PK\x03\x04 broken")
    report = doors.json("check", nonsense, tmp_path / "没有.xlsx", code=2)["files"]
    assert [bool(entry["refused"]) for entry in report] == [True, True]
    assert "坏文件.xlsx" in report[0]["refused"]


def test_template_and_dictionary(doors: Doors, tmp_path: Path) -> None:
    template = tmp_path / "空表.xlsx"
    doors.json("template", "--out", template, "--form", "student", "left_behind")
    book = openpyxl.load_workbook(template)
    assert {"学生", "留守儿童"} <= set(book.sheetnames)
    (report,) = doors.json("check", template, code=1)["files"]
    assert report["seal"] == "none"
    for name in ("字典.xlsx", "字典.md"):
        doors.json("dictionary", "--out", tmp_path / name)
        assert (tmp_path / name).stat().st_size > 10_000


def test_a_wrong_password_is_told(doors: Doors, samples: Path, tmp_path: Path) -> None:
    store, wrong = tmp_path / "x.school", tmp_path / "password.txt"
    doors.json("import", samples / "设备台账.csv", "--store", store, "--form", "equipment", "--apply")
    wrong.write_text("不是这个密码\n", "utf-8")
    code, out, err = doors.call("export", "--store", store, "--out", tmp_path / "x.xlsx", "--password-file", wrong)
    assert (code, out) == (2, "")
    assert "密码" in err
    assert "Traceback" not in err


def test_a_column_of_ones_own_and_another_pupil_behind_a_reference_are_named(
    doors: Doors, workbook: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(workbook)
    pupils, awards = book["学生"], book["补助发放"]
    pupils.cell(5, pupils.max_column + 1, "鞋码")
    pupils.cell(6, pupils.max_column, "35")
    captions = [str(cell.value).lstrip("★ ") for cell in awards[5]]
    awards.cell(6, captions.index("学生姓名") + 1, "另一个人")
    book.save(tmp_path / "touched.xlsx")
    (report,) = doors.json("check", tmp_path / "touched.xlsx", code=1)["files"]
    codes = {problem["code"]: problem for problem in report["problems"]}
    assert "鞋码" in codes["workbook.aside"]["message"]
    assert (codes["workbook.doubtful"]["sheet"], codes["workbook.doubtful"]["field"]) == ("补助发放", "student")


def fill(sheet: Worksheet, values: dict[str, str]) -> None:
    """Type one record into a blank sheet, as somebody with WPS does: by captions, everything as text."""
    captions = [str(cell.value or "").lstrip("★").split("\n")[0] for cell in sheet[5]]
    for caption, text in values.items():
        sheet.cell(6, captions.index(caption) + 1, text)


def test_a_fallback_workbook_filled_by_hand_comes_in(doors: Doors, tmp_path: Path) -> None:
    blank, store = tmp_path / "空表.xlsx", tmp_path / "s.school"
    doors.json("template", "--out", blank)
    book = openpyxl.load_workbook(blank)
    pupil = {
        "姓名": "张　三",
        "性别": "男",
        "出生日期": "2018.3.12",
        "身份证件号": "990123201803120015",
        "年级": "二年级",
        "班级": "1班",
    }
    fill(book["学生"], pupil)
    fill(book["留守儿童"], {"学生身份证件号": "990123201803120015", "父亲是否外出": "√", "父亲外出时间": "2025年8月"})
    book.save(tmp_path / "填好.xlsx")
    taken = doors.json("import", tmp_path / "填好.xlsx", "--store", store, "--apply", code=0)
    assert (taken["new"], taken["problem"]) == (2, 0)
    records = {form["form"]: form["records"] for form in taken["forms"] if form["records"]}
    assert records["student"][0]["name"] == "张三"
    assert records["student"][0]["born_on"] == "2018-03-12"
    assert records["left_behind"][0]["father_away_since"] == "2025-08"
    again = doors.json("import", tmp_path / "填好.xlsx", "--store", store)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)
