"""Keys that schools sign with, on both engines: what is new or missing is told, and what was accepted counts."""

from itertools import permutations

from db.county.store import CountyStore
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
    return [(one.school, one.code) for one in county.problems(TERM) if one.code in ("seal.missing", "county.new_key")]


def test_a_new_key_waits_until_somebody_accepts_it(county: CountyStore) -> None:
    assert merge(county, old(), delivery(OTHER)) == ["merged", "merged"]
    assert merge(county, new()) == ["older"]
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
        assert batch.add(old(4), file("late.xlsx")) == "older"
    assert counts(county) == {1}


def test_a_return_that_counts_without_a_signature_is_told_where_the_school_has_a_key(county: CountyStore) -> None:
    merge(county, delivery(OTHER, key=""))
    assert told(county) == [], "nobody knows a key of it"
    for order in ((old(1), old(2, key="")), (old(2, key=""), old(1))):
        merge(county, *order)
        assert told(county) == [(SCHOOL, "seal.missing")]
        assert told(county) == [(one.school, one.code) for one in county.problems(TERM, SCHOOL) if one.row < 0]
        county.undo(county.batches()[0].id)
    merge(county, old(1), old(2, key=""), old(3))
    assert told(county) == []
