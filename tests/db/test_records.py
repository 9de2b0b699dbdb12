"""Records: nothing typed is refused or lost, unchanged values write nothing, an import is one action."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.cells import typed, visible
from db.steps import Insert, Remove, Restore, Step, Update
from db.store import Store
from forms.form import Field
from forms.kinds import Raw, Reference
from forms.library import Library
from forms.problems import Wrong
from tests.db.made import record, refused

TYPED: dict[str, Raw] = {
    "name": " 李雨桐 ", "id_number": "99010120180101001X", "age": "8", "height": "128.5", "pay": "1,250.5",
    "born": "2018年1月5日", "bus": "否", "colour": "红", "colours": "蓝、红", "note": "一\n二",
}  # fmt: skip
PLAIN = {
    "name": "李雨桐", "age": 8, "height": 1285, "pay": 125050, "born": "2018-01-05", "bus": False, "colour": "1",
    "colours": ("1", "6"), "note": "一\n二", "friend": None,
}  # fmt: skip


def test_what_is_typed_is_kept_as_its_plain_value(store: Store) -> None:
    saved = store.save("pupil", None, TYPED, user="王老师")
    table = store.table("pupil")
    assert table.ids == [saved.id]
    assert {name: value for name, value in table.record(0).items() if name != "id_number"} == PLAIN
    for name, value in PLAIN.items():
        assert type(table.columns[name][0]) is type(value)


def test_blank_is_none_and_neither_no_nor_zero(store: Store) -> None:
    store.save("pupil", None, {"name": "", "age": "0", "bus": "否", "note": "  "})
    assert store.table("pupil").record(0) == dict.fromkeys(PLAIN) | {"id_number": None, "age": 0, "bus": False}


def test_what_cannot_be_read_stays_as_typed(store: Store, few: Library) -> None:
    saved = store.save("pupil", None, {"age": " 十岁半 ", "born": "腊月", "name": "李雨桐"})
    table = store.table("pupil")
    assert table.raw == {(0, "age"): " 十岁半 ", (0, "born"): "腊月"}
    assert {key: wrong.code for key, wrong in table.wrong.items()} == {
        (0, "age"): "kind.not_number",
        (0, "born"): "kind.not_date",
    } or set(table.wrong) == set(table.raw)
    assert table.columns["age"] == [None]
    store.save("pupil", saved.id, {"age": "10"})
    table = store.table("pupil")
    assert table.raw == {(0, "born"): "腊月"}
    assert table.columns["age"] == [10]
    store.save("pupil", saved.id, {"born": ""})
    assert store.table("pupil").raw == {}


def test_a_number_too_large_for_any_column_is_kept(store: Store) -> None:
    text = "9" * 40
    store.save("pupil", None, {"age": text, "pay": text, "note": text})
    table = store.table("pupil")
    assert table.text(0, "age") == table.text(0, "pay") == table.text(0, "note") == text
    assert set(table.wrong) == {(0, "age"), (0, "pay")}


def test_lost_digits_never_come_back_as_if_they_were_right(store: Store) -> None:
    """A spreadsheet's number of 18 digits is wrong from the 16th on, even though its text would pass."""
    store.save("pupil", None, {"note": 350123201801051234, "name": 1.38e17, "age": 3.0})
    table = store.table("pupil")
    assert table.raw == {(0, "note"): "350123201801051234", (0, "name"): "1.38e+17"}
    assert {wrong.code for wrong in table.wrong.values()} == {"store.unread"}
    assert table.columns["note"] == [None]
    assert table.columns["age"] == [3]


def test_unchanged_values_write_nothing(store: Store) -> None:
    saved = store.save("pupil", None, {**TYPED, "age": "十岁"})
    assert store.last_change == saved.seq
    again = store.save("pupil", saved.id, {**TYPED, "age": "十岁", "born": "2018-01-05", "pay": 1250.5})
    assert again == saved
    assert store.last_change == saved.seq
    assert store.save("pupil", saved.id, {}) == saved


def test_one_save_is_one_change(store: Store) -> None:
    saved = store.save("pupil", None, {"name": "李雨桐"})
    assert store.save("pupil", saved.id, {"age": "8", "bus": "是"}).seq == saved.seq + 1


def test_records_stand_in_the_order_of_entry(store: Store) -> None:
    for name in "丙甲乙":
        store.save("pupil", None, {"name": name})
    assert store.table("pupil").columns["name"] == ["丙", "甲", "乙"]


def test_periods_are_kept_apart(store: Store) -> None:
    autumn = store.save("call", None, {"name": "甲"}, period="2026-1")
    store.save("call", None, {"name": "乙"}, period="2026-2")
    assert store.table("call", "2026-1").ids == [autumn.id]
    assert store.table("call", None).columns["name"] == ["甲", "乙"]
    store.save("call", autumn.id, {"age": "8"}, period="2027-1")
    assert store.table("call", "2026-1").columns["age"] == [8]


def test_an_id_that_is_not_known_yet_makes_a_record(store: Store) -> None:
    assert store.save("pupil", "0" * 32, {"name": "甲"}).id == "0" * 32
    assert store.table("pupil").ids == ["0" * 32]


def test_the_recycle_bin(store: Store) -> None:
    one, two = (store.save("pupil", None, {"name": name, "age": "?"}).id for name in "甲乙")
    store.remove("pupil", one)
    assert store.table("pupil").ids == [two]
    assert store.table("pupil", gone=True).ids == [one]
    assert store.count("pupil") == store.count("pupil", gone=True) == 1
    before = store.last_change
    store.remove("pupil", one)
    assert store.last_change == before
    store.restore_record("pupil", one)
    assert store.table("pupil").ids == [one, two]
    assert store.table("pupil").raw == {(0, "age"): "?", (1, "age"): "?"}
    with pytest.raises(KeyError):
        store.remove("pupil", "nobody")


def test_an_import_is_one_action(store: Store) -> None:
    there, gone = (store.save("pupil", None, {"name": name}).id for name in ("甲", "乙"))
    store.remove("pupil", gone)
    steps: list[Step] = [
        Insert("pupil", {"name": "丙", "age": 8, "colours": ("1", "2")}),
        Insert("pupil", {"name": "丁"}, {"born": "腊月"}, id="1" * 32),
        Update("pupil", there, {"name": "甲甲", "age": None}, {"pay": "很多"}),
        Insert("call", {"name": "家访"}, period="2026-1"),
        Restore("pupil", gone),
        Remove("pupil", there),
    ]
    ids = store.apply(steps, "导入", "王老师")
    assert ids[1:] == ["1" * 32, there, ids[3], gone, there]
    table = store.table("pupil")
    assert table.columns["name"] == ["乙", "丙", "丁"]
    assert table.columns["colours"] == [None, ("1", "2"), None]
    assert table.raw == {(2, "born"): "腊月"}
    assert store.table("pupil", gone=True).raw == {(0, "pay"): "很多"}
    assert store.table("call", "2026-1").columns["name"] == ["家访"]
    assert store.undo() == "导入"
    assert store.table("pupil").columns["name"] == ["甲"]
    assert store.table("pupil", gone=True).columns["name"] == ["乙"]
    assert store.count("call", None) == 0


def test_a_record_that_comes_again_is_changed_and_brought_back(store: Store) -> None:
    store.apply([Insert("pupil", {"name": "甲", "age": 8}, id="1" * 32)], "导入")
    store.remove("pupil", "1" * 32)
    store.apply([Insert("pupil", {"name": "甲甲"}, id="1" * 32), Insert("pupil", {"age": 9}, id="1" * 32)], "导入")
    assert store.table("pupil").columns["name"] == ["甲甲"]
    assert store.table("pupil").columns["age"] == [9]


def test_an_import_that_fails_leaves_nothing(store: Store) -> None:
    store.save("pupil", None, {"name": "甲"})
    before = store.last_change
    with pytest.raises(KeyError):
        store.apply([Insert("pupil", {"name": "乙"}), Update("pupil", "nobody", {"name": "丙"})], "导入")
    assert store.table("pupil").columns["name"] == ["甲"]
    assert store.last_change == before
    assert store.save("pupil", None, {"name": "丁"}).seq == before + 1
    assert store.verify_changes() == []


def test_a_large_import(store: Store, few: Library) -> None:
    form = few.forms["pupil"]
    store.apply([Insert("pupil", record(form, n)) for n in range(1000)], "导入")
    table = store.table("pupil")
    assert [table.record(row) for row in (0, 999)] == [record(form, 0), record(form, 999)]
    assert store.undo() == "导入"
    assert store.count("pupil") == 0
    assert store.redo() == "导入"
    assert store.table("pupil") == table


def test_an_import_of_nothing(store: Store) -> None:
    before = store.last_change
    assert store.apply([], "导入") == []
    assert store.last_change == before


def test_half_characters_become_visible() -> None:
    assert visible("\ud83d\ude00") == "😀"
    assert visible("a\ud800b") == "a\ufffdb"
    assert visible("㐀𠮷\x00") == "㐀𠮷\x00"


def test_half_characters_in_an_import(store: Store) -> None:
    store.apply([Insert("pupil", {"name": "a\ud800"}, {"age": "\udfff"})], "导入")
    table = store.table("pupil")
    assert table.columns["name"] == ["a\ufffd"]
    assert table.raw == {(0, "age"): "\ufffd"}


def every_field(library: Library) -> list[tuple[str, Field]]:
    return [(form.name, field) for form in library.forms.values() for field in form.fields.values()]


@pytest.fixture(scope="module")
def all_forms(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Path:
    path = tmp_path_factory.mktemp("all") / "1.school"
    Store.create(path, library, "3500000001", practice=True).close()
    return path


RAWS = st.one_of(
    st.text(st.characters(), max_size=30),
    st.text(st.sampled_from("0123456789.-年月日GLX（）班 、'\"{}\x00\n=+"), max_size=20),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False),
    st.booleans(),
    st.none(),
)


@settings(max_examples=60)
@given(data=st.data())
def test_any_text_in_any_field_is_kept_over_a_restart(all_forms: Path, library: Library, data: st.DataObject) -> None:
    """Every field of every form: what was read is its value, what was not is there as it was typed."""
    form, _ = data.draw(st.sampled_from(every_field(library)))
    names = data.draw(st.lists(st.sampled_from(sorted(library.forms[form].fields)), min_size=1, unique=True))
    texts = {name: data.draw(RAWS) for name in names}
    period = "" if library.forms[form].cycle == "standing" else "2026-1"
    with Store.open(all_forms, library) as store:
        saved = store.save(form, None, texts, period)
    with Store.open(all_forms, library) as store:
        table = store.table(form, period)
        row = table.ids.index(saved.id)
        for name, text in texts.items():
            kind = library.forms[form].fields[name].kind
            seen = visible(text) if isinstance(text, str) else text
            value = kind.parse(seen)
            if isinstance(value, Wrong):
                assert table.raw[row, name] == typed(kind, text).raw
                assert isinstance(text, float | bool) or table.raw[row, name] == str(seen)
                assert table.columns[name][row] is None
            else:
                assert table.columns[name][row] == value
                assert (row, name) not in table.raw
        assert store.undo() is not None
        assert saved.id not in store.table(form, None).ids


def test_every_form_holds_a_full_record(all_forms: Path, library: Library, tmp_path: Path) -> None:
    with Store.create(tmp_path / "1.school", library, "1", practice=True) as store:
        for name, form in library.forms.items():
            store.apply([Insert(name, record(form, 3))], "导入")
            assert store.table(name).record(0) == record(form, 3)


def test_references_are_indexed(store: Store, library: Library) -> None:
    assert any(isinstance(field.kind, Reference) for _, field in every_field(library))
    sql = "EXPLAIN QUERY PLAN SELECT _id FROM form_pupil WHERE friend = ?"
    assert "ix_form_pupil_friend" in str(store._session.driver.execute(sql, ("x",)).fetchall())


def test_an_unknown_form_is_our_fault(store: Store) -> None:
    with pytest.raises(KeyError):
        store.save("nothing", None, {})
    with pytest.raises(KeyError):
        store.save("pupil", None, {"nothing": "x"})
    assert refused(store.confirm_nil, "pupil") if store.count("pupil") else True
