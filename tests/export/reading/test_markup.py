"""What is noticed in the XML of a sheet, in the dialects that Excel, WPS, LibreOffice and others write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.reading.limits import SCHOOL, Limits
from export.reading.markup import Marks, marks, refuse_doctype, refuse_far_cells
from export.reading.raw import address
from forms.problems import Refusal
from tests.faults.hostile import sheet

NEAR = Limits(rows=120, columns=40)


def noticed(rows: str, zeros: dict[bytes, int] | None = None, after: str = "") -> Marks:
    return marks(sheet(rows, after=after).encode(), zeros or {})


def is_far(rows: str, limits: Limits = SCHOOL) -> bool:
    try:
        refuse_far_cells(sheet(rows).encode(), limits, "名单")
    except Refusal as refusal:
        return refusal.code == "cell_too_far"
    return False


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>A1+1</f><v>3</v></c>',
        '<c r="B2" s="1"><f aca="false">A1+1</f><v>3</v></c>',
        '<c r="B2" t="str"><f>A1&amp;""</f><v></v></c>',
        '<c r="B2" t="str"><f>A1&amp;""</f></c>',
        '<c r="B2" t="b"><f>TRUE()</f><v>1</v></c>',
        '<c r="B2"><f t="shared" ref="B2:B9" si="0">A1</f><v>3</v></c>',
        '<c r="B2"><f t="array" ref="B2">"&gt;"</f><v>3</v></c>',
    ],
)
def test_a_computed_formula_is_marked(cell: str) -> None:
    found = noticed(f'<row r="2">{cell}</row>')
    assert found.formulas == {"B2"}
    assert found.unsaved == set()


@pytest.mark.parametrize(
    "cell", ['<c r="B2"><f>A1+1</f><v></v></c>', '<c r="B2"><f>A1+1</f><v/></c>', '<c r="B2"><f>A1+1</f></c>']
)
def test_a_formula_without_a_saved_value_is_told_apart(cell: str) -> None:
    found = noticed(f'<row r="2">{cell}<c r="C2"><v>1</v></c></row>')
    assert found.formulas == {"B2"}
    assert found.unsaved == {"B2"}


def test_shared_formulas_mark_every_cell() -> None:
    found = noticed(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>3</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c><c r="B2"><f t="shared" si="0"/></c></row>'
    )
    assert found.formulas == {"A1", "A2", "B2"}
    assert found.unsaved == {"B2"}


def test_formulas_with_a_prefix_are_seen() -> None:
    xml = '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c r="C3"><x:f>A1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
    assert marks(xml.encode(), {}).unsaved == {"C3"}


def test_rules_outside_the_cells_are_no_formulas() -> None:
    after = '<dataValidations><dataValidation sqref="A1"><formula1>list</formula1></dataValidation></dataValidations>'
    assert noticed('<row r="1"><c r="A1"><v>1</v></c></row>', after=after) == Marks()


def test_a_mark_on_a_cell_without_an_address_is_left_out() -> None:
    found = noticed('<row><c><f>A1</f></c><c t="e"><v>#N/A</v></c><c s="2"><v>7</v></c></row>', {b"2": 5})
    assert found == Marks()


def test_errors_are_named() -> None:
    found = noticed(
        '<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1" s="3" t="e"><f>1/0</f><v>#N/A</v></c>'
        '<c r="C1" t="str"><v>#DIV/0!</v></c></row>'
    )
    assert found.errors == {"A1": "#DIV/0!", "B1": "#N/A"}
    assert found.formulas == {"B1"}


def test_hidden_rows_are_counted_from_0() -> None:
    found = noticed(
        '<row r="1" hidden="false"><c r="A1"/></row><row r="3" ht="15" hidden="1"/><row hidden="true" r="7"></row>'
    )
    assert found.hidden_rows == {2, 6}


def test_zeros_that_only_a_format_shows_are_marked() -> None:
    rows = '<row r="1"><c r="A1" s="2"><v>7</v></c><c r="B1" s="22"><v>7</v></c><c r="C1" s="3"><v>7</v></c></row>'
    assert noticed(rows, {b"2": 5, b"3": 3}).padded == {"A1": 5, "C1": 3}


@given(
    st.lists(
        st.tuples(st.integers(0, 150), st.integers(0, 60), st.booleans(), st.sampled_from([" ", "\n", " s='1' "])),
        max_size=12,
    )
)
def test_far_cells_are_found_exactly(cells: list[tuple[int, int, bool, str]]) -> None:
    rows = "".join(
        f'<row r="{row + 1}"><c{gap}r="{address(row, col)}"{"><v>1</v></c>" if filled else "/>"}</row>'
        for row, col, filled, gap in cells
    )
    expected = any(filled and (row >= NEAR.rows or col >= NEAR.columns) for row, col, filled, _ in cells)
    assert is_far(rows, NEAR) == expected


@pytest.mark.parametrize("tag", ["<cols/>", "<col min='1'/>", "<cfRule/>", "<customSheetViews/>"])
def test_other_tags_that_begin_alike_are_no_cells(tag: str) -> None:
    assert not is_far(tag * 30_000)


@pytest.mark.parametrize(
    "prolog", ["", "\ufeff", '<?xml version="1.0"?>\n', "<!-- <!DOCTYPE a> -->", "\n<?a <!DOCTYPE?><!---->\r\n"]
)
def test_an_honest_prolog_passes(prolog: str) -> None:
    refuse_doctype(f"{prolog}<a>&lt;!DOCTYPE</a>".encode())


@pytest.mark.parametrize("prolog", ["<!DOCTYPE a>", "<?a?> <!doctype a>", "<!---->\n<!ENTITY a 'b'>"])
def test_a_doctype_is_refused(prolog: str) -> None:
    with pytest.raises(Refusal, match="book_has_doctype"):
        refuse_doctype(f"{prolog}<a/>".encode())


@pytest.mark.parametrize("part", [b"", b"text", b"\xff\xfe<\0a\0", b"<!-- no end"])
def test_what_is_no_xml_is_damage(part: bytes) -> None:
    with pytest.raises(Refusal, match="book_"):
        refuse_doctype(part)
