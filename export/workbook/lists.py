"""The hidden sheet behind the drop-downs.

Lists inside a validation may hold 255 characters; one longer list makes Excel drop every validation of the file, so
none is written that way.
"""

from collections.abc import Iterable, Mapping

from export.workbook.layout import LISTS, YES_NO, letter
from export.workbook.look import Look
from export.workbook.paper import Worksheet
from forms.form import Form
from forms.kinds import YesNo


def drop_downs(forms: Iterable[Form]) -> dict[str, tuple[str, list[str]]]:
    """Lists that the forms use: name → title and words, in a fixed order."""
    found: dict[str, tuple[str, list[str]]] = {}
    for form in forms:
        if any(isinstance(field.kind, YesNo) for field in form.fields.values()):
            found[YES_NO] = ("是否", [YesNo().show(value=True), YesNo().show(value=False)])
        for codes in form.lists.values():
            found[codes.name] = (codes.zh, [option.zh for option in codes.offered])
    return dict(sorted(found.items()))


def write_lists(sheet: Worksheet, lists: Mapping[str, tuple[str, list[str]]], look: Look) -> dict[str, str]:
    """Fill the hidden sheet; returns for every list the range that its drop-downs refer to."""
    ranges: dict[str, str] = {}
    for col, (name, (title, words)) in enumerate(lists.items()):
        sheet.write_string(0, col, title, look.machine())
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, col, word, look.machine())
        ranges[name] = f"={LISTS}!${letter(col)}$2:${letter(col)}${len(words) + 1}"
    return ranges
