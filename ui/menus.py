"""The menus: every command of the program stands there once, with its keys; window and pages say what it does."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QMenuBar, QWidget

from ui.page import COMMANDS
from ui.parts import Button, SearchField, row
from ui.theme import Theme
from ui.translation import translated, word

OWN: Mapping[str, tuple[str, str, str]] = {
    "open": (word("Open another ledger…"), "", "folder"),
    "begin": (word("New ledger or practice school"), "", "file"),
    "export": (word("Export workbook…"), "Ctrl+E", "upload"),
    "backup": (word("Back up now"), "", "archive"),
    "lock": (word("Lock"), "Ctrl+L", "lock"),
    "save": (word("Save"), "Ctrl+S", "tick"),
    "quit": (word("Quit"), "Ctrl+Q", ""),
    "undo": (word("Undo"), "Ctrl+Z", "undo"),
    "redo": (word("Redo"), "Ctrl+Y", "redo"),
    "find_all": (word("Find anything"), "Ctrl+K", "search"),
    "find": (word("Find on this page"), "Ctrl+F", "search"),
    "next_pane": (word("Next pane"), "F6", ""),
    "problems": (word("Panel of problems"), "F7", ""),
    "zoom_in": (word("Zoom in"), "Ctrl++", ""),
    "zoom_out": (word("Zoom out"), "Ctrl+-", ""),
    "zoom_reset": (word("Original size"), "Ctrl+0", ""),
    "scheme:system": (word("As the system"), "", ""),
    "scheme:light": (word("Light"), "", ""),
    "scheme:dark": (word("Dark"), "", ""),
    "scheme:contrast": (word("High contrast"), "", ""),
    "language:zh": (word("Chinese"), "", ""),
    "language:en": (word("English"), "", ""),
    "next_problem": (word("Next open item"), "F8", ""),
    "previous_problem": (word("Previous open item"), "Shift+F8", ""),
    "check": (word("Check"), "F9", "check"),
    "go:check": (word("Check and export"), "", "check"),
    "go:backup": (word("Safety copies"), "", "archive"),
    "go:settings": (word("Settings"), "", "settings"),
    "help": (word("Help for this page"), "F1", "help"),
    "keys": (word("Keys"), "Ctrl+/", ""),
    "diagnosis": (word("Copy diagnostic facts"), "", "copy"),
    "about": (word("About Xiangxiao"), "", "info"),
}  # fmt: skip

MENUS: Sequence[tuple[str, tuple[str, ...]]] = (
    (word("&File"), ("open", "begin", "-", "import", "export", "-", "print", "-", "save", "backup", "-", "lock",
                     "quit")),
    (word("&Edit"), ("undo", "redo", "-", "new", "remove", "-", "paste", "fill_down", "today", "-", "find_all",
                     "find")),
    (word("&View"), ("pages", "-", "columns", "problems", "next_pane", "-", "zoom_in", "zoom_out", "zoom_reset", "-",
                     "schemes", "languages")),
    (word("&Data"), ("grid", "take_in", "full_form", "-", "next_record", "previous_record", "-", "next_problem",
                     "previous_problem", "-", "bin")),
    (word("&Return"), ("check", "go:check", "-", "export")),
    (word("&Tools"), ("go:backup", "go:settings")),
    (word("&Help"), ("help", "keys", "-", "diagnosis", "about")),
)  # fmt: skip
"""Menu → commands; "-" is a line, "pages" the rail's items, and what stands in WITHIN a menu of its own."""
WITHIN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "pages": (word("Go to"), ()),
    "schemes": (word("Colours"), ("scheme:system", "scheme:light", "scheme:dark", "scheme:contrast")),
    "languages": (word("Language"), ("language:zh", "language:en")),
}


Menus = Sequence[tuple[str, tuple[str, ...]]]


class Commands(QFrame):
    """The menu row: menus on the left; global find, who works here, and the lock on the right."""

    def __init__(
        self, theme: Theme, pages: Sequence[tuple[str, str, str]], parent: QWidget, menus: Menus = MENUS,
        own: Mapping[str, tuple[str, str, str]] = OWN, placeholder: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._known = theme, {**COMMANDS, **own}
        self.setProperty("part", "menu_row")
        self.actions_by_name: dict[str, QAction] = {}
        self._pages = pages
        self.bar = QMenuBar()
        self.bar.setNativeMenuBar(False)
        self._groups = {name: QActionGroup(self) for name in ("scheme", "language")}
        for title, names in menus:
            self._fill(self.bar.addMenu(translated(title)), names)
        wanted = placeholder or self.tr("Find a pupil or page")
        self.field = SearchField(theme, self.tr("Find anything"), wanted, "Ctrl+K")
        self.user = Button(theme, "", "text", "user", small=True)
        self.user.setToolTip(self.tr("Who works here"))
        self.lock = Button(theme, self.tr("Lock"), "text", "lock", small=True)
        self.lock.setToolTip("Ctrl+L")
        self.bar.setSizePolicy(self.bar.sizePolicy().horizontalPolicy(), self.lock.sizePolicy().verticalPolicy())
        laid = row(self.bar, None, self.field, 4, self.user, self.lock, gap=2, margins=(0, 0, 8, 0), parent=self)
        laid.setStretch(1, 1)
        theme.changed.connect(self._measure)
        self._measure()

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Say what the program's own commands do."""
        for name, handler in handlers.items():
            self.actions_by_name[name].triggered.connect(lambda _checked=False, handler=handler: handler())

    def show_user(self, words: str) -> None:
        """Who works here."""
        if words != self.user.text():
            self.user.rename(words)
            self.user.setAccessibleName(f"{self.tr('Who works here')} {words}")

    def enable(self, able: Mapping[str, bool]) -> None:
        """Say which commands work now."""
        for name, is_able in able.items():
            self.actions_by_name[name].setEnabled(is_able)

    def able(self) -> dict[str, str]:
        """What can be done now, pages left out, with its words."""
        actions = self.actions_by_name.items()
        return {name: one.text().replace("&", "") for name, one in actions if one.isEnabled() and name[:3] != "go:"}

    def retitle(self, name: str, words: str) -> None:
        """Give a command other words, such as what undo would take back."""
        self.actions_by_name[name].setText(words)

    def words(self, name: str) -> str:
        """The first words of a command."""
        return translated(self._known[name][0])

    def _fill(self, menu: QMenu, names: Sequence[str]) -> None:
        for name in names:
            if name == "-":
                menu.addSeparator()
            elif name in WITHIN:
                words, inner = WITHIN[name]
                below = menu.addMenu(translated(words))
                self._fill(below, inner)
                if name == "pages":
                    self._fill_pages(below)
            elif name in self.actions_by_name:
                menu.addAction(self.actions_by_name[name])
            else:
                english, keys, _icon = self._known[name]
                menu.addAction(self._action(name, translated(english), keys))

    def _fill_pages(self, menu: QMenu) -> None:
        for at, (key, title, _icon) in enumerate(self._pages):
            menu.addAction(self._action(f"go:{key}", title, f"Alt+{at + 1}" if at < 9 else ""))

    def _action(self, name: str, words: str, keys: str) -> QAction:
        if name in self.actions_by_name:
            action = self.actions_by_name[name]
            if keys:
                action.setShortcut(QKeySequence(keys))
            return action
        action = QAction(words, self.parent())
        if keys:
            action.setShortcuts([QKeySequence(each) for each in _also(keys)])
        group = self._groups.get(name.partition(":")[0])
        if group is not None:
            action.setCheckable(True)
            group.addAction(action)
        self.actions_by_name[name] = action
        return action

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(38))
        self.field.setFixedWidth(self._theme.px(250))
        self.field.setFixedHeight(self._theme.px(28))


def _also(keys: str) -> list[str]:
    """The same keys as they are typed on other keyboards; the first is shown, as the caption on the key has it."""
    return {"Ctrl++": ["Ctrl++", "Ctrl+="], "Ctrl+Return": ["Ctrl+Enter", "Ctrl+Return"]}.get(keys, [keys])
