"""Where the keys with Ctrl lead in the entry grid, and Enter and Tab among selected cells: as in WPS."""

from collections.abc import Callable

from PySide6.QtCore import Qt

Cell = tuple[int, int]
"""Row and column."""
STEPS: dict[int, Cell] = {
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
}  # fmt: skip
KEYS = (*STEPS, Qt.Key.Key_Home, Qt.Key.Key_End)


def jump(key: int, at: Cell, size: Cell, filled: Callable[[int, int], bool]) -> Cell:
    """The cell to which Ctrl and a key lead: Home to the first one, End to the last row and column in which anything
    stands, an arrow to the end of a run of filled cells, over blank ones to the next run, or to the edge.
    """
    if key == Qt.Key.Key_Home:
        return 0, 0
    if key == Qt.Key.Key_End:
        cells = [(row, column) for row in range(size[0]) for column in range(size[1]) if filled(row, column)]
        return max((row for row, _ in cells), default=0), max((column for _, column in cells), default=0)
    return _run(at, STEPS[key], size, filled)


def _run(at: Cell, step: Cell, size: Cell, filled: Callable[[int, int], bool]) -> Cell:
    after = _next(at, step)
    within = filled(*at) and _is_in(after, size) and filled(*after)
    while _is_in(after, size):
        if within and not filled(*after):
            return at
        at, after = after, _next(after, step)
        if not within and filled(*at):
            return at
    return at


def _next(at: Cell, step: Cell) -> Cell:
    return at[0] + step[0], at[1] + step[1]


def _is_in(at: Cell, size: Cell) -> bool:
    return 0 <= at[0] < size[0] and 0 <= at[1] < size[1]


def ring(at: Cell, area: tuple[int, int, int, int], step: int, *, is_across: bool) -> Cell:
    """The next of the selected cells or the one before, round again: down column by column, or across row by row."""
    top, bottom, left, right = area
    high, wide = bottom - top + 1, right - left + 1
    row, column = at[0] - top, at[1] - left
    if is_across:
        row, column = divmod((row * wide + column + step) % (high * wide), wide)
    else:
        column, row = divmod((column * high + row + step) % (high * wide), high)
    return top + row, left + column
