"""Looks at a file's bytes before a fast reader may touch them: what it really is, and whether it is safe to read.

A 5 kB workbook with one cell at XFD1048576 ends a process in the fast reader (calamine #693), and ten million blanks
fit in a few kB of zip. Whatever passes here is small, honest about its sizes, and holds nothing that could act.
"""

import re
from pathlib import Path
from typing import NamedTuple

from export.reading.biff import look_over
from export.reading.limits import MIB, Limits
from export.reading.ods import MIMETYPE, clean_ods
from export.reading.ole import MAGIC, Container
from export.reading.package import END_MARK, LOCAL_MARK, Package
from export.reading.raw import Kind
from export.reading.spreadsheet_xml import NAMESPACE
from export.reading.text import decode
from export.reading.xlsx import WORKBOOK, Clean, clean
from forms.problems import Refusal

HEAD = 4096
HTML = re.compile(r"<(?:html|table|!doctype\s+html|head|body|meta)\b", re.IGNORECASE)

OTHER_KINDS = {
    b"%PDF": {"zh": "PDF 文件", "en": "a PDF file"},
    b"\xff\xd8\xff": {"zh": "照片", "en": "a photograph"},
    b"\x89PNG": {"zh": "图片", "en": "a picture"},
    b"GIF8": {"zh": "图片", "en": "a picture"},
    b"Rar!": {"zh": "压缩包", "en": "an archive"},
    b"7z\xbc\xaf": {"zh": "压缩包", "en": "an archive"},
    b"\x1f\x8b": {"zh": "压缩包", "en": "an archive"},
    b"{\\rtf": {"zh": "文字文档", "en": "a text document"},
    b"MIME-Version": {"zh": "单个文件网页", "en": "a single-file web page"},
    b"SQLite format 3": {"zh": "数据库", "en": "a database"},
}
OTHER_PACKAGES = {
    "word/document.xml": {"zh": "Word 文档", "en": "a Word document"},
    "ppt/presentation.xml": {"zh": "演示文稿", "en": "a presentation"},
    "xl/workbook.bin": {"zh": "二进制工作簿（.xlsb）", "en": "a binary workbook (.xlsb)"},
}


class Checked(NamedTuple):
    """Bytes that may be read, of what kind, and what was noticed on the way. A text comes decoded."""

    kind: Kind
    clean: Clean | None = None
    text: str = ""


def load(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, or a refusal that says why they cannot be had."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError as missing:
        raise Refusal("file_not_found") from missing
    except OSError as failed:
        raise Refusal("file_not_readable") from failed
    return data


def check(data: bytes, limits: Limits) -> Checked:
    """Find out what the bytes are, whatever the file is called, and refuse what is not safe to read."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refusal("file_empty")
    if len(data) > limits.file_bytes:
        raise Refusal("file_too_big", most=limits.file_bytes // MIB)
    if data.startswith((LOCAL_MARK, END_MARK)):
        return _package(Package(data, limits), limits)
    if data.startswith(MAGIC):
        noticed = look_over(Container(data, limits), limits)
        return Checked("xls", Clean(data, noticed, odd_breaks=True))
    for mark, kind in OTHER_KINDS.items():
        if data.startswith(mark):
            raise Refusal("file_other_kind", kind=kind)
    return _text(decode(data))


def _package(package: Package, limits: Limits) -> Checked:
    for part, kind in OTHER_PACKAGES.items():
        if part in package:
            raise Refusal("file_other_kind", kind=kind)
    if WORKBOOK in package:
        return Checked("xlsx", clean(package, limits))
    if "mimetype" in package and package.read("mimetype", HEAD).strip() == MIMETYPE:
        return Checked("ods", clean_ods(package, limits))
    raise Refusal("file_not_a_table")


def _text(text: str) -> Checked:
    head = text.lstrip()[:HEAD]
    if head.startswith("<") and NAMESPACE in head:
        return Checked("xml", text=text)
    if head.startswith("<") and HTML.search(head):
        return Checked("html", text=text)
    return Checked("csv", text=text)
