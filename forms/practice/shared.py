"""Children of whom two schools know: those who changed from one to the other, and those whom both have by mistake."""

from collections.abc import Iterator

from forms.practice.children import CAME, RANKS, WENT, Pupil, Roll
from forms.practice.county import Double, Transfer
from forms.practice.dice import Dice
from forms.practice.disguises import DISGUISES, Disguise, Scene
from forms.practice.families import Family, Neighbourhood, family, home
from forms.practice.people import IdNumbers
from forms.practice.setting import Setting

TRIES = 5000
"""Children that are thought of until one fits a disguise."""


def transferred(setting: Setting, dice: Dice) -> Iterator[Pupil]:
    """The pupils who came from another practice school or went to one."""
    for transfer in setting.site.arrivals:
        yield _in_transit(setting, transfer, dice).move(CAME, came=transfer.day, partner=transfer.origin)
    for transfer in setting.site.departures:
        yield _in_transit(setting, transfer, dice).move(WENT, gone=transfer.day, partner=transfer.target)


def _in_transit(setting: Setting, transfer: Transfer, own: Dice) -> Pupil:
    """The child of a transfer: the same at both schools but for its lasting id and for the home that each knows."""
    both = Dice(setting.site.seed, "transfer", transfer.key)
    child = _child(setting, transfer.grade, IdNumbers.of_transfer(transfer.key), both)[1]
    child.id, child.family.home = own.lasting_id(), home(setting.around, own)
    return child


def _child(setting: Setting, grade: str, numbers: IdNumbers, dice: Dice) -> tuple[Roll, Pupil]:
    """A child that is the same at every school that throws the same dice."""
    roll = Roll(setting, dice, numbers)
    return roll, roll.child(_family(setting, grade, numbers, dice), grade)


def _family(setting: Setting, grade: str, numbers: IdNumbers, dice: Dice) -> Family:
    words = setting.words
    anywhere = Neighbourhood(words, setting.days, words.townships[1], 0, wide=True, reach=800, share=0.25, strangers=0)
    return family(anywhere, numbers, setting.year - 6 - RANKS[grade], dice)


def doubled(setting: Setting) -> Iterator[Pupil]:
    """The pupils whom another practice school has, too, or who could be taken for one of another school."""
    seed, school = setting.site.seed, setting.site.code
    for double in setting.site.doubles:
        pupil = _double(setting, double)
        if pupil is not None:
            pupil.id, pupil.shared = record_of(seed, double, school), True
            pupil.family.home = home(setting.around, Dice(seed, "double", double.key, school, "home"))
            yield pupil


def record_of(seed: int, double: Double, school: str) -> str:
    """Lasting id that a school gives to the child of a pair, known without making the school."""
    return Dice(seed, "double", double.key, school, "record").lasting_id()


def _double(setting: Setting, double: Double) -> Pupil | None:
    """The child as this school has it: as it is at the first school, in disguise at the second."""
    disguise = DISGUISES[double.kind]
    child, other = _couple(setting, double, disguise)
    if setting.site.code == double.first.code:
        gone = disguise.transfer == "unreceived"
        return child.move(WENT, gone=double.day, partner=double.second) if gone else child
    if disguise.transfer == "unreceived":
        return None
    return other.move(CAME, came=double.day, partner=double.first) if disguise.transfer else other


def _couple(setting: Setting, double: Double, disguise: Disguise) -> tuple[Pupil, Pupil]:
    """The first child that comes to mind and that lends itself to the disguise, and the disguised one."""
    dice, numbers = Dice(setting.site.seed, "double", double.key), IdNumbers.of_double(double.key)
    for _ in range(TRIES):
        roll, child = _child(setting, double.grade, numbers, dice)
        scene = Scene(roll, numbers, dice, lambda: _family(setting, double.grade, numbers, dice))
        if child.id_number and not child.family.nation.order:
            other = disguise.put(child, scene)
            if other is not None:
                return child, other
    raise AssertionError(f"nobody lends itself to {double.kind}")
