"""Measure the county and say what was missed. Exit code 1 where a limit is."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from forms.practice import planted_doubles
from tests.bench_county.watch import Seen, run
from tests.bench_county.workbooks import DOUBLES, PERIOD, SEED, county
from tests.forms.likeness.county import key_of

SCHOOLS, PUPILS = int(os.environ.get("SCHOOLS", "1012")), int(os.environ.get("PUPILS", "575671"))
MEMORY = 1.5e9
SILENCE = 0.5
"""Seconds after which somebody strikes a key again, because nothing seems to happen."""
Line = tuple[str, float, float]


def main() -> int:
    """One line a ratio, as `make bench` prints them."""
    folder, missed = county(SCHOOLS, PUPILS), 0
    for what, ratio, limit in measured(folder):
        missed += ratio > limit
        print(f"{'ok  ' if ratio <= limit else 'MISS'} {ratio:6.2f} ≤ {limit:5.2f}  county: {what}", flush=True)
    return int(missed > 0)


def measured(folder: Path) -> Iterator[Line]:
    """The rival runs before and after, so that neither side has the warmer files."""
    with tempfile.TemporaryDirectory() as name:
        first = run("tests.bench_county.rival", folder)
        ours = run("tests.bench_county.ours", "merge", folder, Path(name) / "county.county")
        second = run("tests.bench_county.rival", folder)
        _tell(ours, first, second)
        silences: dict[str, float] = run("tests.bench_county.alive", folder, Path(name) / "county.county").said
        stopped = run("tests.bench_county.ours", "cancel", folder, Path(name) / "cancelled.county")
    rival = (first.said["seconds"] + second.said["seconds"]) / 2
    if ours.said["merged"] != SCHOOLS:
        raise SystemExit(f"{ours.said['merged']} of {SCHOOLS} schools were merged")
    yield (
        "collected, proved, checked, stored, compared, measured / polars reading the same",
        ours.said["seconds"] / rival,
        1,
    )
    yield "peak memory / 1.5 GB", ours.peak / MEMORY, 1
    yield "seconds until a merge has ended that somebody cancels", stopped.said["seconds"], 1
    print("silent", {what: round(seconds, 2) for what, seconds in silences.items()}, "s")
    yield "seconds in which the window answers nothing, at most", max(silences.values()), SILENCE
    yield from _doubles(set(ours.said["pairs"]))


def _doubles(offered: set[str]) -> Iterator[Line]:
    """How many planted pairs were missed, and how many of those offered are two children."""
    order = {"schools": SCHOOLS, "pupils": PUPILS, "seed": SEED, "period": PERIOD, "doubles": DOUBLES * SCHOOLS}
    planted = {key_of(pair): pair.disguise for pair in planted_doubles(**order) if pair.second_record}
    exact = [key for key, disguise in planted.items() if disguise.same and disguise.exact]
    disguised = [key for key, disguise in planted.items() if disguise.same and not disguise.exact]
    same = {key for key, disguise in planted.items() if disguise.same}
    yield f"share of {len(exact)} exact duplicates missed", _missed(exact, offered), 0
    yield f"share of {len(disguised)} disguised duplicates missed", _missed(disguised, offered), 0.05
    yield (
        f"share of {len(offered)} pairs offered that are two children",
        len(offered - same) / max(len(offered), 1),
        0.01,
    )


def _missed(planted: list[str], offered: set[str]) -> float:
    return sum(key not in offered for key in planted) / max(len(planted), 1)


def _tell(ours: Seen, *rivals: Seen) -> None:
    said = {key: round(value, 1) if isinstance(value, float) else value for key, value in ours.said.items()}
    said["pairs"] = len(ours.said["pairs"])
    print("ours  ", said, f"{ours.cpu:.0f} s of processors, peak {ours.peak / 1e9:.2f} GB")
    for rival in rivals:
        seconds = f"{rival.said['seconds']:.1f} s, {rival.cpu:.0f} s of processors"
        print("polars", seconds, f"peak {rival.peak / 1e9:.2f} GB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
