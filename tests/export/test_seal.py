"""The seal: intact through harmless changes, and every other change named as exactly as the digests allow."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.seal import Content, Grid, Seal, Strip, Verdict, prove, verify
from export.seal.canon import SEPARATOR, cell_text, grid_texts
from export.seal.changes import Change
from export.seal.sign import ALPHABET, check_code, fingerprint, public_key
from forms.kinds import Raw

KEYS, CAPTIONS, LETTERS = ("name", "village", "age"), ("姓名", "村", "年龄"), ("A", "B", "C")
KEY = bytes(range(32))
Rows = Sequence[Sequence[Raw]]


def rows_of(count: int) -> list[list[Raw]]:
    """Pupils: name, village, age, and the lasting id."""
    return [[f"学生{i}", f"第{i % 5}村", float(6 + i % 9), f"{i:032x}"] for i in range(1, count + 1)]


def content(
    rows: Rows, *, facts: Mapping[tuple[str, str], Raw] | None = None, texts: Mapping[str, str] | None = None
) -> Content:  # fmt: skip
    columns = list(map(Strip, zip(*rows, strict=True))) or [Strip(())] * 4
    grid = Grid.of("学生", KEYS, CAPTIONS, columns[:-1], columns[-1], 6, LETTERS)
    return Content([grid], facts or {("封面", "C6"): "石坪镇中心小学"}, texts or {"form:student": "{}"})


def sealed(rows: Rows, private: bytes | None = KEY) -> Seal:
    return prove(content(rows), {"学生": "_id"}, private)


def judged(before: Rows, after: Rows) -> Verdict:
    return verify(sealed(before), content(after))


def test_the_same_content_is_intact_and_names_its_signer() -> None:
    verdict = judged(rows_of(40), rows_of(40))
    assert (verdict.state, verdict.changes) == ("intact", ())
    assert verdict.code == verdict.sealed_code == sealed(rows_of(40)).code
    assert verdict.signer == fingerprint(public_key(KEY))
    assert len(verdict.signer) == 6


def test_a_seal_survives_its_own_json() -> None:
    seal = sealed(rows_of(40))
    assert Seal.read(seal.as_dict()) == seal


def test_rows_may_be_sorted() -> None:
    verdict = judged(rows_of(40), rows_of(40)[::-1])
    assert (verdict.state, verdict.changes) == ("intact", ())


def test_rows_without_ids_may_be_sorted_too() -> None:
    rows = [[*row[:3], None] for row in rows_of(40)]
    verdict = judged(rows, rows[::-1])
    assert (verdict.state, verdict.changes) == ("intact", ())


def test_blank_rows_do_not_matter() -> None:
    rows = rows_of(40)
    assert judged(rows, [*rows[:10], [None, "", None, None], *rows[10:], [None] * 4]).state == "intact"


@pytest.mark.parametrize(
    ("was", "now"), [(None, ""), (3.0, 3), (3, "3"), ("a\r\nb", "a\nb"), (True, "TRUE"), (0.1 + 0.2, 0.3)]
)
def test_what_an_office_program_writes_otherwise_counts_as_the_same(was: Raw, now: Raw) -> None:
    rows = rows_of(3)
    assert judged([[*rows[0][:2], was, "a"], *rows[1:]], [[*rows[0][:2], now, "a"], *rows[1:]]).state == "intact"


def test_one_changed_cell_is_named() -> None:
    after = rows_of(100)
    after[57][1] = "别的村"
    verdict = judged(rows_of(100), after)
    assert verdict.state == "changed"
    assert verdict.changes == (Change("cell", "学生", "B63", 63, ("村",), f"{58:032x}"),)
    assert verdict.code != verdict.sealed_code


def test_cells_of_one_row_and_cells_of_one_column_are_named() -> None:
    after = rows_of(100)
    after[3][0] = after[3][1] = "改"
    for row in (40, 41, 42):
        after[row][2] = 99.0
    cells = {change.cell for change in judged(rows_of(100), after).changes}
    assert cells == {"A9", "B9", "C46", "C47", "C48"}


def test_several_rows_and_columns_of_one_block_are_named_by_row_and_possible_columns() -> None:
    after = rows_of(30)
    after[3][0], after[7][1] = "改", "改"
    changes = judged(rows_of(30), after).changes
    assert [(change.what, change.row, change.columns) for change in changes] == [
        ("row", 9, ("姓名", "村")),
        ("row", 13, ("姓名", "村")),
    ]


def test_removed_and_added_rows_are_named() -> None:
    rows = rows_of(50)
    added: list[Raw] = ["新生", "第1村", 7.0, "f" * 32]
    changes = judged(rows, [*rows[:20], *rows[21:], added]).changes
    assert [(change.what, change.row, change.record) for change in changes] == [
        ("row_added", 55, "f" * 32),
        ("row_removed", 26, f"{21:032x}"),
    ]


def test_a_copied_row_with_the_same_id_is_an_added_row() -> None:
    rows = rows_of(10)
    assert [change.what for change in judged(rows, [*rows, rows[4]]).changes] == ["row_added"]


def test_an_exchanged_id_is_a_change_of_the_row() -> None:
    after = rows_of(10)
    after[2][3], after[3][3] = after[3][3], after[2][3]
    assert judged(rows_of(10), after).state == "changed"


def test_removed_rows_do_not_hide_what_else_changed_in_their_block() -> None:
    rows = rows_of(10)
    after = [*rows[:4], *rows[5:]]
    after[0] = ["改", *after[0][1:]]
    assert {change.what for change in judged(rows, after).changes} == {"row", "row_removed"}


def test_cells_in_a_sorted_sheet_are_still_named() -> None:
    after = rows_of(40)[::-1]
    after[0][0] = "改"
    assert {(change.what, change.cell) for change in judged(rows_of(40), after).changes} == {("cell", "A6")}


def test_without_the_column_of_ids_rows_are_matched_by_what_they_hold() -> None:
    rows = rows_of(40)
    after = [[*row[:3], None] for row in rows]
    after[5][0] = "改"
    columns = list(map(Strip, zip(*after, strict=True)))
    grid = Grid.of("学生", KEYS, CAPTIONS, columns[:-1], columns[-1], 6, LETTERS, nameless=True)
    verdict = verify(sealed(rows), replace(content(rows), grids=[grid]))
    assert {(change.what, change.cell) for change in verdict.changes} == {("column_missing", ""), ("cell", "A11")}


def test_a_lost_sheet_a_changed_fact_and_a_changed_definition_are_named() -> None:
    seal = sealed(rows_of(3))
    verdict = verify(seal, Content([], {("封面", "C6"): "别的学校"}, {"form:student": "{ }"}))
    assert {(change.what, change.sheet, change.cell) for change in verdict.changes} == {
        ("fact", "封面", "C6"), ("text", "form:student", ""), ("sheet_missing", "学生", ""),
    }  # fmt: skip


def test_an_added_column_is_a_change_although_all_else_is_there() -> None:
    rows = rows_of(3)
    columns = list(map(Strip, zip(*rows, strict=True)))
    grid = Grid.of("学生", KEYS, CAPTIONS, columns[:-1], columns[-1], 6, LETTERS, added=["县备注"])
    verdict = verify(sealed(rows), replace(content(rows), grids=[grid]))
    assert (verdict.state, [change.what for change in verdict.changes]) == ("changed", ["column_added"])


def test_a_changed_caption_is_named_with_what_it_says_now() -> None:
    rows = rows_of(3)
    columns = list(map(Strip, zip(*rows, strict=True)))
    grid = Grid.of("学生", KEYS, ("名字", *CAPTIONS[1:]), columns[:-1], columns[-1], 6, LETTERS)
    verdict = verify(sealed(rows), replace(content(rows), grids=[grid]))
    assert verdict.changes == (Change("header", "学生", "A", columns=("名字",)),)


def test_a_seal_without_a_key_is_intact_without_a_signer() -> None:
    verdict = verify(sealed(rows_of(3), None), content(rows_of(3)))
    assert (verdict.state, verdict.signer) == ("intact", "")


def test_whoever_changes_both_content_and_seal_cannot_sign_it() -> None:
    mine, other = sealed(rows_of(3)), sealed(rows_of(4), None)
    forged = replace(other, public=mine.public, signature=mine.signature)
    verdict = verify(forged, content(rows_of(4)))
    assert (verdict.state, verdict.signer) == ("changed", "")
    assert [change.what for change in verdict.changes] == ["signature"]


@pytest.mark.parametrize("part", ["root", "traces", "facts", "texts"])
def test_every_part_of_the_seal_is_signed(part: str) -> None:
    seal = sealed(rows_of(3))
    other = prove(content(rows_of(5), facts={("封面", "C6"): "x"}, texts={"form:a": "y"}), {"学生": "_id"})
    assert "signature" in {
        change.what for change in verify(replace(seal, **{part: getattr(other, part)}), content(rows_of(3))).changes
    }


def test_the_signature_may_not_simply_be_torn_off() -> None:
    torn = replace(sealed(rows_of(3)), signature=b"")
    assert "signature" in {change.what for change in verify(torn, content(rows_of(3))).changes}


@given(st.binary(min_size=32, max_size=32))
def test_a_check_code_can_be_read_out(root: bytes) -> None:
    code = check_code(root)
    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("ILOU01")
    assert set(code) <= {*ALPHABET, "-"}


CELLS = st.one_of(st.none(), st.text(), st.floats(allow_nan=False), st.integers(), st.booleans())


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.data())
def test_no_single_change_goes_unseen(rows: list[tuple[Raw, Raw]], data: st.DataObject) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], []]
    other = [list(column) for column in columns]
    if rows:
        col, row = data.draw(st.integers(0, 1)), data.draw(st.integers(0, len(rows) - 1))
        other[col][row] = data.draw(CELLS)
    before, after = (_columns_seal(each) for each in (columns, other))
    same = [list(map(cell_text, column)) for column in columns] == [list(map(cell_text, column)) for column in other]
    assert (before == after) is same


def _columns_seal(columns: list[list[Raw]]) -> bytes:
    ids: list[Raw] = [f"{row:04}" for row in range(len(columns[0]))]
    return Grid.of("表", ("a", "b"), ("甲", "乙"), list(map(Strip, columns)), Strip(ids), 6, ("A", "B")).digest


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_columns_at_once_give_the_same_texts_as_cell_by_cell(rows: list[list[Raw]]) -> None:
    columns = list(zip(*rows, strict=True))
    texts, lines = grid_texts(map(Strip, columns))
    assert [list(column) for column in texts] == [list(map(cell_text, column)) for column in columns]
    assert lines == [SEPARATOR.join(map(cell_text, row)) for row in rows]


def test_a_seal_that_was_tinkered_with_is_refused_as_data() -> None:
    good = sealed(rows_of(3)).as_dict()
    for broken in (
        {},
        {**good, "root": "xyz"},
        {**good, "grids": [{}]},
        {**good, "facts": [["a"]]},
        {**good, "public": "*"},
    ):
        with pytest.raises((KeyError, TypeError, ValueError)):
            Seal.read(broken)
