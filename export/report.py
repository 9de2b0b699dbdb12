"""What is to be said about a workbook: the seal proved, every problem with its sheet, its cell and its sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from export.compact.merged import is_merged
from export.delivery.quick import book_as_written
from export.findings import Located, context_of, on_roll, sentence
from export.reading.cells import read_cells
from export.reading.limits import Limits
from export.seal.changes import Change
from export.workbook.layout import FIRST_ROW
from export.workbook.read import Receiver
from export.workbook.received import Received
from export.workbook.verdict import verdict_of
from forms.checks import check
from forms.library import Library
from forms.problems import Language, Problem, Refusal
from forms.table import Table

_HEAD = ("file", "school", "school_name", "period", "revision", "seal", "check_code")


@dataclass
class FileReport:
    """What is to be said about one file."""

    file: str
    school: str = ""
    school_name: str = ""
    period: str = ""
    revision: int = 0
    seal: str = "none"
    check_code: str = ""
    draft: bool = False
    practice: bool = False
    on_roll: int = 0
    """Pupils at the school at the end of the period; the records of those who left are kept beside them."""
    forms: dict[str, int] = field(default_factory=dict[str, int])
    problems: list[Located] = field(default_factory=list[Located])
    refused: str = ""
    """Why the file could not be read at all."""

    @property
    def exit_code(self) -> int:
        """0 good, 1 problems found, 2 not to be read."""
        return 2 if self.refused else int(any(located.stands for located in self.problems))

    def packed(self) -> tuple[object, ...]:
        """As plain containers, the way it passes between processes."""
        head = tuple(getattr(self, name) for name in FileReport.__dataclass_fields__ if name != "problems")
        return head, [located.packed() for located in self.problems]

    @classmethod
    def unpacked(cls, packed: tuple[object, ...]) -> "FileReport":
        """The inverse of `packed`."""
        head, problems = cast("tuple[tuple[Any, ...], list[tuple[Any, ...]]]", packed)
        names = (name for name in cls.__dataclass_fields__ if name != "problems")
        return cls(**dict(zip(names, head, strict=True)), problems=list(map(Located.unpacked, problems)))

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        data: dict[str, object] = {name: getattr(self, name) for name in (*_HEAD, "draft", "practice", "on_roll")}
        data |= {"forms": self.forms, "problems": [located.as_dict() for located in self.problems]}
        return data | ({"refused": self.refused} if self.refused else {})


def report_on(data: bytes, limits: Limits, file: str, lang: Language) -> tuple[object, ...]:
    """A file's report as plain containers, worked out in the reading process: nothing but words leaves it.

    What a foreign workbook may still do to a program, such as a pattern that never ends, happens there, too. Raises
    Refusal for a book that is not ours.
    """
    library, receiver = _shelf()
    book = book_as_written(data, limits) or read_cells(data, limits=limits)
    if not receiver.is_ours(book):
        raise Refusal("merged_book" if is_merged(data, limits) else "not_ours")
    return report(receiver.receive(book), file, library, lang).packed()


def proof_of(data: bytes, limits: Limits) -> tuple[str, str]:
    """What the seal says of a file, and its check code; worked out in the reading process."""
    verdict = verdict_of(read_cells(data, limits=limits))
    return verdict.state, verdict.code


@cache
def _shelf() -> tuple[Library, Receiver]:
    """What the reading process knows: loaded with the first book and kept for the next."""
    library = Library.built_in()
    return library, Receiver(library)


def report(received: Received, file: str, library: Library, lang: Language = "zh") -> FileReport:
    """What is to be said about a workbook of ours that has been read."""
    meta = received.meta
    found = FileReport(
        file, meta.school_code, meta.school_name, meta.period, meta.revision, received.verdict.state,
        received.verdict.code, meta.draft, meta.practice,
    )  # fmt: skip
    found.forms = {name: len(table) for name, table in received.tables.items()}
    found.on_roll = on_roll(received.tables, meta.period)
    found.problems += (_changed(change, received, library, lang) for change in received.verdict.changes)
    found.problems += unmatched(received, library, lang)
    found.problems += located(received, library, lang)
    return found


def unmatched(received: Received, library: Library, lang: Language) -> Iterator[Located]:
    """What could not be made out: sheets, columns that nobody knows, references that name somebody else now."""
    for form in received.unread:
        title = library.forms[form].title if form in library.forms else form
        yield _told(Problem("workbook.unread", "error", form, params={"form": title}), "", "", library, lang)
    for form, columns in received.aside.items():
        for letter, caption in columns.items():
            problem = Problem("workbook.aside", "reminder", form, params={"caption": caption})
            yield _told(problem, received.places[form].sheet, f"{letter}{FIRST_ROW}", library, lang)
    for (form, row, name), typed in received.doubtful.items():
        field = received.forms[form].fields[name]
        words: dict[str, object] = {"field": {"zh": field.zh, "en": field.en}, "typed": " ".join(typed.values())}
        problem = Problem("workbook.doubtful", "error", form, name, row, received.tables[form].ids[row], words)
        yield _told(problem, received.places[form].sheet, received.cell(form, row, name), library, lang)


def _told(problem: Problem, sheet: str, cell: str, library: Library, lang: Language) -> Located:
    return Located(sheet, cell, problem, library.catalogue.sentence(problem, lang))


def located(received: Received, library: Library, lang: Language = "zh") -> Iterator[Located]:
    """All problems of the workbook's records, in the order of its sheets."""
    tables = ordered(received.tables, library)
    received.settle(tables)
    reasons = {reason.key: reason.text for reason in received.reasons}
    for problem in check(tables, context_of(tables, library, received.meta.period, received.meta.states)):
        place = received.places.get(problem.form)
        cell = received.cell(problem.form, problem.row, problem.field or "") if problem.row >= 0 and place else ""
        if place and problem.row >= 0 and not cell:
            cell = f"A{place.rows[problem.row] + 1}"
        table = tables[problem.form]
        message = sentence(problem, table, tables, library, lang)
        reason = reasons.get(problem.key, "") if problem.level == "reminder" else ""
        yield Located(place.sheet if place else table.form.zh, cell, problem, message, reason)


def ordered(tables: Mapping[str, Table], library: Library) -> dict[str, Table]:
    """Tables in the order of the forms, with an empty one for every form that the program knows and the file lacks."""
    names = [*library.forms, *(name for name in tables if name not in library.forms)]
    return {name: tables[name] if name in tables else Table(library.forms[name]) for name in names}


def _changed(change: Change, received: Received, library: Library, lang: Language) -> Located:
    form = next((name for name, place in received.places.items() if place.sheet == change.sheet), "")
    cell = change.cell or (f"A{change.row}" if change.row else "")
    problem = Problem(change.code, "error", form, params=change.params)
    return _told(problem, change.sheet, cell, library, lang)
