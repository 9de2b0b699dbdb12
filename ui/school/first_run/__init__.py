"""Before a ledger is open: the closed book on the left, one question on each page on the right."""

from ui.school.first_run.door import Door
from ui.school.first_run.waiting import Waiting
from ui.school.first_run.wizard import Wizard

__all__ = ["Door", "Waiting", "Wizard"]
