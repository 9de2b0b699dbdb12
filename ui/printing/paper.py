"""A paper before it is laid out, and the few shapes that all papers are made of. Papers are for Chinese offices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from ui.printing.form_sheet import FormSheet
from ui.printing.list_body import Ruled

BLANK = "&nbsp;"


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of list, ready to be laid out."""

    title: str
    body: str = ""
    """HTML as Qt's rich text knows it; shown where there are neither sheets nor lists."""
    sheets: Sequence[FormSheet] = ()
    """One record on each."""
    lists: tuple[Ruled, ...] = ()
    """Each begins on a page of its own."""
    is_landscape: bool = False
    is_stamped: bool = False
    """The approval stamp stands on the first page."""
    mark: str = ""
    """Why the paper may not be handed in: 练习数据, 草稿."""
    form: str = "student"
    """Of which form the numbers are, for the log."""
    count: int = 0
    """Records on it."""
    has_whole_numbers: bool = False
    """Numbers of persons stand on it unmasked; that it was printed is recorded."""


def foot(where: str, who: str, when: datetime) -> str:
    """What stands below each page: whose paper it is, and who brought it out when."""
    return "　".join(filter(None, (where, who, f"{when:%Y-%m-%d %H:%M} 打印")))


def heading(title: str, under: str = "") -> str:
    """Title in the middle, facts below it."""
    below = f'<p align="center" class="under">{escape(under)}</p>' if under else ""
    return f'<p align="center" class="title">{escape(title)}</p>{below}'


def table(
    captions: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], numbers: frozenset[int] = frozenset()
) -> str:
    """A ruled table whose captions are repeated on every page; `numbers` are columns on the right."""
    head = "".join(f'<th width="{width}%">{escape(words)}</th>' for words, width in zip(captions, widths, strict=True))
    body = "".join(f"<tr>{_cells(row, numbers)}</tr>" for row in rows)
    return f"{OPEN_TABLE}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: Sequence[str], numbers: frozenset[int]) -> str:
    sides = ("right" if at in numbers else "left" for at in range(len(row)))
    return "".join(f'<td align="{side}">{escape(text) or BLANK}</td>' for side, text in zip(sides, row, strict=True))


def signatures(*names: str) -> str:
    """Who signs, with room to do it."""
    cells = "".join(f"<td>{escape(name)}：{BLANK * 16}</td>" for name in names)
    return f'<table width="100%" cellpadding="4" class="signatures"><tr>{cells}</tr></table>'


OPEN_TABLE = (
    '<table width="100%" cellspacing="0" cellpadding="3" border="1" '
    'style="border-collapse: collapse; border-color: #000000; border-style: solid">'
)

STYLE = """
p { margin: 0; }
p.title { font-size: 22px; font-weight: bold; margin-bottom: 4px; }
p.under { font-size: 13px; margin-bottom: 8px; }
p.words { font-size: 14px; margin-top: 8px; line-height: 150%; }
p.small { font-size: 12px; margin-top: 6px; }
th { font-weight: bold; font-size: 12px; background-color: #f0f0f0; }
td { font-size: 12px; }
td.section { font-weight: bold; background-color: #f0f0f0; }
td.caption { color: #333333; }
td.big { font-size: 15px; }
table.signatures td { font-size: 13px; padding-top: 14px; }
"""
