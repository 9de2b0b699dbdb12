"""Checks on people: ID numbers against birth and sex, 学籍号, ages, names as the police wrote them."""

import re
from collections.abc import Iterator
from typing import cast

from forms.checks.base import Context, Finding, caption, conditions, filled, names, rows_where
from forms.form import Rule
from forms.grades import usual_ages
from forms.kinds import Value
from forms.kinds.identity import is_resident_id, sex_of
from forms.periods import age_on
from forms.table import Table

_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_STAND_INS = re.compile("[?？□■○�\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SUSPECT = re.compile("[A-Za-z?？□■○�\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""What nearly no name holds; only then it is looked at more closely."""
_LATIN_IN_HAN = re.compile(f"[A-Za-z](?=.*[{_HAN}])|(?<=[{_HAN}])[A-Za-z]")
_STUDENT_CODE = re.compile(r"[GL]\d{17}[\dX]|J[0-9A-Z]+")
_DISABILITY_CARD = re.compile(r"\d{17}[\dX][1-7][1-4](B\d{1,2})?")


def agree_id(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """Birth date and sex agree with digits 7–14 and 17 of an 18-digit number (GB 11643-1999)."""
    id_field, born_field, sex_field = names(rule)
    show_sex = table.form.fields[sex_field].kind.show
    columns = (table.columns[name] for name in (id_field, born_field, sex_field))
    for row, (number, born, sex) in enumerate(zip(*columns, strict=True)):
        if number is None or not is_resident_id(id_ := str(number)):
            continue
        if born is not None and born != (in_id := f"{id_[6:10]}-{id_[10:12]}-{id_[12:14]}"):
            yield Finding(row, born_field, {"in_id": in_id, "has": born}, in_id, "id_birth_differs")
        if sex is not None and sex != sex_of(id_):
            word = show_sex(sex_of(id_))
            yield Finding(row, sex_field, {"in_id": word, "has": show_sex(sex)}, word, "id_sex_differs")


def id_fits_type(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """A resident ID card (type 1) has a valid 18-digit number."""
    type_field, id_field = names(rule)
    for row, (kind, number) in filled(table, (type_field, id_field)):
        if kind == "1" and not is_resident_id(str(number)):
            yield Finding(row, id_field, {"type": caption(table.form.fields[type_field])})


def student_code(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """学籍号: G or L and 18 characters, or J…; a G number may legally differ from the present ID."""
    code_field, id_field = names(rule)
    ids = table.columns[id_field]
    for row, (code,) in filled(table, (code_field,)):
        text, number = str(code), ids[row]
        if not _STUDENT_CODE.fullmatch(text):
            yield Finding(row, code_field, {"has": len(text)}, None, "student_code_shape")
        elif text[0] == "G" and number is not None and text[1:] != number:
            yield Finding(row, code_field, {}, None, "student_code_differs", "reminder")


def grade_age(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """The age at 1 September is usual in the grade; outside, a reason is asked for."""
    born_field, grade_field = names(rule)
    show_grade = table.form.fields[grade_field].kind.show
    day = context.period.counted_on
    usual: dict[Value, tuple[str, str]] = {}
    for row, (born, grade) in filled(table, (born_field, grade_field)):
        if grade not in usual:
            usual[grade] = _usual_births(str(grade), day)
        after, until = usual[grade]
        if not after < str(born) <= until:
            low, high = usual_ages(str(grade))
            words: dict[str, object] = {"age": age_on(str(born), day), "grade": show_grade(grade)}
            yield Finding(row, born_field, words | {"low": low, "high": high, "day": day})


def _usual_births(grade: str, day: str) -> tuple[str, str]:
    """After which and until which day (ISO) a pupil of usual age was born; days compare as texts."""
    low, high = usual_ages(grade)
    year = int(day[:4])
    return f"{year - high - 1}{day[4:]}", f"{year - low}{day[4:]}"


def plain_name(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """A name without stand-ins for a character that could not be typed: ?, □, private-use characters, pinyin."""
    name = names(rule)[0]
    wanted = conditions(rule, "if")
    asked = set(rows_where(table, wanted)) if wanted else None
    for row, (value,) in filled(table, (name,)):
        if asked is not None and row not in asked:
            continue
        text = cast("str", value)
        if _SUSPECT.search(text) and (_STAND_INS.search(text) or _LATIN_IN_HAN.search(text)):
            yield Finding(row, name, {"text": text})
        elif len(text) == 1:
            yield Finding(row, name, {"text": text}, None, "name_one_character")


def disability_card(rule: Rule, table: Table, context: Context) -> Iterator[Finding]:
    """残疾人证号: ID number, category digit, level digit; category agrees with the kind of disability."""
    card_field, id_field, kind_field, *level_field = names(rule)
    for row, (card,) in filled(table, (card_field,)):
        text, number, kind = str(card), table.columns[id_field][row], table.columns[kind_field][row]
        if not _DISABILITY_CARD.fullmatch(text):
            yield Finding(row, card_field, {"has": len(text)}, None, "disability_card_shape")
        elif number is not None and text[:18] != number:
            yield Finding(row, card_field, {}, None, "disability_card_owner")
        elif kind is not None and text[18] != kind:
            shown = table.form.fields[kind_field].kind.show
            words: dict[str, object] = {"in_card": shown(text[18]), "has": shown(kind)}
            yield Finding(row, kind_field, words, None, "disability_card_kind")
        elif level_field:
            yield from _level(text[19], level_field[0], table, row)


def _level(in_card: str, level_field: str, table: Table, row: int) -> Iterator[Finding]:
    """The 20th digit is the level 1 to 4; a level outside these was never assessed and is not compared."""
    level, shown = table.columns[level_field][row], table.form.fields[level_field].kind.show
    if level in ("1", "2", "3", "4") and level != in_card:
        yield Finding(row, level_field, {"in_card": shown(in_card), "has": shown(level)}, None, "disability_card_kind")
