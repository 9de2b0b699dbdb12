"""What an import would do: new, changed, same, problem; and whom it takes for whom."""

from export.foreign.read import read_foreign
from export.plan import Plan, plan
from forms.kinds import Value
from forms.library import Library
from forms.table import Table
from tests.sheets import book, sheet

KNOWN: list[dict[str, Value]] = [
    {"name": "张萱", "sex": "2", "id_number": "990970201708110781", "born_on": "2017-08-11", "phone": "13132931336"},
    {"name": "李欣天", "sex": "1", "born_on": "2017-01-26", "phone": "13126478448"},
]
IDS = ["a" * 32, "b" * 32]


def planned(library: Library, drawn: str, form: str = "student") -> Plan:
    """The plan of a drawn sheet against two known pupils."""
    tables = {name: Table(f) for name, f in library.forms.items()}
    tables["student"] = Table.of(library.forms["student"], KNOWN, IDS)
    return plan(read_foreign(book(sheet(drawn)), library.forms[form], library.forms), tables)


def fates(made: Plan) -> list[str]:
    """What becomes of each row."""
    return [step.fate for step in made.steps]


def test_new_changed_same_and_problem(library: Library) -> None:
    made = planned(
        library,
        """
| 姓名 | 身份证号 | 联系电话 |
| 张萱 | 990970201708110781 | 13132931336 |
| 张萱 | 990970201708110781 | 13132931336 |
| 新人 | 990959201701261896 | 13100000000 |
| 坏号 | =9.90959201701261e17 | 13100000001 |
""",
    )
    assert fates(made) == ["same", "problem", "new", "problem"]
    assert made.steps[1].repeated
    assert made.steps[0].id == "a" * 32


def test_a_change_says_before_and_after_and_a_blank_erases_nothing(library: Library) -> None:
    made = planned(library, "| 姓名 | 身份证号 | 联系电话 | 备注 |\n| 张　萱 | 990970201708110781 | 13900000000 | |")
    assert fates(made) == ["changed"]
    assert made.steps[0].changes == {"phone": ("13132931336", "13900000000")}
    assert made.written(made.steps[0]) == ({"phone": "13900000000"}, {})


def test_a_child_that_gets_its_number_later_is_no_second_child(library: Library) -> None:
    made = planned(library, "| 姓名 | 身份证号 | 出生日期 |\n| 李欣天 | 990959201701261896 | 2017.1.26 |")
    assert fates(made) == ["changed"]
    assert made.steps[0].id == "b" * 32
    assert made.steps[0].changes == {"id_number": ("", "990959201701261896")}


def test_another_number_is_another_child_even_with_the_same_name_and_birth(library: Library) -> None:
    made = planned(library, "| 姓名 | 身份证号 | 出生日期 |\n| 张萱 | 990959201701261896 | 2017.8.11 |")
    assert fates(made) == ["new"]


def test_a_number_that_cannot_be_read_never_replaces_a_good_one(library: Library) -> None:
    made = planned(library, "| 姓名 | 身份证号 | 出生日期 |\n| 张萱 | 990970201708110780 | 2017.8.11 |")
    assert fates(made) == ["same"]
    assert made.incoming.table.wrong[0, "id_number"].code == "kind.id_check"


def test_references_are_found_by_number_else_by_a_name_that_is_unique(library: Library) -> None:
    made = planned(
        library,
        """
| 儿童姓名 | 身份证号 | 父亲姓名 |
| 张萱     | 990970201708110781 | 张三 |
| 李欣天   |                    | 李四 |
| 无此人   |                    | 王五 |
""",
        "left_behind",
    )
    assert made.incoming.table.columns["student"] == ["a" * 32, "b" * 32, None]
    assert fates(made) == ["new", "new", "problem"]
    assert made.incoming.table.wrong[2, "student"].params["text"] == "无此人"


def test_a_number_of_somebody_unknown_is_not_replaced_by_a_name_that_fits(library: Library) -> None:
    made = planned(library, "| 儿童姓名 | 身份证号 | 父亲姓名 |\n| 张萱 | 990959201701261896 | 张三 |", "left_behind")
    assert fates(made) == ["problem"]


def test_what_cannot_be_read_is_kept_as_it_stood(library: Library) -> None:
    made = planned(library, "| 姓名 | 身份证号 | 出生日期 |\n| 新人 | 990959201701261896 | 17.1.26 |")
    values, raw = made.written(made.steps[0])
    assert raw == {"born_on": "17.1.26"}
    assert "born_on" not in values
