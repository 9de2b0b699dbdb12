"""Single pairs: what makes two records one child, what does not, and in which words it is said."""

from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kinds.identity import check_character
from forms.library import Library
from forms.likeness import LEAST, MoveKey, Pair, PupilKey, compare
from forms.likeness.blocks import MOST, SMALL, couples
from forms.likeness.compared import Born, Name, births, names, numbers
from forms.likeness.judge import NEAR
from forms.likeness.letters import by_ear, letters
from forms.likeness.rolls import Rolls


def number(first17: str) -> str:
    return first17 + check_character(first17)


ID = number("99012320180520123")


def pupil(record: str = "a", **said: object) -> PupilKey:
    name = str(said.pop("name", "张雨晗"))
    key = PupilKey(
        0,
        record,
        ID,
        name,
        letters(name),
        "2018-05-20",
        "1",
        "13",
        True,
        ("13800001111",),
        f"G{ID}",
        ("张建军", "李芳"),
    )
    return key._replace(**said)  # pyright: ignore[reportArgumentType]


CROWD = [
    ("2199000009", [
        pupil(f"x{n}", name=name, id_number=number(f"99012320170{n % 9 + 1}{n % 18 + 10}{n:03d}"), born_on=f"2017-0{n % 9 + 1}-{n % 18 + 10}",
              phones=(f"1390000{n:04d}",), student_code="", guardians=(f"某{n}",))
        for n, name in enumerate(["王浩然", "李欣怡", "赵一诺", "孙可馨", "周子轩", "吴佳怡"] * 60)
    ]),
]  # fmt: skip
"""Other children, so that a name is not the only one in the county."""


def found(one: PupilKey, other: PupilKey, moves: Sequence[tuple[str, list[MoveKey]]] = ()) -> list[Pair]:
    return compare([*CROWD, ("2199000001", [one]), ("2199000002", [other])], moves).pairs


def words(pair: Pair) -> str:
    catalogue = Library.built_in().catalogue
    return "；".join(catalogue.text(reason.code, reason.params) for reason in pair.reasons)


def test_the_same_number_at_two_schools_is_a_pair_and_says_why() -> None:
    [pair] = found(pupil("a"), pupil("b", name="张语涵", student_code="", born_on="2018-05-21"))
    assert (pair.kind, pair.score, pair.state) == ("same_id", 100, "open")
    assert words(pair) == "同一身份证件号；姓名同音；出生日期相差一天；监护人电话相同；监护人姓名相同"
    assert pair.key == "2199000001/a|2199000002/b"


def test_one_number_typed_for_two_children_is_shown_but_less_sure() -> None:
    [pair] = found(pupil("a"), pupil("b", name="王浩然", born_on="2016-01-01", phones=(), guardians=()))
    assert pair.kind == "same_id"
    assert pair.score < 100
    assert "姓名不同" in words(pair)
    assert "出生日期不同" in words(pair)


@pytest.mark.parametrize(
    ("other", "kind", "says"),
    [
        ({"id_number": "", "student_code": "", "name": "张语涵"}, "alike", "姓名同音"),
        ({"id_number": "", "student_code": "", "name": "张雨航"}, "alike", "姓名音近"),
        ({"id_number": "", "student_code": "", "name": "张雨"}, "alike", "姓名少一个字"),
        ({"id_number": "", "student_code": "", "born_on": "2018-05-21"}, "alike", "出生日期相差一天"),
        ({"id_number": "", "student_code": "", "born_on": "2018-05-26"}, "alike", "出生日期差一位数字"),
        ({"id_number": number("99012320180250123"[:14] + "123"), "student_code": ""}, "near_id", "证件号有两位颠倒"),
        ({"id_number": number("99013220180520123"), "student_code": "", "phones": ()}, "near_id", "证件号有两位颠倒"),
        ({"id_number": number("99012820180520123"), "student_code": "", "phones": ()}, "near_id", "证件号只差一位"),
        ({"id_number": number("99012320180619123"), "born_on": "2018-06-19", "student_code": ""}, "near_id", "证件号只有出生日期不同"),
        ({"id_number": "990123201805201239", "student_code": "", "phones": ()}, "near_id", "证件号只差一位"),
        ({"id_number": number("99012320180520789")}, "same_code", "同一学籍号"),
        ({"id_number": number("99012320180520789"), "student_code": f"L{ID}"}, "same_code", "学籍号里的证件号与对方相同"),
    ],
)  # fmt: skip
def test_a_disguised_child_is_recognised(other: dict[str, object], kind: str, says: str) -> None:
    [pair] = found(pupil("a"), pupil("b", **other))
    assert (pair.kind, says in words(pair)) == (kind, True), words(pair)
    assert pair.score >= LEAST


@pytest.mark.parametrize(
    "other",
    [
        # A twin with the next number, one without a number, and one whose name sounds the same.
        {"name": "张雨轩", "id_number": number("99012320180520125"), "student_code": ""},
        {"name": "张雨轩", "id_number": "", "student_code": ""},
        {"name": "张语涵", "id_number": number("99012320180520125"), "student_code": ""},
        # A namesake of another family, born on the same day, and one without a number.
        {
            "id_number": number("99032120180520347"),
            "phones": ("13700002222",),
            "guardians": ("张强",),
            "student_code": "",
        },
        {
            "id_number": number("99012320180520125"),
            "phones": ("13700002222",),
            "guardians": ("张强",),
            "student_code": "",
        },
        # A brother two years older, and a cousin for whom the same grandparent is called.
        {"name": "张雨轩", "born_on": "2016-03-01", "id_number": number("99012320160301123"), "student_code": ""},
        {"name": "张雨菲", "id_number": "", "born_on": "2018-01-09", "guardians": ("张强",), "student_code": ""},
        # The same words where nobody filled anything in.
        {"name": "", "letters": "", "id_number": "", "student_code": "", "born_on": "", "phones": (), "guardians": ()},
    ],
)
def test_a_look_alike_is_left_in_peace(other: dict[str, object]) -> None:
    assert found(pupil("a"), pupil("b", **other)) == []


def test_two_records_of_one_school_are_the_schools_own_business() -> None:
    assert compare([*CROWD, ("2199000001", [pupil("a"), pupil("b")])], []).pairs == []


def test_who_left_long_ago_is_at_no_second_school() -> None:
    assert found(pupil("a", on_roll=False), pupil("b")) == []


# ── transfers ─────────────────────────────────────────────────────────────────────────────────────────────────────


def move(kind: str, of: str, other: str) -> MoveKey:
    return MoveKey(0, f"m{of}", of, kind, "2026-09-20", other, ID, "张雨晗", "2018-05-20")


OUT = ("2199000001", [move("41", "a", "2199000002")])
IN = ("2199000002", [move("12", "b", "2199000001")])


def test_out_here_and_in_there_close_each_other() -> None:
    [pair] = found(pupil("a", on_roll=False), pupil("b"), [OUT, IN])
    assert pair.state == "transfer_closes"
    assert [school for school, _ in pair.moves] == ["2199000001", "2199000002"]


def test_in_there_without_out_here_is_an_open_transfer() -> None:
    [pair] = found(pupil("a"), pupil("b"), [IN])
    assert pair.state == "transfer_open"


def test_out_here_without_in_there_is_one_too() -> None:
    [pair] = found(pupil("a", on_roll=False), pupil("b"), [OUT])
    assert pair.state == "transfer_open"


def test_a_child_that_left_for_elsewhere_and_came_back_is_no_matter() -> None:
    away = ("2199000001", [move("41", "a", "4499000001")])
    assert found(pupil("a", on_roll=False), pupil("b"), [away]) == []


def test_a_school_that_knows_nothing_of_a_transfer_is_named() -> None:
    county = [
        ("2199000001", [pupil("a", on_roll=False)]),
        ("2199000002", [pupil("z", name="王一", id_number="", student_code="")]),
    ]
    [open_] = compare(county, [OUT]).open_moves
    assert (open_.school, open_.other, open_.move.pupil) == ("2199000001", "2199000002", "a")
    beyond = ("2199000001", [move("41", "a", "4499000001")])
    assert compare(county, [beyond]).open_moves == []


# ── small parts ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("张雨晗", "zhang yu han"),
        ("单欣", "shan xin"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti"),
        ("张yu涵", "zhang yu han"),
        ("", ""),
    ],
)
def test_letters(name: str, said: str) -> None:
    assert letters(name) == said


def test_a_dialect_hears_them_alike() -> None:
    assert by_ear(letters("张楠行")) == by_ear(letters("臧兰信")) == "zan lan xin"


def test_names_that_only_look_alike_are_not() -> None:
    assert names(pupil(name="张子轩"), pupil(name="张子涵")) == ""
    assert names(pupil(name="张晗雨"), pupil(name="张雨晗")) == "order"


def test_an_old_or_foreign_number_is_compared_as_it_stands() -> None:
    assert numbers("H12345678", "H12345679") == ""
    assert numbers("", ID) == "unknown"
    assert births("2018-03-12", "2018-12-03") == "exchanged"


def test_every_way_to_agree_has_its_words() -> None:
    said = {code for code in Library.built_in().catalogue.codes if code.startswith("likeness.")}
    ways = {"number": set(NEAR) | {"same"}, "name": set(get_args(Name)), "born": set(get_args(Born)) - {"unknown"}}
    composed = {f"likeness.{fact}_{way or 'other'}" for fact, found in ways.items() for way in found}
    alone = {f"likeness.{code}" for code in ("same_code", "code_is_id", "phone", "guardians")}
    assert said == composed | alone


# ── a county's weight ─────────────────────────────────────────────────────────────────────────────────────────────


def test_neither_a_common_name_nor_a_village_phone_makes_the_work_grow() -> None:
    """Two thousand pupils called 王伟 with the school's own phone, born on one day: a look each, not two million."""
    many = 2000
    rolls = Rolls()
    rolls.add(
        [
            (f"21990{n:05d}", [pupil(f"r{n}", name="王伟", id_number="", student_code="", phones=("0596-1234567",))])
            for n in range(many)
        ],
        {},
    )
    assert len(rolls) == many > MOST > SMALL
    assert many - 1 <= sum(1 for _ in couples(rolls)) < 4 * many


@given(st.lists(st.sampled_from(["张雨晗", "张语涵", "王浩然"]), min_size=2, max_size=8), st.randoms())
def test_no_couple_is_looked_at_twice_nor_within_a_school(called: list[str], random: object) -> None:
    rolls = Rolls()
    rolls.add(
        [(f"21990{n:05d}", [pupil(f"{n}-{m}", name=name) for m in range(2)]) for n, name in enumerate(called)], {}
    )
    looked = list(couples(rolls))
    assert len(set(looked)) == len(looked)
    assert all(one < other and rolls.school[one] != rolls.school[other] for one, other in looked)
    assert len(looked) == 4 * len(called) * (len(called) - 1) // 2
