"""Damaged files in numbers: each is a book or a refusal, the owner never falls, and damage never turns into wrong cells."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from export.reading.cells import read_cells
from export.reading.raw import Book
from export.reading.worker import Reader
from forms.problems import Refusal
from tests.faults.hostile import opendocument, workbook
from tests.faults.mutants import flipped, mutants

SEED = 20261121
EACH = 60
FELL = ("reader_failed", "reader_out_of_memory", "reader_too_slow")


def originals(samples: Path) -> Iterator[tuple[str, bytes]]:
    """Honest files of every kind."""
    for path in sorted(samples.iterdir()):
        if path.suffix != ".json":
            yield path.name, path.read_bytes()
    yield "小.xlsx", workbook()
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>张三</text:p></table:table-cell>'
    yield "小.ods", opendocument(f"{row}</table:table-row>" * 3)
    yield "小.xml", b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'


def outcome(reader: Reader, data: bytes) -> str:
    try:
        return "book" if isinstance(reader.read(data), Book) else "nonsense"
    except Refusal as refusal:
        return refusal.code


def test_a_mutant_is_read_or_refused_and_the_owner_goes_on(reader: Reader, samples: Path) -> None:
    seen = Counter(
        outcome(reader, mutant)
        for number, (_, original) in enumerate(originals(samples))
        for mutant in islice(mutants(original, SEED + number), EACH)
    )
    assert seen.total() >= 300
    assert seen["nonsense"] == 0
    assert seen["book"] > seen.total() * 0.1
    assert sum(seen[code] for code in FELL) < seen.total() * 0.02
    assert reader.read(workbook()).kind == "xlsx"


@pytest.mark.parametrize("name", ["班级花名册.xlsx", "生活补助名册.xlsx"])
def test_a_flipped_bit_never_changes_a_cell(samples: Path, name: str) -> None:
    from random import Random

    data = (samples / name).read_bytes()
    true = read_cells(data).sheets
    chance = Random(SEED)
    read = 0
    for _ in range(200):
        try:
            assert read_cells(flipped(data, chance)).sheets == true
            read += 1
        except Refusal:
            continue
    assert read < 200
