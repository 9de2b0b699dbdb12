"""Take deliveries out of a workbook. Runs in the limited reading process; only deliveries leave it."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import cast

from export.compact import part_in, part_name
from export.compact.frame import is_framed
from export.delivery import Delivery, Part
from export.delivery.answers import answers_in
from export.delivery.crates import Carried, Crate, opened
from export.delivery.digest import digest_of, said_digest
from export.delivery.forward import forward
from export.delivery.payload import compressed, content_of, place_from, read_content, table_from
from export.delivery.quick import Quick, quick_of
from export.delivery.shelf import Shelf, shelf
from export.reading.cells import read_cells
from export.reading.limits import MIB, SCHOOL, Limits
from export.reading.package import LOCAL_MARK, Package
from export.report import report
from export.seal import Verdict
from export.workbook.package import Reason
from export.workbook.received import Received
from export.workbook.verdict import says_of
from forms.facts import facts_of
from forms.form import Form
from forms.likeness import keys_of, moves_of
from forms.periods import Period
from forms.problems import Language, Refusal

ONE_IN = 50
"""Of so many workbooks that are read by their copies, one is read by its cells as well, and the two are compared."""
Answer = tuple[int, int, list[tuple[object, ...]]]
"""Deliveries in the whole file, crates in it, and the packed deliveries that were asked for."""


def collected(
    data: bytes, limits: Limits, lang: Language = "zh", salt: bytes = b"", deep: bool = False, crate: int = 0
) -> Answer:
    """The deliveries of a workbook's bytes: one of a school's own, those of a crate of what a merge has put out.

    `deep` reads cell by cell whatever the workbook says of itself; `salt` decides which workbooks are read both ways.
    A workbook whose copy says anything else than its cells, though its key signed both, is refused loudly, as is what
    is not ours.
    """
    known = shelf()
    package = Package(data, limits) if data.startswith(LOCAL_MARK) else None
    part = part_in(package, part_name(crate)) if package else b""
    if crate or is_framed("crate", part):
        return _unpacked(opened(part), known, lang)
    if len(data) > SCHOOL.file_bytes:
        raise Refusal("file_too_big", most=SCHOOL.file_bytes // MIB)
    quick = quick_of(package, part, known.forms) if package and not deep else None
    if quick is None:
        return 1, 1, [_deep(data, known, lang).packed()]
    delivery = _quick(quick, known, lang)
    if chosen(delivery.digest, salt):
        _compare(delivery, _deep(data, known, lang))
    return 1, 1, [delivery.packed()]


def chosen(digest: str, salt: bytes) -> bool:
    """Whether a delivery is read both ways. Nobody can foresee it who does not know the salt."""
    return int.from_bytes(sha256(salt + bytes.fromhex(digest)).digest()[:8], "big") % ONE_IN == 0


def _compare(quick: Delivery, deep: Delivery) -> None:
    for name in ("seal", "check_code", "key", "digest"):
        if getattr(quick, name) != getattr(deep, name):
            raise Refusal("copy_differs", school=quick.school_name)


def _quick(quick: Quick, known: Shelf, lang: Language) -> Delivery:
    delivery = _told(quick.received, quick.parts, quick.answers, known, lang)
    delivery.digest, delivery.proof, delivery.quick = quick.digest, quick.proof, True
    return delivery


def _deep(data: bytes, known: Shelf, lang: Language) -> Delivery:
    book = read_cells(data)
    if not known.receiver.is_ours(book):
        raise Refusal("not_ours")
    received = known.receiver.receive(book)
    received.settle(received.tables)
    parts: dict[str, Part] = {}
    digests: dict[str, tuple[str, str]] = {}
    for name, table in received.tables.items():
        content, definition = content_of(table, received.places[name]), known.define(received.forms[name]).digest
        parts[name] = Part(name, definition, received.places[name].sheet, len(table), compressed(content))
        digests[name] = definition, digest_of(content)
    delivery = _told(received, parts, answers_in(says_of(book)), known, lang)
    delivery.digest = said_digest(received.meta, delivery.reasons, delivery.answers, digests)
    return delivery


def _unpacked(crate: Crate, known: Shelf, lang: Language) -> Answer:
    """Deliveries that were merged elsewhere, checked again by the rules of here."""
    forms = {digest: _form(digest, crate, known) for one in crate.carried for digest in _definitions(one)}
    return crate.total, crate.of, [_again(one, forms, known, lang).packed() for one in crate.carried]


def _definitions(carried: Carried) -> list[str]:
    return [part.definition for part in carried.parts.values()]


def _form(digest: str, crate: Crate, known: Shelf) -> Form:
    """A form by its definition's digest: one that is known, or one that the crate carries."""
    definition = known.forms.get(digest)
    form = definition.form if definition else known.receiver.form(crate.definitions.get(digest, ""))
    if form is None or known.define(form).digest != digest:
        raise Refusal("crate_broken")
    return form


def _again(carried: Carried, forms: Mapping[str, Form], known: Shelf, lang: Language) -> Delivery:
    received, parts = Received(carried.meta, _proved(carried)), dict[str, Part]()
    for name, content in carried.contents.items():
        said = read_content(content)
        form, place = forms[carried.parts[name].definition], place_from(said)
        table = forward(table_from(said, form), known.receiver.today(form))
        received.tables[name], received.places[name], received.forms[name] = table, place, table.form
        parts[name] = replace(carried.parts[name], sheet=place.sheet, rows=len(received.tables[name]))
    received.reasons = [Reason(key, text) for key, text in carried.reasons]
    delivery = _told(received, parts, carried.answers, known, lang)
    delivery.definitions = {
        digest: known.define(forms[digest]).text for digest in _definitions(carried) if digest not in known.texts
    }
    delivery.digest, delivery.proof = carried.digest, carried.proof
    if not carried.proof:
        delivery.problems[:0] = carried.noticed
    return delivery


def _proved(carried: Carried) -> Verdict:
    """What can be said of the seal: what the school's own key proves; nothing good on the word of whoever merged."""
    if carried.proof:
        return Verdict("intact", (), carried.check_code, public=bytes.fromhex(carried.key))
    return Verdict("changed" if carried.seal == "changed" else "none")


def _told(
    received: Received, parts: dict[str, Part], answers: list[dict[str, str]], known: Shelf, lang: Language
) -> Delivery:
    """A delivery with everything that is found out about it; what the program ships need not be carried about."""
    told, meta = report(received, "", known.library, lang), received.meta
    delivery = Delivery(
        "", meta.school_code, meta.school_name, meta.period, meta.revision, meta.practice, meta.draft, told.seal,
        told.check_code, received.verdict.public.hex(), dict[str, str](meta.states), parts,
        reasons=[(reason.key, reason.text) for reason in received.reasons], answers=answers, on_roll=told.on_roll,
        problems=[located.packed() for located in told.problems],
    )  # fmt: skip
    definitions = map(known.define, received.forms.values())
    delivery.definitions = {each.digest: each.text for each in definitions if each.digest not in known.texts}
    if meta.period and "student" in received.tables:
        _measure(delivery, received)
    return delivery


def _measure(delivery: Delivery, received: Received) -> None:
    """What the county compares and adds up."""
    period, states = Period.read(delivery.period), cast("Mapping[str, str]", received.meta.states)
    delivery.facts = facts_of(received.tables, period, states)
    delivery.pupils = [tuple(key) for key in keys_of(received.tables, period)]
    delivery.moves = [tuple(move) for move in moves_of(received.tables, period)]
