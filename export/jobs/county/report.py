"""What a merge says when it has ended: files, who is missing, children in two schools, totals."""

from collections.abc import Mapping

from db.county.store import CountyStore
from export.jobs.county.board import Board
from export.jobs.county.merge import Merged
from forms.library import Library
from forms.likeness import Comparison, Decision, Pair, Side
from forms.problems import Language


def report(
    merged: Merged, board: Board, compared: Comparison, store: CountyStore, library: Library, lang: Language = "zh"
) -> dict[str, object]:  # fmt: skip
    """The whole report as one object."""
    decisions = store.decisions()
    return {
        "batch": merged.batch,
        "cancelled": merged.cancelled,
        "files": [line.as_dict() for line in merged.files],
        "missing": [
            {"school": row.code, "name": row.name, "district": row.district, "contact": row.contact, "phone": row.phone}
            for row in board.missing
        ],
        "duplicates": [pair_dict(pair, decisions, library, lang) for pair in compared.pairs],
        "totals": totals(board),
    }


def totals(board: Board) -> dict[str, object]:
    """Schools by how they stand, pupils, records by form."""
    rows: dict[str, int] = {}
    for row in board.rows:
        for form, count in row.counts.items():
            rows[form] = rows.get(form, 0) + count
    return {
        "period": board.period, "expected": board.expected, "schools": sum(bool(row.revision) for row in board.rows),
        "by_status": board.by_status, "on_roll": board.on_roll, "rows": rows,
    }  # fmt: skip


def pair_dict(
    pair: Pair, decisions: Mapping[str, Decision], library: Library, lang: Language = "zh"
) -> dict[str, object]:  # fmt: skip
    """A pair for JSON; ID numbers and phones stay inside."""
    decided = decisions.get(pair.key)
    return {
        "kind": pair.kind, "score": pair.score, "state": pair.state, "first": _side(pair.first),
        "second": _side(pair.second), "decision": decided.verdict if decided else None,
        "reasons": [library.catalogue.text(reason.code, reason.params, lang) for reason in pair.reasons],
    }  # fmt: skip


def _side(side: Side) -> dict[str, object]:
    return {"school": side.school, "record": side.pupil.record, "name": side.pupil.name, "grade": side.pupil.grade}
