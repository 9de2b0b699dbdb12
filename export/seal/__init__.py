"""The seal of a workbook: was it changed after the school exported it, where, and who exported it?

It covers content, not bytes: an office program may save the file again, sort its rows, move its columns or append blank
ones, and the seal holds (another order is reported, yet the content counts as intact). Knows no spreadsheet library.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, cast

from export.seal.canon import as_bytes, cell_text
from export.seal.changes import Change, changes_of
from export.seal.grid import Grid, joint_digest
from export.seal.sign import check_code, fingerprint, is_signed, public_key, sign
from export.seal.strip import Strip
from export.seal.trace import Trace
from forms.kinds import Raw

__all__ = ["Change", "Content", "Grid", "Seal", "Strip", "Trace", "Verdict", "prove", "root_of", "verify"]

FORMAT = 1
State = Literal["intact", "changed", "none"]


@dataclass(frozen=True)
class Content:
    """All that a seal covers."""

    grids: Sequence[Grid]
    facts: Mapping[tuple[str, str], Raw]
    """(sheet, address) → cell, for sheets that are not grids."""
    texts: Mapping[str, str]
    """Long texts by their names: the definitions of the forms and what the workbook says of itself."""

    @cached_property
    def digests(self) -> list[bytes]:
        """32 bytes for the facts, and for every grid."""
        facts = [as_bytes(f"{sheet}!{cell}\x1f{cell_text(raw)}") for (sheet, cell), raw in sorted(self.facts.items())]
        return [joint_digest(facts), *(grid.digest for grid in sorted(self.grids, key=lambda grid: grid.sheet))]

    @cached_property
    def root(self) -> bytes:
        """32 bytes that stand for everything."""
        return root_of(self.digests, self.texts)


def root_of(digests: Sequence[bytes], texts: Mapping[str, str]) -> bytes:
    """The root of a content of which the texts are at hand, and of the rest the digests."""
    facts, *grids = digests
    whole = joint_digest([as_bytes(f"{name}\x1f{text}") for name, text in sorted(texts.items())])
    return joint_digest([facts, whole, *grids])


@dataclass(frozen=True)
class Seal:
    """What the workbook carries in its hidden sheet."""

    root: bytes
    traces: tuple[Trace, ...]
    facts: Mapping[tuple[str, str], str]
    """(sheet, address) → short digest."""
    texts: Mapping[str, str]
    public: bytes = b""
    signature: bytes = b""
    format: int = FORMAT

    @property
    def code(self) -> str:
        """The check code that the school read out or printed."""
        return check_code(self.root)

    @property
    def message(self) -> bytes:
        """What is signed: everything but the signature."""
        return as_bytes(_dumped({**self.as_dict(), "signature": ""}))

    def as_dict(self) -> dict[str, object]:
        """JSON-able data."""
        return {
            "format": self.format, "root": self.root.hex(), "grids": [trace.as_dict() for trace in self.traces],
            "facts": [[sheet, cell, digest] for (sheet, cell), digest in self.facts.items()],
            "texts": dict(self.texts), "public": _text(self.public), "signature": _text(self.signature),
        }  # fmt: skip

    @classmethod
    def read(cls, data: Mapping[str, object]) -> "Seal":
        """A seal from its data; raises KeyError, TypeError or ValueError where they are broken."""
        facts = cast("Sequence[tuple[str, str, str]]", data["facts"])
        return cls(
            bytes.fromhex(str(data["root"])),
            tuple(Trace.read(grid) for grid in cast("Sequence[Mapping[str, object]]", data["grids"])),
            {(str(sheet), str(cell)): str(digest) for sheet, cell, digest in facts},
            {str(name): str(digest) for name, digest in cast("Mapping[str, object]", data["texts"]).items()},
            b64decode(str(data["public"]), validate=True),
            b64decode(str(data["signature"]), validate=True),
            int(cast("int", data["format"])),
        )


@dataclass(frozen=True)
class Verdict:
    """What the seal says of a workbook: `intact`, `changed` (and where), or `none` where there is no seal."""

    state: State
    changes: tuple[Change, ...] = ()
    code: str = ""
    """The check code of what stands in the workbook now."""
    sealed_code: str = ""
    public: bytes = field(default=b"", repr=False)
    """The key that signed the seal; empty where nobody did or the signature is false."""

    @property
    def signer(self) -> str:
        """Six digits that name the signing key, or nothing."""
        return fingerprint(self.public) if self.public else ""


def prove(content: Content, id_keys: Mapping[str, str], private: bytes | None = None) -> Seal:
    """Seal a content; `id_keys` names for every sheet the column that holds the ids."""
    traces = tuple(Trace.of(grid, id_keys[grid.sheet]) for grid in content.grids)
    seal = Seal(content.root, traces, _fact_digests(content), _text_digests(content))
    if private is None:
        return seal
    seal = replace(seal, public=public_key(private))
    return replace(seal, signature=sign(seal.message, private))


def verify(seal: Seal, content: Content) -> Verdict:
    """Compare a content with its seal. A sheet of the seal that is gone is simply not among the content's grids."""
    grids = {grid.sheet: grid for grid in content.grids}
    signed = bool(seal.signature) and is_signed(seal.message, seal.signature, seal.public)
    changes = [] if signed == bool(seal.public or seal.signature) else [Change("signature")]
    code, public = check_code(content.root), seal.public if signed else b""
    if content.root == seal.root and not any(grid.added for grid in content.grids):
        return Verdict("changed" if changes else "intact", tuple(changes), code, seal.code, public)
    changes += _fact_changes(seal, content)
    for trace in seal.traces:
        grid = grids.get(trace.sheet)
        changes += changes_of(trace, grid) if grid else [Change("sheet_missing", trace.sheet)]
    return Verdict("changed", tuple(changes), code, seal.code, public)


def _fact_changes(seal: Seal, content: Content) -> list[Change]:
    facts, texts = _fact_digests(content), _text_digests(content)
    changes = [Change("fact", *place) for place, digest in seal.facts.items() if facts.get(place) != digest]
    return changes + [Change("text", name) for name, digest in seal.texts.items() if texts.get(name) != digest]


def _fact_digests(content: Content) -> dict[tuple[str, str], str]:
    return {place: _short(cell_text(raw)) for place, raw in content.facts.items()}


def _text_digests(content: Content) -> dict[str, str]:
    return {name: _short(text) for name, text in content.texts.items()}


def _short(text: str) -> str:
    return joint_digest([as_bytes(text)])[:6].hex()


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _dumped(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
