"""The page of a room: the rolls of its forms, with tabs where it has several. All is passed on to the open roll."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QStackedWidget, QWidget

from forms.problems import Refusal
from ui.page import Command, Page, Place
from ui.panes import enter
from ui.parts import MessageBar, PageHead, Pressable, column, row
from ui.school.rooms import Room
from ui.theme import Theme
from ui.translation import said

if TYPE_CHECKING:
    from export.jobs.desk import Desk

MakeRoll = Callable[["Desk", Theme, str], Page]


CARD, CARD_WIDE, ROOMY = 372, 480, 1640
"""px of the record card, and of the page from which on it is wide."""
LARGE, SMALL = 20, 15
"""px of the open tab, which is the page's title, and of the others."""


class Tab(Pressable):
    """One form of the room; the open one is underlined."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words)
        self._theme = theme
        self.setCheckable(True)

    def sizeHint(self) -> QSize:  # noqa: N802
        wide = self._theme.metrics(LARGE, bold=True).horizontalAdvance(self.text()) + self._theme.px(20)
        return QSize(wide, self._theme.px(51))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setPen(theme.colour("ink" if self.isChecked() or self.underMouse() else "ink2"))
        painter.setFont(theme.font(LARGE if self.isChecked() else SMALL, bold=self.isChecked()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            inset = theme.px(10)
            painter.fillRect(self.rect().adjusted(inset, self.height() - 3, -inset, 0), theme.colour("indigo"))
        self.paint_ring(painter, 3.5)


class FormsPage(Page):
    """One room; each roll is made when it is first opened."""

    help_key: ClassVar[str] = "filling"

    def __init__(self, desk: "Desk", theme: Theme, room: Room, make: MakeRoll, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._room, self._make = room, make
        self._rolls: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._tabs: dict[str, Tab] = {}
        self._row = QFrame(self)
        self._row.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        laid = row(gap=0, parent=self._row)
        self.hint = MessageBar(theme)
        group = QButtonGroup(self)
        for name in room.forms:
            self._tabs[name] = Tab(theme, said(desk.library.forms[name]))
            self._tabs[name].clicked.connect(lambda _checked=False, name=name: self.open(name))
            group.addButton(self._tabs[name])
            laid.addWidget(self._tabs[name])
        column(self._stack, self.hint, gap=0, parent=self).setStretch(0, 1)
        self._row.setVisible(len(room.forms) > 1)
        self.open(room.forms[0])
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._turn(step))

    def _turn(self, step: int) -> None:
        """The next tab or the one before, with the cursor in its list."""
        names = list(self._tabs)
        roll = self.open(names[(names.index(self.roll.forms[0]) + step) % len(names)])
        enter(roll.panes()[-2])

    @property
    def roll(self) -> Page:
        """The roll that is open."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def open(self, name: str) -> Page:
        """Open the roll of a form."""
        if name not in self._rolls:
            made = self._rolls[name] = self._make(self.desk, self.theme, name)
            made.changed.connect(self._saved)
            made.moved.connect(self._moved)
            for signal in ("went", "told"):
                getattr(made, signal).connect(getattr(self, signal))
            self._stack.addWidget(made)
        elif self._stack.count() and self.roll is not self._rolls[name]:
            self.roll.leave()
        before, focus = self._stack.currentWidget(), self.focusWidget()
        leaves = bool(before and focus and before.isAncestorOf(focus) and not self._row.isAncestorOf(focus))
        self._tabs[name].setChecked(True)
        self._stack.setCurrentWidget(self._rolls[name])
        if leaves and before is not self.roll:
            enter(self.roll.panes()[0])
        head = getattr(self.roll, "top", None)
        if isinstance(head, PageHead) and len(self._room.forms) > 1:
            head.lead(self._row)
        if self.shown_version >= 0 and self.roll.shown_version != self.desk.version:
            self.refresh()
        self.moved.emit()
        return self.roll

    @property
    def title(self) -> str:
        return self.roll.title

    @property
    def forms(self) -> tuple[str, ...]:
        return self._room.forms

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_card()

    def _fit_card(self) -> None:
        """The card is wider where the screen is."""
        card = getattr(self.roll, "card", None)
        if isinstance(card, QWidget):
            card.setFixedWidth(self.theme.px(CARD_WIDE if self.width() >= self.theme.px(ROOMY) else CARD))

    def refresh(self) -> None:
        self._fit_card()
        self.roll.refresh()
        self.roll.shown_version = self.desk.version
        self._show_hint()

    def commands(self) -> Mapping[str, Command]:
        return self.roll.commands()

    @property
    def beside(self) -> str:
        """The open roll's form; the entry grid has a panel of its own."""
        return self.roll.beside or (self.roll.forms[0] if "full_form" in self.roll.commands() else "")

    @property
    def is_idle(self) -> bool:
        return bool(self.beside)

    def find_text(self, text: str = "") -> bool:
        return self.roll.find_text(text)

    def next_problem(self, *, back: bool = False) -> bool:
        return self.roll.next_problem(back=back)

    def show_place(self, place: Place) -> None:
        roll = self.open(place.form or self._room.forms[0]) if place.form or place.record else self.roll
        if place.record or place.field:
            roll.show_place(place)
        elif place.about in roll.commands():
            roll.commands()[place.about]()

    def facts(self) -> list[str]:
        return self.roll.facts()

    def panes(self) -> list[QWidget]:
        return self.roll.panes()

    def _saved(self) -> None:
        """The roll shows already what it saved itself."""
        self.shown_version = self.roll.shown_version
        self._show_hint()
        self.changed.emit()

    def _moved(self) -> None:
        """Such as into the entry grid, which needs no hint, and out of it."""
        if not self.desk.tables[self.roll.forms[0]].ids:
            self._show_hint()
        self.moved.emit()

    def _show_hint(self) -> None:
        """An empty list says what to do, and that nothing is an answer, too."""
        form = self.desk.library.forms[self.roll.forms[0]]
        if not self.beside or form.single or self.desk.tables[form.name].ids:
            self.hint.hide()
        elif self.desk.completeness(form.name).nil:
            words = self.tr("{form}: confirmed that there is nothing to report.")
            self.hint.tell(words.format(form=said(form)), "jade")
        else:
            words = self.tr("Nothing is here yet. Import or paste a list; nothing to report is an answer, too.")
            fixes = (
                (self.tr("Import"), lambda: self.went.emit(Place("import", form.name))),
                (self.tr("Paste a table"), lambda: self.roll.commands()["grid"]()),
                (self.tr("Confirm: nothing to report"), lambda: self._confirm(form.name)),
            )
            self.hint.tell(words, "ink", fixes)

    def _confirm(self, form: str) -> None:
        try:
            self.desk.confirm_nil(form)
        except Refusal as refusal:
            self.told.emit(self.desk.library.catalogue.refusal(refusal, self.desk.session.language), "seal")
            return
        self._show_hint()
        self.changed.emit()

    def leave(self) -> None:
        self.roll.leave()
