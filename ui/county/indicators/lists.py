"""What may lie over the table: the cells from which a figure came, and the schools that are in none. Esc goes back."""

from collections.abc import Sequence

from PySide6.QtCore import QKeyCombination, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from export.jobs.county.explain import Explanation, Part, Source
from ui.county.indicators.figures import LeftOut, amount_words, caption_of
from ui.county.overlay import Overlay
from ui.parts import Button
from ui.parts.sheet import Cell, Column, Line
from ui.theme import Theme
from ui.translation import counted


class SourceList(Overlay):
    """Every record that a figure counted: file, sheet and cell. Enter or Ctrl+C copies the place."""

    copied = Signal(str)
    """The place that is now in the clipboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", (), parent=parent)
        self.list.setAccessibleName(self.tr("Source cells"))
        self.copy = Button(theme, self.tr("Copy place"), icon="copy", keys="Enter", small=True)
        self.copy.clicked.connect(lambda: self._copy(self.list.key))
        self.head.addWidget(self.copy)
        self.opened.connect(self._copy)
        self._places: dict[str, str] = {}

    def show_explanation(self, school: str, explained: Explanation) -> None:
        """Show where a figure came from."""
        lines = [line for at, part in enumerate(explained.parts) for line in self._lines(at, part)]
        self._places = {
            f"{at}.{row}": f"{one.file} › {one.sheet} › {one.cell}"
            for at, part in enumerate(explained.parts)
            for row, one in enumerate(part.sources)
        }
        words = self.tr("{school}, {item}: {sum}. Counted from {count} rows.")
        self.words.show_words(
            counted(words, school=school, item=caption_of(explained.indicator), sum=explained.arithmetic,
                         count=len(self._places))
        )  # fmt: skip
        self.list.show_lines(lines, self._columns(), self.tr("No row counts: the numerator is 0."))

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Record"), 0), Column(self.tr("File"), 240), Column(self.tr("Sheet"), 120),
            Column(self.tr("Cell"), 72), Column(self.tr("Row"), 60, right=True),
        ]  # fmt: skip

    def _lines(self, at: int, part: Part) -> list[Line]:
        words = self.tr("{name}: {amount}").format(name=part.zh, amount=amount_words(part.amount, part.share))
        head = Line(f"head:{at}", (Cell(words, "ink2", bold=True),), heading=True)
        return [head, *(self._line(f"{at}.{row}", one) for row, one in enumerate(part.sources))]

    def _line(self, key: str, one: Source) -> Line:
        row = "".join(filter(str.isdigit, one.cell))
        cells = (
            Cell(one.label or "—", tip=one.label), Cell(one.file, "ink2", tip=one.file), Cell(one.sheet, "ink2"),
            Cell(one.cell, bold=True), Cell(row, "ink2"),
        )  # fmt: skip
        return Line(key, cells)

    def _copy(self, key: str) -> None:
        if key in self._places:
            QGuiApplication.clipboard().setText(self._places[key])
            self.copied.emit(self._places[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        copy = QKeySequence(QKeySequence.StandardKey.Copy)
        if QKeySequence(QKeyCombination(event.keyCombination())) == copy:
            self._copy(self.list.key)
        else:
            super().keyPressEvent(event)


class LeftOutList(Overlay):
    """Schools that are in none of the figures or not in all, and why; Enter goes to the school on the board."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", (), parent=parent)
        self.list.setAccessibleName(self.tr("Schools that are not in the figures"))

    def show_schools(self, schools: Sequence[LeftOut]) -> None:
        """Show others."""
        groups = [
            (self.tr("Lacking: until they are there, the figures are provisional"), "reminder", True),
            (self.tr("Rightly not evaluated"), "", False),
        ]
        lines = [line for words, glyph, missing in groups
                 for line in self._group(words, glyph, [one for one in schools if one.missing is missing])]  # fmt: skip
        columns = [Column(self.tr("Schools"), 200), Column(self.tr("Items"), 180), Column(self.tr("Why"), 0)]
        missing = sum(one.missing for one in schools)
        told = self.tr("{missing} lacking, {rest} rightly not evaluated")
        self.words.show_words(counted(told, missing=missing, rest=len(schools) - missing))
        self.list.show_lines(lines, columns, self.tr("Every school is in the figures."))

    def _group(self, words: str, glyph: str, schools: Sequence[LeftOut]) -> list[Line]:
        if not schools:
            return []
        head = Line(f"head:{words}", (Cell(f"{words}　{len(schools)}", "ink2", bold=True),), heading=True)
        return [head, *(self._line(at, one, glyph) for at, one in enumerate(schools))]

    def _line(self, at: int, one: LeftOut, glyph: str) -> Line:
        items = "、".join(one.items) or self.tr("all seven")
        name = Cell(one.name, glyph=glyph, tip=f"{one.name} {one.school}")
        cells = (name, Cell(items, "ink2", tip=items), Cell(one.reason, tip=one.reason))
        return Line(f"{one.school}/{at}", cells)
