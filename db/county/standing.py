"""Which delivery counts: pure rules over its rank, so that any order of arrival gives the same answer.

For each school, period and form the part of the greatest rank counts. What the school's own key signed is not replaced
by what it did not sign, whatever number that bears: it waits until the county takes it or accepts its key. A draft
(未审核) counts until the school sends something reviewed, whatever its number: so the county sees early what is wrong
and can help. A new PC counts from 1 again, so what is signed with a key that was accepted comes before the rest of the
school. Two different contents under one number are a conflict: the digest settles it until the county has chosen.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from db.county.sent import WITHOUT_SIGNATURES, File, FileStatus, Sent, Status, Word
from forms.problems import Refusal

CODE = 10
"""Digits of a 学校(机构)标识码; practice schools have as many."""
MOST = 10**6
"""Revisions, and pupils of a school."""
WEIGHT: tuple[Status, ...] = ("held", "replaced", "merged", "older", "same")
"""A file of several deliveries is called after its weightiest."""


class Rank(NamedTuple):
    """Greater is newer."""

    believed: bool
    reviewed: bool
    trusted: bool
    revision: int
    chosen: bool
    digest: str

    @property
    def plain(self) -> tuple[bool, int, bool, str]:
        """What it says of itself, whoever signed it: whether it waits for a word hangs on this alone."""
        return self.reviewed, self.revision, self.chosen, self.digest


def rank_of(sent: Sent, word: Word = WITHOUT_SIGNATURES) -> Rank:
    """The rank of a delivery."""
    return Rank(word.believed, not sent.draft, word.trusted, sent.revision, word.chosen, sent.digest)


def status_of(rank: Rank, forms: Iterable[str], counting: Mapping[str, Rank], *, known: bool) -> Status:
    """What a delivery is when it comes, given what counts for each form of its school and period until now."""
    if known:
        return "same"
    asked = list(forms)
    before = [counting[form] for form in asked if form in counting]
    if is_held(rank, counting.values()):
        return "held" if rank.plain > max(other for other in counting.values() if other.believed).plain else "older"
    if asked and len(before) == len(asked) and all(rank < other for other in before):
        return "older"
    return "replaced" if any(rank > other for other in before) else "merged"


def is_held(rank: Rank, others: Iterable[Rank]) -> bool:
    """Whether a delivery waits for the county's word: of its school and period another is believed, this one is not."""
    return not rank.believed and any(other.believed for other in others)


def status_of_file(statuses: Iterable[Status], expected: int, code: str) -> FileStatus:
    """What a file is called, given what its deliveries were when they came."""
    found = list(statuses)
    if code:
        return "quarantined"
    if len(found) < expected:
        return "interrupted"
    return min(found, key=WEIGHT.index) if found else "same"


def admit(sent: Sent, file: File, *, practice: bool) -> None:
    """Whether a delivery may come in at all. Practice and real data never mix; whatever a file says of itself, its
    school has a code (see `SchoolCode`) and its numbers are such as people count. Raises Refusal.
    """
    if not (len(sent.school) == CODE and sent.school.isascii() and sent.school.isdigit()):
        raise Refusal("strange_school_code", path=file.name, school=sent.school[: 2 * CODE])
    if not (0 <= sent.revision < MOST and 0 <= sent.on_roll < MOST):
        raise Refusal("strange_numbers", path=file.name)
    if sent.practice != practice:
        raise Refusal("practice_into_county" if sent.practice else "real_into_practice_county", path=file.name)
