"""How a school of several stages divides what its stages share: 1 : 1.1, 1 : 1.2, 1 : 1.1 : 1.32 per pupil.

A primary part of A pupils beside a junior part of B pupils has A ÷ (A + 1.1 B) of everything. Nothing is rounded on
the way (a source that rounds the value of one unit first hands out 23 226 books as 9711 and 13 515, one too many).
"""

from collections.abc import Mapping
from fractions import Fraction

from forms.standards import Standards

_RULES: Mapping[frozenset[str], str] = {
    frozenset(("primary", "junior")): "split_nine_year",
    frozenset(("junior", "senior")): "split_complete_secondary",
}
_WHOLE = "split_twelve_year"


def weights(stages: frozenset[str], standards: Standards, day: str, region: str) -> dict[str, Fraction]:
    """What a pupil of each stage weighs in a school of these stages; a stage without a rule weighs nothing."""
    item = _RULES.get(stages, _WHOLE)
    found = {stage: standards.find(item, day=day, region=region, stage=stage) for stage in stages}
    return {stage: Fraction(rule.value) if rule else Fraction(0) for stage, rule in found.items()}


def share(stage: str, pupils: Mapping[str, int], weight: Mapping[str, Fraction]) -> Fraction:
    """The part of something shared that belongs to a stage; all of it where there is no other stage."""
    others = {each: count for each, count in pupils.items() if count and weight.get(each)}
    if set(others) <= {stage}:
        return Fraction(1)
    whole = sum((count * weight[each] for each, count in others.items()), Fraction(0))
    return others.get(stage, 0) * weight.get(stage, Fraction(0)) / whole
