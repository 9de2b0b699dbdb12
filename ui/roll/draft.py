"""Records that are being entered in bulk and are not in the ledger yet: a table of their own, checked beside the
ledger's, with steps that can be taken back.

Nothing typed is refused: what cannot be read stays in its cell as it was and is named.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from export.jobs.paste import clipboard
from forms.checks import Context, check_table
from forms.kinds import Value
from forms.problems import Problem, Wrong
from forms.table import Table
from ui.roll.marks import REQUIRED

if TYPE_CHECKING:
    from export.jobs.desk import Desk

NUMBERS = ("id_card", "phone", "bank_card", "code", "division", "school_code")
_LOST = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)
"""A number of which a spreadsheet has kept only the first digits."""
Spot = tuple[int, str]
"""Row and field."""
Held = tuple[Value, str, Wrong | None, bool]
"""What a cell holds: value, text as it stood, why it cannot be read, whether it was tidied."""


@dataclass(frozen=True)
class Step:
    """What was changed at once, and can be taken back at once."""

    name: str
    before: Mapping[Spot, Held]
    after: Mapping[Spot, Held]
    rows_before: int
    rows_after: int


@dataclass(frozen=True)
class Pasted:
    """What became of a rectangle."""

    rows: int
    columns: int
    taken: int
    tidied: int
    refused: int
    left_out: int = 0
    """Cells beyond the last column."""


@dataclass(frozen=True)
class Waiting:
    """A problem of a cell of the draft, as the panel shows it."""

    problem: Problem
    message: str
    reason: str = ""

    @property
    def stands(self) -> bool:
        """It always does: reasons are given in the ledger."""
        return True


class Draft:
    """Rows of one form before they are taken in."""

    def __init__(self, desk: "Desk", form: str) -> None:
        self.desk, self.form = desk, desk.library.forms[form]
        self.table = Table(self.form)
        self.tidied: set[Spot] = set()
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def __len__(self) -> int:
        return len(self.table)

    def text(self, row: int, field: str) -> str:
        """What stands in a cell; nothing below the last row."""
        return self.table.text(row, field) if row < len(self.table) else ""

    # ── changing ────────────────────────────────────────────────────────────────────────────────────────────────

    def put(self, texts: Mapping[Spot, str], name: str) -> Step:
        """Put texts into cells as one step; rows below the last are added."""
        columns: dict[str, tuple[list[int], list[str]]] = {}
        for (row, field), text in {**self._defaults(texts), **texts}.items():
            rows, words = columns.setdefault(field, ([], []))
            rows.append(row)
            words.append(text)
        after: dict[Spot, Held] = {}
        for field, (rows, words) in columns.items():
            after |= zip(((row, field) for row in rows), self._read(field, words), strict=True)
        return self._step(after, name, max((row + 1 for row, _ in texts), default=0))

    def _defaults(self, texts: Mapping[Spot, str]) -> dict[Spot, str]:
        """A row that is begun takes the form's defaults, where everybody sees them."""
        filled = self.filled()
        begun = {row for (row, _), text in texts.items() if row not in filled and text.strip()}
        shown = {name: of.kind.show(of.default) for name, of in self.form.fields.items() if of.default is not None}
        return {(row, name): text for name, text in shown.items() for row in begun}

    def _read(self, field: str, words: Sequence[str]) -> list[Held]:
        kind = self.form.fields[field].kind
        values, wrong = kind.parse_column(words)
        if kind.name in NUMBERS:
            lost = (at for at, word in enumerate(words) if _LOST.fullmatch(word.strip()))
            wrong |= {at: Wrong("kind.digits_lost", {"shown": words[at].strip()}) for at in lost}
            values = [None if at in wrong else value for at, value in enumerate(values)]
        shown = {value: kind.show(value) for value in set(values)}
        held: list[Held] = []
        for at, (value, word) in enumerate(zip(values, words, strict=True)):
            why = wrong.get(at)
            tidied = why is None and bool(word.strip()) and shown[value] != word.strip()
            held.append((value, word if why else "", why, tidied))
        return held

    def _step(self, after: Mapping[Spot, Held], name: str, rows: int) -> Step:
        before = {spot: self._held(spot) for spot in after}
        step = Step(name, before, after, len(self.table), max(rows, len(self.table)))
        self._apply(step.after, step.rows_after)
        self.done.append(step)
        self.undone.clear()
        return step

    def _held(self, spot: Spot) -> Held:
        table, (row, field) = self.table, spot
        if row >= len(table):
            return None, "", None, False
        return table.columns[field][row], table.raw.get(spot, ""), table.wrong.get(spot), spot in self.tidied

    def _apply(self, cells: Mapping[Spot, Held], rows: int) -> None:
        self._resize(rows)
        for spot, (value, raw, why, tidied) in cells.items():
            row, field = spot
            if row >= rows:
                continue
            self.table.columns[field][row] = value
            self.table.wrong.pop(spot, None)
            self.table.raw.pop(spot, None)
            if why is not None:
                self.table.wrong[spot], self.table.raw[spot] = why, raw
            (self.tidied.add if tidied else self.tidied.discard)(spot)

    def _resize(self, rows: int) -> None:
        grown = rows - len(self.table)
        if grown > 0:
            self.table.ids.extend([""] * grown)
        elif grown < 0:
            del self.table.ids[rows:]
            for spots in (self.table.wrong, self.table.raw):
                for spot in [spot for spot in spots if spot[0] >= rows]:
                    del spots[spot]
            self.tidied = {spot for spot in self.tidied if spot[0] < rows}
        for column in self.table.columns.values():
            column.extend([None] * grown) if grown > 0 else column.__delitem__(slice(rows, None))

    def undo(self) -> str | None:
        """Take back the last step; its name."""
        if not self.done:
            return None
        step = self.done.pop()
        self.undone.append(step)
        self._apply(step.before, step.rows_before)
        return step.name

    def redo(self) -> str | None:
        """Bring forth what was taken back last."""
        if not self.undone:
            return None
        step = self.undone.pop()
        self.done.append(step)
        self._apply(step.after, step.rows_after)
        return step.name

    def paste(self, words: str, row: int, fields: Sequence[str], name: str, lines: int = 1) -> Pasted:
        """Lay a copied rectangle over cells from a row and the first of the fields on; a single line fills `lines`."""
        cells = clipboard(words)
        if len(cells) == 1 and lines > 1:
            cells = cells * lines
        return self.paste_named(cells, row, fields, name)

    def paste_named(self, cells: Sequence[Sequence[str]], row: int, fields: Sequence[str], name: str) -> Pasted:
        """Lay cells from a row on, where `fields` says what each column is; "" leaves one out."""
        texts = {
            (row + down, field): text
            for down, line in enumerate(cells) for field, text in zip(fields, line, strict=False) if field
        }  # fmt: skip
        step = self.put(texts, name)
        refused = sum(held[2] is not None for held in step.after.values())
        tidied = sum(held[3] for held in step.after.values())
        wide = max((len(line) for line in cells), default=0)
        left_out = sum(len(line) for line in cells) - len(texts)
        return Pasted(len(cells), wide, len(texts) - refused, tidied, refused, left_out)

    # ── what is wrong, and what can be taken in ─────────────────────────────────────────────────────────────────

    def problems(self) -> list[Waiting]:
        """Problems of what stands in the draft's rows, as they would be beside the ledger's; of blanks nothing is said,
        because they may be filled later.
        """
        known, filled = self.desk.tables[self.form.name], self.filled()
        first = len(known)
        both = self._beside(known)
        context = Context(
            self.desk.period, self.desk.library.standards, {**self.desk.tables, self.form.name: both}, complete=False
        )
        catalogue, language = self.desk.library.catalogue, self.desk.session.language
        return [
            Waiting(_moved(one, one.row - first), catalogue.sentence(one, language))
            for one in check_table(both, context)
            if one.row - first in filled and self.text(one.row - first, one.field or self.form.label[0])
        ]

    def _beside(self, known: Table) -> Table:
        first = len(known)
        columns = {name: [*column, *self.table.columns[name]] for name, column in known.columns.items()}
        ids = [*known.ids, *(f"draft{row}" for row in range(len(self.table)))]
        wrong = {(row + first, name): why for (row, name), why in self.table.wrong.items()}
        raw = {(row + first, name): text for (row, name), text in self.table.raw.items()}
        return Table(self.form, ids, columns, wrong, raw)

    def filled(self) -> set[int]:
        """Rows in which anything stands but defaults."""
        rows = {row for row, _ in self.table.wrong}
        for name, column in self.table.columns.items():
            default = self.form.fields[name].default
            rows.update(row for row, value in enumerate(column) if value is not None and value != default)
        return rows

    def good(self, problems: Iterable[Waiting]) -> list[int]:
        """Rows without an error; what is only blank may be filled later."""
        bad = {one.problem.row for one in problems if one.problem.level == "error" and one.problem.code != REQUIRED}
        return sorted(self.filled() - bad)

    def take_in(self, rows: Sequence[int], name: str) -> list[str]:
        """Put rows into the ledger as one step of its own; they leave the draft. Returns the records' ids."""
        texts = [
            (None, {field: text for field in self.form.fields if (text := self.table.text(row, field))}) for row in rows
        ]
        ids = self.desk.apply_cells(self.form.name, texts, name)
        self._leave(set(rows))
        return ids

    def _leave(self, rows: set[int]) -> None:
        """The steps of a draft from which rows were taken in cannot be taken back here: the ledger's undo does it."""
        stay = [row for row in range(len(self.table)) if row not in rows]
        place = {row: at for at, row in enumerate(stay)}
        table = self.table
        self.tidied = {(place[row], name) for row, name in self.tidied if row in place}
        self.table = Table(
            self.form, [""] * len(stay),
            {name: [column[row] for row in stay] for name, column in table.columns.items()},
            {(place[row], name): why for (row, name), why in table.wrong.items() if row in place},
            {(place[row], name): text for (row, name), text in table.raw.items() if row in place},
        )  # fmt: skip
        self.done.clear()
        self.undone.clear()


def _moved(problem: Problem, row: int) -> Problem:
    return Problem(
        problem.code, problem.level, problem.form, problem.field, row, f"draft{row}", problem.params, problem.fix,
        problem.say,
    )  # fmt: skip
