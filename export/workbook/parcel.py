"""A workbook that names its compact copy as a custom XML part, so that office programs know what it is.

XlsxWriter knows no such parts; it lets the one who writes its packages be replaced.
"""
# pyright: reportPrivateUsage=false, reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from io import StringIO
from typing import cast

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

from export.compact import NAME

RELATIONS, END = "xl/_rels/workbook.xml.rels", "</Relationships>"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


class _Packager(Packager):
    """Writes a package in memory, and one more relation of the workbook."""

    def _create_package(self) -> list[tuple[StringIO, str, bool]]:
        files = cast("list[tuple[StringIO, str, bool]]", super()._create_package())
        stream = next(stream for stream, name, _ in files if name == RELATIONS)
        head = stream.getvalue().removesuffix(END)
        stream.seek(0)
        stream.write(f'{head}<Relationship Id="rIdCopy" Type="{KIND}" Target="../{NAME}"/>{END}')
        return files


class Parcel(Workbook):
    """A workbook to which its compact copy will be attached."""

    def _get_packager(self) -> Packager:
        return _Packager()
