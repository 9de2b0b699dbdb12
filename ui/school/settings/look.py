"""How the program looks, how large it is, which language it speaks: seen at once, remembered on this PC."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.parts import Card, Fields, Segments, row
from ui.speech import LANGUAGES
from ui.theme import ZOOMS, Theme
from ui.translation import language, translated, word

SCHEMES = (
    ("system", word("As the system")), ("light", word("Light")), ("dark", word("Dark")),
    ("contrast", word("High contrast")),
)  # fmt: skip


class LookCard(Card):
    """Scheme, zoom and language."""

    asked = Signal(str, int)
    """Scheme and zoom in percent."""
    spoken = Signal(str)
    """Another language."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Appearance"), parent=parent)
        self._theme = theme
        self.scheme, self.zoom = Segments(theme, self.tr("Colours")), QComboBox()
        for key, words in SCHEMES:
            self.scheme.add(key, translated(words))
        for percent in ZOOMS:
            self.zoom.addItem(f"{percent} %", percent)
        fields = Fields(theme)
        schemes = QWidget()
        schemes.setFocusProxy(self.scheme)
        row(self.scheme, None, parent=schemes)
        fields.add(self.tr("Colours"), schemes)
        fields.add(self.tr("Size"), self.zoom, self.tr("Also with Ctrl and +, − or 0"))
        self.language, languages = Segments(theme, self.tr("Language")), QWidget()
        for key, words in LANGUAGES:
            self.language.add(key, translated(words))
        self.language.chosen.connect(self.spoken)
        languages.setFocusProxy(self.language)
        row(self.language, None, parent=languages)
        fields.add(self.tr("Language"), languages, self.tr("What is printed and sent stays Chinese."))
        self.body.addLayout(row(fields, margins=16))
        self.scheme.chosen.connect(self._ask)
        self.zoom.activated.connect(self._ask)
        theme.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show how it is."""
        self.scheme.choose(self._theme.wish)
        self.zoom.setCurrentIndex(self.zoom.findData(self._theme.zoom))
        self.language.choose(language())

    def _ask(self) -> None:
        self.asked.emit(self.scheme.value, self.zoom.currentData())
