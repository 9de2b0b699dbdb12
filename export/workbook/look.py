"""The look of a workbook: calm colours and two faces that every Windows, UOS and Kylin PC with WPS has."""

from typing import Any

from export.workbook.paper import Format, Workbook, add_format

INK, INK_SOFT, INDIGO, SEAL_RED, AMBER = "#1A2530", "#5B6874", "#1F5590", "#B3261E", "#8A4B00"
HEAD, LINE, EDGE, WRONG, BAND, SLIP = "#F5F7F9", "#D9E0E6", "#7C8995", "#FBE8E6", "#E2ECF7", "#FBFAF6"
BODY_FACE, HEAD_FACE = "宋体", "微软雅黑"
OPTIONS: dict[str, Any] = {
    "in_memory": True,  # no temporary file may hold names
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": BODY_FACE, "font_size": 11, "font_scheme": "none", "font_color": INK},
    "default_row_height": 18,
    "default_column_width": 72,
}
TEXT = "@"
RISKY = frozenset("=+-@\t\r\n")
"""A text that begins like a formula gets a quote prefix on top of its text format."""


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, **properties: object) -> Format:
        """A format with these properties on top of the ordinary cell."""
        key = tuple(sorted(properties.items()))
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = add_format(self._book, dict(key))
        return found

    def title(self) -> Format:
        """A sheet's title."""
        return self.of(font_name=HEAD_FACE, font_size=15, bold=True, font_color=INDIGO, valign="vcenter")

    def note(self, **more: object) -> Format:
        """A quiet line that explains."""
        return self.of(font_name=HEAD_FACE, font_size=9, font_color=INK_SOFT, valign="vcenter", **more)

    def head(self, **more: object) -> Format:
        """A caption above a column."""
        return self.of(
            font_name=HEAD_FACE, font_size=10, bold=True, bg_color=HEAD, border=1, border_color=LINE, text_wrap=True,
            align="center", valign="vcenter", num_format=TEXT, **more,
        )  # fmt: skip

    def beside(self) -> Format:
        """What stands beside the title."""
        return self.of(font_name=HEAD_FACE, font_size=11, font_color=INK_SOFT, valign="vcenter")

    def band(self, *, left: int) -> Format:
        """A section above the captions."""
        return self.of(
            font_name=HEAD_FACE, font_size=10, font_color=INDIGO, bg_color=BAND, left=left, left_color=LINE, top=1,
            top_color=LINE, valign="vcenter",
        )  # fmt: skip

    def star(self) -> Format:
        """★ before the caption of a required column."""
        return self.of(font_name=HEAD_FACE, font_size=10, bold=True, font_color=INDIGO)

    def caption(self) -> Format:
        """The words after ★."""
        return self.of(font_name=HEAD_FACE, font_size=10, bold=True)

    def machine(self) -> Format:
        """Hidden cells: text and nothing else."""
        return self.of(num_format=TEXT, font_size=9, font_color=INK_SOFT)
