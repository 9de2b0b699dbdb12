"""Hold a workbook against the seal that it carries."""

import json
from collections.abc import Mapping
from typing import cast

from export.reading.raw import Book, Raw, position
from export.seal import Change, Content, Grid, Seal, Strip, Trace, Verdict, verify
from export.workbook.carry import TINKERED, texts_of
from export.workbook.layout import FORMS, SEAL, letter
from export.workbook.locate import Bodies, Place, place_of

Says = Mapping[str, str]
BESIDE = ("answers", "copy")
"""What a workbook may say beside its meta data, sealed where it is there."""
NONE = Verdict("none")
BROKEN = Verdict("changed", (Change("unreadable", SEAL),))


def verdict_of(book: Book, bodies: Bodies | None = None) -> Verdict:
    """`intact`, `changed` with every place that can be named, or `none` for a workbook without a seal."""
    text = says_of(book).get("seal")
    if not text:
        return NONE
    seal = seal_from(text)
    return verify(seal, content_of(book, seal, bodies or Bodies())) if seal is not None else BROKEN


def says_of(book: Book) -> Says:
    """What the workbook says of itself: its meta data and its seal, as JSON texts."""
    sheet = book.sheet(SEAL)
    return texts_of(sheet.rows) if sheet else {}


def definitions_of(book: Book) -> Says:
    """The forms that the workbook carries, as JSON texts by their names."""
    sheet = book.sheet(FORMS)
    return texts_of(sheet.rows) if sheet else {}


def seal_from(text: str) -> Seal | None:
    """The seal from its text; None where somebody has tinkered with it."""
    try:
        data = json.loads(text)
        return Seal.read(cast("Mapping[str, object]", data))
    except TINKERED:
        return None


def content_of(book: Book, seal: Seal, bodies: Bodies) -> Content:
    """What now stands where the seal was put."""
    grids = [grid for trace in seal.traces if (grid := _grid(book, trace, bodies)) is not None]
    texts = {f"form:{name}": text for name, text in definitions_of(book).items()}
    says = says_of(book)
    texts |= {"meta": says.get("meta", ""), **{name: says[name] for name in BESIDE if name in says}}
    return Content(grids, {place: _cell(book, *place) for place in seal.facts}, texts)


def _cell(book: Book, sheet: str, address: str) -> Raw:
    found = book.sheet(sheet)
    try:
        row, col = position(address)
    except ValueError:
        return None
    rows = found.rows if found else []
    return rows[row][col] if row < len(rows) and col < len(rows[row]) else None


def _grid(book: Book, trace: Trace, bodies: Bodies) -> Grid | None:
    sheet = book.sheet(trace.sheet)
    captions = {**dict(zip(trace.keys, trace.captions, strict=True)), trace.id_key: trace.id_key}
    place = place_of(sheet, captions) if sheet else None
    if sheet is None or place is None:
        return None
    columns = bodies.columns(sheet, place.first)
    blank = Strip((None,) * max(len(sheet.rows) - place.first, 0))
    found = [place.columns.get(key) for key in trace.keys]
    names = place.columns.get(trace.id_key)
    return Grid.of(
        trace.sheet, trace.keys, [_caption(sheet.rows, place, col) for col in found],
        [blank if col is None else columns[col] for col in found], blank if names is None else columns[names],
        place.first + 1, ["" if col is None else letter(col) for col in found],
        added=list(place.aside.values()), nameless=names is None,
    )  # fmt: skip


def _caption(rows: list[list[Raw]], place: Place, col: int | None) -> str:
    return "" if col is None or place.caption_row < 0 else str(rows[place.caption_row][col] or "")
