"""Put crates into a workbook that lies finished on the disk, one by one: a county's are too large for memory."""

from collections.abc import Iterable
from pathlib import Path

from export.compact import part_name
from export.reading.append import Appending
from export.workbook.durable import changing


def carry(path: Path, crates: Iterable[bytes]) -> None:
    """Append crates to a workbook that was made to carry as many (`new_workbook(…, carries=…)`).

    All of them or none: Refusal where the disk is full or the file is open elsewhere.
    """
    with changing(path) as file, Appending(file) as workbook:
        for number, crate in enumerate(crates):
            workbook.add(part_name(number), crate)
