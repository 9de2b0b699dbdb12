"""What the pictures show: each scene brings the program into a state and hands over what is to be looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from export.jobs.desk import Desk
from export.jobs.sending import send_out
from ui.app import Program
from ui.county.scenes import pictures
from ui.page import Page, Place
from ui.parts.files import file_dialog, make_room
from ui.problems.model import WHAT
from ui.school.backups import RestoreDialog
from ui.school.checking import CheckPage
from ui.school.checking.unlock import UnlockDialog
from ui.school.first_run import Door, Waiting, Wizard
from ui.school.first_run.making import Made
from ui.school.forms import FormsPage
from ui.school.importing import ImportPage
from ui.school.rooms import ROOMS
from ui.window import Window

ROSTER = """云岭小学三年级（1）班学生花名册,,,,,
填表人：王秀兰,,,,,
序号,姓名,性别,身份证号,监护人电话,身体情况,血压
1,{name},{sex},{id},13900001111,正常,
2,赵可馨,女,9.90123E+17,13900002222,正常,
3,孙一帆,男,990123201802300017,1390000333,,
4,何欣怡,女,990123201805120025,13900004444,近视,
合计,4人,,,,,
"""
CLIP = (
    ("姓名", "性别", "出生日期", "身份证件号", "民族", "就读方式"),
    ("周梓涵", "女", "2020-03-14", "", "汉", "走读"),
    ("陈浩宇", "男", "2019年11月2日", "", "汉族", "走读"),
    ("赵可馨", "女", "2020-01-09", "9.90123E+17", "汉族", "住校"),
    ("田家瑞", "男", "2020/2/30", "", "土家", "住校"),
    ("何欣怡", "女", "2019.12.25", "", "汉族", "走读"),
    ("曹雨萱", "女", "20190930", "", "苗族", "走读"),
)  # fmt: skip


@dataclass
class Stage:
    """The program and its three schools."""

    program: Program
    busy: Desk
    clean: Desk
    new: Desk
    password: str
    _open: dict[str, Window] = field(default_factory=dict[str, Window])

    def window(self, desk: Desk) -> Window:
        """The window on one of the schools."""
        shown = self.program.shown
        if not isinstance(shown, Window) or shown.desk is not desk:
            self.program.open(desk)
        assert isinstance(self.program.shown, Window)
        return self.program.shown

    def at(self, desk: Desk, page: str, form: str = "", about: str = "") -> Window:
        """The window on one of the schools, at a page."""
        window = self.window(desk)
        window.go(Place(page, form, about=about))
        return window

    def close(self) -> None:
        """Leave nothing open."""
        self.program.close()
        if self.program.shown:
            self.program.shown.close()
        for desk in (self.busy, self.clean, self.new):
            desk.close()


Scene = Callable[[Stage], Iterator[QWidget]]


def _wait(milliseconds: int, done: Callable[[], bool]) -> None:
    """Let things happen until something is true."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start(20)
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _first_run(stage: Stage) -> Iterator[QWidget]:
    folders = stage.program.folders
    wizard = Wizard(stage.program.theme, stage.program.session, folders.ledgers, date(2026, 9, 1))
    yield wizard
    wizard.go_on()
    wizard.school.name.setText("云岭小学")
    wizard.school.code.setText("2199000128")
    yield wizard
    wizard.go_on()
    yield wizard
    wizard.go_on()
    wizard.secret.user.setText("王秀兰")
    wizard.secret.password.setText(stage.password)
    wizard.secret.again.setText(stage.password)
    yield wizard
    wizard.go_on()
    _wait(20_000, lambda: wizard.at == len(wizard.questions) - 1 and not wizard.busy.isVisible())
    yield wizard
    made = wizard._made  # noqa: SLF001  # the ledger that nobody else closes
    if isinstance(made, Made):
        made.desk.close()
    wizard.close()


def _door(stage: Stage) -> Iterator[QWidget]:
    def tell(_refusal: object) -> str:
        return stage.program.session.library.catalogue.texts("refusal.wrong_password")[stage.program.session.language]

    theme = stage.program.theme
    door = Door(theme, Path("D:/乡校台账/2199000128.school"), lambda _password: None, tell)
    yield door
    door.close()
    waiting = Waiting(theme)
    waiting.busy.words.setText(waiting.tr("Restoring, then opening the ledger"))
    waiting.busy.bar.setRange(0, 3)
    waiting.busy.bar.setValue(1)
    waiting.busy.cancel.hide()
    waiting.busy.show()
    yield waiting
    waiting.close()


def _home(stage: Stage) -> Iterator[QWidget]:
    yield stage.at(stage.busy, "home")


def _home_empty(stage: Stage) -> Iterator[QWidget]:
    yield stage.at(stage.new, "home")


def _rolls(stage: Stage) -> Iterator[QWidget]:
    for room in ROOMS:
        for form in room.forms:
            yield stage.at(stage.busy, room.key, form)


def _roll(window: Window) -> Page:
    page = window.page
    assert isinstance(page, FormsPage)
    return page.roll


def _search(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.busy, "roll", "student")
    window.page.find_text("ly")
    yield window
    window.page.find_text("")


def _first_problem(window: Window) -> None:
    error = next(one for one in window.desk.problems("student") if one.problem.level == "error" and one.problem.field)
    window.page.show_place(Place("roll", "student", error.problem.record, error.problem.field or ""))


def _problem_card(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.busy, "roll", "student")
    _first_problem(window)
    yield window


def _panel(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.busy, "roll", "student")
    window.resize(1366, 768)
    window.show()
    QApplication.processEvents()
    window.trigger("problems")
    yield window
    found = window.dock.panel.list
    found.show_state("reminder")
    flags = found.table.selectionModel().SelectionFlag
    for line in range(4):
        found.table.selectionModel().select(found.model.index(line, WHAT), flags.Select | flags.Rows)
    yield window
    found.show_state("all")
    window.trigger("problems")


def _full_form(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.busy, "roll", "student")
    window.trigger("full_form")
    yield window
    window.trigger("full_form")


def _grid(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.new, "roll", "student")
    window.trigger("grid")
    yield window
    QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in CLIP))
    window.trigger("paste")
    _wait(1_500, lambda: False)
    window.page.next_problem()
    yield window
    window.page.commands()["grid"]()


def _empty_list(stage: Stage) -> Iterator[QWidget]:
    yield stage.at(stage.new, "care", "visit")


def _check(stage: Stage) -> Iterator[QWidget]:
    yield stage.at(stage.busy, "check")


def _review(stage: Stage) -> Iterator[QWidget]:
    """A clean school on its way: the gate open, the names asked for, locked, sent, changed afterwards."""
    folder, desk = stage.program.folders.ledgers, stage.clean
    folder.mkdir(parents=True, exist_ok=True)
    _explain(desk)
    desk.backup(folder / "备份.school")
    window = stage.at(desk, "check")
    page = window.page
    assert isinstance(page, CheckPage)
    yield window
    page.gate.approve.click()
    yield window
    page.gate.approve_asked.emit("陈光明", "张建国")
    yield window
    send_out(desk, folder / "2199000002_2026秋_1.xlsx")
    window.settle()
    page.refresh()
    yield window
    desk.save("student", desk.tables["student"].ids[0], {"talent": "唱歌"})
    window.settle()
    yield window
    yield stage.at(desk, "home")


def _explain(desk: Desk) -> None:
    """Some things that are odd and right."""
    pupils, health = desk.tables["student"].ids, desk.tables["student"].form.fields["health"]
    ill = next(option.zh for option in health.kind.codes.offered if "残疾" in option.zh)  # pyright: ignore[reportAttributeAccessIssue]
    for at, reason in ((3, "县医院已诊断，证件办理中"), (40, "体检表为准，已告知家长"), (97, "残联正在评定")):
        desk.save("student", pupils[at], {"health": ill})
        found = [item.problem.key for item in desk.problems("student") if item.problem.record == pupils[at]]
        desk.set_reason(found, reason)


def _unlock(stage: Stage) -> Iterator[QWidget]:
    dialog = UnlockDialog(stage.program.theme, "王秀兰", stage.window(stage.clean))
    dialog.setProperty("own_size", "yes")
    yield dialog
    dialog.close()


def _import(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.busy, "import")
    yield window
    page = window.page
    assert isinstance(page, ImportPage)
    table = stage.busy.tables["student"]
    known = {"name": table.text(2, "name"), "sex": table.text(2, "sex"), "id": table.text(2, "id_number")}
    file = stage.program.folders.ledgers / "三年级花名册.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ROSTER.format(**known), "gb18030")
    page.read(file)
    _wait(20_000, lambda: page.preview is not None and page.other.isEnabled())
    yield window
    page.put_aside()


def _print(stage: Stage) -> Iterator[QWidget]:
    from ui.printing.choice import CHOICES

    for choice in CHOICES:
        yield stage.at(stage.busy, "print", about=choice.key)


def _backup(stage: Stage) -> Iterator[QWidget]:
    yield stage.at(stage.new, "backup")
    folder = stage.program.folders.ledgers / "U盘"
    folder.mkdir(parents=True, exist_ok=True)
    stage.program.preferences.change(backup_folder=str(folder))
    for number in range(3):
        stage.busy.backup(folder / f"{stage.busy.school_code}_2026111{number}-170500.school")
    stage.busy.remove("student", stage.busy.tables["student"].ids[-1])
    window = stage.at(stage.busy, "backup")
    look = getattr(window.page, "look")  # noqa: B009  # the page of copies
    look.click()
    _wait(20_000, lambda: getattr(window.page, "restore").isEnabled())  # noqa: B009
    yield window
    dialog = RestoreDialog(stage.program.theme, "2199000001_20261112-170500.school", window)
    dialog.setProperty("own_size", "yes")
    yield dialog
    dialog.close()
    stage.busy.undo()


def _settings(stage: Stage) -> Iterator[QWidget]:
    yield stage.at(stage.busy, "settings")
    yield stage.at(stage.new, "settings")


def _help(stage: Stage) -> Iterator[QWidget]:
    for page, name in (("check", "HelpWindow"), ("check", "KeysWindow")):
        window = stage.at(stage.busy, page)
        window.trigger("help" if name == "HelpWindow" else "keys")
        shown = next(one for one in window.findChildren(QWidget) if type(one).__name__ == name and one.isVisible())
        shown.setProperty("own_size", "yes")
        yield shown
        shown.close()


def _find(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.busy, "home")
    window.commands.field.setText("l")
    window.finder.open()
    yield window
    window.commands.field.clear()
    window.finder.hide()


def _menu(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.busy, "roll", "student")
    for action in window.commands.bar.actions():
        menu = action.menu()
        if isinstance(menu, QWidget):
            menu.setProperty("own_size", "yes")
            yield menu
            menu.hide()


def _locked(stage: Stage) -> Iterator[QWidget]:
    window = stage.at(stage.new, "home")
    window.locked.lock()
    yield window
    window.locked._open()  # noqa: SLF001  # without its password


def _files(stage: Stage) -> Iterator[QWidget]:
    dialog = file_dialog(None, stage.window(stage.busy).tr("Choose a file"), str(stage.program.folders.ledgers))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    make_room(dialog)
    dialog.setProperty("own_size", "yes")
    yield dialog
    dialog.close()


def _county(stage: Stage) -> Iterator[QWidget]:
    program = stage.program
    yield from pictures(program.theme, program.session, program.folders.ledgers)


SCENES: tuple[tuple[str, Scene], ...] = (
    ("first_run", _first_run), ("door", _door), ("home", _home), ("home_empty", _home_empty), ("roll", _rolls),
    ("search", _search), ("problem", _problem_card), ("panel", _panel), ("full_form", _full_form),
    ("empty_list", _empty_list), ("grid", _grid), ("check", _check), ("review", _review), ("unlock", _unlock),
    ("import", _import), ("print", _print), ("backup", _backup), ("settings", _settings), ("help", _help),
    ("find", _find), ("menu", _menu), ("locked", _locked), ("files", _files), ("county", _county),
)  # fmt: skip
"""In the order in which a school meets them."""
