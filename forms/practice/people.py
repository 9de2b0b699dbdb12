"""Made-up people: names as they were in fashion, ID numbers that are well-formed and belong to nobody, phones.

ID numbers begin with 99, which is no province. Each school deals out numbers of its own, so that a county of a thousand
practice schools has no number twice without any of them knowing the others.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from forms.kinds.identity import check_character
from forms.practice.dice import Dice
from forms.practice.pools import Nation, Pools

BOY, GIRL = "1", "2"
_LANES, _PER_DAY = 80, 6
"""Schools that share an area code, and numbers for one sex and birth date that each of them may give out there."""
_AREAS, _HOME = 99, 22
_MOBILE = ("130", "131", "132", "135", "136", "137", "138", "139", "150", "151", "152", "157", "158", "159", "180",
           "181", "182", "183", "187", "188", "189", "199")  # fmt: skip
RARE, LONG = 0.006, 0.05


class Person(NamedTuple):
    """An adult as other people's records mention one."""

    name: str
    sex: str
    born: str
    id_number: str
    phone: str


@dataclass
class IdNumbers:
    """Deals out ID numbers (GB 11643-1999) for one school."""

    area: int
    lane: int

    def __post_init__(self) -> None:
        """Nothing is dealt yet."""
        self._dealt: dict[tuple[str, str], int] = {}

    @classmethod
    def of_school(cls, number: int) -> "IdNumbers":
        """Numbers of a school; 990123 is the county's own area, used first."""
        block, lane = divmod(number, _LANES)
        return cls(100 + 100 * (block // _AREAS) + (_HOME + block) % _AREAS + 1, lane)

    @classmethod
    def of_transfer(cls, key: int) -> "IdNumbers":
        """Numbers of a pupil whom two schools know."""
        return cls(9000 + key // _LANES % 1000, key % _LANES)

    @classmethod
    def of_double(cls, key: int) -> "IdNumbers":
        """Numbers of a pupil whom two schools have by mistake."""
        return cls(9500 + key // _LANES % 500, key % _LANES)

    def next(self, born: str, sex: str) -> str:
        """A number for a birth date (ISO) and a sex that nobody of another school and nobody here has."""
        dealt = self._dealt.get((born, sex), 0)
        self._dealt[born, sex] = dealt + 1
        further, place = divmod(dealt, _PER_DAY)
        area = self.area + 1000 * further
        serial = 2 * (self.lane * _PER_DAY + place) + (1 if sex == BOY else 2)
        first17 = f"99{area:04d}{born[:4]}{born[5:7]}{born[8:]}{serial:03d}"
        return first17 + check_character(first17)


def phone(dice: Dice) -> str:
    """A mobile number."""
    return dice.pick(_MOBILE) + dice.digits(8)


def surname(words: Pools, nation: Nation, dice: Dice) -> str:
    """A surname that goes with a nationality, or the first part of a name that has none."""
    if nation.surnames:
        return dice.pick(nation.surnames)
    if nation.order == "house·given":
        return dice.pick(nation.houses)
    return dice.pick(nation.adults[BOY]) if nation.order else dice.weigh(words.surnames)


def given(words: Pools, sex: str, year: int, dice: Dice) -> str:
    """A given name of one or two characters as people of that age have it."""
    names = words.given[year]
    return dice.pick((names.single if dice.random() < 0.22 else names.double)[sex])


def child_name(words: Pools, nation: Nation, family: str, sex: str, year: int, dice: Dice) -> str:
    """A child's name; `family` is the surname, the house, or the father's name."""
    if nation.order:
        if dice.random() < LONG and (nation.code, sex) in words.long:
            return words.long[nation.code, sex]
        first = dice.pick(nation.children[sex])
        return f"{family}·{first}" if nation.order == "house·given" else f"{first}·{family}"
    if dice.random() < RARE:
        return family + dice.pick(words.rare[sex])
    return family + given(words, sex, year, dice)


def adult_name(words: Pools, nation: Nation, family: str, sex: str, year: int, dice: Dice) -> str:
    """A grown-up's name."""
    if not nation.order:
        return family + given(words, sex, year, dice)
    first = dice.pick(nation.adults[sex])
    return f"{family}·{first}" if nation.order == "house·given" else f"{first}·{dice.pick(nation.adults[BOY])}"


def day_between(first: str, last: str, dice: Dice) -> str:
    """A day (ISO), both ends included."""
    start = date.fromisoformat(first)
    return (start + timedelta(days=dice.between(0, (date.fromisoformat(last) - start).days))).isoformat()
