"""Return slips (退回单): what would go out to each school now, what became of what went out, and asking once more.

What would go out follows from the problems and from the comparison of all pupils, so it is read beside the window.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from forms.kinds import Date
from forms.problems import Wrong
from ui.county.asked import STATES, Asked, Reading, School, read
from ui.county.page import BusyPage
from ui.page import Place
from ui.parts import Button, Glyph, PageHead, Segments, column, row, say, text
from ui.parts import Line as Rule
from ui.parts.files import ask_folder
from ui.parts.sheet import Cell, Column, Line, Sheet
from ui.theme import Theme
from ui.translation import counted, translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau
    from export.jobs.county.slips import Written

GROUPS: Mapping[str, str] = {"now": word("To be sent now"), "sent": word("Sent"), "all": word("All")}


class SlipsPage(BusyPage):
    """Schools on the left; the items of the chosen one, and the words of the chosen item, on the right."""

    key: ClassVar[str] = "slips"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self._reading, self._again, self._ticked = Reading(), frozenset[str](), set[str]()
        self._wish = ""
        self.ask_folder: Callable[[], str] = self._ask_folder
        self.make = Button(theme, self.tr("Make return slips"), "solid", "return", "Ctrl+Enter")
        self.head = PageHead(self.tr("Return slips"), self.make)
        self.groups = Segments(theme, self.tr("Which schools"))
        for key, words in GROUPS.items():
            self.groups.add(key, translated(words))
        self.deadline = QLineEdit()
        self.deadline.setPlaceholderText(self.tr("such as 2026-09-18"))
        self.deadline.setAccessibleName(self.tr("Answer wanted by"))
        self.deadline.setFixedWidth(theme.px(128))
        self._wrong = text("", 13, "seal")
        self.list = Sheet(theme, self.tr("Schools"), self._school_columns(), high=46)
        self.items = Sheet(theme, self.tr("Items of the slip"), self._item_columns(), high=50)
        self._sign, self._said = Glyph(theme, "reminder"), text("", 15, bold=True, wrap=True)
        self._todo, self._answer = text("", 14, "ink2", wrap=True), text("", 14, wrap=True)
        self.again = Button(theme, self.tr("Ask again"), icon="refresh")
        self._lay_out()
        self._connect()
        self._show()

    @property
    def title(self) -> str:
        return self.tr("Return slips")

    @property
    def is_up_to_date(self) -> bool:
        """Whether it shows what the bureau holds, and nothing is being read or written."""
        return not self.is_working and self._reading.version == self.bureau.version

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Read again, unless it is known."""
        if self._reading.version == self.bureau.version or self.is_working:
            return
        self._read()

    def show_place(self, place: Place) -> None:
        """The slip of one school; or the list of those that may be made."""
        self._wish = place.record
        self._show()

    def facts(self) -> list[str]:
        schools = self._reading.schools.values()
        going, open_ = sum(one.goes for one in schools), sum(one.count("open") for one in schools)
        return [
            counted(self.tr("{count} schools would get a slip"), count=going),
            counted(self.tr("{count} items sent and open"), count=open_),
            self.tr("Signature {signer}").format(signer=self.bureau.signer),
        ]

    def panes(self) -> list[QWidget]:
        return [self.list, self.items, self.deadline]

    def next_problem(self, *, back: bool = False) -> bool:
        """The next item, then the next school."""
        step = -1 if back else 1
        return self.items.step(step) or self.list.step(step)

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self) -> None:
        again, words = self._again, self.tr("Looking up what the schools still have to do")
        self.work(lambda _progress: read(self.bureau, again), self._found, words)

    def _found(self, reading: Reading) -> None:
        self._reading = reading
        self._ticked &= {code for code, school in reading.schools.items() if school.goes}
        if not self.deadline.isModified():
            self.deadline.setText(self.bureau.board().deadline)
        self._show()
        self.moved.emit()

    def rested(self) -> None:
        super().rested()
        self._show_make()

    # ── making ──────────────────────────────────────────────────────────────────────────────────────────────────

    def tick(self) -> None:
        """Space: choose the school, or not; only the chosen ones get a slip then."""
        school = self._reading.schools.get(self.list.key)
        if school is not None and school.goes:
            self._ticked ^= {school.code}
            self._show_list()
            self._show_make()

    def ask_again(self) -> None:
        """The answer to the chosen item is not good enough: it goes into the next slip, or no more."""
        school, key = self.list.key, self.items.key
        one = self._chosen()
        if one is None or one.state not in ("answered", "again") or self.is_working:
            return
        self._again ^= {f"{school}/{key}"}
        self._read()

    def write(self) -> None:
        """Write the slips into a folder."""
        if self.is_working or not self._going() or not self._is_date():
            return
        name = self.ask_folder()
        if not name:
            return
        folder, schools, again = Path(name), set(self._going()), self._again
        deadline = str(Date().parse(self.deadline.text()) or "")
        self.message.hide()
        self.work(
            lambda progress: self.bureau.write_slips(folder, deadline, schools, again, progress),
            lambda made: self._written(made, folder), self.tr("Writing the return slips"), can_stop=True,
            ended=self._wrote,
        )  # fmt: skip
        self._show_make()

    def _written(self, made: "Sequence[Written]", folder: Path) -> None:
        self._ticked.clear()
        self._again = frozenset()
        words = self.tr("{count} slips lie in {folder}. Send each to its school; the answers come with its next file.")
        show = (self.tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self.message.tell(counted(words, count=len(made), folder=folder), "jade", [show])

    def _wrote(self) -> None:
        """Stopped or not: what was written has gone out."""
        self.rested()
        self.changed.emit()

    def _going(self) -> list[str]:
        """Schools that get a slip: those that are ticked, else all that have something to do."""
        return [code for code, school in self._reading.schools.items()
                if school.goes and (not self._ticked or code in self._ticked)]  # fmt: skip

    def _is_date(self) -> bool:
        is_wrong = isinstance(Date().parse(self.deadline.text()), Wrong)
        say(self._wrong, self.tr("This is no date. Write it like 2026-09-18.") if is_wrong else "")
        if is_wrong:
            self.deadline.setFocus()
        return not is_wrong

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _show(self) -> None:
        schools = self._reading.schools.values()
        counts = {key: sum(self._is_shown(one, key) for one in schools) for key in GROUPS}
        for key, words in GROUPS.items():
            self.groups.say(key, f"{translated(words)} {counts[key]}")
        wished = self._reading.schools.get(self._wish)
        is_hidden = wished is not None and not self._is_shown(wished, self.groups.value)
        if is_hidden or (counts["all"] and not counts[self.groups.value]):
            self.groups.choose("all")
        self._show_list()
        if wished:
            self.list.go(self._wish)
            self._wish = ""
        self._show_make()

    def _is_shown(self, school: School, group: str) -> bool:
        return group == "all" or (school.goes if group == "now" else school.number > 0)

    def _show_list(self) -> None:
        shown = [one for one in self._reading.schools.values() if self._is_shown(one, self.groups.value)]
        lines = [self._school(one) for one in sorted(shown, key=lambda one: one.name)]
        empty = self.tr("No school has anything to put right or to answer.")
        self.list.show_lines(lines, self._school_columns(), empty if self._reading.version >= 0 else "")
        self._show_items()

    def _show_make(self) -> None:
        going = self._going()
        ticked = counted(self.tr("Make slips for {count} chosen schools"), count=len(going))
        words = ticked if self._ticked else counted(self.tr("Make slips for {count} schools"), count=len(going))
        self.make.rename(words, "Ctrl+Enter")
        self.make.setEnabled(bool(going) and not self.is_working)
        known = self._reading.schools.values()
        now = sum(one.count("new", "again", "open") for one in known if one.goes)
        answered = sum(one.count("answered") for one in known)
        words = self.tr("{items} items at {schools} schools; {answered} answered")
        say(self.head.facts, counted(words, items=now, schools=sum(one.goes for one in known), answered=answered))

    def _school_columns(self) -> list[Column]:
        return [Column(self.tr("School name"), 0), Column(self.tr("To be sent"), 64, right=True),
                Column(self.tr("Unanswered"), 64, right=True), Column(self.tr("Replies"), 64, right=True)]  # fmt: skip

    def _school(self, one: School) -> Line:
        sent = self.tr("Slip no. {number}").format(number=one.number) if one.number else self.tr("No slip sent yet")
        until = self.tr(", answer by {day}").format(day=one.deadline) if one.deadline else ""
        chosen = "tick" if one.code in self._ticked else ""
        name = Cell(f"{one.name}\n{sent}{until}", "ink", chosen, bold=True, tip=one.name)
        counts = (one.count("new", "again"), one.count("open"), one.count("answered"))
        tones = ("amber", "ink", "indigo")
        numbers = (Cell(str(count) if count else "—", tone if count else "ink3", bold=bool(count))
                   for count, tone in zip(counts, tones, strict=True))  # fmt: skip
        return Line(one.code, (name, *numbers))

    def _item_columns(self) -> list[Column]:
        return [Column(self.tr("What is asked"), 0), Column(self.tr("How it stands"), 104),
                Column(self.tr("Place"), 112)]  # fmt: skip

    def _show_items(self) -> None:
        school = self._reading.schools.get(self.list.key)
        lines = [self._item(one) for one in school.items] if school else []
        self.items.show_lines(lines, self._item_columns(), self.tr("Choose a school on the left.") if school else "")
        self._show_chosen()

    def _item(self, one: Asked) -> Line:
        words, glyph, tone = STATES[one.state]
        item = one.item
        subject = f"{item.label}：{item.sentence}" if item.label and item.label not in item.sentence else item.sentence
        below = self.tr("Answer: {text}").format(text=one.answer) if one.answer else item.todo
        place = f"{item.sheet} {item.cell}".strip() or "—"
        state = Cell(translated(words), tone, glyph, size=13)
        return Line(item.id, (Cell(f"{subject}\n{below}", tip=subject), state, Cell(place, "ink2", size=13, tip=place)))

    def _chosen(self) -> Asked | None:
        school = self._reading.schools.get(self.list.key)
        return next((one for one in school.items if one.item.id == self.items.key), None) if school else None

    def _show_chosen(self) -> None:
        one = self._chosen()
        self._foot.setVisible(one is not None)
        self.again.setVisible(one is not None and one.state in ("answered", "again"))
        if one is None:
            return
        words, glyph, _tone = STATES[one.state]
        self._sign.show_state(glyph) if glyph != "info" else self._sign.show_icon("info", "indigo")
        say(self._said, f"{translated(words)}　{one.item.sentence}")
        say(self._todo, one.item.todo)
        answer = self.tr("Answer of the school: {text} ({who})") if one.who else self.tr("Answer of the school: {text}")
        say(self._answer, answer.format(text=one.answer, who=one.who) if one.answer else "")
        self._answer.setVisible(bool(one.answer))
        self.again.rename(self.tr("Ask again") if one.state == "answered" else self.tr("Do not ask again"), "Enter")

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        strip, left, self._foot = QFrame(), QFrame(), QFrame()
        strip.setProperty("part", "strip")
        wanted = text(self.tr("Answer wanted by"), 14, "ink2")
        hint = text(self.tr("Space chooses a school; nothing chosen means all."), 13, "ink2")
        row(self.groups, hint, None, self._wrong, wanted, self.deadline, gap=12, margins=(16, 0, 16, 0), parent=strip)
        left.setProperty("ground", "paper")
        left.setFixedWidth(self.theme.px(410))
        column(self.list, gap=0, parent=left)
        self._foot.setProperty("ground", "paper2")
        told = row(self._sign, self._said, gap=8)
        told.setStretch(1, 1)
        told.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        words = column(told, self._todo, self._answer, gap=6)
        inner = row(words, self.again, gap=16, margins=(16, 12, 16, 12), parent=self._foot)
        inner.setStretch(0, 1)
        inner.setAlignment(self.again, Qt.AlignmentFlag.AlignBottom)
        right = column(self.items, Rule(), self._foot, gap=0)
        right.setStretch(0, 1)
        body = row(left, Rule(upright=True), right, gap=0)
        body.setStretch(2, 1)
        column(self.head, self.message, self.busy, strip, body, gap=0, parent=self).setStretch(4, 1)

    def _connect(self) -> None:
        self.make.clicked.connect(self.write)
        self.again.clicked.connect(self.ask_again)
        self.groups.chosen.connect(lambda _key: self._show_list())
        self.list.picked.connect(lambda _key: self._show_items())
        self.list.opened.connect(lambda _key: self.items.setFocus())
        self.items.picked.connect(lambda _key: self._show_chosen())
        self.items.opened.connect(lambda _key: self.ask_again())
        self.deadline.editingFinished.connect(self._is_date)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Space"), self.list, self.tick, context=here)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.write, context=here)

    def _ask_folder(self) -> str:
        return ask_folder(self, self.tr("Into which folder shall the slips be written?"))
