"""What the reading process knows: loaded with the first book and kept for the next."""

from functools import cache
from typing import NamedTuple

from export.delivery.digest import digest_of
from export.workbook.read import Receiver
from forms.form import Form
from forms.library import Library

ENOUGH = 500
"""Definitions that are remembered: strange workbooks may bring any number."""


class Definition(NamedTuple):
    """A form as it is named and carried."""

    form: Form
    """It is kept, so that no other can take its identity."""
    digest: str
    """SHA-256 (hex) of `text`."""
    text: str


class Shelf:
    """The library, a receiver, and the definitions met so far."""

    def __init__(self) -> None:
        self.library = Library.built_in()
        self.receiver = Receiver(self.library)
        self.forms: dict[str, Definition] = {}
        """Definitions by which records are read as they are, by their digests."""
        self._met: dict[int, Definition] = {}
        self.texts = {(known := self.define(form)).digest: known.text for form in self.library.forms.values()}
        """What the program ships: digest of a definition → the definition packed."""

    def define(self, form: Form) -> Definition:
        """A form's definition, which from now on is known."""
        if len(self._met) > ENOUGH:
            self._forget()
        found = self._met.get(id(form))
        if found is None:
            text = form.packed
            found = self._met[id(form)] = Definition(form, digest_of(text), text)
            if self.receiver.today(form) is form:
                self.forms[found.digest] = found
        return found

    def _forget(self) -> None:
        self._met.clear()
        self.forms.clear()
        for form in self.library.forms.values():
            self.define(form)


@cache
def shelf() -> Shelf:
    """The one of this process."""
    return Shelf()
