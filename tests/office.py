"""LibreOffice as a witness: what another program reads in our workbooks. It knows nothing of this one."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 180
"""A first start on a slow machine builds a profile; after that a book takes two or three."""


@dataclass(frozen=True)
class Office:
    """LibreOffice without a screen, with a profile of its own, so that tests running side by side never meet in one."""

    program: str
    profile: Path

    def command(self, *words: str) -> list[str]:
        """What to run, ahead of `words`."""
        quiet = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
        return [self.program, f"-env:UserInstallation={self.profile.as_uri()}", *quiet, *words]

    def convert(self, book: Path, to: str, into: Path) -> Path:
        """The same book in folder `into`, as `to`: an ending, or ending:filter:options as soffice takes them."""
        command = self.command("--convert-to", to, "--outdir", str(into), str(book))
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env=environment())
        written = into / f"{book.stem}.{to.split(':', 1)[0]}"
        assert written.exists(), f"LibreOffice did not write {written.name}: {done.stdout}{done.stderr}"
        return written


def environment() -> dict[str, str]:
    """Ours, in a locale that can name Chinese files."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}
