"""The hidden half of a slip: its data as JSON text, signed with the county's key."""

import json
from base64 import b64decode, b64encode
from typing import NamedTuple

from export.reading.raw import Book
from export.seal.canon import as_bytes
from export.seal.sign import is_signed, public_key, sign
from export.slip import Slip
from export.workbook.carry import TINKERED, texts_of
from forms.problems import Refusal

HIDDEN = "_slip"
"""The hidden sheet."""
PURPOSE = "xiangxiao slip 1\n"


class Opened(NamedTuple):
    """A slip, and the county's public key that signed it."""

    slip: Slip
    public: bytes


def hidden(slip: Slip, private: bytes) -> dict[str, str]:
    """The texts of the hidden sheet."""
    text = json.dumps(slip.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    signature = sign(_message(text), private)
    return {"slip": text, "public": _letters(public_key(private)), "signature": _letters(signature)}


def is_slip(book: Book) -> bool:
    """Whether a workbook says that it is a return slip."""
    return book.sheet(HIDDEN) is not None


def opened(book: Book, file: str) -> Opened:
    """The slip in a workbook. Raises Refusal where it is none, or where somebody has changed what the county wrote."""
    sheet = book.sheet(HIDDEN)
    if sheet is None:
        raise Refusal("slip_none", file=file)
    try:
        says = texts_of(sheet.rows)
        text, public, signature = says["slip"], _bytes(says["public"]), _bytes(says["signature"])
        if not is_signed(_message(text), signature, public):
            raise Refusal("slip_changed", file=file)
        return Opened(Slip.read(json.loads(text)), public)
    except TINKERED as strange:
        raise Refusal("slip_broken", file=file) from strange


def _bytes(letters: str) -> bytes:
    return b64decode(letters, validate=True)


def _message(text: str) -> bytes:
    return as_bytes(PURPOSE + text)


def _letters(data: bytes) -> str:
    return b64encode(data).decode("ascii")
