"""Options are numbered as people read them, and found by what people type."""

import pytest

from forms.library import Library
from ui.editors.options import Options, picks


@pytest.fixture
def grades(library: Library) -> Options:
    return Options(picks(library.lists["grade"]))


def test_a_word_with_a_numeral_bears_its_number(grades: Options) -> None:
    numbers = {pick.word: pick.number for pick in grades.all}
    assert (numbers["一年级"], numbers["九年级"]) == ("1", "9")
    assert len(set(numbers.values())) == len(numbers)


def test_other_words_are_numbered_by_their_place(library: Library) -> None:
    numbers = [pick.number for pick in picks(library.lists["attendance"])]
    assert numbers == [str(place) for place in range(1, len(numbers) + 1)]


def test_every_option_of_every_list_is_found_by_number_and_by_word(library: Library) -> None:
    for codes in library.lists.values():
        options = Options(picks(codes))
        for pick in options.all:
            assert options.found(pick.number)[0] == pick
            assert options.word(pick.word) is not None


def test_the_beginning_of_a_word_comes_first(library: Library) -> None:
    options = Options(picks(library.lists["relation"]))
    assert options.found("f")[0].word == "父亲"
    assert options.found("zm")[0].word == "祖母"


def test_nothing_typed_offers_all(grades: Options) -> None:
    assert grades.found(" ") == list(grades.all)
    assert grades.found("qqq") == []
