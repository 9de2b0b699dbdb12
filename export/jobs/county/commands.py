"""The county's commands: merge, indicators, schools. Exit code 0 good, 1 problems found, 2 cannot."""

import argparse
import json
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from db.county.store import CountyStore
from export.jobs.county.board import Board
from export.jobs.county.bureau import Bureau
from export.jobs.county.lines import PlannedLine
from export.jobs.county.measure import as_dict, measure
from export.jobs.county.merge import Merged
from export.jobs.county.opening import begin_county, create_county, exists, open_county, where_of
from export.jobs.county.report import report
from export.jobs.county.schools import import_schools
from export.jobs.county.trust import say_waiting, settle, waiting
from export.jobs.practice import PERIOD
from export.jobs.session import Session
from export.jobs.spoken import print_json, say
from export.workbook.durable import refuse_unfit
from forms.periods import Period
from forms.problems import Refusal

STATUS = {
    "merged": "收入", "replaced": "替换旧版", "older": "是旧版，已存档", "same": "相同，不重复",
    "held": "已存下，等待认可", "quarantined": "隔离", "interrupted": "未收完",
}  # fmt: skip
PLANNED = {
    **STATUS,
    "merged": "将收入",
    "replaced": "将替换旧版",
    "older": "是旧版，将存档",
    "held": "将存下，等待认可",
    "quarantined": "不能收",
}
SHOWN = 100
MERGED = "export.compact.merged:is_merged"


def merge(arguments: argparse.Namespace, session: Session) -> int:
    """Merge files and folders into the county's store, making it where there is none."""
    where = where_of(arguments.store)
    _refuse_unfit(arguments, session)
    if arguments.plan:
        return _plan(arguments, where, session)
    with (
        open_county(where, session)
        if exists(where, session)
        else begin_county(where, arguments.paths, session) as store
    ):
        if arguments.period:
            store.set_period(Period.read(arguments.period).code)
        bureau = Bureau(store, session)
        merged = bureau.merging().run(arguments.paths)
        if not merged.files:
            raise Refusal("nothing_to_do")
        bureau.merged(merged)
        written = _write(arguments, bureau)
        seen = bureau.board()
        found = report(merged, seen, bureau.comparison(), store, session.library, session.language) | written
    if arguments.report:
        arguments.report.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    if arguments.json:
        print_json(found)
    else:
        _say_merged(merged, seen, found)
    return int(bool(merged.count("quarantined", "interrupted", "held")))


def _refuse_unfit(arguments: argparse.Namespace, session: Session) -> None:
    """What cannot be written is said before anything is taken in; no school's file is written over."""
    out, report_file, slips = arguments.out, arguments.report, arguments.slips
    if report_file:
        refuse_unfit(report_file, ".json")
    if slips and slips.exists() and not slips.is_dir():
        raise Refusal("export_is_file", folder=str(slips))
    if out:
        refuse_unfit(out, ".xlsx")
        if out.is_file() and not session.reader.run_bare(MERGED, out):
            raise Refusal("export_over_input", file=out.name)


def _plan(arguments: argparse.Namespace, where: Path | str, session: Session) -> int:
    """Say what a merge would do, and do nothing."""
    if not exists(where, session):
        raise Refusal("no_county_to_plan", path=str(where).rpartition("/")[2])
    with open_county(where, session) as store, closing(Bureau(store, session).planning().run(arguments.paths)) as plan:
        lines = plan.lines
    if not lines:
        raise Refusal("nothing_to_do")
    found = {"plan": True, "files": [line.as_dict() for line in lines]}
    if arguments.report:
        arguments.report.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    if arguments.json:
        print_json(found)
    else:
        _say_plan(lines, session)
    return int(bool(plan.count("quarantined", "interrupted", "held")))


def _write(arguments: argparse.Namespace, bureau: Bureau) -> dict[str, object]:
    """The slips first: a school to which one goes has its return on the board as 退回."""
    written: dict[str, object] = {}
    if arguments.slips:
        slips = bureau.write_slips(arguments.slips, bureau.board().deadline)
        written["slips"] = [str(slip.path) for slip in slips]
    if arguments.out:
        bureau.write_book(arguments.out)
        written["out"] = str(arguments.out)
    return written


def indicators(arguments: argparse.Namespace, session: Session) -> int:
    """The county's indicators."""
    with open_county(where_of(arguments.store), session) as store:
        found = measure(store, session.library)
    if arguments.json:
        print_json([as_dict(one, session.language) for one in found])
        return 0
    for one in found:
        limit = "" if one.limit is None else f"（限 {float(one.limit):g}）"
        cv = "—" if one.cv is None else f"{one.cv:.6f}"
        mean = "—" if one.mean is None else f"{one.mean:.4f}"
        said = (
            f"{one.zh} {STAGES[one.stage]}：县均 {mean}，差异系数 {cv}{limit}，达标 {one.schools_passing} / {one.n} 所"
        )
        say(said + (f"，缺 {len(one.missing)} 所" if one.missing else ""))
    return 0


STAGES = {"primary": "小学", "junior": "初中", "all": "合计"}


def schools(arguments: argparse.Namespace, session: Session) -> int:
    """Take a list of schools into the register, or show it."""
    where = where_of(arguments.store)
    with open_county(where, session) if exists(where, session) else _new(where, arguments, session) as store:
        settle(store, arguments)
        if arguments.waiting:
            found = waiting(store)
            if arguments.json:
                print_json(found)
            else:
                say_waiting(found)
            return int(any(found.values()))
        taken = import_schools(arguments.take, store, session) if arguments.take else None
        register = list(store.register().values())
    if arguments.json:
        print_json(taken.as_dict() if taken else {"schools": [school.code for school in register]})
    elif taken:
        counts = taken.as_dict()
        say(f"名录 {counts['schools']} 所：新增 {counts['new']}，有变动 {counts['changed']}，相同 {counts['same']}。")
        for row, message in taken.problems:
            say(f"  第 {row} 行  {message}")
    else:
        for school in register:
            say(f"{school.code}  {school.name}  {school.district}")
    return int(bool(taken and taken.problems))


def _new(where: Path | str, arguments: argparse.Namespace, session: Session) -> CountyStore:
    """A store that begins with its register."""
    if not arguments.county:
        raise Refusal("no_county_yet", path=str(where).rpartition("/")[2])
    code = str(arguments.county)
    is_practice = code.startswith("99")
    usual = Period.read(PERIOD) if is_practice else Period.on(date.today())
    period = Period.read(arguments.period) if arguments.period else usual
    return create_county(where, code, arguments.name, session, period.code, practice=is_practice)


def _say_plan(lines: Sequence[PlannedLine], session: Session) -> None:
    for line in lines[:SHOWN]:
        who = f"{line.school_name} {line.period} 第 {line.revision} 次，" if line.school else ""
        over = f"（第 {line.replaces} 次）" if line.status == "replaced" else ""
        say(f"{line.file}：{who}{PLANNED[line.status]}{over}{'：' + line.reason if line.reason else ''}")
        for form, each in line.changes.items():
            known = session.library.forms.get(form)
            say(f"  {known.title['zh'] if known else form}：新增 {each.added}，改动 {each.changed}，减少 {each.gone}")
    if len(lines) > SHOWN:
        say(f"…… 另有 {len(lines) - SHOWN} 份，用 --json 可列出全部。")
    say("以上是预览，还没有收入。去掉 --plan 再执行一次就收入。")


def _say_merged(merged: Merged, seen: Board, found: dict[str, object]) -> None:
    for line in merged.files[:SHOWN]:
        rows = f"，学生 {line.rows['student']} 人" if line.rows.get("student") else ""
        who = f"{line.school_name} {line.period} 第 {line.revision} 次{rows}，" if line.school else ""
        say(f"{line.file}：{who}{STATUS[line.status]}{'：' + line.reason if line.reason else ''}")
    if len(merged.files) > SHOWN:
        say(f"…… 另有 {len(merged.files) - SHOWN} 份，用 --json 可列出全部。")
    by = seen.by_status
    say(
        f"应报 {seen.expected} 所：已报 {by['reported']}，有问题 {by['problems']}，退回 {by['returned']}，"
        f"旧版 {by['old']}，未报 {by['missing']}；不在名录 {by['unknown']} 所。在校生 {seen.on_roll} 人。"
    )
    for row in seen.missing[:SHOWN]:
        say(f"  未报 {row.district} {row.name} {row.contact} {row.phone}".rstrip())
    duplicates = found["duplicates"]
    assert isinstance(duplicates, list)
    say(f"疑似同一学生 {len(duplicates)} 对。")  # pyright: ignore[reportUnknownArgumentType]
    for what, said in (("out", "汇总工作簿"), ("slips", "退回单")):
        if found.get(what):
            names = found[what]
            say(f"{said}：{len(names)} 份" if isinstance(names, list) else f"{said}：{names}")  # pyright: ignore[reportUnknownArgumentType]
    if merged.cancelled:
        say("已中断，收到的部分保留在这一批里，可以继续或撤销。")
