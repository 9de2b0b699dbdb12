"""Forms as tables: every kind has a column, and the tables follow the forms when a store is opened."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from db import fixed, shape
from db.rows import _STATEMENTS
from db.store import Store
from db.tables import COLUMNS, READERS, STORAGE, SYSTEM, FormTable
from forms.kinds import KINDS
from forms.library import Library
from tests.db.forms import FIELDS, field, small


def test_every_kind_has_a_column() -> None:
    assert sorted(set(KINDS) - set(COLUMNS)) == [], "kinds without a column"
    assert sorted(set(COLUMNS) - set(KINDS)) == [], "columns of kinds that are no more"


def test_every_column_has_the_shape_of_its_kind() -> None:
    assert {name: COLUMNS[name] for name in KINDS} == {name: STORAGE[kind.stored_as] for name, kind in KINDS.items()}
    assert set(READERS) == set(STORAGE)


def test_a_table_has_the_systems_columns_and_the_fields(library: Library) -> None:
    for form in library.forms.values():
        table = FormTable(form)
        assert [column.name for column in table.table.columns] == [*SYSTEM, *form.fields]
        keyed = {name for key in form.keys for name in key} | set(form.references)
        assert {next(iter(index.columns)).name for index in table.table.indexes} == keyed


def test_statements_speak_postgresql_too(library: Library) -> None:
    dialect = postgresql.dialect()
    for form in library.forms.values():
        table = FormTable(form).table
        str(sa.schema.CreateTable(table).compile(dialect=dialect))
        for make in _STATEMENTS.values():
            statement: Any = make(table, tuple(form.fields))
            str(statement.compile(dialect=dialect))
    for table in fixed.METADATA.tables.values():
        str(sa.schema.CreateTable(table).compile(dialect=dialect))


@pytest.fixture
def used(place: Path, few: Library) -> Path:
    """A closed store with three pupils of the first version of the form."""
    with Store.create(place, few, "1", practice=True) as store:
        store.save(
            "pupil", None, {"name": "甲", "age": "8", "pay": "5", "height": "128.5", "bus": "是", "colours": "红"}
        )
        store.save("pupil", None, {"name": "乙", "age": "八岁", "pay": "很多", "bus": "?"})
        store.save("pupil", None, {"name": "丙"})
    return place


def without(*names: str) -> dict[str, dict[str, object]]:
    return {name: data for name, data in FIELDS.items() if name not in names}


def test_a_second_opening_changes_nothing(used: Path, few: Library) -> None:
    before = used.read_bytes()
    with Store.open(used, few):
        pass
    assert used.read_bytes() == before


def test_a_new_field_gets_its_column(used: Path, library: Library) -> None:
    with Store.open(used, small(library, fields={**FIELDS, "phone": field("phone", "电话")})) as store:
        assert store.table("pupil").columns["phone"] == [None] * 3
        store.save("pupil", store.table("pupil").ids[0], {"phone": "13800000000"})
        assert store.table("pupil").columns["phone"] == ["13800000000", None, None]
        assert store.table("pupil").columns["age"] == [8, None, None]


def test_a_new_form_gets_its_table(used: Path, few: Library, library: Library) -> None:
    form = few.forms["call"]
    more = replace(few, forms={**few.forms, "more": replace(form, name="more")})
    with Store.open(used, more) as store:
        store.save("more", None, {"name": "丁"}, period="2026-1")
        assert store.count("more", "2026-1") == 1


def test_a_renamed_field_keeps_its_content_and_history(used: Path, library: Library) -> None:
    fields = {("years" if name == "age" else name): data for name, data in FIELDS.items()}
    with Store.open(used, small(library, fields=fields, renamed={"age": "years"}, version=2)) as store:
        table = store.table("pupil")
        assert table.columns["years"] == [8, None, None]
        assert table.raw[1, "years"] == "八岁"
        assert ("years", "", "8") in [(e.field, e.old, e.new) for e in store.history("pupil", table.ids[0])]
        store.save("pupil", table.ids[1], {"years": "9"})
        assert [store.undo() for _ in range(4)] == ["修改学生：年龄"] + ["新增学生"] * 3
        assert [store.redo() for _ in range(3)] == ["新增学生"] * 3
        assert store.table("pupil").columns["years"] == [8, None, None]
        assert store.table("pupil").raw[1, "years"] == "八岁"


def test_a_removed_field_comes_back_with_its_content(used: Path, few: Library, library: Library) -> None:
    with Store.open(used, small(library, fields=without("age", "height"))) as store:
        assert "age" not in store.table("pupil").columns
        store.save("pupil", store.table("pupil").ids[2], {"name": "丙丙"})
        assert store.undo() is not None
    with Store.open(used, few) as store:
        assert store.table("pupil").columns["age"] == [8, None, None]
        assert store.table("pupil").columns["height"] == [1285, None, None]
        assert store.table("pupil").raw[1, "age"] == "八岁"


def test_five_yuan_never_become_five_fen(used: Path, few: Library, library: Library) -> None:
    whole = {**FIELDS, "pay": field("integer", "金额")}
    with Store.open(used, small(library, fields=whole)) as store:
        table = store.table("pupil")
        assert table.columns["pay"] == [5, None, None]
        assert table.raw[1, "pay"] == "很多"
        store.save("pupil", table.ids[0], {"pay": "7"})
    with Store.open(used, few) as store:
        table = store.table("pupil")
        assert table.columns["pay"] == [700, None, None]
        assert table.raw[1, "pay"] == "很多"
        assert store.verify_changes() == []


def test_more_decimals_keep_the_number(used: Path, library: Library) -> None:
    with Store.open(used, small(library, fields={**FIELDS, "height": field("decimal", "身高", places=2)})) as store:
        assert store.table("pupil").columns["height"] == [12850, None, None]


def test_any_kind_can_become_text(used: Path, library: Library) -> None:
    words = {**FIELDS, **{name: field("text", FIELDS[name]["zh"]) for name in ("age", "pay", "bus", "colours")}}
    with Store.open(used, small(library, fields=words)) as store:
        table = store.table("pupil")
        assert table.record(0) | {"id_number": None} == {
            **dict.fromkeys(FIELDS), "name": "甲", "age": "8", "pay": "5.00", "height": 1285, "bus": "是", "colours": "红",
        }  # fmt: skip
        assert table.record(1)["age"] == "八岁"
        assert table.raw == {}


def test_a_renamed_field_may_change_its_kind_at_once(used: Path, library: Library) -> None:
    fields = {("years" if name == "age" else name): data for name, data in FIELDS.items()}
    fields["years"] = field("text", "年龄")
    with Store.open(used, small(library, fields=fields, renamed={"age": "years"})) as store:
        assert store.table("pupil").columns["years"] == ["8", "八岁", None]


def test_a_removed_field_that_comes_back_as_another_kind_starts_blank(used: Path, library: Library) -> None:
    with Store.open(used, small(library, fields=without("pay"))):
        pass
    with Store.open(used, small(library, fields={**FIELDS, "pay": field("integer", "金额")})) as store:
        assert store.table("pupil").columns["pay"] == [None] * 3


def test_all_or_nothing(used: Path, few: Library, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError("in the middle")

    before = used.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(shape, "put", fail)
        with pytest.raises(RuntimeError):
            Store.open(used, small(library, fields={**FIELDS, "pay": field("text", "金额"), "x": field("text", "新")}))
    assert used.read_bytes() == before
    with Store.open(used, few) as store:
        assert store.table("pupil").columns["pay"] == [500, None, None]
