"""The commands: what each prints for people or, with --json, as one object; exit code 0 good, 1 problems, 2 cannot."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

from db.store import Store
from export.dictionary import write_dictionary
from export.findings import Located
from export.jobs import demo as demonstration
from export.jobs import practice as practising
from export.jobs import take_in as importing
from export.jobs.check import check_file
from export.jobs.holdings import empty_tables, tables_of
from export.jobs.send import send as send_package
from export.jobs.session import Session
from export.jobs.spoken import print_json, say, say_written
from export.jobs.todo import TodoList
from export.reading.worker import Reader
from export.slip.sealed import Opened, is_slip, opened
from export.workbook.durable import refuse_unfit
from export.workbook.template import template as write_template
from forms.library import Library
from forms.periods import Period
from forms.problems import Refusal, Wrong

Command = Callable[[argparse.Namespace, Session], int]
SHOWN = 200
"""Problems printed for people; JSON always holds all."""


def run(arguments: argparse.Namespace) -> int:
    """Run the chosen command; a refusal is one calm sentence on standard error and exit code 2."""
    library = Library.built_in()
    lang = "en" if arguments.english else "zh"
    with Reader() as reader:
        session = Session(library, reader, arguments.password_file, lang)
        try:
            return arguments.run(arguments, session)
        except Refusal as refusal:
            sentence = library.catalogue.refusal(refusal, lang)
            if arguments.json:
                print_json({"refused": sentence, "code": refusal.code})
            sys.stderr.write(sentence + "\n")
            return 2


def check(arguments: argparse.Namespace, session: Session) -> int:
    """Check any number of files; one that cannot be read never stops the others."""
    reports = [check_file(path, session) for path in arguments.files]
    if arguments.json:
        print_json({"files": [report.as_dict() for report in reports]})
    else:
        for report in reports:
            say(f"{report.file}：" + (report.refused or _headline(report.as_dict())))
            _say_problems(report.problems)
    return max(report.exit_code for report in reports)


def _headline(report: dict[str, object]) -> str:
    seals = {"intact": "封印完好", "changed": "导出后被改动", "none": "没有封印"}
    marks = "（练习数据）" * bool(report["practice"]) + "（草稿）" * bool(report["draft"])
    sent = f"{report['school_name']} {report['period']} 第 {report['revision']} 次{marks}"
    return f"{sent}，{seals[str(report['seal'])]}，校验码 {report['check_code']}"


def take_in(arguments: argparse.Namespace, session: Session) -> int:
    """Show what an import would do; with --apply do it as one action, making the store where there is none.

    A return slip (退回单) goes onto the to-do list of the store.
    """
    book = session.reader.read(arguments.file)
    if is_slip(book):
        return _take_slip(opened(book, arguments.file.name), arguments, session)
    exists = arguments.store.exists()
    store = session.open(arguments.store) if exists else None
    try:
        held = _held(store, session)
        period = Period.read(arguments.period) if arguments.period else None
        period = period or (store.period if store else Period.read(importing.current_period()))
        made = importing.import_book(book, arguments.form, held, session, period.code)
        tables = held(made.period)
        found = [importing.problems(planned, tables, session, made.period) for planned in made.plans]
        recovery = None
        if arguments.apply:
            store, recovery = (store, None) if store else _new_store(arguments, made, session)
            importing.apply(made, store, session.library, "", arguments.file.name)
    finally:
        if store is not None:
            store.close()
    forms = [importing.as_dict(p, f, session) for p, f in zip(made.plans, found, strict=True)]
    classes = [made.classes.incoming.table.label(step.row) for step in made.classes.taken()] if made.classes else []
    if arguments.json:
        print_json(
            (forms[0] if len(forms) == 1 else _together(forms)) | {"new_classes": classes, "recovery_code": recovery}
        )
    else:
        if classes:
            say(f"另新建班级 {len(classes)} 个：{'、'.join(classes)}")
        _say_import(forms, found, session.library, applied=arguments.apply)
        if recovery:
            say(f"已新建台账。忘记密码时用这个恢复码打开，只显示这一次，请抄下来封存：{recovery}")
    return int(any(found) or any(planned.count("problem") for planned in made.plans))


def _take_slip(found: Opened, arguments: argparse.Namespace, session: Session) -> int:
    """Show what the county wants, with --apply keep it; for another school, county or kind of store it is refused."""
    with session.open(arguments.store) as store:
        taken = TodoList(store).take(found, keep=arguments.apply, signer=arguments.signer)
    slip, is_kept = taken.slip, arguments.apply and not taken.new_key
    if arguments.json:
        print_json({"slip": slip.as_dict(), "signer": taken.signer, "same": taken.same, "applied": is_kept})
        return int(taken.new_key)
    deadline = f"，请在 {slip.deadline} 前办完" if slip.deadline else ""
    say(f"{slip.county_name} 退回单第 {slip.number} 号（签名 {taken.signer}）：{len(slip.items)} 条{deadline}。")
    for item in slip.items[:SHOWN]:
        say(f"  {' '.join(filter(None, (item.sheet, item.cell, item.label)))}  {item.sentence}{item.todo}")
    if taken.new_key:
        compare = f"请给县里打电话，核对六位数字 {taken.signer}；对得上就加 --signer {taken.signer}。"
        say(f"签名与以前的退回单不同，没有收。{compare}")
        return 1
    say("已收进待办。" if is_kept else "以上只是预览，没有收。确认无误后加 --apply 再运行。")
    return 0


def _held(store: Store | None, session: Session) -> importing.Held:
    if store is None:
        return lambda _: empty_tables(session.library)
    return lambda period: tables_of(store, Period.read(period), session.library)


def _new_store(arguments: argparse.Namespace, made: importing.Import, session: Session) -> tuple[Store, str | None]:
    """A new store, and for a real one the code that opens it when the password is forgotten: it is shown only once."""
    meta = made.meta
    code = arguments.school or (meta.school_code if meta else "")
    name, practice = (meta.school_name, meta.practice) if meta else ("", False)
    if isinstance(session.library.forms["school"].fields["code"].kind.parse(code), Wrong):
        raise Refusal("school_code_wanted", school=code)
    store = session.create(arguments.store, code, name, practice=practice)
    store.set_period(made.period)
    return store, None if practice else store.new_recovery_code()


def _together(forms: list[dict[str, object]]) -> dict[str, object]:
    """A workbook of ours brings many forms: the sums at the top, each form below."""
    sums = {fate: sum(int(str(form[fate])) for form in forms) for fate in ("new", "changed", "same", "problem")}
    lists = {key: [item for form in forms for item in _items(form[key])] for key in ("skipped", "problems")}
    return {"form": None, **sums, **lists, "forms": forms}


def _items(found: object) -> list[object]:
    return list(found) if isinstance(found, list) else []  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]


def _say_import(
    forms: Sequence[dict[str, object]], found: Iterable[list[Located]], library: Library, *, applied: bool
) -> None:
    titles = {name: form.zh for name, form in library.forms.items()}
    for form, problems in zip(forms, found, strict=True):
        counts = f"新增 {form['new']}，有变动 {form['changed']}，相同 {form['same']}，有问题不收 {form['problem']}"
        say(f"{titles[str(form['form'])]}：{counts}，跳过 {len(_items(form['skipped']))} 行")
        for skipped in _items(form["skipped"])[:SHOWN]:
            say("  跳过 第 {row} 行  {why}".format(**cast("dict[str, object]", skipped)))
        _say_problems(problems)
    if applied and not any(form[fate] for form in forms for fate in ("new", "changed")):
        say("没有新的内容，台账没有变。")
        return
    say("已导入。" if applied else "以上只是预览，没有写入。确认无误后加 --apply 再运行。")


def send(arguments: argparse.Namespace, session: Session) -> int:
    """Export the workbook of a period; while something stands, list all of it and write nothing."""
    with session.open(arguments.store) as store:
        period = Period.read(arguments.period) if arguments.period else store.period
        sent = send_package(store, arguments.out, period, session, draft=arguments.draft)
    if arguments.json:
        print_json(sent.as_dict())
    elif sent.written:
        say(f"已导出 {sent.file}（第 {sent.revision} 次），校验码 {sent.check_code}。")
    else:
        standing = [located for located in sent.problems if located.stands]
        say(f"还有 {len(standing)} 处要处理，没有导出。错误请改正；提醒请改正或写说明。要先送草稿，请加 --draft。")
        _say_problems(standing)
    return 0 if sent.written else 1


def practice(arguments: argparse.Namespace, session: Session) -> int:
    """Practice schools: a store and a workbook each."""
    size = (arguments.dir, arguments.schools, arguments.pupils, arguments.seed)
    order = practising.Order(*size, problems=arguments.problems, doubles=arguments.doubles)
    made = practising.make(order, session)
    if arguments.json:
        print_json({"schools": [one.as_dict() for one in made]})
        return 0
    for one in made:
        say(
            f"{one.workbook}：{one.name}，学生 {one.pupils} 人"
            + (f"，埋设问题 {len(one.planted)} 处" if one.planted else "")
        )
        for fault in one.planted:
            say(f"  {fault['sheet']} {fault['cell']}  {fault['code']}")
    return 0


def template(arguments: argparse.Namespace, session: Session) -> int:
    """The blank workbook for a PC that cannot run the program."""
    unknown = [name for name in arguments.form if name not in session.library.forms]
    if unknown:
        raise Refusal("no_such_form", form=unknown[0], forms="、".join(session.library.forms))
    forms = [name for name in session.library.forms if not arguments.form or name in arguments.form]
    refuse_unfit(arguments.out, ".xlsx")
    write_template(forms, session.library, arguments.out)
    return say_written([arguments.out], as_json=arguments.json)


def dictionary(arguments: argparse.Namespace, session: Session) -> int:
    """The data dictionary as workbook or Markdown."""
    refuse_unfit(arguments.out, ".xlsx", ".md")
    write_dictionary(session.library, arguments.out)
    return say_written([arguments.out], as_json=arguments.json)


def demo(arguments: argparse.Namespace, session: Session) -> int:
    """The whole main job with made-up schools, and where its results lie."""
    folder = arguments.dir or Path(tempfile.mkdtemp(prefix="xiangxiao-demo-"))
    steps = demonstration.run(folder, session, (lambda _: None) if arguments.json else say)
    if arguments.json:
        print_json({"dir": str(folder), "steps": steps})
    return 0


def _say_problems(problems: list[Located]) -> None:
    words = {"error": "错误", "reminder": "提醒"}
    for located in problems[:SHOWN]:
        explained = f"（已说明：{located.reason}）" if located.reason else ""
        say(f"  {words[located.problem.level]} {located.sheet} {located.cell}  {located.message}{explained}")
    if len(problems) > SHOWN:
        say(f"  …… 另有 {len(problems) - SHOWN} 处，用 --json 可列出全部。")
