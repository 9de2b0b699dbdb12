"""Numbers that name people and places: ID numbers, phones, bank cards, divisions, school codes."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal as Exact
from functools import lru_cache
from operator import mul

from forms.kinds.base import Kind, Parsed
from forms.problems import Wrong
from forms.tidying import half_width

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643-1999: 2^(18-i) mod 11."""
CHECK_CHARACTERS = "10X98765432"
_ZEROS = ord("0") * sum(WEIGHTS)
_RESIDENT = re.compile(r"[0-9]{17}[0-9X]")
_OTHER_DOCUMENT = re.compile(r"[0-9A-Z()/\-]{4,24}")
_LIKE_X = str.maketrans("хХＸｘ×", "XXXXX")
_BLANKS = re.compile(r"[\s\-–—'’`_]+")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d{2}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})(\d{7,8})")
_LOCAL = re.compile(r"[2-8]\d{6,7}")


def check_character(first17: str) -> str:
    """The 18th character of a resident ID number (GB 11643-1999)."""
    return CHECK_CHARACTERS[(sum(map(mul, WEIGHTS, first17.encode())) - _ZEROS) % 11]


@lru_cache(maxsize=1 << 14)
def is_resident_id(text: str) -> bool:
    """Whether the text is a complete resident ID number with a real birth date and the right check character."""
    return bool(_RESIDENT.fullmatch(text)) and check_character(text[:17]) == text[17] and birth_of(text) is not None


def birth_of(number: str) -> str | None:
    """The birth date (ISO) in an 18-character number, None where there is no such day."""
    return _day(number[6:14])


@lru_cache(maxsize=1 << 16)
def _day(digits: str) -> str | None:
    """There are some 40,000 days on which people were born, and 600,000 people."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born.isoformat() if 1900 <= born.year <= 2100 else None


def sex_of(number: str) -> str:
    """Code of 性别 in an 18-character number: an odd 17th digit is 1 男, an even one 2 女."""
    return "1" if int(number[16]) % 2 else "2"


def exchanges(number: str) -> list[tuple[int, str]]:
    """Numbers that two exchanged neighbours would explain: position of the first of them, and the number meant.

    One exchange in eleven is right by chance, so these are offered and never taken.
    """
    candidates = ((i + 1, number[:i] + number[i + 1] + number[i] + number[i + 2 :]) for i in range(16))
    return [(at, other) for at, other in candidates if other != number and is_resident_id(other) and _plausible(other)]


def _plausible(number: str) -> bool:
    return "1930" <= number[6:10] <= "2035"


def compact(text: str) -> str:
    """A number without blanks and dashes, half-width, upper case."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return _BLANKS.sub("", half_width(text.translate(_LIKE_X))).upper()


def spoilt(text: str) -> Wrong | None:
    """A long number that a spreadsheet wrote as 9.90123E+17: in a text, too, its last digits are gone."""
    return Wrong("kind.digits_lost", {"shown": text[:20]}) if _SCIENTIFIC.fullmatch(text) else None


@dataclass(frozen=True)
class IdCard(Kind):
    """A resident ID number (GB 11643-1999); with `other`, the number of another document is taken too.

    The first six digits are the division of first registration and may be withdrawn, so they are not looked up.
    """

    name = "id_card"
    other: bool = False

    def read(self, text: str) -> Parsed:
        """Upper case, half-width, Х as X. A wrong check character is named with the right one, never mended."""
        number = compact(text)
        if lost := spoilt(half_width(text)):
            return lost
        if _RESIDENT.fullmatch(number):
            return number if is_resident_id(number) else self._resident(number)
        if number.isdigit() and len(number) == 15:
            return Wrong("kind.id_15", {})
        if self.other and _OTHER_DOCUMENT.fullmatch(number) and not (number.isdigit() and len(number) > 10):
            return number
        return Wrong("kind.id_length", {"has": len(number)})

    def _resident(self, number: str) -> Wrong:
        also = exchanges(number)
        words = _also([at for at, _ in also])
        if birth_of(number) is None:
            return Wrong(
                "kind.id_birth", {"digits": number[6:14], "also": words}, also[0][1] if len(also) == 1 else None
            )
        expected = check_character(number[:17])
        params: dict[str, object] = {"expected": expected, "has": number[17], "also": words}
        return Wrong("kind.id_check", params, number[:17] + expected)


def _also(places: list[int]) -> dict[str, str]:
    zh = "、".join(f"第 {at} 与 {at + 1} 位" for at in places)
    en = ", ".join(f"{at} and {at + 1}" for at in places)
    return {"zh": f"（也可能是{zh}写反了）" if zh else "", "en": f" (or digits {en} were swapped)" if en else ""}


@dataclass(frozen=True)
class Phone(Kind):
    """A mobile or landline number: 13800001111, 0596-1234567."""

    name = "phone"

    def read(self, text: str) -> Parsed:
        """Blanks, dashes and +86 go; two numbers in one field are refused."""
        whole = _whole(half_width(text))
        number = _BLANKS.sub("", whole).replace("(", "").replace(")", "")
        if lost := spoilt(number):
            return lost
        number = number.removeprefix("+").removeprefix("0086") if number.startswith(("+", "0086")) else number
        number = number.removeprefix("86") if len(number) == 13 and number.startswith("86") else number
        if _MOBILE.fullmatch(number) or _LOCAL.fullmatch(number):
            return number
        landline = _LANDLINE.fullmatch(number)
        if landline:
            return f"{landline[1]}-{landline[2]}"
        if re.search(r"[,，、/;；]", text):
            return Wrong("kind.phone_several", {})
        return Wrong("kind.phone_shape", {"has": len(number)})


def _whole(text: str) -> str:
    """13800000000.0 and 1.38000000001E+10 are whole numbers in a spreadsheet's clothes, if no digit is missing."""
    if _SCIENTIFIC.fullmatch(text) and len(text.partition("E")[0]) >= len("1.3800000000"):
        return f"{Exact(text):.0f}"
    return text.removesuffix(".0")


@dataclass(frozen=True)
class BankCard(Kind):
    """A bank card or passbook account, 12 to 21 digits. As a number in a spreadsheet it is lost, as an ID number is."""

    name = "bank_card"

    def read(self, text: str) -> Parsed:
        """Digits without blanks."""
        number = compact(text)
        if lost := spoilt(half_width(text)):
            return lost
        if number.isdigit() and 12 <= len(number) <= 21:
            return number
        return Wrong("kind.card_shape", {"has": len(number)})


@dataclass(frozen=True)
class Division(Kind):
    """An administrative division: 6 digits (county), 9 (township) or 12 (village). Withdrawn codes are kept."""

    name = "division"

    def read(self, text: str) -> Parsed:
        """Digits only."""
        number = compact(text)
        return number if number.isdigit() and len(number) in (6, 9, 12) else Wrong("kind.division_shape", {})


@dataclass(frozen=True)
class SchoolCode(Kind):
    """学校(机构)标识码: ten digits AA BB CCCCCC (category, province, serial); no check digit is published."""

    name = "school_code"

    def read(self, text: str) -> Parsed:
        """Ten digits."""
        number = compact(text)
        return (
            number if number.isdigit() and len(number) == 10 else Wrong("kind.school_code_shape", {"has": len(number)})
        )
