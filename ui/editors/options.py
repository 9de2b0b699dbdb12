"""The options of a choice as a person picks them: by number, by letters, by any word known for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forms.codelists import CodeList
from forms.search import Hit, Index

_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
LONG = 36
"""Longer lists, such as nations and countries, are numbered in their own order, as their standards do."""
_WORD = "word"


@dataclass(frozen=True)
class Pick:
    """One option with the number under which it is picked."""

    number: str
    word: str
    also: tuple[str, ...] = ()
    """Other words that mean it."""


YES_NO = (Pick("1", "是", ("y", "yes", "有")), Pick("0", "否", ("n", "no", "无", "2")))
KEYS = ("1", "0", "2", "y", "n")
"""Keys that say yes or no alone; 2 because many printed forms number 1 是, 2 否."""


def picks(codes: CodeList, lang: str = "zh") -> tuple[Pick, ...]:
    """The offered options of a code list, numbered so that as many as possible are one digit that begins no other."""
    offered = codes.offered
    own = [_NUMERALS.get(option.zh[:1]) for option in offered]
    named = [number for number in own if number]
    is_named = len(named) >= 2 and len(set(named)) == len(named)
    numbers = _by_numeral(own) if is_named else _by_place(len(offered))
    return tuple(
        Pick(number, option.zh if lang == "zh" else option.en, option.aliases)
        for number, option in zip(numbers, offered, strict=True)
    )


def _by_numeral(own: Sequence[int | None]) -> list[str]:
    """3 is 三年级; what bears no numeral begins with 0."""
    others = own.count(None)
    free = iter(["0"] if others == 1 else [f"0{number}" for number in range(1, others + 1)])
    return [str(number) if number else next(free) for number in own]


def _by_place(count: int) -> list[str]:
    """1, 2, 3 …; in a list of some dozens the first ones stay one digit, and the others have two, such as 70."""
    if count <= 9 or count > LONG:
        return [str(place) for place in range(1, count + 1)]
    single = (90 - count) // 9
    return [
        str(place) if place <= single else str(10 * (single + 1) + place - single - 1) for place in range(1, count + 1)
    ]


class Options:
    """The options of one field, with an index that is made when somebody first types letters."""

    def __init__(self, options: Iterable[Pick]) -> None:
        self.all = tuple(options)
        self._index: Index | None = None

    def found(self, typed: str) -> list[Pick]:
        """The options that typed characters may mean, best first; all where nothing is typed."""
        typed = typed.strip().casefold()
        if not typed:
            return list(self.all)
        hits = {} if typed.isdigit() else self._searched().find(typed)
        ranked = [(_rank(pick, typed, hits.get(pick.number)), place) for place, pick in enumerate(self.all)]
        return [self.all[place] for rank, place in sorted(ranked) if rank < _NO]

    def word(self, typed: str) -> str | None:
        """The word of an option that is typed in full."""
        folded = typed.strip().casefold()
        return next((pick.word for pick in self.all if folded in (pick.word.casefold(), *pick.also)), None)

    def _searched(self) -> Index:
        if self._index is None:
            self._index = Index()
            for pick in self.all:
                self._index.put(pick.number, {_WORD: pick.word, **_also(pick.also)}, {})
        return self._index


_NO = 9


def _rank(pick: Pick, typed: str, hit: Hit | None) -> int:
    if typed == pick.number or typed == pick.word.casefold() or typed in pick.also:
        return 0
    if typed.isdigit():
        return 1 if pick.number.startswith(typed) else _NO
    if hit is None:
        return _NO
    if _WORD in hit.marks:
        return 2 if hit.marks[_WORD][0] == 0 else 4
    return 3 if any(at[0] == 0 for at in hit.marks.values()) else 5


def _also(words: Sequence[str]) -> dict[str, str]:
    return {f"also{place}": word for place, word in enumerate(words)}
