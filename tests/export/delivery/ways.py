"""A workbook read both ways, and workbooks whose copy is not what the program wrote."""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from export.compact.copy import NAME, file_of, message
from export.compact.frame import framed, head_of, unframed
from export.delivery import Delivery
from export.delivery.answers import answers_in
from export.delivery.digest import digest_of, said_digest
from export.delivery.gather import collected
from export.reading.append import appended
from export.reading.limits import COLLECT
from export.reading.package import END, END_MARK, ENTRY_MARK, directory_at
from export.reading.package import Package as Zip
from export.seal.sign import public_key, sign
from export.workbook.package import Package
from export.workbook.read import meta_in
from export.workbook.write import made
from forms.library import Library
from forms.periods import Period
from forms.practice import PracticeSchool, make_school, plant
from forms.problems import Refusal

PERIOD = Period("2026-1")
KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
"""Private keys for tests."""
NEVER = b"at no time"
"""A salt under which none of the tests' workbooks is read both ways."""


def read(data: bytes, *, deep: bool = False, salt: bytes = NEVER) -> Delivery:
    """The one delivery in a workbook's bytes."""
    _, _, [packed] = collected(data, COLLECT, "zh", salt, deep)
    return Delivery.unpacked(packed)


def outcome(data: bytes, *, deep: bool = False) -> Delivery | str:
    """The delivery without what only says which way it came, or why there is none."""
    try:
        return replace(read(data, deep=deep), quick=False, proof="")
    except Refusal as refusal:
        return refusal.code


def school(
    library: Library, number: int = 3, pupils: int = 12, seed: int = 1, faults: int | None = None
) -> PracticeSchool:
    """A practice school, with faults where a seed for them is given."""
    found = make_school(library, seed=seed, number=number, pupils=pupils, period=PERIOD)
    if faults is not None:
        plant(found, faults)
    return found


def package(school: PracticeSchool, library: Library, **more: object) -> Package:
    """What it sends."""
    states: Any = school.states
    sent = Package(
        school.code, school.name, PERIOD, 1, library.forms, school.tables, states, program="乡校台账",
        made="2026-09-20T10:32", signer=KEY,
    )  # fmt: skip
    changes: dict[str, Any] = more
    return replace(sent, **changes)


def workbook(library: Library, **more: object) -> bytes:
    """A small practice school's workbook."""
    return made(package(school(library), library, **more))[0]


def without_copy(data: bytes) -> bytes:
    """The workbook before its copy was attached."""
    _, _, _, _, count, length, at, _ = END.unpack_from(data, data.rfind(END_MARK))
    before, directory = Zip(data, COLLECT).beside(NAME)[0], data[at : at + length]
    lines = directory[: directory.rfind(ENTRY_MARK)]
    end = END.pack(END_MARK, 0, 0, count - 1, count - 1, len(lines), len(before), 0)
    return b"".join((before, lines, end))


@dataclass
class Opened:
    """A copy taken apart, to be changed and signed again."""

    data: bytes
    said: dict[str, Any]
    contents: dict[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> "Opened":
        """The copy in a workbook."""
        frame = unframed("copy", Zip(data, COLLECT).read(NAME))
        said = dict(frame.said())
        payloads = frame.cut([part[3] for part in said["parts"]])
        contents = [zlib.decompress(payload) for payload in payloads]
        return cls(data, said, dict(zip((part[0] for part in said["parts"]), contents, strict=True)))

    def change(self, form: str, change: Callable[[dict[str, Any]], object]) -> "Opened":
        """Change what the copy says of a form."""
        said = json.loads(self.contents[form])
        change(said)
        self.contents[form] = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        return self

    def signed(self, by: bytes = KEY, base: bytes = b"", seal: str = "", **head: object) -> bytes:
        """The workbook with this copy, honestly signed with a key; `head` replaces what the head says.

        `base` is another workbook to carry it, `seal` what the workbook says that the copy's digest is.
        """
        payloads = {form: zlib.compress(content, 9) for form, content in self.contents.items()}
        parts = [
            (form, definition, digest_of(self.contents[form]), len(payloads[form]), len(self.contents[form]))
            for form, definition, *_ in self.said["parts"]
        ]
        said: dict[str, Any] = self.said | {"parts": parts, "key": public_key(by).hex()} | head
        digests = {form: (definition, content) for form, definition, content, *_ in parts}
        reasons = [(reason[0], reason[1]) for reason in said["reasons"]]
        digest = said_digest(meta_in(said["says"]), reasons, answers_in(said["says"]), digests)
        said["says"] = {**said["says"], "copy": seal or digest}
        bare = base or without_copy(self.data)
        if "file" not in head:
            said["file"] = file_of(memoryview(bare)[: directory_at(bare)], Zip(bare, COLLECT).entries)
        written = head_of(said)
        signature = sign(message(sha256(written).hexdigest(), digest), by)
        return appended(bare, NAME, framed("copy", written, list(payloads.values()), signature))
