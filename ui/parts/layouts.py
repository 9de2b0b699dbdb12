"""Layouts in one line: margins and gaps are named where they are used."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

Laid = TypeVar("Laid", bound=QBoxLayout)
Margins = int | tuple[int, int, int, int]
Piece = QWidget | QLayout | int | None
"""A widget, a layout, a gap in px, or None for what may stretch."""


def row(*pieces: Piece, gap: int = 8, margins: Margins = 0, parent: QWidget | None = None) -> QHBoxLayout:
    """Pieces side by side."""
    return _filled(QHBoxLayout(parent) if parent else QHBoxLayout(), pieces, gap, margins)


def column(*pieces: Piece, gap: int = 8, margins: Margins = 0, parent: QWidget | None = None) -> QVBoxLayout:
    """Pieces one below the other."""
    return _filled(QVBoxLayout(parent) if parent else QVBoxLayout(), pieces, gap, margins)


def spaced(layout: QLayout, margins: Margins, gap: int | None = None) -> None:
    """Set margins and gap of any layout."""
    layout.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if gap is not None:
        layout.setSpacing(gap)


def clear(layout: QLayout) -> None:
    """Empty a layout; the widgets go with it."""
    while (item := layout.takeAt(0)) is not None:
        _drop(item)


def _drop(item: QLayoutItem) -> None:
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
    elif inner is not None:
        clear(inner)


def _filled(layout: Laid, pieces: tuple[Piece, ...], gap: int, margins: Margins) -> Laid:
    spaced(layout, margins, gap)
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, int):
            layout.addSpacing(piece)
        elif isinstance(piece, QWidget):
            layout.addWidget(piece)
        else:
            layout.addLayout(piece)
    return layout
