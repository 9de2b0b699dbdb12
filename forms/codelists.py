"""Code lists: codes inside, words outside. A cell carries 男, never 1 or 1-男; foreign integers are never trusted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from forms.tidying import half_width
from forms.toml import read_toml


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a code list."""

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    retired: bool = False
    """Accepted when it arrives, no longer offered."""
    extra: Mapping[str, str] | None = None
    """What only this list knows of its options, such as whether a movement takes a pupil off the roll."""


@dataclass(frozen=True)
class CodeList:
    """A named list of options in the order in which they are offered."""

    name: str
    zh: str
    en: str
    source: str
    options: tuple[Option, ...]

    @cached_property
    def by_code(self) -> dict[str, Option]:
        """Options by their codes."""
        return {option.code: option for option in self.options}

    @cached_property
    def by_word(self) -> dict[str, str]:
        """Codes by every word that people use for them, in both languages."""
        words: dict[str, str] = {}
        for option in self.options:
            for word in (option.zh, option.en, *option.aliases):
                words.setdefault(folded(word), option.code)
        return words

    @cached_property
    def offered(self) -> tuple[Option, ...]:
        """Options of a drop-down."""
        return tuple(option for option in self.options if not option.retired)

    @cached_property
    def places(self) -> dict[str, int]:
        """Position of each code, for sorting several choices."""
        return {option.code: place for place, option in enumerate(self.options)}

    def label(self, code: str, lang: str = "zh") -> str:
        """The word for a code; an unknown code shows itself."""
        option = self.by_code.get(code)
        return code if option is None else (option.zh if lang == "zh" else option.en)

    def find(self, text: str) -> str | None:
        """The code that a person's words mean: a label, an alias, or code and label together (1-男)."""
        word = folded(text)
        if word in self.by_word:
            return self.by_word[word]
        code, _, label = (part.strip() for part in word.replace("—", "-").replace(".", "-").partition("-"))
        return code if label and self.by_word.get(label) == code else None

    def as_dict(self) -> dict[str, object]:
        """The list as JSON-able data, for a workbook that carries its own form."""
        return {
            "name": self.name, "title": {"zh": self.zh, "en": self.en}, "source": self.source,
            "options": [_option_data(option) for option in self.options],
        }  # fmt: skip


def folded(word: str) -> str:
    """A word as it is compared: half-width, no blanks, no letter case."""
    return half_width(word).replace(" ", "").casefold()


def _option_data(option: Option) -> dict[str, object]:
    data: dict[str, object] = {"code": option.code, "zh": option.zh, "en": option.en}
    if option.aliases:
        data["aliases"] = list(option.aliases)
    if option.retired:
        data["retired"] = True
    return data | dict(option.extra or {})


def list_from(data: Mapping[str, object]) -> CodeList:
    """A code list from its data; raises KeyError or ValueError where the data are broken."""
    title = cast("Mapping[str, str]", data["title"])
    options = tuple(_option_from(entry) for entry in cast("Iterable[Mapping[str, object]]", data["options"]))
    codes = [option.code for option in options]
    if len(set(codes)) != len(codes):
        raise ValueError(f"list {data['name']}: a code stands twice")
    return CodeList(str(data["name"]), title["zh"], title["en"], str(data.get("source", "")), options)


def _option_from(entry: Mapping[str, object]) -> Option:
    known = {"code", "zh", "en", "aliases", "retired"}
    extra = {name: str(value) for name, value in entry.items() if name not in known}
    aliases = tuple(cast("Iterable[str]", entry.get("aliases", ())))
    return Option(
        str(entry["code"]), str(entry["zh"]), str(entry["en"]), aliases, bool(entry.get("retired")), extra or None
    )


def read_lists(folder: Path) -> dict[str, CodeList]:
    """All code lists of `resources/codes/*.toml`; a list that stands twice is a fault of ours."""
    lists: dict[str, CodeList] = {}
    for path in sorted(folder.glob("*.toml")):
        for data in read_toml(path).get("list", []):
            codes = list_from(data)
            if codes.name in lists:
                raise ValueError(f"{path.name}: list {codes.name} stands twice")
            lists[codes.name] = codes
    return lists
