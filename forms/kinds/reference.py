"""A record that points to a record of another form by its lasting id, so that a corrected ID number breaks nothing."""

import re
from dataclasses import dataclass

from forms.kinds.base import Kind, Parsed
from forms.problems import Wrong

LASTING_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Reference(Kind):
    """The lasting id of a record of form `to`; people see and type that record's `by` fields instead."""

    name = "reference"
    to: str = ""
    by: tuple[str, ...] = ()

    def read(self, text: str) -> Parsed:
        """Only a lasting id; typed words are matched with records where those are at hand (`forms.matching`)."""
        return text if LASTING_ID.fullmatch(text) else Wrong("kind.not_on_record", {"text": text[:40]})
