"""The form 学校: what the school is, and the figures that it declares, taken from its own registers."""

from forms.form import Form
from forms.practice.children import Pupil
from forms.practice.people import phone
from forms.practice.premises import Premises
from forms.practice.setting import Row, Setting
from forms.practice.staff import Staff
from forms.practice.things import BOOKS, TERMINALS, Things, declared
from forms.table import Record, Table

COUNTY_RUN, OPEN, SIX_THREE = "831", "1", "1"
"""Codes of 举办者, 办学状态 and 学制."""
FOR_PUPILS, FOR_TEACHERS = "11", "12"
"""Codes of 使用方向."""
_TOWNSHIP_SEAT, _VILLAGE = "210", "220"
_PER_SQUARE_METRE = 1500
"""Yuan that a square metre of a school building stands in the books with."""
_MOST_LAND = 150_000


def school_row(
    setting: Setting, pupils: list[Pupil], staff: Staff, rooms: Premises, things: Things, forms: dict[str, Form]
) -> Row:
    """The one record."""
    dice = setting.site.dice("school")
    ledger = Table.of(forms["equipment"], [record for _, record in things.rows])
    instruments = declared(ledger, forms["school"].checks, "instruments_value")
    record = _identity(setting) | _place(setting, staff) | _ground(setting) | _life(setting, pupils)
    terminals = things.number(TERMINALS)
    return dice.lasting_id(), record | {
        "built_year": rooms.rows[0][1]["built_year"], "books": things.number({BOOKS}),
        "e_books": setting.site.pupils * 30,
        "terminals": terminals, "teacher_terminals": things.number(TERMINALS, FOR_TEACHERS),
        "student_terminals": things.number(TERMINALS, FOR_PUPILS), "instruments_value": instruments,
        "fixed_assets": things.value + rooms.area * _PER_SQUARE_METRE,
    }  # fmt: skip


def _identity(setting: Setting) -> Record:
    site, dice = setting.site, setting.site.dice("identity")
    record: Record = {
        "code": site.code, "name": site.name, "type": site.type, "counts_as_school": site.type != "218",
        "district": f"{site.township.zh}学区", "run_by": COUNTY_RUN, "status": OPEN, "system": SIX_THREE,
        "urban_rural": _urban(setting), "founded": f"{dice.between(1951, 1998)}-09", "metropolitan": False,
    }  # fmt: skip
    if site.central:
        record |= {
            "central_code": site.central.code,
            "central_name": site.central.name,
            "to_central": dice.between(12, 140),
        }
    return record


def _urban(setting: Setting) -> str:
    if setting.site.township.urban == "121":
        return "121" if setting.around.wide else "122"
    return _TOWNSHIP_SEAT if setting.around.wide else _VILLAGE


def _place(setting: Setting, staff: Staff) -> Record:
    """Where it is and who answers; the coordinates are somewhere in the hills, no two schools at the same spot."""
    site, dice = setting.site, setting.site.dice("place")
    township = int(site.township.code[-3:])
    village = site.township.villages[site.village]
    head, contact = staff.teachers[0], staff.teachers[-1]
    return {
        "division": site.township.village_code(site.village),
        "address": f"{setting.words.county['zh']}{site.township.zh}{village}{dice.between(1, 90)}号",
        "postcode": f"99{site.township.code[4:6]}{township % 100:02d}", "terrain": "3",
        "longitude": 107_000_000 + township % 40 * 20_000 + site.number % 97 * 150 + dice.between(0, 149),
        "latitude": 27_000_000 + township // 40 * 20_000 + dice.between(0, 19_999),
        "phone": f"0860-2{dice.digits(6)}", "email": f"{site.code}@example.cn", "principal": head["name"],
        "principal_phone": head["phone"] or phone(dice), "contact": contact["name"], "contact_phone": contact["phone"],
    }  # fmt: skip


def _ground(setting: Setting) -> Record:
    """Land, with a third for sports and some green; a football field where there is room for one."""
    dice, pupils = setting.site.dice("ground"), setting.site.pupils
    land = min(int(900 + pupils * dice.around(19, 0.35)), _MOST_LAND)
    sports, green = int(land * dice.around(0.32, 0.4)), int(land * dice.around(0.18, 0.5))
    return {
        "land_area": land * 100, "sports_ground": sports * 100, "green_area": green * 100,
        "football_11": int(sports > 9000),
        "football_7": int(3500 < sports <= 9000), "football_5": int(1500 < sports <= 3500),
    }  # fmt: skip


def _life(setting: Setting, pupils: list[Pupil]) -> Record:
    dice, small = setting.site.dice("life"), setting.site.role == "point"
    boarding = any(pupil.boards for pupil in pupils)
    canteen = boarding or setting.site.pupils > 60
    heating = dice.pick(("3", "8", "7") if small else ("2", "3", "8"))
    return {
        "network": "1", "bandwidth": 100 if small else dice.pick((200, 500, 1000)), "boarding": boarding,
        "canteen": canteen,
        "meals": "1" if canteen else dice.pick("24"), "water_source": "1", "drinking_water": dice.pick("123"),
        "toilet": "2" if small and dice.chance(0.6) else "1", "heating": heating, "surveillance": True,
        "school_bus": 1 if setting.site.role in ("central", "nine") and setting.site.dice("bus").chance(0.4) else 0,
        "guards": min(9, 1 + setting.site.pupils // 400), "ok_sports_ground": not small,
        "ok_sports_gear": dice.chance(0.8),
        "ok_music_gear": dice.chance(0.6), "ok_art_gear": dice.chance(0.6), "ok_science_gear": dice.chance(0.7),
    }  # fmt: skip
