"""Small forms for tests of the store: few fields, every shape of value, a standing one and one of each term."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.library import Library
from forms.load import form_from

COLOURS = {
    "name": "colour",
    "title": {"zh": "颜色", "en": "Colours"},
    "options": [{"code": str(n), "zh": zh, "en": zh} for n, zh in enumerate("红橙黄绿青蓝紫", start=1)],
}


def field(kind: str, zh: str, **options: object) -> dict[str, Any]:
    """A field of a definition."""
    return {"kind": kind, "zh": zh, "en": zh, **options}


FIELDS: dict[str, dict[str, Any]] = {
    "name": field("name", "姓名"),
    "id_number": field("id_card", "证件号", other=True),
    "age": field("integer", "年龄"),
    "height": field("decimal", "身高", places=1),
    "pay": field("money", "金额"),
    "born": field("date", "出生日期"),
    "bus": field("yes_no", "校车"),
    "colour": field("choice", "颜色", choices="colour"),
    "colours": field("choices", "几种颜色", choices="colour"),
    "note": field("note", "备注"),
    "friend": field("reference", "朋友", to="pupil", by=["id_number", "name"]),
}


def definition(
    name: str = "pupil", cycle: str = "standing", changes: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """The definition of a small form."""
    return {
        "name": name,
        "title": {"zh": "学生" if name == "pupil" else "家访", "en": name},
        "cycle": cycle,
        "key": ["id_number"],
        "label": ["name"],
        "fields": FIELDS,
        "lists": [COLOURS],
        **(changes or {}),
    }


def small(library: Library, **changes: object) -> Library:
    """The library with two small forms only; `changes` go into the definition of the pupils."""
    forms = {"pupil": form_from(definition(changes=changes)), "call": form_from(definition("call", "term"))}
    return replace(library, forms=forms)
