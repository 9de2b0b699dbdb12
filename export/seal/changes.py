"""Naming what was changed behind the seal: the cell where it is certain, otherwise the row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from export.seal.grid import Grid
from export.seal.trace import BLOCK, ROW_BYTES, Trace, block_digests

What = Literal[
    "cell", "row", "row_removed", "row_added", "header", "column_missing", "column_added", "sheet_missing",
    "fact", "text", "signature", "unreadable",
]  # fmt: skip
Pairs = dict[int, int]
"""Index of a row in the trace → index of the same row in the grid."""


@dataclass(frozen=True)
class Change:
    """One difference between a workbook and its seal. Its sentence is `seal.<what>`."""

    what: What
    sheet: str = ""
    cell: str = ""
    """Address such as D12, where it is certain."""
    row: int = 0
    """Row number in the sheet; of a removed row, where it stood."""
    columns: tuple[str, ...] = ()
    """Captions of the columns in question."""
    record: str = ""
    """The record's lasting id."""

    @property
    def code(self) -> str:
        """Its sentence in the catalogue."""
        return f"seal.{self.what}"

    @property
    def params(self) -> Mapping[str, object]:
        """What the sentence names."""
        return {"sheet": self.sheet, "cell": self.cell, "row": self.row, "columns": "、".join(self.columns)}


@dataclass
class _Matching:
    """Rows of the trace and of the grid that belong together."""

    pairs: Pairs = field(default_factory=Pairs)
    removed: list[int] = field(default_factory=list[int])
    added: list[int] = field(default_factory=list[int])


def changes_of(trace: Trace, grid: Grid) -> list[Change]:
    """Everything in which a sheet differs from its trace, from the head of the sheet to its last row."""
    sheet, matching = trace.sheet, _match(trace, grid)
    found = list(_heads(trace, grid))
    found += _cells(trace, grid, matching)
    found += [Change("row_added", sheet, row=grid.numbers[new], record=grid.ids[new]) for new in matching.added]
    found += [Change("row_removed", sheet, row=trace.first + old, record=trace.ids[old]) for old in matching.removed]
    return found


def _heads(trace: Trace, grid: Grid) -> Iterator[Change]:
    for caption, now, letter in zip(trace.captions, grid.captions, grid.letters, strict=True):
        if not letter:
            yield Change("column_missing", trace.sheet, columns=(caption,))
        elif now != caption:
            yield Change("header", trace.sheet, letter, columns=(now or caption,))
    if grid.nameless:
        yield Change("column_missing", trace.sheet, columns=(trace.id_key,))
    if grid.added:
        yield Change("column_added", trace.sheet, columns=grid.added)


def _match(trace: Trace, grid: Grid) -> _Matching:
    """By id; what has none by equal content, then in the order in which it stands."""
    matching = _Matching()
    by_id = {name: old for old, name in reversed(list(enumerate(trace.ids))) if name}
    for new, name in enumerate(grid.ids):
        old = by_id.get(name, -1)
        if old < 0 or old in matching.pairs:
            matching.added.append(new)
        else:
            matching.pairs[old] = new
    matching.removed = [old for old in range(len(trace.ids)) if old not in matching.pairs]
    if matching.added and matching.removed:
        _match_equal(trace, grid, matching)
        _match_nameless(trace, grid, matching)
    return matching


def _match_equal(trace: Trace, grid: Grid, matching: _Matching) -> None:
    by_content = {trace.row(old): old for old in reversed(matching.removed)}
    for new in list(matching.added):
        old = by_content.pop(grid.rows[new][:ROW_BYTES], None)
        if old is not None:
            _pair(matching, old, new)


def _match_nameless(trace: Trace, grid: Grid, matching: _Matching) -> None:
    olds = [old for old in matching.removed if grid.nameless or not trace.ids[old]]
    news = [new for new in matching.added if not grid.ids[new]]
    if grid.nameless and len(olds) != len(news):
        return
    for old, new in zip(olds, news, strict=False):
        _pair(matching, old, new)


def _pair(matching: _Matching, old: int, new: int) -> None:
    matching.pairs[old] = new
    matching.removed.remove(old)
    matching.added.remove(new)


def _cells(trace: Trace, grid: Grid, matching: _Matching) -> Iterator[Change]:
    for number in range(len(trace.blocks)):
        members = range(number * BLOCK, min((number + 1) * BLOCK, len(trace.ids)))
        rows = [old for old in members if old in matching.pairs and _differs(trace, grid, old, matching.pairs[old])]
        if rows:
            whole = all(old in matching.pairs for old in members)
            now = block_digests(grid.columns, [matching.pairs[old] for old in members]) if whole else ()
            columns = [i for i, (was, new) in enumerate(zip(trace.block(number), now, strict=False)) if was != new]
            yield from _named(grid, [matching.pairs[old] for old in rows], columns)


def _differs(trace: Trace, grid: Grid, old: int, new: int) -> bool:
    return grid.rows[new][:ROW_BYTES] != trace.row(old) or (not grid.nameless and grid.ids[new] != trace.ids[old])


def _named(grid: Grid, rows: list[int], columns: list[int]) -> Iterator[Change]:
    certain = bool(columns) and (len(rows) == 1 or len(columns) == 1)
    for row in rows:
        number, record = grid.numbers[row], grid.ids[row]
        if not certain:
            captions = tuple(grid.captions[column] for column in columns)
            yield Change("row", grid.sheet, row=number, columns=captions, record=record)
        for column in columns if certain else ():
            address = f"{grid.letters[column]}{number}" if grid.letters[column] else ""
            if address:
                yield Change("cell", grid.sheet, address, number, (grid.captions[column],), record)
