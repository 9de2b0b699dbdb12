"""The canonical text of a cell: what stays the same when an office program saves a workbook again.

A seal over bytes would break with the first re-save in WPS, so the seal covers what stands in the cells.
"""

from collections.abc import Iterable, Sequence

from forms.kinds import Raw

SEPARATOR = "\x1f"
"""Stands between the cells of a row; no keyboard and no office program puts it into a cell."""
_ESCAPED = str.maketrans({"\x1e": "\x1ee", "\x1f": "\x1ef"})


def cell_text(cell: Raw) -> str:
    """Blank and "" alike, one kind of line end, whole numbers as digits, others with 12 significant digits."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPED)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return str(int(cell)) if cell == cell and abs(cell) != float("inf") and cell == int(cell) else f"{cell:.12g}"


def grid_texts(columns: Iterable[Sequence[Raw]]) -> tuple[Sequence[Sequence[str]], list[str]]:
    """Canonical columns, and their rows, each as one text. Columns of plain texts are taken as they are."""
    texts = [_column_texts(column) for column in columns]
    lines = _joined(texts)
    whole = "".join(lines)
    if "\r" in whole or "\x1e" in whole or whole.count(SEPARATOR) != len(lines) * max(len(texts) - 1, 0):
        texts = [list(map(cell_text, column)) for column in texts]
        lines = _joined(texts)
    return texts, lines


def _column_texts(column: Sequence[Raw]) -> Sequence[str]:
    kinds = set(map(type, column))
    if kinds == {str}:
        return column  # pyright: ignore[reportReturnType]
    if kinds <= {str, type(None)}:
        return [cell or "" for cell in column]  # pyright: ignore[reportReturnType]
    return ["" if cell is None else cell if type(cell) is str else cell_text(cell) for cell in column]


def _joined(columns: Iterable[Sequence[str]]) -> list[str]:
    return list(map(SEPARATOR.join, zip(*columns, strict=True)))


def as_bytes(text: str) -> bytes:
    """UTF-8 that also takes half surrogate pairs, which broken programs leave in cells."""
    return text.encode("utf-8", "surrogatepass")
