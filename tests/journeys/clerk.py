"""A clerk who types pupils off their sheets into the entry grid or the card, by keys only, and looks at the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean, median

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from forms.form import Form
from forms.kinds import Choice
from tests.journeys.hand import DOWN, ENTER, Hand
from tests.journeys.sheet import Sheet
from ui.editors.options import picks

LEFT, BACK = Qt.Key.Key_Left, Qt.Key.Key_Backspace
Where = Callable[[], str]
"""The field in which the cursor is."""
AIM = 60
"""Keys per pupil beside the name, with an ID number and some twenty fields more."""


@dataclass(frozen=True)
class Cost:
    """What one pupil took."""

    keys: int
    """Every key press, both keys of a chord, all letters of pinyin."""
    name: int
    """Those of them for the pupil's own name."""
    guardian: int
    """Those of them for the guardian's name."""
    stops: int
    """Fields in which the cursor stopped."""

    @property
    def beside_names(self) -> int:
        return self.keys - self.name - self.guardian

    @property
    def beside_name(self) -> int:
        """The pupil's own name aside, the guardian's counted."""
        return self.keys - self.name


def told(where: str, costs: list[Cost]) -> str:
    """The figure in a sentence."""
    both, own = [one.beside_names for one in costs], [one.beside_name for one in costs]
    return (
        f"keys per pupil, {where}: beside the names median {median(both):g}, mean {mean(both):.1f} (aim ≤ {AIM}); "
        f"with the guardian's name in pinyin median {median(own):g}, mean {mean(own):.1f}; "
        f"{len(costs)} pupils, {mean(one.stops for one in costs):.1f} stops each"
    )


class Clerk:
    """Knows the keys of each field; looks at the field under the cursor before each of them."""

    def __init__(self, hand: Hand, form: Form, where: Where, *, short: bool = False) -> None:
        self.hand, self._form, self._where, self._short = hand, form, where, short
        self.costs: list[Cost] = []
        """Of the pupils, one after the other."""
        self._guardian = 0
        self._number = self._division = ""
        self._villages = set[str]()

    def pupil(self, sheet: Sheet) -> None:
        """All that the cursor asks for; ends where it comes to the next pupil's name."""
        before, stops, self._guardian = self.hand.keys, 0, 0
        name = self._words(sheet["name"])
        self.hand.strike(ENTER)
        while (field := self._where()) != "name":
            stops += 1
            self._fill(field, sheet)
        self.costs.append(Cost(self.hand.keys - before, name, self._guardian, stops))
        self._number, self._division = sheet["id_number"], sheet["household_division"]

    def _fill(self, field: str, sheet: Sheet) -> None:
        kind = self._form.fields[field].kind.name
        if field == "address_now":
            self._address(sheet)
        elif field == "household" and sheet["nation"] != "汉族":
            self._nation(sheet["nation"])
            self.hand.strike(self._choice(field, sheet[field]))
        elif kind == "id_card":
            same = self._short and sheet[field][:6] == self._number[:6]
            self.hand.strike(sheet[field][6 if same else 0 :].lower())
        elif kind == "division" and self._short and sheet[field][:-3] == self._division[:-3]:
            self.hand.strike(sheet[field][-3:], ENTER)
        elif kind == "choice":
            self.hand.strike(self._choice(field, sheet[field]))
        elif kind == "yes_no":
            self.hand.strike("1" if sheet[field] == "是" else "0")
        elif kind == "name":
            self._guardian += self._words(sheet[field])
            self.hand.strike(ENTER)
        elif kind in ("month", "class_no", "decimal"):
            plain = sheet[field].replace("-", "").removesuffix("班")
            self.hand.strike(f"{float(plain):g}" if kind == "decimal" else plain, ENTER)
        else:
            self.hand.strike(sheet[field])

    def _words(self, words: str) -> int:
        """Say them, and count their keys."""
        before = self.hand.keys
        self.hand.say(words)
        return self.hand.keys - before

    def _choice(self, field: str, word: str) -> str:
        kind = self._form.fields[field].kind
        assert isinstance(kind, Choice)
        return next(pick.number for pick in picks(kind.codes) if pick.word == word)

    def _address(self, sheet: Sheet) -> None:
        """The village that stands there, another one of the list, or a new one behind the township."""
        line = self.hand.at
        assert isinstance(line, QLineEdit)
        if not line.text():
            self.hand.say(sheet.village)
        elif sheet.village in self._villages:
            while line.text() != sheet.village:
                self.hand.strike(DOWN)
        else:
            while not sheet.village.startswith(line.text()):
                self.hand.strike(BACK)
            self.hand.say(sheet.village.removeprefix(line.text()))
        self.hand.strike(sheet.house, ENTER)
        self._villages.add(sheet.village)

    def _nation(self, word: str) -> None:
        """It was passed over, because nearly everybody is 汉族: one cell to the left."""
        self.hand.strike(LEFT)
        number = self._choice("nation", word)
        self.hand.strike(number, *([] if len(number) > 1 else [ENTER]))
