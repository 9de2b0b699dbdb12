"""What the seal sees of a sheet: canonical columns under lasting keys, the rows' ids, and where all that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import compress

from export.seal.canon import ROW_END, SEPARATOR, as_bytes, column_texts, grid_texts
from export.seal.strip import Strip


@dataclass(frozen=True)
class Grid:
    """One sheet's content. Blank rows are left out; `numbers` and `letters` say where the rest stands."""

    sheet: str
    keys: tuple[str, ...]
    """Lasting names of the columns, without the one that holds the ids."""
    captions: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    lines: Sequence[str]
    """The rows of `columns`, each as one text."""
    ids: Sequence[str]
    numbers: Sequence[int]
    """Row numbers in the sheet, counted from 1."""
    letters: tuple[str, ...]
    """Column letters in the sheet; "" for a column that is no longer there."""
    added: tuple[str, ...] = ()
    """Captions of columns that the seal does not know."""
    nameless: bool = False
    """The column with the ids is no longer there."""

    @classmethod
    def of(
        cls, sheet: str, keys: Sequence[str], captions: Sequence[str], columns: Sequence[Strip],
        ids: Strip, first: int, letters: Sequence[str], *, added: Sequence[str] = (), nameless: bool = False,
    ) -> "Grid":  # fmt: skip
        """A grid of columns whose first cells stand in row `first`."""
        texts, lines = grid_texts(columns)
        names, numbers = column_texts(ids), range(first, first + len(ids))
        filled = [bool(name or line.strip(SEPARATOR)) for name, line in zip(names, lines, strict=True)]
        if not all(filled):
            texts = [list(compress(column, filled)) for column in texts]
            lines, names = list(compress(lines, filled)), list(compress(names, filled))
            numbers = list(compress(numbers, filled))
        return cls(
            sheet, tuple(keys), tuple(captions), tuple(texts), lines, names, numbers, tuple(letters), tuple(added),
            nameless,
        )  # fmt: skip

    @cached_property
    def rows(self) -> list[bytes]:
        """The digest (32 bytes) of every row's content, without its id."""
        return [blake2b(as_bytes(line), digest_size=32).digest() for line in self.lines]

    @cached_property
    def digest(self) -> bytes:
        """Captions, ids and rows in 32 bytes, whatever the order of the rows is."""
        rows = sorted(map(SEPARATOR.join, zip(self.ids, self.lines, strict=True)))
        heads = (self.sheet, *self.keys, *self.captions, ROW_END.join(rows))
        return joint_digest(list(map(as_bytes, heads)))


def joint_digest(parts: Sequence[bytes]) -> bytes:
    """32 bytes for a list of parts; each goes in with its length, so that no two lists are alike."""
    whole = blake2b(digest_size=32)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()
