"""Which language the program speaks: its own texts and those of Qt's dialogs, exchanged while it runs."""

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from forms.problems import Language
from ui.translation import Translation, qts_own, word

QTS_GAPS = (word("Folder"), word("Enter"), word("Up"), word("Down"))
"""What Qt's own Chinese lacks, and keys that it calls otherwise than keyboards and our buttons do.

Never a name that is another key's, as Enter for Return: Qt reads shortcuts by these names, too.
"""
LANGUAGES: tuple[tuple[Language, str], ...] = (("zh", word("Chinese")), ("en", word("English")))


class Speech(QObject):
    """English stands in the code; Chinese is laid over it. What is shown keeps its words until it is made anew."""

    def __init__(self, app: QApplication, words: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._words = app, words
        self._laid: list[QTranslator] = []

    def speak(self, language: Language) -> None:
        """Speak another language from now on."""
        self.hush()
        if language == "zh":
            own = qts_own(language, self)
            self._laid = [*([own] if own else []), Translation.read(self._words, self)]  # ours is asked first
        for one in self._laid:
            self._app.installTranslator(one)
        chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        QLocale.setDefault(chinese if language == "zh" else QLocale(QLocale.Language.English))

    def hush(self) -> None:
        """Take away every translation."""
        for one in self._laid:
            self._app.removeTranslator(one)
            one.deleteLater()
        self._laid = []
