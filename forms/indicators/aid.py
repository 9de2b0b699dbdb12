"""资助: pupils aided and money due and paid, by item and stage over the county."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.facts import ALL, family, figure
from forms.indicators.schools import STAGE_ORDER, Roster, School


@dataclass(frozen=True, slots=True)
class AidLine:
    """One item at one stage; money in fen."""

    item: str
    """Code of 资助项目."""
    stage: str
    schools: int
    pupils: int
    due: int
    paid: int
    """What arrived, as far as the schools have said."""

    @property
    def each(self) -> float | None:
        """Due per pupil, in fen."""
        return self.due / self.pupils if self.pupils else None


@dataclass(frozen=True)
class Aid:
    """All items, and the schools of which nothing is known."""

    lines: Sequence[AidLine]
    missing: Sequence[School]

    def total(self, what: str, stage: str = ALL) -> int:
        """A column over all items: pupils (a pupil with two items counts at both), due, paid."""
        return sum(getattr(line, what) for line in self.lines if line.stage == stage)


def aid(roster: Roster) -> Aid:
    """Every item that some school paid, for the county and for each stage."""
    known = [school for school in roster.schools if school.facts and figure(school.facts, ALL, "aid_due") is not None]
    items = sorted({item for school in known for item in family(school.facts or {}, ALL, "aid_due")})
    lines = [_line(known, item, stage) for item in items for stage in (ALL, *STAGE_ORDER)]
    codes = {school.code for school in known}
    return Aid(
        [line for line in lines if line.pupils], [school for school in roster.schools if school.code not in codes]
    )


def _line(schools: Sequence[School], item: str, stage: str) -> AidLine:
    rows = [
        [_figure(school, stage, f"{fact}.{item}") for fact in ("aid_pupils", "aid_due", "aid_paid")]
        for school in schools
    ]
    there = sum(bool(pupils) for pupils, _, _ in rows)
    return AidLine(item, stage, there, *(sum(column) for column in zip(*rows, strict=True)))


def _figure(school: School, stage: str, name: str) -> int:
    return int(figure(school.facts or {ALL: {}}, stage, name) or 0)
