"""All that the program ships of what is asked: forms, code lists, standards, sentences. Built once, passed in."""

import sys
from dataclasses import dataclass
from pathlib import Path

from forms.codelists import CodeList, read_lists
from forms.form import Form
from forms.load import read_form
from forms.problems import Catalogue
from forms.standards import Standards

ORDER = (
    "school", "class", "student", "movement", "left_behind", "visit",
    "aid_recognition", "subsidy", "equipment", "staff", "premises",
)  # fmt: skip
"""The order in which a school fills its forms, and in which their sheets stand."""


@dataclass(frozen=True)
class Library:
    """What the program knows before anybody has typed anything."""

    forms: dict[str, Form]
    lists: dict[str, CodeList]
    standards: Standards
    catalogue: Catalogue

    @classmethod
    def built_in(cls) -> "Library":
        """Everything shipped with the program; a fault in it is ours and raised loudly."""
        resources = root() / "resources"
        lists = read_lists(resources / "codes")
        definitions = root() / "forms" / "definitions"
        forms = {name: read_form(definitions / f"{name}.toml", lists) for name in ORDER}
        return cls(forms, lists, Standards.read(resources / "standards"), Catalogue.read(resources / "problems"))


def root() -> Path:
    """The folder in which forms/ and resources/ lie, in the source tree and in a bundle alike."""
    return Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
