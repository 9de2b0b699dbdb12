"""Records that are being entered in bulk and are not in the ledger yet: a table of their own, checked beside the
ledger's, with steps that can be taken back, and kept in the store with every step.

Nothing typed is refused: what cannot be read stays in its cell as it was and is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from export.jobs.drafts import DraftRow, Drafts, fresh_id
from forms.carry import places
from forms.checks import Context, check_table
from forms.derive import derived, suggested
from forms.entry import all_beside, new_beside
from forms.problems import Problem
from forms.table import Table
from ui.roll.held import BLANK, Held, Spot, cells_of
from ui.roll.marks import REQUIRED

if TYPE_CHECKING:
    from export.jobs.desk import Desk


@dataclass(frozen=True)
class Step:
    """What was changed at once, and can be taken back at once."""

    name: str
    before: Mapping[Spot, Held]
    after: Mapping[Spot, Held]
    rows_before: int
    rows_after: int

    @property
    def own(self) -> list[Spot]:
        """The cells that a person changed, without what followed from them."""
        changed = [spot for spot, held in self.after.items() if held != self.before[spot]]
        return [spot for spot in changed if not (self.after[spot].given or self.before[spot].given)] or changed


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
        self.given: set[Spot] = set()
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._drafts = Drafts(desk, form)
        self._unkept: set[int] = set()
        """Rows of which the store knows an older state."""
        self._load()

    def __len__(self) -> int:
        return len(self.table)

    @property
    def is_current(self) -> bool:
        """Whether these are the rows of the period that the desk works in now."""
        return self._drafts.is_current

    def text(self, row: int, field: str) -> str:
        """What stands in a cell; nothing below the last row."""
        return self.table.text(row, field) if row < len(self.table) else ""

    def _texts(self, row: int) -> dict[str, str]:
        return {name: self.text(row, name) for name in self.form.fields}

    def _load(self) -> None:
        """What was typed before the program was closed, or died."""
        rows = self._drafts.load()
        self._resize(max(rows, default=-1) + 1)
        for at, row in rows.items():
            self.table.ids[at] = row.id
            known = {name: text for name, text in row.texts.items() if name in self.form.fields}
            given = set(row.given)
            for is_given in (False, True):
                texts = {(at, name): text for name, text in known.items() if (name in given) is is_given}
                self._apply(cells_of(self.form, texts, given=is_given), len(self.table))

    # ── changing ────────────────────────────────────────────────────────────────────────────────────────────────

    def type(self, row: int, field: str, text: str, name: str) -> Step:
        """Put a text into a cell as one step, with what is carried over into a row that is begun by it, and with what
        follows from it. Raises Refusal where the store cannot keep it; the cell has it all the same.
        """
        begun = self._begun(row) if text.strip() and row not in self.filled() else {}
        before = {**self._texts(row), **begun}
        itself = self.table.ids[row] if row < len(self.table) else ""
        tables = [self.desk.tables[self.form.name], self.table]
        beside = all_beside(self.form, before, {field: text}, tables, itself)
        given = {(row, each): words for each, words in {**begun, **beside}.items() if each != field}
        return self._step(
            {**cells_of(self.form, given, given=True), **cells_of(self.form, {(row, field): text})}, name, row + 1
        )

    def put(self, texts: Mapping[Spot, str], name: str) -> Step:
        """Put texts into cells as one step; rows below the last are added. Raises Refusal as `type` does."""
        after = {**cells_of(self.form, self._besides(texts), given=True), **cells_of(self.form, texts)}
        return self._step(after, name, max((row + 1 for row, _ in texts), default=0))

    def _besides(self, texts: Mapping[Spot, str]) -> dict[Spot, str]:
        """Defaults of the rows that are begun, and what follows from the new texts, where everybody sees it."""
        filled, rows = self.filled(), dict[int, dict[str, str]]()
        for (row, field), text in texts.items():
            rows.setdefault(row, {})[field] = text
        defaults = {name: of.kind.show(of.default) for name, of in self.form.fields.items() if of.default is not None}
        already, found = derived(self.form, defaults), dict[Spot, str]()
        for row, typed in rows.items():
            if not any(text.strip() for text in typed.values()):
                continue
            if row in filled:
                beside = new_beside(self.form, self._texts(row), typed)
            else:
                follow = derived(self.form, {**defaults, **typed})
                beside = {**defaults, **{name: text for name, text in follow.items() if name not in already}}
            found |= {(row, name): text for name, text in beside.items() if name not in typed}
        return found

    def _begun(self, row: int) -> dict[str, str]:
        """What a row begins with: from the row above it, or from the last record of the ledger."""
        table, above = self._above(row)
        found = {name: suggested(table, name, above) for name in self.form.fields}
        return {name: text for name, text in found.items() if text}

    def _above(self, row: int) -> tuple[Table, int | None]:
        above = max((at for at in self.filled() if at < row), default=None)
        if above is not None:
            return self.table, above
        known = self.desk.tables[self.form.name]
        return known, len(known) - 1 if len(known) else None

    def above(self, row: int, field: str) -> str:
        """What stands in a field of the row above, or of the last record of the ledger."""
        table, above = self._above(row)
        return "" if above is None else table.text(above, field)

    def beginnings(self, field: str) -> list[str]:
        """All beginnings that were written in a field, the usual ones first."""
        return places(self.form.fields[field], [self.desk.tables[self.form.name], self.table])

    def _step(self, after: Mapping[Spot, Held], name: str, rows: int) -> Step:
        count = len(self.table)
        before = {spot: BLANK if spot[0] >= count else self._held(spot) for spot in after}
        step = Step(name, before, after, count, max(rows, count))
        self.done.append(step)
        self.undone.clear()
        self._apply(step.after, step.rows_after)
        self._keep(step)
        return step

    def _held(self, spot: Spot) -> Held:
        table, (row, field) = self.table, spot
        raw, why = table.raw.get(spot, ""), table.wrong.get(spot)
        return Held(table.columns[field][row], raw, why, spot in self.tidied, spot in self.given)

    def _apply(self, cells: Mapping[Spot, Held], rows: int) -> None:
        self._resize(rows)
        for spot, (value, raw, why, tidied, given) in cells.items():
            row, field = spot
            if row >= rows:
                continue
            self.table.columns[field][row] = value
            self.table.wrong.pop(spot, None)
            self.table.raw.pop(spot, None)
            if why is not None:
                self.table.wrong[spot], self.table.raw[spot] = why, raw
            (self.tidied.add if tidied else self.tidied.discard)(spot)
            (self.given.add if given else self.given.discard)(spot)

    def _resize(self, rows: int) -> None:
        grown = rows - len(self.table)
        if grown > 0:
            self.table.ids.extend(fresh_id() for _ in range(grown))
        elif grown < 0:
            del self.table.ids[rows:]
            for spots in (self.table.wrong, self.table.raw):
                for spot in [spot for spot in spots if spot[0] >= rows]:
                    del spots[spot]
            self.tidied = {spot for spot in self.tidied if spot[0] < rows}
            self.given = {spot for spot in self.given if spot[0] < rows}
        for column in self.table.columns.values():
            column.extend([None] * grown) if grown > 0 else column.__delitem__(slice(rows, None))

    def undo(self) -> Step | None:
        """Take back the last step, and tell which. Raises Refusal as `type` does."""
        if not self.done:
            return None
        step = self.done.pop()
        self.undone.append(step)
        self._apply(step.before, step.rows_before)
        self._keep(step)
        return step

    def redo(self) -> Step | None:
        """Bring forth what was taken back last, and tell what. Raises Refusal as `type` does."""
        if not self.undone:
            return None
        step = self.undone.pop()
        self.done.append(step)
        self._apply(step.after, step.rows_after)
        self._keep(step)
        return step

    def _keep(self, step: Step) -> None:
        """Give the store the rows that a step has touched, and those that it could not take before."""
        self._unkept |= {row for row, _ in step.after}
        self._drafts.keep(self._rows(self._unkept))
        self._unkept.clear()

    def _rows(self, rows: Iterable[int]) -> dict[int, DraftRow | None]:
        """Rows as the store keeps them, column by column; None for those in which nobody has typed anything."""
        table, texts = self.table, {row: dict[str, str]() for row in rows}
        there = [row for row in texts if row < len(table)]
        for name, field in self.form.fields.items():
            column, show = table.columns[name], field.kind.show
            for row in there:
                if column[row] is not None:
                    texts[row][name] = show(column[row])
        for (row, name), raw in table.raw.items():
            if row in texts:
                texts[row][name] = raw
        return {
            row: DraftRow(table.ids[row], held, given) if len(given) < len(held) else None
            for row, held in texts.items()
            for given in ([name for name in held if (row, name) in self.given],)
        }

    def paste(self, cells: Sequence[Sequence[str]], row: int, fields: Sequence[str], name: str) -> Pasted:
        """Lay cells from a row on, where `fields` says what each column is; "" leaves one out."""
        texts = {
            (row + down, field): text
            for down, line in enumerate(cells) for field, text in zip(fields, line, strict=False) if field
        }  # fmt: skip
        step = self.put(texts, name)
        laid = [step.after[spot] for spot in texts]
        refused, tidied = sum(held.why is not None for held in laid), sum(held.tidied for held in laid)
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
        """Rows in which somebody has typed anything."""
        rows, given = {row for row, _ in self.table.wrong}, self.given
        for name, column in self.table.columns.items():
            rows.update(row for row, value in enumerate(column) if value is not None and (row, name) not in given)
        return rows

    def good(self, problems: Iterable[Waiting]) -> list[int]:
        """Rows without an error; what is only blank may be filled later."""
        bad = {one.problem.row for one in problems if one.problem.level == "error" and one.problem.code != REQUIRED}
        return sorted(self.filled() - bad)

    def take_in(self, rows: Sequence[int], name: str) -> list[str]:
        """Put rows into the ledger as one step of its own; they leave the draft. Returns the records' ids."""
        texts = [
            (self.table.ids[row], {field: text for field in self.form.fields if (text := self.table.text(row, field))})
            for row in rows
        ]
        ids = self.desk.apply_cells(self.form.name, texts, name)
        self._leave(set(rows))
        self._drafts.replace({row: one for row, one in self._rows(range(len(self.table))).items() if one})
        self._unkept.clear()
        return ids

    def _leave(self, rows: set[int]) -> None:
        """The steps of a draft from which rows were taken in cannot be taken back here: the ledger's undo does it."""
        stay = sorted(self.filled() - rows)
        place = {row: at for at, row in enumerate(stay)}
        table = self.table
        self.tidied = {(place[row], name) for row, name in self.tidied if row in place}
        self.given = {(place[row], name) for row, name in self.given if row in place}
        self.table = Table(
            self.form, [table.ids[row] for row in stay],
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
