"""Program text in the user's language: English stands in the code, the words of another language in one file.

The file maps English to the other language without any context, so that the same word is always said the same way. Its
tables only keep apart who wrote what.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from forms.problems import Language
from forms.toml import read_toml


class Translation(QTranslator):
    """Serves tr() from a map; what the map lacks stays English."""

    def __init__(self, words: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    @classmethod
    def read(cls, path: Path, parent: QObject | None = None) -> "Translation":
        """The words of a file such as resources/translations/zh_CN.toml."""
        return cls(words_of(path), parent)

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1  # noqa: N803  # Qt's names
    ) -> str:  # fmt: skip
        # None lets Qt keep its own text, "" would blank it
        return self._words.get(sourceText)  # pyright: ignore[reportReturnType]

    def isEmpty(self) -> bool:  # noqa: N802
        return not self._words


class Named(Protocol):
    """A form, a field, a term: something that has a name in both languages."""

    @property
    def zh(self) -> str:
        """In Chinese."""
        ...

    @property
    def en(self) -> str:
        """In English."""
        ...


def qts_own(language: Language, parent: QObject | None = None) -> QTranslator | None:
    """The words of Qt's own dialogs and context menus; None for English, which Qt speaks by itself."""
    made = QTranslator(parent)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return made if language == "zh" and made.load("qtbase_zh_CN", folder) else None


def language() -> Language:
    """The language in which the program's own texts appear now."""
    return "zh" if translated(word("en")) == "zh" else "en"


def said(named: Named) -> str:
    """The name of something in the user's language."""
    return named.zh if language() == "zh" else named.en


def word(english: str) -> str:
    """Mark a text that stands in a table and is translated where it is shown, with `translated`."""
    return english


def translated(english: str) -> str:
    """A marked text in the user's language."""
    return QCoreApplication.translate("", english)


def counted(words: str, **facts: object) -> str:
    """A text with its facts put in: numbers in groups of three, 575,671 人; in English one school, two schools."""
    for name in facts if language() == "en" else ():
        if facts[name] == 1:
            words = re.sub(rf"(?<={{{name}}} )[a-z]+", lambda found: _single(found[0]), words)
    return words.format(**{name: f"{fact:,}" if isinstance(fact, int) else fact for name, fact in facts.items()})


def _single(noun: str) -> str:
    """One of what stands in the plural: copies → copy, classes → class, schools → school."""
    for many, one in (("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("s", "")):
        if noun.endswith(many):
            return noun.removesuffix(many) + one
    return noun


def words_of(path: Path) -> dict[str, str]:
    """All words of a file; two words for one text are a fault of ours."""
    words: dict[str, str] = {}
    for text, word in _flat(read_toml(path)):
        if words.setdefault(text, word) != word:
            raise ValueError(f"{path.name}: {text!r} is {words[text]} and {word}")
    return words


def _flat(data: Mapping[str, object]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            found += _flat(value)
        else:
            found.append((key, str(value)))
    return found
