"""Chance must repeat for ever: what was thrown once is written down here."""

from collections import Counter

from forms.practice.dice import Dice, weighted


def test_the_same_name_throws_the_same_for_ever() -> None:
    dice = Dice(20, 7, "pupils")
    thrown = (dice.between(1, 6), dice.digits(4), dice.pick("abcdef"), dice.lasting_id())
    assert thrown == (4, "4016", "c", "97c743e270cfb53dded6968e4fa73fb0")


def test_weights_are_kept() -> None:
    dice = Dice("weights")
    options = weighted((("often", 8), ("seldom", 2)))
    thrown = Counter(dice.weigh(options) for _ in range(5000))
    assert 0.77 < thrown["often"] / 5000 < 0.83
    assert set(thrown) == {"often", "seldom"}


def test_shuffling_loses_nothing() -> None:
    assert sorted(Dice("shuffle").shuffled(range(100))) == list(range(100))


def test_between_and_around_stay_inside() -> None:
    dice = Dice("inside")
    assert {dice.between(3, 5) for _ in range(200)} == {3, 4, 5}
    assert all(80 <= dice.around(100, 0.2) <= 120 for _ in range(500))
    assert not any(dice.chance(0) for _ in range(100))
