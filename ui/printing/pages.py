"""A paper laid out in A4 pages at 96 dpi: screen, printer and PDF only scale it, so that the preview never lies."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from export.jobs.listing import keep
from ui.printing.face import face
from ui.printing.form_sheet import SheetBody
from ui.printing.list_body import ListBody
from ui.printing.paper import Paper
from ui.printing.text_body import TextBody

INCH = 96
SHORT, LONG = 210 / 25.4 * INCH, 297 / 25.4 * INCH
SIDE, TOP, BOTTOM = 52, 56, 60
STAMP_INK = "#1F5590"
PDF_DPI = 300
TellPages = Callable[[int, int], object]
"""Hears which page is next, and how many there are."""


class Pages:
    """The pages of a paper; `foot` is printed below each of them."""

    def __init__(self, paper: Paper, foot: str = "") -> None:
        self.paper, self._foot = paper, foot
        self.size = QSizeF(LONG, SHORT) if paper.is_landscape else QSizeF(SHORT, LONG)
        room = QSizeF(self.size.width() - 2 * SIDE, self.size.height() - TOP - BOTTOM)
        self._body = _body(paper, room)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._body.count

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page, counted from 0, with its upper left corner at the painter's origin."""
        painter.save()
        painter.translate(SIDE, TOP)
        self._body.paint(painter, page)
        painter.restore()
        self._paint_foot(painter, page)
        if self.paper.is_stamped and page == 0:
            self._paint_stamp(painter)

    def print_to(self, device: QPagedPaintDevice, tell: TellPages = lambda _done, _of: None) -> None:
        """Paint all pages on a printer or into a PDF; who is told of every page may stop it by raising."""
        painter = QPainter(device)
        try:
            scale = device.logicalDpiX() / INCH
            for page in range(self.count):
                tell(page, self.count)
                if page:
                    device.newPage()
                painter.save()
                painter.scale(scale, scale)
                self.paint(painter, page)
                painter.restore()
        finally:
            painter.end()

    @property
    def layout(self) -> QPageLayout:
        """A4 without margins: the pages have their own."""
        turned = self.paper.is_landscape
        way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
        return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(0, 0, 0, 0))

    def pdf(self, tell: TellPages = lambda _done, _of: None) -> bytes:
        """All pages as a PDF with its fonts inside."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self.paper.title)
        writer.setCreator("Xiangxiao")
        writer.setResolution(PDF_DPI)
        writer.setPageLayout(self.layout)
        self.print_to(writer, tell)
        buffer.close()
        return bytes(data.data())

    def save_pdf(self, to: Path, tell: TellPages = lambda _done, _of: None) -> None:
        """Write the PDF whole or not at all. Raises Refusal."""
        keep(to, self.pdf(tell))

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        painter.save()
        painter.setFont(face(11))
        painter.setPen(QColor("#444444"))
        box = QRectF(SIDE, self.size.height() - BOTTOM + 14, self.size.width() - 2 * SIDE, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, self._foot)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"第 {page + 1} 页，共 {self.count} 页")
        if self.paper.mark:
            painter.setFont(face(14, bold=True))
            painter.setPen(QColor("#8A4B00"))
            painter.drawText(QRectF(SIDE, 26, box.width(), 22), Qt.AlignmentFlag.AlignRight, self.paper.mark)
        painter.restore()

    def _paint_stamp(self, painter: QPainter) -> None:
        """审核通过 in blue ink and a little askew; it never stands for the school's own seal."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.size.width() - SIDE - 62, TOP + 66)
        painter.rotate(-7)
        ink = QColor(STAMP_INK)
        painter.setPen(QPen(ink, 3))
        painter.drawRoundedRect(QRectF(-46, -46, 92, 92), 6, 6)
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(QRectF(-41, -41, 82, 82), 4, 4)
        painter.setFont(face(27, bold=True))
        painter.drawText(QRectF(-46, -46, 92, 92), Qt.AlignmentFlag.AlignCenter, "审核\n通过")
        painter.restore()


def _body(paper: Paper, room: QSizeF) -> SheetBody | ListBody | TextBody:
    if paper.sheets:
        return SheetBody(paper.sheets, room)
    return ListBody(paper.lists, room) if paper.lists else TextBody(paper.body, room)
