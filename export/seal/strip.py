"""A column of raw cells with what is known of it, found once for everybody who looks at it."""

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import cast

from forms.kinds import Raw


class Strip:
    """A column of cells, the distinct ones among them, and their types. A pass over all cells is what costs time."""

    __slots__ = ("cells", "distinct", "has_blanks", "joined", "types")

    def __init__(self, cells: Sequence[Raw]) -> None:
        self.cells = cells
        self.distinct = set(cells)
        """Without blanks."""
        self.has_blanks = None in self.distinct
        self.distinct.discard(None)
        self.joined: str = ""
        """All distinct texts in one, where there is nothing but texts."""
        try:
            self.joined = "".join(cast("set[str]", self.distinct))
        except TypeError:  # True is 1 to a set, and so is 1.0, so every cell has to be asked
            self.types: set[type] = set(map(type, cells)) - {type(None)}
        else:
            self.types = {str} if self.distinct else set()

    def __len__(self) -> int:
        """Number of cells, blank ones included."""
        return len(self.cells)

    def only(self, wanted: Iterable[object]) -> "Strip":
        """The cells in whose place something true is wanted."""
        return Strip(tuple(compress(self.cells, wanted)))
