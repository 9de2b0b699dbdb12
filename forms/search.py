"""Find a record while somebody types: 汉字 anywhere, pinyin in full or by initials, the tail of a number.

The index knows nothing of tables: it holds texts by lasting id, and is told what changed. Letters are matched character
by character (ly → 李雨桐), with every reading a character may have, so that a child is found however it is called.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from forms.readings import Readings, readings
from forms.tidying import half_width, tidy

Marks = tuple[int, ...]
"""Positions of the matched characters within a text, to be underlined."""
Place = tuple[str, str, int]
"""Record, field, position."""
TAIL = 4
"""Digits of a number that somebody must type at least."""
WHOLE = 6
"""From so many digits on, the beginning of a number is as good as its tail."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, and where: field → positions of the matched characters."""

    id: str
    marks: Mapping[str, Marks]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text that people call something by, with the readings of its characters."""

    text: str
    readings: tuple[Readings, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one record: words by field, numbers by field."""

    words: Mapping[str, Spoken]
    numbers: Mapping[str, str]


class Index:
    """All records of one form."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._starts: dict[str, dict[Place, None]] = {}
        """Character or first letter → where a match can begin."""
        self._ends: dict[str, dict[Place, None]] = {}
        """First WHOLE and last TAIL digits → the numbers that have them."""

    def __len__(self) -> int:
        """Number of records."""
        return len(self._entries)

    def put(self, id_: str, words: Mapping[str, str], numbers: Mapping[str, str]) -> None:
        """A record is new or has changed."""
        spoken = {name: Spoken(text.casefold(), readings(text)) for name, text in words.items() if text}
        entry = Entry(spoken, {name: number for name, number in numbers.items() if number})
        if self._entries.get(id_) == entry:
            return
        self.drop(id_)
        self._entries[id_] = entry
        for places, key, place in self._postings(id_, entry):
            places.setdefault(key, {})[place] = None

    def drop(self, id_: str) -> None:
        """A record is gone."""
        entry = self._entries.pop(id_, None)
        if entry is not None:
            for places, key, place in self._postings(id_, entry):
                places[key].pop(place, None)

    def find(self, text: str) -> dict[str, Hit]:
        """Records in which every word of the text is found; all records where the text is blank."""
        words = half_width(tidy(text)).casefold().split()
        if not words:
            return {id_: Hit(id_, {}) for id_ in self._entries}
        found = self._word(words[0])
        for word in words[1:]:
            more = self._word(word)
            found = {id_: _both(hit, more[id_]) for id_, hit in found.items() if id_ in more}
        return found

    def _word(self, word: str) -> dict[str, Hit]:
        marks: dict[str, dict[str, Marks]] = {}
        for id_, name, at in self._starts.get(word[0], ()):
            known = marks.get(id_)
            if known is None or name not in known:
                matched = _matched(word, self._entries[id_].words[name], at)
                if matched:
                    marks.setdefault(id_, {})[name] = matched
        if len(word) >= TAIL and word[:-1].isdigit() and word[-1] in "0123456789x":
            for id_, name, matched in self._numbers(word.upper()):
                marks.setdefault(id_, {})[name] = matched
        return {id_: Hit(id_, found) for id_, found in marks.items()}

    def _numbers(self, digits: str) -> Iterator[tuple[str, str, Marks]]:
        length = len(digits)
        for id_, name, _ in self._ends.get(digits[-TAIL:], ()):
            number = self._entries[id_].numbers[name]
            if number.endswith(digits):
                yield id_, name, tuple(range(len(number) - length, len(number)))
        for id_, name, _ in self._ends.get(digits[:WHOLE], ()):
            if self._entries[id_].numbers[name].startswith(digits):
                yield id_, name, tuple(range(length))

    def _postings(self, id_: str, entry: Entry) -> Iterator[tuple[dict[str, dict[Place, None]], str, Place]]:
        """Where an entry stands in the index."""
        for name, spoken in entry.words.items():
            for at, (character, read) in enumerate(zip(spoken.text, spoken.readings, strict=True)):
                for key in {character, *(reading[0] for reading in read)}:
                    yield self._starts, key, (id_, name, at)
        for name, number in entry.numbers.items():
            for key in {number[-TAIL:], number[:WHOLE]}:
                yield self._ends, key, (id_, name, 0)


def _matched(typed: str, spoken: Spoken, at: int) -> Marks:
    """Positions that the typed text covers when its first character is the one at `at`; nothing where it does not fit.

    A character is covered by itself, by a whole reading, or by its initial; the last one by the beginning of a reading.
    """
    if at == len(spoken.text):
        return ()
    for rest in _rests(typed, spoken.text[at], spoken.readings[at]):
        if not rest:
            return (at,)
        further = _matched(rest, spoken, at + 1)
        if further:
            return (at, *further)
    return ()


@lru_cache(maxsize=20_000)
def _rests(typed: str, character: str, read: Readings) -> tuple[str, ...]:
    """What is left of the typed text once this character has taken its part, the longest part first."""
    rests = [typed[1:]] if typed[0] == character else []
    for reading in read:
        if reading.startswith(typed):
            rests.append("")
        elif typed.startswith(reading):
            rests.append(typed[len(reading) :])
    for reading in read:
        if reading[:2] in ("zh", "ch", "sh") and typed.startswith(reading[:2]):
            rests.append(typed[2:])
        if reading[0] == typed[0]:
            rests.append(typed[1:])
    return tuple(dict.fromkeys(rests))


def _both(one: Hit, other: Hit) -> Hit:
    names = dict.fromkeys((*one.marks, *other.marks))
    return Hit(one.id, {name: tuple(sorted({*one.marks.get(name, ()), *other.marks.get(name, ())})) for name in names})
