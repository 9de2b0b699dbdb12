"""The county's workbook with the deliveries inside, so that the output of one merge is the input of the next."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from db.county.sent import Kept
from db.county.store import CountyStore
from export.county_book import CountyBook, PairRow, write
from export.delivery.carry import carry
from export.delivery.crates import crates, crates_for
from export.jobs.county.board import Board
from export.jobs.county.measure import roster_of
from export.jobs.county.period import period_of
from forms.indicators import measured
from forms.library import Library
from forms.likeness import Comparison


def write_book(store: CountyStore, library: Library, board: Board, compared: Comparison, to: Path) -> None:
    """Write everything that the county knows of its period. Refusal where the disk is full or the file is open.

    Whoever merges this file has the same figures and the same answers. What people decided about them is not in it but
    to be read: the register, settings, decisions and slips are each county's own.
    """
    period, roster, decisions = period_of(store), roster_of(store, library), store.decisions()
    carried = _carried(store, period.code)
    book = CountyBook(
        store.name or store.code, period, library, roster, measured(roster), store.practice,
        datetime.now().isoformat(timespec="minutes"), board.rows, board.deadline,
        [PairRow(pair, decisions.get(pair.key)) for pair in compared.pairs], store.problems(period.code),
    )  # fmt: skip
    write(book, to, carries=crates_for(len(carried)))
    carry(to, crates(_whole(store, carried), len(carried), store.signing_key()))


def _carried(store: CountyStore, period: str) -> list[int]:
    """The deliveries that count; older ones in which a school has answered, because these answers hold on; and the
    other side of a conflict that nobody has settled, so that whoever merges this sees both.
    """
    counting = {part.delivery for part in store.current(period).values()}
    answering = {kept.id for kept in store.deliveries(period) if kept.answers and not kept.draft and not kept.held}
    beaten = {fault.delivery for fault in store.problems(period) if fault.code == "county.conflict"}
    return sorted(counting | answering | beaten)


def _whole(store: CountyStore, deliveries: list[int]) -> Iterator[Kept]:
    for number in deliveries:
        yield store.whole(number)
