"""Which papers there are, and how each is made from a wish: class, item, whole numbers."""

from collections.abc import Callable
from dataclasses import dataclass

from export.jobs.desk import Desk
from ui.printing.aid import notice, payment_list
from ui.printing.cover import cover
from ui.printing.paper import Paper
from ui.printing.rolls import form_roll, pupils_roll
from ui.printing.sheets import blank_pupil_form, left_behind_cards, pupil_forms
from ui.translation import word


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants on paper."""

    group: str = ""
    """A class, "" for all."""
    item: str = ""
    """An item of aid, "" for all."""
    full: bool = False
    """Whole numbers instead of masked ones; recorded."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of paper."""

    key: str
    title: str
    """English, marked for translation."""
    icon: str
    form: str
    """The form whose page leads here."""
    make: Callable[[Desk, Wish], Paper]
    by_class: bool = False
    by_item: bool = False
    has_numbers: bool = False
    """Whether numbers of persons stand on it."""


CHOICES: tuple[Choice, ...] = (
    Choice("roll", word("Roll of pupils"), "students", "student",
           lambda desk, wish: pupils_roll(desk, wish.group, full=wish.full), by_class=True, has_numbers=True),
    Choice("pupil", word("Pupil form, filled"), "file", "student",
           lambda desk, wish: pupil_forms(desk, wish.group, full=wish.full), by_class=True, has_numbers=True),
    Choice("blank", word("Pupil form, blank"), "file", "", lambda desk, _wish: blank_pupil_form(desk)),
    Choice("card", word("Left-behind cards"), "left_behind", "left_behind",
           lambda desk, wish: left_behind_cards(desk, wish.group, full=wish.full), by_class=True, has_numbers=True),
    Choice("sign", word("Payment lists to sign"), "aid", "subsidy",
           lambda desk, wish: payment_list(desk, wish.group, wish.item), by_class=True, by_item=True),
    Choice("notice", word("Public notice of aid"), "eye", "",
           lambda desk, wish: notice(desk, wish.group, wish.item), by_class=True, by_item=True),
    Choice("staff", word("Roll of staff"), "staff", "staff",
           lambda desk, wish: form_roll(desk, "staff", full=wish.full), has_numbers=True),
    Choice("equipment", word("List of equipment"), "equipment", "equipment",
           lambda desk, _wish: form_roll(desk, "equipment")),
    Choice("cover", word("Cover to be stamped"), "shield", "",
           lambda desk, _wish: cover(desk)),
)  # fmt: skip


def choice_of(key: str) -> Choice:
    """A kind of paper by its key."""
    return next(choice for choice in CHOICES if choice.key == key)


def choice_for(form: str) -> Choice | None:
    """The paper to which a form's page leads."""
    return next((choice for choice in CHOICES if choice.form == form), None)
