"""Bytes of a text file → text, for what reaches a school: UTF-8, GB 18030, and the UTF-16 of Excel's “Unicode 文本”."""

import codecs
import re
from contextlib import suppress

from forms.problems import Refusal

MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,30})", re.IGNORECASE)
CHINESE = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030"}
"""Names of what is always read as GB 18030, which holds them all (GB 18030-2022)."""
NEVER_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> str:
    """The text; a refusal when the bytes are no text at all."""
    text = _decoded(data)
    if NEVER_IN_TEXT.search(text):
        raise Refusal("file_not_a_table")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _first_that_fits(data[len(mark) :], (encoding,))
    if b"\0" in data:
        raise Refusal("file_not_a_table")
    declared = DECLARED.search(data, 0, 4096)
    chinese = declared is not None and declared[1].decode().lower() in CHINESE
    return _first_that_fits(data, ("gb18030", "utf-8") if chinese else ("utf-8", "gb18030"))


def _first_that_fits(data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise Refusal("text_encoding")


def one_break(text: str) -> str:
    """The text with line feeds only; `_x000D_` is a carriage return in Excel's XML (ECMA-376 part 1, 22.9.2.19)."""
    if "\r" not in text and "_x000D_" not in text:
        return text
    return text.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
