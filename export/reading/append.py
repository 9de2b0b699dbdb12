"""One more part at the end of a zip file, without touching what stands before it."""

import zlib

from export.reading.package import DEFLATED, END, END_MARK, ENTRY, ENTRY_MARK, LOCAL, LOCAL_MARK, end_of

VERSION = 20
"""Of the format: 2.0, as of every zip with deflated parts."""
EARLY = 0x21
"""1 January 1980: no clock goes into the file."""


def appended(data: bytes, name: str, content: bytes) -> bytes:
    """A zip file with one more part as its last.

    Letters that stand for random bytes have nothing to find twice, so they are only packed closer (Huffman).
    """
    end = end_of(data)
    _, _, _, _, count, length, at, _ = END.unpack_from(data, end)
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=zlib.Z_HUFFMAN_ONLY)
    body = packer.compress(content) + packer.flush()
    about = (VERSION, 0, DEFLATED, 0, EARLY, zlib.crc32(content), len(body), len(content), len(name))
    local = LOCAL.pack(LOCAL_MARK, *about, 0) + name.encode("ascii")
    line = ENTRY.pack(ENTRY_MARK, VERSION, *about, 0, 0, 0, 0, 0, at) + name.encode("ascii")
    last = END.pack(END_MARK, 0, 0, count + 1, count + 1, length + len(line), at + len(local) + len(body), 0)
    return b"".join((data[:at], local, body, data[at : at + length], line, last))
