"""The county's workbooks: practice schools, signed each with a key of its own, written once and kept.

Run as `python -m tests.bench_county.workbooks FOLDER SCHOOLS PUPILS SHARE OF`, one process makes its share of them.
"""

import os
import subprocess
import sys
from hashlib import blake2b, sha256
from pathlib import Path
from typing import cast

from export.compact.copy import FORMAT
from export.workbook.package import Package, State
from export.workbook.write import made
from forms.library import Library
from forms.periods import Period
from forms.practice.make import PracticeSchool, _make
from forms.practice.plan import plan
from forms.practice.pools import pools

PERIOD, SEED = Period("2026-1"), 2026
DOUBLES = 2
"""Pairs of pupils in two schools for every school, so that there is something to find."""
PROCESSES = int(os.environ.get("PROCESSES", "2"))


def cache() -> Path:
    """Where workbooks are kept between runs."""
    return Path(os.environ.get("XIANGXIAO_BENCH") or Path.home() / ".cache" / "xiangxiao-bench")


def county(schools: int, pupils: int) -> Path:
    """The folder with so many schools' workbooks; what is missing in it is made first.

    Workbooks of older versions stay beside it; whoever needs the room may delete them.
    """
    folder = cache() / f"{schools}x{pupils}-{_fingerprint()}"
    folder.mkdir(parents=True, exist_ok=True)
    if len(list(folder.glob("*.xlsx"))) < schools:
        print(f"making {schools} workbooks in {folder}", flush=True)
        _make_all(folder, schools, pupils)
    return folder


def _fingerprint() -> str:
    versions = [f"{form.name} {form.version}" for form in Library.built_in().forms.values()]
    return sha256("\n".join((str(FORMAT), *versions)).encode()).hexdigest()[:10]


def _make_all(folder: Path, schools: int, pupils: int) -> None:
    command = [sys.executable, "-m", __name__, str(folder), str(schools), str(pupils)]
    shares = [subprocess.Popen([*command, str(share), str(PROCESSES)]) for share in range(PROCESSES)]
    codes = [share.wait() for share in shares]
    if any(codes):
        raise SystemExit(f"not all workbooks could be made: the processes ended with {codes}")


def make_share(folder: Path, schools: int, pupils: int, share: int, of: int) -> None:
    """Every `of`-th school, beginning with number `share`; those that are there already stay."""
    library = Library.built_in()
    sites = plan(pools(), schools=schools, pupils=pupils, seed=SEED, period=PERIOD, doubles=DOUBLES * schools)
    for site in sites[share::of]:
        target = folder / f"{site.code}.xlsx"
        if not target.exists():
            part = target.with_suffix(f".{share}.part")
            part.write_bytes(workbook(_make(library, site, PERIOD), library))
            part.replace(target)


def workbook(school: PracticeSchool, library: Library) -> bytes:
    """What a school hands in, written as an export writes it."""
    signer = blake2b(school.code.encode(), digest_size=32).digest()
    states: dict[str, State] = {name: cast("State", state) for name, state in school.states.items()}
    package = Package(
        school.code, school.name, school.period, 1, library.forms, school.tables, states, practice=True,
        program="乡校台账 0.1.0", made="2026-09-20T10:32", signer=signer,
        problems={"errors": 0, "reminders": 0, "explained": 0},
    )  # fmt: skip
    return made(package)[0]


if __name__ == "__main__":
    where, *numbers = sys.argv[1:]
    make_share(Path(where), *map(int, numbers))
