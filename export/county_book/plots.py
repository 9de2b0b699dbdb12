"""Charts that the spreadsheet program draws itself from cells of the book, so that they follow a changed figure."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportOptionalMemberAccess=false

from collections.abc import Sequence
from typing import Any

from export.county_book.page import Page
from export.county_book.tones import INK
from export.workbook.look import HEAD_FACE, INK_SOFT, LINE

Chart = Any
"""XlsxWriter's charts have no types that say what they take."""
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""
_FONT: dict[str, Any] = {"name": HEAD_FACE, "size": 9, "color": INK_SOFT, "bold": False}


def column_chart(
    page: Page, title: str, names: Range, series: Sequence[tuple[str, str, Range]], *, sheet: str = "",
    stacked: bool = False, gap: int = 60,
) -> Chart:  # fmt: skip
    """Columns over names: (caption, colour, cells) for every series."""
    kind = {"type": "column", "subtype": "stacked"} if stacked else {"type": "column"}
    chart: Chart = page.book.add_chart(kind)
    where = sheet or page.name
    for caption, colour, cells in series:
        chart.add_series(
            {
                "name": caption, "categories": [where, *names], "values": [where, *cells], "gap": gap,
                "fill": {"color": colour}, "border": {"none": True}, **({"overlap": 100} if stacked else {}),
            }
        )  # fmt: skip
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 11, "color": INK, "bold": True}, "overlay": False})
    chart.set_x_axis({"num_font": _FONT, "line": {"color": LINE}, "major_tick_mark": "none"})
    grid = {"visible": True, "line": {"color": LINE}}
    chart.set_y_axis({"num_font": _FONT, "line": {"none": True}, "major_gridlines": grid, "min": 0})
    chart.set_legend({"position": "bottom", "font": _FONT} if len(series) > 1 else {"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    return chart


def add_lines(
    page: Page, chart: Chart, names: Range, lines: Sequence[tuple[str, str, str, Range]], sheet: str = ""
) -> None:
    """Lines over the columns: thresholds (caption, colour, dash, cells)."""
    over: Chart = page.book.add_chart({"type": "line"})
    where = sheet or page.name
    for caption, colour, dash, cells in lines:
        over.add_series(
            {
                "name": caption, "categories": [where, *names], "values": [where, *cells],
                "line": {"color": colour, "width": 1.5, "dash_type": dash}, "marker": {"type": "none"},
            }
        )  # fmt: skip
    chart.combine(over)
    chart.set_legend({"position": "bottom", "font": _FONT})


def hide_names(chart: Chart) -> None:
    """Too many schools for their names to be read below the columns."""
    chart.set_x_axis({"label_position": "none", "line": {"color": LINE}, "major_tick_mark": "none"})


def place(page: Page, chart: Chart, row: int, col: int, *, width: int, height: int) -> None:
    """Put a chart on the sheet, in pixels from a cell."""
    chart.set_size({"width": width, "height": height})
    page.sheet.insert_chart(row, col, chart, {"object_position": 1})
