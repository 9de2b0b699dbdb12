"""What is written never goes over what people have typed or handed in, and what cannot be written is said first."""

import json
import shutil
from pathlib import Path

import pytest

from export.jobs.practice import Order, make
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library
from tests.journeys.doors import Doors


@pytest.fixture(scope="module")
def made(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two practice schools; look, do not touch."""
    folder = tmp_path_factory.mktemp("made")
    with Reader() as reader:
        make(Order(folder, schools=2, pupils=24, seed=3), Session(library, reader))
    return folder


@pytest.fixture
def practised(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def refused(doors: Doors, *arguments: str | Path) -> str:
    """What is said where a command cannot."""
    return str(doors.json(*arguments, code=2)["code"])


def test_a_ledger_is_never_written_over(doors: Doors, practised: Path) -> None:
    store, workbook = sorted(practised.glob("*.school"))[0], sorted(practised.glob("*.xlsx"))[0]
    county = practised / "x.county"
    doors.json("merge", workbook, "--store", county)
    kept = {path: path.read_bytes() for path in (store, county)}
    renamed = practised / "ledger.xlsx"
    renamed.write_bytes(kept[store])
    for out in (store, county, renamed, practised / "new.school.key"):
        assert refused(doors, "export", "--store", store, "--out", out, "--draft") == "export_kept"
        assert refused(doors, "template", "--out", out) == "export_kept"
        assert refused(doors, "merge", workbook, "--store", county, "--out", out) == "export_kept"
    assert refused(doors, "merge", workbook, "--store", county, "--report", county) == "export_kept"
    assert {path: path.read_bytes() for path in kept} == kept
    assert renamed.read_bytes() == kept[store]


def test_a_school_s_file_is_never_written_over_by_a_merge(doors: Doors, practised: Path) -> None:
    files, county = sorted(practised.glob("*.xlsx")), practised / "x.county"
    before = files[0].read_bytes()
    assert refused(doors, "merge", *files, "--store", county, "--out", files[0]) == "export_over_input"
    assert files[0].read_bytes() == before
    assert not county.exists()
    for _ in range(2):  # its own workbook of last time may be written anew
        doors.json("merge", *files, "--store", county, "--out", practised / "county.xlsx")


def test_what_cannot_be_written_is_said_before_anything_is_begun(doors: Doors, practised: Path) -> None:
    store, workbook = sorted(practised.glob("*.school"))[0], sorted(practised.glob("*.xlsx"))[0]
    county, nowhere = practised / "x.county", practised / "nowhere" / "a"
    export = ("export", "--store", store, "--draft", "--out")
    assert refused(doors, *export, nowhere.with_suffix(".xlsx")) == "export_no_folder"
    assert refused(doors, *export, practised) == "export_is_folder"
    assert refused(doors, *export, practised / "a.txt") == "export_ending"
    assert doors.json(*export, practised / "a.xlsx")["revision"] == 2  # practice has given out the first
    merge = ("merge", workbook, "--store", county)
    assert refused(doors, *merge, "--report", nowhere.with_suffix(".json")) == "export_no_folder"
    assert refused(doors, *merge, "--slips", workbook) == "export_is_file"
    assert refused(doors, "practice", workbook, "--schools", "1") == "export_is_file"
    assert not county.exists()


def test_a_county_s_workbook_is_called_what_it_is(doors: Doors, practised: Path) -> None:
    out = practised / "county.xlsx"
    doors.json("merge", *practised.glob("*.xlsx"), "--store", practised / "x.county", "--out", out)
    (line,) = doors.json("check", out, code=2)["files"]
    assert "县级汇总工作簿" in line["refused"]


def test_a_store_is_made_only_for_a_school_s_code(doors: Doors, practised: Path, tmp_path: Path) -> None:
    (tmp_path / "设备.csv").write_text("设备名称,数量\n课桌,20\n", "utf-8")
    asked = ("import", tmp_path / "设备.csv", "--form", "equipment", "--store", tmp_path / "n.school", "--apply")
    assert refused(doors, *asked, "--school", "12345") == "school_code_wanted"
    assert not (tmp_path / "n.school").exists()


def test_wrong_arguments_are_one_object_too(doors: Doors, capsys: pytest.CaptureFixture[str]) -> None:
    from main import main

    for arguments in (["check", "--json"], ["practice", "x", "--schools", "0", "--json"], ["frob", "--json"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert json.loads(capsys.readouterr().out)["code"] == "arguments"
