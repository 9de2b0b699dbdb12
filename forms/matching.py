"""Which record is meant by the words that people write for it: its ID number, its name, or both."""

from forms.kinds.reference import LASTING_ID
from forms.table import Table
from forms.tidying import tidy


class Called:
    """The records of one table by what a reference shows of them (`by`)."""

    def __init__(self, table: Table, by: tuple[str, ...]) -> None:
        self._known: dict[str, set[str]] = {}
        for name in by:
            for row, id_ in enumerate(table.ids):
                if text := table.text(row, name):
                    self._known.setdefault(text.upper(), set()).add(id_)

    def find(self, text: str) -> str | None:
        """The lasting id of the only record that all words fit; None where there is none or more than one."""
        whole = tidy(text).upper()
        found = self._known.get(whole)
        if found is None:
            parts = [self._known.get(word, set[str]()) for word in whole.split()]
            found = set[str].intersection(*parts) if parts else set[str]()
        return next(iter(found)) if len(found) == 1 else None


def is_lasting_id(text: str) -> bool:
    """Whether a text already is what a reference keeps."""
    return bool(LASTING_ID.fullmatch(text))
