"""A whole county of practice schools: who is how large, and which pupils change from one of its schools to another."""

from collections.abc import Sequence
from dataclasses import replace

from forms.periods import Period
from forms.practice.calendar import Calendar, calendar
from forms.practice.county import ROLES, Role, Site, Transfer, role_of, site_of
from forms.practice.dice import Dice
from forms.practice.pools import Pools

LEAST = 5
"""Pupils of the smallest school."""
SHARE: dict[Role, tuple[float, int]] = {
    "central": (9, 2300), "junior": (8, 2200), "nine": (10, 2480), "village": (3, 1200), "point": (0.4, 60),
}  # fmt: skip
"""How large schools are beside each other, and how large they become at most."""
LEAVING = 0.008
"""Share of pupils who change to another school of the county within a school year."""


def plan(words: Pools, *, schools: int, pupils: int, seed: int, period: Period) -> list[Site]:
    """Sites 1 … `schools` with `pupils` pupils in all, at least five each, and the transfers between them."""
    sizes = divide(max(pupils, LEAST * schools), schools, seed)
    sites = [site_of(words, seed, number, size) for number, size in enumerate(sizes, start=1)]
    return _with_transfers(sites, seed, calendar(period))


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


def _takes_part(site: Site) -> bool:
    """A school in which every grade has pupils enough that one more or less changes no class."""
    return site.pupils >= 6 * len(site.grades)


def _other(place: int, schools: int, dice: Dice) -> int:
    """Most pupils stay in their township."""
    start = place - place % len(ROLES)
    near = range(start, min(start + len(ROLES), schools))
    return dice.pick(near if dice.chance(0.7) else range(schools))
