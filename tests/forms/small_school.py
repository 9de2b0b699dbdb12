"""A small school without a single problem: three pupils, two classes, one teacher, and whatever else the forms ask.

Its division 990101 exists nowhere, so no number here can belong to a person.
"""

from collections.abc import Mapping

from forms.kinds import Value
from forms.kinds.identity import check_character
from forms.library import Library
from forms.table import Table

PERIOD = "2026-1"
Rows = dict[str, list[dict[str, Value]]]


def id_number(born: str, sequence: str) -> str:
    """A resident ID number of the division that does not exist."""
    first17 = f"990101{born.replace('-', '')}{sequence}"
    return first17 + check_character(first17)


def lasting_id(form: str, row: int) -> str:
    """The lasting id of a record, the same in every run."""
    return f"{form.encode().hex()[:16]:0<16}{row:016x}"


def pupil(name: str, born: str, sequence: str, **changes: Value) -> dict[str, Value]:
    """A day pupil of grade three in good health whose parents are at home."""
    number = id_number(born, sequence)
    usual: dict[str, Value] = {
        "name": name, "sex": "1" if int(sequence) % 2 else "2", "born_on": born, "birthplace": "990101001002",
        "native_place": "某省某县", "nation": "01", "country": "CHN", "id_type": "1", "id_number": number,
        "overseas": "00", "health": "10", "household_division": "990101001002", "household": "1",
        "student_code": f"G{number}", "grade": "13", "class_no": 1, "entered_on": "2024-09", "entry_way": "11",
        "boards": "1", "source": "1", "address_now": "石坪镇石坪村三组18号", "phone": "13800001111",
        "postcode": "362300", "only_child": False, "preschool": True, "left_behind": "0", "migrant": False,
        "orphan": False, "martyr": False, "inclusive": "0", "disability": "0", "wants_aid": False,
        "living_aid": False, "distance": 80, "commute": "1", "bus": False, "guardian1_name": "林建国",
        "guardian1_relation": "51", "guardian1_phone": "13800001111", "guardian1_is_guardian": True,
    }  # fmt: skip
    return usual | changes


def rows() -> Rows:
    """The records of every form."""
    first, _, third = (lasting_id("student", row) for row in range(3))
    return {
        "school": [{
            "code": "2199000001", "name": "石坪镇石坪小学", "type": "211", "counts_as_school": True, "status": "1",
            "central_code": "2199000002", "urban_rural": "220", "address": "石坪镇石坪村三组一号", "founded": "1958-09",
            "built_year": 2008, "metropolitan": False, "to_central": 35, "principal": "周志强", "contact": "罗春梅",
            "land_area": 400000, "green_area": 50000, "sports_ground": 120000, "books": 1200, "terminals": 30,
            "teacher_terminals": 6, "student_terminals": 20, "network": "1", "bandwidth": 200,
            "fixed_assets": 30000000, "instruments_value": 1728000, "boarding": True, "canteen": True, "meals": "1",
            "toilet": "1", "guards": 1, "ok_science_gear": True,
        }],
        "class": [
            {"grade": "13", "class_no": 1, "kind": "1", "head_teacher": "罗春梅", "entry_year": 2024},
            {"grade": "11", "class_no": 1, "kind": "2", "grades": ("11", "12"), "head_teacher": "罗春梅"},
        ],
        "student": [
            pupil("林雨桐", "2018-03-12", "002", boards="2", left_behind="2", wants_aid=True, living_aid=True,
                  seat_no=1, guardian2_name="林桂英", guardian2_relation="62", guardian2_is_guardian=False),
            pupil("买买提·艾力", "2018-05-20", "013", nation="05", inclusive="1", disability="1", health="50",
                  disability_level="2", disability_card=id_number("2018-05-20", "013") + "12"),
            pupil("黄子轩", "2018-11-02", "021", grade="12", entered_on="2025-09", migrant=True, migrant_from="1",
                  preschool_years="3", commute="5", bus=True),
        ],
        "movement": [{
            "student": third, "kind": "12", "applied_on": "2026-08-28", "effective_on": "2026-09-01",
            "grade_before": "12", "grade_after": "12", "class_after": 1, "scope": "3", "from_code": "2198000001",
            "from_school": "某省某县第一小学", "reason": "11", "approved_on": "2026-09-05",
        }],
        "left_behind": [{
            "student": first, "surveyed_on": "2026-09-03", "registered": True, "body": "1", "lives_with_parents": False,
            "father_name": "林建国", "father_status": "1", "father_away": True, "father_away_since": "2025-03",
            "father_place": "广东省东莞市", "father_cannot_care": False, "mother_name": "周佳", "mother_status": "1",
            "mother_away": True, "mother_away_since": "2025-03", "mother_place": "浙江省温州市",
            "mother_cannot_care": False, "both_away": True, "delegated": True, "delegate_name": "林桂英",
            "delegate_relation": "62", "delegate_phone": "0596-1234567", "grandfather": "—",
            "income_sources": ("1",), "confirmed_on": "2026-09-04",
        }],
        "visit": [{
            "student": first, "visited_on": "2026-10-11", "visitor": "罗春梅", "way": "1",
            "findings": "与祖母同住，一切正常。", "result": "1", "next_on": "2027-01-10",
        }],
        "aid_recognition": [{
            "student": first, "household_size": 4, "income_per_head": 480000, "groups": ("05",), "state": "4",
            "level": "2", "recognised_on": "2026-09-24", "reason": "农村低保家庭", "applied_on": "2026-09-05",
            "panel_on": "2026-09-10", "publicised_from": "2026-09-14", "publicised_to": "2026-09-18",
        }],
        "subsidy": [{
            "student": first, "item": "boarder_living", "amount": 62500, "pay_way": "1", "card": "6217000000000000001",
            "holder": "林桂英", "holder_relation": "62", "paid": 62500, "paid_on": "2026-11-10",
            "publicised_from": "2026-10-08", "publicised_to": "2026-10-14",
        }],
        "equipment": [
            {"asset_no": "00001", "name": "台式计算机", "kind": "11", "card": "1", "unit": "台", "quantity": 1,
             "unit_price": 420000, "amount": 420000, "acquired": "2022-03", "state": "1", "use_for": "11"},
            {"asset_no": "00002", "name": "学生课桌椅", "kind": "41", "card": "2", "unit": "套", "quantity": 60,
             "unit_price": 18000, "amount": 1080000, "acquired": "2012-09", "state": "5", "use_for": "11",
             "disposed_on": "2025-12-20", "disposal": "1", "approval": "某教〔2025〕88号"},
            {"asset_no": "00003", "name": "科学实验箱", "kind": "51", "card": "2", "unit": "套", "quantity": 20,
             "unit_price": 65400, "amount": 1308000, "acquired": "2021-08", "state": "1", "use_for": "10"},
        ],
        "staff": [{
            "name": "罗春梅", "sex": "2", "born_on": "1988-07-16", "id_number": id_number("1988-07-16", "044"),
            "nation": "01", "post": "1", "status": "1", "state": "1", "began": "2010-08", "came": "2016-09",
            "education": "21", "education_entry": "31", "certificate": "2", "title": "420", "backbone": "2",
            "stages": ("primary",), "subject": "13", "weekly_hours": 180, "full_time": True, "rotation": "0",
            "training_hours": 380, "rotation_due": True,
        }],
        "premises": [{
            "name": "三年级教室", "building": "教学楼", "kind": "111", "use": "1", "count": 1, "area": 5400,
            "seats": 45, "multimedia": 1, "built_year": 2008, "condition": "B", "assessed_on": "2024-05-06",
            "added": False,
        }],
    }  # fmt: skip


def tables(library: Library, records: Mapping[str, list[dict[str, Value]]]) -> dict[str, Table]:
    """All forms' tables, with lasting ids."""
    return {
        name: Table.of(form, records[name], [lasting_id(name, row) for row in range(len(records[name]))])
        for name, form in library.forms.items()
    }
