"""The county's workbook says what the indicators say, opens every figure, and gives nobody's number away."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from export.county_book import CountyBook, made, write
from export.county_book.write import AFTER_CHARTS, CHARTS, FRONT, LEAVES
from forms.indicators import Indicator, Roster, Settings, measured
from forms.library import Library
from forms.problems import Refusal
from tests.export.county_book.conftest import ID_NUMBER, MISSING, PERIOD, County

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def texts(sheet: Worksheet) -> list[list[str]]:
    """All cells of a sheet as texts."""
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]


def lines(book: Workbook, name: str, first: str) -> list[list[str]]:
    """Rows that begin with a word."""
    return [row for row in texts(book[name]) if row[0] == first]


def find(county: County, item: str, stage: str = "primary") -> Indicator:
    return next(each for each in county.book.indicators if (each.item, each.stage) == (item, stage))


def test_all_sheets_are_there_and_the_front_page_leads_to_them(opened: Workbook) -> None:
    names = [
        FRONT,
        *(leaf.name for leaf in LEAVES),
        *(name for name, *_ in CHARTS),
        *(leaf.name for leaf in AFTER_CHARTS),
    ]
    assert opened.sheetnames == [*names, "图表数据"]
    assert opened["图表数据"].sheet_state == "hidden"
    links = [link.location for link in (cell.hyperlink for row in opened[FRONT].iter_rows() for cell in row) if link]
    assert links == [f"'{name}'!A1" for name in names[1:]]


def test_the_front_page_says_that_it_is_practice_and_provisional(opened: Workbook) -> None:
    said = "\n".join("|".join(row) for row in texts(opened[FRONT]))
    assert "练习数据　不得上报" in said
    assert "还有 2 所没有报送，本册结果为暂算。" in said
    assert "合计与分项不符：在校生" in said, "2500 were stated"


def test_values_stand_there_unrounded_with_their_marks(county: County, opened: Workbook) -> None:
    sheet = opened["小学指标"]
    rows = {str(row[0].value): row for row in sheet.iter_rows()}
    found = find(county, "backbone_teachers")
    assert found.readings
    for reading in found.readings:
        cell = rows[reading.school][4]
        assert cell.value == pytest.approx(float(reading.value), abs=1e-12)
        mark = {"pass": "", "floor": "△", "fail": "▼"}[reading.mark or "pass"]
        assert ("△" in cell.number_format) == (mark == "△")
        assert ("▼" in cell.number_format) == (mark == "▼")
    assert "≥ 1 人/百生" in str(sheet.cell(5, 5).value)


def test_coefficients_have_their_formula_their_limit_and_their_schools(county: County, opened: Workbook) -> None:
    rows = {(row[0], row[1]): row for row in texts(opened["差异系数"])}
    for each in county.book.indicators:
        if each.stage == "all" or each.cv is None:
            continue
        row = rows[{"primary": "小学", "junior": "初中"}[each.stage], each.zh]
        assert float(row[7]) == pytest.approx(each.cv, abs=1e-12)
        assert row[9] == ("在上限内" if each.within_limit else "超过上限")
        assert [int(value) for value in row[10:14]] == [
            each.n,
            each.schools_passing,
            each.schools_floor,
            len(each.missing),
        ]
        assert row[14] == each.formula["zh"]
        assert row[15] == "教督〔2017〕6号"


def test_every_school_and_item_opens_into_a_live_formula(county: County, opened: Workbook) -> None:
    readings = [reading for each in county.book.indicators if each.stage != "all" for reading in each.readings]
    sheet = opened["指标明细"]
    rows = [row for row in sheet.iter_rows(min_row=6) if row[2].value]
    assert len(rows) == len(readings)
    for row, reading in zip(rows, readings, strict=True):
        assert row[6].value in (f"=E{row[0].row}/F{row[0].row}", f"=E{row[0].row}/F{row[0].row}*100")
        assert row[4].value == pytest.approx(float(reading.numerator), rel=1e-14)
        assert row[5].value == reading.pupils


def test_missing_schools_are_named_with_their_reason(opened: Workbook) -> None:
    out = {row[1]: row for row in texts(opened["未列入学校"])}
    for code, name in MISSING.items():
        assert out[code][2:5] == [name, "缺数", "没有报送。"]
        assert out[code][5] == "全部"
    assert any("不足50人的教学点不参加评估。" in row for row in out.values())
    calls = "\n".join("|".join(row) for row in texts(opened["未报学校"]))
    assert all(f"{name}|{code}|未报|周敏|13800001111" in calls for code, name in MISSING.items())


def test_the_board_shows_what_came_what_is_nil_and_what_is_faulty(county: County, opened: Workbook) -> None:
    rows = {row[2]: row for row in texts(opened["报送看板"])}
    forms = list(county.book.library.forms)
    faulty = next(row for row in county.book.board if row.status == "problems")
    shown = rows[faulty.code]
    assert shown[3] == "有问题"
    assert shown[6] == "2"
    assert shown[7 + forms.index("student")] == str(faulty.on_roll)
    assert shown[7 + forms.index("left_behind")] == "无"
    assert shown[7 + forms.index("visit")] == "—"


def test_totals_are_live_sums_and_a_stated_total_that_differs_is_named(county: County, opened: Workbook) -> None:
    sums = next(row for row in opened["发展规模"].iter_rows() if row[0].value == "合计")
    assert str(sums[5].value).startswith("=SUM(F")
    footing = next(row for row in texts(opened["发展规模"]) if row[0] == "在校生")
    assert footing[1:5] == ["2400", "2500", "100", "不符"]
    assert "小学教学点" in footing[5]


def charts(written: bytes) -> list[ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(written)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        return [ElementTree.fromstring(package.read(name)) for name in names]


def test_charts_are_native_and_draw_threshold_and_floor_as_lines(county: County, written: bytes) -> None:
    drawn = charts(written)
    items = [each for each in county.book.indicators if each.stage != "all" and each.readings]
    bars = [chart for chart in drawn if len(chart.findall(f".//{C}lineChart/{C}ser")) == 2]
    assert len(bars) == len(items) == 14
    for chart in bars:
        columns = chart.findall(f".//{C}barChart/{C}ser")
        assert [each.findtext(f".//{C}tx//{C}v") for each in columns] == ["不足85%", "达到85%", "达标"]
        says = [each.findtext(f".//{C}tx//{C}v") or "" for each in chart.findall(f".//{C}lineChart/{C}ser")]
        assert says[0].startswith("标准 ")
        assert says[1].startswith("85%底线 ")
        assert all("图表数据" in (each.findtext(f".//{C}val//{C}f") or "") for each in columns)
    spread = [chart for chart in drawn if len(chart.findall(f".//{C}lineChart/{C}ser")) == 1]
    assert [chart.findtext(f".//{C}lineChart//{C}tx//{C}v") for chart in spread] == ["上限", "上限"]


def test_chart_figures_rise_from_the_poorest_school(county: County, opened: Workbook) -> None:
    found, data = find(county, "qualified_teachers"), opened["图表数据"]
    rows = [[cell.value for cell in row] for row in data.iter_rows(min_row=2, max_row=1 + found.n, max_col=6)]
    heights = [sum(value for value in row[1:4] if isinstance(value, int | float)) for row in rows]
    assert heights == sorted(heights)
    assert heights == pytest.approx(sorted(float(reading.value) for reading in found.readings))
    assert {(row[4], row[5]) for row in rows} == {(4.2, 3.57)}


def test_pairs_and_faults_are_listed_without_numbers_and_without_formulas(opened: Workbook, written: bytes) -> None:
    pair = next(row for row in texts(opened["疑似重复"]) if row[0] == "93")
    assert (pair[2], pair[6]) == ("张雨涵", "=张语涵")
    assert pair[10]
    assert pair[11] == "待判定"
    cells = [cell for row in opened["疑似重复"].iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    counts = {row[0] or row[1]: row[2:5] for row in texts(opened["问题清单"])[6:9]}
    assert ["1", "1", ""] in counts.values()
    with zipfile.ZipFile(BytesIO(written)) as package:
        assert not [name for name in package.namelist() if ID_NUMBER.encode() in package.read(name)]


def test_lists_of_shares_checks_funds_and_aid_are_filled(opened: Workbook) -> None:
    assert len([row for row in texts(opened["师生比例"]) if row[1] in ("小学", "初中", "合计")]) > 40
    numbers = [row[0] for row in texts(opened["督导清单"]) if row[0].isdigit()]
    assert numbers == [*map(str, range(1, 16)), *map(str, range(1, 10)), "1"]
    small = [row for row in texts(opened["公用经费"]) if row[2] == "是"]
    assert small
    assert all(row[5] == "100" for row in small)
    assert [row for row in texts(opened["学生资助"]) if row[0] == "营养膳食补助"]
    assert next(row for row in texts(opened["口径说明"]) if row[0] == "学生数")[1].endswith("的在校生")


def test_equal_content_gives_equal_bytes(county: County, written: bytes) -> None:
    assert made(county.book) == written
    assert made(replace(county.book, made="2026-10-12T10:00:00")) != written


def test_a_county_without_anything_has_a_book_as_well(library: Library) -> None:
    roster = Roster.of({}, [], library.standards, PERIOD, Settings())
    data = made(CountyBook("空县", PERIOD, library, roster, measured(roster)))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None


def test_it_is_written_as_a_whole_or_refused(county: County, tmp_path: Path) -> None:
    write(county.book, tmp_path / "县.xlsx")
    assert (tmp_path / "县.xlsx").read_bytes() == made(county.book)
    with pytest.raises(Refusal):
        write(county.book, tmp_path / "no" / "县.xlsx")
