"""The laws of merging, on both engines: twice is once, any order, a merge of merges, and taking back restores everything."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.county.sent import Word
from db.county.standing import Rank, rank_of
from db.county.store import CountyStore
from forms.library import Library
from tests.db.county.conftest import Engine
from tests.db.county.made import TERM, Delivery, bring, delivery, merge, pupil

SCHOOLS = ("2135000001", "2135000002", "1135000003")
FORMS = (("school", "student"), ("student",), ("movement", "student"))

few = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def sent(school: str, revision: int, text: str, forms: Sequence[str], draft: bool) -> Delivery:
    """One out of few deliveries, so that the same often comes again."""
    keys = [pupil(row, f"{school}{row}", f"99{row}", name=f"学生{text}") for row in range(revision)]
    return delivery(school, revision, text=text, forms=forms, draft=draft, pupils=keys)


PLAIN = st.builds(
    sent,
    st.sampled_from(SCHOOLS),
    st.integers(1, 3),
    st.sampled_from(["", "甲"]),
    st.sampled_from(FORMS),
    st.booleans(),
)


def found(code: str, cell: str) -> tuple[Any, ...]:
    """What is wrong with a file, not with its records."""
    return ("封面", cell, (code, "error", "", None, -1, "touched", {}, None), f"{cell} 在导出后被改动。", "")


GUISES: dict[str, dict[str, Any]] = {
    "as the program wrote it": {"proof": "p"},
    "saved again by an office program": {"quick": False},
    "its columns moved": {"quick": False, "problems": [found("workbook.unknown", "Z1")]},
    "its cover touched": {"seal": "changed", "quick": False, "problems": [found("seal.fact", "B3")]},
    "its cover touched elsewhere": {"seal": "changed", "quick": False, "problems": [found("seal.fact", "B4")]},
    "without its seal": {"seal": "none", "check_code": "", "key": "", "quick": False},
    "merged by somebody": {"seal": "changed", "check_code": "", "key": "", "problems": [found("seal.fact", "B3")]},
}
"""In what files the same return may come."""


def dressed(one: Delivery, guise: str) -> Delivery:
    """The same return in a file of this kind."""
    other = GUISES[guise]
    return Delivery(**{**vars(one), **other, "problems": [*other.get("problems", []), *one.problems]})


DELIVERIES = st.builds(dressed, PLAIN, st.sampled_from([*GUISES]))
FILES = st.lists(st.lists(DELIVERIES, min_size=1, max_size=3), min_size=1, max_size=4)
"""Each with one delivery or several; a file may even hold a return twice, which no program of ours writes."""
Files = list[list[Delivery]]


def name_of(inside: list[Delivery]) -> str:
    return "-".join(f"{one.digest[:6]}{one.seal}{one.key}{one.quick}{one.proof}{len(str(one.problems))}"
                    + "".join(problem[1] for problem in one.problems) for one in inside)  # fmt: skip


def merged(store: CountyStore, *runs: Files) -> str:
    """Merge files as one batch a run; what the store says then."""
    for run in runs:
        with store.batch("汇总") as batch:
            bring(batch, {name_of(inside): inside for inside in run})
    return said(store)


def said(store: CountyStore) -> str:
    """All that can be read, as one text."""
    readings = [
        store.current(TERM),
        store.facts(TERM),
        store.problems(TERM),
        list(store.pupils(TERM)),
        store.conflicts(TERM),
    ]
    there = store.deliveries()
    numbers = {kept.id: kept.digest for kept in there}
    plain = repr([[part._replace(delivery=0) for part in readings[0].values()], readings[1], readings[3], readings[4]])
    faults = repr([fault._replace(delivery=0) for fault in readings[2] if fault.delivery in numbers])
    proofs = repr(sorted((kept.digest, kept.seal, kept.check_code, kept.key, kept.quick, kept.proof, kept.word, kept.held)
                         for kept in there))  # fmt: skip
    return "\n".join([store.content_digest(), plain, faults, proofs])


def wiped(store: CountyStore) -> None:
    """Take everything back."""
    for line in store.batches():
        if line.state != "undone":
            store.undo(line.id)


@pytest.fixture(scope="module")
def two(engine: Engine, library: Library) -> Iterator[tuple[CountyStore, CountyStore, Callable[[], None]]]:
    """Two stores, and what empties them again: taking all batches back, which must leave nothing."""
    with (
        engine() as here,
        engine() as there,
        CountyStore.create(here, library, "990101", practice=True) as one,
        CountyStore.create(there, library, "990102", practice=True) as other,
    ):
        empty = said(one)

        def clean() -> None:
            for store in (one, other):
                wiped(store)
                assert said(store) == empty

        yield one, other, clean


Two = tuple[CountyStore, CountyStore, Callable[[], None]]


@few
@given(FILES)
def test_merging_twice_is_merging_once(two: Two, files: Files) -> None:
    one, _, clean = two
    once = merged(one, files)
    assert merged(one, files) == once
    assert merged(one, files, list(reversed(files))) == once
    clean()


@few
@given(FILES, st.randoms(use_true_random=False), st.integers(0, 4))
def test_any_order_and_any_number_of_runs(two: Two, files: Files, chance: random.Random, cut: int) -> None:
    one, other, clean = two
    mixed = list(files)
    chance.shuffle(mixed)
    assert merged(one, files) == merged(other, mixed[:cut], mixed[cut:])
    found = {place: (part.revision, part.digest) for place, part in one.current(TERM).items()}
    assert found == {
        place: (rank.revision, rank.digest) for place, rank in expected([*chain.from_iterable(map(heard, files))])
    }
    clean()


def heard(file: list[Delivery]) -> list[Delivery]:
    """Of what a file holds twice, the first."""
    return [*{one.digest: one for one in reversed(file)}.values()]


def expected(sent: Sequence[Delivery]) -> Iterator[tuple[tuple[str, str], Rank]]:
    """What counts: of a school of which anything is signed, that; else all of it."""
    keyed, counting = {one.school for one in sent if one.key}, dict[tuple[str, str], Rank]()
    signed = {one.digest for one in sent if one.key and one.seal == "intact"}
    speaking = {one.school for one in sent if one.digest in signed}
    for one in sent:
        is_believed = one.digest in signed or one.school not in keyed
        for place in ((one.school, form) for form in one.parts) if is_believed or one.school not in speaking else ():
            rank = rank_of(one, Word(is_believed))
            counting[place] = max(rank, counting.get(place, rank))
    yield from counting.items()


@few
@given(
    st.lists(st.tuples(PLAIN, st.sampled_from([*GUISES])), min_size=1, max_size=6), st.randoms(use_true_random=False)
)
def test_any_order_of_originals_and_touched_files(
    two: Two, coming: list[tuple[Delivery, str]], chance: random.Random
) -> None:
    """Where the original has come, it alone is heard, whenever that was."""
    one, other, clean = two
    guises = [dressed(sent, guise) for sent, guise in coming]
    originals = [dressed(sent, "as the program wrote it") for sent, _ in coming]
    files = {f"{n}-{name_of([sent])}": [sent] for n, sent in enumerate([*guises, *originals])}
    names = list(files)
    chance.shuffle(names)
    for store, order in ((one, list(files)), (other, names)):
        for name in order:
            with store.batch("汇总") as batch:
                bring(batch, {name: files[name]})
    assert said(one) == said(other)
    assert not [fault for fault in one.problems(TERM) if fault.record == "touched"]
    assert {kept.seal for kept in one.deliveries()} == {"intact"}
    clean()


@few
@given(FILES, FILES)
def test_a_merge_of_merges_is_a_merge_of_all(two: Two, here: Files, there: Files) -> None:
    one, other, clean = two
    merged(one, here)
    merged(other, there)
    carried: Any = [[store.whole(kept.id) for kept in store.deliveries()] for store in (one, other)]
    clean()
    assert merged(one, [*here, *there]) == merged(other, carried)
    clean()


@few
@given(FILES, FILES, FILES)
def test_taking_back_restores_everything(two: Two, first: Files, second: Files, third: Files) -> None:
    one, other, clean = two
    before = merged(one, first)
    after = merged(one, second)
    merged(one, third)
    newest, middle, _ = (line.id for line in one.batches()[:3])
    one.undo(newest)
    assert said(one) == after
    one.undo(middle)
    assert said(one) == before
    assert one.verify_log() == []
    # … and in another order: what stays is what the batches that stand brought
    merged(one, second, third)
    one.undo(one.batches()[1].id)
    assert said(one) == merged(other, first, third)
    clean()


def test_the_digest_sees_everything(county: CountyStore) -> None:
    """Otherwise the laws would hold of nothing."""
    seen = [county.content_digest()]
    same = delivery()
    changes: list[dict[str, object]] = [
        {}, {"states": {"student": "nil"}}, {"reasons": []}, {"answers": []}, {"facts": {}}, {"on_roll": 9}, {"problems": []},
        {"pupils": []}, {"moves": []}, {"school_name": "别名"}, {"definitions": {}}, {"draft": True}, {"revision": 2},
        {"period": "2025-1"}, {"digest": "0"}, {"parts": {}},
    ]  # fmt: skip
    for change in changes:
        other = delivery()
        vars(other).update(change)
        merge(county, other)
        seen.append(county.content_digest())
        county.undo(county.batches()[0].id)
        assert county.content_digest() == seen[0]
    assert len(set(seen)) == len(changes) + 1
    merge(county, same)
    before = county.content_digest()
    county.decide("a/1|b/2", "two")
    county.add_slip("s", "a", TERM, [])
    assert county.content_digest() != before
