"""What a reader will find in the sheets that are about to be written, found by the reader's own code.

A record may look different once it has been in a cell: a text that could not be read when it was typed may be read
today, one that Excel does not take is shortened. The compact copy holds what the cells say, not what the store said.
"""

from collections.abc import Mapping, Sequence

from export.reading.text import one_break
from export.seal import Strip, Verdict
from export.workbook.intake import Intake
from export.workbook.layout import CAPTION_ROW, FIRST_ROW
from export.workbook.locate import Place
from export.workbook.package import Package, Reason
from export.workbook.received import Received
from export.workbook.swift import Columns


def mirrored(
    package: Package, sheets: Mapping[str, str], columns: Mapping[str, tuple[Sequence[str], Sequence[Strip]]]
) -> Received:
    """The package as it will be received; of every form its sheet's name, its columns' lasting names and cells."""
    received, reader = Received(package.meta, Verdict("intact")), Columns()
    for name, (keys, strips) in columns.items():
        form, known = package.forms[name], {key: col for col, key in enumerate(keys)}
        place = Place(sheets[name], known, FIRST_ROW - 1, CAPTION_ROW - 1, {}, ())
        Intake(place, strips, form, form, reader).into(received)
    received.settle(received.tables)
    received.reasons = [Reason(*map(one_break, reason)) for reason in package.reasons if reason.key]
    return received
