"""Every command with its arguments; the same doors serve people, scripts and tests."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from export.jobs import commands
from export.jobs.commands import Command
from export.jobs.county import commands as county

WORDS = {"usage: ": "用法：", "positional arguments": "参数", "options": "选项"}
FAULTS = (
    (r"the following arguments are required: (.*)", r"还缺：\1。"),
    (r"unrecognized arguments: (.*)", r"不认识：\1。"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 可以是 \2，请写全。"),
    (r"argument 命令: invalid choice: (\S+) .*", r"没有 \1 这个命令。"),
    (r"argument ([^:]+): expected .*", r"\1 后面要写上值。"),
    (r"argument ([^:]+): invalid int value: (.*)", r"\1 应是整数，而不是 \2。"),
    (r"argument ([^:]+): (.*)", r"\1 \2。"),
)
"""What the library says of arguments, and how it is said here."""


class Formatter(argparse.HelpFormatter):
    """The library's few words in the language of the rest."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401
        super().add_usage(usage, actions, groups, WORDS["usage: "] if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(WORDS.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as a command says everything else: with --json as one object."""

    _asked: tuple[str, ...] = ()

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(**options, formatter_class=Formatter, add_help=False)
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    # Its overloads come to the same; all that is wanted of it is the arguments.
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401  # pyright: ignore[reportIncompatibleMethodOverride]
        self._asked = tuple(args or ())
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        sentence = next((re.sub(fault, said, message) for fault, said in FAULTS if re.match(fault, message)), message)
        if "--json" in self._asked:
            sys.stdout.write(json.dumps({"refused": sentence, "code": "arguments"}, ensure_ascii=False) + "\n")
        self.print_usage(sys.stderr)
        self.exit(2, f"{sentence}逐项说明见 {self.prog} --help。\n")


def _count(text: str) -> int:
    """A number of things of which there is at least one."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"应是 1 或更大的整数，而不是 {text!r}")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments; the same doors serve people, scripts and tests."""
    top = Parser(prog="xiangxiao", description="乡校台账 Xiangxiao：乡村小规模学校的各种台账")
    top.set_defaults(run=commands.demo, dir=None, json=False, password_file=None, english=False)
    doors = top.add_subparsers(metavar="命令").add_parser

    practice = _door(doors, "practice", commands.practice, "造练习学校：台账和上报工作簿")
    practice.add_argument("dir", type=Path, help="放在哪个文件夹")
    practice.add_argument("--schools", type=_count, default=3, help="几所学校")
    practice.add_argument("--pupils", type=_count, default=300, help="各校学生一共多少人")
    practice.add_argument("--seed", type=int, default=1, help="同一个数造出同样的数据")
    practice.add_argument("--problems", action="store_true", help="埋设一批常见差错，清单在 planted.json")
    practice.add_argument("--doubles", type=int, default=0, help="几对在两校都有的学生，清单在 duplicates.json")

    check = _door(doors, "check", commands.check, "校验工作簿，核对封印")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="工作簿")

    take_in = _door(doors, "import", commands.take_in, "导入文件：先看会带来什么，加 --apply 才写入")
    take_in.add_argument("file", type=Path, help="本程序的工作簿、别处的名单或退回单")
    take_in.add_argument("--store", type=Path, required=True, help="本校台账；没有就用 --apply 建好")
    take_in.add_argument("--form", help="外来的名单填哪张表，如 student；不写就看标题判断")
    take_in.add_argument("--period", help="哪个学期，如 2026-1 或 2026秋；不写就用台账自己的")
    take_in.add_argument("--school", default="", help="10 位学校标识码，新建台账时用")
    take_in.add_argument("--signer", default="", metavar="DIGITS", help="退回单换了签名时，向县里核对过的六位数字")
    take_in.add_argument("--apply", action="store_true", help="真正写入")

    send = _door(doors, "export", commands.send, "导出一个学期的上报工作簿，带封印")
    send.add_argument("--store", type=Path, required=True, help="本校台账")
    send.add_argument("--out", type=Path, required=True, help="写到哪个文件")
    send.add_argument("--period", help="哪个学期，如 2026-1 或 2026秋；不写就用台账自己的")
    send.add_argument("--draft", action="store_true", help="有问题也写出，标明是草稿")

    template = _door(doors, "template", commands.template, "写出空白填报表")
    template.add_argument("--out", type=Path, required=True, help="写到哪个文件")
    template.add_argument("--form", nargs="+", default=[], help="只要这些表，如 student class")

    dictionary = _door(doors, "dictionary", commands.dictionary, "写出数据字典（.xlsx 或 .md）")
    dictionary.add_argument("--out", type=Path, required=True, help="写到哪个文件")

    merge = _door(doors, "merge", county.merge, "把各校文件并进县级台账")
    merge.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件和文件夹，先后不论")
    merge.add_argument("--store", required=True, help="县级台账文件，或 postgresql+psycopg://…；没有就建好")
    merge.add_argument("--period", help="哪个学期，如 2026-1 或 2026秋；不写就用县级台账自己的")
    merge.add_argument("--out", type=Path, help="写出全县工作簿，上一级可以再汇总")
    merge.add_argument("--slips", type=Path, metavar="DIR", help="给每所还有事要办的学校写一份退回单")
    merge.add_argument("--report", type=Path, help="把整份报告写成 JSON")
    merge.add_argument("--plan", action="store_true", help="只看会收进什么，什么都不改")

    indicators = _door(doors, "indicators", county.indicators, "全县指标，逐校列出")
    indicators.add_argument("--store", required=True, help="县级台账")

    schools = _door(doors, "schools", county.schools, "看学校名册，或把一份名单收进名册")
    schools.add_argument("--store", required=True, help="县级台账；没有就建好")
    schools.add_argument("--import", dest="take", type=Path, metavar="FILE", help="有学校标识码的任何名单")
    schools.add_argument(
        "--accept-key", action="append", default=[], metavar="CODE[:DIGITS]",
        help="这所学校的新签名确是它自己的；有几个新签名时，是这六位数字的那一个",
    )  # fmt: skip
    schools.add_argument(
        "--accept-file", action="append", default=[], metavar="FILE", help="这份文件里待认可的报送确是学校自己的"
    )
    schools.add_argument("--waiting", action="store_true", help="列出待认可的新签名和待采用的文件")
    schools.add_argument("--county", default="", help="六位行政区划代码，新建县级台账时用")
    schools.add_argument("--name", default="", help="县名，新建县级台账时用")
    schools.add_argument("--period", help="学期，新建县级台账时用，如 2026-1；不写就是今天所在的学期")

    demo = _door(doors, "demo", commands.demo, "用造出的学校从头到尾做一遍")
    demo.add_argument("dir", nargs="?", type=Path, help="放在哪个文件夹；不写就用临时的")
    return top


def _door(add: Callable[..., argparse.ArgumentParser], name: str, run: Command, text: str) -> argparse.ArgumentParser:
    door = add(name, help=text, description=text)
    door.add_argument("--json", action="store_true", help="只输出一个 JSON 对象")
    door.add_argument("--english", action="store_true", help="问题的说明用英文")
    door.add_argument("--password-file", type=Path, help="写着台账密码的文件；也可用环境变量 XIANGXIAO_PASSWORD")
    door.set_defaults(run=run)
    return door
