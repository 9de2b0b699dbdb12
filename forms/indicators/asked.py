"""Figures that no school reports: which ones a county enters, how they are read, and how they are shown again."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from forms.library import root
from forms.problems import Wrong
from forms.tidying import half_width, tidy

YES_NO, PERCENT, WHOLE = "yes_no", "%", ("人", "所", "个")
LARGEST = 10**12
NUMBER = re.compile(r"[0-9]{1,13}(\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure."""

    key: str
    zh: str
    en: str
    unit: str = ""
    """yes_no, % (kept as a fraction of one), 人 and the like (whole numbers), 元, or nothing."""
    proof: str = ""
    """Name of the item for which a proof can be named; "" where none is wanted."""

    def read(self, text: str) -> str | Wrong:
        """What was typed, as it is kept; "" for nothing."""
        typed = half_width(tidy(text)).removesuffix(self.unit).strip().replace(",", "")
        if self.unit == YES_NO:
            return typed if typed in ("", "0", "1") else Wrong("kind.not_yes_no", {"text": text})
        if not typed:
            return ""
        if not NUMBER.fullmatch(typed):
            return Wrong("kind.not_number", {"text": text})
        value = Decimal(typed)
        if value > (100 if self.unit == PERCENT else LARGEST):
            return Wrong("kind.too_large", {"max": 100 if self.unit == PERCENT else LARGEST})
        if self.unit in WHOLE and value != value.to_integral_value():
            return Wrong("kind.not_whole", {"text": text})
        return _text(value / 100 if self.unit == PERCENT else value)

    def show(self, kept: str) -> str:
        """What is kept, as it was typed; shares are kept as fractions of one."""
        return _text(Decimal(kept) * 100) if self.unit == PERCENT and NUMBER.fullmatch(kept) else kept


def _text(value: Decimal) -> str:
    """Exact, without needless zeros."""
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@cache
def asked_figures() -> tuple[Asked, ...]:
    """Every figure, in the order of the items."""
    file = root() / "resources" / "indicators" / "checklist.toml"
    said: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    items = [figure for row in said["item"] for figure in _of(row)]
    return (*items, *(Asked(row["key"], row["zh"], row["en"], "人") for row in said["stated"]))


def _of(row: dict[str, Any]) -> Iterator[Asked]:
    for line in row["lines"]:
        if line["kind"] == "evidence":
            yield Asked(row["name"], row["zh"], row["en"], YES_NO, row["name"])
        elif line["kind"] == "entered":
            yield Asked(line["key"], line["zh"], line["en"], line["unit"], row["name"])
        for each in line.get("asks", ()):
            yield Asked(each["key"], each["zh"], each["en"], each["unit"])
