"""Search in the tables of a desk: which fields are words and which are numbers, and whose name a record bears."""

from collections.abc import Mapping

from export.jobs.rows import Moved
from forms.form import Form
from forms.search import Hit, Index
from forms.table import Table

WORDS = ("name", "text")
NUMBERS = ("id_card", "phone", "bank_card")


class Finder:
    """An index for each form, made when somebody first searches it, and told what changed."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables
        self._indexes: dict[str, Index] = {}

    def find(self, form: str, text: str) -> dict[int, Hit]:
        """Rows in the table's order, with what was matched. A record about a pupil is found by the pupil."""
        table = self._tables[form]
        found = self._index(form).find(text)
        if text.strip():
            for name in table.form.references.keys() & set(table.form.label):
                self._by_reference(table, name, text, found)
        rows = sorted((row, id_) for id_ in found if (row := table.row_of(id_)) is not None)
        return {row: found[id_] for row, id_ in rows}

    def _by_reference(self, table: Table, name: str, text: str, found: dict[str, Hit]) -> None:
        """Add the records that point to a record which the text finds; only its name is underlined."""
        other = self._tables[table.form.references[name].to]
        theirs = self._index(other.form.name).find(text)
        for id_, pointed in zip(table.ids, table.columns[name], strict=True):
            if pointed in theirs and id_ not in found:
                called = theirs[str(pointed)].marks.get(other.form.label[0])
                found[id_] = Hit(id_, {name: called} if called else {})

    def changed(self, form: str, moved: Moved) -> None:
        """Records changed, came or went."""
        index, table = self._indexes.get(form), self._tables[form]
        if index is None or not (moved.is_other_set or moved.fields & _all_searched(table.form)):
            return
        for id_ in moved.records:
            row = table.row_of(id_)
            if row is None:
                index.drop(id_)
            else:
                _put(index, table, row)

    def _index(self, form: str) -> Index:
        found = self._indexes.get(form)
        if found is None:
            found = Index()
            table = self._tables[form]
            for row in range(len(table)):
                _put(found, table, row)
            self._indexes[form] = found
        return found


def _put(index: Index, table: Table, row: int) -> None:
    words, numbers = searched(table.form)
    index.put(
        table.ids[row],
        {name: table.text(row, name) for name in words},
        {name: table.text(row, name) for name in numbers},
    )


def _all_searched(form: Form) -> set[str]:
    words, numbers = searched(form)
    return {*words, *numbers}


def searched(form: Form) -> tuple[list[str], list[str]]:
    """The fields of a form that are searched as words, and those that are searched by the tail of a number."""
    fields = form.fields
    words = [name for name in form.label if fields[name].kind.name != "reference"]
    words += [name for key in form.keys for name in key if fields[name].kind.name in WORDS and name not in words]
    numbers = [name for name, field in fields.items() if field.kind.name in NUMBERS and name not in words]
    numbers += [name for name in fields if fields[name].kind.name == "code" and fields[name].private]
    return list(dict.fromkeys(words)), numbers
