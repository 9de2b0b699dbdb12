"""How long work says how far it is; who is told may stop it by raising, and then nothing is left half done."""

from collections.abc import Callable

Tell = Callable[[int], object]
"""Hears how far something is, in percent."""


def silent(_percent: int) -> None:
    """Nobody wants to hear."""
