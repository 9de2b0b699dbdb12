"""Two small forms with a field of every kind, for tests that need no whole school."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from export.workbook.package import Package
from forms.form import Form
from forms.library import Library
from forms.load import form_from
from forms.periods import Period
from forms.problems import Catalogue
from forms.standards import Standards
from forms.table import Table

COLOURS = {
    "name": "colour", "title": {"zh": "颜色", "en": "Colour"},
    "options": [
        {"code": "1", "zh": "红", "en": "red"}, {"code": "2", "zh": "绿", "en": "green"},
        {"code": "3", "zh": "旧色", "en": "old", "retired": True},
    ],
}  # fmt: skip
CHILD: dict[str, Any] = {
    "name": "child", "version": 2, "title": {"zh": "儿童", "en": "Children"}, "key": ["number"], "label": ["name"],
    "sections": {
        "who": {"zh": "是谁", "en": "Who", "from": "name"},
        "more": {"zh": "其他", "en": "More", "from": "colour"},
    },
    "fields": {
        "name": {"kind": "name", "zh": "姓名", "en": "Name", "required": True, "hint": {"zh": "与户口簿一致。", "en": "As registered."}},
        "number": {"kind": "id_card", "zh": "身份证件号", "en": "ID", "other": True, "private": True},
        "born_on": {"kind": "date", "zh": "出生日期", "en": "Born on"},
        "since": {"kind": "month", "zh": "入学年月", "en": "Since"},
        "colour": {"kind": "choice", "zh": "颜色", "en": "Colour", "choices": "colour", "required": True},
        "colours": {"kind": "choices", "zh": "喜欢的颜色", "en": "Colours", "choices": "colour"},
        "boards": {"kind": "yes_no", "zh": "是否住校", "en": "Boards"},
        "visits": {"kind": "integer", "zh": "次数", "en": "Visits", "unit": "次"},
        "year": {"kind": "integer", "zh": "年份", "en": "Year", "min": 1990, "max": 2100},
        "distance": {"kind": "decimal", "zh": "距离", "en": "Distance", "places": 1, "unit": "公里", "min": -50},
        "award": {"kind": "money", "zh": "金额", "en": "Award", "unit": "元"},
        "phone": {"kind": "phone", "zh": "电话", "en": "Phone"},
        "card": {"kind": "bank_card", "zh": "银行卡号", "en": "Card"},
        "place": {"kind": "division", "zh": "区划", "en": "Division"},
        "school": {"kind": "school_code", "zh": "学校标识码", "en": "School"},
        "class_no": {"kind": "class_no", "zh": "班级", "en": "Class"},
        "postcode": {"kind": "code", "zh": "邮编", "en": "Post code", "pattern": "[0-9]{6}", "shape": {"zh": "6位数字", "en": "6 digits"}},
        "address": {"kind": "text", "zh": "住址", "en": "Address"},
        "note": {"kind": "note", "zh": "备注", "en": "Note"},
    },
    "lists": [COLOURS],
}  # fmt: skip
CALL: dict[str, Any] = {
    "name": "call", "version": 1, "title": {"zh": "走访", "en": "Calls"}, "label": ["child"],
    "fields": {
        "child": {"kind": "reference", "zh": "儿童", "en": "Child", "to": "child", "by": ["number", "name"], "required": True},
        "on": {"kind": "date", "zh": "日期", "en": "On"},
        "words": {"kind": "text", "zh": "情况", "en": "Words"},
    },
}  # fmt: skip


def form(data: Mapping[str, Any], **more: object) -> Form:
    """A form from its data, with some of them replaced."""
    return form_from({**data, **more})


def small(*forms: Form) -> Library:
    """A library with these forms and nothing else; without any, the two above."""
    chosen = forms or (form(CHILD), form(CALL))
    return Library({one.name: one for one in chosen}, {}, Standards([]), Catalogue({}))


def package_of(*tables: Table, **more: object) -> Package:
    """A package with these tables."""
    forms = {table.form.name: table.form for table in tables}
    by_name = {table.form.name: table for table in tables}
    return replace(Package("2199000123", "石坪镇中心小学", Period("2026-1"), 1, forms, by_name), **more)
