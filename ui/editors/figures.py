"""Editors for days and figures: tidy what can be read when the field is left, and leave the rest as it is."""

import re
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from forms.form import Field
from forms.problems import Wrong
from ui.editors.line import TODAY, LineEditor, Setting

_WHOLE = re.compile(r"\d{8}|\d{4}([-./])\d\d\1\d\d")


class FigureEditor(LineEditor):
    """What a kind can read is shown as the kind shows it: 20180312 becomes 2018-03-12."""

    latin = True

    def settle(self) -> None:
        """Tidy what was typed; what cannot be read stays."""
        if self.hidden_text:
            return
        value = self.of.kind.parse(self.text())
        if not isinstance(value, Wrong):
            shown = self.of.kind.show(value)
            if shown != self.text():
                self.setText(shown)


class DateEditor(FigureEditor):
    """A day: 20180312, 2018.3.12, 2018年3月12日; Ctrl+; is today."""

    @property
    def is_complete(self) -> bool:
        """Eight digits of a day that exists, with or without signs between them."""
        return bool(_WHOLE.fullmatch(self.text())) and not isinstance(self.of.kind.parse(self.text()), Wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Today by one key, as in WPS."""
        if QKeySequence(event.keyCombination()) == TODAY:
            self.setText(self._said(self.setting.today))
        else:
            super().keyPressEvent(event)

    def _said(self, day: date) -> str:
        return day.isoformat()


class MonthEditor(DateEditor):
    """A month: 201409, 2014-09. It never ends by itself: who has a whole day on paper types that."""

    @property
    def is_complete(self) -> bool:
        """Never."""
        return False

    def _said(self, day: date) -> str:
        return day.isoformat()[:7]


class ClassEditor(FigureEditor):
    """The number of a class: 1, 1班, （1）班."""


class AmountEditor(FigureEditor):
    """Whole numbers, decimals and money, to the right as in a ledger; the unit stands in the label."""

    def __init__(self, of: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(of, setting, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
