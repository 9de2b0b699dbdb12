"""Numbers: whole ones, exact decimals held as integers of their last place, and money in fen."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, InvalidOperation
from decimal import Decimal as Exact
from typing import ClassVar

from forms.kinds.base import Kind, Parsed, Value
from forms.problems import Wrong
from forms.tidying import half_width

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def exact(text: str, unit: str = "") -> Exact | None:
    """The number in a text: thousands separators, currency signs and the field's own unit are allowed around it."""
    bare = half_width(text).replace(",", "").replace("，", "").replace(" ", "").lstrip("¥￥")
    for word in (unit, "元", "RMB") if unit == "元" else (unit,):
        bare = bare.removesuffix(half_width(word)) if word else bare
    if not _NUMBER.fullmatch(bare):
        return None
    try:
        return Exact(bare)
    except InvalidOperation:
        return None


@dataclass(frozen=True)
class Decimal(Kind):
    """An exact number with `places` decimals, held as an integer of its last place (places=2: hundredths)."""

    name = "decimal"
    stored_as = "integer"
    places: int = 2
    min: float | None = None
    max: float | None = None
    unit: str = ""
    not_number: ClassVar[str] = "kind.not_number"

    def read(self, text: str) -> Parsed:
        """A number as people write it; more decimals than the field has are refused, never rounded in silence."""
        number = exact(text, self.unit)
        if number is None:
            return Wrong(self.not_number, {"text": text[:20], "unit": self.unit})
        return self._held(number)

    def read_cell(self, raw: float | bool) -> Parsed:
        """A number cell; binary noise behind the 12th digit is cut off."""
        if isinstance(raw, bool):
            return Wrong(self.not_number, {"text": "TRUE" if raw else "FALSE", "unit": self.unit})
        if raw != raw or abs(raw) >= 10**15:
            return Wrong("kind.digits_lost", {"shown": f"{raw:.5E}"})
        return self._held(Exact(f"{raw:.12g}"))

    def _held(self, number: Exact) -> Parsed:
        if abs(number) >= 10**13:
            return Wrong("kind.too_large", {"max": f"{10**13}"})
        scaled = number.scaleb(self.places)
        held = scaled.to_integral_value(rounding=ROUND_HALF_EVEN)
        if held != scaled:
            return (
                Wrong("kind.too_many_places", {"places": self.places}) if self.places else Wrong("kind.not_whole", {})
            )
        return self._limited(int(held))

    def _limited(self, held: int) -> Parsed:
        scale = 10**self.places
        if self.min is not None and held < round(self.min * scale):
            return Wrong("kind.too_small", {"min": self._figure(self.min)})
        if self.max is not None and held > round(self.max * scale):
            return Wrong("kind.too_large", {"max": self._figure(self.max)})
        return held

    def _figure(self, limit: float) -> str:
        return f"{limit:.{self.places}f}".rstrip("0").rstrip(".") if self.places else str(int(limit))

    def show(self, value: Value) -> str:
        """All decimals of the field, no thousands separator: 312.50."""
        if value is None:
            return ""
        held = int(value)  # pyright: ignore[reportArgumentType]
        sign, held = ("-", -held) if held < 0 else ("", held)
        whole, rest = divmod(held, 10**self.places)
        return f"{sign}{whole}.{rest:0{self.places}d}" if self.places else f"{sign}{whole}"

    def grouped(self, value: Value) -> str:
        """As `show`, an amount with decimals in groups of three: 22,618.00. Whole numbers may be years."""
        whole, dot, rest = self.show(value).partition(".")
        sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        return f"{sign}{int(digits):,}.{rest}" if dot else whole

    def cell(self, value: Value) -> float | int | None:
        """A number that people can sum."""
        return None if value is None else value / 10**self.places  # pyright: ignore[reportOperatorIssue,reportUnknownVariableType]

    def plain(self, value: Value) -> object:
        """The number itself, not its last places."""
        return self.cell(value)


@dataclass(frozen=True)
class Integer(Decimal):
    """A whole number; a count unless the form allows less than 0."""

    name = "integer"
    places: int = 0
    min: float | None = 0
    max: float | None = 10**12

    def cell(self, value: Value) -> int | None:
        """A whole number cell."""
        return value  # pyright: ignore[reportReturnType]


@dataclass(frozen=True)
class Money(Decimal):
    """Yuan with two decimals, held in integer fen, because half a yuan and half a fen decide awards (312.50)."""

    name = "money"
    places: int = 2
    min: float | None = 0
    unit: str = "元"

    def plain(self, value: Value) -> object:
        """Fen."""
        return value
