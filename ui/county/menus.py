"""The menus of a county's window: the school's where they mean the same, and what only a county does."""

from collections.abc import Mapping

from ui.menus import OWN, Menus
from ui.translation import word

NOT_HERE = {
    "export", "save", "redo", "problems", "check", "go:check", "go:backup",
}  # fmt: skip
"""What a county's window has no use for, or calls otherwise."""
COUNTY_OWN: Mapping[str, tuple[str, str, str]] = {
    **{name: said for name, said in OWN.items() if name not in NOT_HERE},
    "collect": (word("Collect files"), "Ctrl+O", "inbox"),
    "make_slips": (word("Make return slips"), "", "return"),
    "next_problem": (word("Next open item"), "F8", ""),
    "previous_problem": (word("Previous open item"), "Shift+F8", ""),
    "problem_schools": (word("Schools with problems"), "", "shield"),
    "silent_schools": (word("Schools that have not reported"), "", "phone"),
    "aside": (word("Files that were set aside"), "", "inbox"),
}
COUNTY_MENUS: Menus = (
    (word("&File"), ("collect", "import", "-", "open", "begin", "-", "print", "-", "backup", "-", "lock", "quit")),
    (word("&Edit"), ("undo", "-", "new", "take_in", "-", "find_all", "find")),
    (word("&View"), ("pages", "-", "next_pane", "-", "zoom_in", "zoom_out", "zoom_reset", "-", "schemes", "languages")),
    (word("&Data"), ("problem_schools", "silent_schools", "aside", "-", "next_problem", "previous_problem")),
    (word("&Return"), ("collect", "make_slips")),
    (word("&Tools"), ("go:settings",)),
    (word("&Help"), ("help", "keys", "-", "diagnosis", "about")),
)
