"""Where F6 goes: from one pane of the window to the next, and round again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def next_of(ring: Sequence[QWidget], focus: QWidget | None) -> QWidget:
    """The pane after the one in which the cursor stands; the first one where it stands in none. A pane in which nothing
    takes the cursor now is passed over.
    """
    ring = [pane for pane in ring if _stop(pane)] or ring
    within = (at for at, pane in enumerate(ring) if focus and (pane is focus or pane.isAncestorOf(focus)))
    return ring[(next(within, -1) + 1) % len(ring)]


def enter(pane: QWidget) -> None:
    """Put the cursor into a pane: on itself, or on the first thing in it that takes it."""
    if stop := _stop(pane):
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def _stop(pane: QWidget) -> QWidget | None:
    if pane.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return pane
    inside = [one for one in pane.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return next((one for one in inside if one.isVisible() and one.isEnabled()), None)
