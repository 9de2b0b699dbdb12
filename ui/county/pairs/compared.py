"""Two records side by side as lines of a list: who they are, what differs, what both schools pay."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from export.jobs.county.bureau import PairLine
from export.jobs.county.pair_detail import PairDetail
from forms.library import Library
from forms.likeness import PupilKey
from forms.masking import masked
from ui.parts.sheet import Cell, Line
from ui.translation import counted, said

ALWAYS = ("name", "sex", "born_on", "id_number")
"""Fields that stand first, whether they differ or not."""
DIFFERS = "≠ "


def lines_of(line: PairLine, detail: PairDetail | None, library: Library) -> list[Line]:
    """The comparison; where a record no longer counts, only who they are."""
    fields = library.forms["student"].fields
    known = {one.field.name: one for one in detail.lines} if detail else {}
    lines = [
        _line(name, said(fields[name]), masked(fields[name], one), masked(fields[name], other))
        for name, one, other in _always(line, library)
    ]
    for name, one in known.items():
        if name not in ALWAYS:
            lines.append(_line(name, said(one.field), masked(one.field, one.first), masked(one.field, one.second)))
    if detail:
        lines += _money(detail, library)
        words = counted(QCoreApplication.translate("", "The other {count} fields agree"), count=detail.same)
        lines.append(Line("same", (Cell(words, "ink3", size=13),), heading=True))
    return lines


def _always(line: PairLine, library: Library) -> Iterator[tuple[str, str, str]]:
    fields = library.forms["student"].fields
    for name in ALWAYS:
        texts = (_text(name, side.pupil) for side in (line.pair.first, line.pair.second))
        one, other = (fields[name].kind.show(text) if name == "sex" else text for text in texts)
        yield name, one, other


def _text(name: str, pupil: PupilKey) -> str:
    return str(getattr(pupil, name))


def _line(key: str, caption: str, one: str, other: str) -> Line:
    if one == other:
        return Line(key, (Cell(caption, "ink2"), Cell(one or "—"), Cell(other or "—")))
    cells = (Cell(DIFFERS + (text or "—"), tint="indigo_tint", bold=True, tip=text) for text in (one, other))
    return Line(key, (Cell(caption, "ink2"), *cells))


def _money(detail: PairDetail, library: Library) -> Iterator[Line]:
    fields = library.forms["subsidy"].fields
    for at, paid in enumerate(detail.paid):
        caption = fields["item"].kind.show(paid.item)
        amounts = [fields["amount"].kind.show(amount) or "—" for amount in (paid.first, paid.second)]
        sign = DIFFERS if amounts[0] != amounts[1] else ""
        cells = (Cell(f"{sign}{one} 元", "seal", "error", tint="seal_tint", bold=True) for one in amounts)
        yield Line(f"money{at}", (Cell(caption, "ink2"), *cells))
