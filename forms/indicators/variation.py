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
    """The figures of one item over all schools: exact but for the root, so that a value at its limit is at it."""

    mean: Fraction
    variance: Fraction
    """S², of which nothing is lost: a root seldom is a fraction."""
    n: int

    @property
    def sd(self) -> float:
        """S, in full precision."""
        return _root(self.variance)

    @property
    def cv(self) -> float | None:
        """None where the whole county has nothing: what is nowhere does not vary."""
        return _root(self.variance / self.mean**2) if self.mean else None

    def within(self, limit: Fraction) -> bool | None:
        """Whether the coefficient keeps a limit, compared without a root: S² ≤ (limit × X̄)². None without one."""
        return self.variance <= (limit * self.mean) ** 2 if self.mean else None


def variation(schools: Iterable[tuple[Fraction | int, int]], per: int = 1) -> Variation | None:
    """From (resources, pupils) of every school; per 100 pupils where `per` is 100. None without pupils.

    A school with pupils and no resources counts: leaving it out would drop just the worst. A school without pupils has
    no value and does not.
    """
    counted = [(per * Fraction(resources), pupils) for resources, pupils in schools if pupils]
    total = sum(pupils for _, pupils in counted)
    if not total:
        return None
    mean = _sum([resources for resources, _ in counted]) / total
    # Σ P (R ÷ P − X̄)² = Σ R² ÷ P − X̄² Σ P: exact numbers lose nothing by the shorter way
    squares = _sum([(resources * resources) / pupils for resources, pupils in counted])
    return Variation(mean, squares / total - mean * mean, len(counted))


def _root(square: Fraction) -> float:
    """A root, and where it is a fraction, that fraction: 9/20 is 0.45 and not a hair above."""
    above, below = math.isqrt(square.numerator), math.isqrt(square.denominator)
    return above / below if Fraction(above, below) ** 2 == square else math.sqrt(square)


def _sum(terms: list[Fraction]) -> Fraction:
    """A sum by halves: denominators grow late, so that a thousand schools cost little."""
    if len(terms) < 2:
        return terms[0] if terms else Fraction(0)
    half = len(terms) // 2
    return _sum(terms[:half]) + _sum(terms[half:])
