"""Makes spreadsheet files that want to do harm: take all memory, never end, fetch files, run something, or lie.

Every file is built from nothing, in a few milliseconds and a few kilobytes, and never touches a disk. Nothing here
knows the reader; `CASES` says only what a careful reader must find.
"""

import io
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

import msoffcrypto.format.ooxml

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
MIB = 1 << 20

HONEST_ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>年龄</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c><c r="B2"><v>9</v></c></row>'
)


@dataclass(frozen=True)
class Part:
    """One entry of a zip as it will be written, true or not."""

    name: str
    packed: bytes
    size: int
    crc: int
    flags: int = 0x800
    method: int = 8

    @classmethod
    def of(cls, name: str, content: bytes | str) -> "Part":
        """An honest entry."""
        raw = content.encode() if isinstance(content, str) else content
        return cls(name, deflated(raw), len(raw), zlib.crc32(raw))

    @classmethod
    def swollen(cls, name: str, unit: bytes, mebibytes: int) -> "Part":
        """An entry of so many MiB of `unit`, of which only the first MiB is ever compressed."""
        once = (unit * (MIB // len(unit) + 1))[:MIB]
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        block = squeeze.compress(once) + squeeze.flush(zlib.Z_FULL_FLUSH)
        return cls(name, block * mebibytes + b"\x03\x00", min(MIB * mebibytes, 0xFFFFFFFE), zlib.crc32(once))


def deflated(content: bytes) -> bytes:
    """Raw deflate, as it stands in a zip."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(content) + squeeze.flush()


def zipped(parts: Iterable[Part], *, twice: int = 0, claimed: int | None = None) -> bytes:
    """A zip of the parts; `twice` more directory lines for the first of them; `claimed`: the number it says it has."""
    body, lines = bytearray(), list[bytes]()
    for part in parts:
        name = part.name.encode()
        common = (part.flags, part.method, 0, 0x21, part.crc, len(part.packed), part.size, len(name), 0)
        lines.append(struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, *common, 0, 0, 0, 0, len(body)) + name)
        body += struct.pack("<4s5H3L2H", b"PK\3\4", 20, *common) + name + part.packed
    lines += [lines[0].replace(b"xl", b"%02x" % number) for number in range(twice)]
    directory = b"".join(lines)
    count = len(lines) if claimed is None else claimed
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(body), 0)
    return bytes(body) + directory + end


def sheet(rows: str = HONEST_ROWS, *, before: str = "", after: str = "", prolog: str = "") -> str:
    """The XML of a sheet."""
    return f'{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook_parts(rows: str = HONEST_ROWS, others: Mapping[str, str] | None = None) -> dict[str, Part]:
    """The parts of a small workbook with one sheet, by name; `others` replaces or adds some."""
    sheets = '<sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets>'
    texts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(f"{OFFICE}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(f"{OFFICE}/worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet(rows),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>张三</t></si></sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf/></cellXfs></styleSheet>',
    }
    return {name: Part.of(name, text) for name, text in (texts | dict(others or {})).items()}


def content_types() -> str:
    """What each part is, as a strict reader wants it."""
    kinds = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "sharedStrings": "sharedStrings",
        "styles": "styles",
    }
    root = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    lines = (f'<Override PartName="/xl/{part}.xml" ContentType="{root}.{kind}+xml"/>' for part, kind in kinds.items())
    plain = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{plain}{"".join(lines)}</Types>'


def relations(kind: str, target: str) -> str:
    """A list of relations with one line."""
    line = f'<Relationship Id="r1" Type="{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{line}</Relationships>'


def workbook(rows: str = HONEST_ROWS, others: Mapping[str, str] | None = None) -> bytes:
    """A small workbook."""
    return zipped(workbook_parts(rows, others).values())


def with_part(part: Part) -> bytes:
    """A small workbook in which one part is replaced or added."""
    return zipped((workbook_parts() | {part.name: part}).values())


def with_sheet(text: str) -> bytes:
    """A small workbook whose sheet is this XML."""
    return with_part(Part.of("xl/worksheets/sheet1.xml", text))


def with_empty(name: str) -> bytes:
    """A small workbook with one part more."""
    return with_part(Part.of(name, b"\0"))


def damaged(name: str, **lies: int) -> bytes:
    """A small workbook of which one part lies about itself."""
    parts = workbook_parts()
    return zipped((parts | {name: replace(parts[name], **lies)}).values())


def cell(address: str, value: str = "<v>1</v>") -> str:
    """A row with one filled cell."""
    return f'<row><c r="{address}">{value}</c></row>'


def laughs(levels: int = 12, each: int = 12) -> str:
    """Entities that refer to entities: each^levels laughs."""
    entities = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * each + '">' for n in range(1, levels))
    return f'<!DOCTYPE worksheet [<!ENTITY l0 "哈">{entities}]>'


def quadratic() -> str:
    """One long entity, meant to be used often."""
    return f'<!DOCTYPE worksheet [<!ENTITY a "{"哈" * 50_000}">]>'


def fetching(target: str) -> str:
    """An entity that is a file or an address."""
    return f'<!DOCTYPE worksheet [<!ENTITY a SYSTEM "{target}">]>'


def repeated_text(texts: int, size: int) -> bytes:
    """Few bytes in the file, `texts` × `size` in memory: every cell refers to the same long text."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, texts + 1))
    return workbook(cells, {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{"哈" * size}</t></si></sst>'})


def with_password(password: str = "密码 Pass-2026") -> bytes:
    """A small workbook, encrypted as Excel and WPS do it."""
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(workbook())).encrypt(password, locked)
    return locked.getvalue()


def opendocument(table: str, manifest: str = "", others: Iterable[str] = ()) -> bytes:
    """A small .ods with this inside its only table."""
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = f'xmlns:office="{ns}:office:1.0" xmlns:table="{ns}:table:1.0" xmlns:text="{ns}:text:1.0"'
    body = f'<office:spreadsheet><table:table table:name="名单">{table}</table:table></office:spreadsheet>'
    texts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<manifest xmlns="{ns}:manifest:1.0">{manifest}</manifest>',
        "content.xml": f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {spaces}/>",
        **dict.fromkeys(others, ""),
    }
    return zipped(Part.of(name, text) for name, text in texts.items())


def repeated_cells(rows: int, columns: int, filled: bool = True) -> bytes:
    """A .ods that promises rows × columns cells in one line."""
    value = ' office:value-type="string"><text:p>哈</text:p></table:table-cell>' if filled else "/>"
    repeat = f'<table:table-cell table:number-columns-repeated="{columns}"{value}'
    return opendocument(f'<table:table-row table:number-rows-repeated="{rows}">{repeat}</table:table-row>')


class Case(NamedTuple):
    """One hostile or merely odd file: how it is made, and the code of the refusal, or "" when it must be read."""

    make: Callable[[], bytes]
    verdict: str


FAR = "XFD1048576"
SHEET = "xl/worksheets/sheet1.xml"

CASES: dict[str, Case] = {
    # too much
    "blanks": Case(lambda: with_part(Part.swollen(SHEET, b" ", 4000)), "zip_bomb"),
    "blanks within the size": Case(lambda: with_part(Part.swollen(SHEET, b" ", 60)), "zip_bomb"),
    "cells": Case(lambda: with_part(Part.swollen(SHEET, b"<c><v>1</v></c>", 2000)), "zip_bomb"),
    "one text": Case(lambda: with_part(Part.swollen("xl/sharedStrings.xml", b"x", 4000)), "zip_bomb"),
    "a picture": Case(lambda: with_part(Part.swollen("xl/media/image1.png", b"\0", 100)), "zip_bomb"),
    "an understated size": Case(lambda: damaged(SHEET, size=100), "zip_bomb"),
    "a large index": Case(lambda: with_part(Part.swollen("xl/workbook.xml", b" ", 3)), "zip_bomb"),
    "a long index": Case(
        lambda: workbook(others={"[Content_Types].xml": f"<a>{Random(1).randbytes(3 * MIB // 2).hex()}</a>"}),
        "zip_bomb",
    ),
    "styles": Case(
        lambda: with_part(Part.of("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{"<xf/>" * 100_000}</styleSheet>')),
        "too_many_styles",
    ),
    "sheets": Case(
        lambda: workbook(
            others={"xl/workbook.xml": f'<workbook xmlns="{MAIN}">{"<sheet/>" * 300}</workbook>'},
        ),
        "too_many_sheets",
    ),
    "promised texts": Case(
        lambda: workbook(others={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" uniqueCount="4294967295"/>'}),
        "book_damaged",
    ),
    "tables in .ods": Case(lambda: opendocument("</table:table><table:table>" * 300), "too_many_sheets"),
    "sheets in XML Spreadsheet": Case(
        lambda: f'<Workbook xmlns="{SPREADSHEET}">{"<Worksheet/>" * 300}</Workbook>'.encode(), "too_many_sheets"
    ),
    # broken inside, and zipped honestly
    "an index that is no XML": Case(
        lambda: workbook(others={"xl/workbook.xml": "<workbook><a></workbook>"}), "book_damaged"
    ),
    "an index in an unknown encoding": Case(
        lambda: workbook(others={"xl/workbook.xml": "<?xml version='1.0' encoding='no-such'?><workbook/>"}),
        "book_damaged",
    ),
    "no index": Case(lambda: zipped([Part.of("xl/workbook.xml", "<workbook/>")]), "book_damaged"),
    "a sheet that is missing": Case(
        lambda: workbook(others={"xl/_rels/workbook.xml.rels": relations(f"{OFFICE}/worksheet", "no.xml")}),
        "book_damaged",
    ),
    "a text that is missing": Case(lambda: workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "book_damaged"),
    "a .ods that is no XML": Case(lambda: opendocument("</table:table>"), "book_damaged"),
    # too far
    "the last cell": Case(lambda: workbook(cell("A1") + cell(FAR)), "cell_too_far"),
    "a far row": Case(lambda: workbook(cell("A1") + cell("BI200001", "<v> </v>")), "cell_too_far"),
    "a far column": Case(lambda: workbook(cell("A1") + cell("AAA1")), "cell_too_far"),
    "small letters": Case(lambda: workbook(cell("A1") + cell(FAR.lower())), "cell_too_far"),
    "more letters than columns": Case(lambda: workbook(cell("A1") + cell("ABCDEFG1")), "cell_too_far"),
    "too many letters": Case(lambda: workbook(cell("A1") + cell("ABCDEFGHIJ1")), "book_damaged"),
    "too many digits": Case(lambda: workbook(cell("A1") + cell("A99999999999")), "book_damaged"),
    "spaces in the tag": Case(
        lambda: workbook(cell("A1") + f"<row><c\tr = '{FAR}' ><v>1</v></c></row>"), "cell_too_far"
    ),
    "a trap before the address": Case(
        lambda: workbook(cell("A1") + f'<row><c s=">" r="{FAR}"><v>1</v></c></row>'), "cell_too_far"
    ),
    "an address in a reference": Case(lambda: workbook(cell("A1") + cell("&#88;FD1")), "book_damaged"),
    "a prefix": Case(
        lambda: workbook(cell("A1") + f'<x:row xmlns:x="{MAIN}"><x:c r="{FAR}"><x:v>1</x:v></x:c></x:row>'),
        "cell_too_far",
    ),
    "cells without addresses": Case(lambda: workbook("<row>" + "<c><v>1</v></c>" * 800 + "</row>"), "cell_too_far"),
    "rows without addresses": Case(lambda: workbook("<row><c><v>1</v></c></row>" * 20_001), "cell_too_far"),
    "a far row number": Case(lambda: workbook('<row r="1048576"><c><v>1</v></c></row>'), "cell_too_far"),
    "repeats in .ods": Case(lambda: repeated_cells(1_000_000, 10_000), "cell_too_far"),
    # what Excel, WPS and LibreOffice themselves write
    "far blank cells": Case(
        lambda: workbook(HONEST_ROWS + f'<row r="1048576"><c r="{FAR}" s="0"/><c r="A1" s="0"></c></row>'), ""
    ),
    "blank repeats in .ods": Case(lambda: repeated_cells(1_000_000, 16_384, filled=False), ""),
    "a merge over everything": Case(
        lambda: with_sheet(sheet(after=f'<mergeCells><mergeCell ref="A1:{FAR}"/></mergeCells>')), ""
    ),
    "many merges": Case(
        lambda: with_sheet(sheet(after="<mergeCells>" + f'<mergeCell ref="A1:{FAR}"/>' * 20_000 + "</mergeCells>")), ""
    ),
    "a link over everything": Case(
        lambda: with_sheet(sheet(after=f'<hyperlinks><hyperlink ref="A1:{FAR}"/></hyperlinks>')), ""
    ),
    "too small a dimension": Case(lambda: with_sheet(sheet(before='<dimension ref="A1"/>')), ""),
    "too large a dimension": Case(lambda: with_sheet(sheet(before=f'<dimension ref="A1:{FAR}"/>')), ""),
    "deep nesting": Case(lambda: with_sheet(sheet(after="<a>" * 50_000 + "</a>" * 50_000)), ""),
    # entities
    "laughs": Case(lambda: with_sheet(sheet(prolog=laughs())), "book_has_doctype"),
    "laughs in the workbook": Case(lambda: workbook(others={"xl/workbook.xml": laughs() + "<a/>"}), "book_has_doctype"),
    "quadratic": Case(lambda: with_sheet(sheet(prolog=quadratic())), "book_has_doctype"),
    "a local file": Case(lambda: with_sheet(sheet(prolog=fetching("file:///etc/passwd"))), "book_has_doctype"),
    "an address": Case(
        lambda: workbook(others={"xl/sharedStrings.xml": fetching("http://127.0.0.1/") + "<sst/>"}), "book_has_doctype"
    ),
    "behind a comment": Case(
        lambda: with_sheet(sheet(prolog="\ufeff<?xml version='1.0'?>\n<!-- <worksheet> -->" + laughs())),
        "book_has_doctype",
    ),
    "in UTF-16": Case(lambda: with_part(Part.of(SHEET, sheet(prolog=laughs()).encode("utf-16"))), "book_damaged"),
    # a directory that lies
    "many entries": Case(lambda: zipped(Part.of(f"xl/media/{number}.png", b"") for number in range(5000)), "zip_parts"),
    "more entries than it says": Case(lambda: zipped(workbook_parts().values(), claimed=3), "zip_contradicts"),
    "fewer entries than it says": Case(lambda: zipped(workbook_parts().values(), claimed=300), "book_damaged"),
    "overlapping entries": Case(
        lambda: zipped((Part.swollen("xl/a.xml", b"x", 1), *workbook_parts().values()), twice=200), "zip_contradicts"
    ),
    "the same name twice": Case(
        lambda: zipped([*workbook_parts().values(), Part.of(SHEET.upper(), sheet())]), "zip_twice"
    ),
    "an overstated size": Case(lambda: damaged(SHEET, size=10_000), "book_damaged"),
    "a wrong checksum": Case(lambda: damaged(SHEET, crc=1), "book_damaged"),
    "a locked entry": Case(lambda: damaged(SHEET, flags=1), "book_has_password"),
    "an unknown method": Case(lambda: damaged(SHEET, method=99), "book_damaged"),
    "a way up": Case(lambda: with_empty("../../windows/win.ini"), "zip_path"),
    "a way up with backslashes": Case(lambda: with_empty("xl\\..\\..\\win.ini"), "zip_path"),
    "a drive": Case(lambda: with_empty("C:\\win.ini"), "zip_path"),
    "the root": Case(lambda: with_empty("/etc/passwd"), "zip_path"),
    "cut short": Case(lambda: workbook()[:-30], "book_damaged"),
    "only a beginning": Case(lambda: workbook()[:200], "book_damaged"),
    # what acts
    "macros": Case(lambda: with_empty("xl/vbaProject.bin"), "book_has_macros"),
    "macros of Excel 4": Case(lambda: with_empty("xl/macrosheets/sheet1.xml"), "book_has_macros"),
    "macros under another name": Case(
        lambda: workbook(
            others={
                "xl/_rels/workbook.xml.rels": relations(f"{OFFICE}/vbaProject", "theme.bin"),
                "xl/theme.bin": "",
            }
        ),
        "book_has_macros",
    ),
    "macros in .ods": Case(lambda: opendocument("", others=["Basic/Standard/Module1.xml"]), "book_has_macros"),
    "controls": Case(lambda: with_empty("xl/activeX/activeX1.xml"), "book_has_controls"),
    "links": Case(lambda: with_empty("xl/externalLinks/externalLink1.xml"), "book_has_links"),
    "connections": Case(lambda: with_empty("xl/connections.xml"), "book_has_connections"),
    "embedded files": Case(lambda: with_empty("xl/embeddings/oleObject1.bin"), "book_has_objects"),
    # locked, empty, something else
    "a password": Case(with_password, "book_has_password"),
    "a password in .ods": Case(
        lambda: opendocument("", manifest="<file-entry><encryption-data/></file-entry>"), "book_has_password"
    ),
    "nothing": Case(lambda: b"", "file_empty"),
    "only blanks": Case(lambda: b"\r\n \t\0", "file_empty"),
    "a zip of something else": Case(lambda: zipped([Part.of("读我.txt", "你好")]), "file_not_a_table"),
    "a Word document": Case(lambda: zipped([Part.of("word/document.xml", "<a/>")]), "file_other_kind"),
    "a PDF": Case(lambda: b"%PDF-1.7\n%\xe2\xe3", "file_other_kind"),
    "noise": Case(lambda: bytes(range(256)) * 4, "file_not_a_table"),
    "broken text": Case(lambda: b"\xff\xff\xff,\xff\xff\xff\n", "text_encoding"),
    "a large file": Case(lambda: b"a,b\n" * (8 * MIB), "file_too_big"),
    # text that grows
    "a wide line": Case(lambda: b"," * 1000 + b"x", "cell_too_far"),
    "many lines": Case(lambda: b"x\n" * 20_001, "cell_too_far"),
    "a wide HTML row": Case(lambda: b"<table><tr>" + b"<td>x" * 800, "cell_too_far"),
    "spans in HTML": Case(lambda: b"<table>" + b"<tr><td rowspan=99999999 colspan=200>x</td></tr>" * 3, ""),
    "tables in tables": Case(lambda: b"<table><tr><td>" * 500, "too_many_sheets"),
    "entities in XML Spreadsheet": Case(
        lambda: (laughs() + f'<Workbook xmlns="{SPREADSHEET}"/>').encode(),
        "book_has_doctype",
    ),
}
"""Every file a careful reader must have an answer for, in words that say what is wrong with it."""
