"""The return slip (退回单) as a to-do list: every item leads to its record, or is answered in words on the spot.

Whether an item is put right follows from the records, so nothing is ticked off here. Answers travel with the next
export.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from forms.periods import Period
from forms.problems import Refusal
from ui.moments import moment
from ui.page import Page, Place
from ui.parts import BusyBar, Button, Glyph, MessageBar, PageHead, Segments, column, row, say, text
from ui.parts import Line as Rule
from ui.parts.files import ask_file
from ui.parts.sheet import Cell, Column, Line, Sheet
from ui.school.rooms import room_of
from ui.task import run
from ui.theme import Theme
from ui.translation import counted, said, translated, word

if TYPE_CHECKING:
    from export.jobs.desk import Desk
    from export.jobs.todo import Taken, Todo, TodoItem

STATES: Mapping[str, tuple[str, str, str]] = {
    "open": (word("To be done"), "reminder", "amber"),
    "answered": (word("Answered"), "done", "ink2"),
    "fixed": (word("Put right by now"), "done", "ink2"),
}
"""State of an item → words, glyph, tone; in the order in which they are listed."""
AGREED = word("The digits agree, take it in")
"""What a person says who has asked the county about a new key."""


class TodoPage(Page):
    """What the county still wants of this term's return."""

    key: ClassVar[str] = "todo"
    help_key: ClassVar[str] = "check_export"

    def __init__(self, desk: "Desk", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.setAcceptDrops(True)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.ask_file: Callable[[], str] = self._ask_file
        self._items: dict[str, TodoItem] = {}
        self._reading = Path()
        self.open_file = Button(theme, self.tr("Open a return slip"), icon="folder")
        self.head = PageHead(self.tr("Return slips"), self.open_file)
        self.message, self.busy = MessageBar(theme), BusyBar(theme)
        self.groups = Segments(theme, self.tr("Which items"))
        for key in ("open", "answered", "fixed", ""):
            self.groups.add(key, translated(STATES[key][0]) if key else self.tr("All"))
        self.list = Sheet(theme, self.tr("Items of the slip"), self._columns(), high=50)
        self._sign, self._said = Glyph(theme, "reminder"), text("", 15, bold=True, wrap=True)
        self._todo, self._known = text("", 14, "ink2", wrap=True), text("", 13, "ink2", wrap=True)
        self.go_there = Button(theme, self.tr("Go to the record"), "solid", "arrow_right", "Enter")
        self.answer = QLineEdit()
        self.answer.setAccessibleName(self.tr("Answer to the county"))
        self.answer.setPlaceholderText(self.tr("Where nothing is to be changed: say in a few words how it is"))
        self.keep = Button(theme, self.tr("Keep the answer"), icon="tick")
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Return slips")

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        todo = self.desk.todo()
        self._items = {each.item.id: each for each in todo.items}
        self._show_head(todo)
        for key in ("open", "answered", "fixed", ""):
            words = translated(STATES[key][0]) if key else self.tr("All")
            self.groups.say(key, f"{words} {self._count(key)}")
        self._show_list()

    def facts(self) -> list[str]:
        if not self._items:
            return []
        return [
            counted(self.tr("{open} of {count} items to be done"), open=self._count("open"), count=len(self._items))
        ]

    def panes(self) -> list[QWidget]:
        return [self.list, self.answer] if self._items else [self.open_file]

    def next_problem(self, *, back: bool = False) -> bool:
        """The next item that waits; the window looks on after the last one."""
        if self.groups.value not in ("open", ""):
            self.groups.choose("open")
            self._show_list()
            return bool(self.list.key)
        while self.list.step(-1 if back else 1):
            if self._items[self.list.key].state == "open":
                return True
        return False

    def show_place(self, place: Place) -> None:
        """One item, whatever became of it."""
        if place.record in self._items and not self.list.go(place.record):
            self.groups.choose("")
            self._show_list()
            self.list.go(place.record)

    # ── opening a slip ──────────────────────────────────────────────────────────────────────────────────────────

    def choose(self) -> None:
        """Ask for a slip."""
        name = self.ask_file()
        if name:
            self.read(Path(name))

    def read(self, path: Path, signer: str = "") -> None:
        """Take a slip in, beside the window; `signer` where somebody has compared the digits of a new key."""
        if not self.open_file.isEnabled():
            return
        self.open_file.setEnabled(False)
        self.message.hide()
        self._reading = path
        task = run(self, lambda _progress: self.desk.open_slip(path, signer), self._taken, self._refused, self._rested)
        self.busy.follow(task, self.tr("Reading {file}").format(file=path.name), can_stop=False)

    def _taken(self, taken: "Taken") -> None:
        if taken.new_key:
            path = self._reading
            agreed = (translated(AGREED), lambda: self.read(path, taken.signer))
            self.message.tell(*told(taken, self.desk), [agreed])
            return
        self.groups.choose("open")
        self.changed.emit()
        self.refresh()
        self.message.tell(*told(taken, self.desk))

    def _refused(self, refusal: Refusal) -> None:
        self.message.tell(self.desk.library.catalogue.refusal(refusal, self.desk.session.language), "seal")

    def _rested(self) -> None:
        self.open_file.setEnabled(True)
        self.panes()[0].setFocus()

    # ── doing what is asked ─────────────────────────────────────────────────────────────────────────────────────

    def go(self) -> None:
        """To the record, or where it is to be entered; a file as a whole is put right by exporting it."""
        each = self._items.get(self.list.key)
        if each is None:
            return
        room = room_of(each.item.form)
        if each.item.kind == "file" or room is None:
            self.went.emit(Place("check"))
        elif each.found:
            self.went.emit(Place(room.key, each.item.form, each.item.record, each.item.field))
        else:
            self.went.emit(Place(room.key, each.item.form))

    def keep_answer(self) -> None:
        """Keep what was answered and go to the next item; an empty text takes the answer back."""
        key, words = self.list.key, self.answer.text().strip()
        each = self._items.get(key)
        if each is None:
            return
        before = each.answer.text if each.answer else ""
        if words == before:
            return
        try:
            self.desk.answer(key, words)
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.message.hide()
        self.changed.emit()
        self.refresh()
        self.list.setFocus()

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _count(self, state: str) -> int:
        return sum(not state or each.state == state for each in self._items.values())

    def _show_head(self, todo: "Todo") -> None:
        slip = todo.slip
        self.strip.setVisible(slip is not None)
        self.open_file.show_look("outlined" if slip else "solid")
        if slip is None:
            say(self.head.facts, "")
            return
        words = self.tr("No. {number} of {county}").format(number=slip.number, county=slip.county_name)
        until = self.tr(", answer by {day}").format(day=slip.deadline) if slip.deadline else ""
        contact = self.tr(", questions to {contact}").format(contact=slip.contact) if slip.contact else ""
        say(self.head.facts, words + until + contact)

    def _columns(self) -> list[Column]:
        return [Column(self.tr("What is asked"), 0), Column(self.tr("How it stands"), 120),
                Column(self.tr("Where"), 190)]  # fmt: skip

    def _show_list(self) -> None:
        wanted, order = self.groups.value, list(STATES)
        shown = sorted((each for each in self._items.values() if not wanted or each.state == wanted),
                       key=lambda each: order.index(each.state))  # fmt: skip
        self.list.show_lines([self._line(each) for each in shown], self._columns(), self._empty())
        self._show_item()

    def _empty(self) -> str:
        if not self._items:
            return self.tr("The county has sent no return slip for this term. Open one here, or drop the file.")
        if self.groups.value == "open":
            return self.tr("Everything is put right or answered. Export again, and the county sees it.")
        return self.tr("No item stands here.")

    def _line(self, each: "TodoItem") -> Line:
        words, glyph, tone = STATES[each.state]
        item = each.item
        subject = f"{item.label}：{item.sentence}" if item.label and item.label not in item.sentence else item.sentence
        below = self.tr("Answer: {text}").format(text=each.answer.text) if each.answer else item.todo
        state = Cell(translated(words), tone, glyph, size=13)
        return Line(
            item.id, (Cell(f"{subject}\n{below}", tip=subject), state, Cell(self._where(each), "ink2", size=13))
        )

    def _where(self, each: "TodoItem") -> str:
        form = self.desk.library.forms.get(each.item.form)
        named = form.fields.get(each.item.field) if form else None
        return "　".join(said(part) for part in (form, named) if part is not None) or self.tr("The whole file")

    def _show_item(self) -> None:
        each = self._items.get(self.list.key)
        self.foot.setVisible(each is not None)
        self.answer.clear()
        if each is None:
            return
        words, glyph, _tone = STATES[each.state]
        self._sign.show_state(glyph)
        say(self._said, f"{translated(words)}　{each.item.sentence}")
        say(self._todo, each.item.todo)
        before = self.tr("Answered before: {text} The county asks again.").format(text=each.item.answer)
        mine = f"{each.answer.who}　{moment(each.answer.at, date.today())}" if each.answer else ""
        say(self._known, mine or (before if each.item.answer else ""))
        self._known.setVisible(bool(self._known.text()))
        self.answer.setText(each.answer.text if each.answer else "")
        self.go_there.rename(self._way(each), "Enter")

    def _way(self, each: "TodoItem") -> str:
        if each.item.kind == "file" or room_of(each.item.form) is None:
            return self.tr("To check and export")
        return self.tr("Go to the record") if each.found else self.tr("Go to the form")

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        self.strip, self.foot = QFrame(), QFrame()
        self.strip.setProperty("part", "strip")
        hint = text(self.tr("Answers go to the county with the next export."), 13, "ink2")
        row(self.groups, None, hint, gap=12, margins=(16, 0, 16, 0), parent=self.strip)
        self.foot.setProperty("ground", "paper2")
        told_ = row(self._sign, self._said, gap=8)
        told_.setStretch(1, 1)
        told_.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        above = row(column(told_, self._todo, gap=6), self.go_there, gap=16)
        above.setStretch(0, 1)
        above.setAlignment(self.go_there, Qt.AlignmentFlag.AlignTop)
        below = row(self.answer, self.keep, gap=8)
        below.setStretch(0, 1)
        column(above, below, self._known, gap=10, margins=(16, 12, 16, 12), parent=self.foot)
        body = column(self.list, Rule(), self.foot, gap=0)
        body.setStretch(0, 1)
        column(self.head, self.message, self.busy, self.strip, body, gap=0, parent=self).setStretch(4, 1)

    def _connect(self) -> None:
        self.open_file.clicked.connect(self.choose)
        self.groups.chosen.connect(lambda _key: self._show_list())
        self.list.picked.connect(lambda _key: self._show_item())
        self.list.opened.connect(lambda _key: self.go())
        self.go_there.clicked.connect(self.go)
        self.keep.clicked.connect(self.keep_answer)
        self.answer.returnPressed.connect(self.keep_answer)

    # ── dropping a file ─────────────────────────────────────────────────────────────────────────────────────────

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read(paths[0])

    def _ask_file(self) -> str:
        return ask_file(self, self.tr("Open a return slip"), str(self.desk.path.parent), "Excel (*.xlsx)")


def told(taken: "Taken", desk: "Desk") -> tuple[str, str]:
    """What is said of a slip that was opened, and its tone: another county's key and another term are worth a look."""
    slip = taken.slip
    if taken.new_key:
        words = word(
            "This slip of {county} is signed with another key than those before and was not taken in. "
            "Ask the county whether its digits are {signer}."
        )
        return translated(words).format(county=slip.county_name, signer=taken.signer), "amber"
    if slip.period != desk.period.code:
        words = translated(word("This slip is of {term}. Choose that term in the settings to see its items."))
        return words.format(term=said(Period(slip.period))), "amber"
    if taken.same:
        return translated(word("This very slip was opened before.")), "ink"
    words = translated(word("{count} items of {county} were opened. Signature {signer}, to be compared on the phone."))
    return counted(words, count=len(slip.items), county=slip.county_name, signer=taken.signer), "jade"
