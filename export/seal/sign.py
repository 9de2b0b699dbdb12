"""Who sealed it: an Ed25519 signature, and the six digits by which a school's key is enrolled at the county."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from forms.digits import fingerprint

__all__ = ["check_code", "fingerprint", "is_signed", "public_key", "sign"]

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not mistaken for each other on the phone: no I L O U, no 0 1."""


def public_key(private: bytes) -> bytes:
    """The 32 public bytes that belong to 32 private ones."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign(message: bytes, private: bytes) -> bytes:
    """The signature, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the signature was made with the private half of this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_code(root: bytes) -> str:
    """XXXX-XXXX: eight characters that show on the phone that both sides hold the same content."""
    number, letters = int.from_bytes(root[:16], "big"), ""
    for _ in range(8):
        number, digit = divmod(number, len(ALPHABET))
        letters += ALPHABET[digit]
    return f"{letters[:4]}-{letters[4:]}"
