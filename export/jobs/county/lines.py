"""What became of a file, or what would become of it: one line for each delivery in it, for reports and plans alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.county.sent import File, FileStatus
from export.delivery import Delivery
from export.delivery.change import Change
from export.jobs.county.collect import Collected
from export.jobs.session import Session
from forms.digits import fingerprint
from forms.problems import Refusal


@dataclass(frozen=True, slots=True)
class FileLine:
    """What becomes of one delivery of a file, or of a file that has none."""

    file: str
    school: str = ""
    school_name: str = ""
    period: str = ""
    revision: int = 0
    status: FileStatus = "quarantined"
    reason: str = ""
    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    seal: str = ""
    check_code: str = ""
    draft: bool = False

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        said: dict[str, object] = {name: getattr(self, name) for name in FileLine.__slots__}
        return said | {"rows": dict(self.rows)}


@dataclass(frozen=True, slots=True)
class PlannedLine(FileLine):
    """The same before anything is taken in, against what stands."""

    replaces: int = 0
    """The revision that counts until now; 0 where the school has sent nothing for the period."""
    changes: Mapping[str, Change] = field(default_factory=dict[str, Change])
    """Form → records new, changed and gone; forms in which nothing changes are not named."""

    def as_dict(self) -> dict[str, object]:
        changes = {form: each._asdict() for form, each in self.changes.items()}
        return {**FileLine.as_dict(self), "replaces": self.replaces, "changes": changes}


def count(lines: Sequence[FileLine], *statuses: FileStatus) -> int:
    """How many deliveries and files have one of these statuses."""
    return sum(line.status in statuses for line in lines)


def file_of(collected: Collected) -> File:
    """A file as the store knows it."""
    path = collected.file
    size = path.stat().st_size if path.exists() else 0
    return File(path.name, collected.sha256, str(path), size, collected.expected)


def said(refusal: Refusal, session: Session) -> str:
    """Why a file cannot be taken, as a sentence."""
    return session.library.catalogue.refusal(refusal, session.language)


def said_half(taken: int, of: int, reason: str, session: Session) -> str:
    """Why a file can be taken in part only, as a sentence."""
    params = {"taken": taken, "of": of, "reason": reason}
    return session.library.catalogue.text("county.half_taken", params, session.language)


def line_of(path: Path, sent: Delivery, status: FileStatus, session: Session, *, strange: bool) -> FileLine:
    """The line of one delivery; `strange`: not signed with the key by which the county knows the school."""
    reason = _doubt(sent, status, session, strange=strange)
    rows = {form: part.rows for form, part in sent.parts.items()}
    head = (sent.school, sent.school_name, sent.period, sent.revision)
    return FileLine(str(path), *head, status, reason, rows, sent.seal, sent.check_code, sent.draft)


def _doubt(sent: Delivery, status: FileStatus, session: Session, *, strange: bool) -> str:
    """What somebody must ask the school on the phone, or nothing."""
    text = session.library.catalogue.text
    if strange and sent.key:
        return text("county.new_key", {"digits": fingerprint(bytes.fromhex(sent.key))}, session.language)
    if status == "held":
        return text("county.held", {"revision": sent.revision}, session.language)
    return text("seal.missing", {}, session.language) if strange else ""
