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

    Only the deliveries that count are carried: whoever merges this file has the same figures.
    """
    period, roster, decisions = period_of(store), roster_of(store, library), store.decisions()
    carried = sorted({part.delivery for part in store.current(period.code).values()})
    book = CountyBook(
        store.name or store.code, period, library, roster, measured(roster), store.practice,
        datetime.now().isoformat(timespec="minutes"), board.rows, board.deadline,
        [PairRow(pair, decisions.get(pair.key)) for pair in compared.pairs], store.problems(period.code),
    )  # fmt: skip
    write(book, to, carries=crates_for(len(carried)))
    carry(to, crates(_whole(store, carried), len(carried), store.signing_key()))


def _whole(store: CountyStore, deliveries: list[int]) -> Iterator[Kept]:
    for number in deliveries:
        yield store.whole(number)
