"""The board (报送看板): every school with its counts form by form, by district; silence has a telephone beside it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from export.jobs.county.board import Board, BoardRow, Standing
from ui.county.calls import CallList
from ui.county.page import CountyPage
from ui.county.progress import GLYPH, TONE, WORDS, Bar, Districts, Figure, Legend
from ui.moments import moment, whole_day
from ui.page import Command, Place
from ui.parts import Button, PageHead, Segments, column, row, say, text
from ui.parts import Line as Rule
from ui.parts.sheet import Cell, Chip, Column, Line, Sheet
from ui.theme import Theme
from ui.translation import counted, said, translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau

FIGURES: tuple[Standing, ...] = ("problems", "returned", "old", "missing")
SHORT: Mapping[str, str] = {
    "student": word("Roll"), "left_behind": word("Care"), "subsidy": word("Aid"), "equipment": word("Kit"),
    "staff": word("Staff"), "premises": word("Sites"),
}  # fmt: skip
KINDS: Mapping[str, str] = {
    "211": word("Primary"), "218": word("Point"), "311": word("Junior"), "312": word("9-year"),
    "341": word("Secondary"), "342": word("Senior"), "345": word("Twelve-year"), "111": word("Kindergarten"),
}  # fmt: skip
"""Types of schools in few words; the others by their own."""
FORMS = tuple(SHORT)
"""Forms whose counts stand on the board; the others are opened with the school."""


class BoardPage(CountyPage):
    """Who has reported; the cells are counts, so the board is also the figures."""

    key: ClassVar[str] = "board"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self.collect = Button(theme, self.tr("Collect files"), "solid", "inbox", "Ctrl+O")
        self.slips = Button(theme, self.tr("Make return slips"), icon="return")
        self.head = PageHead(self.tr("Board"), self.collect, self.slips)
        self._done, self._part, self.bar = text("", 28, bold=True), text("", 13, "ink2"), Bar(theme)
        self.figures = {
            key: Figure(translated(WORDS[key]), TONE[key]) for key in ("problems", "returned", "old", "missing")
        }
        self.pupils = Figure(self.tr("Pupils at school"), size=20)
        self.order = Segments(theme, self.tr("Order"))
        for key, words in (("district", self.tr("By district")), ("status", self.tr("By state")),
                           ("received", self.tr("By time of arrival"))):  # fmt: skip
            self.order.add(key, words)
        self.faulty = Button(theme, "", "text", "shield", small=True)
        self.aside = Button(theme, "", "text", "inbox", small=True)
        self._kinds = {option.code: said(option) for option in bureau.library.lists["school_type"].options}
        self.list = Sheet(theme, self.tr("Schools"), self._columns())
        self.districts, self.calls = Districts(theme), CallList(bureau, theme)
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Board")

    def refresh(self) -> None:
        self._board = self.bureau.board()
        self._show_figures(self._board)
        self.list.show_lines(self._lines(), self._columns(), self.tr("No files yet. Collect the files of the schools."))
        self.districts.show_board(self._board)
        self._mark()
        if self._stack.currentWidget() is self.calls:
            self.calls.show_board(self._board)

    def commands(self) -> Mapping[str, Command]:
        if self._stack.currentWidget() is self.calls:
            return {"print": self.calls.press.print_now}
        return {"print": self.show_calls} if self.districts.call.isEnabled() else {}

    def show_calls(self) -> None:
        """Lay the list of those who must be called over the board."""
        self.calls.show_board(self._board)
        self._lay_over(self.calls)
        self.calls.press.preview.setFocus()

    def _lay_over(self, shown: QWidget) -> None:
        self._stack.setCurrentWidget(shown)
        self.moved.emit()

    def _back(self) -> None:
        self._lay_over(self._body)
        self.list.setFocus()

    def facts(self) -> list[str]:
        board = self.bureau.board()
        reported = counted(self.tr("{count} of {of} schools reported"), count=board.came, of=board.expected)
        return [self.bureau.name, reported]

    def panes(self) -> list[QWidget]:
        if self._stack.currentWidget() is self.calls:
            return [self.calls.press.preview]
        line = next((one for one in self.districts.lines if one.isChecked()), self.districts.call)
        return [self.list, line]

    def show_place(self, place: Place) -> None:
        """A school by its code; or the first one of those that stand as `about` says, all of them together."""
        self._lay_over(self._body)
        if place.about:
            self.order.choose("status")
            self.refresh()
            sought = ("missing", "old") if place.about == "missing" else ("problems", "returned")
            lines = [key for state in sought for key, row in self._rows.items() if row.status == state]
            wanted = next(iter(lines), "")
        else:
            wanted = place.record
        self.list.go(wanted)

    def next_problem(self, *, back: bool = False) -> bool:
        """The next school that has not simply reported."""
        while self.list.step(-1 if back else 1):
            if self._rows.get(self.list.key) and self._rows[self.list.key].status != "reported":
                return True
        return False

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _columns(self) -> list[Column]:
        forms = [Column(self._short(name), 48, right=True) for name in FORMS]
        head = [Column(self.tr("School name"), 0), Column(self.tr("Type"), 64)]
        head.append(Column(self.tr("How it stands"), 92))
        tail = [Column(self.tr("Problems"), 72), Column(self.tr("Received"), 96)]
        tail += [Column(self.tr("No."), 36, right=True), Column(self.tr("Contact"), 72)]
        return [*head, *forms, *tail]

    def _short(self, name: str) -> str:
        """A form's name in a narrow column."""
        return translated(SHORT[name])

    def _lines(self) -> list[Line]:
        rows, by = self._board.rows, self.order.value
        self._rows = {one.code: one for one in rows}
        if by == "status":
            there = {one.status for one in rows}
            return self._grouped(rows, lambda one: one.status, [status for status in WORDS if status in there])
        if by == "received":
            return [self._line(one) for one in sorted(rows, key=lambda one: one.received, reverse=True)]
        return self._grouped(rows, lambda one: one.district, sorted({one.district for one in rows}))

    def _grouped(self, rows: list[BoardRow], key: Callable[[BoardRow], str], groups: Sequence[str]) -> list[Line]:
        lines: list[Line] = []
        for group in groups:
            inside = [one for one in rows if key(one) == group]
            counts: dict[Standing, int] = {status: sum(one.status == status for one in inside) for status in WORDS}
            chips = tuple(Chip(GLYPH[status], f"{translated(WORDS[status])} {count}", TONE[status])
                          for status, count in counts.items() if count and status != group)  # fmt: skip
            names = {str(status): translated(words) for status, words in WORDS.items()}
            told = Chip("", counted(self.tr("{count} schools"), count=len(inside)), "ink2")
            name = Cell(names.get(group, group) or "—", bold=True, chips=(told, *chips))
            lines.append(Line(f"group:{group}", (name,), heading=True))
            lines += map(self._line, inside)
        return lines

    def _line(self, one: BoardRow) -> Line:
        tint = {"old": "amber_tint", "missing": "paper2"}.get(one.status, "")
        forms = [self._count(one, name, tint) for name in FORMS]
        state = Cell(translated(WORDS[one.status]), TONE[one.status], GLYPH[one.status], bold=one.status != "reported")
        problems = Cell("—", "ink3")
        if one.open_problems:
            problems = Cell(counted(self.tr("{count} open"), count=one.open_problems), "seal", "error")
        elif one.explained:
            problems = Cell(counted(self.tr("Explained {count}"), count=one.explained), "ink2")
        at = moment(one.received, date.today()) if one.received else "—"
        contact = Cell(one.contact or "—", "ink2", "phone" if one.status in ("missing", "old") else "", tip=one.phone)
        tail = (problems, Cell(at, "ink2"), Cell(str(one.revision or "—"), "ink2"), contact)
        kind = Cell(self._kind(one.kind), "ink2")
        return Line(one.code, (Cell(one.name or one.code, tip=one.code), kind, state, *forms, *tail))

    def _kind(self, code: str) -> str:
        return translated(KINDS[code]) if code in KINDS else self._kinds.get(code, code) or "—"

    def _count(self, one: BoardRow, name: str, tint: str) -> Cell:
        if name in one.nil:
            return Cell(self.tr("Nil"), "ink2", tint=tint)
        if name not in one.counts:
            return Cell("—", "ink3", tint=tint)
        if one.faulty.get(name):
            return Cell(f"{one.counts[name]:,}", "seal", tint="seal_tint", corner=True)
        return Cell(f"{one.counts[name]:,}", tint=tint)

    def _show_figures(self, board: Board) -> None:
        by = board.by_status
        say(self._done, str(board.came))
        percent = f"{100 * board.came / board.expected:.1f}%" if board.expected else "—"
        say(self._part, counted(self.tr("of {of} schools, {percent}"), of=board.expected, percent=percent))
        self.bar.show_counts(by, board.expected)
        for key in FIGURES:
            self.figures[key].say(str(by[key]))
        self.pupils.say(f"{board.on_roll:,}")
        say(self.head.facts, self._deadline(board.deadline))
        self.slips.setEnabled(board.expected > 0)
        problems, aside = by["problems"], len(self.bureau.set_aside())
        for button, words, count in (
            (self.faulty, self.tr("Schools with problems {count}"), problems),
            (self.aside, self.tr("Files set aside {count}"), aside),
        ):
            button.rename(counted(words, count=count))
            button.setVisible(count > 0)

    def _deadline(self, day: str) -> str:
        if not day:
            return self.bureau.period.zh
        due = date.fromisoformat(day)
        left = (due - date.today()).days
        if left < 0:
            return counted(self.tr("Was due {day}, {late} days ago"), day=whole_day(due), late=-left)
        words = self.tr("Due {day}, {left} days left") if left else self.tr("Due {day}, today")
        return words.format(day=whole_day(due), left=left)

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        top = QFrame()
        top.setProperty("ground", "paper")
        counted = column(text(self.tr("Schools that reported"), 13, "ink2"), row(self._done, self._part, gap=8), gap=0)
        figures = row(*self.figures.values(), Rule(upright=True), self.pupils, gap=28)
        laid = row(counted, self.bar, figures, gap=28, margins=(16, 10, 20, 10), parent=top)
        laid.setStretch(1, 1)
        strip = QFrame()
        strip.setProperty("part", "strip")
        laid = row(self.order, Legend(self.theme), self.faulty, self.aside, gap=8, margins=(16, 0, 8, 0), parent=strip)
        laid.setStretch(1, 1)
        left = column(strip, Rule(), self.list, gap=0)
        left.setStretch(2, 1)
        self._body = QWidget()
        row(left, Rule(upright=True), self.districts, gap=0, parent=self._body).setStretch(0, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body)
        self._stack.addWidget(self.calls)
        column(self.head, top, Rule(), self._stack, gap=0, parent=self).setStretch(3, 1)

    def _connect(self) -> None:
        self.collect.clicked.connect(lambda: self.went.emit(Place("collect", about="choose")))
        self.slips.clicked.connect(lambda: self.went.emit(Place("slips", about="make")))
        self.faulty.clicked.connect(lambda: self.went.emit(Place("board", about="problems")))
        self.aside.clicked.connect(lambda: self.went.emit(Place("collect", about="aside")))
        self.order.chosen.connect(lambda _key: self.refresh())
        self.list.opened.connect(lambda code: self.went.emit(Place("faults", record=code)))
        self.list.picked.connect(lambda _code: self._mark())
        self.districts.called.connect(self.show_calls)
        self.districts.chosen.connect(self._show_district)
        self.calls.left.connect(self._back)

    def _mark(self) -> None:
        chosen = self._rows.get(self.list.key)
        self.districts.mark(chosen.district if chosen else "")

    def _show_district(self, name: str) -> None:
        """Its schools, the first of them chosen."""
        self.order.choose("district")
        self.refresh()
        self.list.show_from(f"group:{name}")
        self.list.setFocus()
