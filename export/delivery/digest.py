"""What names a delivery: one number over all that the school said, whatever file and library it came through."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from export.seal.canon import as_bytes


def digest_of(content: bytes | str) -> str:
    """SHA-256 (hex) of bytes or of a text."""
    return sha256(as_bytes(content) if isinstance(content, str) else content).hexdigest()


def joint_digest(
    head: Sequence[object], states: Mapping[str, str], reasons: Sequence[tuple[str, str]],
    answers: Sequence[Mapping[str, str]], parts: Mapping[str, str],
) -> str:  # fmt: skip
    """The digest of a delivery; `parts` names for every form the digest of its content before compression."""
    said = [list(head), dict(sorted(states.items())), sorted(map(list, reasons)), list(map(dict, answers)), dict(parts)]
    return digest_of(json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")))
