"""The panel below: what is wrong in which cell, columns that nobody knows, rows that are no records."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTableWidget, QTableWidgetItem, QWidget

from export.jobs.preview import Sheet
from forms.problems import Catalogue, Language
from ui.parts import Segments, column, plain, row
from ui.theme import Theme
from ui.translation import counted, said

ROW_ROLE = Qt.ItemDataRole.UserRole


class Remark(NamedTuple):
    """One line: where, what stands there, what is to be said of it."""

    place: str
    found: str
    words: str
    level: str = ""
    row: int = -1
    field: str = ""


def problem_lines(sheet: Sheet) -> list[Remark]:
    """Everything wrong, with the cell that a person looks up."""
    fields = sheet.form.fields
    lines: list[Remark] = []
    for one in sheet.problems:
        problem, name = one.problem, one.problem.field or ""
        caption = said(fields[name]) if name in fields else ""
        lines.append(Remark(f"{one.sheet} {one.cell}", caption, one.message, problem.level, problem.row, name))
    return lines


class AsidePanel(QFrame):
    """Three lists, one shown."""

    chosen = Signal(int, str)
    """Row of the file and field."""

    def __init__(self, theme: Theme, catalogue: Catalogue, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._catalogue = theme, catalogue
        self._language: Language = language
        self.tabs = Segments(theme, self.tr("Remarks"))
        for key in ("problems", "unknown", "skipped"):
            self.tabs.add(key, self._words(key, 0))
        self.list = QTableWidget(0, 3)
        self._dress()
        self._lines: dict[str, list[Remark]] = {"problems": [], "unknown": [], "skipped": []}
        strip = QFrame()
        strip.setProperty("part", "strip")
        row(self.tabs, None, margins=(16, 0, 16, 0), parent=strip).setAlignment(
            self.tabs, Qt.AlignmentFlag.AlignVCenter
        )
        column(strip, self.list, gap=0, parent=self)
        self.tabs.chosen.connect(self._show)
        self.list.itemSelectionChanged.connect(self._choose)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show what is to be said of a form's part of the file."""
        if sheet is not None:
            incoming = sheet.plan.incoming
            unknown = [
                Remark(f"{name} {cell}", caption, self.tr("No field of this form; the column is left alone."))
                for name, cell, caption in incoming.unknown
            ]
            skipped = [
                Remark(self.tr("{sheet} row {row}").format(sheet=one.sheet, row=one.row), "",
                       self._catalogue.text(f"import.{one.why}", {}, self._language))
                for one in incoming.skipped
            ]  # fmt: skip
            self._lines = {"problems": problem_lines(sheet), "unknown": unknown, "skipped": skipped}
        for key, lines in self._lines.items():
            self.tabs.say(key, self._words(key, len(lines)))
        first = next((key for key, lines in self._lines.items() if lines), "problems")
        self.tabs.choose(first)
        self._show(first)

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to be said."""
        return any(self._lines.values())

    def _show(self, key: str) -> None:
        lines = self._lines[key]
        self.list.clearSelection()
        self.list.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for column_, words in enumerate((line.place, line.found, line.words)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                item.setData(ROW_ROLE, (line.row, line.field))
                if column_ == 0 and line.level:
                    item.setIcon(self._theme.icon(f"glyph_{line.level}", _token(line.level), 15))
                self.list.setItem(at, column_, item)

    def _choose(self) -> None:
        items: Sequence[QTableWidgetItem] = self.list.selectedItems()
        if items:
            row_, field = items[0].data(ROW_ROLE)
            if row_ >= 0:
                self.chosen.emit(row_, field)

    def _words(self, key: str, count: int) -> str:
        words = {
            "problems": self.tr("Problems {count}"), "unknown": self.tr("Columns left alone {count}"),
            "skipped": self.tr("Rows passed over {count}"),
        }  # fmt: skip
        return counted(words[key], count=count)

    def _dress(self) -> None:
        theme, view = self._theme, self.list
        view.setProperty("part", "remarks")
        plain(view, self.tr("Remarks"), 2)
        view.setIconSize(theme.icon_size(15))
        view.setHorizontalHeaderLabels([self.tr("Cell"), self.tr("Column"), self.tr("Problem and what to do")])
        view.verticalHeader().setDefaultSectionSize(theme.px(27))
        view.setColumnWidth(0, theme.px(150))
        view.setColumnWidth(1, theme.px(160))


def _token(level: str) -> str:
    return "seal_fill" if level == "error" else "amber_fill"
