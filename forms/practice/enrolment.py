"""Who sits in which class: children of made-up families, some of them brothers and sisters, born as grades require."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.practice.classes import Rooms, headcounts, rooms_of
from forms.practice.county import JUNIOR, PRESCHOOL, PRIMARY, Partner, Transfer
from forms.practice.dice import Dice, weighted
from forms.practice.families import Family, Neighbourhood, family, home
from forms.practice.people import BOY, GIRL, IdNumbers, child_name, day_between
from forms.practice.setting import Setting

RANKS = {grade: rank for rank, grade in enumerate((PRESCHOOL, *PRIMARY, *JUNIOR))}
"""How many years a grade is above the attached pre-school class; a child in it is five."""
SIBLING, TWIN, NO_ID = 0.3, 0.006, 0.003
FROM_ELSEWHERE, BACK, TO_ELSEWHERE, PAUSED = 0.004, 0.0008, 0.007, 0.0015
"""Shares of the pupils who come from beyond the county, come back from a leave, go away or go on leave in a year."""
CAME, RETURNED, WENT, ON_LEAVE = "12", "32", "41", "31"
"""Codes of 学籍异动类型."""
DISABILITIES = weighted((("5", 34), ("4", 26), ("2", 12), ("1", 10), ("3", 9), ("7", 6), ("6", 3)))
"""Codes of 残疾类型."""
OVERSEAS = weighted((
    (("HKG", "01", "6", "810000"), 2), (("MAC", "03", "7", "820000"), 1), (("TWN", "05", "8", "710000"), 1),
    (("VNM", "51", "A", "990123"), 4), (("MMR", "51", "A", "990123"), 3), (("LAO", "51", "A", "990123"), 2),
))  # fmt: skip
"""Children without a resident ID: country, 港澳台侨外, ID type, division."""


@dataclass(slots=True)
class Pupil:
    """A child on the roll, as far as more than one form needs to know it."""

    id: str
    family: Family
    name: str
    sex: str
    born: str
    id_number: str | None
    grade: str
    twin: bool = False
    class_no: int = 1
    seat: int = 0
    boards: bool = False
    overseas: tuple[str, str, str, str] | None = None
    """Codes of 国籍/地区, 港澳台侨外 and 身份证件类型, and the division of the household register."""
    disability: tuple[str, str] | None = None
    """Codes of 残疾类型 and 残疾等级."""
    came: str = ""
    """Day (ISO) since which the child is here, where it was not here from the first of September."""
    gone: str = ""
    """Day since which the child is not here any more, or not for now."""
    moved: str = ""
    """Code of the movement with which it came or went."""
    partner: Partner | None = None
    """The other school of a transfer."""
    asks: bool = False
    """Whether the family asks for aid."""
    aided: bool = False
    """Whether the child gets the living allowance."""

    @property
    def settled(self) -> bool:
        """Here from the first day of the school year to the end of the period."""
        return not (self.came or self.gone)


class Roll:
    """Makes the children of one school, no two with the same name and birthday."""

    def __init__(self, setting: Setting, dice: Dice, numbers: IdNumbers) -> None:
        self._setting, self._dice, self._numbers = setting, dice, numbers
        self._known: set[tuple[str, str]] = set()

    def knows(self, pupil: Pupil) -> None:
        """A child that others may not be named and dated like."""
        self._known.add((pupil.name, pupil.born))

    def children(self, counts: Mapping[str, int]) -> Iterator[Pupil]:
        """Children for so many places of each grade. A family with one child often has another some grades off."""
        dice = self._dice
        free, owed = dict(counts), dict.fromkeys(counts, 0)
        for grade in dice.shuffled(grade for grade, count in counts.items() for _ in range(count)):
            if owed[grade]:
                owed[grade] -= 1
                continue
            free[grade] -= 1
            others = self._siblings(grade, free)
            for other in others:
                free[other] -= 1
                owed[other] += 1
            yield from self._family(grade, others)

    def _siblings(self, grade: str, free: Mapping[str, int]) -> list[str]:
        """A twin in the same grade, or another grade two years off or more, so that a birth in between is possible."""
        chance = self._dice.random()
        if chance >= SIBLING:
            return []
        if chance < TWIN:
            return [grade] * (free[grade] > 0)
        far = [other for other, count in free.items() if count and abs(RANKS[other] - RANKS[grade]) >= 2]
        return [self._dice.pick(far)] if far else []

    def _family(self, grade: str, others: Sequence[str]) -> Iterator[Pupil]:
        eldest = max(RANKS[each] for each in (grade, *others))
        household = family(self._setting.around, self._numbers, self._setting.year - 6 - eldest, self._dice)
        if household.children <= len(others):
            household.size += len(others)
            household.children += len(others)
        first = self.child(household, grade, 0 if others else self._late())
        first.twin = grade in others
        yield first
        for other in others:
            yield self.child(household, other, 0, first.born if other == grade else "")

    def _late(self) -> int:
        """Most children enter at six, some at seven, few at eight."""
        chance = self._dice.random()
        return 0 if chance < 0.86 else (1 if chance < 0.985 else 2)

    def child(self, of: Family, grade: str, late: int = 0, twin_of: str = "") -> Pupil:
        """One child of a family, in the grade in which it is, so many years older than its class."""
        dice, words = self._dice, self._setting.words
        year = self._setting.year - 6 - RANKS[grade] - late
        born = twin_of or day_between(f"{year}-09-02", f"{year + 1}-08-31", dice)
        sex = BOY if dice.random() < 0.525 else GIRL
        name = child_name(words, of.nation, of.surname, sex, int(born[:4]), dice)
        while (name, born) in self._known or name in of.named:
            name = child_name(words, of.nation, of.surname, sex, int(born[:4]), dice)
        self._known.add((name, born))
        of.named.add(name)
        number = None if dice.random() < NO_ID else self._numbers.next(born, sex)
        return Pupil(dice.lasting_id(), of, name, sex, born, number, grade, bool(twin_of))

    def single(self, grade: str) -> Pupil:
        """A child without brothers and sisters here."""
        return next(self._family(grade, ()))


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
    moved = [*_transferred(setting, dice)]
    for pupil in moved:
        roll.knows(pupil)
        counts[pupil.grade] -= bool(pupil.came)
    pupils = [
        *moved,
        *(_newcomer(pupil, setting, dice) for pupil in roll.children(counts)),
        *_leavers(setting, roll, dice),
    ]
    for pupil in pupils:
        _circumstances(pupil, setting, dice)
    return Enrolment(_seated(pupils, rooms), classes)


def _transferred(setting: Setting, dice: Dice) -> Iterator[Pupil]:
    for transfer in setting.site.arrivals:
        yield _marked(_shared(setting, transfer, dice), CAME, came=transfer.day, partner=transfer.origin)
    for transfer in setting.site.departures:
        yield _marked(_shared(setting, transfer, dice), WENT, gone=transfer.day, partner=transfer.target)


def _shared(setting: Setting, transfer: Transfer, own: Dice) -> Pupil:
    """The child of a transfer: the same at both schools but for its lasting id and for the home that each knows."""
    both = Dice(setting.site.seed, "transfer", transfer.key)
    words = setting.words
    anywhere = Neighbourhood(words, setting.days, words.townships[1], 0, wide=True, reach=800, share=0.25, strangers=0)
    numbers = IdNumbers.of_transfer(transfer.key)
    year = setting.year - 6 - RANKS[transfer.grade]
    child = Roll(setting, both, numbers).child(family(anywhere, numbers, year, both), transfer.grade)
    child.id, child.family.home = own.lasting_id(), home(setting.around, own)
    return child


def _marked(pupil: Pupil, by: str, *, came: str = "", gone: str = "", partner: Partner | None = None) -> Pupil:
    pupil.moved, pupil.came, pupil.gone, pupil.partner = by, came, gone, partner
    return pupil


def _newcomer(pupil: Pupil, setting: Setting, dice: Dice) -> Pupil:
    """A few of those who are here came in the course of the year, from elsewhere or back from a leave."""
    chance = dice.random()
    if chance >= FROM_ELSEWHERE or pupil.grade == PRESCHOOL:
        return pupil
    day = dice.pick(setting.days.year_days[2:60])
    if chance < BACK and pupil.grade not in ("11", JUNIOR[0]):
        return _marked(pupil, RETURNED, came=day)
    return _marked(pupil, CAME, came=day, partner=_elsewhere(setting, dice))


def _leavers(setting: Setting, roll: Roll, dice: Dice) -> Iterator[Pupil]:
    """Pupils who are on record and no longer on the roll."""
    grades = [grade for grade in setting.site.grades if grade != PRESCHOOL]
    if setting.site.pupils < 2 * len(grades):
        return
    for share, by in ((TO_ELSEWHERE, WENT), (PAUSED, ON_LEAVE)):
        for _ in range(int(setting.site.pupils * share + dice.random() * 0.9)):
            day = dice.pick(setting.days.year_days[2:80])
            partner = _elsewhere(setting, dice) if by == WENT else None
            yield _marked(roll.single(dice.pick(grades)), by, gone=day, partner=partner)


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
    elif dice.random() < 0.0008 and pupil.grade != PRESCHOOL and not pupil.partner:
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
