"""Chance that repeats: the same seed throws the same dice on every machine and in every version of Python.

Only `random()` and `getrandbits()` are used, because nothing else of `random` is promised to stay as it is.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Weighted(Generic[T]):
    """Options of which some come up more often than others."""

    options: tuple[T, ...]
    edges: tuple[float, ...]
    """Where the share of each option ends, from 0 to 1; the last one's end is not named."""


def weighted(pairs: Iterable[tuple[T, float]]) -> Weighted[T]:
    """Options with their weights, in any unit."""
    known = list(pairs)
    sums = list(accumulate(weight for _, weight in known))
    return Weighted(tuple(option for option, _ in known), tuple(edge / sums[-1] for edge in sums[:-1]))


class Dice:
    """One stream of chance. Streams with different names know nothing of each other."""

    __slots__ = ("bits", "random")

    def __init__(self, *name: object) -> None:
        stream = Random("-".join(str(part) for part in name))
        self.random = stream.random
        self.bits = stream.getrandbits

    def pick(self, options: Sequence[T]) -> T:
        """One of several, each as likely as the others."""
        return options[int(self.random() * len(options))]

    def weigh(self, options: Weighted[T]) -> T:
        """One of several, by weight."""
        return options.options[bisect_right(options.edges, self.random())]

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in so many of one case."""
        return self.random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def around(self, middle: float, spread: float) -> float:
        """A figure near the middle: at most `spread` of it away, seldom that far."""
        return middle * (1 + spread * (self.random() + self.random() - 1))

    def digits(self, count: int) -> str:
        """So many digits."""
        return f"{int(self.random() * 10**count):0{count}d}"

    def lasting_id(self) -> str:
        """A lasting id, 32 hexadecimal digits like those of a real store."""
        return f"{self.bits(128):032x}"

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The same things in another order."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = int(self.random() * (last + 1))
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
