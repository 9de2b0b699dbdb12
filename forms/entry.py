"""How a person fills a record from a sheet of paper: in which order, and which fields still wait for a person.

Defaults, what is carried over and what follows from other fields need nobody. The rest is where the cursor stops.
"""

from collections.abc import Iterable, Mapping, Sequence

from forms.carry import went_along
from forms.checks.base import conditions, names, test
from forms.derive import derived, followed, sources
from forms.form import Field, Form, Rule
from forms.problems import Wrong
from forms.table import Table

Texts = Mapping[str, str]


def typed_order(form: Form) -> list[str]:
    """The fields in the order of the form; a field from which earlier ones follow comes right before the first of them.

    So the ID number is typed after the name, and birth date and sex need not be typed at all.
    """
    order, first = list(form.fields), sources(form)
    for name in list(form.fields):
        at = order.index(name)
        while (name := first.get(name, "")) and order.index(name) > at:
            order.remove(name)
            order.insert(at, name)
    return order


def new_beside(form: Form, before: Texts, typed: Texts) -> dict[str, str]:
    """Blank fields of a record that has long been kept, as far as they follow from what is typed just now."""
    known = derived(form, before)
    return {name: text for name, text in derived(form, {**before, **typed}).items() if name not in known}


def all_beside(form: Form, before: Texts, typed: Texts, tables: Sequence[Table], itself: str = "") -> dict[str, str]:
    """What changes with the typed fields of a record that is still being typed for the first time.

    What goes with its place, and what follows from that; `tables` and `itself` as in `went_along`.
    """
    along = went_along(form, before, typed, tables, itself)
    lost = {name for name, text in along.items() if not text}
    gone = {name: "" for name, field in form.fields.items() if field.blank_as in lost and before.get(name)}
    gone = {name: "" for name in gone if before[name] == before.get(form.fields[name].blank_as)}
    return {**gone, **along, **followed(form, before, {**typed, **along, **gone})}


def is_partly_carried(field: Field) -> bool:
    """Whether only the beginning of the text is carried over, so that a person must complete it."""
    return isinstance(field.carry, tuple)


def open_fields(form: Form, texts: Texts) -> list[str]:
    """Fields that are blank and must not be: required ones, and those that what is typed makes necessary."""
    wanted = {name for name, field in form.fields.items() if field.required} | set(_needed(form, texts))
    return [name for name in typed_order(form) if name in wanted and not texts.get(name)]


def _needed(form: Form, texts: Texts) -> Iterable[str]:
    return (
        name
        for rule in form.checks
        if rule.name == "required_if" and _applies(rule, form, texts)
        for name in names(rule)
    )


def _applies(rule: Rule, form: Form, texts: Texts) -> bool:
    for name, condition in conditions(rule, "if").items():
        value = form.fields[name].kind.parse(texts.get(name))
        if isinstance(value, Wrong) or not test(condition, form.fields[name])(value):
            return False
    return True
