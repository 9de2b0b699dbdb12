"""Our own files, for tests that read the project itself: nothing hidden, built or kept as a specimen."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ("build", "dist")
"""Folders that tools leave behind; git ignores them."""


def files(*endings: str) -> Iterator[Path]:
    """Our files with these endings."""
    for file in sorted(ROOT.rglob("*")):
        parts = file.relative_to(ROOT).parts
        ours = not any(part.startswith((".", "__pycache__")) for part in parts) and parts[0] not in BUILT
        if ours and parts[:2] != ("tests", "data") and file.suffix in endings:
            yield file


def said(file: Path) -> str:
    """The file as a person names it: from the project's folder, with slashes."""
    return file.relative_to(ROOT).as_posix()
