"""The return slip's way there and back through the commands: merge, slips, import at the school, export, merge."""

import json
import shutil
from pathlib import Path

import pytest

from tests.journeys.doors import Doors
from tests.once import Schools


@pytest.fixture(scope="session")
def doubled(practice: Schools) -> Path:
    """Three practice schools with children whom two of them have; look, do not touch."""
    return practice(3, 600, 5, doubles=17)


def test_a_slip_goes_to_the_school_and_its_answer_comes_back(doors: Doors, doubled: Path, tmp_path: Path) -> None:
    folder, county = tmp_path / "township", tmp_path / "a.county"
    shutil.copytree(doubled, folder)
    planted = json.loads((folder / "duplicates.json").read_text("utf-8"))
    assert len(planted) == 17
    first = doors.json("merge", folder, "--store", county)
    found = {frozenset((one["first"]["record"], one["second"]["record"])) for one in first["duplicates"]}
    assert {frozenset((one["first"][1], one["second"][1])) for one in planted if one["exact"]} <= found

    # One school recorded that a child came, the other not that it left; one child never arrived.
    made = doors.json("merge", folder, "--store", county, "--slips", tmp_path / "slips")["slips"]
    [open_] = [one for one in planted if one["kind"] == "unreleased"]
    school = open_["first"][0]
    [slip] = [path for path in made if Path(path).name.startswith(f"退回单_{school}_")]
    store = folder / f"{school}.school"
    shown = doors.json("import", slip, "--store", store)
    assert not shown["applied"]
    assert open_["first"][1] in {item["record"] for item in shown["slip"]["items"]}
    assert doors.json("import", slip, "--store", store, "--apply")["applied"]
    code, out, _ = doors.call("import", slip, "--store", store)
    assert (code, "退回单第 1 号" in out) == (0, True)

    # Another school's store does not take it.
    other = next(path for path in folder.glob("*.school") if path != store)
    code, _, err = doors.call("import", slip, "--store", other)
    assert code == 2
    assert "没有收" in err

    again = tmp_path / "again.xlsx"
    assert doors.json("export", "--store", store, "--out", again)["written"]
    told = doors.json("merge", again, "--store", county)
    assert told["totals"]["by_status"]["returned"] == len(made), "nothing was answered yet"
    assert doors.call("merge", slip, "--store", county)[0] == 1, "a slip is no delivery"


def test_where_nothing_is_wrong_nothing_goes_back(doors: Doors, schools: Path, tmp_path: Path) -> None:
    told = doors.json("merge", schools, "--store", tmp_path / "a.county", "--slips", tmp_path / "slips")
    assert told["slips"] == []
    assert list((tmp_path / "slips").iterdir()) == []
