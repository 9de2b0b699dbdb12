"""The guard for .xlsx and .xlsm: inflates each part that a fast reader needs once, looks it over, drops the rest."""

import posixpath
import re
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from export.reading.limits import Limits
from export.reading.markup import Marks, marks, refuse_doctype, refuse_far_cells
from export.reading.package import Package, stored
from forms.problems import Refusal

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
INDEXES = ("[Content_Types].xml", "_rels/.rels", WORKBOOK, RELATIONS)
STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"

ACTIVE_PARTS = {
    "vbaproject": "book_has_macros",
    "macrosheets/": "book_has_macros",
    "activex": "book_has_controls",
    "externallink": "book_has_links",
    "connections": "book_has_connections",
    "embeddings/": "book_has_objects",
    "oleobject": "book_has_objects",
}
"""What the name of a part, or of its kind, gives away, and the sentence for it."""
RELATION_KIND = re.compile(rb"relationships/(\w+)")
STYLE = re.compile(rb"<(?:[\w.-]+:)?xf[\s/>]")
STYLE_OF_CELLS = re.compile(rb"<(?:[\w.-]+:)?cellXfs[\s>](.*?)</(?:[\w.-]+:)?cellXfs>", re.DOTALL)
STYLE_FORMAT = re.compile(rb"<(?:[\w.-]+:)?xf(?=[\s/>])[^>]*?(?:\snumFmtId=\"(\d+)\"|>)")
ZEROS = re.compile(rb"<(?:[\w.-]+:)?numFmt\s[^>]*>")
PROMISED = re.compile(rb"uniqueCount\s*=\s*[\"'](\d+)")
LONG = 500_000
"""Bytes of a sheet from which on a second thread is worth its while."""
LINE_BREAKS = ((b"_", b"_x000D_"), (b"&", b"&#"))
"""How a carriage return may be written in XML; the first byte alone is rare and quickly sought."""


class Clean(NamedTuple):
    """A workbook that may be read: a package of checked parts only, and what was noticed in each sheet in turn."""

    data: bytes
    marks: list[Marks]
    odd_breaks: bool
    """Whether some text may hold a carriage return."""
    long_one: int = -1
    """Place of the sheet that is so long that the others are better read beside it."""


def clean(package: Package, limits: Limits) -> Clean:
    """Look a workbook over, or refuse it with the reason."""
    refuse_active(package.names)
    parts = {name: package.read(name, limits.index_bytes) for name in INDEXES if name in package}
    parts |= {name: package.read(name) for name in (STYLES, STRINGS) if name in package}
    for part in parts.values():
        refuse_doctype(part)
    _refuse_active_relations(parts.get(RELATIONS, b""))
    _refuse_false_promises(parts.get(STRINGS, b""))
    zeros = _zero_styles(parts.get(STYLES, b""), limits)
    noticed: list[Marks] = []
    sizes: list[int] = []
    for sheet, name in sheet_parts(parts, limits):
        part = package.read(name)
        refuse_doctype(part)
        refuse_far_cells(part, limits, sheet)
        noticed.append(marks(part, zeros))
        sizes.append(len(part))
        parts[name] = part
    odd_breaks = any(map(_has_odd_breaks, parts.values()))
    whole = stored((name, part, package.checksum(name)) for name, part in parts.items())
    return Clean(whole, noticed, odd_breaks, long_one(sizes))


def long_one(sizes: list[int]) -> int:
    """The pupils' sheet of a school is longer than all its others together."""
    longest = max(sizes, default=0)
    return sizes.index(longest) if len(sizes) > 1 and longest > LONG else -1


def _has_odd_breaks(part: bytes) -> bool:
    """Whether a text of this part may hold a carriage return; of a sheet, only its cells hold texts."""
    begin, end = max(part.find(b"<sheetData"), 0), part.rfind(b"</sheetData>")
    end = end if end >= 0 else len(part)
    return any(part.find(first, begin, end) >= 0 and part.find(sign, begin, end) >= 0 for first, sign in LINE_BREAKS)


def refuse_active(names: list[str]) -> None:
    """Macros, controls, links and embedded files are refused by name, never opened."""
    for name in names:
        for sign, code in ACTIVE_PARTS.items():
            if sign in name.lower():
                raise Refusal(code)


def sheet_parts(parts: dict[str, bytes], limits: Limits) -> list[tuple[str, str]]:
    """Name of each sheet and of the part that holds it, in the order of the workbook."""
    if WORKBOOK not in parts or RELATIONS not in parts:
        raise Refusal("book_damaged")
    targets = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("xl", relation.get("Target", ""))).lstrip("/")
        for relation in _tree(parts[RELATIONS])
    }
    found: list[tuple[str, str]] = []
    for element in _tree(parts[WORKBOOK]).iter():
        if element.tag.endswith("}sheet"):
            relation = next((value for key, value in element.items() if key.endswith("}id")), "")
            found.append((element.get("name", ""), targets.get(relation, "")))
    if len(found) > limits.sheets:
        raise Refusal("too_many_sheets", sheets=len(found), most=limits.sheets)
    return found


def _tree(part: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(part)
    except (ElementTree.ParseError, ExpatError, ValueError, LookupError) as broken:
        raise Refusal("book_damaged") from broken


def _refuse_active_relations(relations: bytes) -> None:
    """The same as by name, for a part that was renamed."""
    refuse_active([f"{kind.decode()}/" for kind in RELATION_KIND.findall(relations)])


def _refuse_false_promises(strings: bytes) -> None:
    """A fast reader makes room for as many texts as are promised; none is shorter than its own `<si/>`."""
    if any(int(promised[:20]) > len(strings) for promised in PROMISED.findall(strings)):
        raise Refusal("book_damaged")


def _zero_styles(styles: bytes, limits: Limits) -> dict[bytes, int]:
    """Number of each cell style that shows whole numbers with leading zeros (000000), and how many digits it shows."""
    count = len(STYLE.findall(styles))
    if count > limits.styles:
        raise Refusal("too_many_styles", styles=count, most=limits.styles)
    formats = dict(_zero_formats(styles))
    cells = STYLE_OF_CELLS.search(styles)
    if not formats or cells is None:
        return {}
    used = enumerate(STYLE_FORMAT.findall(cells[1]))
    return {b"%d" % style: formats[number] for style, number in used if number in formats}


def _zero_formats(styles: bytes) -> list[tuple[bytes, int]]:
    found: list[tuple[bytes, int]] = []
    for number_format in ZEROS.findall(styles):
        code = re.search(rb"\sformatCode=\"(0{2,20})\"", number_format)
        number = re.search(rb"\snumFmtId=\"(\d+)\"", number_format)
        if code and number:
            found.append((number[1], len(code[1])))
    return found
