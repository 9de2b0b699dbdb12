"""The formats of the county's workbook: one look for all cells, tones for what stands well, nearly, or not."""

from typing import Literal

from export.workbook.look import AMBER, HEAD_FACE, INDIGO, INK_SOFT, LINE, SEAL_RED, Look
from export.workbook.paper import Format

Tone = Literal["", "good", "near", "bad", "soft", "strong"]
GREEN, GREEN_FILL, AMBER_FILL, RED_FILL = "#1F6B45", "#E4F3EA", "#FDF0D5", "#FBE3E1"
BLUE, RED, GOLD, INK = "#6C97C7", "#D0716C", "#C08A28", "#1A2530"
"""Columns of charts: reached, below the floor, between; and the line of the threshold."""
_TONES: dict[Tone, dict[str, object]] = {
    "": {},
    "good": {"font_color": GREEN, "bg_color": GREEN_FILL},
    "near": {"font_color": AMBER, "bg_color": AMBER_FILL},
    "bad": {"font_color": SEAL_RED, "bg_color": RED_FILL},
    "soft": {"font_color": INK_SOFT},
    "strong": {"bold": True},
}
_ASIDE = "_ "
"""A blank behind a number, so that it stands clear of the line."""
MARKS: dict[Tone, str] = {"good": "", "near": "△ ", "bad": "▼ "}


class Tones:
    """Formats by what they are for."""

    def __init__(self, look: Look) -> None:
        self.look = look

    def text(self, tone: Tone = "", **more: object) -> Format:
        """A text in a table, clear of its lines."""
        aside: dict[str, object] = {} if more.get("align") == "center" else {"indent": 1}
        return self._cell(tone, **{**aside, **more})

    def number(self, tone: Tone = "", places: int = 0, mark: str = "", **more: object) -> Format:
        """A number with so many decimals; a mark before it says how it stands also to who sees no colours."""
        shape = "#,##0" + ("." + "0" * places if places else "")
        return self._cell(tone, num_format=(f'"{mark}"' if mark else "") + shape + _ASIDE, align="right", **more)

    def share(self, tone: Tone = "", places: int = 2, **more: object) -> Format:
        """A fraction of one in percent."""
        return self._cell(tone, num_format=f"0.{'0' * places}%{_ASIDE}", align="right", **more)

    def head(self, **more: object) -> Format:
        """A caption above a column."""
        return self.look.head(**more)

    def section(self) -> Format:
        """The title of one of several tables on a sheet."""
        return self.look.of(font_name=HEAD_FACE, font_size=12, bold=True, font_color=INDIGO, valign="vcenter")

    def _cell(self, tone: Tone, **more: object) -> Format:
        usual: dict[str, object] = {"font_size": 10, "border": 1, "border_color": LINE, "valign": "vcenter"}
        return self.look.of(**(usual | _TONES[tone] | more))
