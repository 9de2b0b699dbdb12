"""Faults in what a school has: equipment, rooms, staff, classes, and what it declares of itself."""

from forms.practice.faults.fault import Change, Fault, agree, number, text
from forms.practice.faults.registers import stand_in, years_before
from forms.table import Record

NOT_TEACHING: dict[str, object] = {"use_for": {"not": ["10", "11", "12"]}}
"""What is not added up to the declared value, so that a changed amount is noticed once."""
LOT: dict[str, object] = {"card": ["2"], "quantity": {"min": 2}}
DISPOSED: dict[str, object] = {"state": ["5"]}
THERE: dict[str, object] = {"disposed_on": "blank"}
TEACHER: dict[str, object] = {"post": ["1"], "state": ["1"]}


def _a_yuan_off(record: Record) -> int:
    return number(record, "amount") + 100


def _cheap(record: Record) -> int:
    return 30 * number(record, "quantity")


def _month_before(name: str) -> Change:
    """A day in December of the year before a month."""
    return lambda record: f"{int(text(record, name)[:4]) - 1}-12-15"


EQUIPMENT = (
    Fault("equipment", "amount", "product", {"amount": {"min": 500}}, {"amount": _a_yuan_off}),
    Fault("equipment", "asset_no", "unique", like=agree(), take=("asset_no",)),
    Fault("equipment", "brand", "unique", {"serial": "filled"}, like=agree("brand", "kind", "card"), take=("serial",)),
    Fault("equipment", "disposed_on", "equipment.disposal_missing", DISPOSED, {"disposed_on": None}),
    Fault("equipment", "approval", "equipment.approval_missing", DISPOSED, {"approval": None}),
    Fault("equipment", "state", "equipment.disposed_in_use", {**DISPOSED, **NOT_TEACHING}, {"state": "1"}),
    Fault(
        "equipment",
        "disposed_on",
        "equipment.disposed_before_acquired",
        DISPOSED,
        {"disposed_on": _month_before("acquired")},
    ),
    Fault(
        "equipment", "booked_on", "equipment.booked_before_acquired", THERE, {"booked_on": _month_before("acquired")}
    ),
    Fault("equipment", "quantity", "equipment.one_piece_card", LOT, {"card": "1"}),
    Fault("equipment", "card", "equipment.computers_one_card", {"kind": ["21"], "card": ["1"]}, {"card": "2"}),
    Fault("equipment", "unit_price", "equipment.price_unit", NOT_TEACHING, {"unit_price": 30, "amount": _cheap}),
    Fault("equipment", "code_system", "equipment.code_system_missing", {"class_code": "filled"}, {"code_system": None}),
    Fault(
        "equipment",
        "state",
        "equipment.zero_in_use",
        {**LOT, **NOT_TEACHING, "state": {"not": ["5"]}},
        {"quantity": 0, "amount": 0},
    ),
    Fault("equipment", "acquired", "not_after_period", THERE, {"acquired": "2099-01", "booked_on": None}),
    Fault("equipment", "unit", "required", put={"unit": None}),
)

PREMISES = (
    Fault("premises", "kind", "premises.outdoor", {"multimedia": [0]}, {"kind": "512"}),
    Fault("premises", "count", "premises.multimedia_more", {"kind": ["111"], "count": [1]}, {"multimedia": 5}),
    Fault("premises", "kind", "premises.multimedia_kind", {"kind": ["316", "319"]}, {"multimedia": 1}),
    Fault("premises", "area", "premises.area_unit", put={"area": 200}),
    Fault(
        "premises",
        "repaired_year",
        "premises.repaired_before_built",
        put={"repaired_year": lambda record: number(record, "built_year") - 3},
    ),
    Fault("premises", "use", "premises.dangerous_in_use", {"use": ["1"]}, {"condition": "D"}),
    Fault("premises", "condition", "premises.assessed_without_grade", put={"condition": "N"}),
    Fault("premises", "building", "required", put={"building": None}),
)

STAFF = (
    Fault("staff", "sex", "id_sex_differs", put={"sex": lambda record: "2" if record["sex"] == "1" else "1"}),
    Fault("staff", "worker_no", "unique", like=agree(), take=("worker_no",)),
    Fault("staff", "name", "plain_name", put={"name": stand_in("name")}),
    Fault("staff", "began", "staff.began_before_birth", {"came": "filled"}, {"began": years_before("born_on", 1)}),
    Fault("staff", "came", "staff.came_before_began", TEACHER, {"came": years_before("began", 2)}),
    Fault("staff", "rotation_from", "staff.rotation_details", {"rotation": ["1", "2", "3"]}, {"rotation_from": None}),
    Fault("staff", "rotation_school", "staff.no_rotation", {"rotation": ["0"]}, {"rotation_school": "县城某小学"}),
    Fault("staff", "full_time", "staff.came_by_rotation", {"rotation_side": ["2"]}, {"full_time": True}),
    Fault("staff", "subject", "staff.teacher_subject", TEACHER, {"subject": None}),
    Fault("staff", "title", "staff.teacher_title", TEACHER, {"title": None}),
    Fault("staff", "certificate", "staff.teaches_without_certificate", TEACHER, {"certificate": "0"}),
    Fault("staff", "left_on", "staff.gone_without_date", {"state": ["7"]}, {"left_on": None}),
    Fault("staff", "state", "staff.left_still_on_duty", {"state": ["7"]}, {"state": "1"}),
    Fault("staff", "weekly_hours", "staff.hours_range", TEACHER, {"weekly_hours": 480}),
    Fault("staff", "training_hours", "staff.training_range", TEACHER, {"training_hours": 3600}),
    Fault("staff", "nation", "required", put={"nation": None}),
)

CLASSES = (
    Fault("class", "grades", "class.grades_missing", {"kind": ["1"]}, {"kind": "2"}),
    Fault("class", "head_teacher", "required", put={"head_teacher": None}),
    Fault("class", "head_teacher", "plain_name", put={"head_teacher": stand_in("head_teacher")}),
    Fault("class", "graduates", "ordered", {"graduates": "filled"}, {"graduates": lambda record: record["entry_year"]}),
)

SCHOOL = (
    Fault("school", "counts_as_school", "school.point_not_counted", {"type": ["218"]}, {"counts_as_school": True}),
    Fault("school", "central_code", "school.central_missing", {"counts_as_school": [False]}, {"central_code": None}),
    Fault("school", "central_code", "school.central_is_self", put={"central_code": lambda record: record["code"]}),
    Fault("school", "closed_on", "school.merged_without_date", put={"merged_into": "2199000001"}),
    Fault(
        "school", "land_area", "school.land", put={"sports_ground": lambda record: number(record, "land_area") + 100}
    ),
    Fault(
        "school",
        "terminals",
        "school.terminals",
        put={"student_terminals": lambda record: number(record, "terminals") + 1},
    ),
    Fault("school", "bandwidth", "school.network_without_bandwidth", put={"bandwidth": None}),
    Fault("school", "books", "school.books_unit", put={"books": 2}),
    Fault("school", "guards", "school.guards_range", put={"guards": 0}),
    Fault("school", "urban_rural", "required", put={"urban_rural": None}),
    Fault("school", "to_central", "school.distance_unit", {"to_central": "filled"}, {"to_central": 15_000}),
    Fault(
        "school",
        "instruments_value",
        "declared_sum",
        {"instruments_value": {"min": 10_000}},
        {"instruments_value": lambda record: number(record, "instruments_value") * 8 // 10},
    ),
    Fault("school", "principal", "plain_name", put={"principal": stand_in("principal")}),
)

THINGS: tuple[Fault, ...] = (*EQUIPMENT, *PREMISES, *STAFF, *CLASSES, *SCHOOL)
