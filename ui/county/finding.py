"""What Ctrl+K finds in a county: schools by 汉字, pinyin initials or code; pages and commands by their words."""

from typing import TYPE_CHECKING

from forms.search import Index
from ui.county.progress import WORDS
from ui.county.rooms import ROOMS
from ui.find import Found, pages_and_commands
from ui.page import Place
from ui.translation import translated

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau

MOST = 8
"""Schools that are offered."""


class Finding:
    """Looks things up; the names of the schools are gone through once for each state of the county."""

    def __init__(self, bureau: "Bureau") -> None:
        self._bureau, self._version, self._index = bureau, -1, Index()

    def look_up(self, text: str, titles: dict[str, str], commands: dict[str, str]) -> list[Found]:
        """Schools first; without a text, the pages."""
        icons = {room.key: room.icon for room in ROOMS}
        return [*self._schools(text), *pages_and_commands(text, titles, commands, icons)]

    def _schools(self, text: str) -> list[Found]:
        if not text:
            return []
        if self._version != self._bureau.version:
            self._read()
        rows = {row.code: row for row in self._bureau.board().rows}
        found = [rows[code] for code in self._index.find(text) if code in rows][:MOST]
        return [
            Found(row.name or row.code, f"{row.district}　{translated(WORDS[row.status])}", "school",
                  Place("board", record=row.code))
            for row in found
        ]  # fmt: skip

    def _read(self) -> None:
        self._version, self._index = self._bureau.version, Index()
        for row in self._bureau.board().rows:
            self._index.put(row.code, {"name": row.name}, {"code": row.code})
