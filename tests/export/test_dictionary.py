"""The data dictionary names every field, every option and every check, in both languages."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from export.dictionary import COLUMNS, entries, markdown, write_dictionary
from forms.library import Library


def test_every_field_has_an_entry_with_all_that_is_known_of_it(library: Library) -> None:
    for form in library.forms.values():
        found = list(entries(form, library.catalogue))
        assert [entry.cells[0] for entry in found] == list(form.fields)
        for entry, field in zip(found, form.fields.values(), strict=True):
            said = dict(zip((column.key for column in COLUMNS), entry.cells, strict=True))
            assert said["zh"].startswith(field.zh)
            assert said["en"] == field.en
            assert (said["required"] == "★") is field.required
            assert said["hint_zh"] == (field.hint["zh"] if field.hint else "")
            assert said["kind"]


def test_checks_are_told_with_their_level_in_both_languages(library: Library) -> None:
    student = {entry.cells[0]: entry.cells for entry in entries(library.forms["student"], library.catalogue)}
    checks = student["id_number"][[column.key for column in COLUMNS].index("checks")]
    assert "错误：" in checks
    assert "{" not in checks


def test_markdown_has_a_table_per_form_and_keeps_its_shape(library: Library) -> None:
    text = markdown(library)
    for form in library.forms.values():
        assert f"## {form.zh} {form.title['en']} (`{form.name}`" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert rows
    assert {line.replace("\\|", "").count("|") for line in rows} == {len(COLUMNS) + 1, 4}


@pytest.mark.parametrize("name", ["数据字典.md", "数据字典.xlsx"])
def test_the_suffix_decides(library: Library, tmp_path: Path, name: str) -> None:
    write_dictionary(library, tmp_path / name)
    data = (tmp_path / name).read_bytes()
    if name.endswith(".md"):
        assert data.decode("utf-8").startswith("# 数据字典")
    else:
        book = load_workbook(BytesIO(data))
        assert book.sheetnames == [*(form.zh for form in library.forms.values()), "代码表"]
        assert book["学生"].cell(6, 2).value == "姓名"
