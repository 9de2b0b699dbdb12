"""Six digits of a public key: short enough for the phone, where two people make sure that they mean the same key."""

from hashlib import blake2b


def fingerprint(public: bytes) -> str:
    """The digits of a key, compared when a school's key is enrolled at the county."""
    return f"{int.from_bytes(blake2b(public, digest_size=16).digest(), 'big') % 1_000_000:06d}"
