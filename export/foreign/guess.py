"""Which form a foreign list fills, told by its captions."""

from collections.abc import Mapping

from export.foreign.captions import Captions
from export.foreign.header import Header, find_header
from export.reading.raw import Book
from forms.form import Form
from forms.problems import Refusal


def guess(book: Book, forms: Mapping[str, Form]) -> str:
    """The form whose captions explain most columns. Raises Refusal `no_form_fits` where none explains two."""
    ranks = {name: _rank(book, form, forms) for name, form in forms.items() if not form.single}
    best = max(ranks, key=lambda name: ranks[name])
    if ranks[best][0] < 2:
        raise Refusal("no_form_fits")
    return best


def _rank(book: Book, form: Form, forms: Mapping[str, Form]) -> tuple[int, int]:
    """Columns understood, and how many of them are the form's own rather than those of a record it refers to."""
    captions = Captions.of(form, forms)
    found = [header for sheet in book.sheets if (header := find_header(sheet.rows, captions))]
    return max((_score(header) for header in found), default=(0, 0))


def _score(header: Header) -> tuple[int, int]:
    return len(header.columns), sum(column.target.by is None for column in header.columns)
