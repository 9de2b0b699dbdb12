"""How everything looks: colours, sizes, fonts, icons and the style sheet, for one scheme and one zoom at a time.

Widgets receive the theme and ask it while they paint; `changed` tells those that keep sizes or icons.
"""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme.palette import palette
from ui.theme.sheet import filled
from ui.theme.strokes import Strokes
from ui.theme.tokens import COLOURS, Scheme

Wish = Literal["system", "light", "dark", "contrast"]
FAMILIES = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei")
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Percent; at each of them every size is a whole px or a quarter pt."""


class Theme(QObject):
    """The scheme and the zoom that are shown now, and everything that follows from them."""

    changing = Signal()
    """Every widget is about to be polished anew, which is slow: whoever can do without some lets them go now."""
    changed = Signal()

    def __init__(self, resources: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._template = (resources / "style" / "window.qss").read_text("utf-8")
        self._strokes = Strokes(resources / "icons")
        self._marks = resources / "style" / "marks"
        self.wish: Wish = "light"
        self.scheme: Scheme = "light"
        self.zoom = 100

    def dress(self, app: QApplication, wish: Wish | None = None, zoom: int | None = None) -> None:
        """Give the whole program this look, now and whenever the system's own scheme changes."""
        self.wish, self.zoom = wish or self.wish, zoom or self.zoom
        self.scheme = _scheme(self.wish, app)
        sheet = filled(self._template, COLOURS[self.scheme], self.zoom / 100, self._names())
        is_other = app.styleSheet() != sheet
        if is_other:
            self.changing.emit()
            app.setStyleSheet("")  # one sheet after another takes Qt five times as long as one after none
        app.setFont(self.font(14))
        app.setPalette(palette(COLOURS[self.scheme]))
        if is_other:
            app.setStyleSheet(sheet)
        self.changed.emit()

    def _names(self) -> dict[str, str]:
        """The face, and marks in a colour of the scheme: Qt paints those of drop-downs and boxes from files only."""
        shade = "light" if self.scheme == "dark" else "dark"
        return {
            "families": ", ".join(f'"{family}"' for family in FAMILIES),
            "arrow_down": (self._marks / f"arrow_{shade}.svg").as_posix(),
            "tick": (self._marks / "tick.svg").as_posix(),
        }

    def colour(self, token: str) -> QColor:
        """A colour by its token."""
        return QColor(COLOURS[self.scheme][token])

    def px(self, size: float) -> int:
        """A length given at 100 %, as it is now."""
        return round(size * self.zoom / 100)

    def font(self, size: float = 14, *, bold: bool = False) -> QFont:
        """The face of the program; size in px at 96 dpi, set in pt so that it follows the system's resolution."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPointSizeF(size * 0.75 * self.zoom / 100)
        font.setBold(bold)
        return font

    def metrics(self, size: float = 14, *, bold: bool = False) -> QFontMetrics:
        """Measures of the face."""
        return QFontMetrics(self.font(size, bold=bold))

    def pixmap(self, icon: str, token: str = "ink2", size: float = 18, ratio: float = 1.0) -> QPixmap:
        """An icon in a colour, sharp at a device's pixel ratio; size in px at 100 %."""
        return self._strokes.pixmap(
            icon, self.colour(token).name(), self.colour(_mark(icon)).name(), self.px(size), ratio
        )

    def icon(self, name: str, token: str = "ink2", size: float = 18) -> QIcon:
        """For Qt's own widgets; asked for anew after `changed`."""
        made = QIcon()
        for ratio in (1.0, 1.25, 1.5, 2.0):
            made.addPixmap(self.pixmap(name, token, size, ratio))
        return made

    def icon_size(self, size: float = 18) -> QSize:
        """What to tell a widget of Qt that shows an icon."""
        return QSize(self.px(size), self.px(size))


def _mark(icon: str) -> str:
    """The colour of the sign on a filled glyph."""
    return "on_amber" if icon == "glyph_reminder" else ("on_fill" if icon.startswith("glyph_") else "ink")


def _scheme(wish: Wish, app: QApplication) -> Scheme:
    if wish != "system":
        return wish
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
