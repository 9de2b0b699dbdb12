"""The page of the manual that says what each form is for: written from the definitions, so that it cannot go stale."""

from forms.form import Form
from forms.library import Library

_CYCLES = {"standing": "常年", "year": "每学年", "term": "每学期", "month": "每月"}
_HEAD = """# 十一张表

每项数据只在一张表里填，别的表从那里取。全部项目的解释见数据字典（`python main.py dictionary --out 数据字典.xlsx`）。
"""


def guide(library: Library) -> str:
    """Markdown, a section a form."""
    return _HEAD + "".join(map(_section, library.forms.values()))


def _section(form: Form) -> str:
    required = "、".join(field.zh for field in form.fields.values() if field.required)
    facts = f"{_CYCLES[form.cycle]}填报，{len(form.fields)} 项；必填：{required}。"
    return f"\n## {form.zh}\n\n{form.about['zh']}\n\n{facts}\n"
