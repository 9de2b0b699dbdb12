"""The words that made-up people, places and schools are made of, as `resources/names/*.toml` has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forms.library import root
from forms.practice.dice import Weighted, weighted
from forms.toml import read_toml

Data = Mapping[str, Any]
LATEST = 2040
"""Children born after the youngest generation of the pool are named like its children, up to this year."""


@dataclass(frozen=True)
class Given:
    """Given names in fashion in some years, by code of 性别; of one character or of two."""

    single: dict[str, tuple[str, ...]]
    double: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Nation:
    """How people of a nationality are called."""

    code: str
    surnames: tuple[str, ...]
    order: str
    """Which part stands before the interpunct; "" where people have a surname and a given name."""
    children: dict[str, tuple[str, ...]]
    adults: dict[str, tuple[str, ...]]
    houses: tuple[str, ...]


@dataclass(frozen=True)
class Township:
    """A township with its villages, in the order of their division codes."""

    code: str
    zh: str
    urban: str
    villages: tuple[str, ...]

    def village_code(self, village: int) -> str:
        """The 12 digits of a village."""
        return f"{self.code}{village % len(self.villages) + 1:03d}"


@dataclass(frozen=True)
class Work:
    """What people live on: jobs, employers, yuan a year."""

    jobs: tuple[str, ...]
    employers: tuple[str, ...]
    income: tuple[int, int]


@dataclass(frozen=True)
class Pools:
    """All words, read once. What only one module looks at stays as the file has it."""

    surnames: Weighted[str]
    given: dict[int, Given]
    """By year of birth."""
    nations: Weighted[Nation]
    rare: dict[str, tuple[str, ...]]
    """Given names with a rare character, by code of 性别."""
    long: dict[tuple[str, str], str]
    """Whole names of great length, by nation and 性别."""
    county: Data
    townships: tuple[Township, ...]
    homes: Data
    away: Weighted[Data]
    """Cities in which parents work: zh, code."""
    work: dict[str, Work]
    """away, home, carer."""
    carers: Weighted[tuple[str, str]]
    """Code of 家庭关系, and what the child says."""
    reasons: dict[str, tuple[str, ...]]
    """Why a family is poor, by code of 困难类别."""
    findings: tuple[Data, ...]
    followups: dict[str, tuple[str, ...]]
    schools: Data
    roll: Data
    staff: Data
    goods: Data


@cache
def pools() -> Pools:
    """The pools shipped with the program."""
    return pools_from(root() / "resources" / "names")


def pools_from(folder: Path) -> Pools:
    """The pools of a folder."""
    files = {path.stem: read_toml(path) for path in folder.glob("*.toml")}
    people, places, families, visits = files["given"], files["places"], files["families"], files["visits"]
    nations, rare = files["nations"]["nation"], files["rare"]
    return Pools(
        surnames=weighted((each["zh"], each["weight"]) for each in files["surnames"]["surnames"]),
        given=_by_year(people["generation"]),
        nations=weighted((_nation(each), each["weight"]) for each in nations),
        rare={sex: _rare(rare["rare"], key) for sex, key in (("1", "boys"), ("2", "girls"))},
        long={(each["nation"], each["sex"]): each["zh"] for each in rare["long"]},
        county=places["county"], townships=tuple(_township(each) for each in places["township"]),
        homes=places["homes"], away=weighted((each, each["weight"]) for each in places["away"]["places"]),
        work={_livelihood(each): _work(each) for each in families["work"]},
        carers=_carers(families["carers"]["who"]),
        reasons=_grouped(families["reasons"]["texts"], "group"),
        findings=tuple(visits["findings"]), followups=_grouped(visits["followups"], "theme"),
        schools=files["schools"], roll=files["roll"], staff=files["staff"], goods=files["equipment"],
    )  # fmt: skip


def _by_year(generations: Sequence[Data]) -> dict[int, Given]:
    """Every year of birth; a year between two generations belongs to the elder one."""
    found: dict[int, Given] = {}
    for each in sorted(generations, key=lambda one: -one["from"]):
        boys, girls = each["boys"], each["girls"]
        given = Given(
            {"1": tuple(boys["single"]), "2": tuple(girls["single"])},
            {"1": tuple(boys["double"]), "2": tuple(girls["double"])},
        )
        found |= dict.fromkeys(range(each["from"], min(found, default=LATEST)), given)
    return found


def _rare(blocks: Sequence[Data], key: str) -> tuple[str, ...]:
    return tuple(name for each in blocks for name in each[key])


def _nation(each: Data) -> Nation:
    return Nation(
        each["code"], tuple(each.get("surnames", ())), each.get("order", ""),
        {"1": tuple(each.get("boys", ())), "2": tuple(each.get("girls", ()))},
        {"1": tuple(each.get("men", ())), "2": tuple(each.get("women", ()))}, tuple(each.get("houses", ())),
    )  # fmt: skip


def _township(each: Data) -> Township:
    return Township(each["code"], each["zh"], each["urban"], tuple(each["villages"]))


def _livelihood(each: Data) -> str:
    if each.get("carers"):
        return "carer"
    return "away" if each["away"] else "home"


def _carers(rows: Sequence[Data]) -> Weighted[tuple[str, str]]:
    """An elder sister is left out: she would have to be of age."""
    grown = [each for each in rows if each["relation"] != "75"]
    return weighted(((each["relation"], each["zh"]), each["weight"]) for each in grown)


def _work(each: Data) -> Work:
    low, high = each["income"]
    return Work(tuple(each["jobs"]), tuple(each["employers"]), (low, high))


def _grouped(rows: Sequence[Data], key: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row["zh"])
    return {group: tuple(texts) for group, texts in groups.items()}
