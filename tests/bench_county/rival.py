"""The rival: polars (fastexcel) reads every sheet of every workbook and puts those of a name below each other.

Run as `python -m tests.bench_county.rival FOLDER`; it proves nothing, checks nothing and keeps nothing.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

import polars  # pyright: ignore[reportMissingImports]  # comes with `make bench-county` alone


def read(folder: Path) -> dict[str, polars.DataFrame]:
    """One frame a sheet name, with the rows of all workbooks."""
    frames: dict[str, list[polars.DataFrame]] = {}
    for file in sorted(folder.glob("*.xlsx")):
        for name, frame in polars.read_excel(file, sheet_id=0).items():
            frames.setdefault(name, []).append(frame)
    return {name: polars.concat(each, how="diagonal_relaxed") for name, each in frames.items()}


def main(folder: Path) -> None:
    """Say how long it took and how many rows there are."""
    began = perf_counter()
    frames = read(folder)
    print(json.dumps({"seconds": perf_counter() - began, "rows": {name: len(frame) for name, frame in frames.items()}}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
