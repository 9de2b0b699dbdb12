"""A pair side by side for the person who decides: what differs, what both schools pay, what the transfers say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.county.store import CountyStore
from export.jobs.county.holdings import Holding, Holdings
from forms.form import Field
from forms.kinds import Choice
from forms.library import Library
from forms.likeness import PaidTwice, Pair, Verdict, differences, paid_twice
from forms.problems import Language


@dataclass(frozen=True, slots=True)
class Line:
    """A field in which the two records differ, as people see it; `field.private` is masked on screens."""

    field: Field
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class PairDetail:
    """What is known of a pair."""

    lines: tuple[Line, ...]
    same: int
    """How many filled fields agree."""
    paid: tuple[PaidTwice, ...]
    notes: tuple[str, ...]
    """Sentences on transfers and money."""
    advised: Verdict | None
    """The verdict for which the transfers speak."""


def pair_detail(
    pair: Pair, store: CountyStore, library: Library, names: Mapping[str, str], lang: Language = "zh"
) -> PairDetail | None:
    """Open both records again; None where one of them is no longer among what counts."""
    holdings = Holdings(store, library)
    first, second = holdings.of(pair.first.school), holdings.of(pair.second.school)
    one, other = first.tables.get("student"), second.tables.get("student")
    row, further = (
        table.row_of(side.pupil.record) if table else None for table, side in ((one, pair.first), (other, pair.second))
    )
    if one is None or other is None or row is None or further is None:
        return None
    found = differences(one, row, other, further)
    lines = tuple(Line(one.form.fields[each.field], each.first, each.second) for each in found)
    differing = {each.field for each in found}
    same = sum(bool(one.text(row, name)) for name in one.form.fields if name not in differing)
    paid = tuple(paid_twice(first.tables, pair.first.pupil.record, second.tables, pair.second.pupil.record))
    notes = (*_transfers(pair, library, names, lang), *_money(paid, first, library, lang))
    return PairDetail(lines, same, paid, notes, _advised(pair))


def _transfers(pair: Pair, library: Library, names: Mapping[str, str], lang: Language) -> Iterator[str]:
    """What one school recorded and the other did not."""
    if pair.state != "transfer_open":
        return
    both = pair.first.pupil.on_roll and pair.second.pupil.on_roll
    for school, move in pair.moves:
        if move.leaves != both:
            silent = pair.second if school == pair.first.school else pair.first
            params = {"knows": names.get(school, school), "silent": names.get(silent.school, silent.school)}
            code = "pair.left_unreceived" if move.leaves else "pair.came_unreleased"
            yield library.catalogue.text(code, {**params, "day": move.date}, lang)


def _money(paid: tuple[PaidTwice, ...], first: Holding, library: Library, lang: Language) -> Iterator[str]:
    for each in paid:
        kind = first.tables["subsidy"].form.fields["item"].kind
        item = kind.show(each.item) if isinstance(kind, Choice) else each.item
        yield library.catalogue.text("pair.paid_twice", {"item": item}, lang)


def _advised(pair: Pair) -> Verdict | None:
    """A child is where its coming was recorded, or where alone it is on the roll."""
    if pair.state != "transfer_open":
        return None
    if pair.first.pupil.on_roll != pair.second.pupil.on_roll:
        return "first" if pair.first.pupil.on_roll else "second"
    came = {school for school, move in pair.moves if not move.leaves}
    if len(came) != 1:
        return None
    return "first" if pair.first.school in came else "second"
