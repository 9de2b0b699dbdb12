"""A whole county of practice schools: who is how large, which pupils change from one of its schools to another, and
which pupils two of them have.
"""

from collections.abc import Sequence
from dataclasses import replace

from forms.periods import Period
from forms.practice.calendar import Calendar, calendar
from forms.practice.county import ROLES, Double, Role, Site, Transfer, role_of, site_of
from forms.practice.dice import Dice
from forms.practice.disguises import DISGUISES
from forms.practice.pools import Pools

LEAST = 5
"""Pupils of the smallest school."""
SHARE: dict[Role, tuple[float, int]] = {
    "central": (9, 2300), "junior": (8, 2200), "nine": (10, 2480), "village": (3, 1200), "point": (0.4, 60),
}  # fmt: skip
"""How large schools are beside each other, and how large they become at most."""
LEAVING = 0.008
"""Share of pupils who change to another school of the county within a school year."""


def plan(words: Pools, *, schools: int, pupils: int, seed: int, period: Period, doubles: int = 0) -> list[Site]:
    """Sites 1 … `schools` with `pupils` pupils in all, at least five each, and the transfers between them.

    `doubles` pairs of pupils are in two schools, or seem to be, each kind of disguise in turn; fewer where the schools
    have no room for them.
    """
    sizes = divide(max(pupils, LEAST * schools), schools, seed)
    sites = [site_of(words, seed, number, size) for number, size in enumerate(sizes, start=1)]
    days = calendar(period)
    return _with_doubles(_with_transfers(sites, seed, days), doubles, seed, days)


def divide(pupils: int, schools: int, seed: int) -> list[int]:
    """How many pupils each school has. Township schools grow with the county, teaching points stay small."""
    roles: list[Role] = [role_of(number) for number in range(1, schools + 1)]
    wanted = [SHARE[role][0] * Dice(seed, number, "size").around(1, 0.55) for number, role in enumerate(roles, 1)]
    most = [_most(role, Dice(seed, number, "most")) for number, role in enumerate(roles, 1)]
    if sum(most) < pupils:
        most = [pupils if role != "point" else high for role, high in zip(roles, most, strict=True)]
    low, high = 0.0, float(pupils)
    for _ in range(60):
        factor = (low + high) / 2
        low, high = (factor, high) if sum(_cut(wanted, most, factor)) < pupils else (low, factor)
    return _whole(_cut(wanted, most, low), pupils)


def _most(role: Role, dice: Dice) -> int:
    """No two schools are full at the same number, and teaching points least of all."""
    return int(SHARE[role][1] * dice.between(20 if role == "point" else 80, 100) / 100)


def _cut(wanted: Sequence[float], most: Sequence[int], factor: float) -> list[float]:
    return [min(max(share * factor, LEAST), high) for share, high in zip(wanted, most, strict=True)]


def _whole(sizes: Sequence[float], pupils: int) -> list[int]:
    """Whole pupils that add up; those who are over go to the schools that lost most by rounding."""
    whole = [int(size) for size in sizes]
    by_loss = sorted(range(len(sizes)), key=lambda place: whole[place] - sizes[place])
    for step in range(pupils - sum(whole)):
        whole[by_loss[step % len(by_loss)]] += 1
    return whole


def _with_transfers(sites: list[Site], seed: int, days: Calendar) -> list[Site]:
    dice = Dice(seed, "transfers")
    leaving: list[list[Transfer]] = [[] for _ in sites]
    coming: list[list[Transfer]] = [[] for _ in sites]
    open_ = [_takes_part(site) for site in sites]
    key = 0
    for place, site in enumerate(sites):
        for _ in range(int(site.pupils * LEAVING + dice.random()) if open_[place] else 0):
            other = _other(place, len(sites), dice)
            common = [grade for grade in site.grades if grade in sites[other].grades and grade != "33"]
            if not (common and open_[other] and other != place and len(coming[other]) < sites[other].pupils // 25):
                continue
            day = dice.pick(days.year_days[3:45])
            transfer = Transfer(key, dice.pick(common), day, site.partner, sites[other].partner)
            leaving[place].append(transfer)
            coming[other].append(transfer)
            key += 1
    return [
        replace(site, departures=tuple(leaving[place]), arrivals=tuple(coming[place]))
        for place, site in enumerate(sites)
    ]


def _with_doubles(sites: list[Site], doubles: int, seed: int, days: Calendar) -> list[Site]:
    """Pairs of schools with a grade in common; of a school's pupils one in twelve at most is in two places."""
    dice, kinds = Dice(seed, "doubles"), tuple(DISGUISES)
    room = [site.pupils // 12 if _takes_part(site) else 0 for site in sites]
    theirs: list[list[Double]] = [[] for _ in sites]
    key = 0
    for _ in range(40 * doubles if len(sites) > 1 else 0):
        one = dice.between(0, len(sites) - 1)
        other = _other(one, len(sites), dice)
        common = [grade for grade in sites[one].grades if grade in sites[other].grades and grade != "33"]
        if key == doubles:
            break
        if one == other or not (common and room[one] and room[other]):
            continue
        day, kind = dice.pick(days.year_days[3:45]), kinds[key % len(kinds)]
        double = Double(key, kind, dice.pick(common), day, sites[one].partner, sites[other].partner)
        for place in (one, other):
            theirs[place].append(double)
            room[place] -= 1
        key += 1
    return [replace(site, doubles=tuple(each)) for site, each in zip(sites, theirs, strict=True)]


def _takes_part(site: Site) -> bool:
    """A school in which every grade has pupils enough that one more or less changes no class."""
    return site.pupils >= 6 * len(site.grades)


def _other(place: int, schools: int, dice: Dice) -> int:
    """Most pupils stay in their township."""
    start = place - place % len(ROLES)
    near = range(start, min(start + len(ROLES), schools))
    return dice.pick(near if dice.chance(0.7) else range(schools))
