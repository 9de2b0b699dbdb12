"""Write a package as the workbook that a school hands in."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from export.compact import Load, Told, attached, loaded
from export.seal import Content, Grid, Seal, Strip, prove
from export.tell import Tell, silent
from export.workbook.carry import packed, rows_of
from export.workbook.cells import Cells, cell_columns, has_tints
from export.workbook.cover import Cover, write_cover
from export.workbook.durable import write_file
from export.workbook.layout import (
    COVER,
    FIRST_ROW,
    FORMS,
    ID_KEY,
    LISTS,
    REASONS,
    SEAL,
    Column,
    bands,
    columns_of,
    fitted,
    frozen_columns,
    letter,
    sheet_names,
)  # fmt: skip
from export.workbook.lists import drop_downs, write_lists
from export.workbook.look import OPTIONS, Look
from export.workbook.mirror import mirrored
from export.workbook.package import Meta, Package
from export.workbook.paper import Workbook, add_ledger, add_sheet, new_workbook
from export.workbook.reasons import COLUMNS as REASON_COLUMNS
from export.workbook.reasons import NOTE as REASON_NOTE
from export.workbook.reasons import reason_cells
from export.workbook.sheet import NOTE, Page, write_sheet
from forms.form import Form

LONG_AGO = "2000-01-01T00:00:00"
"""Creation date where none was given: the same content gives the same bytes."""


@dataclass(frozen=True)
class Leaf:
    """One sheet of records, ready to be sealed and written."""

    name: str
    columns: list[Column]
    cells: list[Cells]

    @cached_property
    def strips(self) -> list[Strip]:
        """Its columns as everybody looks at them."""
        return list(map(Strip, self.cells))

    def grid(self) -> Grid:
        """What the seal sees of it; the column with the ids is the last."""
        shown = self.columns[:-1]
        letters = [letter(col) for col in range(len(shown))]
        keys, captions = [column.key for column in shown], [column.head for column in shown]
        *strips, ids = self.strips
        return Grid.of(self.name, keys, captions, strips, ids, FIRST_ROW, letters)


def write(package: Package, to: Path | BinaryIO, tell: Tell = silent) -> Seal:
    """Write the workbook and return its seal, whose `code` is what the school reads out on the phone.

    A path is written as a whole or not at all: Refusal where the disk is full or the file is open elsewhere. Whoever
    is told how far it is may stop it by raising: then there is no file.
    """
    data, seal = made(package, tell)
    if isinstance(to, Path):
        write_file(to, data)
    else:
        to.write(data)
    return seal


def made(package: Package, tell: Tell = silent) -> tuple[bytes, Seal]:
    """The workbook's bytes and its seal; equal packages give equal bytes."""
    names, count = sheet_names(package.forms), len(package.forms)
    leaves = {name: _leaf(package, form, names[name]) for name, form in package.forms.items()}
    tell(20)
    reasons = Leaf(REASONS, list(REASON_COLUMNS), reason_cells(package))
    definitions = definition_texts(package.forms)
    meta, cover = packed(package.meta.as_dict()), Cover(package)
    grids = [leaf.grid() for leaf in (*leaves.values(), reasons)]
    says = {"meta": meta, **answer_texts(package)}
    load = _load(package, leaves, says, definitions)
    if load is not None:
        says["copy"] = load.digest
    content = Content(grids, cover.facts, says | {f"form:{name}": text for name, text in definitions.items()})
    seal = prove(content, dict.fromkeys((grid.sheet for grid in grids), ID_KEY), package.signer)

    stream = BytesIO()
    book, look = new_book(stream, package.meta, carries=int(package.signer is not None))
    front = add_sheet(book, COVER)
    sheets = {name: add_ledger(book, name) for name in (*names.values(), REASONS)}
    ranges = write_hidden(book, look, package.forms, definitions, says | {"seal": packed(seal.as_dict())})
    write_cover(front, cover, seal.code, look)
    for at, (name, leaf) in enumerate(leaves.items()):
        tell(40 + 40 * at // count)
        page, table = _page(package, package.forms[name], leaf), package.tables.get(name)
        write_sheet(sheets[leaf.name], page, leaf.cells, look, ranges, has_tints(table) if table else None)
    write_sheet(sheets[REASONS], _reason_page(package), reasons.cells, look, ranges)
    front.activate()
    tell(80)
    return _closed(book, stream, load, Told(says, content.digests), package.signer), seal


def _closed(book: Workbook, stream: BytesIO, load: Load | None, told: Told, signer: bytes | None) -> bytes:
    """The finished workbook, with its compact copy where it has one; that is compressed while the sheets are."""
    if load is None or signer is None:
        book.close()
        return stream.getvalue()
    with ThreadPoolExecutor(1) as beside:
        payloads = beside.submit(load.payloads)
        book.close()
        return attached(stream.getvalue(), load, payloads.result(), told, signer)


def _load(
    package: Package, leaves: Mapping[str, Leaf], says: Mapping[str, str], definitions: Mapping[str, str]
) -> Load | None:
    """What the compact copy will hold; none where nobody signs, for then nobody would believe it."""
    if package.signer is None:
        return None
    columns = {name: ([column.key for column in leaf.columns], leaf.strips) for name, leaf in leaves.items()}
    return loaded(mirrored(package, sheet_names(package.forms), columns), says, definitions)


def _leaf(package: Package, form: Form, name: str) -> Leaf:
    columns, table = columns_of(form, package.forms), package.tables.get(form.name)
    if not table:
        return Leaf(name, columns, [[] for _ in columns])
    cells = cell_columns(table, columns, package.tables)
    texts = ({cell for cell in column if type(cell) is str} for column in cells)
    return Leaf(name, [fitted(column, words) for column, words in zip(columns, texts, strict=True)], cells)


def _page(package: Package, form: Form, leaf: Leaf) -> Page:
    frozen = frozen_columns(leaf.columns, form)
    return Page(
        form.zh, _beside(package), NOTE, leaf.columns, list(bands(leaf.columns, form, frozen)), frozen,
        footer_of(package), hints_of(leaf.columns),
    )  # fmt: skip


def _reason_page(package: Package) -> Page:
    return Page(REASONS, _beside(package), REASON_NOTE, REASON_COLUMNS, frozen=2, footer=footer_of(package))


def _beside(package: Package) -> str:
    return f"{package.school_name}　{package.period.zh}"


def hints_of(columns: list[Column]) -> dict[str, str]:
    """指标解释 by column."""
    shown = ((column.key, column.shown) for column in columns if not column.hidden)
    return {key: field.hint["zh"] for key, field in shown if field is not None and field.hint}


def footer_of(package: Package) -> str:
    """School, page, period and revision at the foot of every printed page (at most 255 characters, & doubled)."""
    school = f"{package.school_name}（{package.school_code}）".replace("&", "&&")[:120]
    mark = "草稿 " if package.draft else ("练习 " if package.practice else "")
    return f"&L{school}&C第 &P 页 共 &N 页&R{mark}{package.period.zh} 第{package.revision}次上报"


def new_book(stream: BytesIO, meta: Meta, *, carries: int = 0) -> tuple[Workbook, Look]:
    """An empty workbook in memory with its formats; its only clock is what it was told.

    `carries` custom XML parts will be appended to it.
    """
    created = datetime.fromisoformat(meta.made or LONG_AGO).replace(tzinfo=None)
    about = {"title": "乡校台账", "author": meta.school_name, "comments": meta.program}
    book = new_workbook(stream, OPTIONS, created, about, carries=carries)
    book.set_size(2400, 1500)
    return book, Look(book)


def definition_texts(forms: Mapping[str, Form]) -> dict[str, str]:
    """Every form with its code lists as JSON text."""
    return {name: form.packed for name, form in forms.items()}


def answer_texts(package: Package) -> dict[str, str]:
    """What the hidden sheet carries of the answers to a return slip; nothing where there is none."""
    return {"answers": packed([answer.as_dict() for answer in package.answers])} if package.answers else {}


def write_hidden(
    book: Workbook, look: Look, forms: Mapping[str, Form], definitions: Mapping[str, str], says: Mapping[str, str]
) -> dict[str, str]:
    """The sheets nobody looks at: lists, definitions, meta data and seal. Returns the ranges of the lists."""
    lists = add_sheet(book, LISTS)
    ranges = write_lists(lists, drop_downs(forms.values()), look)
    lists.hide()
    for name, texts in ((FORMS, definitions), (SEAL, says)):
        sheet = add_sheet(book, name)
        for row, cells in enumerate(rows_of(texts)):
            for col, text in enumerate(cells):
                sheet.write_string(row, col, text, look.machine())
        sheet.very_hidden()
    return ranges
