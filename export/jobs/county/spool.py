"""Spool: what was read and proved waits here until somebody takes it in or walks away.

It lies in a nameless temporary file, under a key that is only in memory: whoever finds the file afterwards finds noise.
"""

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.files import refusal_of
from export.reading.frames import packed, unpacked

NONCE = 12


class Spool:
    """Values made of plain containers, put in one after the other and taken out in any order."""

    def __init__(self) -> None:
        self._cipher = AESGCM(AESGCM.generate_key(256))
        self._places: list[tuple[int, int]] = []
        self._end = 0
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- it lives as long as the spool
        except OSError as error:
            raise refusal_of(error, Path(tempfile.gettempdir())) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def put(self, value: object) -> int:
        """Keep a value; the number under which it can be had. Refusal where the disk is full."""
        number = len(self._places)
        content = self._cipher.encrypt(_nonce(number), packed(value), None)
        try:
            self._file.seek(self._end)
            self._file.write(content)
            self._file.flush()
        except OSError as error:
            raise refusal_of(error, Path(tempfile.gettempdir())) from error
        self._places.append((self._end, len(content)))
        self._end += len(content)
        return number

    def take(self, number: int) -> object:
        """A value that was put in."""
        start, length = self._places[number]
        self._file.seek(start)
        return unpacked(self._cipher.decrypt(_nonce(number), self._file.read(length), None))

    def close(self) -> None:
        """Nothing of it stays."""
        self._file.close()


def _nonce(number: int) -> bytes:
    """A number of its own for each value under the one key, which no other spool has."""
    return number.to_bytes(NONCE, "big")
