"""What every kind can do."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from forms.problems import Wrong
from forms.tidying import tidy

Raw = str | int | float | bool | None
"""What was typed or what stood in a cell; a date cell arrives as ISO text."""
Value = str | int | bool | tuple[str, ...] | None
"""The plain value; blank is None and nothing else."""
Parsed = Value | Wrong
Storage = Literal["text", "integer", "boolean", "list"]

LOST_DIGITS = 10**15
"""From here on a spreadsheet's number has lost its last digits, so it is refused, not mended."""


def digits_of(number: float) -> str | Wrong:
    """A whole number cell as text (a phone that became 1.38E+10), refused where digits are lost for good."""
    if abs(number) >= LOST_DIGITS or number != number:
        return Wrong("kind.digits_lost", {"shown": f"{number:.5E}"})
    return str(int(number)) if number == int(number) else repr(number)


@dataclass(frozen=True)
class Kind:
    """One field's kind with its options. Kinds read and show; they never raise over a value."""

    name: ClassVar[str] = ""
    stored_as: ClassVar[Storage] = "text"

    def parse(self, raw: Raw) -> Parsed:
        """Read what was typed or stood in a cell: a plain value, None for blank, or a `Wrong` that says why not."""
        if raw is None:
            return None
        if not isinstance(raw, str):
            return self.read_cell(raw)
        text = tidy(raw)
        return self.read(text) if text else None

    @abstractmethod
    def read(self, text: str) -> Parsed:
        """Read a tidied text that is not empty."""

    def read_cell(self, raw: float | bool) -> Parsed:
        """Read a cell that is a number or a truth value; by default as the text that a person sees in it."""
        if isinstance(raw, bool):
            return self.read("是" if raw else "否")
        text = digits_of(raw)
        return text if isinstance(text, Wrong) else self.read(text)

    def show(self, value: Value) -> str:
        """The text that people see and that `parse` reads back."""
        return "" if value is None else str(value)

    def cell(self, value: Value) -> str | float | int | None:
        """What a workbook cell holds: a number where people calculate with it, text everywhere else."""
        return None if value is None else self.show(value)

    def plain(self, value: Value) -> object:
        """What JSON holds."""
        return value

    def parse_column(self, raws: Sequence[Raw]) -> tuple[list[Value], dict[int, Wrong]]:
        """Read a whole column; each distinct text is read once, so a column of codes costs a look-up per row."""
        known: dict[tuple[type, Raw] | Raw, Parsed] = {None: None, "": None}
        values: list[Value] = []
        wrong: dict[int, Wrong] = {}
        for index, raw in enumerate(raws):
            key = raw if type(raw) is str or raw is None else (type(raw), raw)
            try:
                value = known[key]
            except KeyError:
                value = known[key] = self.parse(raw)
            if type(value) is Wrong:
                wrong[index] = value
                value = None
            values.append(value)  # pyright: ignore[reportArgumentType]
        return values, wrong
