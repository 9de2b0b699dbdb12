"""Where a made-up school stands, what it is and what it is called: all of it follows from its number and its size.

Numbers go by townships, sixteen schools to each: a central school first, then teaching points, village schools and a
junior school. So the central school of a teaching point is known without having made it.
"""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from forms.practice.dice import Dice, weighted
from forms.practice.pools import Data, Pools, Township

PROVINCE = "99"
"""A province that does not exist, so that no code can be mistaken for a real one."""
Role = Literal["central", "junior", "nine", "village", "point"]
ROLES: tuple[Role, ...] = (
    "central", "point", "village", "junior", "point", "village", "point", "point",
    "nine", "point", "village", "point", "village", "point", "village", "point",
)  # fmt: skip
POINT_MOST = 60
"""With more pupils a village has a school, not a teaching point."""
JUNIOR_LEAST, NINE_LEAST = 90, 200
_NEIGHBOURS = "上下东西南北新大小前后中"
PRIMARY = ("11", "12", "13", "14", "15", "16")
JUNIOR = ("21", "22", "23")
PRESCHOOL = "33"


class Partner(NamedTuple):
    """Another school, as a pupil's transfer or a central school is written down."""

    code: str
    name: str
    scope: str = "1"
    """Code of 转学范围."""


class Transfer(NamedTuple):
    """A pupil who changes from one practice school to another; both schools know of the same child."""

    key: int
    grade: str
    day: str
    origin: Partner
    target: Partner


class Double(NamedTuple):
    """A child that two schools have, or two children that are easily taken for one."""

    key: int
    kind: str
    """Name of the disguise."""
    grade: str
    day: str
    """On which the child changed schools, where it did."""
    first: Partner
    second: Partner


@dataclass(frozen=True)
class Site:
    """A school before anybody is in it."""

    seed: int
    number: int
    pupils: int
    role: Role
    type: str
    """Code of 办学类型."""
    code: str
    name: str
    township: Township
    village: int
    """Index of the village in which it stands."""
    central: Partner | None
    grades: tuple[str, ...]
    arrivals: tuple[Transfer, ...] = ()
    departures: tuple[Transfer, ...] = ()
    doubles: tuple[Double, ...] = ()

    @property
    def partner(self) -> Partner:
        """The school as others write it down."""
        return Partner(self.code, self.name)

    def dice(self, what: str) -> Dice:
        """Chance for one thing of this school, the same whatever else is thrown."""
        return Dice(self.seed, self.number, what)


def role_of(number: int) -> Role:
    """What the school of a number would be in its township; every third township has a nine-year school."""
    township, place = divmod(number - 1, len(ROLES))
    role = ROLES[place]
    return "village" if role == "nine" and township % 3 else role


def site_of(words: Pools, seed: int, number: int, pupils: int) -> Site:
    """The site of a school by its number (from 1), as large as it is said to be."""
    township = _township(words, (number - 1) // len(ROLES))
    role, village = _fitting(role_of(number), pupils), (number - 1) % len(ROLES)
    type_ = {"central": "211", "village": "211", "point": "218", "junior": "311", "nine": "312"}[role]
    site = Site(
        seed, number, pupils, role, type_, f"{type_[0]}1{PROVINCE}{number:06d}", "", township,
        village % len(township.villages), None, _grades(role, pupils, Dice(seed, number, "grades")),
    )  # fmt: skip
    central = _central(words, site) if role in ("village", "point") else None
    return replace(site, central=central, name=_name(words, site, village))


def _fitting(role: Role, pupils: int) -> Role:
    """The role unless the school is too small or too large for it."""
    if role == "central" or (role == "junior" and pupils >= JUNIOR_LEAST) or (role == "nine" and pupils >= NINE_LEAST):
        return role
    return "point" if pupils <= POINT_MOST else "village"


def _grades(role: Role, pupils: int, dice: Dice) -> tuple[str, ...]:
    """Grades that are taught; teaching points often end with grade two, three or four."""
    if role == "junior":
        return JUNIOR
    if role == "nine":
        return PRIMARY + JUNIOR
    last = 6
    if role == "point":
        last = 2 if pupils <= 8 else dice.pick((2, 3, 4) if pupils <= 20 else (3, 4, 6))
    preschool = role != "central" and pupils >= 8 and dice.chance(0.4)
    return ((PRESCHOOL,) if preschool else ()) + PRIMARY[:last]


def _township(words: Pools, block: int) -> Township:
    """The townships of the pool, and after the last one their made-up neighbours (上石坪镇, 东石坪镇 …)."""
    turn, place = divmod(block, len(words.townships))
    known = words.townships[place]
    prefix = ""
    while turn:
        turn, step = divmod(turn - 1, len(_NEIGHBOURS))
        prefix += _NEIGHBOURS[step]
    code = f"{words.county['code']}{block % 999 + 1:03d}"
    return replace(known, code=code, zh=prefix + known.zh) if prefix else known


def _central(words: Pools, site: Site) -> Partner:
    number = site.number - (site.number - 1) % len(ROLES)
    central = replace(site, number=number, role="central", type="211")
    return Partner(f"21{PROVINCE}{number:06d}", _name(words, central, 0))


def _name(words: Pools, site: Site, place: int) -> str:
    """What the school is called after its township or its village."""
    of = "village" if site.role in ("village", "point") else "township"
    fitting = [each for each in words.schools["patterns"] if each["type"] == site.type and each["of"] == of]
    pattern: Data = site.dice("name").weigh(weighted((each, each["weight"]) for each in fitting))
    township = site.township.zh
    village = _village(words, site.township, place)
    return pattern["zh"].format(township=township[:-1], kind=township[-1], village=village)


def _village(words: Pools, township: Township, place: int) -> str:
    """The village without 村, and for a second school of the same village the hamlet, too."""
    villages, hamlets = township.villages, words.homes["hamlets"]
    village = villages[place % len(villages)].removesuffix("社区").removesuffix("村")
    return village if place < len(villages) else village + hamlets[place * 7 % len(hamlets)]
