"""Figures of indicators as people read them: with so many decimals that none looks like the limit which it misses."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from forms.indicators.model import Indicator, Reading
from forms.problems import Language

STAGE_WORDS: Mapping[str, Mapping[Language, str]] = {
    "preschool": {"zh": "学前", "en": "Pre-school"}, "primary": {"zh": "小学", "en": "Primary"},
    "junior": {"zh": "初中", "en": "Junior"}, "senior": {"zh": "高中", "en": "Senior"},
    "all": {"zh": "合计", "en": "All"},
}  # fmt: skip
_MOST = 12


def shown(value: Fraction | float, places: int, against: Fraction | float | None = None) -> str:
    """A figure with so many decimals, or with more where it would otherwise look equal to what it is compared with.

    0.501787 against 0.50 is 0.502 with three decimals; 0.45004 against 0.45 needs five.
    """
    exact = Fraction(value)
    for more in range(places, _MOST):
        text = _rounded(exact, more)
        read = float(text) if isinstance(value, float) else Fraction(text)
        if against is None or _side(read, against) == _side(value, against):
            return text
    return _rounded(exact, _MOST)


def _side(value: Fraction | float, limit: Fraction | float) -> int:
    """Below, at or above the limit; a float is compared as a float, because 0.45 is none exactly."""
    if isinstance(value, float):
        limit = float(limit)
    return (value > limit) - (value < limit)


def _rounded(value: Fraction, places: int) -> str:
    """Half up, as people round; from the exact fraction, never from a float's neighbour."""
    scaled = value * 10**places
    whole = int((2 * abs(scaled) + 1) // 2)
    return f"{Decimal(whole if scaled >= 0 else -whole).scaleb(-places):.{places}f}"


def plain(value: Fraction | float, places: int = 4) -> str:
    """A figure without needless zeros: 5, 0.817."""
    text = _rounded(Fraction(value), places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def coefficient(indicator: Indicator) -> str:
    """差异系数 with three decimals, four where it exceeds its limit; "" where there is none."""
    if indicator.cv is None:
        return ""
    return shown(indicator.cv, 3 if indicator.within_limit is not False else 4, indicator.limit)


def value_of(indicator: Indicator, reading: Reading) -> str:
    """A school's value beside the threshold of its stage: two decimals, whole yuan, more where they decide."""
    places = 0 if indicator.threshold is not None and indicator.threshold >= 100 else 2
    return shown(reading.value, places, indicator.threshold)


def worked(indicator: Indicator, reading: Reading) -> str:
    """How a school's value came about: 5 人 ÷ 612 人 × 100 = 0.817."""
    times = f" × {indicator.per}" if indicator.per != 1 else ""
    places = 2 if reading.value >= 100 else 3
    result = shown(reading.value, places, indicator.threshold)
    return f"{plain(reading.numerator, 2)} {indicator.unit} ÷ {reading.pupils} 人{times} = {result}"


def parts(reading: Reading) -> list[str]:
    """The summands of a numerator: 体育 2, 运动场地 3200 × 0.6494."""
    return [
        f"{term.zh} {plain(term.amount, 2)}" + ("" if term.share == 1 else f" × {plain(term.share)}")
        for term in reading.terms
    ]


def short(indicator: Indicator, reading: Reading) -> str:
    """What is lacking to the threshold: people and rooms are counted whole, areas and money exactly. "" if nothing."""
    if not reading.needed:
        return ""
    whole = indicator.unit in ("人", "间")
    lacking = str(-(-reading.needed.numerator // reading.needed.denominator)) if whole else plain(reading.needed, 2)
    return f"{lacking} {indicator.unit}"
