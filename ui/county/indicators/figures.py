"""What the table, the chart and the pane show of one stage: the same figures in the same words, without any widget."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from forms.indicators import Excluded, Indicator, Mark, Reading, Stage
from forms.indicators.verdict import SchoolVerdict
from forms.indicators.words import coefficient, plain, shown, value_of
from ui.translation import language, translated, word

STAGES: tuple[Stage, ...] = ("primary", "junior")
STAGE: Mapping[str, str] = {"primary": word("Primary schools"), "junior": word("Junior schools")}
COEFFICIENT: Mapping[str, str] = {"primary": word("Variation, primary"), "junior": word("Variation, junior")}
SHORT: Mapping[str, str] = {
    "qualified_teachers": word("Education"), "backbone_teachers": word("Backbone"),
    "sport_art_teachers": word("Sport, arts"), "teaching_area": word("Rooms"),
    "sports_area": word("Grounds"), "equipment_value": word("Devices"),
    "multimedia_rooms": word("Media"),
}  # fmt: skip
"""Item → its caption over a narrow column."""
UNIT: Mapping[str, str] = {"人": word("people"), "间": word("rooms"), "平方米": word("m²"), "元": word("¥")}
SIGN: Mapping[Mark | None, str] = {"fail": "▼ ", "floor": "△ "}
TONE: Mapping[Mark | None, str] = {"fail": "seal", "floor": "amber"}
TINT: Mapping[Mark | None, str] = {"fail": "seal_tint", "floor": "amber_tint"}
SAID: Mapping[Mark | None, str] = {"fail": word("below 85 % of the standard"), "floor": word("below the standard")}
WHOLE = 100
"""From this value on a figure is shown without decimals."""


def tr(english: str) -> str:
    """Text of this module in the user's language."""
    return QCoreApplication.translate("", english)


def grouped(number: str) -> str:
    """A figure as shown, with thousands apart: 1,962."""
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def unit_of(indicator: Indicator) -> str:
    """What the numerator is counted in."""
    return translated(UNIT[indicator.unit]) if indicator.unit in UNIT else indicator.unit


def caption_of(indicator: Indicator) -> str:
    """The short name."""
    return translated(SHORT[indicator.item]) if indicator.item in SHORT else indicator.zh


def standard_of(indicator: Indicator) -> str:
    """The threshold as it stands below a caption; "" where no rule is in force."""
    if indicator.threshold is None:
        return ""
    words = tr("≥{value} {unit}/100") if indicator.per > 1 else tr("≥{value} {unit}")
    unit = (
        "" if indicator.per > 1 and language() == "en" else unit_of(indicator)
    )  # a narrow column has no room for people
    return words.format(value=plain(indicator.threshold), unit=unit)


@dataclass(frozen=True, slots=True)
class Row:
    """One school with its reading of each item, None where one is lacking."""

    code: str
    name: str
    pupils: int
    readings: tuple[Reading | None, ...]
    reached: int
    passes: bool | None


@dataclass(frozen=True)
class Figures:
    """One stage of the county, with the coefficients of the other one for its gauges."""

    stage: Stage
    items: tuple[Indicator, ...]
    gauges: Mapping[Stage, tuple[Indicator, ...]]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, indicators: Sequence[Indicator], verdicts: Sequence[SchoolVerdict], stage: Stage) -> "Figures":
        """Everything that is shown of a stage; the schools in the order of what they reach, the worst first."""
        gauges: dict[Stage, tuple[Indicator, ...]] = {
            each: tuple(one for one in indicators if one.stage == each) for each in STAGES
        }
        items = gauges[stage]
        known = [{reading.school: reading for reading in one.readings} for one in items]
        rows = [
            Row(each.school, each.name, each.pupils, tuple(readings.get(each.school) for readings in known),
                len(each.reached), each.passes)
            for each in verdicts
        ]  # fmt: skip
        return cls(stage, items, gauges, tuple(sorted(rows, key=lambda row: (row.reached, row.code))))

    @property
    def passing(self) -> int:
        """Schools that reach what the rules ask of the seven together."""
        return sum(row.passes is True for row in self.rows)

    @property
    def share(self) -> str:
        """The same as a share of all schools."""
        return f"{100 * self.passing / len(self.rows):.1f}%" if self.rows else "—"

    def row(self, code: str) -> int:
        """Where a school stands; -1 where it is not in the figures."""
        return next((at for at, row in enumerate(self.rows) if row.code == code), -1)

    def missing(self) -> list[str]:
        """Codes of schools that belong into one of the figures and are lacking: until then it is provisional."""
        return list(dict.fromkeys(each.school for one in self.items for each in one.missing))


def value_words(indicator: Indicator, reading: Reading | None) -> str:
    """A value as it stands in the table, with its sign."""
    if reading is None:
        return tr("lacking")
    return SIGN.get(reading.mark, "") + grouped(value_of(indicator, reading))


def spoken(indicator: Indicator, reading: Reading | None) -> str:
    """The same for readers of the screen."""
    if reading is None:
        return tr("lacking")
    mark = f"，{translated(SAID[reading.mark])}" if reading.mark in SAID else ""
    return f"{caption_of(indicator)} {grouped(value_of(indicator, reading))}{mark}"


def coefficient_words(indicator: Indicator) -> str:
    """差异系数, with as many decimals as its verdict needs."""
    return coefficient(indicator) or "—"


def sum_words(indicator: Indicator, reading: Reading) -> tuple[str, str]:
    """How a value came about, and what comes out: 5 人 ÷ 612 人 × 100 =, 0.817."""
    times = f" × {indicator.per}" if indicator.per > 1 else ""
    above = f"{grouped(plain(reading.numerator, 2))} {unit_of(indicator)}"
    below = f"{reading.pupils:,} {translated(UNIT['人'])}"
    places = 2 if reading.value >= WHOLE else 3
    return f"{above} ÷ {below}{times} = ", grouped(shown(reading.value, places, indicator.threshold))


def amount_words(amount: Fraction, share: Fraction) -> str:
    """A summand: 2, or 3,200 × 0.6494 where only a part of it belongs to the stage."""
    words = grouped(plain(amount, 2))
    return words if share == 1 else f"{words} × {plain(share)}"


def terms_words(reading: Reading) -> str:
    """The summands of a numerator; a share that all of them have is said once."""
    shares = {term.share for term in reading.terms}
    if len(shares) == 1 and shares != {1}:
        words = "、".join(f"{term.zh} {amount_words(term.amount, Fraction(1))}" for term in reading.terms)
        return words + tr(", each × {share} as the part of this stage").format(share=plain(shares.pop()))
    return "、".join(f"{term.zh} {amount_words(term.amount, term.share)}" for term in reading.terms) or "0"


def lacking_words(indicator: Indicator, reading: Reading) -> tuple[str, str]:
    """What the standard asks for, and what is lacking to it ("" where nothing is); people and rooms are whole."""
    if indicator.threshold is None:
        return "", ""
    wanted = grouped(plain(indicator.threshold * reading.pupils / indicator.per, 2))
    if not reading.needed:
        return f"{wanted} {unit_of(indicator)}", ""
    is_whole = indicator.unit in ("人", "间")
    lacking = str(-(-reading.needed.numerator // reading.needed.denominator)) if is_whole else plain(reading.needed, 2)
    return f"{wanted} {unit_of(indicator)}", f"{grouped(lacking)} {unit_of(indicator)}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A school that is not in some of the figures, and why."""

    school: str
    name: str
    reason: str
    missing: bool
    items: tuple[str, ...]
    """Captions of the items; none where it is in none of the seven."""


def left_out(items: Sequence[Indicator], zh: bool) -> list[LeftOut]:
    """Schools that are lacking first, then those that are rightly not in the figures."""
    found: dict[tuple[str, str], list[tuple[Excluded, Indicator]]] = {}
    for one in items:
        for each in one.excluded:
            found.setdefault((each.school, each.text["zh" if zh else "en"]), []).append((each, one))
    made = [_left_out(reason, pairs, len(items)) for (_, reason), pairs in found.items()]
    return sorted(made, key=lambda each: (not each.missing, each.reason, each.school))


def _left_out(reason: str, pairs: Sequence[tuple[Excluded, Indicator]], of: int) -> LeftOut:
    first = pairs[0][0]
    captions: Iterable[str] = (caption_of(one) for _, one in pairs) if len(pairs) < of else ()
    return LeftOut(first.school, first.name, reason, first.missing, tuple(captions))
