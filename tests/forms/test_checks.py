"""Each named check finds what it is for, leaves the rest alone, and says a sentence in both languages."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from forms.checks import CHECKS, Context, check_table
from forms.codelists import CodeList, Option
from forms.form import Form
from forms.kinds import Value
from forms.library import Library
from forms.load import FormFaults, form_from
from forms.periods import Period
from forms.problems import Problem
from forms.standards import Standards
from forms.table import Table

LISTS = {
    "state": CodeList("state", "状态", "State", "", (Option("0", "无", "None"), Option("1", "有", "Some"), Option("2", "多", "Many"))),
}  # fmt: skip
FIELDS: dict[str, dict[str, object]] = {
    "a": {"kind": "choice", "choices": "state"},
    "b": {"kind": "choice", "choices": "state"},
    "many": {"kind": "choices", "choices": "state"},
    "yes": {"kind": "yes_no"},
    "first": {"kind": "date"},
    "last": {"kind": "month"},
    "number": {"kind": "integer"},
    "price": {"kind": "money"},
    "total": {"kind": "money"},
    "far": {"kind": "decimal", "places": 1, "unit": "公里"},
    "name": {"kind": "name"},
}
Rule = Mapping[str, object]
ROOT = Path(__file__).resolve().parents[2]


def form_of(*rules: Rule) -> Form:
    """A small form with these checks."""
    fields = {name: {"zh": name, "en": name, **data} for name, data in FIELDS.items()}
    checks = [{"level": "reminder", **rule} for rule in rules]
    data = {
        "name": "small",
        "title": {"zh": "小表", "en": "Small"},
        "fields": fields,
        "check": checks,
        "label": ["name"],
    }
    return form_from(data, LISTS)


def found(rule: Rule, *rows: Mapping[str, Value]) -> list[tuple[int, str | None]]:
    """(row, field) of every problem."""
    table = Table.of(form_of(rule), rows)
    context = Context(Period("2026-1"), Standards([]), {}, complete=False)
    return [(problem.row, problem.field) for problem in check_table(table, context)]


@pytest.mark.parametrize(
    ("rule", "good", "bad", "field"),
    [
        ({"name": "implies", "if": {"a": ["1"]}, "then": {"b": ["0"]}}, {"a": "1", "b": "0"}, {"a": "1", "b": "2"}, "b"),
        ({"name": "implies", "if": {"a": ["1"]}, "then": {"b": "filled"}}, {"a": "0"}, {"a": "1"}, "b"),
        ({"name": "implies", "if": {"a": {"not": ["0"]}}, "then": {"yes": [True]}}, {"yes": False}, {"a": "2", "yes": False}, "yes"),
        ({"name": "implies", "if": {"many": ["1"]}, "then": {"b": ["1"]}}, {"many": ("0", "2")}, {"many": ("0", "1")}, "b"),
        ({"name": "implies", "if": {"far": {"min": 3}}, "then": {"yes": [True]}}, {"far": 29}, {"far": 30}, "yes"),
        ({"name": "required_if", "if": {"a": ["1"]}, "fields": ["b", "name"]}, {"a": "1", "b": "0", "name": "甲乙"}, {"a": "1", "b": "0"}, "name"),
        ({"name": "blank_if", "if": {"a": ["1"]}, "fields": ["b"]}, {"a": "1"}, {"a": "1", "b": "0"}, "b"),
        ({"name": "any_of", "fields": ["a", "b"], "among": ["1"]}, {"b": "1"}, {"a": "0", "b": "0"}, "a"),
        ({"name": "ordered", "fields": ["first", "last"]}, {"first": "2026-09-30", "last": "2026-09"}, {"first": "2026-10-01", "last": "2026-09"}, "last"),
        ({"name": "ordered", "fields": ["price", "total"], "strict": True}, {"price": 1, "total": 2}, {"price": 2, "total": 2}, "total"),
        ({"name": "differs", "fields": ["a", "b"]}, {"a": "1", "b": "2"}, {"a": "1", "b": "1"}, "b"),
        ({"name": "product", "fields": ["total", "price", "number"]}, {"total": 31250, "price": 6250, "number": 5}, {"total": 31251, "price": 6250, "number": 5}, "total"),
        ({"name": "total", "fields": ["total", "price"]}, {"total": 5, "price": 5}, {"total": 5, "price": 4}, "total"),
        ({"name": "total", "fields": ["total", "price"], "at_most": True}, {"total": 5, "price": 4}, {"total": 5, "price": 6}, "total"),
        ({"name": "between", "field": "far", "max": 50}, {"far": 500}, {"far": 501}, "far"),
        ({"name": "in_period", "field": "first"}, {"first": "2027-08-31"}, {"first": "2026-08-31"}, "first"),
        ({"name": "not_after_period", "field": "last"}, {"last": "2010-01"}, {"last": "2027-03"}, "last"),
        ({"name": "plain_name", "field": "name"}, {"name": "𠅤𡛟·艾力"}, {"name": "张?"}, "name"),
        ({"name": "plain_name", "field": "name"}, {"name": "Anna"}, {"name": "张y"}, "name"),
        ({"name": "plain_name", "field": "name"}, {"name": "欧阳娜娜"}, {"name": "张\ue000"}, "name"),
    ],
)  # fmt: skip
def test_a_check_finds_the_bad_row_and_only_it(
    rule: Rule, good: Mapping[str, Value], bad: Mapping[str, Value], field: str
) -> None:
    assert found(rule, good, bad, {}) in ([(1, field)], [(1, field), (2, field)][: 1 + (rule["name"] == "any_of")])


def test_unique_compares_only_what_is_filled() -> None:
    rule = {"name": "unique", "fields": ["a", "name"]}
    rows: list[dict[str, Value]] = [
        {"a": "1", "name": "甲"},
        {"a": "1", "name": "甲"},
        {"name": "甲"},
        {"name": "甲"},
        {"a": "1", "name": "乙"},
    ]
    assert found(rule, *rows) == [(1, "a")]


def test_what_could_not_be_read_is_named_once() -> None:
    """A cell that would not parse is one problem, not also a blank one."""
    form = form_of({"name": "required_if", "if": {"a": ["1"]}, "fields": ["first"]})
    table = Table.of(form, [{"a": "1"}])
    table.wrong[0, "first"] = cast("object", form.fields["first"].kind.parse("15.9.1"))  # pyright: ignore[reportArgumentType]
    table.raw[0, "first"] = "15.9.1"
    problems = check_table(table, Context(Period("2026-1"), Standards([]), {}, complete=False))
    assert [(problem.code, problem.field) for problem in problems] == [("kind.short_year", "first")]


def student(library: Library, **values: Value) -> Table:
    """A roll with one pupil."""
    return Table.of(library.forms["student"], [values], ["0" * 32])


def problems_of(library: Library, tables: Mapping[str, Table], form: str) -> list[Problem]:
    """What the checks say of one form's table, without what is merely blank."""
    context = Context(Period("2026-1"), library.standards, tables, "990123")
    return [p for p in check_table(tables[form], context) if not p.code.startswith("required")]


def test_an_id_and_what_follows_from_it(library: Library) -> None:
    roll = student(library, id_type="1", id_number="11010519491231002X", born_on="2018-12-31", sex="1", name="某某")
    codes = {(p.code, p.field, p.fix) for p in problems_of(library, {"student": roll}, "student")}
    assert {("id_birth_differs", "born_on", "1949-12-31"), ("id_sex_differs", "sex", "女")} <= codes


def test_an_award_off_the_dated_standard_asks_for_a_reason(library: Library) -> None:
    roll = student(library, name="某某", grade="12", boards="2", entered_on="2025-09")
    form = library.forms["subsidy"]
    rows: list[dict[str, Value]] = [
        {"student": "0" * 32, "item": "boarder_living", "amount": amount} for amount in (62500, 62499)
    ]
    tables = {"student": roll, "subsidy": Table.of(form, rows, ["1" * 32, "2" * 32])}
    off = [p for p in problems_of(library, tables, "subsidy") if p.code == "standard"]
    assert [(p.row, p.level, p.fix) for p in off] == [(1, "reminder", "625.00")]
    assert "625.00" in library.catalogue.sentence(off[0])


OWN_CODES = {
    "agree_id": {"id_birth_differs", "id_sex_differs"},
    "student_code": {"student_code_shape", "student_code_differs"},
    "disability_card": {"disability_card_shape", "disability_card_owner", "disability_card_kind"},
    "covers_grades": {"covers_grades", "covered_twice"},
    "compared": {"compared_not_before", "compared_differs"},
}
"""Checks that say more than one thing."""


def test_every_problem_has_a_sentence(library: Library) -> None:
    codes = library.catalogue.codes
    for name in CHECKS:
        assert OWN_CODES.get(name, {name}) <= codes, name
    for form in library.forms.values():
        for rule in form.checks:
            assert rule.say or rule.code in codes or OWN_CODES.get(rule.name, set()) <= codes, (form.name, rule)


@pytest.mark.parametrize("room", ["forms", "db", "export"])
def test_every_code_in_the_program_has_a_sentence(room: str, library: Library) -> None:
    """Whatever a module names as wrong or refuses stands in the catalogue."""
    for path in (ROOT / room).rglob("*.py"):
        text = path.read_text("utf-8")
        for maker, code in re.findall(r"\b(Wrong|Refusal|Problem)\(\s*\"([a-z_.0-9]+)\"", text):
            named = f"refusal.{code}" if maker == "Refusal" else code
            assert named in library.catalogue.codes, f"{path.name}: {named}"


def test_sentences_are_complete_in_both_languages(library: Library) -> None:
    for code in library.catalogue.codes:
        texts = library.catalogue.texts(code)
        placeholders = [set(re.findall(r"\{(\w+)\}", texts[lang])) for lang in ("zh", "en")]
        assert set(texts) == {"zh", "en"}, code
        assert placeholders[0] == placeholders[1], code


def test_a_misspelt_field_in_a_check_is_a_fault() -> None:
    with pytest.raises(FormFaults, match="'bb' is no field"):
        form_of({"name": "differs", "fields": ["a", "bb"]})
    with pytest.raises(FormFaults, match="no check 'diffres'"):
        form_of({"name": "diffres", "fields": ["a", "b"]})


def test_a_student_code_of_an_earlier_id_is_legal_and_only_worth_a_look(library: Library) -> None:
    roll = student(library, id_type="1", id_number="11010519491231002X", student_code="G440524188001010014")
    levels = {p.code: p.level for p in problems_of(library, {"student": roll}, "student")}
    assert levels["student_code_differs"] == "reminder"
