"""Known faults for practice schools: each is made to cause one problem and no other, so that a proof can count them.

A school is made clean first; then `plant` spoils one record for each kind of fault that fits somewhere.
"""

from forms.practice.faults.fault import Fault, Planted
from forms.practice.faults.money import MONEY
from forms.practice.faults.planting import plant_all
from forms.practice.faults.pupils import FAMILIES, PUPILS
from forms.practice.faults.registers import REGISTERS
from forms.practice.faults.things import THINGS
from forms.practice.faults.unreadable import UNREADABLE
from forms.practice.make import PracticeSchool

FAULTS: tuple[Fault, ...] = (*UNREADABLE, *PUPILS, *FAMILIES, *REGISTERS, *MONEY, *THINGS)
"""Every kind of fault that can be planted."""


def plant(school: PracticeSchool, seed: int) -> list[Planted]:
    """Spoils the school's tables, each kind of fault once where it fits, never two in records that touch each other.

    A very small school gets as many as fit. Says what was planted, in the order in which checks will find it.
    """
    return plant_all(school, FAULTS, seed)


__all__ = ["FAULTS", "Fault", "Planted", "plant"]
