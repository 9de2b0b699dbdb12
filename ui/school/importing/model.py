"""The rows of one form's part of a file: their fate, where they stand, what they say, old → new."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from export.jobs.preview import Sheet, cell_text, is_change, label, place
from export.plan import Step
from forms.table import Table
from ui.translation import said

Index = QModelIndex | QPersistentModelIndex
FATE, PLACE, LABEL = range(3)
HEAD = 3
CELL = Qt.ItemDataRole.UserRole
FATES = ("new", "changed", "same", "problem")


class Cell(NamedTuple):
    """What the delegate draws."""

    fate: str
    text: str
    before: str = ""
    """What the ledger says now, where it differs."""
    wrong: str = ""
    """error or reminder, where something is wrong with the cell."""
    is_changed: bool = False


class PreviewModel(QAbstractTableModel):
    """Steps that the filter lets through; columns are the fields that the file gives."""

    def __init__(self, tables: Mapping[str, Table], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables = tables
        self._sheet: Sheet | None = None
        self._fields: list[str] = []
        self._fate, self._is_many = "", False
        self.steps: list[Step] = []

    def show_sheet(self, sheet: Sheet | None, fate: str = "") -> None:
        """Show a form's rows of one fate, "" for all."""
        self.beginResetModel()
        self._sheet, self._fate = sheet, fate
        steps = sheet.plan.steps if sheet else []
        self.steps = [step for step in steps if not fate or step.fate == fate]
        names = set(sheet.form.label) if sheet else set[str]()
        self._is_many = len(set(sheet.plan.incoming.sheets)) > 1 if sheet else False
        self._fields = [name for name in sheet.fields if name not in names] if sheet else []
        self.endResetModel()

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self._sheet

    def line_of(self, row: int) -> int:
        """Where a row of the file stands; -1 where the filter hides it."""
        return next((at for at, step in enumerate(self.steps) if step.row == row), -1)

    def column_of(self, field: str) -> int:
        """Where a field stands; the record's name for one that has no column."""
        return self._fields.index(field) + HEAD if field in self._fields else LABEL

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's signature
        return 0 if parent.isValid() else len(self.steps)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() or self._sheet is None else HEAD + len(self._fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: ANN401, N802
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or self._sheet is None:
            return None
        if section < HEAD:
            return (self.tr("What happens"), self.tr("In the file"), self.tr("Record"))[section]
        return said(self._sheet.form.fields[self._fields[section - HEAD]])

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: ANN401
        if self._sheet is None:
            return None
        step = self.steps[index.row()]
        if role == CELL:
            return self._cell(step, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self._cell(step, index.column())
            return f"{cell.before} → {cell.text}" if cell.is_changed else cell.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            found = self._sheet.wrong.get((step.row, self._name(index.column())))
            return found.message if found else self.data(index, Qt.ItemDataRole.DisplayRole)
        return None

    def fate_words(self, fate: str) -> str:
        """The word of a fate."""
        words = {
            "new": self.tr("New"), "changed": self.tr("Changed"), "same": self.tr("Same"),
            "problem": self.tr("Not taken"),
        }  # fmt: skip
        return words[fate]

    def _place(self, sheet: Sheet, row: int) -> str:
        """一班 第 5 行; the sheet is named where there are several."""
        name, line = place(sheet, row)
        words = self.tr("Row {row}").format(row=line)
        return f"{name} {words}" if self._is_many else words

    def _name(self, column: int) -> str:
        if column >= HEAD:
            return self._fields[column - HEAD]
        return self._sheet.form.label[0] if column == LABEL and self._sheet else ""

    def _cell(self, step: Step, column: int) -> Cell:
        sheet = self._sheet
        assert sheet is not None
        if column == FATE:
            return Cell(step.fate, self.fate_words(step.fate))
        if column == PLACE:
            return Cell(step.fate, self._place(sheet, step.row))
        name = self._name(column)
        wrong = sheet.wrong.get((step.row, name))
        level = wrong.problem.level if wrong else ""
        if column == LABEL:
            return Cell(step.fate, label(sheet, self._tables, step.row), wrong=level)
        before, after = cell_text(sheet, self._tables, step, name)
        return Cell(step.fate, after, before, level, is_change(step, name))
