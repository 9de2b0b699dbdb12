"""The printed recovery code: every slip is noticed before the slow key derivation, and most are located."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.recovery import ALPHABET, GROUP, LENGTH, bare, grouped, new_code, read, resembles
from forms.problems import Refusal

CODE = bare(new_code())


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(text)
    return caught.value


def test_a_code_is_printed_in_groups_of_five() -> None:
    assert [len(group) for group in new_code().split("-")] == [5, 5, 5, 5, 6]


@given(st.lists(st.sampled_from([" ", "-", "—", "  "]), min_size=26, max_size=26))
def test_a_code_is_read_however_it_is_spaced(gaps: list[str]) -> None:
    assert read("".join(gap + symbol for gap, symbol in zip(gaps, CODE, strict=True))) == CODE


def test_look_alikes_and_full_width_are_mended() -> None:
    code = next(made for made in iter(lambda: bare(new_code()), "") if {"0", "1"} <= set(made))
    assert read(code.lower().replace("0", "o").replace("1", "l")) == code
    assert read(grouped(code).replace("0", "Ｏ").replace("1", "１")) == code


def test_every_single_slip_is_noticed_and_its_group_named() -> None:
    for at, right in enumerate(CODE):
        for wrong in set(ALPHABET) - {right}:
            refusal = refused(CODE[:at] + wrong + CODE[at + 1 :])
            assert refusal.code == "recovery_group"
            assert refusal.params["group"] == min(at // GROUP + 1, LENGTH // GROUP)


def test_every_swap_of_two_symbols_is_noticed() -> None:
    for left in range(LENGTH):
        for right in range(left + 1, LENGTH):
            swapped = list(CODE)
            swapped[left], swapped[right] = swapped[right], swapped[left]
            if "".join(swapped) != CODE:
                assert refused("".join(swapped)).code.startswith("recovery_")


def test_what_is_missing_is_counted() -> None:
    assert refused(CODE[:-1]).params == {"has": 25, "needed": 26}
    assert refused("*" * 26).code == "recovery_mistyped"


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(200)}) == 200


def test_a_password_is_not_taken_for_a_code() -> None:
    assert resembles(grouped(CODE).lower())
    assert not resembles("柳溪小学2026")
    assert not resembles(CODE[:-1] + "柳")
