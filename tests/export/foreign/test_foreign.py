"""Lists as they really arrive: found by their headers, read into records, everything else named."""

import pytest

from export.foreign.classes import classes_of
from export.foreign.read import read_foreign
from export.incoming import Incoming
from export.reading.raw import Book, Sheet
from forms.library import Library
from forms.problems import Refusal
from forms.table import Table
from tests.sheets import book, sheet


def read(library: Library, drawn: str, form: str = "student", name: str = "Sheet1") -> Incoming:
    """What a drawn sheet brings for a form."""
    return read_foreign(book(sheet(drawn, name)), library.forms[form], library.forms)


ROSTER = """
| 石坪小学2026年秋季三年级（1）班学生花名册 | | | | |
| 班主任：罗春梅    填表日期：2026.9.3      | | | | |
| 序号 | 学生姓名 | 性 别 | 出生年月日 | 身份证号码 |
| =1   | 张　萱   | 女   | 2017/8/11  | 990970201708110781 |
| =2   | 李欣天   | 男   | 2017年1月26日 | 990959201701261896 |
| 合计 |          | 2人  |            |            |
| 注：1.本表一式两份。 | | | | |
"""


def test_a_roster_with_title_and_total(library: Library) -> None:
    incoming = read(library, ROSTER)
    columns = incoming.table.columns
    assert columns["name"] == ["张萱", "李欣天"]
    assert columns["born_on"] == ["2017-08-11", "2017-01-26"]
    assert columns["grade"] == ["13", "13"], "the title says the class"
    assert columns["class_no"] == [1, 1]
    assert [(row.row, row.why) for row in incoming.skipped] == [(6, "total_row"), (7, "note_row")]
    assert incoming.cell(1, "born_on") == "D5"


def test_the_class_of_every_sheet_is_its_own(library: Library) -> None:
    two = [sheet("| 姓名 | 身份证号 |\n| 甲乙 | 990970201708110781 |", f"二年级({no})班") for no in (1, 2)]
    incoming = read_foreign(book(*two), library.forms["student"], library.forms)
    assert incoming.table.columns["class_no"] == [1, 2]
    assert incoming.table.columns["grade"] == ["12", "12"]
    assert incoming.sheets == ["二年级(1)班", "二年级(2)班"]


def test_birth_and_sex_follow_from_a_sound_number(library: Library) -> None:
    incoming = read(library, "| 姓名 | 身份证号 | 班级名称 |\n| 甲乙 | 990970201708110781 | 一年级1班 |")
    record = incoming.table.record(0)
    assert (record["born_on"], record["sex"], record["grade"], record["class_no"]) == ("2017-08-11", "2", "11", 1)


TWO_STOREYS = """
| 农村留守儿童基本情况摸底登记表 | | | | | | | | | | | |
| 序号 | 儿童姓名 | 身份证号 | 父亲 | | | 母亲 | | | 是否父母双方外出 | 委托监护人 | |
|      |          |          | 姓名 | 务工地点 | 电话 | 姓名 | 务工地点 | 电话 | | 姓名 | 与儿童关系 |
| =1   | 郭欣 | 990450201803126068 | 郭天宇 | 广东省东莞市 | 13369005177 | 周佳 | 浙江省温州市 | | √ | 马桂英 | 祖母 |
"""


def test_a_header_of_two_storeys(library: Library) -> None:
    incoming = read(library, TWO_STOREYS, "left_behind")
    record = incoming.table.record(0)
    assert record["father_name"] == "郭天宇"
    assert record["mother_place"] == "浙江省温州市"
    assert record["both_away"] is True
    assert library.forms["left_behind"].fields["delegate_relation"].kind.show(record["delegate_relation"]) == "祖母"
    assert incoming.typed[0, "student"] == {"name": "郭欣", "id_number": "990450201803126068"}


def test_a_number_that_lost_its_digits_is_refused_with_its_cell(library: Library) -> None:
    incoming = read(library, "| 姓名 | 身份证号 |\n| 甲乙 | =9.90970201708111e17 |\n| 丙丁 | 990970201708110781 |")
    assert incoming.lost == {0}
    assert incoming.table.wrong[0, "id_number"].code == "kind.digits_lost"
    assert incoming.cell(0, "id_number") == "B2"


def test_ten_thousands_of_yuan_are_yuan(library: Library) -> None:
    incoming = read(
        library, "| 资产名称 | 数量 | 金额（万元） |\n| 锅炉 | =1 | =3.6 |\n| 课桌 | =2 | 0.018 |", "equipment"
    )
    assert incoming.table.columns["amount"] == [3_600_000, 18_000]


def test_unknown_columns_are_named_not_dropped_in_silence(library: Library) -> None:
    incoming = read(library, "| 姓名 | 身份证号 | 鞋码 |\n| 甲乙 | 990970201708110781 | =35 |")
    assert incoming.unknown == [("Sheet1", "C1", "鞋码")]


def test_a_sheet_that_is_no_list_is_refused(library: Library) -> None:
    with pytest.raises(Refusal) as refused:
        read(library, "| 通知 |\n| 请各校于9月20日前上报 |")
    assert refused.value.code == "no_header"


def test_cover_sheets_beside_the_list_do_no_harm(library: Library) -> None:
    cover = Sheet("封面", [["关于报送学生名单的通知", None], [None, None]])
    incoming = read_foreign(Book([cover, sheet(ROSTER)], "xlsx"), library.forms["student"], library.forms)
    assert len(incoming.table) == 2


def test_classes_that_nobody_registered_are_proposed_once(library: Library) -> None:
    classes = Table.of(library.forms["class"], [{"grade": "11", "grades": ("11", "12"), "class_no": 1}], ["c" * 32])
    drawn = "| 姓名 | 班级 |\n| 甲乙 | 一年级1班 |\n| 丙丁 | 二年级1班 |\n| 戊己 | 三年级2班 |\n| 庚辛 | 三年级2班 |"
    proposed = classes_of(read(library, drawn), classes)
    assert [(r["grade"], r["class_no"]) for r in map(proposed.table.record, range(len(proposed.table)))] == [("13", 2)]
