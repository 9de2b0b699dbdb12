"""What is wrong, as a list to work through: on the checking page with room, below the rolls one line each."""

from ui.problems.list import ProblemList
from ui.problems.panel import ProblemsPanel

__all__ = ["ProblemList", "ProblemsPanel"]
