"""The right side: the chosen item over all schools, and below it how the chosen school's figure came about."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QGridLayout, QScrollArea, QWidget

from export.jobs.county.explain import Explanation
from forms.indicators import Indicator, Reading
from ui.county.indicators.chart import Chart
from ui.county.indicators.figures import Row, caption_of, lacking_words, sum_words, terms_words
from ui.parts import Button, Elided, column, row, say, spaced, text
from ui.parts import Line as Rule
from ui.theme import Theme
from ui.translation import counted, language

TONE = {"pass": "jade", "floor": "amber", "fail": "seal", None: "ink2"}
PAGES = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}


class ItemPane(QFrame):
    """Chart above, arithmetic below."""

    stepped = Signal(int)
    """The item before or after."""
    opened = Signal()
    """Where the figure came from."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chart = Chart(theme)
        self.title, self.per = text(size=16, bold=True), Elided("", 13, "ink2")
        self.before = self._arrow("chevron_left", self.tr("Item before"), -1)
        self.after = self._arrow("chevron_right", self.tr("Item after"), 1)
        self.whose, self.verdict = text(size=15, bold=True, wrap=True), text(tone="ink2")
        self.sum = text(size=14, name="sum")
        self.sum.setTextFormat(Qt.TextFormat.RichText)
        self.sum.setWordWrap(True)
        self.lines = {key: text(size=13, wrap=True) for key in ("above", "below", "wanted", "source", "rule")}
        self.open = Button(theme, self.tr("Open source cells"), icon="arrow_right", keys="Enter")
        self.open.clicked.connect(self.opened)
        self._lay_out()

    def _arrow(self, icon: str, name: str, by: int) -> Button:
        made = Button(self._theme, "", "text", icon, small=True)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.clicked.connect(lambda: self.stepped.emit(by))
        return made

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def show_reading(self, indicator: Indicator | None, school: Row | None, reading: Reading | None) -> None:
        """Show an item, a school, and what the school has of it."""
        self.chart.show_item(indicator, school.code if school else "")
        self.setEnabled(indicator is not None)
        if indicator is None:
            return
        say(self.title, caption_of(indicator))
        self.per.show_words(self.tr("per 100 pupils") if indicator.per > 1 else self.tr("per pupil"))
        name = school.name if school else ""
        say(self.whose, self.tr("{school}: how it came about").format(school=name) if name else "")
        say(self.lines["rule"], f"{indicator.formula['zh' if language() == 'zh' else 'en']}（{indicator.source}）")
        self.open.setEnabled(reading is not None)
        self._show_figure(indicator, school, reading)

    def _show_figure(self, indicator: Indicator, school: Row | None, reading: Reading | None) -> None:
        say(self.lines["source"], "…" if reading else "—")
        if reading is None:
            out = next((each for each in indicator.excluded if school and each.school == school.code), None)
            say(self.verdict, self.tr("lacking"), "amber")
            self.sum.setText(escape(out.text["zh" if language() == "zh" else "en"]) if out else "—")
            for key in ("above", "below", "wanted"):
                say(self.lines[key], "—")
            return
        sum_, result = sum_words(indicator, reading)
        self.sum.setText(f"{escape(sum_)}<b>{escape(result)}</b>")
        wanted, lacking = lacking_words(indicator, reading)
        say(self.verdict, self._verdict(reading, lacking), TONE[reading.mark])
        say(self.lines["above"], terms_words(reading))
        below = counted(self.tr("{count} on roll"), count=reading.pupils)
        say(self.lines["below"], below + self._merged(reading))
        more = counted(self.tr(", {lacking} more"), lacking=lacking) if lacking else self.tr(", reached")
        say(self.lines["wanted"], f"{wanted}{more}" if wanted else "—")

    def _verdict(self, reading: Reading, lacking: str) -> str:
        if reading.mark is None:
            return ""
        return self.tr("lacks {amount}").format(amount=lacking) if lacking else self.tr("✓ reached")

    def _merged(self, reading: Reading) -> str:
        return counted(self.tr(", with {count} teaching points"), count=len(reading.merged)) if reading.merged else ""

    def show_sources(self, explained: Explanation | None, revision: int) -> None:
        """Say from which sheets the figure is."""
        if explained is None:
            say(self.lines["source"], "—")
            return
        say(
            self.lines["source"],
            self._sources([one.sheet for part in explained.parts for one in part.sources], revision),
        )

    def _sources(self, sheets: Sequence[str], revision: int) -> str:
        counts = {sheet: sheets.count(sheet) for sheet in dict.fromkeys(sheets)}
        told = "、".join(counted(self.tr("{sheet}, {count} rows"), sheet=name, count=n) for name, n in counts.items())
        first = self.tr("Revision {number}").format(number=revision) if revision else ""
        return "，".join(part for part in (first, told or self.tr("no row counts")) if part)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """PgDn and PgUp move what stands below the chart, where it is longer than its room."""
        if event.key() in PAGES:
            bar = self.below.verticalScrollBar()
            bar.triggerAction(PAGES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        head = row(self.title, self.per, self.before, self.after, gap=8, margins=(16, 10, 12, 6))
        head.setStretch(1, 1)
        figure = QFrame()
        figure.setProperty("part", "sum")
        row(self.sum, gap=0, margins=(12, 6, 12, 6), parent=figure)
        grid = QGridLayout()
        spaced(grid, 0, 6)
        grid.setColumnStretch(1, 1)
        captions = (
            ("above", self.tr("Numerator")), ("below", self.tr("Denominator")), ("wanted", self.tr("Standard asks")),
            ("source", self.tr("Source")), ("rule", self.tr("Rule")),
        )  # fmt: skip
        for at, (key, words) in enumerate(captions):
            grid.addWidget(text(words, 13, "ink2"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.lines[key], at, 1)
        grid.setColumnMinimumWidth(0, self._theme.px(48))
        whose = row(self.whose, self.verdict, gap=8)
        whose.setStretch(0, 1)
        whose.setAlignment(self.verdict, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        column(whose, figure, grid, None, gap=8, margins=(16, 10, 16, 8), parent=inner)
        scroll = self.below = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        scroll.setMinimumHeight(self._theme.px(150))
        foot = row(self.open, None, margins=(16, 4, 16, 10))
        chart = row(self.chart, margins=(16, 0, 16, 4))
        laid = column(head, chart, Rule(), scroll, foot, gap=0, parent=self)
        laid.setStretch(1, 1)
        laid.setStretch(3, 1)
