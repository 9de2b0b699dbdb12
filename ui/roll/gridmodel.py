"""The entry grid for Qt: the rows of a draft and blank ones below, with what each column wants in its header."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from forms.entry import typed_order
from forms.form import Field, Form
from forms.kinds import Choice, Reference
from forms.kinds.numbers import Decimal
from forms.masking import masked
from ui.roll.columns import FIRST, field_text
from ui.roll.draft import Draft
from ui.roll.held import Spot
from ui.roll.marks import Marks
from ui.roll.model import EDITABLE, Face, Role
from ui.translation import language, said, translated, word

Index = QModelIndex | QPersistentModelIndex
SPARE = 20
"""Blank rows below the last one."""
LEAST = 40
FEW = 100
"""Cells that are drawn anew one by one."""
SHORT = 10
"""Characters that a header has room for."""
_NOWHERE = QModelIndex()
_RULES: Mapping[str, str] = {
    "id_card": word("18 digits, as text"), "phone": word("11 digits"), "date": word("y-m-d"), "month": word("y-m"),
    "yes_no": word("是 or 否"), "bank_card": word("12 to 21, as text"), "division": word("6, 9 or 12 digits"),
    "school_code": word("10 digits"), "class_no": word("such as 1班"), "choices": word("with 、 between"),
}  # fmt: skip


def _row_of(id_: str) -> int:
    return int(id_.removeprefix("draft"))


def rule_of(field: Field) -> str:
    """What a column wants, in a few characters."""
    kind = field.kind
    if isinstance(kind, Decimal):
        return field.unit or kind.unit
    if isinstance(kind, Choice) and kind.name == "choice":
        words = " / ".join(option.zh for option in kind.codes.offered)
        return words if len(words) < SHORT else translated("number or pinyin")
    if isinstance(kind, Reference):
        return translated("name or pinyin")
    return translated(_RULES[kind.name]) if kind.name in _RULES else ""


def first_fields(form: Form) -> list[str]:
    """The columns that a grid begins with, in the order of typing: what must be filled and has no default,
    or differs often enough to be looked at.
    """
    named = [name for name in (*form.label, *form.key) if name in form.fields]
    looked_at = FIRST.get(form.name, ())
    asked = [
        name for name, field in form.fields.items() if field.required and (field.default is None or name in looked_at)
    ]
    wanted = set(named) | set(asked)
    return [name for name in typed_order(form) if name in wanted]


class GridModel(QAbstractTableModel):
    """A draft as cells; what is typed goes through `typed`, so that it becomes a step."""

    typed = Signal(int, str, str)
    """Row, field, text."""

    def __init__(self, draft: Draft, fields: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.fields = list(fields)
        self._marks = Marks()
        self._rows = LEAST

    def show_fields(self, fields: Sequence[str]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.fields = list(fields)
        self.endResetModel()

    def show_marks(self, marks: Marks) -> None:
        """Show what is wrong; the number of rows follows the draft."""
        was, self._marks = self._marks.fields, marks
        rows = {id_ for id_ in {*was, *marks.fields} if was.get(id_) != marks.fields.get(id_)}
        pairs = [(id_, was.get(id_, {}), marks.fields.get(id_, {})) for id_ in rows]
        self.follow([(_row_of(id_), name) for id_, old, new in pairs for name in {*old, *new}])

    def follow(self, spots: Collection[Spot] | None = None) -> None:
        """Show what the draft holds now, in all cells (None) or in those that have changed."""
        wanted = max(len(self.draft) + SPARE, LEAST)
        if wanted > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, wanted - 1)
            self._rows = wanted
            self.endInsertRows()
        elif wanted < self._rows:
            self.beginRemoveRows(QModelIndex(), wanted, self._rows - 1)
            self._rows = wanted
            self.endRemoveRows()
        if spots is None or len(spots) > FEW:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, len(self.fields) - 1))
            return
        columns = {name: at for at, name in enumerate(self.fields)}
        for row, name in spots:
            if name in columns and row < self._rows:
                index = self.index(row, columns[name])
                self.dataChanged.emit(index, index)  # a view draws one cell anew, but for a range of cells all of them

    def spot(self, index: Index) -> Spot:
        """Row and field of a cell."""
        return index.row(), self.fields[index.column()]

    def field(self, section: int) -> Field | None:
        """The field of a column."""
        return self.draft.form.fields[self.fields[section]] if 0 <= section < len(self.fields) else None

    def messages(self, row: int, field: str) -> list[str]:
        """What is wrong with a cell."""
        return self._marks.messages(f"draft{row}", [field])

    def level(self, row: int, field: str) -> str:
        """How bad it is; of blanks nothing is said while somebody types."""
        level = self._marks.cell(f"draft{row}", [field])
        return "" if level == "missing" else level

    # ── Qt ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Rows of the draft and blank ones."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Shown fields."""
        return 0 if parent.isValid() else len(self.fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell is typed in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return EDITABLE

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Captions above, numbers of rows at the left."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        field = self.field(section)
        if field is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return said(field) if role == Qt.ItemDataRole.DisplayRole else (field.hint or {}).get(language(), said(field))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text and meaning of a cell."""
        if not index.isValid():
            return None
        row, name = self.spot(index)
        if role == Role.FACE:
            return self._face(row, name)
        if role == Role.NUMERIC:
            return isinstance(self.draft.form.fields[name].kind, Decimal)
        if row >= len(self.draft):
            return "" if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, name)
            case Qt.ItemDataRole.EditRole:
                return self.draft.text(row, name)
            case Role.LEVEL:
                return self.level(row, name)
            case Role.TIDIED:
                return (row, name) in self.draft.tidied
            case Role.MESSAGES:
                return self.messages(row, name)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(self.messages(row, name)) or self._given(row, name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return "，".join([self._shown(row, name) or "空", *self.messages(row, name)])
            case _:
                return None

    def _face(self, row: int, name: str) -> Face:
        numeric = isinstance(self.draft.form.fields[name].kind, Decimal)
        if row >= len(self.draft):
            return Face("", numeric=numeric)
        tidied, given = (row, name) in self.draft.tidied, (row, name) in self.draft.given
        return Face(self._shown(row, name), self.level(row, name), quiet=given, numeric=numeric, tidied=tidied)

    def _given(self, row: int, name: str) -> str | None:
        words = self.tr("Nobody typed this: it is a default, or follows from the row above or from another cell.")
        return words if (row, name) in self.draft.given else None

    def _shown(self, row: int, name: str) -> str:
        """A number that cannot be one is shown as it stands: there is nothing in it to hide, and it must be mended."""
        field, text = self.draft.form.fields[name], field_text(self.draft.table, row, name, self.draft.desk.tables)
        is_number = sum(character.isdigit() for character in text) > 10
        return masked(field, text) if is_number or (row, name) not in self.draft.table.wrong else text

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Hand on what was typed, where it is another text."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, name = self.spot(index)
        if self.draft.text(row, name) != value:
            self.typed.emit(row, name, str(value))
        return True
