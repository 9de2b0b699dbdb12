"""The data dictionary: every field of every form in both languages, as a workbook or as Markdown.

For those who must know what a column means: county staff, inspectors, people who fill a form by hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from export.workbook.durable import write_file
from export.workbook.layout import Column, sheet_names
from export.workbook.look import OPTIONS, Look
from export.workbook.paper import add_ledger, new_workbook
from export.workbook.sheet import Page, write_sheet
from export.workbook.words import KIND_NAMES, typing_rule
from export.workbook.write import LONG_AGO
from forms.checks import fields_of
from forms.form import Field, Form, Rule
from forms.kinds import Choice, Reference
from forms.library import Library
from forms.problems import Catalogue, Language

MANY = 12
"""Lists longer than this are named by their source and stand in full in a place of their own."""
COLUMNS = (
    Column("name", "字段名 Name", 18), Column("zh", "中文名称", 22), Column("en", "English", 24),
    Column("section", "分组 Section", 18, wrapped=True), Column("kind", "类型 Kind", 22, wrapped=True),
    Column("required", "必填 Required", 9, align="center"), Column("default", "默认值 Default", 12),
    Column("rule", "填写方法 How to type", 34, wrapped=True), Column("options", "可选项 Options", 40, wrapped=True),
    Column("hint_zh", "指标解释", 40, wrapped=True), Column("hint_en", "Meaning", 40, wrapped=True),
    Column("checks", "校验 Checks", 44, wrapped=True), Column("aliases", "也识别的标题 Aliases", 30, wrapped=True),
    Column("key", "国家模板字段 National key", 12),
)  # fmt: skip
LISTS_TITLE = "代码表"
LIST_COLUMNS = (
    Column("list", "代码表 List", 40), Column("code", "代码 Code", 12), Column("zh", "名称", 30),
    Column("en", "English", 40),
)  # fmt: skip
LEVELS: Mapping[str, str] = {"error": "错误", "reminder": "提醒"}


def write_dictionary(library: Library, to: Path) -> None:
    """Write the dictionary; `.md` gives Markdown, anything else a workbook. Refusal where it cannot be written."""
    data = markdown(library).encode("utf-8") if to.suffix == ".md" else workbook(library)
    write_file(to, data)


@dataclass(frozen=True)
class Entry:
    """What the dictionary says of one field, in the order of `COLUMNS`."""

    cells: tuple[str, ...]


def entries(form: Form, catalogue: Catalogue) -> Iterator[Entry]:
    """One entry per field of a form."""
    sections = {section.name: f"{section.zh} {section.en}" for section in form.sections}
    for field in form.fields.values():
        hint = field.hint or {"zh": "", "en": ""}
        yield Entry((
            field.name, field.caption, field.en, sections.get(field.section, ""), _kind(field),
            "★" if field.required else "", field.kind.show(field.default), _rule(field), _options(field),
            hint["zh"], hint["en"], "\n".join(_checks(form, field, catalogue)), "、".join(field.aliases),
            field.key or "",
        ))  # fmt: skip


def markdown(library: Library) -> str:
    """The dictionary as one Markdown text, with the long code lists at its end."""
    parts = ["# 数据字典 Data dictionary\n"]
    for form in library.forms.values():
        parts.append(f"## {form.zh} {form.title['en']} (`{form.name}` v{form.version})\n")
        if form.about:
            parts.append(f"{form.about['zh']}\n\n{form.about['en']}\n")
        rows = [entry.cells for entry in entries(form, library.catalogue)]
        parts.append(_table([column.caption for column in COLUMNS], rows))
    parts.append("# 代码表 Code lists\n")
    for title, rows in _long_lists(library):
        parts += [f"## {title}\n", _table(["代码 Code", "名称", "English"], rows)]
    return "\n".join(parts)


def workbook(library: Library) -> bytes:
    """The dictionary as a workbook: a sheet per form, then the code lists."""
    stream = BytesIO()
    book = new_workbook(stream, OPTIONS, datetime.fromisoformat(LONG_AGO), {"title": "数据字典"})
    look, names = Look(book), sheet_names(library.forms)
    for name, form in library.forms.items():
        cells = list(zip(*(entry.cells for entry in entries(form, library.catalogue)), strict=True))
        note = f"{form.about.get('zh', '')} {form.about.get('en', '')}".strip()
        page = Page(form.zh, f"{form.title['en']}　{form.name} v{form.version}", note, COLUMNS, frozen=2, valign="top")
        write_sheet(add_ledger(book, names[name]), page, [list(column) for column in cells], look, {})
    rows = [(title, *row) for title, rows in _long_lists(library) for row in rows]
    page = Page(LISTS_TITLE, "Code lists", "", LIST_COLUMNS, frozen=1)
    write_sheet(add_ledger(book, LISTS_TITLE), page, [list(column) for column in zip(*rows, strict=True)], look, {})
    book.close()
    return stream.getvalue()


def _kind(field: Field) -> str:
    words = KIND_NAMES[field.kind.name]
    target = f"：{field.kind.to}（{'、'.join(field.kind.by)}）" if isinstance(field.kind, Reference) else ""
    return f"{words['zh']} {words['en']}{target}"


def _rule(field: Field) -> str:
    return f"{typing_rule(field.kind)}\n{typing_rule(field.kind, 'en')}"


def _options(field: Field) -> str:
    if not isinstance(field.kind, Choice):
        return ""
    codes = field.kind.codes
    if len(codes.offered) > MANY:
        return f"见“{LISTS_TITLE}”：{codes.zh} {codes.en}（{len(codes.offered)}）"
    return "；".join(f"{option.zh} {option.en}" for option in codes.offered)


def _checks(form: Form, field: Field, catalogue: Catalogue) -> Iterator[str]:
    for rule in form.checks:
        if field.name in fields_of(rule.name, rule.params):
            zh, en = _sentence(rule, field, catalogue, "zh"), _sentence(rule, field, catalogue, "en")
            yield f"{LEVELS[rule.level]}：{zh} {en}"


def _sentence(rule: Rule, field: Field, catalogue: Catalogue, lang: Language) -> str:
    """What the check says when it finds something, with … for what only a record can fill in."""
    params: dict[str, object] = {"field": field.zh if lang == "zh" else field.en}
    while True:
        try:
            if rule.say is not None:
                return rule.say[lang].format_map(params)
            return catalogue.text(rule.code, params, lang) if rule.code in catalogue.codes else rule.name
        except KeyError as missing:
            params[str(missing.args[0])] = "…"


def _long_lists(library: Library) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    used = {name: codes for form in library.forms.values() for name, codes in form.lists.items()}
    for name, codes in sorted(used.items()):
        rows = [(option.code, option.zh, option.en) for option in codes.offered]
        yield f"{codes.zh} {codes.en}（{name}）", rows


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [list(heads)]
    lines += [["---"] * len(lines[0]), *(list(map(_in_cell, row)) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _in_cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>")
