"""A school has a new PC: its file is told, somebody accepts the signature, and it counts though it begins with 1 again."""

from pathlib import Path

from export.workbook.write import made
from forms.library import Library
from tests.export.delivery.ways import OTHER_KEY, package, school
from tests.journeys.doors import Doors


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
    code, _, _ = doors.call("schools", "--store", county, "--accept-key", sent.code)
    assert code == 2
