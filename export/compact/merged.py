"""Whether a workbook is one that a merge has put out, told by what it carries; its sheets are not read."""

from export.compact import part_in, part_name
from export.compact.frame import is_framed
from export.reading.limits import Limits
from export.reading.package import LOCAL_MARK, Package


def is_merged(data: bytes, limits: Limits) -> bool:
    """Runs in the limited reading process. Refusal for what is no sound workbook."""
    return data.startswith(LOCAL_MARK) and is_framed("crate", part_in(Package(data, limits), part_name(0)))
