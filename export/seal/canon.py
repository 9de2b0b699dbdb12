"""The canonical text of a cell: what stays the same when an office program saves a workbook again.

A seal over bytes would break with the first re-save in WPS, so the seal covers what stands in the cells.
"""

from collections.abc import Iterable, Sequence
from typing import cast

from export.seal.strip import Strip
from forms.kinds import Raw

SEPARATOR = "\x1f"
"""Stands between the cells of a row; no keyboard and no office program puts it into a cell."""
ROW_END = "\x1d"
_ESCAPED = str.maketrans({"\x1d": "\x1ed", "\x1e": "\x1ee", "\x1f": "\x1ef"})


def cell_text(cell: Raw) -> str:
    """Blank and "" alike, one kind of line end, whole numbers as digits, others with 12 significant digits."""
    return shown_text(cell).replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPED)


def shown_text(cell: Raw) -> str:
    """What a person sees in the cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    text = f"{cell:.12g}"
    return str(int(cell)) if "e+" in text and cell == int(cell) else text


def grid_texts(columns: Iterable[Strip]) -> tuple[Sequence[Sequence[str]], list[str]]:
    """Canonical columns, and their rows, each as one text. Columns of plain texts are taken as they are."""
    texts = [column_texts(column) for column in columns]
    lines = _joined(texts)
    whole = "".join(lines)
    odd = "\r" in whole or "\x1e" in whole or ROW_END in whole
    if odd or whole.count(SEPARATOR) != len(lines) * max(len(texts) - 1, 0):
        texts = [list(map(cell_text, column)) for column in texts]
        lines = _joined(texts)
    return texts, lines


def column_texts(column: Strip) -> Sequence[str]:
    """Canonical texts, but for line ends and separators within texts, which are rare and looked for elsewhere."""
    if not column.distinct:
        return [""] * len(column)
    if column.types == {str}:
        filled = ["" if cell is None else cell for cell in column.cells] if column.has_blanks else column.cells
        return cast("Sequence[str]", filled)
    if bool in column.types:  # True is 1 to a dictionary
        return [cell if type(cell) is str else cell_text(cell) for cell in column.cells]
    known = {cell: cell if type(cell) is str else cell_text(cell) for cell in column.distinct}
    known[None] = ""
    return list(map(known.__getitem__, column.cells))


def _joined(columns: Iterable[Sequence[str]]) -> list[str]:
    return list(map(SEPARATOR.join, zip(*columns, strict=True)))


def as_bytes(text: str) -> bytes:
    """UTF-8 that also takes half surrogate pairs, which broken programs leave in cells."""
    return text.encode("utf-8", "surrogatepass")
