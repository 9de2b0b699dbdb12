"""What names a delivery: one number over all that the school said, whatever file and library it came through."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from export.seal.canon import as_bytes
from export.workbook.package import Meta


def digest_of(content: bytes | str) -> str:
    """SHA-256 (hex) of bytes or of a text."""
    return sha256(as_bytes(content) if isinstance(content, str) else content).hexdigest()


def said_digest(
    meta: Meta, reasons: Sequence[tuple[str, str]], answers: Sequence[Mapping[str, str]],
    parts: Mapping[str, tuple[str, str]],
) -> str:  # fmt: skip
    """The digest of a delivery; `parts` names for every form the digests of its definition and of its content."""
    about = (meta.school_code, meta.school_name, meta.period, meta.revision, meta.practice, meta.draft)
    said = (about, dict[str, str](meta.states), sorted(reasons), list(map(dict, answers)), dict(sorted(parts.items())))
    return digest_of(json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")))
