"""Checks that look into another form: a record pointed to, a class that exists, an award at the dated standard."""

from collections.abc import Iterator
from typing import cast

from forms.checks.base import Context, Finding, caption, conditions, filled, names, rows_where, said, test
from forms.form import Rule
from forms.grades import stage_of
from forms.kinds import Choice, Reference, Value
from forms.kinds.numbers import Money
from forms.table import Table


def refers(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The record that a reference points to exists."""
    name = names(rule)[0]
    other = _target(table, name, context)
    if other is None:
        return
    rows = context.rows(other.form.name)
    for row, (id_,) in filled(table, (name,)):
        if id_ not in rows:
            yield Finding(row, name, {"form": other.form.title})


def _target(table: Table, name: str, context: Context) -> Table | None:
    """The other form's table; None while only one record is looked at and the others are not at hand."""
    kind = cast("Reference", table.form.fields[name].kind)
    return context.tables.get(kind.to)


def in_class(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """Some class of the school covers the pupil's grade and number (a 复式班 covers several grades)."""
    grade_field, number_field = names(rule)
    classes = context.tables.get("class")
    if classes is None:
        return
    known = covered_classes(classes)
    show = table.form.fields[grade_field].kind.show
    for row, (grade, number) in filled(table, (grade_field, number_field)):
        if (grade, number) not in known:
            yield Finding(row, number_field, {"class": f"{show(grade)}({number})班"})


def covered_classes(classes: Table) -> set[tuple[Value, Value]]:
    """Every (grade, number) that some class of the table teaches."""
    columns = (classes.columns[name] for name in ("grade", "grades", "class_no"))
    return {
        (grade, number)
        for first, several, number in zip(*columns, strict=True)
        for grade in {first, *cast("tuple[str, ...]", several or ())}
    }


def same_as(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """A field equals a field of the record that is pointed to."""
    reference, name = names(rule)
    theirs = str(rule.params["theirs"])
    other = _target(table, reference, context)
    if other is None:
        return
    rows, column, field = context.rows(other.form.name), other.columns[theirs], table.form.fields[name]
    for row, (id_, value) in filled(table, (reference, name)):
        there = rows.get(str(id_))
        if there is not None and column[there] is not None and column[there] != value:
            right = other.form.fields[theirs].kind.show(column[there])
            words: dict[str, object] = {"has": field.kind.show(value), "theirs": right, "form": other.form.title}
            yield Finding(row, name, words, right)


def compared(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """A field against a field of the record that is pointed to: `not_before` it, or one that `differs` from it."""
    reference, name = names(rule)
    theirs, differs = str(rule.params["theirs"]), rule.params["how"] == "differs"
    other = _target(table, reference, context)
    if other is None:
        return
    rows, column, field = context.rows(other.form.name), other.columns[theirs], table.form.fields[name]
    for row, (id_, value) in filled(table, (reference, name)):
        there = rows.get(str(id_))
        their = column[there] if there is not None else None
        if their is not None and (value == their if differs else _before(str(value), str(their))):
            shown: dict[str, object] = {
                "has": field.kind.show(value),
                "their_field": caption(other.form.fields[theirs]),
            }
            words = shown | {"theirs": other.form.fields[theirs].kind.show(their), "form": other.form.title}
            yield Finding(row, name, words, None, None if rule.say else f"compared_{rule.params['how']}")


def _before(day: str, their: str) -> bool:
    """Days and months are compared as far as both are known."""
    length = min(len(day), len(their))
    return day[:length] < their[:length]


def theirs(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """Where `if` holds here, `then` holds in the record that is pointed to."""
    reference = names(rule)[0]
    other = _target(table, reference, context)
    if other is None:
        return
    rows, given = context.rows(other.form.name), rows_where(table, conditions(rule, "if"))
    for name, condition in conditions(rule, "then").items():
        field = other.form.fields[name]
        holds, column = test(condition, field), other.columns[name]
        for row in given:
            there = rows.get(str(table.columns[reference][row]))
            if there is not None and not holds(column[there]):
                shown = field.kind.show(column[there]) or "空白"
                words: dict[str, object] = {
                    "their_field": caption(field),
                    "has": shown,
                    "wanted": said(condition, field),
                }
                on = str(rule.params.get("on", reference))
                yield Finding(row, on, words | {"form": other.form.title, "who": other.label(there, context.tables)})


def has_record(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """Where `if` holds, a record of form `in` points here with its field `by`."""
    form, by = str(rule.params["in"]), str(rule.params["by"])
    other = context.tables.get(form)
    if other is None:
        return
    pointing = context.referring(form, by)
    on = str(rule.params.get("on", next(iter(conditions(rule, "if")), None)))
    for row in rows_where(table, conditions(rule, "if")):
        if table.ids[row] not in pointing:
            yield Finding(row, on, {"form": other.form.title, "who": table.label(row, context.tables)})


def standard(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """An amount equals the dated standard for its item, the pupil's stage and the period; a reason explains another."""
    field, item_field, reference = (str(rule.params[key]) for key in ("field", "item", "stage_of"))
    students = _target(table, reference, context)
    if students is None:
        return
    rows, kind = context.rows(students.form.name), table.form.fields[field].kind
    items = cast("Choice", table.form.fields[item_field].kind).codes.by_code
    for row, (amount, item, id_) in filled(table, (field, item_field, reference)):
        there = rows.get(str(id_))
        name = (items[str(item)].extra or {}).get("standard") if item in items else None
        grade = students.columns["grade"][there] if there is not None else None
        if name is None or grade is None:
            continue
        found = context.standards.find(
            name, day=context.period.starts, region=context.region, stage=stage_of(str(grade)),
            per="term" if table.form.cycle == "term" else "year",
        )  # fmt: skip
        if found and found.amount is not None and found.amount != amount:
            words: dict[str, object] = {"has": kind.show(amount), "expected": Money().show(found.amount)}
            yield Finding(row, field, words | {"item": found.zh, "source": found.source}, kind.show(found.amount))
