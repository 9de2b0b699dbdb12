"""Which delivery counts: pure rules over (revision, digest), so that any order of arrival gives the same answer.

For each school, period and form the part with the greatest (revision, digest) among deliveries that are no drafts is
the one that counts; the digest only settles two different contents under one number, which is reported as a conflict.
"""

from collections.abc import Iterable, Mapping

from db.county.sent import FileStatus, Status

Rank = tuple[int, str]
"""(revision, digest): greater is newer."""
WEIGHT: tuple[Status, ...] = ("replaced", "merged", "older", "draft", "same")
"""A file of several deliveries is called after its weightiest."""


def status_of(rank: Rank, forms: Iterable[str], counting: Mapping[str, Rank], *, draft: bool, known: bool) -> Status:
    """What a delivery is when it comes, given what counts for each form of its school and period until now."""
    if known:
        return "same"
    if draft:
        return "draft"
    asked = list(forms)
    before = [counting[form] for form in asked if form in counting]
    if asked and len(before) == len(asked) and all(rank < other for other in before):
        return "older"
    return "replaced" if any(rank > other for other in before) else "merged"


def status_of_file(statuses: Iterable[Status], expected: int, code: str) -> FileStatus:
    """What a file is called, given what its deliveries were when they came."""
    found = list(statuses)
    if code:
        return "quarantined"
    if len(found) < expected:
        return "interrupted"
    return min(found, key=WEIGHT.index) if found else "same"
