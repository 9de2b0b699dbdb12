"""The face of everything on paper. Sizes are px of a page at 96 dpi, so that no screen's resolution changes a line."""

from PySide6.QtGui import QFont

FACES = ["SimSun", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Sans CJK SC"]


def face(size: int, *, bold: bool = False) -> QFont:
    """宋体, or what the system has in its place."""
    font = QFont()
    font.setFamilies(FACES)
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
