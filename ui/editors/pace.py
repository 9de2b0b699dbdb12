"""A field that is complete is left by itself; the Enter that a hand adds by habit does not then skip the next one."""

from PySide6.QtGui import QInputEvent

HABIT = 300
"""ms in which an Enter still belongs to the field before: hands that strike it as one move take 80 to 200."""


class Pace:
    """When a field was left by itself, in the time of the events themselves, so that a slow PC changes nothing."""

    def __init__(self) -> None:
        self._left_at = 0

    def left(self, event: QInputEvent) -> None:
        """A field was left by itself after this key."""
        self._left_at = event.timestamp()

    def is_habit(self, event: QInputEvent) -> bool:
        """Whether an Enter still meant the field before. It is asked once for every Enter and Tab."""
        left, self._left_at = self._left_at, 0
        return bool(left) and 0 <= event.timestamp() - left < HABIT
