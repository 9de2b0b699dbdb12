"""The lingua franca between store, workbook and checks: the records of one form as columns, never as rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.form import Form
from forms.kinds import Value
from forms.problems import Wrong

Record = dict[str, Value]


@dataclass
class Table:
    """Records of a form: one list per field, all of the same length, and what stood where a text could not be read."""

    form: Form
    ids: list[str] = field(default_factory=list[str])
    """Lasting ids; "" for a record that has none yet."""
    columns: dict[str, list[Value]] = field(default_factory=dict[str, "list[Value]"])
    wrong: dict[tuple[int, str], Wrong] = field(default_factory=dict["tuple[int, str]", Wrong])
    """(row, field) that would not be read, and why."""
    raw: dict[tuple[int, str], str] = field(default_factory=dict["tuple[int, str]", str])
    """The text that stood there; it is kept and shown again."""
    _rows: dict[str, int] = field(default_factory=dict[str, int], repr=False, compare=False)
    _placed: int = field(default=0, repr=False, compare=False)
    """How many of the ids are known by row."""

    def __post_init__(self) -> None:
        """A table has a column for every field of its form, however little is known yet."""
        for name in self.form.fields:
            self.columns.setdefault(name, [None] * len(self.ids))

    def __len__(self) -> int:
        """Number of records."""
        return len(self.ids)

    @classmethod
    def of(cls, form: Form, rows: Iterable[Mapping[str, Value]], ids: Sequence[str] | None = None) -> "Table":
        """A table from records; fields that a record does not name are blank."""
        records = list(rows)
        columns = {name: [record.get(name) for record in records] for name in form.fields}
        return cls(form, list(ids) if ids is not None else [""] * len(records), columns)

    def record(self, row: int) -> Record:
        """One record as field names and plain values."""
        return {name: values[row] for name, values in self.columns.items()}

    def label(self, row: int, tables: "Mapping[str, Table] | None" = None) -> str:
        """How people call the record: 李雨桐. A record that is about another one is called by that one's name."""
        return " ".join(filter(None, (self._called(row, name, tables or {}) for name in self.form.label)))

    def _called(self, row: int, name: str, tables: "Mapping[str, Table]") -> str:
        reference = self.form.references.get(name)
        if reference is None:
            return self.form.fields[name].kind.show(self.columns[name][row])
        other, id_ = tables.get(reference.to), self.columns[name][row]
        if other is None or id_ is None:
            return self.raw.get((row, name), "").split(" ", maxsplit=1)[0]
        there = other.row_of(str(id_))
        return "" if there is None else other.label(there, tables)

    def row_of(self, id_: str) -> int | None:
        """The row of a lasting id. Who takes ids out asks once, so that the table notices: here it sees only growth."""
        count = len(self.ids)
        if self._placed != count:
            if self._placed > count:
                self._rows, self._placed = {}, 0
            self._rows.update(zip(self.ids[self._placed :], range(self._placed, count), strict=True))
            self._placed = count
        return self._rows.get(id_)

    def text(self, row: int, name: str) -> str:
        """What a person sees in a field: the value, or the text that could not be read."""
        raw = self.raw.get((row, name))
        return raw if raw is not None else self.form.fields[name].kind.show(self.columns[name][row])
