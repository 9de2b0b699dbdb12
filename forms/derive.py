"""What follows from what was typed, so that nobody types it twice: birth date and sex from an ID number, the grade from
三年级（1）班, an amount from quantity and price; and what a new record begins with.

Which field follows from which is read from the form's own checks (`agree_id`, `product`) and from `blank_as`, never
from field names.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from forms.form import Field, Form
from forms.kinds import Choice, ClassNo, Value
from forms.kinds.choices import grade_words
from forms.kinds.identity import birth_of, is_resident_id, sex_of
from forms.kinds.numbers import Decimal
from forms.problems import Wrong
from forms.table import Table

Texts = Mapping[str, str]
GRADE = "grade"
"""The field beside a class number that says of which grade."""


def derived(form: Form, texts: Texts) -> dict[str, str]:
    """Texts for blank fields that follow from the filled ones. A filled field is never touched."""
    found: dict[str, str] = {}
    for name, text in (*_from_id(form, texts), *_from_class(form, texts), *_from_factors(form, texts)):
        if text and not texts.get(name):
            found.setdefault(name, text)
    for name, field in form.fields.items():
        if field.blank_as and not texts.get(name) and (text := texts.get(field.blank_as) or found.get(field.blank_as)):
            found[name] = text
    return found


def followed(form: Form, before: Texts, typed: Texts) -> dict[str, str]:
    """As `derived`, for a record in which `typed` is new: what had followed from the texts before follows anew.

    So a birth date goes with a corrected ID number, and a guardian's phone with the pupil's, unless a person had
    written something else there.
    """
    follow = [name for name in _followers(form) if name not in typed and before.get(name)]
    had = derived(form, {**before, **dict.fromkeys(follow, "")})
    now = {**before, **typed}
    again = derived(form, {**now, **{name: "" for name in follow if had.get(name) == before[name]}})
    return {name: text for name, text in again.items() if now.get(name) != text}


def _followers(form: Form) -> set[str]:
    """Fields that can follow from others."""
    results = {names[0] for names in _fields_of(form, "product")} | ({GRADE} & set(form.fields))
    return set(sources(form)) | results


def sources(form: Form) -> dict[str, str]:
    """Field → the field from which it follows, as far as one alone says it: what a person types first."""
    found = {name: number for number, *names in _fields_of(form, "agree_id") for name in names}
    return found | {name: source for name, field in form.fields.items() if (source := field.blank_as or field.carry_by)}


def _from_id(form: Form, texts: Texts) -> Iterator[tuple[str, str]]:
    """Birth date and sex stand in digits 7–14 and 17 of a resident ID number (GB 11643-1999)."""
    says: tuple[Callable[[str], str | None], ...] = (birth_of, sex_of)
    for number_field, *fields in _fields_of(form, "agree_id"):
        number = _read(form, number_field, texts)
        if isinstance(number, str) and is_resident_id(number):
            for name, says_it in zip(fields, says, strict=True):
                yield name, form.fields[name].kind.show(says_it(number))


def _from_class(form: Form, texts: Texts) -> Iterator[tuple[str, str]]:
    """三年级（1）班 in the class column also says the grade."""
    if GRADE not in form.fields:
        return
    grade = cast("Choice", form.fields[GRADE].kind)
    for name, field in form.fields.items():
        if isinstance(field.kind, ClassNo) and texts.get(name):
            yield GRADE, grade.show(grade.codes.find(grade_words(texts[name])))


def _from_factors(form: Form, texts: Texts) -> Iterator[tuple[str, str]]:
    """金额 = 数量 × 单价, where it comes out exactly."""
    for result, *factors in _fields_of(form, "product"):
        values = [_read(form, name, texts) for name in factors]
        kinds = [form.fields[name].kind for name in (result, *factors)]
        if all(isinstance(kind, Decimal) for kind in kinds) and all(isinstance(value, int) for value in values):
            places, *theirs = (cast("Decimal", kind).places for kind in kinds)
            scale = 10 ** (sum(theirs) - places)
            whole, rest = divmod(cast("int", values[0]) * cast("int", values[1]), scale)
            if not rest:
                yield result, kinds[0].show(whole)


def _fields_of(form: Form, check: str) -> Iterator[list[str]]:
    for rule in form.checks:
        if rule.name == check:
            yield list(cast("list[str]", rule.params["fields"]))


def _read(form: Form, name: str, texts: Texts) -> Value:
    value = form.fields[name].kind.parse(texts.get(name))
    return None if isinstance(value, Wrong) else value


def suggested(table: Table, name: str, before: int | None) -> str:
    """What a new record begins with: carried over from the one before where the form says so, else the default."""
    field = table.form.fields[name]
    if field.carry is True and before is not None and 0 <= before < len(table):
        carried = field.kind.show(table.columns[name][before])
        if carried:
            return carried
    return field.kind.show(field.default)


def carried_part(field: Field, text: str) -> str:
    """The part of a text that ends with one of the field's words, the first of them that stands in it; else nothing."""
    words = field.carry if isinstance(field.carry, tuple) else ()
    return next((text[: text.rfind(word) + len(word)] for word in words if word in text), "")
