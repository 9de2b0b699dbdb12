"""A button with a menu, of which one is chosen; "" stands for all."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.parts.button import Button
from ui.theme import Theme

MOST = 14
"""Characters that the button shows; the menu and the tooltip have all of them."""


class Pick(Button):
    """Says what is chosen; readers hear what is chosen of."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, everything: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, everything, menu_mark=True, small=True, parent=parent)
        self._everything, self._name = everything, name
        self._known: dict[str, str] = {"": everything}
        self.value = ""
        self._menu = QMenu(self)
        self.clicked.connect(self._open)
        self._tell()

    def offer(self, entries: Sequence[tuple[str, str]], *, first: Sequence[tuple[str, str]] = ()) -> None:
        """Offer keys with their words, `first` before all; one that is gone is chosen no longer."""
        known = {**dict(first), "": self._everything, **dict(entries)}
        if known == self._known:
            return
        self._known = known
        self._menu.clear()
        group = QActionGroup(self._menu)
        for key, words in known.items():
            action = QAction(words, group)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, key=key: self._choose(key))
            action.setData(key)
            self._menu.addAction(action)
        self.choose(self.value if self.value in known else "")

    def choose(self, key: str) -> None:
        """Choose one without telling anybody."""
        self.value = key
        for action in self._menu.actions():
            action.setChecked(action.data() == key)
        self._tell()

    def say(self, key: str, words: str) -> None:
        """Offer a key under other words."""
        if key in self._known:
            self.offer([(one, said) for one, said in {**self._known, key: words}.items() if one not in ("", key)],
                       first=[(key, words)])  # fmt: skip

    def _choose(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def _tell(self) -> None:
        words = self._known[self.value]
        self.setText(words if len(words) <= MOST else f"{words[: MOST - 1]}…")
        self.setToolTip(words)
        self.setAccessibleName(f"{self._name} {words}")
        self.updateGeometry()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
