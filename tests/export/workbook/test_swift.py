"""Reading a column at once gives what reading it cell by cell gives, for every kind and every mess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.seal import Strip
from export.workbook.swift import ENOUGH, RULES, Columns
from forms.kinds import KINDS, Kind, Raw
from forms.tidying import tidy
from tests.export.workbook.small import CALL, CHILD, form

FIELDS = {field.kind.name: field.kind for one in (form(CHILD), form(CALL)) for field in one.fields.values()}
READER = Columns()
"""One for all tests: what it remembers of one column may not change another."""
NUMBERS = st.one_of(
    st.floats(), st.integers(), st.floats(-100, 100).map(lambda number: round(number, 1)), st.booleans()
)
LOOKS = st.sampled_from([
    "990123201801010015", "99012320180101001X", "990123201813010012", "990123201801010013", "2018-12-25", "2018-13-01", "2018-02-30",
    "1899-01-01", "2018-9-1", "20180901", "2024-09", "2024-13", "13800001111", "0596-1234567", "123456789012", "１２", "是", "1",
    "红", "旧色", "红、绿", "1班", "三年级（2）班", "张三", "张 三", "买买提.艾力", "买买提·艾力", "a_x000D_b", " x", "x ", "a  b",
    "a\u3000b", "a\u200bb", "\n", "a\nb", "", "a" * 60, "a" * 300, "0" * 32, "350001", "３５０００１", "12.5", "12.55", "1,200", "-3",
    "\x1f", "\ufeff甲", "𠮷", "\ue000", "\ud800",
])  # fmt: skip
CELLS = st.one_of(st.none(), LOOKS, st.text(max_size=12), NUMBERS)


def test_every_kind_is_tried() -> None:
    assert set(FIELDS) == set(KINDS)
    assert set(RULES) <= set(KINDS)


@pytest.mark.parametrize("name", FIELDS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_column_at_once_is_a_column_cell_by_cell(name: str, data: st.DataObject) -> None:
    kind = FIELDS[name]
    pool = data.draw(st.sampled_from([CELLS, LOOKS, NUMBERS, st.sampled_from([1.0, 2.5, 0.1, 100.0, None])]))
    same_outcome(kind, data.draw(st.lists(pool, max_size=8)))


def same_outcome(kind: Kind, raws: list[Raw]) -> None:
    values, wrong = READER.read(kind, Strip(raws))
    expected, faults = kind.parse_column(raws)
    assert (values, wrong) == (expected, faults)
    assert list(map(type, values)) == list(map(type, expected))


def test_no_character_that_tidying_touches_is_overlooked() -> None:
    touched = [char for char in map(chr, range(0x10000)) if tidy(f"甲{char}乙") != f"甲{char}乙" or not tidy(char)]
    assert len(touched) > 50
    for name in ("text", "name", "note", "code"):
        for char in touched:
            for text in (f"甲{char}乙", f"{char}乙", f"甲{char}"):
                same_outcome(FIELDS[name], [text, "丙"])


def test_its_memory_is_small() -> None:
    reader, kind = Columns(), FIELDS["choice"]
    for start in range(0, 3 * ENOUGH, 100):
        reader.read(kind, Strip([f"色{number}" for number in range(start, start + 100)]))
    assert sum(len(known) for _, known in reader._known.values()) < ENOUGH + 200
