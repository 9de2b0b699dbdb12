"""The home page, in five seconds: how long, how far, what is wrong, what to press; then the school's own numbers."""

from ui.school.home.page import HomePage

__all__ = ["HomePage"]
