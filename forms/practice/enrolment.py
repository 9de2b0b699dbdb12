"""Who sits in which class: children of made-up families, some of them brothers and sisters, born as grades require."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.practice.children import CAME, ON_LEAVE, RANKS, RETURNED, WENT, Pupil, Roll
from forms.practice.classes import Rooms, headcounts, rooms_of
from forms.practice.county import JUNIOR, PRESCHOOL, Partner
from forms.practice.dice import Dice, weighted
from forms.practice.people import IdNumbers
from forms.practice.setting import Setting
from forms.practice.shared import doubled, transferred

FROM_ELSEWHERE, BACK, TO_ELSEWHERE, PAUSED = 0.004, 0.0008, 0.007, 0.0015
"""Shares of the pupils who come from beyond the county, come back from a leave, go away or go on leave in a year."""
DISABILITIES = weighted((("5", 34), ("4", 26), ("2", 12), ("1", 10), ("3", 9), ("7", 6), ("6", 3)))
"""Codes of 残疾类型."""
OVERSEAS = weighted((
    (("HKG", "01", "6", "810000"), 2), (("MAC", "03", "7", "820000"), 1), (("TWN", "05", "8", "710000"), 1),
    (("VNM", "51", "A", "990123"), 4), (("MMR", "51", "A", "990123"), 3), (("LAO", "51", "A", "990123"), 2),
))  # fmt: skip
"""Children without a resident ID: country, 港澳台侨外, ID type, division."""


@dataclass(frozen=True)
class Enrolment:
    """All pupils of the period with their classes."""

    pupils: list[Pupil]
    """In the order of grades, classes and seats."""
    classes: list[tuple[str, ...]]
    """The grades of each class."""


def enrol(setting: Setting, numbers: IdNumbers) -> Enrolment:
    """As many pupils as the site says are on the roll at the end of the period, and besides those who left before."""
    site = setting.site
    dice = site.dice("pupils")
    roll = Roll(setting, dice, numbers)
    counts = headcounts(site.grades, site.pupils, dice)
    rooms, classes = rooms_of(counts, crowded=site.role == "central" and dice.chance(0.25))
    shared = [*transferred(setting, dice), *doubled(setting)]
    for pupil in shared:
        roll.knows(pupil)
        counts[pupil.grade] -= not pupil.gone
    pupils = [
        *shared,
        *(_newcomer(pupil, setting, dice) for pupil in roll.children(counts)),
        *_leavers(setting, roll, dice),
    ]
    for pupil in pupils:
        _circumstances(pupil, setting, dice)
    return Enrolment(_seated(pupils, rooms), classes)


def _newcomer(pupil: Pupil, setting: Setting, dice: Dice) -> Pupil:
    """A few of those who are here came in the course of the year, from elsewhere or back from a leave."""
    chance = dice.random()
    if chance >= FROM_ELSEWHERE or pupil.grade == PRESCHOOL:
        return pupil
    day = dice.pick(setting.days.year_days[2:60])
    if chance < BACK and pupil.grade not in ("11", JUNIOR[0]):
        return pupil.move(RETURNED, came=day)
    return pupil.move(CAME, came=day, partner=_elsewhere(setting, dice))


def _leavers(setting: Setting, roll: Roll, dice: Dice) -> Iterator[Pupil]:
    """Pupils who are on record and no longer on the roll."""
    grades = [grade for grade in setting.site.grades if grade != PRESCHOOL]
    if setting.site.pupils < 2 * len(grades):
        return
    for share, by in ((TO_ELSEWHERE, WENT), (PAUSED, ON_LEAVE)):
        for _ in range(int(setting.site.pupils * share + dice.random() * 0.9)):
            day = dice.pick(setting.days.year_days[2:80])
            partner = _elsewhere(setting, dice) if by == WENT else None
            yield roll.single(dice.pick(grades)).move(by, gone=day, partner=partner)


def _elsewhere(setting: Setting, dice: Dice) -> Partner:
    """A school beyond the practice schools, of the kind that fits."""
    other = dice.pick(setting.words.schools["elsewhere"])
    if setting.site.role == "junior":
        return Partner("31" + other["code"][2:], other["zh"].replace("小学", "中学"), other["scope"])
    return Partner(other["code"], other["zh"], other["scope"])


def _circumstances(pupil: Pupil, setting: Setting, dice: Dice) -> None:
    """Who sleeps at the school, and who is disabled."""
    far, upper = pupil.family.home.distance > 450, pupil.grade >= "13" and pupil.grade != PRESCHOOL
    if setting.around.wide and far and upper:
        pupil.boards = dice.random() < (0.85 if setting.site.role == "junior" else 0.6)
    if dice.random() < 0.011 and pupil.id_number:
        pupil.disability = dice.weigh(DISABILITIES), dice.pick("123344")
    elif dice.random() < 0.0008 and pupil.grade != PRESCHOOL and not (pupil.partner or pupil.shared):
        pupil.overseas = dice.weigh(OVERSEAS)
        pupil.id_number = dice.pick("BCHM") + dice.digits(8)


def _seated(pupils: Sequence[Pupil], rooms: Rooms) -> list[Pupil]:
    """Class by class in turn, then seats within each class."""
    turns = dict.fromkeys(RANKS, 0)
    for pupil in pupils:
        classes = rooms[pupil.grade]
        pupil.class_no = classes[turns[pupil.grade] % len(classes)]
        turns[pupil.grade] += 1
    seats: dict[tuple[str, int], int] = {}
    for pupil in pupils:
        place = (pupil.grade, pupil.class_no)
        pupil.seat = seats[place] = seats.get(place, 0) + 1
    return sorted(pupils, key=lambda pupil: (RANKS[pupil.grade], pupil.class_no, pupil.seat))
