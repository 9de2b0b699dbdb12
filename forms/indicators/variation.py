"""差异系数: how unevenly resources lie over a county's schools (教督〔2017〕6号; 义务教育均衡发展 差异系数计算方法).

mean   X̄ = Σ resources ÷ Σ pupils         what the county has, not the mean of its schools
sd     S = √( Σ (Pᵢ ÷ P) × (Xᵢ − X̄)² )    every school weighs as much as it has pupils
CV       = S ÷ X̄
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Variation:
    """The figures of one item over all schools, in full precision."""

    mean: float
    sd: float
    cv: float | None
    """None where the whole county has nothing: what is nowhere does not vary."""
    n: int


def variation(schools: Iterable[tuple[Fraction | int, int]], per: int = 1) -> Variation | None:
    """From (resources, pupils) of every school; per 100 pupils where `per` is 100. None without pupils.

    A school with pupils and no resources counts: leaving it out would drop just the worst. A school without pupils has
    no value and does not.
    """
    counted = [(resources, pupils) for resources, pupils in schools if pupils]
    total = sum(pupils for _, pupils in counted)
    if not total:
        return None
    mean = float(per * sum((Fraction(resources) for resources, _ in counted), Fraction(0)) / total)
    squares = (pupils * (float(per * Fraction(resources) / pupils) - mean) ** 2 for resources, pupils in counted)
    sd = math.sqrt(math.fsum(squares) / total)
    return Variation(mean, sd, sd / mean if mean else None, len(counted))
