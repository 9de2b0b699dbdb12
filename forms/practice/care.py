"""The forms 留守儿童 and 家访记录: who is away, who cares instead, and what teachers found when they came to see."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from forms.practice.children import Pupil
from forms.practice.dice import Dice, Weighted, weighted
from forms.practice.families import CANNOT_CARE, DEAD, LOST, NORMAL, PRISON, Carer, Family, Stay
from forms.practice.people import GIRL, Person, given, phone
from forms.practice.pools import Data
from forms.practice.setting import Row, Setting
from forms.table import Record

BOTH = "2"
"""双亲留守儿童."""
FINE, NOBODY = "1", "5"
"""Codes of 走访结论: 情况正常, 未见到监护人."""
_OF_CARERS = {"contact", "care", "absent"}
"""What is only found where neither parent is at home."""
_WAY: Weighted[str] = weighted((("1", 52), ("3", 22), ("4", 12), ("2", 10), ("6", 4)))
_CONTACT: Weighted[str] = weighted((("1", 18), ("2", 50), ("3", 24), ("4", 6), ("6", 2)))
_CARE: Weighted[tuple[str, str]] = weighted(((("5", "1"), 50), (("4", "2"), 42), (("3", "3"), 8)))
"""Codes of 监护类型 and 监护情况评估."""
_WHY = {DEAD: "4", LOST: "4", PRISON: "5"}
"""Code of 委托照料原因 by what has become of a parent; 1 父母双方外出务工 otherwise."""
_NEED = {"study": "1", "mood": "2", "contact": "7", "health": "5", "safety": "4", "money": "6", "care": "3"}
"""Code of 帮扶需求 by what the visit found."""


def left_behind_rows(setting: Setting, pupils: Sequence[Pupil], teachers: Sequence[Record]) -> list[Row]:
    """The register: every child with a parent away, with the facts from which the definitions are derived."""
    dice = setting.site.dice("left behind")
    writer = _Register(setting, teachers, dice)
    return [(dice.lasting_id(), writer.record(pupil)) for pupil in pupils if pupil.family.left_behind != "0"]


class _Register:
    """Writes the register of one school."""

    def __init__(self, setting: Setting, teachers: Sequence[Record], dice: Dice) -> None:
        self._dice, self._teachers, self._days = dice, teachers, setting.days
        surveyed = setting.days.in_year(10)
        self._dates: Record = {"surveyed_on": surveyed, "confirmed_on": setting.days.in_year(13)}
        self._directors = {
            village: (dice.weigh(setting.words.surnames) + given(setting.words, GIRL, 1975, dice), phone(dice))
            for village in range(len(setting.site.township.villages))
        }

    def record(self, pupil: Pupil) -> Record:
        family, dice = pupil.family, self._dice
        first, second = family.away
        director, number = self._directors[family.home.village]
        record: Record = {
            "student": pupil.id, **self._dates, "registered": pupil.id_number is not None, "body": "1",
            "lives_with_parents": not (first and second) and not family.carer,
            "both_away": bool(first and second), "contact_frequency": dice.weigh(_CONTACT),
            "income_sources": ("1", "2") if dice.random() < 0.6 else ("1",), "relief": _relief(family),
            "teacher": dice.pick(self._teachers)["name"], "village_director": director, "village_phone": number,
            "filled_by": self._teachers[-1]["name"], "reviewed_by": self._teachers[0]["name"],
        }  # fmt: skip
        if pupil.disability:
            record["body"] = "2"
        record |= _parent("father", family.father, family.fate[0], first)
        record |= _parent("mother", family.mother, family.fate[1], second)
        return record | self._care(family)

    def _care(self, family: Family) -> Record:
        """Whoever was asked to care; where one parent is at home, nobody had to be asked."""
        carer = family.carer
        if carer is None:
            here = family.at_home.name
            return {"delegated": False, "care_type": "5", "care_assessment": "1", "confirmed_by": here}
        kind, assessment = self._dice.weigh(_CARE)
        return _delegate(family, carer, self._dice) | {
            "care_type": kind, "care_assessment": assessment, "confirmed_by": carer.person.name,
            "agreement_on": self._days.in_year(self._dice.between(3, 12)) if self._dice.random() < 0.7 else None,
        }  # fmt: skip


def _parent(who: str, parent: Person, fate: str, stay: Stay | None) -> Record:
    """The facts on one parent; where there is none left to tell, none is told."""
    facts: Record = {
        "name": parent.name, "born_on": parent.born, "id": parent.id_number, "status": fate, "away": stay is not None,
        "cannot_care": fate != NORMAL,
    }  # fmt: skip
    if fate not in CANNOT_CARE:
        facts["phone"] = parent.phone
    if fate == DEAD:
        del facts["id"]
    if stay:
        facts |= {"away_since": stay.since, "place": stay.place}
    return {f"{who}_{fact}": value for fact, value in facts.items()}


def _delegate(family: Family, carer: Carer, dice: Dice) -> Record:
    reason = next((_WHY[fate] for fate in family.fate if fate in _WHY), "1")
    return {
        "delegated": True, "delegate_name": carer.person.name, "delegate_relation": carer.relation,
        "delegate_phone": carer.person.phone, "delegate_id": carer.person.id_number,
        "delegate_health": "1" if dice.random() < 0.85 else "3", "delegate_reason": reason,
    }  # fmt: skip


def _relief(family: Family) -> tuple[str, ...]:
    return {"05": ("1",), "07": ("5",), "10": ("6",), "11": ("6",), "04": ("2",)}.get(family.need or "", ("0",))


def visit_rows(setting: Setting, pupils: Sequence[Pupil], teachers: Sequence[Record]) -> list[Row]:
    """Every child without a parent at home is visited, many of those with one parent away, few of the rest."""
    dice = setting.site.dice("visits")
    writer = _Visitor(setting, teachers, dice)
    return [(dice.lasting_id(), record) for pupil in pupils if not pupil.gone for record in writer.records(pupil)]


class _Visitor:
    """Writes the visits of one school and term."""

    def __init__(self, setting: Setting, teachers: Sequence[Record], dice: Dice) -> None:
        self._dice, self._teachers, self._days = dice, teachers, setting.days.term_days
        self._findings: Mapping[str, list[Data]] = _by_theme(setting.words.findings)
        self._followups = setting.words.followups
        self._themes: Weighted[str] = weighted((theme, 6 if theme == "well" else 1) for theme in self._findings)

    def records(self, pupil: Pupil) -> Iterator[Record]:
        """The visits to one family, each on a day of its own."""
        first = bisect_left(self._days, pupil.came)
        wanted = self._number(pupil.family.left_behind) if first < len(self._days) else 0
        chosen = {self._dice.between(first, len(self._days) - 1) for _ in range(wanted)}
        yield from (self._record(pupil, place) for place in sorted(chosen))

    def _number(self, left_behind: str) -> int:
        chance = self._dice.random()
        if left_behind == BOTH:
            return 2 if chance < 0.25 else 1
        return int(chance < (0.4 if left_behind == "1" else 0.015))

    def _record(self, pupil: Pupil, place: int) -> Record:
        dice, family = self._dice, pupil.family
        theme = dice.weigh(self._themes)
        if theme in _OF_CARERS and family.carer is None:
            theme = "study"
        found = dice.pick(self._findings[theme])
        after = "well" if found["result"] == FINE else theme
        words = {"carer": _called(family), "place": _place(family)}
        way = dice.weigh(_WAY) if found["result"] != NOBODY else "1"
        record: Record = {
            "student": pupil.id, "visited_on": self._days[place], "visitor": dice.pick(self._teachers)["name"],
            "way": way,
            "kind": "1" if dice.random() < 0.8 else "3", "findings": found["zh"].format(**words),
            "result": found["result"], "needs": (_NEED.get(after, "0"),),
            "follow_up": dice.pick(self._followups[after]).format(**words),
        }  # fmt: skip
        if found["result"] != NOBODY:
            record["met"] = _met(family)
        later = place + dice.between(8, 60)
        return record | ({"next_on": self._days[later]} if later < len(self._days) else {})


def _by_theme(findings: Sequence[Data]) -> dict[str, list[Data]]:
    themes: dict[str, list[Data]] = {}
    for each in findings:
        themes.setdefault(each["theme"], []).append(each)
    return themes


def _called(family: Family) -> str:
    """How the child calls whoever is at home."""
    if family.carer:
        return family.carer.word
    return "妈妈" if family.at_home is family.mother else "爸爸"


def _met(family: Family) -> str:
    person = family.carer.person if family.carer else family.at_home
    return _called(family) + person.name


def _place(family: Family) -> str:
    stay = family.away[0] or family.away[1]
    return stay.place if stay else "县城"
