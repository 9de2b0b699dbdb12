"""Texts that no kind can read: wrong check digits, two-digit years, words instead of numbers, codes without words."""

from forms.kinds.identity import CHECK_CHARACTERS
from forms.practice.faults.fault import Fault, text
from forms.table import Record

RESIDENT = {"id_type": ["1"], "id_number": "filled"}


def _wrong_check(record: Record) -> str:
    """The next check character instead of the right one."""
    number = text(record, "id_number")
    return number[:17] + CHECK_CHARACTERS[(CHECK_CHARACTERS.index(number[17]) + 1) % 11]


def _month_13(record: Record) -> str:
    number = text(record, "id_number")
    return f"{number[:10]}13{number[12:]}"


def _old_number(record: Record) -> str:
    """15 digits, as before 1999: without the century and the check character."""
    number = text(record, "id_number")
    return number[:6] + number[8:17]


def _short_year(record: Record) -> str:
    year, month, day = text(record, "born_on").split("-")
    return f"{year[2:]}.{int(month)}.{int(day)}"


UNREADABLE = (
    Fault("student", "id_number", "kind.id_check", RESIDENT, text=_wrong_check),
    Fault("student", "id_number", "kind.id_birth", RESIDENT, text=_month_13),
    Fault("student", "id_number", "kind.id_15", RESIDENT, text=_old_number),
    Fault("student", "id_number", "kind.id_length", RESIDENT, text=lambda record: text(record, "id_number")[:17]),
    Fault("student", "born_on", "kind.short_year", text=_short_year),
    Fault("student", "nation", "kind.not_listed", {"nation": ["01"]}, text="汗族"),
    Fault("student", "household", "kind.bare_code", text="1"),
    Fault("student", "only_child", "kind.not_yes_no", text="不清楚"),
    Fault("student", "phone", "kind.phone_shape", text=lambda record: text(record, "phone")[:10]),
    Fault(
        "student",
        "guardian1_phone",
        "kind.phone_several",
        text=lambda record: f"{text(record, 'guardian1_phone')}、13800001111",
    ),
    Fault("student", "birthplace", "kind.division_shape", text="青岚县"),
    Fault("student", "postcode", "kind.code_shape", text="99230"),
    Fault("student", "class_no", "kind.not_class", text="甲班"),
    Fault("student", "distance", "kind.not_number", text="约两里路"),
    Fault("student", "distance", "kind.too_many_places", text="1.2345"),
    Fault("student", "seat_no", "kind.too_large", text="20260012"),
    Fault("staff", "id_number", "kind.id_check", {"id_number": "filled"}, text=_wrong_check),
    Fault("staff", "born_on", "kind.not_date", text="属虎"),
    Fault("visit", "visited_on", "kind.no_such_day", put={"next_on": None}, text="2026-11-31"),
    Fault("visit", "student", "kind.not_on_record", text="查无此人"),
    Fault("movement", "from_code", "kind.school_code_shape", {"kind": ["12"]}, text="219900001"),
    Fault("subsidy", "card", "kind.card_shape", {"card": "filled"}, text="6217 0000 12"),
    Fault("subsidy", "amount", "kind.not_number", {"item": ["meals"]}, text="每人一样"),
    Fault("equipment", "booked_on", "kind.far_year", {"booked_on": "filled"}, text="0219-05-01"),
    Fault("equipment", "quantity", "kind.not_whole", text="2.5"),
    Fault("equipment", "acquired", "kind.not_month", {"disposed_on": "blank"}, text="前年"),
    Fault("premises", "area", "kind.too_small", text="-45"),
)
"""Faults that make a field unreadable: the workbook carries the text as it stands."""
