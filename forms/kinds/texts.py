"""Words: free text, people's names, notes over several lines, and codes with a shape."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from forms.kinds.base import Kind, Parsed
from forms.problems import Wrong
from forms.tidying import half_width, tidy

_INTERPUNCT = re.compile("[•‧⋅∙・･．.﹒●]")
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff"
_SPACE_IN_HAN = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")
_HAN_OR_DOT = re.compile(f"[{_HAN}·]+")


@dataclass(frozen=True)
class Text(Kind):
    """One line of words, at most `length` characters (code points, so that rare characters count once)."""

    name = "text"
    length: int = 200

    def read(self, text: str) -> Parsed:
        """Line breaks become spaces; the words stay as they are."""
        return self.within(" ".join(text.split()) if "\n" in text else text)

    def within(self, text: str) -> Parsed:
        """The text, unless it is longer than the field."""
        if len(text) > self.length:
            return Wrong("kind.too_long", {"length": self.length, "has": len(text)})
        return text


@dataclass(frozen=True)
class Note(Text):
    """Words over several lines."""

    name = "note"
    length: int = 1000

    def read(self, text: str) -> Parsed:
        """Line breaks stay."""
        return self.within(text)


@dataclass(frozen=True)
class Name(Text):
    """A person's name as the police registered it.

    Never normalised (NFKC destroys rare characters). Only the interpunct of minority names becomes U+00B7 and blanks
    between Han characters go (民委发〔2016〕33号: at least 50 characters, interpunct GB18030 A1A4).
    """

    name = "name"
    length: int = 50

    def read(self, text: str) -> Parsed:
        """“张　三” is 张三; “买买提.艾力” is 买买提·艾力; Latin names keep their blanks and stops."""
        text = " ".join(text.split())
        if text.isascii():
            return self.within(text)
        bare = _SPACE_IN_HAN.sub("", text)
        dotted = _INTERPUNCT.sub("·", bare.replace(" ", ""))
        return self.within(dotted if _HAN_OR_DOT.fullmatch(dotted) else bare)


@dataclass(frozen=True)
class Code(Kind):
    """A code with a shape: postal code, asset number, account. Half-width, no blanks, leading zeros kept."""

    name = "code"
    length: int = 40
    pattern: str = ""
    shape: Mapping[str, str] | None = None
    """What it must look like, in words of both languages."""

    @cached_property
    def _shape(self) -> re.Pattern[str] | None:
        return re.compile(self.pattern) if self.pattern else None

    def read(self, text: str) -> Parsed:
        """Upper case is not forced: codes of other systems are theirs."""
        code = half_width("".join(tidy(half_width(text)).split()))
        if len(code) > self.length:
            return Wrong("kind.too_long", {"length": self.length, "has": len(code)})
        if self._shape and not self._shape.fullmatch(code):
            return Wrong("kind.code_shape", {"shape": self.shape or {"zh": self.pattern, "en": self.pattern}})
        return code or None
