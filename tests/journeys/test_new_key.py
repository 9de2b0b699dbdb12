"""A school has a new PC: its file is told, somebody accepts the signature, and it counts though it begins with 1 again."""

import json
from pathlib import Path

from db.store import Store
from export.workbook.write import made
from forms.library import Library
from tests.export.delivery.ways import OTHER_KEY, package, school
from tests.export.slip.made import OTHER_KEY as SLIP_KEY
from tests.export.slip.made import newer, saved, slip
from tests.journeys.doors import Doors

FIRST_SLIP = slip()


def test_a_new_signature_is_accepted_by_a_command(doors: Doors, library: Library, tmp_path: Path) -> None:
    sent, county = school(library, 3, 6), tmp_path / "a.county"
    for name, more in (("old", {"revision": 5}), ("new", {"signer": OTHER_KEY})):
        (tmp_path / f"{name}.xlsx").write_bytes(made(package(sent, library, practice=True, **more))[0])
    doors.json("merge", tmp_path / "old.xlsx", "--store", county)
    code, out, err = doors.call("schools", "--store", county, "--accept-key", sent.code)
    assert (code, out) == (2, "")
    assert sent.code in err
    [line] = doors.json("merge", tmp_path / "new.xlsx", "--store", county)["files"]
    assert (line["status"], line["reason"][:4]) == ("older", "这份文件")
    code, out, _ = doors.call("schools", "--store", county, "--accept-key", sent.code)
    assert code == 0
    assert out.startswith(f"{sent.code}：已认可新签名")
    [line] = doors.json("merge", tmp_path / "old.xlsx", "--store", county)["files"]
    assert line["status"] == "same"
    late = package(school(library, 3, 5), library, practice=True, revision=6)
    (tmp_path / "late.xlsx").write_bytes(made(late)[0])
    [line] = doors.json("merge", tmp_path / "late.xlsx", "--store", county)["files"]
    assert (line["status"], line["reason"]) == ("older", ""), "of the former PC, and nobody need be called"
    code, _, _ = doors.call("schools", "--store", county, "--accept-key", sent.code)
    assert code == 2


def test_what_waits_is_listed_and_taken_by_commands(doors: Doors, library: Library, tmp_path: Path) -> None:
    """Two new signatures of one school, told apart by their digits, and a file that nobody signed."""
    known, county = school(library, 3, 6), tmp_path / "a.county"
    for name, pupils, more in (
        ("old", 6, {"revision": 5}), ("one", 5, {"signer": OTHER_KEY}), ("two", 4, {"signer": b"7" * 32}),
        ("bare", 3, {"revision": 7, "signer": None}),
    ):  # fmt: skip
        sent = package(school(library, 3, pupils), library, practice=True, **more)
        (tmp_path / f"{name}.xlsx").write_bytes(made(sent)[0])
    doors.json("merge", tmp_path / "old.xlsx", "--store", county)
    code, out, _ = doors.call(
        "merge", tmp_path / "bare.xlsx", tmp_path / "one.xlsx", tmp_path / "two.xlsx", "--store", county
    )
    assert code == 1
    assert "bare.xlsx：" in out
    assert "已存下，等待认可" in out
    code, out, _ = doors.call("schools", "--store", county, "--waiting", "--json")
    assert code == 1
    waits = json.loads(out)
    assert [(one["file"], one["school"]) for one in waits["keys"]] == [
        ("one.xlsx", known.code),
        ("two.xlsx", known.code),
    ]
    assert [(one["file"], one["revision"]) for one in waits["files"]] == [("bare.xlsx", 7)]
    digits = waits["keys"][0]["digits"]
    code, _, err = doors.call("schools", "--store", county, "--accept-key", known.code)
    assert code == 2
    assert digits in err
    assert doors.call("schools", "--store", county, "--accept-file", "one.xlsx")[0] == 2, "its key is in question"
    code, out, _ = doors.call("schools", "--store", county, "--accept-file", "bare.xlsx")
    assert (code, out.splitlines()[0]) == (0, "bare.xlsx：已采用 1 份报送。")
    for typed in (f"{digits}1", f"{digits[:5]}O", "cc"):
        code, _, err = doors.call("schools", "--store", county, "--accept-key", f"{known.code}:{typed}")
        assert (code, typed in err) == (2, True)
    code, out, _ = doors.call("schools", "--store", county, "--accept-key", f"{known.code}:{digits[:3]} {digits[3:]}")
    assert code == 0
    assert out.startswith(f"{known.code}：已认可新签名")
    code, out, _ = doors.call("schools", "--store", county, "--waiting")
    assert code == 1
    assert digits not in out


def test_of_two_files_of_one_name_that_wait_the_path_says_which(doors: Doors, library: Library, tmp_path: Path) -> None:
    county, paths = tmp_path / "a.county", list[Path]()
    for number in (3, 4):
        for name, more in (("first", {}), ("上报", {"revision": 2, "signer": None})):
            sent = package(school(library, number, 6 if name == "first" else 5), library, practice=True, **more)
            path = tmp_path / str(number) / f"{name}.xlsx"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(made(sent)[0])
            doors.call("merge", path, "--store", county)
            paths.append(path)
    code, _, err = doors.call("schools", "--store", county, "--accept-file", "上报.xlsx")
    assert code == 2
    assert all(str(path) in err for path in paths[1::2])
    code, out, _ = doors.call("schools", "--store", county, "--accept-file", paths[1])
    assert (code, "已采用 1 份" in out) == (0, True)
    waits = doors.json("schools", "--store", county, "--waiting", code=1)["files"]
    assert [one["school"] for one in waits] == [school(library, 4).code]


def test_a_slip_of_a_county_with_a_new_pc_is_taken_by_its_digits(
    doors: Doors, library: Library, tmp_path: Path
) -> None:
    store = tmp_path / "a.school"
    with Store.create(store, library, FIRST_SLIP.school, "石坪小学", practice=True) as made_:
        made_.set_period(FIRST_SLIP.period)
    known = saved(FIRST_SLIP, library, tmp_path)
    assert doors.json("import", known, "--store", store, "--apply")["applied"]
    strange = saved(newer(number=2), library, tmp_path, SLIP_KEY)
    told = doors.json("import", strange, "--store", store, "--apply", code=1)
    assert not told["applied"]
    code, out, _ = doors.call("import", strange, "--store", store, "--apply")
    assert (code, "没有收" in out, told["signer"] in out) == (1, True, True)
    assert doors.json("import", strange, "--store", store, "--signer", told["signer"], "--apply")["applied"]
