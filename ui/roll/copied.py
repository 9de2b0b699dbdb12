"""What was copied in the entry grid: masked for everybody else, whole where it is laid down in the grid again."""

import csv
import io
from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from export.jobs.paste import clipboard

Cells = Sequence[Sequence[str]]


class Copied:
    """The clipboard as the grid sees it."""

    def __init__(self) -> None:
        self._shown = ""
        self._whole: Cells = ()

    def put(self, shown: Cells, whole: Cells) -> None:
        """Copy cells: as they are shown to other programs, as they are to this grid."""
        text = io.StringIO(newline="")
        csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(shown)
        self._shown, self._whole = text.getvalue(), whole
        QGuiApplication.clipboard().setText(self._shown)

    def cells(self) -> Cells:
        """What would be pasted now."""
        words = QGuiApplication.clipboard().text()
        if self._shown and words.replace("\r\n", "\n") == self._shown:
            return self._whole
        return clipboard(words) if words.strip() else ()


def tiled(cells: Cells, lines: int, columns: int) -> Cells:
    """Cells repeated over a selection that is a multiple of them, as in WPS; a single one fills all of it."""
    wide = {len(line) for line in cells}
    if len(wide) != 1 or not max(wide):
        return cells
    down = lines // len(cells) if lines % len(cells) == 0 else 1
    across = columns // max(wide) if columns % max(wide) == 0 else 1
    return [[*line] * (across or 1) for line in [*cells] * (down or 1)]
