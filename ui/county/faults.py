"""The problems of all schools (县级校验): by school, by form, by weight, each down to file, sheet and cell."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from forms.problems import Refusal
from ui.county.faultcard import FaultCard
from ui.county.page import BusyPage
from ui.page import Place
from ui.parts import Line as Rule
from ui.parts import PageHead, Pick, SearchField, Segments, calm, column, row, say, text
from ui.parts.sheet import Cell, Column, Line, Sheet
from ui.theme import Theme
from ui.translation import counted, said

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau, Fault, School

MOST = 1000
"""Lines that are shown at once; nobody reads more, and the filters find the rest."""
PAUSE = 200
"""ms after the last letter, until what was typed is looked for."""
CARD, CARD_ROOMY, ROOMY = 320, 440, 1500


class Found(NamedTuple):
    """What was read, and for which version of the bureau."""

    version: int
    faults: "Sequence[Fault]"
    names: Mapping[str, str]
    register: "Mapping[str, School]"


def kind_of(fault: "Fault") -> str:
    """error, reminder (somebody must explain) or explained."""
    return "explained" if fault.level != "error" and fault.reason else fault.level


GLYPH = {"error": "error", "reminder": "reminder", "explained": "done"}
"""How weighty a problem is → its glyph."""


class FaultsPage(BusyPage):
    """Everything that the checks found in what schools sent."""

    key: ClassVar[str] = "faults"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.found = Found(-1, (), {}, {})
        self._by_key: dict[str, Fault] = {}
        self.head = PageHead(self.tr("Checks"))
        self.level = Segments(theme, self.tr("Level"))
        for key in ("", *GLYPH):
            self.level.add(key, "", GLYPH.get(key, ""))
        self.form = Pick(theme, self.tr("All forms"), self.tr("Form"))
        self.search = SearchField(theme, self.tr("Find a school or words"), self.tr("School or words"), "Ctrl+F")
        self.search.setFixedWidth(theme.px(240))
        self.list = Sheet(theme, self.tr("Checks"), self._columns())
        self.card = FaultCard(bureau, theme)
        self.more = text("", 12, "ink2")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self._show()

    @property
    def title(self) -> str:
        return self.tr("Checks")

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Read the problems, unless they are known."""
        if self.found.version == self.bureau.version or self.is_working:
            return
        self.work(lambda _progress: self._read(), self._show_found, self.tr("Reading the problems"))

    def facts(self) -> list[str]:
        schools = len({fault.school for fault in self.found.faults})
        return [
            counted(self.tr("{count} problems"), count=len(self.found.faults)),
            counted(self.tr("{count} schools"), count=schools),
        ]

    def panes(self) -> list[QWidget]:
        return [self.list, self.card, self.search]

    def find_text(self, text: str = "") -> bool:
        """Look for a school or for words."""
        self.search.setFocus()
        if text:
            self.search.setText(text)
        return True

    def next_problem(self, *, back: bool = False) -> bool:
        """The next one that nobody has explained."""
        while self.list.step(-1 if back else 1):
            fault = self._by_key.get(self.list.key)
            if fault is not None and kind_of(fault) != "explained":
                return True
        return False

    def show_place(self, place: Place) -> None:
        """The problems of one school, or of one form."""
        self.level.choose("")
        self.form.choose(place.form)
        self.search.setText(self.found.names.get(place.record, "") or place.record)
        self._pause.stop()
        self._show()

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self) -> Found:
        version = self.bureau.version
        faults = sorted(self.bureau.problems(), key=lambda one: (one.school, one.level != "error", one.form, one.row))
        return Found(version, faults, self.bureau.school_names(), self.bureau.register())

    def _show_found(self, found: Found) -> None:
        self.found = found
        forms = self.bureau.library.forms
        present = dict.fromkeys(fault.form for fault in found.faults)
        self.form.offer([(name, said(form)) for name, form in forms.items() if name in present])
        self._show()
        self.moved.emit()

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _show(self) -> None:
        wanted = self._wanted()
        counts = Counter(map(kind_of, wanted))
        words = {
            "": counted(self.tr("All {count}"), count=len(wanted)),
            "error": counted(self.tr("Errors {count}"), count=counts["error"]),
            "reminder": counted(self.tr("Reminders {count}"), count=counts["reminder"]),
            "explained": counted(self.tr("Explained {count}"), count=counts["explained"]),
        }
        for key, said_ in words.items():
            self.level.say(key, said_, calm(GLYPH.get(key, ""), counts[key]))
        level = self.level.value
        shown = [fault for fault in wanted if not level or kind_of(fault) == level]
        self._by_key = {}
        self.list.show_lines(list(self._lines(shown[:MOST])), self._columns(), self._empty())
        self.more.setVisible(len(shown) > MOST)
        say(self.more, counted(self.tr("The first {count} are shown; narrow the search for the others."), count=MOST))
        self._picked(self.list.key)

    def _empty(self) -> str:
        if not self.found.faults:
            return self.tr("No problems were found in what the schools sent.")
        return self.tr("No problem fits the filters.")

    def _wanted(self) -> "Sequence[Fault]":
        """What form and search let through."""
        form, words = self.form.value, self.search.text().strip().casefold()
        found = [fault for fault in self.found.faults if fault.form == form] if form else self.found.faults
        if not words:
            return found
        schools = {code for code, name in self.found.names.items() if words in name.casefold() or words in code}
        return [
            fault
            for fault in found
            if fault.school in schools or words in fault.message.casefold() or words in fault.reason.casefold()
        ]

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Problem"), 0), Column(self.tr("Place"), 120),
            Column(self.tr("Explanation of the school"), 150),
        ]  # fmt: skip

    def _lines(self, faults: "Sequence[Fault]") -> Iterator[Line]:
        by_school: dict[str, list[Fault]] = {}
        for fault in faults:
            by_school.setdefault(fault.school, []).append(fault)
        for school, own in by_school.items():
            yield self._heading(school, own)
            for at, fault in enumerate(own):
                key = f"{school}/{at}"
                self._by_key[key] = fault
                yield self._line(key, fault)

    def _heading(self, school: str, faults: "Sequence[Fault]") -> Line:
        counts = Counter(map(kind_of, faults))
        words = {"error": self.tr("Errors {count}"), "reminder": self.tr("Reminders {count}"),
                 "explained": self.tr("Explained {count}")}  # fmt: skip
        told = "　".join(counted(words[key], count=counts[key]) for key in words if counts[key])
        name = self.found.names.get(school, school)
        return Line(f"school:{school}", (Cell(f"{name}　　{told}", "ink2", bold=True),), heading=True)

    def _line(self, key: str, fault: "Fault") -> Line:
        kind = kind_of(fault)
        place = f"{fault.sheet} {fault.cell}".strip() or "—"
        tone = "ink2" if kind == "explained" else "ink"
        cells = (
            Cell(fault.message, tone, GLYPH[kind], tip=fault.message),
            Cell(place, "ink2", tip=place),
            Cell(fault.reason or "—", "ink2" if fault.reason else "ink3", tip=fault.reason),
        )  # fmt: skip
        return Line(key, cells)

    def _picked(self, key: str) -> None:
        fault = self._by_key.get(key)
        school = self.found.register.get(fault.school) if fault else None
        self.card.show_fault(fault, self.found.names.get(fault.school, "") if fault else "", school)

    def _accept(self, school: str, key: str) -> None:
        """From now on the school's files under its new signature count; the list is read anew."""
        words = self.tr("{school}: the new signature is accepted")
        self._settle(school, lambda: self.bureau.accept_key(school, key), words)

    def _take(self, school: str, delivery: int) -> None:
        """From now on this file of the school counts; the list is read anew."""
        self._settle(school, lambda: self.bureau.take(delivery), self.tr("{school}: this file is taken"))

    def _settle(self, school: str, deed: Callable[[], object], words: str) -> None:
        try:
            deed()
        except Refusal as refusal:
            self.refused(refusal)
            return
        self.told.emit(words.format(school=self.found.names.get(school, school)), "jade")
        self.refresh()
        self.moved.emit()

    def _copy(self, place: str) -> None:
        QGuiApplication.clipboard().setText(place)
        self.told.emit(self.tr("Copied: {place}").format(place=place), "ink")

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        strip = QFrame()
        strip.setProperty("part", "strip")
        row(self.level, self.form, self.search, None, self.more, gap=12, margins=(16, 0, 16, 0), parent=strip)
        left = column(strip, self.list, gap=0)
        left.setStretch(1, 1)
        body = row(left, Rule(upright=True), self.card, gap=0)
        body.setStretch(0, 1)
        column(self.head, self.busy, self.message, body, gap=0, parent=self).setStretch(3, 1)

    def _connect(self) -> None:
        self.level.chosen.connect(lambda _level: self._show())
        self.form.chosen.connect(lambda _form: self._show())
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self._pause.timeout.connect(self._show)
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda _key: self.card.copy.click())
        self.card.copied.connect(self._copy)
        self.card.accepted.connect(self._accept)
        self.card.taken.connect(self._take)
        self.card.asked.connect(lambda school: self.went.emit(Place("slips", record=school)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.card.setFixedWidth(self.theme.px(CARD_ROOMY if self.width() >= self.theme.px(ROOMY) else CARD))
