"""How far the county is: the bar of all schools, the figures beside it, and district by district who has reported."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from export.jobs.county.board import Board, District, Standing
from ui.parts import FOLD, Button, Line, Pressable, clear, column, paint_fold, row, say, text
from ui.theme import Theme
from ui.translation import counted, translated, word

WORDS: Mapping[Standing, str] = {
    "reported": word("Reported"), "problems": word("Faulty"), "returned": word("Sent back"),
    "old": word("Older"), "missing": word("Silent"), "unknown": word("Not in the register"),
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

POINT = "218"
"""小学教学点 (GB/T 33782-2017 表4)."""


class Bar(QWidget):
    """How many of those expected have reported, in the colours of how they stand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: Mapping[Standing, int] = {}
        self._of = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[Standing, int], of: int) -> None:
        """Show other counts."""
        self._counts, self._of = counts, of
        self.setAccessibleName(told(counts))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(160), self._theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_bar(QPainter(self), self._theme, self.rect(), self._counts, self._of)


def told(counts: Mapping[Standing, int]) -> str:
    """Counts in words, for whoever cannot see the bar."""
    return "，".join(f"{translated(WORDS[key])} {count}" for key, count in counts.items() if count)


def paint_bar(painter: QPainter, theme: Theme, rect: QRect, counts: Mapping[Standing, int], of: int) -> None:
    """A track of all that are expected, filled by how they stand."""
    painter.fillRect(rect, theme.colour("track"))
    if theme.scheme == "contrast":
        painter.setPen(theme.colour("edge"))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    at = float(rect.left())
    for standing, token in FILL:
        wide = rect.width() * counts.get(standing, 0) / of if of else 0.0
        painter.fillRect(QRectF(at, rect.top(), wide, rect.height()), theme.colour(token))
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


class DistrictLine(Pressable):
    """One district: reported of expected, and the bar; pressed, it leads to its schools."""

    def __init__(self, theme: Theme, district: District) -> None:
        super().__init__(theme, district.name or "—")
        self.district = district
        self._count = f"{district.came} / {district.expected}"
        self.setCheckable(True)
        self.setAccessibleName(f"{self.text()}　{self._count}　{told(district.by_status)}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.theme.px(160), self.theme.px(46))

    def nextCheckState(self) -> None:  # noqa: N802
        """It is the list of schools that says which district is shown."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self.theme
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), theme.colour("indigo_tint" if self.isChecked() else "paper2"))
        if self.isChecked():
            painter.fillRect(QRect(0, 0, theme.px(3), self.height()), theme.colour("indigo_fill"))
        inner = self.rect().adjusted(theme.px(16), theme.px(6), -theme.px(16), 0)
        line = QRect(inner.left(), inner.top(), inner.width(), theme.px(22))
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count)
        room = line.width() - theme.metrics().horizontalAdvance(self._count) - theme.px(8)
        name = theme.metrics(bold=self.isChecked()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setFont(theme.font(bold=self.isChecked()))
        painter.setPen(theme.colour("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        bar = QRect(inner.left(), line.bottom() + theme.px(4), inner.width(), theme.px(6))
        paint_bar(painter, theme, bar, self.district.by_status, self.district.expected)
        self.paint_ring(painter, radius=0)


class Districts(QFrame):
    """The right side: how far every district is, and who must be called."""

    called = Signal()
    chosen = Signal(str)
    """A district whose schools somebody wants to see."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "paper")
        self.setFixedWidth(theme.px(220))
        self._heads = text("", 12, "ink2")
        head = row(text(self.tr("Districts"), bold=True), None, self._heads, margins=(16, 12, 16, 12))
        inner = QWidget()
        inner.setProperty("ground", "paper")
        self._lines: QVBoxLayout = column(gap=0)
        column(self._lines, None, gap=0, parent=inner)
        self.area = QScrollArea()
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._silent, self._points = text("", 14, bold=True), text("", 12, "ink2")
        self.call = Button(theme, self.tr("Call list"), icon="phone", small=True)
        self.call.clicked.connect(self.called)
        foot = row(column(self._silent, self._points, gap=0), None, self.call, margins=(16, 8, 16, 8))
        column(head, Line(), self.area, Line(), foot, gap=0, parent=self).setStretch(2, 1)

    @property
    def lines(self) -> list[DistrictLine]:
        """The districts from top to bottom."""
        held = (self._lines.itemAt(at) for at in range(self._lines.count()))
        return [line for item in held if item is not None and isinstance(line := item.widget(), DistrictLine)]

    def show_board(self, board: Board) -> None:
        """Show other districts."""
        districts = board.districts()
        if [line.district for line in self.lines] != districts:
            clear(self._lines)
            for district in districts:
                line = DistrictLine(self._theme, district)
                line.clicked.connect(lambda _on=False, name=district.name: self.chosen.emit(name))
                self._lines.addWidget(line)
        say(self._heads, self.tr("came / due"))
        points = sum(one.kind == POINT for one in board.missing)
        say(self._silent, counted(self.tr("{count} missing"), count=len(board.missing)))
        say(self._points, counted(self.tr("{count} points"), count=points) if points else "")
        self._points.setVisible(points > 0)
        self.call.setEnabled(bool(board.missing))

    def mark(self, name: str) -> None:
        """Show to which district the chosen school belongs."""
        for line in self.lines:
            line.setChecked(line.district.name == name)
            if line.isChecked():
                self.area.ensureWidgetVisible(line)


class Legend(QWidget):
    """What the cells of the board mean; as much of it as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._marks = (
            ("26", "ink", "paper", self.tr("records")), ("3", "seal", "seal_tint", self.tr("to put right")),
            ("", "ink", "amber_tint", self.tr("older")), ("—", "ink2", "paper2", self.tr("silent")),
            (self.tr("Nil"), "ink2", "paper", self.tr("confirmed nil")),
        )  # fmt: skip
        self.setAccessibleName("，".join(f"{sample} {words}".strip() for sample, _tone, _ground, words in self._marks))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        metrics, at = theme.metrics(12), theme.px(8)
        painter.setFont(theme.font(12))
        for sample, tone, ground, words in self._marks:
            box = QRect(at, (self.height() - theme.px(18)) // 2, theme.px(28), theme.px(18))
            wide = metrics.horizontalAdvance(words)
            if box.right() + theme.px(6) + wide > self.width():
                return
            painter.setPen(theme.colour("line"))
            painter.setBrush(theme.colour(ground))
            painter.drawRect(box)
            if ground == "seal_tint":  # as in the cells: a tint alone is nothing in high contrast
                paint_fold(painter, theme.colour("seal_fill"), box.right() + 1, box.top(), theme.px(FOLD))
            painter.setPen(theme.colour(tone))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sample)
            painter.setPen(theme.colour("ink2"))
            room = QRect(box.right() + theme.px(6), 0, wide + 2, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            at = room.right() + theme.px(14)
