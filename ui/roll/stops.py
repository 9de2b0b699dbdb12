"""Where a table that scrolls sideways may stand still: a column always begins at its left edge, so that none is read
without its first letters.

Qt lets the last column end at the right edge instead, and cuts whatever then falls on the left.
"""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

REST = 120
"""ms after which a wheel or a finger is taken to rest."""


class Stops(QObject):
    """The stops of one view, in px of its sideways bar."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view, self._bar = view, view.horizontalScrollBar()
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._settle)
        self._bar.valueChanged.connect(self._moved)
        self._bar.sliderReleased.connect(self._settle)

    def at(self) -> list[int]:
        """Where the shown columns begin, from left to right."""
        header = self._view.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [header.sectionPosition(section) for section in order if not header.isSectionHidden(section)]

    def widen(self, value: int) -> None:
        """Let the bar reach the stop beyond Qt's end, and stand at `value` again where Qt has pushed it back."""
        stops, most = self.at(), self._bar.maximum()
        if most > 0 and stops:
            self._bar.setMaximum(stops[min(bisect_left(stops, most), len(stops) - 1)])
            self._bar.setValue(min(value, self._bar.maximum()))

    def show(self, section: int) -> None:
        """After Qt has brought a column into sight: to the next stop, but never beyond that column."""
        stops, value = self.at(), self._bar.value()
        if value > 0 and stops:
            onward = stops[min(bisect_left(stops, value), len(stops) - 1)]
            self._bar.setValue(min(onward, self._view.horizontalHeader().sectionPosition(section)))

    def _moved(self) -> None:
        self._rest.start()

    def _settle(self) -> None:
        """To the nearest stop, once nobody moves the bar."""
        stops, value = self.at(), self._bar.value()
        if not stops or self._bar.isSliderDown():
            return
        before = stops[max(bisect_right(stops, value) - 1, 0)]
        after = stops[min(bisect_left(stops, value), len(stops) - 1)]
        self._bar.setValue(before if value - before < after - value else after)
