"""HTML as the body of pages: tables whose captions are repeated on every page."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QPalette, QTextDocument

from ui.printing.face import face
from ui.printing.paper import STYLE


@dataclass
class TextBody:
    """One document, laid out when it is first asked."""

    html: str
    size: QSizeF

    @property
    def count(self) -> int:
        """Pages."""
        return self._document.pageCount()

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page's body at the painter's origin."""
        wide, high = self.size.width(), self.size.height()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, page * high, wide, high)  # pyright: ignore[reportAttributeAccessIssue]
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
        context.palette = palette  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.translate(0, -page * high)
        painter.setClipRect(QRectF(-1, page * high - 1, wide + 2, high + 2))
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    @cached_property
    def _document(self) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(face(12))
        document.setDefaultStyleSheet(STYLE)
        document.setHtml(self.html)
        document.setPageSize(self.size)
        return document
