"""Put crates into a workbook that lies finished on the disk, one by one: a county's are too large for memory."""

from collections.abc import Iterable
from pathlib import Path

from export.compact import part_name
from export.reading.append import Appending


def carry(path: Path, crates: Iterable[bytes]) -> None:
    """Append crates to a workbook that was made to carry as many (`new_workbook(…, carries=…)`)."""
    with path.open("r+b") as file, Appending(file) as workbook:
        for number, crate in enumerate(crates):
            workbook.add(part_name(number), crate)
