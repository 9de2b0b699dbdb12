"""Arguments: what is wrong with them is said in whole sentences, and every one of them is explained."""

import argparse

import pytest

from export.jobs.arguments import Parser, parser


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("check", "还缺：FILE"),
        ("chekc a.xlsx", "没有 'chekc' 这个命令"),
        ("check a.xlsx --fast", "不认识：--fast"),
        ("practice 练习 --schools 0", "--schools 应是 1 或更大的整数，而不是 '0'"),
        ("practice 练习 --seed x", "--seed 应是整数，而不是 'x'"),
        ("export --store", "--store 后面要写上值"),
        ("practice 练习 --s 3", "--s 可以是 --schools, --seed，请写全"),
    ],
)
def test_wrong_arguments_are_told_in_words(typed: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parser().parse_args(typed.split())
    last = capsys.readouterr().err.splitlines()[-1]
    assert left.value.code == 2
    assert last.startswith(said)
    assert last.endswith("--help。")


def test_every_argument_is_explained() -> None:
    doors = next(action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))  # pyright: ignore[reportPrivateUsage]
    for name, door in doors.choices.items():
        assert isinstance(door, Parser)
        for action in door._actions:  # pyright: ignore[reportPrivateUsage]
            assert action.help, (name, action.dest)
