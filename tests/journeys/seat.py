"""A hand that looks after every key where the cursor is: on something that is seen, that has a name, and that takes keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.journeys.hand import PLAIN, Hand


class Seat(Hand):
    """Strikes keys only at what has the cursor; a key that leaves it nowhere is a fault."""

    def strike(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Strike keys one after the other, and look after each."""
        for key in keys:
            for one in key if isinstance(key, str) else (key,):
                super().strike(one, held=held)
                if QApplication.activeWindow() is None:
                    self._window.activateWindow()  # as the system does when a window in front was closed
                assert not lost(), (one, held, lost())

    def stands(self, name: str) -> None:
        """The cursor is on what bears this name."""
        assert name_of(self.at) == name


def lost() -> str:
    """Why nobody could go on by keys from here; "" where all is well."""
    QApplication.processEvents()
    at = QApplication.focusWidget()
    if at is None:
        return "nothing has the cursor"
    for wrong, words in (
        (at.isWindow(), "the window itself"), (not at.isVisible(), "not visible"), (not at.isEnabled(), "not enabled"),
        (at.visibleRegion().isEmpty(), "out of sight"), (at.focusPolicy() == Qt.FocusPolicy.NoFocus, "takes no keys"),
        (not name_of(at), "without a name"),
    ):  # fmt: skip
        if wrong:
            return f"{type(at).__name__} {name_of(at)!r}: {words}"
    return ""


def name_of(one: QWidget) -> str:
    """What a reader says of it."""
    return one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
