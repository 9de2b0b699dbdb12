"""Indicators as JSON-able data, for the command and for other programs; numbers are not rounded."""

from fractions import Fraction

from forms.indicators.model import Excluded, Indicator, Reading
from forms.indicators.words import worked


def packed(indicator: Indicator, *, schools: bool = False) -> dict[str, object]:
    """One indicator; with the reading of every school where that is wanted."""
    data: dict[str, object] = {
        "item": indicator.item, "zh": indicator.zh, "en": indicator.en, "stage": indicator.stage,
        "mean": indicator.mean, "sd": indicator.sd, "cv": indicator.cv, "limit": _number(indicator.limit),
        "within_limit": indicator.within_limit, "n": indicator.n, "schools_passing": indicator.schools_passing,
        "schools_floor": indicator.schools_floor, "share_passing": _share(indicator),
        "threshold": _number(indicator.threshold), "floor": _number(indicator.floor), "unit": indicator.unit,
        "per": indicator.per, "formula": dict(indicator.formula), "source": indicator.source,
        "numerator": _number(indicator.numerator), "denominator": indicator.denominator,
        "excluded": [_excluded(each) for each in indicator.excluded],
    }  # fmt: skip
    if schools:
        data["schools"] = [_reading(indicator, each) for each in indicator.readings]
    return data


def _share(indicator: Indicator) -> float | None:
    return indicator.schools_passing / indicator.n if indicator.n else None


def _number(value: Fraction | None) -> float | int | None:
    """A whole number stays whole."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _excluded(each: Excluded) -> dict[str, object]:
    return {"school": each.school, "name": each.name, "reason": each.reason, "missing": each.missing, **each.text}


def _reading(indicator: Indicator, reading: Reading) -> dict[str, object]:
    return {
        "school": reading.school, "name": reading.name, "pupils": reading.pupils,
        "numerator": _number(reading.numerator), "denominator": reading.pupils, "value": _number(reading.value),
        "mark": reading.mark, "needed": _number(reading.needed), "worked": worked(indicator, reading),
        "merged": list(reading.merged),
        "terms": [
            {
                "fact": term.fact, "stage": term.stage, "zh": term.zh, "school": term.school,
                "amount": _number(term.amount), "share": _number(term.share),
            }
            for term in reading.terms
        ],
    }  # fmt: skip
