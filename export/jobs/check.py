"""Check workbooks: each is read, proved and checked in the limited process, and only its report comes back."""

from pathlib import Path
from typing import cast

from export.jobs.session import Session
from export.report import FileReport
from forms.problems import Refusal

REPORT = "export.report:report_on"


def check_file(path: Path, session: Session) -> FileReport:
    """Everything about one file; a file that cannot be read is a report too, so that it never stops the others."""
    try:
        packed = session.reader.run_bare(REPORT, path, str(path), session.language)
    except Refusal as refusal:
        return FileReport(str(path), refused=session.library.catalogue.refusal(refusal, session.language))
    return FileReport.unpacked(cast("tuple[object, ...]", packed))
