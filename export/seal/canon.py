"""The canonical text of a cell: what stays the same when an office program saves a workbook again.

A seal over bytes would break with the first re-save in WPS, so the seal covers what stands in the cells.
"""

from collections.abc import Iterable, Sequence

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


def grid_texts(columns: Iterable[Sequence[Raw]]) -> tuple[Sequence[Sequence[str]], list[str]]:
    """Canonical columns, and their rows, each as one text. Columns of plain texts are taken as they are."""
    texts = [column_texts(column) for column in columns]
    lines = _joined(texts)
    whole = "".join(lines)
    odd = "\r" in whole or "\x1e" in whole or ROW_END in whole
    if odd or whole.count(SEPARATOR) != len(lines) * max(len(texts) - 1, 0):
        texts = [list(map(cell_text, column)) for column in texts]
        lines = _joined(texts)
    return texts, lines


def column_texts(column: Sequence[Raw]) -> Sequence[str]:
    """Canonical texts, but for line ends and separators within texts, which are rare and looked for elsewhere."""
    filled = column if None not in column else ["" if cell is None else cell for cell in column]
    try:
        "".join(filled)  # pyright: ignore[reportArgumentType, reportCallIssue]
    except TypeError:
        return _mixed_texts(column)
    return filled  # pyright: ignore[reportReturnType]


def _mixed_texts(column: Sequence[Raw]) -> list[str]:
    if bool in set(map(type, column)):  # True is 1 to a dictionary
        return [cell if type(cell) is str else cell_text(cell) for cell in column]
    known = {cell: cell if type(cell) is str else cell_text(cell) for cell in set(column)}
    return list(map(known.__getitem__, column))


def _joined(columns: Iterable[Sequence[str]]) -> list[str]:
    return list(map(SEPARATOR.join, zip(*columns, strict=True)))


def as_bytes(text: str) -> bytes:
    """UTF-8 that also takes half surrogate pairs, which broken programs leave in cells."""
    return text.encode("utf-8", "surrogatepass")
