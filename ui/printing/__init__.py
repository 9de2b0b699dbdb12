"""What goes on paper: each list is a `Paper`, laid out in pages that screen, printer and PDF paint alike."""

from ui.printing.pages import Pages
from ui.printing.paper import Paper, foot
from ui.printing.press import Press

__all__ = ["Pages", "Paper", "Press", "foot"]
