"""The children of one school: a child as several forms need to know it, and the roll that makes children."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.practice.county import JUNIOR, PRESCHOOL, PRIMARY, Partner
from forms.practice.dice import Dice
from forms.practice.families import Family, family
from forms.practice.people import BOY, GIRL, IdNumbers, child_name, day_between
from forms.practice.setting import Setting

RANKS = {grade: rank for rank, grade in enumerate((PRESCHOOL, *PRIMARY, *JUNIOR))}
"""How many years a grade is above the attached pre-school class; a child in it is five."""
SIBLING, TWIN, NO_ID = 0.3, 0.006, 0.003
CAME, RETURNED, WENT, ON_LEAVE = "12", "32", "41", "31"
"""Codes of 学籍异动类型."""


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
    shared: bool = False
    """Whether another school has the child, or one very much like it, too."""
    code: str = ""
    """学籍号, where it does not follow from the ID number."""

    @property
    def settled(self) -> bool:
        """Here from the first day of the school year to the end of the period."""
        return not (self.came or self.gone)

    def move(self, by: str, *, came: str = "", gone: str = "", partner: Partner | None = None) -> "Pupil":
        """The child comes or goes."""
        self.moved, self.came, self.gone, self.partner = by, came, gone, partner
        return self


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
