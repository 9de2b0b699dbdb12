"""A workbook's compact copy as what a reader of its cells would have received."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from export.compact import NAME, Copy, copy_in, is_proved, part_in
from export.delivery import Part
from export.delivery.answers import answers_in
from export.delivery.digest import said_digest
from export.delivery.payload import place_from, read_content, table_from
from export.delivery.shelf import Definition
from export.reading.fast import read_sheets
from export.reading.limits import Limits
from export.reading.package import LOCAL_MARK, Package
from export.reading.raw import Book
from export.reading.xlsx import long_one, refuse_active
from export.seal import Verdict
from export.workbook.carry import TINKERED
from export.workbook.package import FORMAT, Meta
from export.workbook.read import meta_in
from export.workbook.received import Received

SHEETS = "xl/worksheets/"
"""Where the program's workbooks have their sheets, in order."""


@dataclass(frozen=True, slots=True)
class Quick:
    """What a copy holds."""

    received: Received
    parts: dict[str, Part]
    answers: list[dict[str, str]]
    digest: str
    proof: str


def quick_of(package: Package, part: bytes, known: Mapping[str, Definition]) -> Quick | None:
    """What the copy in a workbook holds; None where the cells must be asked, for whatever reason.

    `known` are the definitions by which records may be read as they are. Raises Refusal for a package that must not be
    opened at all.
    """
    refuse_active(package.names)
    copy = copy_in(package, part)
    if copy is None or any(listed.definition not in known for listed in copy.listed):
        return None
    try:
        return _read(copy, known)
    except (*TINKERED, IndexError):
        return None


def _read(copy: Copy, known: Mapping[str, Definition]) -> Quick | None:
    meta, answers, digest = meta_in(copy.says), answers_in(copy.says), _digest(copy)
    if digest is None:
        return None
    code = copy.code({digest: definition.text for digest, definition in known.items()})
    received = Received(meta, Verdict("intact", (), code, code, copy.key), reasons=copy.reasons)
    parts: dict[str, Part] = {}
    for listed, payload, content in zip(copy.listed, copy.payloads, copy.contents(), strict=True):
        form, said = known[listed.definition].form, read_content(content)
        if form.name != listed.form or listed.form in parts:
            return None
        name, table, place = form.name, table_from(said, form), place_from(said)
        if said["form"] != name or len(table.raw) != len(said["raw"]):  # an older program reads less than this one
            return None
        received.forms[name], received.tables[name], received.places[name] = form, table, place
        parts[name] = Part(name, listed.definition, place.sheet, len(table), payload)
    return Quick(received, parts, answers, digest, copy.proof)


def _digest(copy: Copy) -> str | None:
    """The delivery's digest, where the seal's check code stands for it and the copy's key vouches for both."""
    meta, answers = meta_in(copy.says), answers_in(copy.says)
    reasons = [(reason.key, reason.text) for reason in copy.reasons]
    digest = said_digest(meta, reasons, answers, {each.form: (each.definition, each.content) for each in copy.listed})
    proved = _is_whole(meta) and copy.says.get("copy") == digest and is_proved(digest, copy.proof, copy.key)
    return digest if proved else None


def _is_whole(meta: Meta) -> bool:
    """Whether it is what this program says of a school's return."""
    return meta.format == FORMAT and bool(meta.school_code and meta.period) and not meta.template


def book_as_written(data: bytes, limits: Limits) -> Book | None:
    """The cells of a workbook that is byte for byte what the program wrote; None of any other.

    Somebody's key vouches for these bytes, so nobody looks for what a stranger may have put between them. They are
    parsed all the same, every cell, and held against their seal: a copy may lie, and anybody may make a key. Such a
    liar harms at most the limited process.
    """
    if not data.startswith(LOCAL_MARK):
        return None
    package = Package(data, limits)
    refuse_active(package.names)
    copy = copy_in(package, part_in(package, NAME))
    if copy is None or _digest(copy) is None:
        return None
    sizes = [entry.size for entry in package.entries if entry.name.startswith(SHEETS)]
    sheets = read_sheets(data, None, limits, merges=False, odd_breaks=copy.has_returns, long_one=long_one(sizes))
    return Book(sheets, "xlsx", sha256(data).hexdigest())
