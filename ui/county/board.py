"""The board (报送看板): every school with its counts form by form, by district; silence has a telephone beside it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from export.jobs.county.board import Board, BoardRow, District, Standing
from ui.county.page import CountyPage
from ui.county.sheet import Cell, Column, Line, Sheet
from ui.moments import moment, whole_day
from ui.page import Place
from ui.parts import Button, PageHead, Segments, clear, column, row, say, text
from ui.parts import Line as Rule
from ui.theme import Theme
from ui.translation import counted, translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau

WORDS: Mapping[Standing, str] = {
    "reported": word("Reported"), "problems": word("Has problems"), "returned": word("Sent back"),
    "old": word("Only an older one"), "missing": word("Not reported"), "unknown": word("Not in the register"),
}  # fmt: skip
GLYPH: Mapping[Standing, str] = {
    "reported": "done", "problems": "error", "returned": "returned", "old": "old", "missing": "blank",
    "unknown": "reminder",
}  # fmt: skip
TONE: Mapping[Standing, str] = {
    "reported": "ink", "problems": "seal", "returned": "seal", "old": "amber", "missing": "ink2", "unknown": "amber",
}  # fmt: skip
FILL: tuple[tuple[Standing, str], ...] = (
    ("reported", "jade_fill"), ("problems", "seal_soft"), ("returned", "seal_fill"), ("old", "amber_fill"),
)  # fmt: skip
FIGURES: tuple[Standing, ...] = ("problems", "returned", "old", "missing")
SHORT: Mapping[str, str] = {
    "student": word("Roll"), "left_behind": word("Care"), "subsidy": word("Aid"), "equipment": word("Assets"),
    "staff": word("Staff"), "premises": word("Houses"),
}  # fmt: skip
FORMS = tuple(SHORT)
"""Forms whose counts stand on the board; the others are opened with the school."""


class Bar(QWidget):
    """How many of those expected have reported, in the colours of how they stand."""

    def __init__(self, theme: Theme, high: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._high = theme, high
        self._counts: Mapping[Standing, int] = {}
        self._of = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[Standing, int], of: int) -> None:
        """Show other counts."""
        self._counts, self._of = counts, of
        self.setAccessibleName("，".join(f"{translated(WORDS[key])} {count}" for key, count in counts.items() if count))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(160), self._theme.px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.fillRect(self.rect(), theme.colour("track"))
        if theme.scheme == "contrast":
            painter.setPen(theme.colour("edge"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        at = 0.0
        for standing, token in FILL:
            wide = self.width() * self._counts.get(standing, 0) / self._of if self._of else 0.0
            painter.fillRect(QRectF(at, 0, wide, self.height()), theme.colour(token))
            at += wide


class Figure(QWidget):
    """A number under its name."""

    def __init__(self, words: str, tone: str = "ink", size: int = 24) -> None:
        super().__init__()
        self._number, self._tone = text("", size, tone, bold=True), tone
        name = text(words, 13, "ink2")
        laid = column(name, self._number, gap=2, parent=self)
        laid.setAlignment(self._number, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show another number; nothing to do has no colour."""
        say(self._number, words, "ink3" if words == "0" else self._tone)


class DistrictLine(QFrame):
    """One district: reported of expected, and the bar."""

    def __init__(self, theme: Theme, district: District) -> None:
        super().__init__()
        done = district.by_status["reported"]
        self.bar = Bar(theme, 6)
        self.bar.show_counts(district.by_status, district.expected)
        head = row(text(district.name or "—", bold=False), None, text(f"{done} / {district.expected}", 14, "ink2"))
        column(head, self.bar, gap=4, margins=(16, 8, 16, 8), parent=self)


class Districts(QFrame):
    """The right side: how far every district is, and who must be called."""

    called = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "paper")
        self.setFixedWidth(theme.px(220))
        head = row(text(self.tr("Progress of districts"), bold=True), None, margins=(16, 12, 16, 12))
        self._lines: QVBoxLayout = column(gap=0)
        self._silent = text("", 14, bold=True)
        self.call = Button(theme, self.tr("Call list"), icon="phone", small=True)
        self.call.clicked.connect(self.called)
        foot = row(self._silent, None, self.call, margins=(16, 10, 16, 10))
        column(head, Rule(), self._lines, None, Rule(), foot, gap=0, parent=self)

    def show_board(self, board: Board) -> None:
        """Show other districts."""
        clear(self._lines)
        for district in board.districts():
            self._lines.addWidget(DistrictLine(self._theme, district))
        missing = len(board.missing)
        say(self._silent, counted(self.tr("{count} missing"), count=missing))
        self.call.setEnabled(missing > 0)


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
        self.list = Sheet(theme, self.tr("Schools"), self._columns())
        self.districts = Districts(theme)
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

    def facts(self) -> list[str]:
        board = self.bureau.board()
        reported = counted(
            self.tr("{count} of {of} schools reported"), count=board.by_status["reported"], of=board.expected
        )
        return [self.bureau.name, reported]

    def panes(self) -> list[QWidget]:
        return [self.list, self.districts]

    def show_place(self, place: Place) -> None:
        """A school by its code; or the first one of those that stand as `about` says, all of them together."""
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
        head = [Column(self.tr("School name"), 0), Column(self.tr("How it stands"), 104)]
        tail = [Column(self.tr("Problems"), 84), Column(self.tr("Received"), 104)]
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
            counts = [f"{translated(words)} {n}" for status, words in WORDS.items()
                      if (n := sum(one.status == status for one in inside))]  # fmt: skip
            names = {str(status): translated(words) for status, words in WORDS.items()}
            name = names.get(group, group) or "—"
            told = counted(self.tr("{count} schools"), count=len(inside))
            words = f"{name}　{told}　　" + "　".join(counts)
            lines.append(Line(f"group:{group}", (Cell(words, "ink2", bold=True),), heading=True))
            lines += map(self._line, inside)
        return lines

    def _line(self, one: BoardRow) -> Line:
        tint = {"old": "amber_tint", "missing": "paper2"}.get(one.status, "")
        forms = [self._count(one, name, tint) for name in FORMS]
        state = Cell(translated(WORDS[one.status]), TONE[one.status], GLYPH[one.status], bold=one.status != "reported")
        problems = Cell("—", "ink3")
        if one.open_problems:
            problems = Cell(counted(self.tr("{count} to put right"), count=one.open_problems), "seal", "error")
        elif one.explained:
            problems = Cell(counted(self.tr("Explained {count}"), count=one.explained), "ink2")
        at = moment(one.received, date.today()) if one.received else "—"
        contact = Cell(one.contact or "—", "ink2", "phone" if one.status in ("missing", "old") else "", tip=one.phone)
        tail = (problems, Cell(at, "ink2"), Cell(str(one.revision or "—"), "ink2"), contact)
        return Line(one.code, (Cell(one.name or one.code, tip=one.code), state, *forms, *tail))

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
        done = by["reported"] + by["problems"] + by["returned"]
        say(self._done, str(done))
        percent = f"{100 * done / board.expected:.1f}%" if board.expected else "—"
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
            return self.tr("Was due {day}, {late} days ago").format(day=whole_day(due), late=-left)
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
        row(self.order, None, self.faulty, self.aside, gap=8, margins=(16, 0, 8, 0), parent=strip)
        left = column(strip, Rule(), self.list, gap=0)
        left.setStretch(2, 1)
        body = row(left, Rule(upright=True), self.districts, gap=0)
        body.setStretch(0, 1)
        column(self.head, top, Rule(), body, gap=0, parent=self).setStretch(3, 1)

    def _connect(self) -> None:
        self.collect.clicked.connect(lambda: self.went.emit(Place("collect", about="choose")))
        self.slips.clicked.connect(lambda: self.went.emit(Place("slips", about="make")))
        self.faulty.clicked.connect(lambda: self.went.emit(Place("board", about="problems")))
        self.aside.clicked.connect(lambda: self.went.emit(Place("collect", about="aside")))
        self.order.chosen.connect(lambda _key: self.refresh())
        self.list.opened.connect(lambda code: self.went.emit(Place("faults", record=code)))
        self.districts.called.connect(lambda: self.went.emit(Place("board", about="missing")))
