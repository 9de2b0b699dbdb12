"""A column of raw cells with what is known of it, found once for everybody who looks at it."""

from collections.abc import Iterable, Sequence
from itertools import compress

from forms.kinds import Raw


class Strip:
    """A column of cells, the distinct ones among them, and their types. A pass over all cells is what costs time."""

    __slots__ = ("cells", "distinct", "has_blanks", "types")

    def __init__(self, cells: Sequence[Raw]) -> None:
        self.cells = cells
        self.distinct = set(cells)
        """Without blanks."""
        self.has_blanks = None in self.distinct
        self.distinct.discard(None)
        self.types: set[type] = set(map(type, self.distinct))
        if 0 in self.distinct or 1 in self.distinct:  # True is 1 to a set, and 1.0 is 1
            self.types = set(map(type, cells)) - {type(None)}

    def __len__(self) -> int:
        """Number of cells, blank ones included."""
        return len(self.cells)

    def only(self, wanted: Iterable[object]) -> "Strip":
        """The cells in whose place something true is wanted."""
        return Strip(tuple(compress(self.cells, wanted)))
