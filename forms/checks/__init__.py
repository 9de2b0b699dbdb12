"""Named checks and the one place that runs them: `check` gives all problems at once, never just the first."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from forms.checks import crossing, generic, movements, people, places
from forms.checks.base import CheckFunction, Context, Finding, caption
from forms.form import Field, Form, Rule
from forms.problems import Problem
from forms.table import Table

CHECKS: dict[str, CheckFunction] = {
    "implies": generic.implies,
    "required_if": generic.required_if,
    "blank_if": generic.blank_if,
    "any_of": generic.any_of,
    "ordered": generic.ordered,
    "differs": generic.differs,
    "product": generic.product,
    "total": generic.total,
    "between": generic.between,
    "in_period": generic.in_period,
    "not_after_period": generic.not_after_period,
    "unique": generic.unique,
    "agree_id": people.agree_id,
    "id_fits_type": people.id_fits_type,
    "student_code": people.student_code,
    "grade_age": people.grade_age,
    "plain_name": people.plain_name,
    "disability_card": people.disability_card,
    "refers": crossing.refers,
    "in_class": crossing.in_class,
    "same_as": crossing.same_as,
    "theirs": crossing.theirs,
    "has_record": crossing.has_record,
    "standard": crossing.standard,
    "compared": crossing.compared,
    "on_roll": movements.on_roll,
    "resumes_after_pause": movements.resumes_after_pause,
    "left_behind_agrees": movements.left_behind_agrees,
    "school_code_fits_type": places.school_code_fits_type,
    "declared_sum": places.declared_sum,
    "covers_grades": places.covers_grades,
    "long_enough": places.long_enough,
}


def fields_of(name: str, params: Mapping[str, object]) -> list[str]:
    """The fields of its own form that a check names, so that the loader can find a misspelt one."""
    found = [str(field) for field in cast("Iterable[object]", params.get("fields", ()))]
    found += [str(params[key]) for key in ("field", "on", "item", "stage_of", "when") if key in params]
    groups = {"theirs": ("if", "where"), "declared_sum": ()}.get(name, ("if", "then", "where"))
    for group in groups:
        found += list(cast("Mapping[str, object]", params.get(group, {})))
    return found


def check(tables: Mapping[str, Table], context: Context) -> list[Problem]:
    """All problems of all tables, in the order of forms, rows and fields."""
    return [problem for table in tables.values() for problem in check_table(table, context)]


def check_table(table: Table, context: Context) -> list[Problem]:
    """All problems of one table in the order in which a person meets them, row by row and field by field."""
    places = {name: place for place, name in enumerate(table.form.fields)}
    problems = [*as_a_whole(table, context), *unread(table), *required(table)]
    for rule in rules_of(table.form):
        problems += of_rule(rule, table, context)
    return sorted(problems, key=lambda problem: (problem.row, places.get(problem.field or "", -1)))


def rules_of(form: Form) -> tuple[Rule, ...]:
    """The form's checks, and before them: every reference must lead somewhere, without the form having to say so."""
    return (*(Rule("refers", "error", {"field": name}, "refers") for name in form.references), *form.checks)


def of_rule(rule: Rule, table: Table, context: Context) -> Iterator[Problem]:
    """What one rule finds; about a text that could not be read nothing more is said."""
    for finding in CHECKS[rule.name](rule, table, context):
        if (finding.row, finding.field) not in table.wrong:
            yield _problem(rule, table, finding)


def _problem(rule: Rule, table: Table, finding: Finding) -> Problem:
    field = table.form.fields.get(finding.field or "")
    return Problem(
        code=finding.code or rule.code, level=finding.level or rule.level, form=table.form.name, field=finding.field,
        row=finding.row, record=table.ids[finding.row], params={**_field_words(field), **finding.params},
        fix=finding.fix, say=rule.say,
    )  # fmt: skip


def _field_words(field: Field | None) -> dict[str, object]:
    return {"field": caption(field)} if field else {}


def unread(table: Table) -> Iterator[Problem]:
    """Texts that could not be read."""
    for (row, name), wrong in table.wrong.items():
        params = {**_field_words(table.form.fields[name]), **wrong.params}
        yield Problem(wrong.code, "error", table.form.name, name, row, table.ids[row], params, wrong.fix)


def required(table: Table) -> Iterator[Problem]:
    """Required fields that are blank."""
    for name, field in table.form.fields.items():
        if not field.required or None not in table.columns[name]:
            continue
        for row, value in enumerate(table.columns[name]):
            if value is None and (row, name) not in table.wrong:
                yield Problem("required", "error", table.form.name, name, row, table.ids[row], _field_words(field))


def as_a_whole(table: Table, context: Context) -> Iterator[Problem]:
    """What is wrong with a form as a whole: nothing filled and nothing confirmed, or two records where one is meant."""
    form, params = table.form, {"form": table.form.title}
    if not context.complete:
        return
    if form.single and len(table) != 1:
        yield Problem("form.single", "error", form.name, params={**params, "has": len(table)})
    elif not table and context.states.get(form.name) != "nil":
        yield Problem("form.not_filled", "reminder", form.name, params=params)
    elif table and context.states.get(form.name) == "nil":
        yield Problem("form.not_nil", "error", form.name, params={**params, "has": len(table)})


__all__ = [
    "CHECKS", "Context", "Finding", "as_a_whole", "check", "check_table", "fields_of", "of_rule", "required",
    "rules_of", "unread",
]  # fmt: skip
