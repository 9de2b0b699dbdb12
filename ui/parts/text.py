"""Labels whose size and colour come from the style sheet, so that they follow scheme and zoom by themselves."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def text(
    words: str = "", size: int = 14, tone: str = "ink", *, bold: bool = False, wrap: bool = False, name: str = ""
) -> QLabel:
    """A label. `tone` is one of TONES, `size` one of SIZES; `name` is its object name, for tests."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    label.setProperty("px", str(size))
    label.setProperty("bold", "true" if bold else "false")
    label.setWordWrap(wrap)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.setObjectName(name)
    return label


def say(label: QLabel, words: str, tone: str | None = None) -> None:
    """Change a label's words, and its colour where one is named."""
    if label.text() != words:
        label.setText(words)
    if tone is not None and label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)
