"""How far a check looks: which records and fields decide what it finds, so that after a small change little is checked.

Said here for every check and tested against the checks themselves. A check that nobody described is taken to look at
everything.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from forms.checks import fields_of
from forms.form import Form, Rule

Scope = Literal["record", "linked", "form"]
Spot = tuple[str, str]
"""A form and one of its fields; the field "" stands for which records there are."""
Forms = Mapping[str, Form]

RECORD = frozenset({
    "implies", "required_if", "blank_if", "any_of", "ordered", "differs", "product", "total", "between", "in_period",
    "not_after_period", "agree_id", "id_fits_type", "student_code", "grade_age", "plain_name", "disability_card",
    "school_code_fits_type", "long_enough",
})  # fmt: skip
"""Checks that look at one record alone."""


@dataclass(frozen=True)
class Reach:
    """What decides a rule's findings. `record`: the record alone; `linked`: the record and what it points to; `form`:
    all records of the form together.
    """

    scope: Scope
    links: Mapping[str, frozenset[str]] = field(default_factory=dict[str, "frozenset[str]"])
    """Reference field → fields of the record it points to."""
    wide: frozenset[Spot] = frozenset()
    """What concerns all records at once."""
    told: frozenset[Spot] = frozenset()
    """What only stands in the sentences of the findings, such as another record's name."""


def reach(rule: Rule, form: Form, forms: Forms) -> Reach:
    """How far a rule of a form looks."""
    if rule.name in RECORD:
        return Reach("record")
    if rule.name in FURTHER:
        return FURTHER[rule.name](rule, form, forms)
    return Reach("form", wide=frozenset((other.name, name) for other in forms.values() for name in ("", *other.fields)))


def _text(rule: Rule, key: str) -> str:
    return str(rule.params[key])


def _first(rule: Rule) -> str:
    """The field that the rule names first: the reference, where it has one."""
    return fields_of(rule.name, rule.params)[0]


def _spots(form: str, names: Iterable[str]) -> frozenset[Spot]:
    """Some fields of another form, and which records it has."""
    return frozenset((form, name) for name in ("", *names))


def _label(form: Form, forms: Forms) -> frozenset[Spot]:
    """What makes up the name by which people call a form's records."""
    spots = {(form.name, name) for name in form.label}
    for name in form.label:
        if name in form.references and (to := form.references[name].to) in forms:
            spots |= {(to, ""), *_label(forms[to], forms)}
    return frozenset(spots)


def _linked(
    form: Form, forms: Forms, reference: str, names: Iterable[str], wide: frozenset[Spot] = frozenset()
) -> Reach:
    """A look at the record that is pointed to, whose name may stand in the sentence."""
    to = form.references[reference].to
    label = _label(forms[to], forms) if to in forms else frozenset[Spot]()
    theirs = frozenset({*names, *(name for other, name in label if other == to)})
    further = frozenset(spot for spot in label if spot[0] != to)
    return Reach("linked", {reference: theirs}, wide | further)


def _of_form(rule: Rule, form: Form, forms: Forms) -> Reach:
    """A look at all records of the form."""
    return Reach("form", wide=_spots(form.name, fields_of(rule.name, rule.params)), told=_label(form, forms))


def _covers_grades(rule: Rule, form: Form, forms: Forms) -> Reach:
    return Reach(
        "form", wide=_spots(form.name, [*fields_of(rule.name, rule.params), "class_no"]), told=_label(form, forms)
    )


def _has_record(rule: Rule, form: Form, forms: Forms) -> Reach:
    further = frozenset(spot for spot in _label(form, forms) if spot[0] != form.name)
    return Reach("linked", wide=further | _spots(_text(rule, "in"), [_text(rule, "by")]))


def _in_class(rule: Rule, form: Form, forms: Forms) -> Reach:
    return Reach("linked", wide=_spots("class", ["grade", "grades", "class_no"]))


def _theirs(rule: Rule, form: Form, forms: Forms) -> Reach:
    return _linked(form, forms, _first(rule), cast("Mapping[str, object]", rule.params["then"]))


def _declared_sum(rule: Rule, form: Form, forms: Forms) -> Reach:
    where = cast("Mapping[str, object]", rule.params.get("where", {}))
    return Reach("linked", wide=_spots(_text(rule, "in"), [_text(rule, "sum"), *where]))


_MOVED = _spots("movement", ["student", "kind", "effective_on"])
_FACTS = ("born_on", "household", "grade")

FURTHER: Mapping[str, Callable[[Rule, Form, Forms], Reach]] = {
    "unique": _of_form,
    "resumes_after_pause": _of_form,
    "covers_grades": _covers_grades,
    "refers": lambda rule, form, forms: _linked(form, forms, _first(rule), ()),
    "same_as": lambda rule, form, forms: _linked(form, forms, _first(rule), [_text(rule, "theirs")]),
    "compared": lambda rule, form, forms: _linked(form, forms, _first(rule), [_text(rule, "theirs")]),
    "theirs": _theirs,
    "has_record": _has_record,
    "in_class": _in_class,
    "standard": lambda rule, form, forms: _linked(
        form, forms, _text(rule, "stage_of"), ["grade"], _spots("school", ["division"])
    ),
    "on_roll": lambda rule, form, forms: _linked(form, forms, _first(rule), ["entered_on"], _MOVED),
    "left_behind_agrees": lambda rule, form, forms: _linked(
        form, forms, _first(rule), [_text(rule, "theirs"), *_FACTS]
    ),
    "declared_sum": _declared_sum,
}
