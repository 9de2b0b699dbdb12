"""Find the header of a sheet: the rows whose cells are captions, below titles and notes, one to three rows deep."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from export.foreign.captions import Caption, Captions, Target, caption
from export.reading.raw import Raw

SEARCHED = 40
"""A header stands in the first rows; further down everything is data."""
DEEPEST = 3
SERIAL = {"序号", "no", "编号"}
"""Columns that only count the rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is understood."""

    index: int
    target: Target
    caption: Caption


@dataclass(frozen=True, slots=True)
class Header:
    """Where the captions stand and what they mean."""

    first: int
    last: int
    """Rows of the captions, counted from 0."""
    columns: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]
    """Columns with a caption that the form does not know."""

    @property
    def rank(self) -> tuple[int, int]:
        """More columns explained is better, then fewer rows, so that a title is not taken for a caption."""
        return len(self.columns), self.first - self.last

    @property
    def fields(self) -> set[str]:
        """Fields that the sheet gives."""
        return {column.target.field for column in self.columns}


def find_header(rows: Sequence[Sequence[Raw]], captions: Captions) -> Header | None:
    """The header that explains most columns; None where fewer than two captions are known."""
    best: Header | None = None
    for first in range(min(len(rows), SEARCHED)):
        for depth in range(1, DEEPEST + 1):
            if first + depth > len(rows):
                break
            header = _header(rows, first, depth, captions)
            if header and (best is None or header.rank > best.rank):
                best = header
    return best


def _header(rows: Sequence[Sequence[Raw]], first: int, depth: int, captions: Captions) -> Header | None:
    storeys = [list(row) for row in rows[first : first + depth]]
    if depth > 1 and not _is_storey(storeys):
        return None
    columns: list[Column] = []
    unknown: list[tuple[int, str]] = []
    taken: set[Target] = set()
    for index, path in enumerate(_paths(storeys)):
        found = _meaning(path, captions, taken)
        if found:
            taken.add(found[0])
            columns.append(Column(index, *found))
        elif path and caption(path[-1]).word not in SERIAL:
            unknown.append((index, "".join(path)))
    return Header(first, first + depth - 1, tuple(columns), tuple(unknown)) if len(columns) >= 2 else None


def _is_storey(storeys: list[list[Raw]]) -> bool:
    """A lower row belongs to the header where it fills cells below a caption that spans them, and holds words only."""
    for upper, lower in itertools.pairwise(storeys):
        words = [index for index, cell in enumerate(lower) if cell is not None]
        if not words or not all(isinstance(lower[index], str) for index in words):
            return False
        if all(index < len(upper) and upper[index] is not None for index in words):
            return False
    return True


def _paths(storeys: list[list[Raw]]) -> list[list[str]]:
    """For each column its captions from top to bottom; an upper caption spans the blanks to its right."""
    width = max(len(row) for row in storeys)
    spread: list[list[str]] = []
    for level, row in enumerate(storeys):
        texts = [str(cell).strip() if cell is not None else "" for cell in row] + [""] * (width - len(row))
        if level < len(storeys) - 1:
            texts = _spread(texts, storeys[level + 1])
        spread.append(texts)
    return [[text for text in column if text] for column in zip(*spread, strict=True)]


def _spread(texts: list[str], below: list[Raw]) -> list[str]:
    spread, last = list(texts), ""
    for index, text in enumerate(texts):
        last = text or last
        if not text and index < len(below) and below[index] is not None:
            spread[index] = last
    return spread


def _meaning(path: list[str], captions: Captions, taken: set[Target]) -> tuple[Target, Caption] | None:
    """The longest reading that the form knows: 父亲 + 姓名 before 姓名 alone, and 姓名 before 父亲 alone."""
    readings = ["".join(path[start:]) for start in range(len(path))] + (path[:1] if len(path) > 1 else [])
    for reading in readings:
        read = caption(reading)
        target = captions.target(read.word)
        if target and target not in taken:
            return target, read
    return None
