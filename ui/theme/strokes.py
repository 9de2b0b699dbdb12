"""The icons: SVG strokes on a grid of 24, tinted and rendered for a device, kept once rendered."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class Strokes:
    """Icons by the names of their files."""

    def __init__(self, folder: Path) -> None:
        self._sources = {file.stem: file.read_text("utf-8") for file in folder.glob("*.svg")}
        self._made: dict[tuple[str, str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: str, mark: str, size: int, ratio: float) -> QPixmap:
        """An icon `size` px high, as wide as its own shape asks; KeyError for a name without a file."""
        key = (name, colour, mark, size, ratio)
        if key not in self._made:
            self._made[key] = self._rendered(*key)
        return self._made[key]

    def _rendered(self, name: str, colour: str, mark: str, size: int, ratio: float) -> QPixmap:
        source = self._sources[name].replace("currentColor", colour).replace("markColor", mark)
        renderer = QSvgRenderer(QByteArray(source.encode()))
        box = renderer.viewBoxF()
        width = round(size * box.width() / box.height())
        pixmap = QPixmap(round(width * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, width, size))
        painter.end()
        return pixmap
