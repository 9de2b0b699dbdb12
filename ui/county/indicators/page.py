"""The page itself: the figures are worked out off the main thread, one value is chosen, its origin is opened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from export.jobs.county.explain import Explanation
from forms.indicators import Indicator, Stage
from forms.indicators.verdict import SchoolVerdict
from ui.county.indicators.figures import STAGE, STAGES, Figures, LeftOut, left_out
from ui.county.indicators.lists import LeftOutList, SourceList
from ui.county.indicators.pane import ItemPane
from ui.county.indicators.table import IndicatorTable
from ui.county.overlay import Overlay
from ui.county.page import BusyPage
from ui.page import Place
from ui.parts import Badge, Button, PageHead, Segments, column, row, text
from ui.parts import Line as Rule
from ui.parts.files import ask_place
from ui.task import run
from ui.theme import Theme
from ui.translation import counted, language, translated

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau

PANE, PANE_ROOMY, ROOMY = 296, 420, 1500
PAUSE = 160
"""ms for which a value must stay chosen before its rows are looked up."""


class Found(NamedTuple):
    """What was worked out, and for which version of the bureau."""

    version: int
    indicators: list[Indicator]
    verdicts: dict[Stage, list[SchoolVerdict]]


class Origin(NamedTuple):
    """Where a value came from."""

    value: tuple[str, str]
    explained: Explanation | None
    revision: int


class IndicatorsPage(BusyPage):
    """优质均衡: the seven resource items of every school."""

    key: ClassVar[str] = "indicators"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.found: Found | None = None
        self._figures: dict[Stage, Figures] = {}
        self._origin: Origin | None = None
        self._wants_list = False
        self._wanted: Place | None = None
        self.ask_file: Callable[[str], str] = self._ask_file
        self.stages = Segments(theme, self.tr("Stage"))
        for stage in STAGES:
            self.stages.add(stage, translated(STAGE[stage]))
        self.badge = Badge(theme, "", "amber", "reminder")
        self.outside = Button(theme, "", icon="school")
        self.export = Button(theme, self.tr("Export indicators"), icon="upload")
        self.head = PageHead(self.tr("Indicators"), self.badge, self.outside, self.export)
        self.head.facts.setText(self.tr("seven resource items"))
        self.table, self.pane = IndicatorTable(theme), ItemPane(theme)
        self.sources, self.out = SourceList(theme), LeftOutList(theme)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self._show()

    @property
    def title(self) -> str:
        return self.tr("Indicators")

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Work the figures out, unless they are known."""
        known = self.found.version if self.found else -1
        if known == self.bureau.version or self.is_working:
            return
        self.work(lambda _progress: self._work_out(), self._worked_out, self.tr("Working out the indicators"))

    def facts(self) -> list[str]:
        figures = self._figures
        told = [self._stage_words(figures[stage]) for stage in STAGES if stage in figures]
        out = len({each.school for each in self._rightly_out()})
        return [*told, *([counted(self.tr("Not evaluated: {count}"), count=out)] if out else [])]

    def panes(self) -> list[QWidget]:
        return [self._shown(), self.pane, self.stages]

    def next_problem(self, *, back: bool = False) -> bool:
        """The next value below its standard."""
        if self.stack.currentWidget() is not self.table_box:
            return False
        return self.table.step_problem(back=back)

    def show_place(self, place: Place) -> None:
        """Go to a school, at an item where one is named; as soon as the figures are there."""
        if not self._figures:
            self._wanted = place
            return
        stage = next((stage for stage, one in self._figures.items() if one.row(place.record) >= 0), None)
        if stage is not None and self.current.row(place.record) < 0:
            self.stages.choose(stage)
            self._show()
        names = [one.item for one in self.current.items]
        self.table.go(place.record, names.index(place.field) + 2 if place.field in names else -1)

    def leave(self) -> None:
        """Look nothing up while nobody sees it."""
        self._pause.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._picked()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._pause.stop()

    # ── working out ─────────────────────────────────────────────────────────────────────────────────────────────

    def _work_out(self) -> Found:
        version = self.bureau.version
        return Found(version, self.bureau.indicators(), {stage: self.bureau.verdicts(stage) for stage in STAGES})

    def _worked_out(self, found: Found) -> None:
        self.found, self._origin = found, None
        self._figures = {
            stage: Figures.of(found.indicators, found.verdicts[stage], stage) for stage in STAGES
        }  # fmt: skip
        self._show()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.show_place(wanted)

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def current(self) -> Figures:
        """The stage that is shown."""
        return self._figures[STAGES[0] if self.stages.value == STAGES[0] else STAGES[1]]

    def _show(self) -> None:
        is_known = bool(self._figures)
        missing = len(self.current.missing()) if is_known else 0
        self.badge.setVisible(missing > 0)
        if missing:
            self.badge.say(counted(self.tr("{count} schools lacking, provisional"), count=missing))
        outside = left_out(self.current.items, language() == "zh") if is_known else []
        count = len({each.school for each in outside})
        self.outside.rename(counted(self.tr("Not in it: {count}"), count=count))
        self.outside.setVisible(count > 0)
        self.out.show_schools(outside)
        self.export.setEnabled(is_known)
        if is_known:
            self.table.show_figures(self.current)
        self._picked()

    def _picked(self) -> None:
        """Another value is chosen: its arithmetic at once, its rows after a moment."""
        self.pane.show_reading(self.table.item, self.table.row, self.table.reading)
        if self._origin and self._origin.value == self._value():
            self.pane.show_sources(self._origin.explained, self._origin.revision)
        elif self.table.reading and self.isVisible():
            self._pause.start()
        self.moved.emit()

    def _value(self) -> tuple[str, str]:
        return (f"{self.table.item.item}/{self.table.item.stage}" if self.table.item else "",
                self.table.row.code if self.table.row else "")  # fmt: skip

    def _stage_words(self, figures: Figures) -> str:
        words = self.tr("{stage} {count} of {of} schools")
        of = len(figures.rows) + len(set(figures.missing()) - {row.code for row in figures.rows})
        return counted(words, stage=translated(STAGE[figures.stage]), count=len(figures.rows), of=of)

    def _rightly_out(self) -> list[LeftOut]:
        return [each for each in left_out(self.current.items, zh=True) if not each.missing] if self._figures else []

    # ── where a value came from ─────────────────────────────────────────────────────────────────────────────────

    def open_sources(self) -> None:
        """Open the list of the cells from which the chosen value came."""
        if self.table.reading is None:
            return
        if self._origin and self._origin.value == self._value():
            self._open_list(self._origin)
        else:
            self._wants_list = True
            self._look_up()

    def _look_up(self) -> None:
        """Find the rows behind the chosen value, off the main thread: all tables of the school are opened for it."""
        indicator, school, value = self.table.item, self.table.row, self._value()
        if indicator is None or school is None:
            return
        job = lambda _progress: self._origin_of(indicator, school.code, value)  # noqa: E731
        task = run(self, job, self._looked_up, self.refused)
        if self._wants_list:
            self.busy.follow(task, self.tr("Looking for the source cells"), can_stop=False)

    def _origin_of(self, indicator: Indicator, school: str, value: tuple[str, str]) -> Origin:
        revision = next((one.revision for one in self.bureau.board().rows if one.code == school), 0)
        return Origin(value, self.bureau.explain(indicator, school), revision)

    def _looked_up(self, origin: Origin) -> None:
        if origin.value != self._value():
            return
        self._origin = origin
        self.pane.show_sources(origin.explained, origin.revision)
        if self._wants_list:
            self._open_list(origin)

    def _open_list(self, origin: Origin) -> None:
        if origin.explained is not None:
            self.sources.show_explanation(self.table.row.name if self.table.row else "", origin.explained)
            self._lay_over(self.sources)

    def _lay_over(self, one: Overlay) -> None:
        self._wants_list = False
        self.stack.setCurrentWidget(one)
        one.list.setFocus()

    def _back(self) -> None:
        self._wants_list = False
        self.stack.setCurrentWidget(self.table_box)
        self.table.setFocus()

    def _shown(self) -> QWidget:
        now = self.stack.currentWidget()
        return now.list if isinstance(now, Overlay) else self.table

    # ── the workbook ────────────────────────────────────────────────────────────────────────────────────────────

    def write_book(self) -> None:
        """Write the county's workbook with all indicators where somebody wants it."""
        name = self.ask_file(f"{self.bureau.name}_{self.bureau.period.code}.xlsx")
        if not name:
            return
        to = Path(name if name.endswith(".xlsx") else f"{name}.xlsx")
        self.export.setEnabled(False)
        self.message.hide()
        task = run(self, lambda _progress: self.bureau.write_book(to), lambda _none: self._written(to), self.refused,
                   lambda: self.export.setEnabled(True))  # fmt: skip
        self.busy.follow(task, self.tr("Writing {file}").format(file=to.name), can_stop=False)

    def _written(self, to: Path) -> None:
        words = self.tr("Written: {file}, with indicators, board, problems and the deliveries themselves.")
        folder = QUrl.fromLocalFile(str(to.parent))
        fixes = [(self.tr("Open the folder"), lambda: QDesktopServices.openUrl(folder))]
        self.message.tell(words.format(file=to.name), "jade", fixes)

    def _ask_file(self, name: str) -> str:
        return ask_place(self, self.tr("Export indicators"), name, "Excel (*.xlsx)")

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        self.head.layout().insertWidget(1, self.stages)  # pyright: ignore[reportAttributeAccessIssue, reportOptionalMemberAccess]
        foot = QFrame()
        foot.setProperty("part", "foot_note")
        note = self.tr("△ 85 % of the standard or more　▼ below that　Choose a figure to see its origin. Space sorts.")
        row(text(note, 12, "ink2"), None, margins=(16, 5, 16, 5), parent=foot)
        self.table_box = QWidget()
        column(self.table, Rule(), foot, gap=0, parent=self.table_box).setStretch(0, 1)
        self.stack = QStackedWidget()
        for one in (self.table_box, self.sources, self.out):
            self.stack.addWidget(one)
        body = row(self.stack, Rule(upright=True), self.pane, gap=0)
        body.setStretch(0, 1)
        column(self.head, self.busy, self.message, body, gap=0, parent=self).setStretch(3, 1)

    def _connect(self) -> None:
        self.stages.chosen.connect(lambda _stage: self._show())
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self.open_sources)
        self.pane.opened.connect(self.open_sources)
        self.pane.stepped.connect(self.table.step_item)
        self.pane.chart.picked.connect(self.table.go)
        self._pause.timeout.connect(self._look_up)
        self.outside.clicked.connect(lambda: self._lay_over(self.out))
        self.export.clicked.connect(self.write_book)
        self.sources.left.connect(self._back)
        self.out.left.connect(self._back)
        self.out.opened.connect(lambda key: self.went.emit(Place("board", record=key.partition("/")[0])))
        self.sources.copied.connect(lambda place: self.told.emit(self.tr("Copied: {place}").format(place=place), "ink"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.pane.setFixedWidth(self.theme.px(PANE_ROOMY if self.width() >= self.theme.px(ROOMY) else PANE))
