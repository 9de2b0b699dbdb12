"""Short digests by which a later change can be named: one per row, one per column within every 32 rows.

They prove nothing – that is the root's task – but they say which cell it was, at the price of 60 kB for 1,000 pupils.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import cast

from export.seal.canon import SEPARATOR, as_bytes
from export.seal.grid import Grid

BLOCK = 32
"""Rows per block. Where only one row or one column of a block changed, the cell is certain."""
ROW_BYTES, BLOCK_BYTES = 8, 4


@dataclass(frozen=True)
class Trace:
    """What the seal remembers of a grid."""

    sheet: str
    id_key: str
    keys: tuple[str, ...]
    captions: tuple[str, ...]
    first: int
    """Row number of the first record in the sheet, counted from 1."""
    ids: tuple[str, ...]
    rows: bytes
    """The digests of all rows, joined."""
    blocks: tuple[bytes, ...]
    """For every block of rows the digests of all columns, joined."""

    @classmethod
    def of(cls, grid: Grid, id_key: str) -> "Trace":
        """The trace of a grid as it is sealed."""
        ranges = (range(i, min(i + BLOCK, len(grid.rows))) for i in range(0, len(grid.rows), BLOCK))
        blocks = tuple(b"".join(block_digests(grid.columns, rows)) for rows in ranges)
        first = grid.numbers[0] if grid.numbers else 0
        rows = b"".join(row[:ROW_BYTES] for row in grid.rows)
        return cls(grid.sheet, id_key, grid.keys, grid.captions, first, tuple(grid.ids), rows, blocks)

    def row(self, index: int) -> bytes:
        """The digest of one row."""
        return self.rows[index * ROW_BYTES : (index + 1) * ROW_BYTES]

    def block(self, index: int) -> list[bytes]:
        """One digest per column over the rows of a block."""
        joined = self.blocks[index]
        return [joined[i : i + BLOCK_BYTES] for i in range(0, len(joined), BLOCK_BYTES)]

    def as_dict(self) -> dict[str, object]:
        """JSON-able data."""
        return {
            "sheet": self.sheet, "id": self.id_key, "keys": list(self.keys), "captions": list(self.captions),
            "first": self.first, "ids": list(self.ids), "rows": _packed(self.rows),
            "blocks": list(map(_packed, self.blocks)),
        }  # fmt: skip

    @classmethod
    def read(cls, data: Mapping[str, object]) -> "Trace":
        """A trace from its data; raises KeyError, TypeError or ValueError where they are broken."""
        texts = {name: tuple(map(str, cast("Sequence[object]", data[name]))) for name in ("keys", "captions", "ids")}
        rows = b64decode(str(data["rows"]), validate=True)
        blocks = tuple(b64decode(str(block), validate=True) for block in cast("Sequence[object]", data["blocks"]))
        first = int(cast("int", data["first"]))
        if len(rows) != len(texts["ids"]) * ROW_BYTES or len(texts["keys"]) != len(texts["captions"]):
            raise ValueError("a seal whose lists do not fit together")
        return cls(
            str(data["sheet"]), str(data["id"]), texts["keys"], texts["captions"], first, texts["ids"], rows, blocks
        )


def block_digests(columns: Sequence[Sequence[str]], rows: Sequence[int]) -> tuple[bytes, ...]:
    """The short digests of every column over some rows."""
    if isinstance(rows, range) and rows.step == 1:
        parts: Iterator[Sequence[str]] = (column[rows.start : rows.stop] for column in columns)
    else:
        parts = ([column[row] for row in rows] for column in columns)
    return tuple(blake2b(as_bytes(SEPARATOR.join(part)), digest_size=BLOCK_BYTES).digest() for part in parts)


def _packed(digests: bytes) -> str:
    return b64encode(digests).decode("ascii")
