"""The register of schools (学校名录): who is expected, by district, and how to reach them; taken in from any list."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.county.overlay import Overlay
from ui.county.page import BusyPage
from ui.county.schoolcard import SchoolCard
from ui.page import Command, Place
from ui.parts import Button, PageHead, SearchField, Segments, column, row
from ui.parts import Line as Rule
from ui.parts.files import ask_file
from ui.parts.sheet import Cell, Column, Line, Sheet
from ui.theme import Theme
from ui.translation import counted, translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau, School, Taken

ENDINGS = "*.xlsx *.xlsm *.xls *.et *.ods *.csv *.txt *.xml *.html *.htm"
FATES: Mapping[str, tuple[str, str, str]] = {
    "new": (word("New in the register"), "plus", "jade"), "changed": (word("Changed"), "edit", "indigo"),
    "same": (word("Unchanged"), "tick", "ink2"),
}  # fmt: skip
"""What became of a school → words, icon, tone."""
CARD, CARD_ROOMY, ROOMY = 330, 440, 1500


class RegisterPage(BusyPage):
    """Every school that is or was."""

    key: ClassVar[str] = "register"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.ask_file: Callable[[], str] = self._ask_file
        self._register: Mapping[str, School] = {}
        self._kinds: dict[str, str] = {}
        self._unread: dict[str, str] = {}
        """Line of the result → the whole sentence; a column may be too narrow for it."""
        self._day = bureau.period.ends
        """The day on which a school stands or has closed."""
        self.take = Button(theme, self.tr("Import a register"), "solid", "download", "Ctrl+I")
        self.new = Button(theme, self.tr("Add a school"), icon="plus", keys="Ctrl+N")
        self.head = PageHead(self.tr("School list"), self.take, self.new)
        self.state = Segments(theme, self.tr("Show"))
        for key in ("", "open", "closed"):
            self.state.add(key, "")
        self.search = SearchField(theme, self.tr("Find a school"), self.tr("Name, code or district"), "Ctrl+F")
        self.search.setFixedWidth(theme.px(260))
        self.list = Sheet(theme, self.tr("School list"), self._columns())
        self.card = SchoolCard(bureau, theme)
        self.became = Overlay(theme, self.tr("What became of the schools"), (), self.tr("Back to the register"))
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("School list")

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        self._register, self._day = self.bureau.register(), self.bureau.period.ends
        self._show()

    def commands(self) -> Mapping[str, Command]:
        return {"new": self.begin, "import": self.choose}

    def facts(self) -> list[str]:
        still = sum(self._is_open(school) for school in self._register.values())
        told = [counted(self.tr("{count} schools"), count=still)]
        closed = len(self._register) - still
        return [*told, counted(self.tr("{count} closed"), count=closed)] if closed else told

    def panes(self) -> list[QWidget]:
        return [self._shown(), self.card, self.search]

    def find_text(self, text: str = "") -> bool:
        """Look for a school."""
        self.search.setFocus()
        if text:
            self.search.setText(text)
        return True

    def show_place(self, place: Place) -> None:
        """Go to a school."""
        self.search.clear()
        self.state.choose("")
        self._show()
        self.list.go(place.record)

    def leave(self) -> None:
        """Save what is still being typed."""
        self.card.settle()

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_open(self, school: "School") -> bool:
        return school.is_open(self._day)

    def _show(self) -> None:
        wanted = [school for school in self._register.values() if self._is_wanted(school)]
        still = [school for school in wanted if self._is_open(school)]
        self.state.say("", counted(self.tr("All {count}"), count=len(wanted)))
        self.state.say("open", counted(self.tr("Open schools {count}"), count=len(still)))
        self.state.say("closed", counted(self.tr("Closed schools {count}"), count=len(wanted) - len(still)))
        if self.state.value:
            wanted = still if self.state.value == "open" else [one for one in wanted if not self._is_open(one)]
        empty = self.tr("No school yet. Import a list of schools, or collect files: their senders are put in.")
        if self._register:
            empty = self.tr("No school fits the filters.")
        self.list.show_lines(list(self._lines(wanted)), self._columns(), empty)
        self._picked(self.list.key)
        self.moved.emit()

    def _is_wanted(self, school: "School") -> bool:
        words = self.search.text().strip().casefold()
        said = (school.name, school.code, school.district, school.contact)
        return not words or any(words in one.casefold() for one in said)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Schools"), 0), Column(self.tr("School code"), 96), Column(self.tr("Kind"), 104),
            Column(self.tr("Central school"), 120), Column(self.tr("Contact"), 84), Column(self.tr("Telephone"), 116),
            Column(self.tr("Closing"), 84),
        ]  # fmt: skip

    def _lines(self, schools: "list[School]") -> Iterator[Line]:
        for district in sorted({school.district for school in schools}, key=lambda name: (not name, name)):
            inside = [school for school in schools if school.district == district]
            told = counted(self.tr("{count} schools"), count=len(inside))
            words = f"{district or self.tr('No district')}　{told}"
            yield Line(f"district:{district}", (Cell(words, "ink2", bold=True),), heading=True)
            yield from map(self._line, inside)

    def _line(self, school: "School") -> Line:
        is_open = self._is_open(school)
        tone, tint = ("ink", "") if is_open else ("ink3", "paper2")
        central = self._register.get(school.central)
        name = Cell(school.name or "—", tone, "" if is_open else "archive", tint, tip=school.name)
        rest = (
            (school.code, "ink2"), (self._kind(school.kind), "ink2"),
            ((central.name if central else school.central) or "—", "ink2"), (school.contact or "—", tone),
            (school.phone or "—", tone), (school.closed or "—", "ink2"),
        )  # fmt: skip
        cells = [Cell(words, "ink3" if words == "—" else said, tint=tint, tip=words) for words, said in rest]
        return Line(school.code, (name, *cells))

    def _kind(self, code: str) -> str:
        if code not in self._kinds:
            self._kinds[code] = self.bureau.library.forms["school"].fields["type"].kind.show(code) if code else "—"
        return self._kinds[code]

    def _picked(self, code: str) -> None:
        if not self.card.is_new:
            self.card.show_school(self._register.get(code), self._register)

    # ── changing ────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """Put a new school in: first its code."""
        self._back()
        self.card.begin(self._register)

    def _saved(self, code: str) -> None:
        """The card has changed a school: show it in its place."""
        self._register = self.bureau.register()
        self._show()
        self.list.go(code)
        self.changed.emit()

    # ── taking in ───────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self) -> None:
        """Ask for a list of schools, and take it in."""
        name = self.ask_file()
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take a list in, off the main thread."""
        self.message.hide()
        self._hold(held=True)
        words = self.tr("Taking in {file}").format(file=path.name)
        self.work(lambda _progress: self.bureau.import_register(path), lambda taken: self._took(taken, path), words)

    def rested(self) -> None:
        self._hold(held=False)
        super().rested()

    def _hold(self, *, held: bool) -> None:
        for one in (self.take, self.new, self.card):
            one.setEnabled(not held)

    def _took(self, taken: "Taken", path: Path) -> None:
        counts = {fate: list(taken.became.values()).count(fate) for fate in FATES}
        words = self.tr("{file}: {new} new, {changed} changed, {same} unchanged.").format(file=path.name, **counts)
        if taken.problems:
            words += counted(
                self.tr(" {count} cells could not be read; the register kept what it had."), count=len(taken.problems)
            )
        show = (self.tr("What became of each"), lambda: self._lay_over())
        self.message.tell(words, "amber" if taken.problems else "jade", [show])
        self._show_became(taken)
        self.refresh()
        self.changed.emit()

    def _show_became(self, taken: "Taken") -> None:
        columns = [Column(self.tr("What became of it"), 140), Column(self.tr("Schools"), 0),
                   Column(self.tr("School code"), 120), Column(self.tr("District"), 160)]  # fmt: skip
        self.became.words.show_words(self.tr("What became of each"))
        self._unread = {f"unread:{at}": sentence for at, (_, sentence) in enumerate(taken.problems)}
        self.became.list.show_lines(list(self._fates(taken)), columns, self.tr("The list holds no school."))

    def _fates(self, taken: "Taken") -> Iterator[Line]:
        if taken.problems:
            words = self.tr("Could not be read: row of the list, and why")
            yield Line("head:unread", (Cell(f"{words}　{len(taken.problems)}", "ink2", bold=True),), heading=True)
        for at, (place, sentence) in enumerate(taken.problems):
            yield Line(f"unread:{at}", (Cell(self.tr("Row {row}").format(row=place), "seal", "error"),
                                        Cell(sentence, tip=sentence)))  # fmt: skip
        by_fate = {fate: [one for one in taken.schools if taken.became[one.code] == fate] for fate in FATES}
        for fate, schools in by_fate.items():
            words, icon, tone = FATES[fate]
            if schools:
                told = f"{translated(words)}　{len(schools)}"
                yield Line(f"head:{fate}", (Cell(told, "ink2", bold=True),), heading=True)
            for one in schools:
                cells = (Cell(translated(words), tone, icon), Cell(one.name), Cell(one.code, "ink2"),
                         Cell(one.district, "ink2"))  # fmt: skip
                yield Line(one.code, cells)

    def _lay_over(self) -> None:
        self.stack.setCurrentWidget(self.became)
        self.became.list.setFocus()

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.box)
        self.list.setFocus()

    def _shown(self) -> QWidget:
        return self.became.list if self.stack.currentWidget() is self.became else self.list

    def _ask_file(self) -> str:
        kinds = f"{self.tr('Lists')} ({ENDINGS})"
        return ask_file(self, self.tr("Import a register"), kinds=kinds)

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        strip = QFrame()
        strip.setProperty("part", "strip")
        row(self.state, self.search, None, gap=12, margins=(16, 0, 16, 0), parent=strip)
        self.box = QWidget()
        column(strip, self.list, gap=0, parent=self.box).setStretch(1, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.box)
        self.stack.addWidget(self.became)
        body = row(self.stack, Rule(upright=True), self.card, gap=0)
        body.setStretch(0, 1)
        column(self.head, self.busy, self.message, body, gap=0, parent=self).setStretch(3, 1)

    def _connect(self) -> None:
        self.take.clicked.connect(self.choose)
        self.new.clicked.connect(self.begin)
        self.state.chosen.connect(lambda _state: self._show())
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda _code: self.card.enter())
        self.card.saved.connect(self._saved)
        self.card.left.connect(self._left)
        self.became.left.connect(self._back)
        self.became.opened.connect(self._open_fate)

    def _left(self) -> None:
        self._picked(self.list.key)
        self.list.setFocus()

    def _open_fate(self, code: str) -> None:
        if code in self._unread:
            self.told.emit(self._unread[code], "seal")
        elif code in self._register:
            self._back()
            self.show_place(Place(self.key, record=code))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.card.setFixedWidth(self.theme.px(CARD_ROOMY if self.width() >= self.theme.px(ROOMY) else CARD))
