"""Where everything stands on a form's sheet: rows, columns, widths. Arithmetic only; no spreadsheet library.

row 1  title          row 2  how to fill     row 3  (hidden) lasting names of the columns
row 4  sections       row 5  captions        row 6  first record
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import Literal

from export.reading.raw import column as letters_of
from forms.form import Field, Form
from forms.kinds import Choice, Choices, Decimal, Integer, Kind, Reference, YesNo

TITLE_ROW, NOTE_ROW, KEY_ROW, SECTION_ROW, CAPTION_ROW, FIRST_ROW = 1, 2, 3, 4, 5, 6
"""Row numbers, counted from 1 as a clerk counts."""
ONE_LINE = 22
"""Captions up to this width stay on one line where a unit follows."""
ROOM = 3000
"""Drop-downs and lines reach at least to this row, and 500 rows below the last record."""
COVER, REASONS, GUIDE = "封面", "说明", "填表说明"
LISTS, FORMS, SEAL = "_lists", "_forms", "_seal"
ID_KEY, ID_CAPTION = "_id", "记录号"
STAR = "★"
YES_NO = "yes_no"
"""Name of the list 是, 否 on the sheet of lists."""
LONGEST = 30
"""Texts of a column that are looked at for its width."""
MAX_WIDTH, MAX_LISTED, FROZEN_WIDTH = 40, 26, 52
"""Columns grow with what stands in them up to this; what is longer is wrapped."""
Align = Literal["left", "center", "right"]

WIDTHS: Mapping[str, int] = {
    "text": 18, "name": 10, "note": 28, "code": 14, "choice": 10, "choices": 20, "yes_no": 8, "integer": 9,
    "decimal": 10, "money": 12, "date": 12, "month": 10, "id_card": 21, "phone": 14, "bank_card": 23, "division": 14,
    "school_code": 13, "class_no": 8, "reference": 34,
}  # fmt: skip
"""Characters (half-width) that a value of each kind needs."""
CENTRED = {"choice", "yes_no", "date", "month", "class_no"}


@dataclass(frozen=True)
class Column:
    """One column of a sheet."""

    key: str
    """Lasting name, in the hidden row: `name`, `student.id_number`, `student` (the hidden id), `_id`."""
    caption: str
    width: int
    section: str = ""
    field: Field | None = None
    by: Field | None = None
    """In a column that shows a referred record: that record's field."""
    number: str = ""
    """Number format; "" where the column is text."""
    align: Align = "left"
    required: bool = False
    hidden: bool = False
    wrapped: bool = False
    list: str = ""
    """Name of the drop-down list."""

    @property
    def head(self) -> str:
        """The caption as it stands in the sheet."""
        return f"{STAR}{head_lines(self.caption)}" if self.required else head_lines(self.caption)

    @property
    def shown(self) -> Field | None:
        """The field whose values stand in the column."""
        return self.by or self.field


def columns_of(form: Form, forms: Mapping[str, Form]) -> list[Column]:
    """The columns of a form's sheet: its fields, with references spelled out, then the hidden ids."""
    shown, hidden = list[Column](), list[Column]()
    for field in form.fields.values():
        if isinstance(field.kind, Reference):
            shown += _by_columns(field, field.kind, forms.get(field.kind.to))
            hidden.append(Column(field.name, f"{field.zh}{ID_CAPTION}", 34, field.section, field, hidden=True))
        else:
            shown.append(_column(field.name, field.caption, field, field))
    return [*shown, *hidden, Column(ID_KEY, ID_CAPTION, 34, hidden=True)]


def _by_columns(field: Field, kind: Reference, target: Form | None) -> Iterator[Column]:
    for name in kind.by:
        by = target.fields.get(name) if target else None
        key = f"{field.name}.{name}"
        if by is None or isinstance(by.kind, Reference):
            yield Column(key, f"{field.zh}{by.zh if by else name}", 18, field.section, field, required=field.required)
        else:
            caption = by.caption if by.zh.startswith(field.zh) else f"{field.zh}{by.caption}"
            yield _column(key, caption, field, by)


def _column(key: str, caption: str, field: Field, shown: Field) -> Column:
    kind = shown.kind
    number = number_format(kind)
    align: Align = "right" if number else ("center" if kind.name in CENTRED else "left")
    width = max(shown.width or _needed(kind), head_width(caption, required=field.required))
    return Column(
        key, caption, width, field.section, field, None if shown is field else shown, number, align,
        field.required, wrapped=kind.name == "note", list=list_of(kind),
    )  # fmt: skip


def fitted(column: Column, texts: Iterable[str]) -> Column:
    """The column as wide as its texts need; what is longer than a reader likes is wrapped."""
    needed = max(map(cell_width, nlargest(LONGEST, texts, key=len)), default=0) + 2
    if column.hidden or column.number or needed == 2:
        return column
    width = max(min(needed, MAX_WIDTH), head_width(column.caption, required=column.required))
    return replace(column, width=width, wrapped=column.wrapped or needed > MAX_WIDTH)


def number_format(kind: Kind) -> str:
    """How a number shows; years and the like (at most four digits) take no thousands separator."""
    if not isinstance(kind, Decimal):
        return ""
    grouped = "0" if isinstance(kind, Integer) and kind.max is not None and kind.max <= 9999 else "#,##0"
    return f"{grouped}.{'0' * kind.places}" if kind.places else grouped


def list_of(kind: Kind) -> str:
    """The drop-down list of a kind; several choices in one cell are beyond a drop-down."""
    if isinstance(kind, YesNo):
        return YES_NO
    return kind.codes.name if isinstance(kind, Choice) and not isinstance(kind, Choices) else ""


def _needed(kind: Kind) -> int:
    if isinstance(kind, Choice) and not isinstance(kind, Choices):
        longest = max((text_width(option.zh) for option in kind.codes.offered), default=0)
        return min(max(WIDTHS["choice"], longest + 2), MAX_LISTED)
    return WIDTHS[kind.name]


def head_lines(caption: str) -> str:
    """The caption as it is written: its unit, where it has one, on a line of its own."""
    name, mark, unit = caption.partition("（")
    return f"{name}\n（{unit}" if mark and unit.endswith("）") and text_width(name) <= ONE_LINE else caption


def head_width(caption: str, *, required: bool) -> int:
    """A caption takes two lines at most and leaves room for the filter's button; its letters are a size smaller."""
    star, lines = 2 * required, head_lines(caption).split("\n")
    if len(lines) == 2:
        whole = max(text_width(lines[0]) + star, text_width(lines[1]))
    else:
        whole = -(-(text_width(caption) + star) // 2) + 1
    return -(-whole * 5 // 6) + 3


def text_width(text: str) -> int:
    """Width in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def cell_width(text: str) -> int:
    """About the same for many cells, fast: two bytes of GBK are a full-width character."""
    return max(len(line) for line in text.encode("gbk", "replace").split(b"\n"))


def frozen_columns(columns: Sequence[Column], form: Form) -> int:
    """How many columns stay in view: up to the first that names the record, unless that is too far to the right."""
    width = 0
    for count, column in enumerate(columns, start=1):
        width += column.width
        names = column.field is not None and (column.field.name in form.label or column.field.name in form.key)
        if width > FROZEN_WIDTH or column.hidden:
            break
        if names and column.shown is not None and (column.shown.kind.name == "name" or not _has_name(columns)):
            return count
    return 1


def _has_name(columns: Sequence[Column]) -> bool:
    return any(column.shown is not None and column.shown.kind.name == "name" for column in columns[:3])


def bands(columns: Sequence[Column], form: Form, frozen: int) -> Iterator[tuple[int, int, str]]:
    """Runs of visible columns of one section: first and last column (from 0) and title.

    They part where the view is frozen; the title stands in the part that scrolls.
    """
    titles = {section.name: section.zh for section in form.sections}
    start, visible = 0, [column for column in columns if not column.hidden]
    for end, column in enumerate(visible):
        last = end + 1 == len(visible)
        goes_on = not last and visible[end + 1].section == column.section
        if not goes_on or end + 1 == frozen:
            yield start, end, "" if goes_on else titles.get(column.section, "")
            start = end + 1


def beside_title(columns: Sequence[Column], title: str, frozen: int) -> int:
    """The column (from 0) of what stands beside the title, so that every printed page shows the title whole."""
    width, needed = 0, text_width(title) * 15 // 11 + 2
    for count, column in enumerate(columns):
        if count >= frozen and width >= needed:
            return count
        width += column.width
    return frozen


def last_row(records: int) -> int:
    """The row to which drop-downs and lines reach."""
    return max(ROOM, FIRST_ROW + records - 1 + 500)


def pages_wide(columns: Sequence[Column]) -> int:
    """Pages side by side, so that nothing is printed smaller than about two thirds (A4 holds 130 characters)."""
    whole = sum(column.width for column in columns if not column.hidden)
    return max(1, -(-whole * 65 // (130 * 100)))


def letter(index: int) -> str:
    """Letters of a column counted from 0."""
    return letters_of(index)


def sheet_names(forms: Mapping[str, Form]) -> dict[str, str]:
    """Form → name of its sheet: the Chinese title, without what Excel forbids, unique and at most 28 characters."""
    names, taken = dict[str, str](), {COVER, REASONS, GUIDE, LISTS, FORMS, SEAL}
    for form in forms.values():
        bare = "".join("-" if char in "[]:*?/\\'" else char for char in form.zh)[:28].strip() or form.name
        name, number = bare, 2
        while name.casefold() in taken:
            name, number = f"{bare}{number}", number + 1
        names[form.name] = name
        taken.add(name.casefold())
    return names
