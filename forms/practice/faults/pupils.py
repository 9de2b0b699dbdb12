"""Faults in the roll: what does not go together in one pupil's record, or between two."""

from datetime import date, timedelta

from forms.kinds.identity import check_character
from forms.practice.faults.fault import Fault, agree, text
from forms.practice.faults.unreadable import RESIDENT
from forms.table import Record, Table

ABLE: dict[str, object] = {"disability": ["0"], "disability_level": "blank"}
CARD: dict[str, object] = {"disability_card": "filled"}
FIRST_GRADE: dict[str, object] = {"grade": ["11"], "preschool_years": "filled"}
SET_BACK = 8
"""Years that make a child too old for any grade."""


def _next_day(record: Record) -> str:
    return (date.fromisoformat(text(record, "born_on")) + timedelta(days=1)).isoformat()


def _plain_birthday(record: Record) -> bool:
    """A birthday that can be moved by a day or by years without a change of age or a missing leap day."""
    return text(record, "born_on")[5:7] not in ("02", "08", "09")


def _set_back(record: Record) -> str:
    born = text(record, "born_on")
    return f"{int(born[:4]) - SET_BACK}{born[4:]}"


def _number_set_back(record: Record) -> str:
    number = text(record, "id_number")
    first17 = number[:6] + _set_back(record).replace("-", "") + number[14:17]
    return first17 + check_character(first17)


def _code_set_back(record: Record) -> str:
    return f"L{_number_set_back(record)}"


def _another_code(record: Record) -> str:
    """G and a number that is not the pupil's: legal after a correction, asked about otherwise."""
    number = text(record, "id_number")
    return f"G{number[:14]}{(int(number[14:17]) + 1) % 1000:03d}{number[17]}"


def _stand_in(record: Record) -> str:
    name = text(record, "name")
    return f"{name[0]}?{name[-1]}"


def _foreign_card(record: Record) -> str:
    """Somebody else's certificate: the serial of the number is another one."""
    card = text(record, "disability_card")
    return f"{card[:14]}{(int(card[14:17]) + 1) % 1000:03d}{card[17:]}"


def _other_kind(record: Record) -> str:
    card = text(record, "disability_card")
    return f"{card[:18]}{int(card[18]) % 7 + 1}{card[19]}"


def _before_birth(record: Record) -> str:
    return f"{int(text(record, 'born_on')[:4]) - 1}-09"


def _temporary(table: Table, earlier: int, later: int) -> bool:
    return str(table.columns["student_code"][earlier]).startswith("L")


def _same_grade(table: Table, earlier: int, later: int) -> bool:
    """A resident ID that the later one can have, too: same grade, so that the age stays usual."""
    return agree("grade")(table, earlier, later) and table.columns["id_type"][earlier] == "1"


IDENTITY = (
    Fault("student", "born_on", "id_birth_differs", RESIDENT, {"born_on": _next_day}, _plain_birthday),
    Fault("student", "sex", "id_sex_differs", RESIDENT, {"sex": lambda record: "2" if record["sex"] == "1" else "1"}),
    Fault("student", "id_number", "student.id_number_missing", RESIDENT, {"id_number": None}),
    Fault(
        "student",
        "id_number",
        "unique",
        {**RESIDENT, **ABLE},
        {"student_code": None},
        like=_same_grade,
        take=("id_number", "born_on", "sex"),
    ),
    Fault("student", "student_code", "unique", RESIDENT, like=_temporary, take=("student_code",)),
    Fault("student", "student_code", "student_code_shape", put={"student_code": "20260901012"}),
    Fault("student", "student_code", "student_code_differs", RESIDENT, {"student_code": _another_code}),
    Fault("student", "seat_no", "unique", like=agree("grade", "class_no"), take=("seat_no",)),
    Fault("student", "name", "unique", like=agree("born_on"), take=("name",)),
    Fault("student", "name", "plain_name", put={"name": _stand_in}),
    Fault("student", "name", "name_one_character", put={"name": lambda record: text(record, "name")[0]}),
    Fault("student", "address_now", "required", put={"address_now": None}),
    Fault("student", "household_division", "required", put={"household_division": None}),
    Fault("student", "overseas", "student.foreign_not_overseas", {"country": ["CHN"]}, {"country": "VNM"}),
    Fault(
        "student", "id_type", "student.overseas_with_resident_id", {**RESIDENT, "overseas": ["00"]}, {"overseas": "51"}
    ),
)

SCHOOLING = (
    Fault(
        "student",
        "born_on",
        "grade_age",
        {**RESIDENT, **ABLE, "student_code": "filled"},
        {"born_on": _set_back, "id_number": _number_set_back, "student_code": _code_set_back},
        _plain_birthday,
    ),
    Fault("student", "class_no", "in_class", put={"class_no": 77}),
    Fault("student", "entered_on", "ordered", put={"entered_on": _before_birth}),
    Fault("student", "preschool", "student.preschool_years", FIRST_GRADE, {"preschool": False, "preschool_years": "2"}),
    Fault(
        "student", "preschool", "student.preschool_no_years", FIRST_GRADE, {"preschool": True, "preschool_years": "0"}
    ),
    Fault("student", "distance", "student.distance_unit", put={"distance": 150_000}),
    Fault("student", "bus", "student.bus_not_needed", put={"commute": "5", "bus": False}),
)

HEALTH = (
    Fault("student", "disability", "student.inclusive_without_disability", ABLE, {"inclusive": "1"}),
    Fault("student", "disability", "student.disabled_without_kind", ABLE, {"health": "50"}),
    Fault("student", "disability", "student.taught_at_home_not_disabled", ABLE, {"taught_at_home": True}),
    Fault("student", "disability", "student.level_without_disability", ABLE, {"disability_level": "3"}),
    Fault("student", "health", "student.disability_without_health", {"disability": {"not": ["0"]}}, {"health": "10"}),
    Fault(
        "student",
        "disability_card",
        "disability_card_shape",
        CARD,
        {"disability_card": lambda record: text(record, "disability_card")[:19]},
    ),
    Fault("student", "disability_card", "disability_card_owner", CARD, {"disability_card": _foreign_card}),
    Fault("student", "disability", "disability_card_kind", CARD, {"disability_card": _other_kind}),
)

CIRCUMSTANCES = (
    Fault(
        "student",
        "left_behind",
        "student.left_behind_and_migrant",
        {"left_behind": ["1", "2"]},
        {"migrant": True, "migrant_from": "2"},
    ),
    Fault(
        "student",
        "left_behind",
        "student.left_behind_not_registered",
        {"left_behind": ["0"], "migrant": [False]},
        {"left_behind": "1"},
    ),
    Fault(
        "student",
        "migrant_from",
        "student.migrant_from_missing",
        {"left_behind": ["0"]},
        {"migrant": True, "migrant_from": None},
    ),
    Fault(
        "student",
        "living_aid",
        "student.day_pupil_with_aid",
        {"boards": ["1"], "wants_aid": [False]},
        {"living_aid": True},
    ),
)

FAMILIES = (
    Fault(
        "student",
        "guardian1_is_guardian",
        "student.no_guardian",
        put={
            "guardian1_is_guardian": False,
            "guardian2_is_guardian": lambda record: False if record["guardian2_name"] else None,
        },
    ),
    Fault("student", "guardian1_relation_note", "student.guardian1_relation_note", put={"guardian1_relation": "97"}),
    Fault(
        "student",
        "guardian2_relation",
        "student.guardian2_relation",
        {"guardian2_name": "filled"},
        {"guardian2_relation": None},
    ),
    Fault(
        "student", "guardian2_name", "student.guardian2_name", {"guardian2_name": "filled"}, {"guardian2_name": None}
    ),
    Fault(
        "student",
        "guardian1_name",
        "plain_name",
        put={"guardian1_name": lambda record: f"{text(record, 'guardian1_name')[0]}□"},
    ),
    Fault("student", "guardian1_id_number", "id_fits_type", put={"guardian1_id_number": "E12345678"}),
    Fault(
        "student",
        "guardian1_id_number",
        "student.guardian1_id_is_pupils",
        RESIDENT,
        {"guardian1_id_number": lambda record: record["id_number"]},
    ),
    Fault(
        "student",
        "guardian2_id_number",
        "student.guardians_same_id",
        {"guardian2_id_number": "filled"},
        {"guardian2_id_number": lambda record: record["guardian1_id_number"]},
    ),
)

PUPILS: tuple[Fault, ...] = (*IDENTITY, *SCHOOLING, *HEALTH, *CIRCUMSTANCES)
