"""Find anything (Ctrl+K): pages, commands, people; one field, one list, arrows and Enter."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from export.jobs.whereabouts import second_line
from ui.page import Place
from ui.parts import SearchField, column, draw_icon
from ui.school.rooms import ROOMS, room_of
from ui.theme import Theme
from ui.translation import language, said

if TYPE_CHECKING:
    from export.jobs.desk import Desk

PEOPLE = ("student", "staff", "equipment", "class")
"""Forms whose records are found from anywhere."""
EACH = 6
_NOWHERE = QModelIndex()


class Found(NamedTuple):
    """Something that a text finds."""

    words: str
    about: str
    icon: str
    target: Place | str
    """Where to go, or the name of a command."""

    def is_page_called(self, begun: str) -> bool:
        """Whether it is a page whose name begins so: 学生 is the roll of pupils before a desk for them (学生课桌椅)."""
        is_page = isinstance(self.target, Place) and not self.target.record
        return bool(begun) and is_page and self.words.casefold().startswith(begun)


class Answers(QAbstractListModel):
    """What was found, for the list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: list[Found] = []

    def show_found(self, found: Iterable[Found]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.found = list(found)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.words
        return f"{found.words} {found.about}" if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Line(QStyledItemDelegate):
    """Icon, words, and what it is."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(200, self._theme.px(32))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, Answers)
        found, theme = model.found[index.row()], self._theme
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # the stubs forget it
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            painter.fillRect(box, theme.colour("indigo_tint"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.colour("indigo"))
        draw_icon(painter, theme, found.icon, "ink2", box.adjusted(theme.px(12), 0, theme.px(30) - box.width(), 0), 16)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink"))
        inner = box.adjusted(theme.px(40), 0, -theme.px(12), 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, found.words)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, found.about)
        painter.restore()


class Finder(QFrame):
    """The list below the global field; the keyboard stays in the field."""

    chosen = Signal(object)
    """A Place, or the name of a command."""

    def __init__(
        self, theme: Theme, field: SearchField, look_up: Callable[[str], list[Found]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._over = parent
        self._theme, self._field, self._look_up = theme, field, look_up
        self._before: QWidget | None = None
        self.setProperty("part", "popup")
        self.model = Answers(self)
        self.view = QListView(self)
        self.view.setAccessibleName(self.tr("Found"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Line(theme, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._choose)
        column(self.view, margins=4, parent=self)
        field.textEdited.connect(self.look)
        field.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Ctrl+K: the cursor goes into the field, and the pages are offered at once."""
        self._before = self._over.window().focusWidget()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self.look(self._field.text())

    def look(self, text: str) -> None:
        """Show what a text finds."""
        wanted = text.strip().casefold()
        found = sorted(self._look_up(text.strip()), key=lambda one: not one.is_page_called(wanted))
        self.model.show_found(found)
        self._field.show_found("" if found or not text else self.tr("Nothing found"))
        self.setVisible(bool(found))
        if found:
            self.view.setCurrentIndex(self.model.index(0))
            self._place(len(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            at = (self.view.currentIndex().row() + step) % len(self.model.found)
            self.view.setCurrentIndex(self.model.index(at))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isVisible():
            self._choose(self.view.currentIndex())
            return True
        if key == Qt.Key.Key_Escape and not self._field.text():
            self._go_back()
            return True
        return False

    def _go_back(self) -> None:
        """The cursor goes back to where it was."""
        self.hide()
        self._field.clearFocus()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            target = self.model.found[index.row()].target
            self._field.clear()
            self._go_back()
            self.chosen.emit(target)

    def _place(self, count: int) -> None:
        corner = self._field.mapTo(self._over, QPoint(0, self._field.height() + 2))
        wide = max(self._field.width(), self._theme.px(420))
        high = min(count, 12) * self._theme.px(32) + 10
        self.setGeometry(corner.x() + self._field.width() - wide, corner.y(), wide, high)
        self.raise_()


def pages_and_commands(
    text: str, titles: dict[str, str], commands: dict[str, str], icons: Mapping[str, str] | None = None
) -> list[Found]:
    """Pages and commands whose words hold a text; without a text, the pages."""
    icons = icons or {room.key: room.icon for room in ROOMS}
    wanted = text.casefold()
    found = [Found(title, "", icons.get(key, "command"), Place(key)) for key, title in titles.items()]
    if text:
        found += [Found(words, "", "command", name) for name, words in commands.items()]
    return [one for one in found if wanted in one.words.casefold()]


def tabs(text: str, titles: Mapping[str, str], desk: "Desk") -> list[Found]:
    """Forms that share a page with others, each of which opens at its own tab."""
    many = [(room, desk.library.forms[name]) for room in ROOMS if len(room.forms) > 1 for name in room.forms]
    shown = [Found(said(form), titles[room.key], room.icon, Place(room.key, form.name)) for room, form in many]
    return [one for one in shown if text and text.casefold() in one.words.casefold()]


def _about(desk: "Desk", name: str, row: int) -> str:
    """What tells two of one name apart: the class, or a number that may be shown."""
    return "　".join(filter(None, (said(desk.library.forms[name]), second_line(desk.tables, name, row, language()))))


def records(text: str, desk: "Desk") -> list[Found]:
    """Records that a text finds: by 汉字, pinyin, initials, the tail of a number."""
    found: list[Found] = []
    for name in PEOPLE:
        table = desk.tables[name]
        room = room_of(name)
        if text and room:
            found += [
                Found(
                    table.label(at, desk.tables),
                    _about(desk, name, at),
                    room.icon,
                    Place(room.key, name, table.ids[at]),
                )
                for at in desk.search(name, text)[:EACH]
            ]
    return found
