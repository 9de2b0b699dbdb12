"""A workbook that names what it carries as custom XML parts, so that office programs know what they are.

XlsxWriter knows no such parts; it lets the one who writes its packages be replaced.
"""
# pyright: reportPrivateUsage=false, reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from io import BytesIO, StringIO
from typing import Any, cast

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

from export.compact import part_name

RELATIONS, END = "xl/_rels/workbook.xml.rels", "</Relationships>"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


class _Packager(Packager):
    """Writes a package in memory, and more relations of the workbook."""

    def __init__(self, carries: int) -> None:
        super().__init__()
        self._carries = carries

    def _create_package(self) -> list[tuple[StringIO, str, bool]]:
        files = cast("list[tuple[StringIO, str, bool]]", super()._create_package())
        stream = next(stream for stream, name, _ in files if name == RELATIONS)
        head = stream.getvalue().removesuffix(END)
        stream.seek(0)
        stream.write("".join((head, *map(_relation, range(self._carries)), END)))
        return files


def _relation(number: int) -> str:
    return f'<Relationship Id="rIdCustom{number + 1}" Type="{KIND}" Target="../{part_name(number)}"/>'


class Parcel(Workbook):
    """A workbook to which so many custom XML parts will be appended."""

    def __init__(self, stream: BytesIO, options: dict[str, Any], carries: int) -> None:
        super().__init__(stream, options)
        self._carries = carries

    def _get_packager(self) -> Packager:
        return _Packager(self._carries)
