"""Every kind reads what really arrives, refuses with a reason, and reads back what it shows."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.codelists import CodeList, Option
from forms.kinds import (
    KINDS,
    Choice,
    Choices,
    ClassNo,
    Code,
    Date,
    Decimal,
    IdCard,
    Integer,
    Kind,
    Money,
    Month,
    Name,
    Phone,
    Reference,
    Text,
    YesNo,
)
from forms.kinds.choices import grade_words
from forms.kinds.identity import check_character, exchanges, is_resident_id
from forms.problems import Wrong

SEX = CodeList("sex", "性别", "Sex", "", (Option("1", "男", "Male", ("男性",)), Option("2", "女", "Female")))
DIGITS = string.digits


def resident_ids() -> st.SearchStrategy[str]:
    """Sound ID numbers: any division, a real day, any sequence, the right check character."""
    first = st.builds(
        lambda region, day, serial: f"{region:06d}{day:%Y%m%d}{serial:03d}",
        st.integers(110000, 999999), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 999),
    )  # fmt: skip
    return first.map(lambda text: text + check_character(text))


VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Choice(SEX): st.sampled_from(["1", "2"]),
    Choices(SEX): st.sampled_from([("1",), ("2",), ("1", "2")]),
    YesNo(): st.booleans(),
    Integer(): st.integers(0, 10**9),
    Decimal(places=3, min=None): st.integers(-(10**12), 10**12),
    Money(): st.integers(0, 10**12),
    Date(): st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)).map(str),
    Month(): st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)).map(lambda day: str(day)[:7]),
    IdCard(): resident_ids(),
    IdCard(other=True): st.one_of(resident_ids(), st.text(string.ascii_uppercase, min_size=1, max_size=1).map(lambda t: t + "1234567")),
    Phone(): st.one_of(st.text(DIGITS, min_size=9, max_size=9).map("13".__add__), st.text("23456789", min_size=7, max_size=7).map("0596-".__add__)),
    KINDS["bank_card"](): st.text(DIGITS, min_size=12, max_size=21),
    KINDS["division"](): st.sampled_from([6, 9, 12]).flatmap(lambda n: st.text(DIGITS, min_size=n, max_size=n)),
    KINDS["school_code"](): st.text(DIGITS, min_size=10, max_size=10),
    ClassNo(): st.integers(1, 99),
    Reference(to="student", by=("name",)): st.uuids().map(lambda u: u.hex),
    Code(pattern=r"\d{6}"): st.text(DIGITS, min_size=6, max_size=6),
}  # fmt: skip


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: f"{kind.name}{'+' if getattr(kind, 'other', 0) else ''}")
def test_what_is_shown_is_read_back(kind: Kind) -> None:
    @given(VALUES[kind])
    def holds(value: object) -> None:
        assert kind.parse(kind.show(value)) == value  # pyright: ignore[reportArgumentType]
        assert kind.parse(kind.cell(value)) == value  # pyright: ignore[reportArgumentType]

    holds()


@given(st.sampled_from(["text", "name", "note", "code"]), st.text())
def test_words_are_read_back_as_they_were_first_read(name: str, typed: str) -> None:
    kind = KINDS[name]()
    value = kind.parse(typed)
    if not isinstance(value, Wrong):
        assert kind.parse(kind.show(value)) == value


def test_every_kind_has_a_law() -> None:
    assert {kind.name for kind in VALUES} | {"text", "name", "note", "code"} == set(KINDS)


@given(st.sampled_from(sorted(KINDS)), st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_kind_ever_raises(name: str, raw: str | float | bool | None) -> None:
    kind = KINDS[name](SEX) if issubclass(KINDS[name], Choice) else KINDS[name]()  # pyright: ignore[reportCallIssue]
    value = kind.parse(raw)
    assert value != ""
    assert kind.parse_column([raw, raw])[0] == ([None, None] if isinstance(value, Wrong) else [value, value])


def why(kind: Kind, raw: str | float | bool | None) -> str:
    """The code of the reason for which a kind refuses a text."""
    refused = kind.parse(raw)
    assert isinstance(refused, Wrong), refused
    return refused.code


@pytest.mark.parametrize(("first", "last"), [("11010519491231002", "X"), ("44052418800101001", "4")])
def test_the_samples_of_gb_11643(first: str, last: str) -> None:
    assert check_character(first) == last
    if first < "4":
        assert IdCard().parse(first + last) == first + last


def test_an_id_is_read_however_it_was_typed() -> None:
    for typed in (
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "11010519491231002Х",
        " 110105 19491231 002X ",
    ):
        assert IdCard().parse(typed) == "11010519491231002X"


def test_an_id_is_refused_with_the_reason() -> None:
    assert why(IdCard(), "110105491231002") == "kind.id_15"
    assert why(IdCard(), "1101051949123100") == "kind.id_length"
    assert why(IdCard(), "110105194913310022") == "kind.id_birth"
    assert why(IdCard(), 1.10105194912310e17) == "kind.digits_lost"
    assert why(IdCard(), "E1234567") == "kind.id_length"
    assert IdCard(other=True).parse("e1234567") == "E1234567"


def test_a_wrong_check_character_is_suggested_never_changed() -> None:
    refused = IdCard().parse("110105194912310021")
    assert isinstance(refused, Wrong)
    assert (refused.code, refused.fix) == ("kind.id_check", "11010519491231002X")


@given(resident_ids())
def test_exchanged_neighbours_are_offered(number: str) -> None:
    wrong = number[:9] + number[10] + number[9] + number[11:]
    if wrong != number and not is_resident_id(wrong) and "1930" <= number[6:10] <= "2035":
        assert (10, number) in exchanges(wrong)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2015.9.1", "2015-09-01"), ("2015/9/1", "2015-09-01"), ("2015年9月1日", "2015-09-01"), ("20150901", "2015-09-01"),
        (42248.0, "2015-09-01"), ("2015-09-01T00:00:00", "2015-09-01"), ("２０１５－９－１", "2015-09-01"), (20150901.0, "2015-09-01"),
    ],
)  # fmt: skip
def test_dates_of_all_sorts(typed: str | float, day: str) -> None:
    assert Date().parse(typed) == day


def test_dates_that_nobody_can_know() -> None:
    assert why(Date(), "15.9.1") == "kind.short_year"
    assert why(Date(), "2015-02-30") == "kind.no_such_day"
    assert why(Date(), "开学那天") == "kind.not_date"
    assert Month().parse("201409") == "2014-09"
    assert Month().parse("2020年3月") == "2020-03"
    assert Month().parse("2017-07-05") == "2017-07"


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("625元", 62500), ("￥625.00", 62500), ("312.50", 31250), (312.5, 31250), ("1,728,000.00", 172800000)],
)
def test_money_is_exact(typed: str | float, fen: int) -> None:
    assert Money().parse(typed) == fen


def test_numbers_are_never_rounded_in_silence() -> None:
    assert why(Money(), "312.505") == "kind.too_many_places"
    assert why(Integer(), "3.5") == "kind.not_whole"
    assert why(Integer(), "三十") == "kind.not_number"
    assert why(Integer(min=1), "0") == "kind.too_small"
    assert Decimal(places=2, unit="公里").parse("3.4公里") == 340


def test_phones_come_back_from_scientific_notation() -> None:
    assert Phone().parse(13625763863.0) == "13625763863"
    assert Phone().parse("+86 136-2576-3863") == "13625763863"
    assert Phone().parse("(0596)7654321") == "0596-7654321"
    assert why(Phone(), "13625763863、13625763864") == "kind.phone_several"


def test_scientific_notation_in_a_text_is_lost_all_the_same() -> None:
    assert why(IdCard(other=True), "9.90123E+17") == "kind.digits_lost"
    assert why(KINDS["bank_card"](), "6.21744E+18") == "kind.digits_lost"
    assert why(Phone(), "1.36E+10") == "kind.digits_lost"
    assert Phone().parse("1.3625763863E+10") == "13625763863"


def test_names_keep_their_characters() -> None:
    assert Name().parse("张　萱") == "张萱"
    assert Name().parse("买买提•艾力") == "买买提·艾力"
    assert Name().parse("𠅤𡛟") == "𠅤𡛟"
    assert Name().parse("\uf900田") == "\uf900田", "a compatibility character is somebody's name"
    assert Name().parse("Anna Maria") == "Anna Maria"
    assert why(Name(), "龍" * 51) == "kind.too_long"
    assert Name().parse("𠅤" * 50) == "𠅤" * 50, "rare characters count once"


def test_words_not_foreign_numbers() -> None:
    assert Choice(SEX).parse(" 男性") == "1"
    assert Choice(SEX).parse("1-男") == "1"
    refused = Choice(SEX).parse("1")
    assert isinstance(refused, Wrong)
    assert (refused.code, refused.fix) == ("kind.bare_code", "男")
    assert why(Choice(SEX), "2-男") == "kind.not_listed"


def test_blank_is_neither_no_nor_zero() -> None:
    for kind in (YesNo(), Integer(), Text(), Money()):
        assert kind.parse("　 ") is None
        assert kind.parse(None) is None
    assert YesNo().parse("×") is False
    assert Integer().parse("0") == 0


@pytest.mark.parametrize(
    ("typed", "grade", "number"),
    [
        ("三年级（1）班", "三年级", 1),
        ("二(2)班", "二", 2),
        ("一年级1班", "一年级", 1),
        ("1班", "", 1),
        ("十二班", "", 12),
        ("大班", "大班", None),
    ],
)
def test_classes(typed: str, grade: str, number: int | None) -> None:
    assert grade_words(typed) == grade
    read = ClassNo().parse(typed)
    assert (None if isinstance(read, Wrong) else read) == number
