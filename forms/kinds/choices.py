"""One of a list, several of a list, yes or no, and the number of a class within its grade."""

import re
from dataclasses import dataclass

from forms.codelists import CodeList
from forms.kinds.base import Kind, Parsed, Raw, Value
from forms.problems import Wrong
from forms.tidying import half_width

_YES = {"是", "有", "√", "✓", "✔", "对", "y", "yes", "true", "1", "已", "v"}
_NO = {"否", "无", "×", "✗", "✘", "x", "n", "no", "false", "0", "未", "没有"}
_BETWEEN = re.compile("[、,，;；/|]+")
NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}
_CLASS = re.compile(
    r"[(](\d{1,2}|[一二三四五六七八九十]{1,3})[)](?:班|$)|(\d{1,2}|[一二三四五六七八九十]{1,3})班$|^(\d{1,2})$"
)
_GRADE = re.compile(
    r"学前班|[小中大]班|[初高小]?[一二三四五六七八九\d]年级|[初高小]?[一二三四五六七八九](?=[(\d])|\d(?=\()"
)


@dataclass(frozen=True)
class Choice(Kind):
    """One code of a code list; shown and stored in cells as its word."""

    name = "choice"
    options: CodeList | None = None

    @property
    def codes(self) -> CodeList:
        """The code list; a choice without one is a fault of the definition, found by the loader."""
        assert self.options is not None
        return self.options

    def read(self, text: str) -> Parsed:
        """A word, an alias, or code and word together. A bare code is refused: every system numbers differently."""
        code = self.codes.find(text)
        return self._not_listed(text) if code is None else code

    def _not_listed(self, text: str) -> Wrong:
        option = self.codes.by_code.get(text)
        some = "、".join(option.zh for option in self.codes.offered[:6])
        more = "…" if len(self.codes.offered) > 6 else ""
        if option is not None:
            return Wrong("kind.bare_code", {"text": text, "word": option.zh}, option.zh)
        return Wrong("kind.not_listed", {"text": text[:20], "options": some + more})

    def show(self, value: Value) -> str:
        """The Chinese word."""
        return "" if value is None else self.codes.label(str(value))


@dataclass(frozen=True)
class Choices(Choice):
    """Several codes of a code list, always in the list's order: 打工收入、政府救助."""

    name = "choices"
    stored_as = "list"

    def read(self, text: str) -> Parsed:
        """Words with 、 or a comma between them."""
        codes: set[str] = set()
        for word in filter(None, (part.strip() for part in _BETWEEN.split(text))):
            code = self.codes.find(word)
            if code is None:
                return self._not_listed(word)
            codes.add(code)
        return self.sorted(codes)

    def sorted(self, codes: set[str]) -> Parsed:
        """The codes in the order of the list; none at all is blank."""
        places = self.codes.places
        return tuple(sorted(codes, key=lambda code: places.get(code, len(places)))) or None

    def show(self, value: Value) -> str:
        """Words joined by 、."""
        return "" if value is None else "、".join(self.codes.label(code) for code in value)  # pyright: ignore[reportGeneralTypeIssues,reportUnknownVariableType,reportUnknownArgumentType,reportOptionalIterable]

    def plain(self, value: Value) -> object:
        """A list of codes."""
        return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class YesNo(Kind):
    """是 or 否. Blank is neither: it means that nobody has said yet."""

    name = "yes_no"
    stored_as = "boolean"

    def read(self, text: str) -> Parsed:
        """Every way in which rosters say yes and no: 是 有 √ 1 Y, 否 无 × 0 N."""
        word = half_width(text).casefold()
        if word in _YES:
            return True
        return False if word in _NO else Wrong("kind.not_yes_no", {"text": text[:20]})

    def read_cell(self, raw: float | bool) -> Parsed:
        """A truth value, or 1 and 0."""
        return bool(raw) if raw in (0, 1) else Wrong("kind.not_yes_no", {"text": f"{raw:g}"})

    def show(self, value: Value) -> str:
        """是, 否 or nothing."""
        return "" if value is None else ("是" if value else "否")


@dataclass(frozen=True)
class ClassNo(Kind):
    """The number of a class within its grade, from 1班, (1)班, 三年级（1）班, 二（2）班 or a bare number."""

    name = "class_no"
    stored_as = "integer"

    def read(self, text: str) -> Parsed:
        """The last number before 班."""
        found = _CLASS.search(half_width(text).replace(" ", ""))
        if not found:
            return Wrong("kind.not_class", {"text": text[:20]})
        number = counted(found[1] or found[2] or found[3])
        return number if number else Wrong("kind.not_class", {"text": text[:20]})

    def read_cell(self, raw: float | bool) -> Parsed:
        """A bare number."""
        return self.parse(f"{raw:g}") if not isinstance(raw, bool) else Wrong("kind.not_class", {"text": str(raw)})

    def show(self, value: Value) -> str:
        """1班."""
        return "" if value is None else f"{value}班"


def counted(numeral: str) -> int:
    """An Arabic or Chinese numeral below 100: 3, 三, 十二, 二十."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (NUMERALS.get(tens, 1) * 10 if ten else 0) + NUMERALS.get(ones, 0)


def grade_words(text: Raw) -> str:
    """The part of 三年级（1）班, 二(2)班 or 一年级1班 that names the grade; empty where there is none."""
    bare = half_width(str(text or "")).replace(" ", "")
    found = _GRADE.match(bare)
    return found[0] if found else ""
