"""The whole job: collected, proved, checked, stored, compared for duplicates, measured.

Run as `python -m tests.bench_county.ours merge|cancel FOLDER STORE`. The job begins with loading the library, as the
rival's begins with its first file; that the interpreter itself has started counts for neither.
"""

import json
import sys
import threading
from pathlib import Path
from time import perf_counter

from export.jobs.county.bureau import Bureau
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library
from tests.bench_county.workbooks import PERIOD

COUNTY = "990123"
BEFORE_CANCELLING = 15
"""Files that are taken before somebody thinks better of it."""


def whole(folder: Path, store: Path) -> dict[str, object]:
    """Seconds of each step, and what came out."""
    began = perf_counter()
    with Reader() as reader:
        bureau = Bureau.create(store, Session(Library.built_in(), reader), COUNTY, "青岚县", PERIOD.code, practice=True)
        merged = bureau.merging().run([folder])
        bureau.merged(merged)
        collected = perf_counter()
        pairs = bureau.pairs()
        compared = perf_counter()
        indicators = bureau.indicators()
        measured = perf_counter()
        found = {
            "seconds": measured - began, "collect": collected - began, "compare": compared - collected,
            "measure": measured - compared, "merged": merged.count("merged"), "files": len(merged.files),
            "quick": sum(one.quick for code in bureau.sent() for one in bureau.deliveries(code)),
            "pupils": sum(row.on_roll for row in bureau.board().rows), "pairs": [line.pair.key for line in pairs if line.is_open],
            "indicators": len(indicators), "store": store.stat().st_size,
        }  # fmt: skip
        bureau.close()
    return found


def cancelled(folder: Path, store: Path) -> dict[str, object]:
    """Seconds from the word to the end of the merge."""
    asked: list[float] = []
    enough = threading.Event()
    with Reader() as reader:
        bureau = Bureau.create(store, Session(Library.built_in(), reader), COUNTY, "青岚县", PERIOD.code, practice=True)
        merging = bureau.merging(lambda done, _, __: enough.set() if done == BEFORE_CANCELLING else None)

        def think_better() -> None:
            enough.wait()
            asked.append(perf_counter())
            merging.cancel()

        threading.Thread(target=think_better, daemon=True).start()
        merged = merging.run([folder])
        ended = perf_counter()
        bureau.close()
    return {"seconds": ended - asked[0], "cancelled": merged.cancelled, "files": len(merged.files)}


if __name__ == "__main__":
    print(json.dumps({"merge": whole, "cancel": cancelled}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
