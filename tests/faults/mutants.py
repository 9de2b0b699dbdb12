"""Damages files at random, but the same way for the same seed: bytes flipped, cut, doubled; zipped parts rewritten.

Random bytes inside a zip only break its checksums. So most mutants of a zip are made inside: a part is unpacked, damaged
and packed again with true sizes and checksums, which is what reaches a reader's later half.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from random import Random

TOKEN = re.compile(rb"<[^<>]*>|\"[^\"]*\"|[0-9]+|[A-Za-z]+")
NASTY = (
    b"",
    b"0",
    b"-1",
    b"1048576",
    b"4294967295",
    b"99999999999999999999",
    b"1e400",
    b"NaN",
    b"XFD1048576",
    b'"',
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"\0",
    b"\xff\xfe",
    b"<c>",
    b"</c>",
    b"<row>",
    b"<v>",
    b'<c r="ZZ99999" t="s"><v>7</v></c>',
    b't="e"',
    b"<f>",
    b"<!--",
    b"<![CDATA[",
    b"<?",
    b"_x000D_",
    b"\r\n",
)


def mutants(original: bytes, seed: int) -> Iterator[bytes]:
    """Endless damaged copies of a file."""
    chance = Random(seed)
    ways: list[Callable[[bytes, Random], bytes]] = [flipped, cut, doubled, torn, spoilt]
    if zipfile.is_zipfile(io.BytesIO(original)):
        ways += [repacked] * 10
    while True:
        yield chance.choice(ways)(original, chance)


def flipped(data: bytes, chance: Random) -> bytes:
    """Some bits differ."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data))]


def torn(data: bytes, chance: Random) -> bytes:
    """A piece is missing from the middle."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 600) :]


def doubled(data: bytes, chance: Random) -> bytes:
    """A piece stands there many times."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 200)]
    return data[:start] + piece * chance.choice((2, 3, 50)) + data[start:]


def spoilt(data: bytes, chance: Random) -> bytes:
    """Something nasty stands in the place of a word or number."""
    tokens = list(TOKEN.finditer(data))
    if not tokens:
        return flipped(data, chance)
    token = chance.choice(tokens)
    other = chance.choice(NASTY) if chance.random() < 0.7 else chance.choice(tokens)[0]
    return data[: token.start()] + other + data[token.end() :]


def repacked(data: bytes, chance: Random) -> bytes:
    """One part of a zip is damaged, and the zip knows nothing of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([each for each in parts if parts[each] and not each.startswith("docProps")])
    for _ in range(chance.choice((1, 1, 2, 4))):
        parts[name] = chance.choice((flipped, torn, doubled, spoilt, spoilt, spoilt))(parts[name] or b"<", chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in parts.items():
            package.writestr(zipfile.ZipInfo(part), content)
    return out.getvalue()
