"""Classes of a practice school: pupils of each grade, and which grades of a teaching point sit in one room."""

from collections.abc import Mapping, Sequence

from forms.grades import stage_of
from forms.practice.county import PRESCHOOL
from forms.practice.dice import Dice
from forms.practice.setting import Row, Setting
from forms.table import Record

SINGLE, MULTI, ATTACHED = "1", "2", "4"
"""Codes of 班级类型."""
TOGETHER = 24
"""Two grades with fewer pupils are taught in one room."""
Rooms = dict[str, list[int]]
"""For every grade the numbers of the classes that its pupils go to."""


def headcounts(grades: Sequence[str], pupils: int, dice: Dice) -> dict[str, int]:
    """Pupils of each grade. Fewer children are born every year, so the upper grades are the larger ones."""
    weights = [
        dice.around(1 + 0.04 * place, 0.2) * (0.8 if grade == PRESCHOOL else 1) for place, grade in enumerate(grades)
    ]
    spare = pupils - len(grades)
    least = 1 if spare >= 0 else 0
    shared = spare if least else pupils
    counts = [least + int(shared * weight / sum(weights)) for weight in weights]
    for step in range(pupils - sum(counts)):
        counts[step % len(counts)] += 1
    return dict(zip(grades, counts, strict=True))


def rooms_of(counts: Mapping[str, int], crowded: bool) -> tuple[Rooms, list[tuple[str, ...]]]:
    """Where each grade sits, and the grades of every class in order; a class of several grades is a 复式班."""
    rooms: Rooms = {}
    classes: list[tuple[str, ...]] = []
    waiting: list[str] = []
    together = 0
    for grade in (grade for grade, count in counts.items() if count):
        count = counts[grade]
        if waiting and (grade == PRESCHOOL or together + count > TOGETHER or len(waiting) == 2):
            classes.append(tuple(waiting))
            waiting, together = [], 0
        if grade == PRESCHOOL or count > TOGETHER // 2 or stage_of(grade) == "junior":
            number = -(-count // _limit(grade, crowded))
            classes += [(grade,)] * number
            rooms[grade] = list(range(1, number + 1))
        else:
            waiting, together = [*waiting, grade], together + count
            rooms[grade] = [1]
    return rooms, classes + ([tuple(waiting)] if waiting else [])


def _limit(grade: str, crowded: bool) -> int:
    """Pupils to a class; some township schools still have 大班额."""
    if grade == PRESCHOOL:
        return 35
    return 58 if crowded else {"junior": 50}.get(stage_of(grade), 45)


def class_rows(setting: Setting, classes: Sequence[tuple[str, ...]], heads: Sequence[Record]) -> list[Row]:
    """The form 班级, each class with a head teacher."""
    dice = setting.site.dice("classes")
    rows: list[Row] = []
    numbers: dict[str, int] = {}
    for place, grades in enumerate(sorted(classes, key=_order)):
        number = numbers[grades[0]] = numbers.get(grades[0], 0) + 1
        rows.append((dice.lasting_id(), _class(setting, grades, number, heads[place % len(heads)])))
    return rows


def _order(grades: tuple[str, ...]) -> tuple[bool, str]:
    return grades[0] != PRESCHOOL, grades[0]


def _class(setting: Setting, grades: tuple[str, ...], number: int, head: Record) -> Record:
    grade = grades[0]
    years = {"preschool": 1, "primary": 6, "junior": 3}[stage_of(grade)]
    entered = setting.year - (0 if grade == PRESCHOOL else int(grade[1]) - 1)
    record: Record = {
        "grade": grade, "class_no": number, "kind": SINGLE, "head_teacher": head["name"], "head_phone": head["phone"],
        "room": room_name(grades, number),
    }  # fmt: skip
    if len(grades) > 1:
        return record | {"kind": MULTI, "grades": grades}
    kind = ATTACHED if grade == PRESCHOOL else SINGLE
    return record | {"kind": kind, "entry_year": entered, "graduates": entered + years}


GRADE_WORDS = {
    "33": "学前班", "11": "一年级", "12": "二年级", "13": "三年级", "14": "四年级", "15": "五年级", "16": "六年级",
    "21": "七年级", "22": "八年级", "23": "九年级",
}  # fmt: skip


def room_name(grades: Sequence[str], number: int) -> str:
    """What the classroom is called, in 班级 and in 校舍 alike."""
    words = "、".join(GRADE_WORDS[grade].removesuffix("年级") for grade in grades)
    return f"{words}年级教室" if len(grades) > 1 else f"{GRADE_WORDS[grades[0]]}（{number}）班教室"
