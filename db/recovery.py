"""The recovery code: 26 characters on a printed sheet in the school's cabinet, or read out over the phone.

120 random bits as 24 symbols of Crockford's alphabet (no I, L, O, U) and two check symbols. They make a Reed–Solomon
code over GF(32) with distance 3, so every one or two wrong symbols, hence every swap, is noticed before the slow key
derivation is tried, and the group in which a single slip sits can be named.
"""

import secrets
import unicodedata

from forms.problems import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
GROUP = 5
_LOOK_ALIKE = str.maketrans("OILU", "011V")
_SEPARATORS = " -_.,·—–‐−\t\n"
_MODULUS = 0b100101
"""x⁵ + x² + 1, primitive over GF(2)."""


def new_code() -> str:
    """A fresh code as it is printed: ABCDE-FGHJK-…"""
    symbols = [secrets.randbelow(32) for _ in range(LENGTH - 2)]
    return grouped("".join(ALPHABET[symbol] for symbol in [*_checks(symbols), *symbols]))


def grouped(code: str) -> str:
    """Groups of five; the last one takes the odd symbol."""
    starts = range(0, LENGTH - 1, GROUP)
    return "-".join(code[at : at + GROUP] if at + GROUP < LENGTH - 1 else code[at:] for at in starts)


def bare(text: str) -> str:
    """The symbols of what was typed: upper case, half width, look-alikes mended, separators gone."""
    typed = unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKE)
    return "".join(symbol for symbol in typed if symbol not in _SEPARATORS)


def resembles(text: str) -> bool:
    """Whether a text is meant as a recovery code rather than a password."""
    code = bare(text)
    return len(code) == LENGTH and set(code) <= set(ALPHABET)


def read(text: str) -> str:
    """The code in a text, or Refusal: `recovery_length`, or `recovery_mistyped` with the group that is likely wrong."""
    code = bare(text)
    if len(code) != LENGTH:
        raise Refusal("recovery_length", has=len(code), needed=LENGTH)
    if not set(code) <= set(ALPHABET):
        raise Refusal("recovery_mistyped")
    symbols = [ALPHABET.index(symbol) for symbol in code]
    error, weighted = _sums(symbols)
    if error == weighted == 0:
        return code
    at = next((i for i in range(LENGTH) if error and _times(error, _POWERS[i]) == weighted), None)
    if at is None:
        raise Refusal("recovery_mistyped")
    raise Refusal("recovery_group", group=min(at // GROUP + 1, LENGTH // GROUP))


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= _MODULUS
        b >>= 1
    return product


def _powers() -> list[int]:
    powers = [1]
    while len(powers) < 31:
        powers.append(_times(powers[-1], 2))
    return powers


_POWERS = _powers()


def _sums(symbols: list[int]) -> tuple[int, int]:
    """Both are 0 for a correct code: the sum of the symbols, and the sum weighted by powers of the generator."""
    plain = weighted = 0
    for at, symbol in enumerate(symbols):
        plain ^= symbol
        weighted ^= _times(symbol, _POWERS[at])
    return plain, weighted


def _checks(symbols: list[int]) -> tuple[int, int]:
    """The two symbols to put in front: c₀ + c₁ = p and c₀ + 2·c₁ = w, so c₁ = (p + w) / 3."""
    plain, weighted = _sums([0, 0, *symbols])
    second = _times(plain ^ weighted, _POWERS[-_POWERS.index(3) % 31])
    return plain ^ second, second
