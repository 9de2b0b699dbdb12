"""The compact copy: a workbook's records once more inside the workbook, so that a county need not parse a sheet.

One part of the package holds what a reader of the cells would find, column by column, and is signed together with
every other byte of the file. While the file is byte for byte what the program wrote, reading the copy is reading the
cells, at a twentieth of the time. Any other file (saved again, altered, filled by hand) is read cell by cell, and the
copy in it counts for nothing.
"""

from export.compact.attach import Load, Told, attached, loaded
from export.compact.copy import NAME, Copy, copy_in, is_proved, part_in, part_name

__all__ = ["NAME", "Copy", "Load", "Told", "attached", "copy_in", "is_proved", "loaded", "part_in", "part_name"]
