"""Keys that schools sign with, on both engines: what is new or missing is told, and what was accepted counts."""

from itertools import permutations
from typing import Any

import pytest

from db.county.sent import Fault
from db.county.store import CountyStore
from forms.digits import fingerprint
from tests.db.county.made import TERM, Delivery, delivery, file, merge
from tests.db.made import refused

SCHOOL, OTHER = "2135000001", "2135000002"


def old(revision: int = 5, key: str = "aa", draft: bool = False) -> Delivery:
    """What the school sent from its former PC."""
    return delivery(SCHOOL, revision, key=key, draft=draft)


def new(revision: int = 1, draft: bool = False) -> Delivery:
    """What it sends from its new one, where counting begins again."""
    return delivery(SCHOOL, revision, text="新", key="bb", draft=draft)


def counts(county: CountyStore) -> set[int]:
    return {part.revision for part in county.current(TERM, SCHOOL).values()}


def told(county: CountyStore) -> list[tuple[str, str]]:
    """School and code of what is said of signatures."""
    codes = ("seal.missing", "county.new_key", "county.held")
    return [(one.school, one.code) for one in county.problems(TERM) if one.code in codes]


def test_a_new_key_waits_until_somebody_accepts_it(county: CountyStore) -> None:
    assert merge(county, old(), delivery(OTHER)) == ["merged", "merged"]
    assert merge(county, new()) == ["older"]
    assert merge(county, new(6)) == ["held"], "nor does its number make it count"
    county.undo(2 + 1)
    assert told(county) == [(SCHOOL, "county.new_key")]
    assert refused(county.accept_key, OTHER) == "no_new_key"
    county.accept_key(SCHOOL, user="王老师")
    assert (counts(county), told(county), county.keys()[SCHOOL]) == ({1}, [], "bb")
    assert [kept.revision for kept in county.deliveries(TERM, SCHOOL)] == [1, 5]
    assert {one.delivery for one in county.problems(TERM, SCHOOL)} == {county.deliveries(TERM, SCHOOL)[0].id}
    assert next(county.pupils(TERM))[1][0].name == "学生新"
    assert county.facts(TERM)[SCHOOL]["all"]["text"] == "新"
    assert [entry.what for entry in county.log(1)] == ["认可新签名"]
    assert merge(county, old(6)) == ["older"], "the former PC is not asked any more, and nobody is told to call again"
    assert told(county) == []
    assert merge(county, new(2)) == ["replaced"]
    assert refused(county.accept_key, SCHOOL) == "no_new_key"


def test_a_school_may_go_back_to_its_former_key(county: CountyStore) -> None:
    merge(county, old(), new())
    county.accept_key(SCHOOL)
    county.accept_key(SCHOOL, "aa")
    assert (counts(county), county.keys()[SCHOOL], told(county)) == ({5}, "aa", [])


def test_any_order_of_two_keys_gives_the_same_once_one_is_accepted(county: CountyStore) -> None:
    sent = [old(), new(), old(6, key=""), old(7, draft=True), new(2, draft=True)]
    found: set[tuple[str, int]] = set()
    for order in list(permutations(sent))[::11]:
        county.accept_key(SCHOOL, "bb")
        merge(county, *order)
        found |= {(county.content_digest(), revision) for revision in counts(county)}
        county.undo(county.batches()[0].id)
    assert [revision for _, revision in found] == [1]


def test_the_same_return_under_the_accepted_key_counts(county: CountyStore) -> None:
    """It came in somebody's merge first, which proves nothing, then from the school itself."""
    county.accept_key(SCHOOL, "bb")
    same = new()
    unsigned = Delivery(**{**vars(same), "key": ""})
    merge(county, old(), unsigned)
    assert counts(county) == {5}
    with county.batch("again") as batch:
        assert batch.add(same, file("direct.xlsx")) == "same"
        assert batch.add(old(4), file("late.xlsx")) == "held", "of a key that the school was never known by"
    assert counts(county) == {1}


def test_a_return_that_counts_without_a_signature_is_told_where_the_school_has_a_key(county: CountyStore) -> None:
    merge(county, delivery(OTHER, key=""), delivery(SCHOOL, 1, period="2025-2", key="aa"))
    assert told(county) == [], "nobody knows a key of the first, and of the second nothing has come"
    merge(county, old(2, key=""))
    assert counts(county) == {2}
    assert told(county) == [(SCHOOL, "seal.missing")]
    assert told(county) == [(one.school, one.code) for one in county.problems(TERM, SCHOOL) if one.row < 0]
    merge(county, old(1))
    assert counts(county) == {1}
    merge(county, old(3))
    assert told(county) == []


TOUCHED: dict[str, Any] = {
    "without a seal": {"key": "", "seal": "none"},
    "under a seal that is broken": {"seal": "changed"},
}


@pytest.mark.parametrize("guise", TOUCHED)
def test_what_nobody_signed_does_not_replace_what_the_school_signed(county: CountyStore, guise: str) -> None:
    """In whatever order they come; until the county has asked the school."""
    forged = delivery(SCHOOL, 9, text="假", **{"key": "aa", **TOUCHED[guise]})
    merge(county, forged, old(1))
    assert counts(county) == {1}
    county.undo(1)
    merge(county, old(1))
    before = county.content_digest()
    assert county.foresee().add(forged, file("x.xlsx")) == "held"
    assert merge(county, forged, delivery(OTHER)) == ["held", "merged"]
    assert (counts(county), told(county)) == ({1}, [(SCHOOL, "county.held")])
    assert [line.status for line in county.files(3)] == ["held", "merged"]
    assert next(county.pupils(TERM))[1][0].name == "学生"
    assert {answer["item"] for school, answer in county.answers(TERM) if school == SCHOOL} == {"1"}
    [held] = county.held(TERM)
    assert (held.revision, held.held) == (9, True)
    county.choose(held.id, "王老师")
    assert (counts(county), told(county), county.held(TERM)) == ({9}, [], [])
    assert next(county.pupils(TERM))[1][0].name == "学生假"
    assert [entry.what for entry in county.log(1)] == ["采用文件"]
    assert merge(county, delivery(SCHOOL, 10, **{"key": "aa", **TOUCHED[guise]})) == ["held"], (
        "that was for the one file"
    )
    assert merge(county, old(11)) == ["replaced"]
    assert told(county) == []
    for batch in range(3, 6):
        county.undo(batch)
    assert county.content_digest() == before


def test_a_school_that_never_signs_is_heard_as_it_comes(county: CountyStore) -> None:
    assert merge(county, old(1, key=""), old(2, key=""), old(2, key="", draft=True)) == ["merged", "replaced", "older"]
    assert (counts(county), told(county)) == ({2}, [])


def test_of_several_keys_that_wait_one_is_chosen_by_its_digits(county: CountyStore) -> None:
    merge(county, old(5), new(), delivery(SCHOOL, 2, text="又", key="cc"), name="九月")
    first, second = county.waiting_keys(SCHOOL)
    assert [(one.key, one.school, one.file[-5:], bool(one.at)) for one in (first, second)] == [
        ("bb", SCHOOL, ".xlsx", True), ("cc", SCHOOL, ".xlsx", True),
    ]  # fmt: skip
    assert first.digits == fingerprint(b"\xbb") != second.digits
    assert [one.record for one in county.problems(TERM) if one.code == "county.new_key"] == ["bb", "cc"]
    assert all(
        one.digits in fault.message for one, fault in zip((first, second), _new_keys(county), strict=True)
    )  # fmt: skip
    assert refused(county.accept_key, SCHOOL) == "several_new_keys"
    assert refused(county.accept_key, SCHOOL, "000000") == "no_such_key"
    assert county.keys()[SCHOOL] == "aa"
    county.accept_key(SCHOOL, first.digits)
    assert (county.keys()[SCHOOL], counts(county)) == ("bb", {1})
    assert [one.key for one in county.waiting_keys()] == ["cc"], "this one still waits"


def _new_keys(county: CountyStore) -> list[Fault]:
    return [fault for fault in county.problems(TERM) if fault.code == "county.new_key"]


def test_a_seal_that_somebody_copied_under_other_records_speaks_for_nobody(county: CountyStore) -> None:
    """Its key did sign something, but not this."""
    county.accept_key(SCHOOL, "bb")
    merge(county, new(1), delivery(SCHOOL, 9, text="假", key="bb", seal="changed"))
    assert counts(county) == {1}
    assert told(county) == [(SCHOOL, "county.held")]


@pytest.mark.parametrize("guise", TOUCHED)
def test_after_a_key_was_accepted_what_nobody_signed_still_waits_to_be_taken(county: CountyStore, guise: str) -> None:
    merge(county, old(), new())
    county.accept_key(SCHOOL)
    forged = delivery(SCHOOL, 3, text="假", **{"key": "bb", **TOUCHED[guise]})
    assert county.foresee().add(forged, file("x.xlsx")) == "held"
    assert merge(county, forged) == ["held"]
    assert (counts(county), told(county)) == ({1}, [(SCHOOL, "county.held")])
    [held] = county.held(TERM)
    county.choose(held.id)
    assert (counts(county), told(county), county.held(TERM)) == ({3}, [], [])
    assert merge(county, new(2)) == ["older"]
    assert merge(county, new(4)) == ["replaced"], "what was taken once does not stand for ever"


def test_what_two_pcs_sent_under_one_number_is_no_conflict(county: CountyStore) -> None:
    """The new one begins with 1 again, as the former one did."""
    merge(county, old(1), new(1))
    county.accept_key(SCHOOL, "bb")
    assert (counts(county), county.conflicts(TERM)) == ({1}, [])
    merge(county, delivery(SCHOOL, 1, text="又", key="bb"))
    assert len(county.conflicts(TERM)[0].digests) == 2
    assert [one.code for one in county.problems(TERM)].count("county.conflict") == 1
    counting = county.conflicts(TERM)[0].digests[0]
    [other] = [one for one in county.deliveries(TERM) if one.key == "bb" and one.digest != counting]
    county.choose(other.id)
    assert {part.digest for part in county.current(TERM, SCHOOL).values()} == {other.digest}
    assert [one.code for one in county.problems(TERM)].count("county.conflict") == 0


def test_a_key_that_waits_in_another_term_hides_nothing_in_this_one(county: CountyStore) -> None:
    merge(county, old(1), delivery(SCHOOL, 1, period="2025-2", key="aa"))
    merge(county, new(6))
    assert told(county) == [(SCHOOL, "county.new_key")]
    merge(county, delivery(SCHOOL, 2, period="2025-2", key="bb"))
    assert told(county) == [(SCHOOL, "county.held")]


def test_a_key_that_waits_for_one_school_hides_nothing_of_another(county: CountyStore) -> None:
    merge(county, old(1), delivery(OTHER, 1, key="bb"))
    merge(county, new(6), delivery(OTHER, 2, text="假", key="bb", seal="changed"))
    assert sorted(told(county)) == [(SCHOOL, "county.new_key"), (OTHER, "county.held")]


@pytest.mark.parametrize("other", ["00", "ff"])
def test_a_return_goes_on_under_the_schools_own_key_whoever_else_signed_it(county: CountyStore, other: str) -> None:
    merge(county, old(1))
    mine = old(2)
    for key in ("aa", other):
        merge(county, Delivery(**{**vars(mine), "key": key, "proof": f"by {key}"}))
    [kept] = [one for one in county.deliveries(TERM) if one.revision == 2]
    assert (kept.key, kept.proof) == ("aa", "by aa")


def test_a_former_key_is_accepted_again_by_its_digits(county: CountyStore) -> None:
    """The old PC is back from repair; nothing waits, for its files are known."""
    merge(county, old(), new())
    county.accept_key(SCHOOL)
    assert county.former_keys() == {SCHOOL: {"aa"}}
    county.accept_key(SCHOOL, fingerprint(b"\xaa"))
    assert (counts(county), county.keys()[SCHOOL], county.former_keys()) == ({5}, "aa", {SCHOOL: {"bb"}})
