"""Made-up families: who the parents are, who of them works away and since when, who cares for the children, and what
the family lives on. Children of one family share all of it, so brothers and sisters agree in every register.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from forms.practice.calendar import Calendar
from forms.practice.dice import Dice, Weighted, weighted
from forms.practice.people import BOY, GIRL, IdNumbers, Person, adult_name, day_between, phone, surname
from forms.practice.pools import Nation, Pools, Township

NORMAL, DEAD, LOST, DISABLED, ILL, PRISON = "1", "2", "3", "4", "5", "6"
"""Codes of 父母状况."""
FATHER, MOTHER = "51", "52"
"""Codes of 家庭关系."""
CANNOT_CARE = {DEAD, LOST, PRISON}
_FATE: Weighted[tuple[str, str]] = weighted((
    ((NORMAL, NORMAL), 9420), ((DEAD, NORMAL), 110), ((NORMAL, DEAD), 55), ((DEAD, DEAD), 22), ((NORMAL, LOST), 60),
    ((DEAD, LOST), 12), ((PRISON, LOST), 8), ((PRISON, NORMAL), 28), ((DISABLED, NORMAL), 110),
    ((NORMAL, DISABLED), 70),
    ((ILL, NORMAL), 60), ((NORMAL, ILL), 45),
))  # fmt: skip
"""What has become of father and mother."""
_WHO_IS_AWAY: Weighted[tuple[bool, bool]] = weighted((((True, True), 46), ((True, False), 44), ((False, True), 10)))
_CHILDREN: Weighted[int] = weighted(((1, 24), (2, 50), (3, 21), (4, 5)))
_POOR: Weighted[str] = weighted((
    ("01", 34), ("02", 4), ("03", 4), ("04", 4), ("05", 22), ("06", 8), ("08", 4), ("09", 5), ("14", 1), ("", 15),
))  # fmt: skip
"""Codes of 困难类别; "" for a family that is poor for another reason."""
_ELDERS = {"61": BOY, "62": GIRL, "63": BOY, "64": GIRL, "81": BOY, "82": GIRL, "83": BOY, "84": GIRL, "85": BOY,
           "86": GIRL, "90": GIRL}  # fmt: skip
"""Codes of 家庭关系 that occur among carers, with their sex."""
_OF_THE_FATHER = {"61", "81", "83", "90"}


class Home(NamedTuple):
    """Where a family lives."""

    division: str
    """12 digits."""
    address: str
    village: int
    distance: int
    """To the school, in hundredths of a kilometre."""


class Stay(NamedTuple):
    """A parent's work away from home."""

    since: str
    """Month (ISO)."""
    place: str
    employer: str
    job: str


class Carer(NamedTuple):
    """Who looks after the children where the parents cannot."""

    relation: str
    word: str
    person: Person
    job: str


@dataclass(slots=True)
class Family:
    """A family with children at the school."""

    nation: Nation
    surname: str
    """Also the house, or the father's name, where people have no surname."""
    home: Home
    household: str
    father: Person
    mother: Person
    fate: tuple[str, str]
    away: tuple[Stay | None, Stay | None]
    carer: Carer | None
    work: tuple[str, str]
    """What father and mother do while they are at home."""
    divorced: bool
    need: str | None
    """Code of 困难类别, "" for another reason, None where the family is not poor."""
    income: int
    """Yuan a year and head."""
    size: int
    children: int
    """All children of the parents, also those who are not at this school."""
    from_elsewhere: tuple[str, str] | None = None
    """Division of the household register and code of 随迁来源, for a family that came here to work."""
    named: set[str] = field(default_factory=set[str])
    """Names of the children that have one."""

    @property
    def left_behind(self) -> str:
        """Code of 是否留守儿童 by the definition of the school roll: how many parents are away."""
        return str(sum(stay is not None for stay in self.away))

    @property
    def orphans(self) -> bool:
        """Both parents are dead."""
        return self.fate == (DEAD, DEAD)

    @property
    def at_home(self) -> Person:
        """The parent who is with the children; of two the mother, of none either."""
        return self.mother if self.fate[1] not in CANNOT_CARE and self.away[1] is None else self.father


@dataclass(frozen=True)
class Neighbourhood:
    """What families of a school have in common."""

    words: Pools
    days: Calendar
    township: Township
    village: int
    """Index of the school's own village."""
    wide: bool
    """A school of the whole township, not of one village."""
    reach: int
    """How far away its pupils live, in hundredths of a kilometre."""
    share: float
    """Share of families with a parent away."""
    strangers: float
    """Share of families that came from elsewhere to work here."""


def home(around: Neighbourhood, dice: Dice) -> Home:
    """An address in the township, the nearer the likelier."""
    township, homes = around.township, around.words.homes
    own = dice.chance(0.35 if around.wide else 0.75)
    village = around.village if own else dice.between(0, len(township.villages) - 1)
    far = dice.random() * (0.2 if village == around.village else 1)
    place = township.villages[village]
    if place.endswith("社区"):
        address = f"{township.zh}{place}{dice.pick(homes['streets'])}{dice.between(1, 180)}号"
    else:
        where = dice.pick(homes["groups"]) if dice.chance(0.7) else dice.pick(homes["hamlets"])
        address = f"{township.zh}{place}{where}{dice.between(1, 96)}号"
    return Home(township.village_code(village), address, village, 15 + int(far * around.reach))


def family(around: Neighbourhood, numbers: IdNumbers, eldest: int, dice: Dice) -> Family:
    """A family whose eldest child at the school was born in the year `eldest`."""
    words = around.words
    nation = dice.weigh(words.nations)
    name = surname(words, nation, dice)
    stranger = _came_from(around, dice) if dice.random() < around.strangers else None
    fate = dice.weigh(_FATE)
    year = eldest - dice.between(20, 34)
    father = _parent(words, nation, name, BOY, year - dice.between(-1, 5), numbers, dice)
    mother = _parent(words, nation, None, GIRL, year, numbers, dice)
    away = (None, None) if stranger else _away(around, fate, dice)
    left = (fate[0] in CANNOT_CARE or bool(away[0])) and (fate[1] in CANNOT_CARE or bool(away[1]))
    need = _need(fate, dice)
    low, high = words.work["away" if away[0] or away[1] else "home"].income
    children = dice.weigh(_CHILDREN)
    at_home = words.work["home"].jobs
    return Family(
        nation, name, home(around, dice), _household(around, dice), father, mother, fate, away,
        _carer(words, nation, name, year, numbers, dice) if left else None, (dice.pick(at_home), dice.pick(at_home)),
        fate == (NORMAL, NORMAL) and dice.random() < 0.045, need,
        dice.between(low, high) // (9 if need is not None else 4), children + dice.between(2, 4), children, stranger,
    )  # fmt: skip


def _household(around: Neighbourhood, dice: Dice) -> str:
    """户口性质: half of the county town is not rural, elsewhere nearly everybody is."""
    return "2" if dice.random() < (0.5 if around.township.urban == "121" else 0.06) else "1"


def _parent(
    words: Pools, nation: Nation, name: str | None, sex: str, year: int, numbers: IdNumbers, dice: Dice
) -> Person:
    """A father has the family's name; a mother has her own and may be of another nationality."""
    if name is None:
        nation = nation if nation.order or dice.random() < 0.7 else dice.weigh(words.nations)
        name = surname(words, nation, dice)
    born = f"{year}-{dice.between(1, 12):02d}-{dice.between(1, 28):02d}"
    own = name if sex == BOY and nation.order == "given·father" else ""
    called = f"{own}·{dice.pick(nation.adults[BOY])}" if own else adult_name(words, nation, name, sex, year, dice)
    return Person(called, sex, born, numbers.next(born, sex), phone(dice))


def _away(around: Neighbourhood, fate: tuple[str, str], dice: Dice) -> tuple[Stay | None, Stay | None]:
    """Who works away. A parent who is dead, lost, in prison or seriously ill does not; couples often go together."""
    if dice.random() >= around.share:
        return None, None
    father, mother = dice.weigh(_WHO_IS_AWAY)
    first = _stay(around, dice) if father and fate[0] == NORMAL else None
    if not (mother and fate[1] == NORMAL):
        return first, None
    return first, (first if first and dice.random() < 0.6 else _stay(around, dice))


def _stay(around: Neighbourhood, dice: Dice) -> Stay:
    """Four months at least before the school year, so that every definition of a left-behind child agrees all year."""
    work = around.words.work["away"]
    city = dice.weigh(around.words.away)["zh"]
    return Stay(
        around.days.months_before(dice.between(4, 62)), city, city + dice.pick(work.employers), dice.pick(work.jobs)
    )


def _carer(words: Pools, nation: Nation, name: str, year: int, numbers: IdNumbers, dice: Dice) -> Carer:
    relation, word = dice.weigh(words.carers)
    sex, elder = _ELDERS[relation], relation in ("61", "62", "63", "64")
    born_in = year - dice.between(20, 29) if elder else year + dice.between(-6, 6)
    born_in = max(born_in, min(words.given))
    born = day_between(f"{born_in}-01-01", f"{born_in}-12-28", dice)
    own = name if relation in _OF_THE_FATHER and nation.order != "given·father" else surname(words, nation, dice)
    called = adult_name(words, nation, own, sex, born_in, dice)
    job = dice.pick(words.work["carer" if elder else "home"].jobs)
    return Carer(relation, word, Person(called, sex, born, numbers.next(born, sex), phone(dice)), job)


def _need(fate: tuple[str, str], dice: Dice) -> str | None:
    """Why the family is poor, if it is; misfortune makes it likely."""
    if fate == (DEAD, DEAD):
        return "10"
    if all(one in CANNOT_CARE for one in fate):
        return "11"
    if DISABLED in fate:
        return "13" if dice.random() < 0.8 else None
    return dice.weigh(_POOR) if dice.random() < (0.11 if fate == (NORMAL, NORMAL) else 0.7) else None


def _came_from(around: Neighbourhood, dice: Dice) -> tuple[str, str]:
    """Division of origin and code of 随迁来源: another county of the province, or another province."""
    if dice.random() < 0.6:
        return f"{around.words.county['code'][:4]}{dice.between(24, 31)}", "2"
    return dice.weigh(around.words.away)["code"], "1"
