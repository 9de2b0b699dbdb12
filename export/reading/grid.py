"""A sheet while it is being put together cell by cell, within limits."""

from export.reading.limits import Limits
from export.reading.raw import Area, Raw, Sheet, address
from forms.problems import Refusal


class Grid:
    """Takes filled cells in any order; blank ones cost nothing, wherever they stand."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.sheet = Sheet(name, [])
        self._limits = limits
        self._room = 0

    def put(self, row: int, col: int, value: Raw) -> None:
        """Fill one cell."""
        if value is None or value == "":
            return
        if row >= self._limits.rows or col >= self._limits.columns:
            raise too_far(self.sheet.name, row, col, self._limits)
        self._reach(row, col)
        self.sheet.rows[row][col] = value

    def merge(self, row: int, col: int, height: int, width: int) -> None:
        """Note a merged range; its value stands in its first cell."""
        if height > 1 or width > 1:
            self.sheet.merges.append(Area(row, col, row + height - 1, col + width - 1))

    def squared(self) -> Sheet:
        """The sheet with all rows equally long, up to the last filled row."""
        width = max(map(len, self.sheet.rows), default=0)
        refuse_many_cells(self.sheet.name, len(self.sheet.rows), width, self._limits)
        for row in self.sheet.rows:
            row.extend([None] * (width - len(row)))
        return self.sheet

    def _reach(self, row: int, col: int) -> None:
        rows = self.sheet.rows
        while len(rows) <= row:
            rows.append([])
        missing = col + 1 - len(rows[row])
        if missing > 0:
            rows[row].extend([None] * missing)
            self._room += missing
            refuse_many_cells(self.sheet.name, 1, self._room, self._limits)


def too_far(sheet: str, row: int, col: int, limits: Limits) -> Refusal:
    """The refusal that names a cell beyond the limits."""
    return Refusal("cell_too_far", sheet=sheet, address=address(row, col), rows=limits.rows, columns=limits.columns)


def refuse_many_cells(sheet: str, height: int, width: int, limits: Limits) -> None:
    """Refuse a sheet of more cells than there is room for."""
    if height * width > limits.cells:
        raise Refusal("too_many_cells", sheet=sheet, cells=height * width, most=limits.cells)
