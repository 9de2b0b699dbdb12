"""The whole main job in a minute, without a window, with made-up schools: everything lies in one folder afterwards."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl

from db.store import Store
from export.dictionary import write_dictionary
from export.jobs import practice, take_in
from export.jobs.check import check_file
from export.jobs.county import demo as county
from export.jobs.holdings import empty_tables, tables_of
from export.jobs.send import send
from export.jobs.session import Session
from export.report import FileReport
from export.workbook.template import template
from forms.periods import Period
from forms.table import Table

Say = Callable[[str], None]
PERIOD = Period(practice.PERIOD)


def run(folder: Path, session: Session, say: Say) -> list[dict[str, object]]:
    """Do every step and say what came of it; the same words are returned for JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    told: list[dict[str, object]] = []

    def tell(step: str, result: str, file: Path) -> None:
        told.append({"step": step, "result": result, "file": str(file)})
        say(f"{len(told)}. {step}：{result}\n   {file}")

    made = practice.make(practice.Order(folder / "练习学校", schools=3, pupils=240, seed=7), session)
    pupils = sum(one.pupils for one in made)
    tell("三所练习学校，各有台账和上报工作簿", f"学生 {pupils} 人，全部通过校验", folder / "练习学校")
    school = max(made, key=lambda one: one.pupils)
    tell("核对上报工作簿", _words(check_file(school.workbook, session)), school.workbook)
    changed = _one_cell_changed(school.workbook, folder / "被改动的工作簿.xlsx")
    tell("有人在表格里改了一格再核对", _first(check_file(changed, session)), changed)
    faulty = practice.make(practice.Order(folder / "有问题的学校", 1, 120, seed=8, problems=True), session)[0]
    report = check_file(faulty.workbook, session)
    tell(
        "一所学校埋设了问题，逐处找出",
        f"埋设 {len(faulty.planted)} 处，找出 {len(report.problems)} 处",
        faulty.workbook,
    )
    tell("第一处这样告诉填报人", _first(report), faulty.workbook)
    tell(*_there_and_back(school, folder, session))
    tell(*_roster(school, folder, session))
    template(list(session.library.forms), session.library, folder / "空白填报表.xlsx")
    tell("给装不了程序的电脑用的空白表", "带下拉选项和填表说明", folder / "空白填报表.xlsx")
    write_dictionary(session.library, folder / "数据字典.xlsx")
    tell("数据字典", f"{len(session.library.forms)} 张表的全部项目", folder / "数据字典.xlsx")
    county.run(folder, session, tell)
    return told


def _words(report: FileReport) -> str:
    seals = {"intact": "封印完好", "changed": "导出后被改动", "none": "没有封印"}
    return f"{seals[report.seal]}，问题 {len(report.problems)} 处，电话核对用校验码 {report.check_code}"


def _first(report: FileReport) -> str:
    found = report.problems[0]
    return f"{found.sheet} {found.cell}，{found.message}"


def _one_cell_changed(workbook: Path, to: Path) -> Path:
    """A copy in which somebody has overwritten one pupil's address with an office program."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["学生"]
    captions = [str(cell.value).lstrip("★ ") for cell in sheet[5]]
    sheet.cell(10, captions.index("现住址") + 1, "改过的地址")
    book.save(to)
    return to


def _there_and_back(school: practice.Made, folder: Path, session: Session) -> tuple[str, str, Path]:
    """The workbook taken into a new store and exported again holds the same records."""
    path, again = folder / "另一台电脑.school", folder / "另一台电脑.xlsx"
    with Store.create(path, session.library, school.code, school.name, practice=True) as store:
        store.set_period(PERIOD.code)
        made = take_in.read_import(school.workbook, None, lambda _: empty_tables(session.library), session, PERIOD.code)
        take_in.apply(made, store, session.library, "", school.workbook.name)
        sent = send(store, again, PERIOD, session)
        with Store.open(school.store, session.library) as first:
            same = tables_of(first, PERIOD, session.library) == tables_of(store, PERIOD, session.library)
    result = "逐条相同" if same and sent.written else "有出入"
    return "工作簿在另一台电脑上导入，再导出", f"{sum(sent.forms.values())} 条记录{result}", again


def _roster(school: practice.Made, folder: Path, session: Session) -> tuple[str, str, Path]:
    """A class list as teachers keep it: some pupils known, one with a new phone, one new, one number spoilt."""
    path, roster = folder / "导入名册后.school", folder / "班级花名册.xlsx"
    shutil.copyfile(school.store, path)
    with Store.open(path, session.library) as store:
        tables = tables_of(store, PERIOD, session.library)
        _write_roster(tables["student"], roster)
        made = take_in.read_import(roster, "student", lambda _: tables, session, PERIOD.code)
        take_in.apply(made, store, session.library, "", roster.name)
        planned = made.plans[0]
        counts = [planned.count(fate) for fate in ("new", "changed", "same", "problem")]
        undone = store.undo()
    words = "新增 {}，有变动 {}，相同 {}，身份证号存成数字而拒收 {}".format(*counts)
    return "导入老师的花名册", f"{words}；已按一步撤销（{undone}）", roster


def _write_roster(students: Table, to: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["学生花名册"])
    sheet.append(["序号", "学生姓名", "身份证号码", "家长联系电话"])
    known = [row for row in range(len(students)) if students.columns["id_number"][row]][:8]
    for number, row in enumerate(known, start=1):
        texts = [students.text(row, name) for name in ("name", "id_number", "phone")]
        sheet.append([number, *texts[:2], "13900001111" if number == 2 else texts[2]])
    sheet.append([9, "新来的", "990123201801011235", "13900002222"])
    sheet.append([10, "号码坏了", 990123201801011e3, "13900003333"])
    sheet.append(["合计", "10人"])
    book.save(to)
