"""Records for tests of the store: every field of a form filled with a plain value of its kind, different for each number."""

from collections.abc import Callable

import pytest

from forms.form import Field, Form
from forms.kinds import Choice, Choices, Value
from forms.problems import Refusal
from forms.table import Record


def refused(run: Callable[..., object], *values: object, **named: object) -> str:
    """The code of the refusal that a call must end with."""
    with pytest.raises(Refusal) as caught:
        run(*values, **named)
    return caught.value.code


def record(form: Form, number: int) -> Record:
    """A record with every field filled."""
    return {name: value(field, number) for name, field in form.fields.items()}


def value(field: Field, number: int) -> Value:
    """A plausible plain value of the field's kind."""
    kind = field.kind
    if isinstance(kind, Choice):
        codes = [option.code for option in kind.codes.offered]
        code = codes[number % len(codes)]
        return (code,) if isinstance(kind, Choices) else code
    plain: dict[str, Value] = {
        "text": f"{field.zh}{number}",
        "name": f"李雨{chr(0x4E00 + number % 20000)}",
        "note": f"第{number}条\n{field.zh}",
        "code": f"{number:08}",
        "yes_no": bool(number % 2),
        "integer": number % 9 + 1,
        "decimal": number % 900,
        "money": number * 100,
        "date": f"2018-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "month": f"2024-{number % 12 + 1:02}",
        "id_card": f"990101201801{number:06}",
        "phone": f"138{number:08}",
        "bank_card": f"62220{number:014}",
        "division": "990101",
        "school_code": f"35{number:08}",
        "class_no": number % 9 + 1,
        "reference": f"{number:032x}",
    }
    return plain[kind.name]
