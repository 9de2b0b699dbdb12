"""The table of problems as a model: it says what is meant, the delegate turns it into colour and shape."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.problems.rows import Row, Wanted

Index = QModelIndex | QPersistentModelIndex
LEVEL, FORM, WHO, WHAT, REASON, GO = range(6)
ROW = Qt.ItemDataRole.UserRole
"""The Row itself."""


class ProblemModel(QAbstractTableModel):
    """Rows that the filters let through."""

    def __init__(
        self, explain: Callable[[Row, str], None], parent: QObject | None = None, *, compact: bool = False
    ) -> None:
        super().__init__(parent)
        self.compact = compact
        """One line for a problem: the field instead of the form, which the filter names."""
        self._explain = explain
        self._all: list[Row] = []
        self.rows: list[Row] = []
        self._wanted = Wanted()
        self.is_locked = False
        """Approved: nothing can be written any more."""

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def show_rows(self, rows: Sequence[Row], *, locked: bool) -> bool:
        """Show other rows; where only reasons differ, nothing jumps. Whether it is another list now."""
        is_same = [row.key for row in rows] == [row.key for row in self._all] and locked == self.is_locked
        self._all, self.is_locked = list(rows), locked
        kept = {row.key: row for row in rows}
        if is_same and all(row.key in kept for row in self.rows):
            self.rows = [kept[row.key] for row in self.rows]
            if self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, GO))
            return False
        self.want(self._wanted)
        return True

    def want(self, wanted: Wanted, *, again: bool = True) -> None:
        """Show those rows only. A reminder that was just explained stays until the filter is chosen again."""
        if not again and wanted == self._wanted:
            return
        self.beginResetModel()
        self._wanted = wanted
        self.rows = [row for row in self._all if wanted.takes(row)]
        self.endResetModel()

    @property
    def all_rows(self) -> list[Row]:
        """Every row, whatever the filter."""
        return self._all

    def line_of(self, key: str) -> int:
        """Where a problem stands; -1 where it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), -1)

    # ── Qt's questions ──────────────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else GO + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802, ANN401
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        captions = (
            "" if self.compact else self.tr("Level"), self.tr("Field") if self.compact else self.tr("Form"),
            self.tr("Record"), self.tr("Problem and what to do"),
            self.tr("Reason") if self.compact else self.tr("Reason of a reminder"), "",
        )  # fmt: skip
        return captions[section]

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: ANN401
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, index.column(), role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.item.sentence}\n{row.item.problem.code}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.level(row)} {row.form} {row.item.sentence} {row.reason}".strip()
        return None

    def setData(self, index: Index, value: object, role: int = 0) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.EditRole or index.column() != REASON:
            return False
        row, text = self.rows[index.row()], str(value or "").strip()
        if text != row.reason:
            self._explain(row, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == REASON and self.rows[index.row()].takes_reason and not self.is_locked:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def level(self, row: Row) -> str:
        """The word of a state."""
        return dict(zip(("error", "reminder", "done"), self.levels(), strict=True))[row.state]

    def levels(self) -> tuple[str, str, str]:
        """The words of all states."""
        return self.tr("Error"), self.tr("Reminder"), self.tr("Explained")

    def deeds(self) -> tuple[str, str]:
        """What the link at the end of a row may say."""
        return self.tr("Put right"), self.tr("Look")

    def _text(self, row: Row, column: int, role: int) -> str:
        if column == REASON:
            return row.reason if role == Qt.ItemDataRole.EditRole or row.takes_reason else self.tr("Must be put right")
        go = self.deeds()[self.is_locked]
        words = {LEVEL: self.level, FORM: lambda row: row.form, WHO: lambda row: row.who, WHAT: lambda row: row.what}
        return words[column](row) if column in words else go
