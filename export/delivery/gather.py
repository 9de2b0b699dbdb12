"""Take deliveries out of a workbook. Runs in the limited reading process; only deliveries leave it."""

from collections.abc import Mapping
from functools import cache

from export.delivery import Delivery, Part
from export.delivery.digest import digest_of, joint_digest
from export.delivery.payload import compressed, content_of
from export.reading.cells import read_cells
from export.reading.limits import Limits
from export.report import report
from export.workbook.carry import packed
from export.workbook.read import Receiver
from export.workbook.received import Received
from forms.library import Library
from forms.problems import Language, Refusal


def collected(data: bytes, limits: Limits, lang: Language = "zh", *, deep: bool = False) -> list[tuple[object, ...]]:
    """The packed deliveries of a workbook's bytes: one of a school's own, many of what a merge has put out.

    `deep` reads cell by cell whatever the workbook says of itself. Raises Refusal for what is not ours.
    """
    del deep
    library, receiver = _shelf()
    book = read_cells(data, limits=limits)
    if not receiver.is_ours(book):
        raise Refusal("not_ours")
    return [_delivery(receiver.receive(book), library, lang).packed()]


@cache
def _shelf() -> tuple[Library, Receiver]:
    """What the reading process knows: loaded with the first book and kept for the next."""
    library = Library.built_in()
    return library, Receiver(library)


def _delivery(received: Received, library: Library, lang: Language) -> Delivery:
    """What was received and what is to be said about it; the report matches references before they are packed."""
    told, meta = report(received, "", library, lang), received.meta
    definitions = {name: packed(form.as_dict()) for name, form in received.forms.items()}
    contents = {name: content_of(table, received.places[name]) for name, table in received.tables.items()}
    delivery = Delivery(
        "", meta.school_code, meta.school_name, meta.period, meta.revision, meta.practice, meta.draft, told.seal,
        told.check_code, received.verdict.public.hex(), dict[str, str](meta.states),
        {name: _part(received, name, definitions[name], content) for name, content in contents.items()},
        {digest_of(text): text for text in definitions.values()},
        [(reason.key, reason.text) for reason in received.reasons],
    )  # fmt: skip
    delivery.problems = [located.packed() for located in told.problems]
    delivery.on_roll = told.on_roll
    delivery.digest = said_digest(delivery, {name: digest_of(content) for name, content in contents.items()})
    return delivery


def _part(received: Received, name: str, definition: str, content: bytes) -> Part:
    rows, sheet = len(received.tables[name]), received.places[name].sheet
    return Part(name, digest_of(definition), sheet, rows, compressed(content))


def said_digest(delivery: Delivery, contents: Mapping[str, str]) -> str:
    """The digest of all that a delivery says; `contents` names for every form the digest of its content."""
    head = (
        delivery.school, delivery.school_name, delivery.period, delivery.revision, delivery.practice, delivery.draft,
    )  # fmt: skip
    parts = {name: contents[name] + delivery.parts[name].definition for name in delivery.parts}
    return joint_digest(head, delivery.states, delivery.reasons, delivery.answers, parts)
