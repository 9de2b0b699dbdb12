"""The table of a form for Qt: pure meaning (text, severity, hits), which delegates turn into colour and shape."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from forms.kinds.numbers import Decimal
from forms.search import Hit
from forms.search import Marks as Positions
from forms.table import Table
from ui.roll.columns import Column, is_quiet, text_of
from ui.roll.marks import Marks

Index = QModelIndex | QPersistentModelIndex
Save = Callable[[str, str, str], None]
"""Record, field, text."""
GLYPH, LABEL = 0, 1
"""Columns of the frozen part: the worst problem, and what people call the record."""
HEAD = 2
KEPT = 1000
"""Lines whose faces are remembered."""
PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
EDITABLE = PLAIN | Qt.ItemFlag.ItemIsEditable
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What a cell means, beside its text."""

    LEVEL = Qt.ItemDataRole.UserRole + 1
    MESSAGES = Qt.ItemDataRole.UserRole + 2
    HIT = Qt.ItemDataRole.UserRole + 3
    QUIET = Qt.ItemDataRole.UserRole + 4
    NUMERIC = Qt.ItemDataRole.UserRole + 5
    RECORD = Qt.ItemDataRole.UserRole + 6
    TIDIED = Qt.ItemDataRole.UserRole + 7
    FACE = Qt.ItemDataRole.UserRole + 8


@dataclass(frozen=True, slots=True)
class Face:
    """All that a delegate draws of a cell, asked for at once, because a painted screen asks a thousand times."""

    text: str
    level: str = ""
    quiet: bool = False
    numeric: bool = False
    hit: Positions | None = None
    tidied: bool = False


class RollModel(QAbstractTableModel):
    """Rows of a table in a chosen order, columns as they are shown."""

    def __init__(self, table: Table, tables: Mapping[str, Table], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table, self._tables = table, tables
        self._columns: list[Column] = []
        self._rows: list[int] = list(range(len(table)))
        self._marks = Marks()
        self._hits: Mapping[int, Hit] = {}
        self._faces: dict[int, list[Face]] = {}
        self.save: Save | None = None

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def columns(self) -> Sequence[Column]:
        """The shown columns; the first one names the record."""
        return self._columns

    @property
    def rows(self) -> Sequence[int]:
        """Rows of the table, in the order in which they are shown."""
        return self._rows

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self._faces.clear()
        self._columns = list(columns)
        self.endResetModel()

    def show(self, table: Table, rows: Sequence[int], marks: Marks, hits: Mapping[int, Hit] | None = None) -> None:
        """Show other rows; where they are the same ones, only what they say has changed.

        Marks that are the same object as before say that no record has changed since.
        """
        if marks is not self._marks or table is not self._table or len(self._faces) > KEPT:
            self._faces.clear()
        same = table is self._table and list(rows) == self._rows
        if same:
            self._marks, self._hits = marks, hits or {}
            self._refresh()
            return
        self.beginResetModel()
        self._table, self._rows, self._marks, self._hits = table, list(rows), marks, hits or {}
        self.endResetModel()

    def _refresh(self) -> None:
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns)))

    def record(self, line: int) -> str:
        """Lasting id of a shown line."""
        return self._table.ids[self._rows[line]]

    def line_of(self, record: str) -> int:
        """The line that shows a record, −1 where none does."""
        row = self._table.row_of(record)
        return self._rows.index(row) if row is not None and row in self._rows else -1

    def labels(self) -> set[str]:
        """What people call the shown records."""
        column, table, tables = self._columns[0], self._table, self._tables
        return {text_of(column, table, row, tables) for row in self._rows}

    def faces(self, line: int) -> Sequence[Face]:
        """All that is drawn of a line, from the glyph on."""
        row = self._rows[line]
        faces = self._faces.get(row)
        if faces is None:
            faces = self._faces[row] = [Face("", self._marks.level(self._table.ids[row])), *self._drawn(row)]
        if not (hit := self._hits.get(row)):
            return faces
        sections = ((self.section_of(field), marks) for field, marks in hit.marks.items())
        marked = {at: marks for at, marks in sections if at > 0 and self._is_plain(self._columns[at - 1])}
        return [replace(face, hit=marked[at]) if at in marked else face for at, face in enumerate(faces)]

    def _drawn(self, row: int) -> Iterator[Face]:
        table, record, of = self._table, self._table.ids[row], self._marks.cell
        for column in self._columns:
            text, level = text_of(column, table, row, self._tables), of(record, column.fields)
            if isinstance(column.kind, Decimal) and table.columns[column.field][row] is not None:
                text = column.kind.grouped(table.columns[column.field][row])
            yield Face(text, level, is_quiet(column, table, row), column.numeric)

    def column(self, section: int) -> Column | None:
        """The column at a place; None for the glyph."""
        return self._columns[section - 1] if 1 <= section <= len(self._columns) else None

    def section_of(self, field: str) -> int:
        """The place of the column that shows a field, −1 where none does."""
        return next((at for at, column in enumerate(self._columns, start=1) if field in column.fields), -1)

    # ── Qt ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Shown records."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """The glyph and the shown columns."""
        return 0 if parent.isValid() else len(self._columns) + 1

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Captions."""
        column = self.column(section) if orientation == Qt.Orientation.Horizontal else None
        if column is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.caption
        return int(_side(column)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of one field may be edited in place; 年级班级 is edited in the card."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = self.column(index.column())
        if column is not None and len(column.fields) == 1 and self.save is not None:
            return EDITABLE
        return PLAIN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text and meaning of a cell."""
        if not index.isValid():
            return None
        if role == Role.FACE:
            return self.faces(index.row())[index.column()]
        row = self._rows[index.row()]
        column = self.column(index.column())
        if column is None:
            return self._glyph(row, role)
        return self._cell(column, row, role)

    def _glyph(self, row: int, role: int) -> object:
        record = self._table.ids[row]
        if role == Role.LEVEL:
            return self._marks.level(record)
        if role == Role.RECORD:
            return record
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(one.message for found in self._marks.record(record).values() for one in found)
        return None

    def _cell(self, column: Column, row: int, role: int) -> object:
        record = self._table.ids[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text_of(column, self._table, row, self._tables)
            case Qt.ItemDataRole.EditRole:
                return self._table.text(row, column.field)
            case Role.LEVEL:
                return self._marks.cell(record, column.fields)
            case Role.MESSAGES:
                return self._marks.messages(record, column.fields)
            case Role.HIT:
                return self._hit(column, row)
            case Role.QUIET:
                return is_quiet(column, self._table, row)
            case Role.NUMERIC:
                return column.numeric
            case Role.RECORD:
                return record
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._told(column, row, role)
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(_side(column))
            case _:
                return None

    def _told(self, column: Column, row: int, role: int) -> str:
        text = text_of(column, self._table, row, self._tables)
        messages = self._marks.messages(self._table.ids[row], column.fields)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join([text or "空", *messages])
        return "\n".join([text, *messages] if messages else ([text] if text else []))

    def _hit(self, column: Column, row: int) -> Positions | None:
        """Positions of the characters that were searched, in a text that is shown as it is."""
        hit = self._hits.get(row)
        return hit.marks.get(column.field) if hit and self._is_plain(column) else None

    @staticmethod
    def _is_plain(column: Column) -> bool:
        """Whether a column shows one field as it stands."""
        return not column.private and len(column.fields) == 1

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Hand what was typed in a cell to whoever keeps it."""
        column = self.column(index.column())
        if role != Qt.ItemDataRole.EditRole or column is None or self.save is None:
            return False
        if self.data(index, Qt.ItemDataRole.EditRole) != value:
            self.save(self.record(index.row()), column.field, str(value))
        return True


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
