"""How a child of one school stands in the books of another: other characters, another number, another birthday, or
somebody else altogether who only looks like it. Every disguise says which of the two it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from forms.kinds.identity import check_character
from forms.practice.children import Pupil, Roll
from forms.practice.dice import Dice
from forms.practice.families import Family
from forms.practice.people import IdNumbers, Person, phone
from forms.practice.sounds import near_sound, same_sound, sounds_alike

WINDOW = ("09-02", "08-31")
"""Birthdays of one class, so that a changed one still fits the grade."""
SWAPPED, CHANGED = (2, 3, 4, 14), (2, 3, 4, 5, 14, 15)
"""Places in an ID number of which two neighbours, or one digit, may be changed without another birth date or sex."""


class Scene(NamedTuple):
    """What is at hand to make a second record from a child."""

    roll: Roll
    numbers: IdNumbers
    dice: Dice
    strangers: Callable[[], Family]
    """Makes another family."""


Put = Callable[[Pupil, Scene], Pupil | None]
"""Makes the second record; None where the child does not lend itself."""
Transfer = Literal["", "unreleased", "unreceived"]
"""Whether the child changed schools, and which of the two has not written it down."""


@dataclass(frozen=True)
class Disguise:
    """One way in which two schools come to have records that are alike."""

    same: bool
    """Whether it is one child."""
    exact: bool
    """Whether a number says so."""
    put: Put
    transfer: Transfer = ""


def _number(number: str, place: int, digits: str) -> str:
    """Other digits from a place on, and the check character that goes with them, as the program proposes it."""
    first17 = (number[:place] + digits + number[place + len(digits) :])[:17]
    return first17 + check_character(first17)


def _swapped(child: Pupil, scene: Scene) -> Pupil | None:
    number = str(child.id_number)
    places = [place for place in SWAPPED if number[place] != number[place + 1]]
    if not places:
        return None
    place = scene.dice.pick(places)
    return replace(child, id_number=_number(number, place, number[place + 1] + number[place]))


def _one_digit(child: Pupil, scene: Scene) -> Pupil:
    number, place = str(child.id_number), scene.dice.pick(CHANGED)
    return replace(child, id_number=_number(number, place, str((int(number[place]) + scene.dice.between(1, 9)) % 10)))


def _old_code(child: Pupil, scene: Scene) -> Pupil:
    """The ID number was corrected, and the 学籍号 still says the old one."""
    return replace(child, id_number=scene.numbers.next(child.born, child.sex), code=f"G{child.id_number}")


def _no_number(child: Pupil, scene: Scene) -> Pupil:
    return replace(child, id_number=None)


def _same_sound(child: Pupil, scene: Scene) -> Pupil | None:
    name = same_sound(child.name, scene.dice)
    return replace(child, name=name) if name else None


def _near_sound(child: Pupil, scene: Scene) -> Pupil | None:
    name = near_sound(child.name, scene.dice)
    return replace(child, name=name) if name else None


def _other_phones(child: Pupil, scene: Scene) -> Pupil:
    return replace(child, family=_with_phones(child.family, lambda _: phone(scene.dice)))


def _with_phones(family: Family, number: Callable[[Person], str]) -> Family:
    father, mother = (person._replace(phone=number(person)) for person in (family.father, family.mother))
    carer = family.carer and family.carer._replace(person=family.carer.person._replace(phone=father.phone))
    return replace(family, father=father, mother=mother, carer=carer, named=set(family.named))


def _day_off(child: Pupil, scene: Scene) -> Pupil | None:
    return _born(child, (date.fromisoformat(child.born) + timedelta(days=scene.dice.pick((-1, 1)))).isoformat())


def _month_and_day(child: Pupil, scene: Scene) -> Pupil | None:
    year, month, day = child.born.split("-")
    return _born(child, f"{year}-{day}-{month}") if int(day) <= 12 and day != month else None


def _born(child: Pupil, born: str) -> Pupil | None:
    """Another birth date; None where it belongs to another class."""
    year, day = int(child.born[:4]) - (child.born[5:] < WINDOW[0]), born
    return replace(child, born=born) if f"{year}-{WINDOW[0]}" <= day <= f"{year + 1}-{WINDOW[1]}" else None


def _day_off_in_number(child: Pupil, scene: Scene) -> Pupil | None:
    other = _day_off(child, scene)
    return other and replace(other, id_number=_number(str(child.id_number), 6, other.born.replace("-", "")))


def _all(*puts: Put) -> Put:
    """One after the other."""

    def put(child: Pupil, scene: Scene) -> Pupil | None:
        other: Pupil | None = child
        for each in puts:
            other = other and each(other, scene)
        return other

    return put


def _copied(child: Pupil, scene: Scene) -> Pupil:
    return replace(child)


def _twin(child: Pupil, scene: Scene) -> Pupil | None:
    child.family.children = max(child.family.children, 2)
    twin = scene.roll.child(child.family, child.grade, 0, child.born)
    return _called_after(child, twin)


def _called_after(child: Pupil, other: Pupil) -> Pupil | None:
    """The other one with a name of the same generation: 张子轩, 张子涵."""
    name = child.name[:-1] + other.name[-1]
    return None if other.id_number is None or sounds_alike(child.name, name) else replace(other, name=name)


def _sibling(child: Pupil, scene: Scene) -> Pupil | None:
    """Two years older and in the same grade."""
    child.family.children = max(child.family.children, 2)
    other = scene.roll.child(child.family, child.grade, late=2)
    return None if other.id_number is None or sounds_alike(child.name, other.name) else other


def _namesake(child: Pupil, scene: Scene) -> Pupil | None:
    """Another family's child with the same name, born on the same day."""
    family = scene.strangers()
    if family.surname != child.family.surname or family.father.name == child.family.father.name:
        return None
    return replace(child, family=family, id_number=scene.numbers.next(child.born, child.sex))


def _number_of_its_own(child: Pupil, scene: Scene) -> Pupil:
    return replace(child, id_number=scene.numbers.next(child.born, child.sex))


def _cousin(child: Pupil, scene: Scene) -> Pupil | None:
    """Another family's child that the same grandparent is called for, named after the same generation."""
    family = scene.strangers()
    if family.surname != child.family.surname:
        return None
    family = _with_phones(family, lambda _: child.family.father.phone)
    return _called_after(child, scene.roll.child(family, child.grade))


DISGUISES: Mapping[str, Disguise] = {
    "copied": Disguise(True, True, _copied),
    "other_name": Disguise(True, True, _all(_same_sound, _other_phones)),
    "old_code": Disguise(True, True, _old_code),
    "unreleased": Disguise(True, True, _copied, "unreleased"),
    "same_sound": Disguise(True, False, _all(_no_number, _same_sound)),
    "same_sound_other_phones": Disguise(True, False, _all(_no_number, _same_sound, _other_phones)),
    "near_sound": Disguise(True, False, _all(_no_number, _near_sound)),
    "swapped": Disguise(True, False, _all(_swapped, _other_phones)),
    "one_digit": Disguise(True, False, _all(_one_digit, _other_phones)),
    "swapped_other_name": Disguise(True, False, _all(_swapped, _same_sound)),
    "no_number": Disguise(True, False, _no_number),
    "no_number_other_phones": Disguise(True, False, _all(_no_number, _other_phones)),
    "day_off": Disguise(True, False, _all(_no_number, _day_off)),
    "day_off_in_number": Disguise(True, False, _all(_day_off_in_number, _other_phones)),
    "month_and_day": Disguise(True, False, _all(_no_number, _month_and_day)),
    "day_off_same_sound": Disguise(True, False, _all(_no_number, _day_off, _same_sound)),
    "unreceived": Disguise(True, False, _copied, "unreceived"),
    "twins": Disguise(False, False, _twin),
    "twins_no_number": Disguise(False, False, _all(_twin, _no_number)),
    "siblings": Disguise(False, False, _sibling),
    "namesakes": Disguise(False, False, _namesake),
    "namesakes_day_apart": Disguise(False, False, _all(_day_off, _namesake, _number_of_its_own)),
    "cousins": Disguise(False, False, _cousin),
}
"""In the order in which they are dealt out."""
