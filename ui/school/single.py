"""The page of a form that has exactly one record, such as the school's own: all of it at once, without any list."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from ui.page import Command
from ui.roll.page import RollPage


class SinglePage(RollPage):
    """The full form of that record, which is begun where it is not there yet."""

    def refresh(self) -> None:
        super().refresh()
        if not self.desk.tables[self.form.name].ids and not self.record.is_new:
            self.record.begin(None)
            self.record.propose({"code": self.desk.school_code, "name": self.desk.school_name})
            self._show_card(another=True)
        if self.full is None:
            self.full_form()
            assert self.full is not None
            self.full.strip.hide()

    def facts(self) -> list[str]:
        return []

    def panes(self) -> list[QWidget]:
        return [self.sections]

    def commands(self) -> Mapping[str, Command]:
        return {}

    @property
    def beside(self) -> str:
        return self.form.name
