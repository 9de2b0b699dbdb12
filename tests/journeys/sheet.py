"""A class on paper: pupils of a village school as their families' forms say it. Made up, like all our pupils."""

import random
from dataclasses import dataclass

from forms.library import Library
from forms.periods import Period
from forms.practice.make import make_school

VILLAGES = {
    "石坪镇石坪村": ("990123101201", 11), "石坪镇高寨村": ("990123101202", 4), "石坪镇下坝村": ("990123101203", 3),
    "石坪镇柳沟村": ("990123101204", 2),
}  # fmt: skip
"""Village → its division, and how many of twenty pupils live there."""
DECIDED = (
    "id_number", "address_now", "household", "boards", "phone", "only_child", "preschool", "left_behind", "migrant",
    "wants_aid", "living_aid", "distance", "commute", "bus", "guardian1_name", "guardian1_relation",
)  # fmt: skip
"""What a clerk must read off each pupil's sheet and type."""
SAID = (
    "sex", "born_on", "nation", "household_division", "birthplace", "grade", "class_no", "entered_on", "postcode",
    "guardian1_phone",
)  # fmt: skip
"""What must be right for each pupil, too, but is said by the ID number, the village, the pupil before, or a default."""
GRADE = {"一年级": ("1", "2026-09"), "二年级": ("2", "2025-09")}


@dataclass(frozen=True)
class Sheet:
    """One pupil's sheet."""

    texts: dict[str, str]
    """Field → what the ledger must show in the end."""
    village: str
    house: str
    """Behind the village, as one says it shortly: 3-18."""

    def __getitem__(self, field: str) -> str:
        return self.texts[field]


def sheets(library: Library, grade: str, count: int, seed: int = 5, number: int = 1) -> list[Sheet]:
    """The first so many pupils of a grade, in a school of four villages; another `number`, other pupils."""
    chance = random.Random(seed)
    table = make_school(library, seed=seed, number=number, pupils=320, period=Period("2026-1")).tables["student"]
    rows = [row for row in range(len(table)) if table.text(row, "grade") == grade and table.text(row, "id_number")]
    return [_sheet({name: table.text(row, name) for name in table.form.fields}, chance) for row in rows[:count]]


def _sheet(texts: dict[str, str], chance: random.Random) -> Sheet:
    villages = list(VILLAGES)
    village = chance.choices(villages, [VILLAGES[one][1] for one in villages])[0]
    group, house = chance.randint(1, 9), chance.randint(1, 90)
    kept = {name: texts[name] for name in ("name", *DECIDED, *SAID)}
    kept |= dict.fromkeys(("household_division", "birthplace"), VILLAGES[village][0])
    kept |= {
        "address_now": f"{village}{group}组{house}号", "entered_on": GRADE[texts["grade"]][1], "class_no": "1班",
        "nation": texts["nation"] if chance.random() < 0.1 else "汉族", "left_behind": "非留守儿童", "migrant": "否",
        "wants_aid": "否", "living_aid": "否", "postcode": "992301",
        "distance": f"{chance.randint(3, 60) / 10:.2f}",
    }  # fmt: skip
    return Sheet(kept, village, f"{group}-{house}")
