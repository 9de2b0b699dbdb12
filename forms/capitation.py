"""公用经费: for how many pupils a small school is funded, and by which rule, so that the clerk can be shown why."""

from dataclasses import dataclass

from forms.standards import Standard, Standards


@dataclass(frozen=True, slots=True)
class Funded:
    """The number of pupils that a school's capitation is calculated with."""

    pupils: int
    by: Standard | None
    """The rule that raised the number; None where the school is funded for its own pupils."""


def funded(pupils: int, *, stage: str, day: str, region: str, standards: Standards) -> Funded:
    """Pupils that are funded; a local rule goes before the national one (不足100人按100人, 国发〔2015〕67号).

    The rules are not monotonic: in 南安 200 pupils are funded as 240 and 201 as 201. That is how they are written.
    """
    for rule in _rules(stage, day, region, standards):
        if _covers(rule, pupils):
            return Funded(int(str(rule.extra["counts_as"])), rule)
    return Funded(pupils, None)


def _rules(stage: str, day: str, region: str, standards: Standards) -> list[Standard]:
    """Rules in force at the most local level that has any, the narrower ones first."""
    holding = [s for s in standards.items.get("funded_pupils", []) if s.holds(day, region, stage, "")]
    local = max((len(s.region) for s in holding), default=0)
    return sorted((s for s in holding if len(s.region) == local), key=_limit)


def _limit(rule: Standard) -> int:
    return int(str(rule.extra.get("below") or rule.extra["up_to"]))


def _covers(rule: Standard, pupils: int) -> bool:
    return pupils < _limit(rule) if "below" in rule.extra else pupils <= _limit(rule)
