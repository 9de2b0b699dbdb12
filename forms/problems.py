"""What can be wrong, as data: a problem is a code with parameters, and its sentence lives in the catalogue.

Two things may go wrong that are not our fault: a value that cannot be read (`Wrong`, an ordinary value that travels
with the data) and a world that does not play along (`Refusal`, an exception told calmly: disk full, wrong password).
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from forms.toml import read_toml

OF_THE_FILE = ("seal.", "workbook.")
"""How the codes begin of what is wrong with a file and not with its records; only a new export puts it right."""
Level = Literal["error", "reminder"]
Language = Literal["zh", "en"]
Texts = Mapping[str, str]
"""A text in both languages: {"zh": …, "en": …}."""


class Wrong(NamedTuple):
    """A text that a kind could not read: why (`code`, `params`), and the text that was probably meant (`fix`)."""

    code: str
    params: dict[str, object]
    fix: str | None = None


class Refusal(Exception):
    """The world's fault, told calmly: the sentence of `refusal.<code>` says where, what, and what to do.

    Parameters never hold a person's data, because a refusal may reach a log.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a check found: 错误 (`error`) must be fixed, 提醒 (`reminder`) is fixed or explained."""

    code: str
    level: Level
    form: str
    field: str | None = None
    row: int = -1
    """Index in the table; -1 when the form as a whole is meant."""
    record: str = ""
    """Lasting id of the record, empty while it has none."""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict[str, object])
    fix: str | None = None
    say: Texts | None = None
    """A form's own sentence for this check, instead of the catalogue's."""

    @property
    def key(self) -> str:
        """Stable name of this problem, to which the reason (说明) for a reminder is tied."""
        return f"{self.code}|{self.form}|{self.record}|{self.field or ''}"

    def at_row(self, row: int) -> "Problem":
        """The same problem in another row of the table."""
        return Problem(
            self.code, self.level, self.form, self.field, row, self.record, self.params, self.fix, self.say
        )  # fmt: skip


class Catalogue:
    """Sentences of problems and refusals in two languages, read from `resources/problems/*.toml`."""

    def __init__(self, sentences: Mapping[str, Texts]) -> None:
        self._sentences = sentences

    @classmethod
    def read(cls, folder: Path) -> "Catalogue":
        """Join all files of the folder; a code that stands in two files is a fault of ours."""
        sentences: dict[str, Texts] = {}
        for path in sorted(folder.glob("*.toml")):
            for code, texts in read_toml(path).items():
                if code in sentences:
                    raise ValueError(f"{path.name}: {code} already has a sentence")
                sentences[code] = texts
        return cls(sentences)

    @property
    def codes(self) -> set[str]:
        """Every code that has a sentence."""
        return set(self._sentences)

    def texts(self, code: str) -> Texts:
        """The sentence of a code in both languages, with its placeholders."""
        return self._sentences[code]

    def text(self, code: str, params: Mapping[str, object], lang: Language = "zh") -> str:
        """The sentence of a code; a parameter given in both languages is taken in `lang`."""
        return _fill(self._sentences[code][lang], params, lang)

    def sentence(self, problem: Problem, lang: Language = "zh") -> str:
        """What a clerk reads: what is wrong and what to do."""
        if problem.say is not None:
            return _fill(problem.say[lang], problem.params, lang)
        return self.text(problem.code, problem.params, lang)

    def refusal(self, refusal: Refusal, lang: Language = "zh") -> str:
        """What is told when the world does not play along."""
        return self.text(f"refusal.{refusal.code}", refusal.params, lang)


def quoted(sentence: str, lang: Language) -> str:
    """English with straight marks: the Chinese faces of a window draw the round ones a whole character wide."""
    return sentence.replace("“", '"').replace("”", '"') if lang == "en" else sentence


def _fill(sentence: str, params: Mapping[str, object], lang: Language) -> str:
    spoken = {name: _spoken(value, lang) for name, value in params.items()}
    return quoted(sentence.format_map(spoken), lang)


def _spoken(value: object, lang: Language) -> object:
    return value[lang] if isinstance(value, Mapping) else value  # pyright: ignore[reportUnknownVariableType]
