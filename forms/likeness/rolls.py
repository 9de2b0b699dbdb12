"""All pupils of a county side by side in little room: each packed into some bytes, and beside it a few 64-bit numbers
by which records that may belong together are found without unpacking any.

Hashes only bring records together; whatever comes together by chance is told apart when it is looked at.
"""

import marshal
from array import array
from collections.abc import Iterable, Mapping
from typing import Any

from forms.likeness.keys import PupilKey
from forms.likeness.letters import by_ear

Pupils = Iterable[tuple[str, Iterable[PupilKey]]]
"""School code and its pupils; every school once."""
NOTHING = 0
"""What stands for a blank."""


class Rolls:
    """The pupils who are on a roll, and those who left by a transfer."""

    def __init__(self) -> None:
        self.schools: list[str] = []
        self.school = array("H")
        """Row → place of its school."""
        self.numbers, self.codes = array("q"), array("q")
        """ID number, and the number within the 学籍号 where that is another one."""
        self.heard, self.births, self.places = array("q"), array("q"), array("q")
        """Sound of the name, alone, with the birth date, and with the area and serial of the ID number."""
        self.phones, self.owners = array("q"), array("I")
        """Every phone of everybody, and the rows to which they belong."""
        self._sounds: dict[str, int] = {}
        """Sound of a name → how many are called so."""
        self._packed: list[bytes] = []
        self._heard: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._packed)

    def key(self, row: int) -> PupilKey:
        """The pupil of a row."""
        packed: tuple[Any, ...] = marshal.loads(self._packed[row])
        return PupilKey(*packed)

    def code(self, row: int) -> str:
        """The school of a row."""
        return self.schools[self.school[row]]

    def namesakes(self, letters: str) -> int:
        """How many pupils have a name that sounds like this one, at least one."""
        return self._sounds.get(self._heard.get(letters, ""), 1)

    def add(self, pupils: Pupils, leaving: Mapping[str, frozenset[str]]) -> None:
        """Take the pupils in; of those who are on no roll only the ones that are said to have changed schools."""
        for school, keys in pupils:
            left = leaving.get(school, frozenset())
            place = len(self.schools)
            self.schools.append(school)
            for key in keys:
                if key.on_roll or key.record in left:
                    self._add(place, key)

    def _add(self, place: int, key: PupilKey) -> None:
        number, code, born = key.id_number, key.student_code[1:], key.born_on
        sound = self._sound(key.letters)
        row = len(self._packed)
        self.school.append(place)
        self.numbers.append(hash(number) if number else NOTHING)
        self.codes.append(hash(code) if len(code) > 9 and code != number else NOTHING)
        self.heard.append(hash(sound) if sound else NOTHING)
        self.births.append(hash(sound + born) if sound and born else NOTHING)
        self.places.append(hash(sound + number[:6] + number[14:17]) if sound and len(number) == 18 else NOTHING)
        for phone in key.phones:
            self.phones.append(hash(phone))
            self.owners.append(row)
        self._packed.append(marshal.dumps(tuple(key)))

    def _sound(self, letters: str) -> str:
        sound = self._heard.get(letters)
        if sound is None:
            sound = self._heard[letters] = by_ear(letters)
        self._sounds[sound] = self._sounds.get(sound, 0) + 1
        return sound
