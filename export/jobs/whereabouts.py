"""Where a record belongs: the class of a pupil, of what is said about a pupil, and the second name of other things."""

from collections.abc import Mapping

from forms.problems import Language
from forms.table import Table

Tables = Mapping[str, Table]


def class_of(tables: Tables, form: str, row: int) -> str:
    """三年级（1）班: by the record's own grade and class, or by those of the pupil that it is about; "" for neither."""
    table = tables[form]
    if row < 0:
        return ""
    if {"grade", "class_no"} <= set(table.form.fields):
        return _named(table, row)
    for name, reference in table.form.references.items():
        id_ = table.columns[name][row]
        there = tables[reference.to].row_of(str(id_)) if id_ and reference.to in tables else None
        if there is not None:
            return class_of(tables, reference.to, there)
    return ""


def second_line(tables: Tables, form: str, row: int, lang: Language = "zh") -> str:
    """What tells a record from others of its name: its class, or the first part of its key that may be shown."""
    table = tables[form]
    if row < 0 or table.form.single:
        return ""
    found = class_of(tables, form, row)
    if found and form != "class":
        return found
    for name in (name for key in table.form.keys for name in key):
        field = table.form.fields[name]
        text = table.text(row, name)
        if name not in table.form.label and not field.private and name not in table.form.references and text:
            return f"{field.zh if lang == 'zh' else field.en} {text}"
    return ""


def classes(tables: Tables) -> list[str]:
    """All classes of the roll, in the order of grade and number."""
    table = tables["student"]
    numbers = {(table.columns["grade"][row], table.columns["class_no"][row]): row for row in range(len(table))}
    ordered = sorted(numbers, key=lambda key: (str(key[0] or ""), key[1] if isinstance(key[1], int) else 0))
    return [name for key in ordered if (name := _named(table, numbers[key]))]


def _named(table: Table, row: int) -> str:
    grade, number = table.text(row, "grade"), table.columns["class_no"][row]
    if not grade:
        return ""
    return f"{grade}（{number}）班" if number is not None else grade
