"""The form 学生: what is written down about each pupil."""

from collections.abc import Sequence

from forms.practice.children import Pupil
from forms.practice.county import JUNIOR, PRESCHOOL
from forms.practice.dice import Dice, Weighted, weighted
from forms.practice.families import CANNOT_CARE, DEAD, FATHER, MOTHER, Carer, Family, Stay
from forms.practice.people import Person
from forms.practice.setting import Row, Setting
from forms.table import Record

DAY_PUPIL, BOARDER = "1", "2"
"""Codes of 就读方式."""
RESIDENT, NONE = "1", "Z"
"""Codes of 身份证件类型."""
_HEALTH: Weighted[str] = weighted((("10", 94), ("20", 4), ("30", 2)))
_INCLUSIVE = {"1": "1", "2": "2", "5": "3"}
"""Code of 随班就读 by code of 残疾类型; 4 其他 for the rest."""
_BLOOD = ("2", "3", "4", "5", "5")
UNREGISTERED = "户口未登记，没有身份证号，已留存家长签字的就读证明，并报中心校。"


def student_rows(setting: Setting, pupils: Sequence[Pupil]) -> list[Row]:
    """One record per pupil, also for those who left in this school year."""
    dice = setting.site.dice("students")
    scribe = _Scribe(setting, dice)
    return [(pupil.id, scribe.record(pupil)) for pupil in pupils]


class _Scribe:
    """Writes the records of one school, with what is the same in all of them looked up once."""

    def __init__(self, setting: Setting, dice: Dice) -> None:
        self._setting, self._dice = setting, dice
        county = setting.words.county
        self._native = f"{county['province']}{county['zh']}"
        self._postcode = f"99{setting.site.township.code[4:6]}{int(setting.site.township.code[6:]) % 100:02d}"
        self._bus = setting.site.role in ("central", "nine") and setting.site.dice("bus").chance(0.4)

    def record(self, pupil: Pupil) -> Record:
        family, dice = pupil.family, self._dice
        home = family.home
        origin = family.from_elsewhere
        record: Record = {
            "name": pupil.name, "sex": pupil.sex, "born_on": pupil.born,
            "birthplace": origin[0] if origin else home.division,
            "native_place": None if origin else self._native, "nation": family.nation.code,
            "id_number": pupil.id_number,
            "politics": "03" if pupil.grade in JUNIOR[1:] and dice.random() < 0.12 else "13",
            "household_division": origin[0] if origin else home.division, "household": family.household,
            "seat_no": pupil.seat, "grade": pupil.grade, "class_no": pupil.class_no,
            "entered_on": self._entered(pupil), "entry_way": "11", "boards": BOARDER if pupil.boards else DAY_PUPIL,
            "source": "1", "address_now": home.address, "postcode": self._postcode,
            "only_child": family.children == 1, "left_behind": family.left_behind, "migrant": bool(origin),
            "migrant_from": origin[1] if origin else None, "orphan": family.orphans, "martyr": family.need == "14",
            "place_bought": False, "wants_aid": pupil.asks, "living_aid": pupil.aided, "distance": home.distance,
        }  # fmt: skip
        record |= self._papers(pupil)
        record |= self._body(pupil)
        record |= self._preschool(pupil)
        record |= self._way(pupil)
        self._guardians(record, family)
        if dice.random() < 0.06:
            record["talent"] = dice.pick(self._setting.words.roll["talents"])
        if note := self._note(pupil):
            record["note"] = note
        return record

    def _entered(self, pupil: Pupil) -> str:
        """September in which the child's class began the stage."""
        return f"{self._setting.year - (0 if pupil.grade == PRESCHOOL else int(pupil.grade[1]) - 1)}-09"

    def _papers(self, pupil: Pupil) -> Record:
        """Documents, and the 学籍号: temporary for some of the new ones, J for a child without resident ID number."""
        if pupil.overseas:
            country, overseas, id_type, division = pupil.overseas
            record: Record = {
                "country": country,
                "overseas": overseas,
                "id_type": id_type,
                "household_division": division,
            }
        else:
            record = {"country": "CHN", "overseas": "00", "id_type": RESIDENT if pupil.id_number else NONE}
        if pupil.grade == PRESCHOOL:
            return record
        if pupil.overseas or pupil.id_number is None:
            return record | {"student_code": f"J{self._setting.site.code}{self._dice.digits(7)}"}
        new = pupil.grade == "11" and self._dice.random() < 0.3
        return record | {"student_code": pupil.code or ("L" if new else "G") + pupil.id_number}

    def _body(self, pupil: Pupil) -> Record:
        dice = self._dice
        record: Record = {"inclusive": "0", "disability": "0", "taught_at_home": False}
        if dice.random() < 0.3:
            record["blood"] = dice.pick(_BLOOD)
        if pupil.disability is None:
            return record | {"health": dice.weigh(_HEALTH)}
        kind, level = pupil.disability
        at_home = level == "1" and not pupil.boards
        return record | {
            "health": "50", "disability": kind, "disability_level": level, "taught_at_home": at_home,
            "inclusive": "0" if at_home else _INCLUSIVE.get(kind, "4"),
            "disability_card": pupil.id_number and pupil.id_number + kind + level,
        }  # fmt: skip

    def _preschool(self, pupil: Pupil) -> Record:
        had = self._dice.random() < 0.95
        new = {"preschool_years": self._dice.pick("1233") if had else "0"} if pupil.grade == "11" else {}
        return {"preschool": had, **new}

    def _way(self, pupil: Pupil) -> Record:
        """How the child gets to school: on foot while it is near, then by whatever there is."""
        distance, chance = pupil.family.home.distance, self._dice.random()
        if distance < 150:
            way = "1" if chance < 0.8 else "4"
        elif distance < 400:
            way = "1" if chance < 0.3 else ("2" if chance < 0.55 else "4")
        elif self._bus and chance < 0.4 and not pupil.boards:
            way = "5"
        else:
            way = "3" if chance < 0.7 else "4"
        return {"commute": way, "bus": way == "5" or (distance > 600 and chance > 0.9)}

    def _guardians(self, record: Record, family: Family) -> None:
        """A parent who can care stands first, then the other parent or whoever looks after the child."""
        parents = [
            self._parent(FATHER, family.father, family.fate[0], family.away[0], family.work[0]),
            self._parent(MOTHER, family.mother, family.fate[1], family.away[1], family.work[1]),
        ]
        able = [each for each, fate in zip(parents, family.fate, strict=True) if fate not in CANNOT_CARE]
        members = able[:1]
        if family.carer:
            members.append(_carer(family.carer, is_guardian=not able))
        elif len(able) > 1:
            members.append(able[1])
        for place, member in enumerate(members, start=1):
            for name, value in member.items():
                record[f"guardian{place}_{name}"] = value
        record["phone"] = members[0]["phone"]

    def _parent(self, relation: str, parent: Person, fate: str, stay: Stay | None, work: str) -> Record:
        if fate == DEAD:
            return {}
        member = _member(relation, parent) | {"is_guardian": True}
        if stay:
            return member | {"address": stay.place, "work_unit": stay.employer, "post": stay.job}
        return member | {"work_unit": "在家务农" if work == "务农" else None, "post": work}

    def _note(self, pupil: Pupil) -> str | None:
        if pupil.id_number is None:
            return UNREGISTERED
        return "双胞胎" if pupil.twin else None


def _carer(carer: Carer, *, is_guardian: bool) -> Record:
    return _member(carer.relation, carer.person) | {"is_guardian": is_guardian, "post": carer.job}


def _member(relation: str, person: Person) -> Record:
    return {
        "name": person.name, "relation": relation, "phone": person.phone, "id_type": RESIDENT,
        "id_number": person.id_number,
    }  # fmt: skip
