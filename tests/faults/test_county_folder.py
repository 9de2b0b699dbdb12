"""What really lies in a county's folder: every good file is merged, every other one is named with a reason, in a plan too."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.county.store import CountyStore
from export.jobs.county.collect import files_in
from export.jobs.county.lines import FileLine
from export.jobs.county.merge import Merging
from export.jobs.county.plan import Planning
from export.jobs.session import Session
from export.reading.worker import Reader
from export.workbook.write import made
from forms.library import Library
from tests.export.delivery.ways import package, school, workbook
from tests.faults import old
from tests.faults.hostile import CASES, MIB, opendocument, with_password
from tests.faults.hostile import workbook as foreign

FOREIGN_TABLE = "<table><tr><td>姓名</td><td>年龄</td></tr><tr><td>张三</td><td>9</td></tr></table>"


def good(library: Library) -> dict[str, bytes]:
    """What must be merged: of this county, of another, by a program of next year, and under an odd name."""
    student = library.forms["student"]
    newer = replace(library, forms={**library.forms, "student": replace(student, version=student.version + 1)})
    other = replace(
        package(school(library, 5), library, practice=True), school_code="3544000077", school_name="外县小学"
    )
    return {
        "石坪小学.xlsx": workbook(library, practice=True),
        "新版程序.xlsx": made(package(school(newer, 4), newer, practice=True))[0],
        "外县.xlsx": made(other)[0],
        "~名字 怪的（终版）(1).XLSX": made(package(school(library, 6), library, practice=True))[0],
    }


def bad(library: Library) -> dict[str, bytes]:
    """What cannot be."""
    whole = workbook(library, practice=True)
    return {
        "正式数据.xlsx": made(package(school(library, 7), library, practice=False))[0],
        "截断.xlsx": whole[: len(whole) // 2],
        "缺尾.xlsx": whole[:-400],
        "零字节.xlsx": b"",
        "加密.xlsx": with_password(),
        "炸弹.xlsx": CASES["blanks"].make(),
        "宏.xlsm": CASES["macros"].make(),
        "老式宏.xls": old.container({"Workbook": old.workbook([])}, ["_VBA_PROJECT_CUR"]),
        "控件.xlsx": CASES["controls"].make(),
        "文档.docx": CASES["a Word document"].make(),
        "文档改名.xlsx": CASES["a Word document"].make(),
        "压缩包.zip": CASES["a zip of something else"].make(),
        "网页.xlsx": FOREIGN_TABLE.encode(),
        "文字.xlsx": "学校说：下周再报。".encode(),
        "照片.xlsx": b"\xff\xd8\xff\xe0" + bytes(500),
        "别的表.xlsx": foreign(),
        "别的表.ods": opendocument(""),
        "名单.csv": "姓名,年龄\n张三,9\n".encode("gbk"),
    }


@pytest.fixture
def folder(library: Library, tmp_path: Path) -> Path:
    """Everything, in folders within folders."""
    made_here = tmp_path / "来件"
    (made_here / "目录.xlsx").mkdir(parents=True)
    for at, (name, content) in enumerate({**good(library), **bad(library)}.items()):
        (made_here / ("目录.xlsx" if at % 2 else "") / name).write_bytes(content)
    (made_here / "绕圈.xlsx").symlink_to("绕圈.xlsx")
    (made_here / "断链.xlsx").symlink_to("没有.xlsx")
    (made_here / "绕回来").symlink_to(made_here, target_is_directory=True)
    os.mkfifo(made_here / "管道.xlsx")
    with (made_here / "空洞.xlsx").open("wb") as hole:
        hole.truncate(600 * MIB)
    with (made_here / "小空洞.xlsx").open("wb") as hole:
        hole.truncate(40 * MIB)
    (made_here / "~$石坪小学.xlsx").write_bytes(b"who has it open")
    return made_here


STRANGE = {"绕圈.xlsx", "断链.xlsx", "管道.xlsx", "空洞.xlsx", "小空洞.xlsx"}


@pytest.fixture
def store(library: Library, tmp_path: Path) -> Iterator[CountyStore]:
    with CountyStore.create(tmp_path / "a.county", library, "990123", practice=True) as county:
        yield county


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    with Reader() as reader:
        yield Session(library, reader)


def merged(store: CountyStore, session: Session, folder: Path) -> list[FileLine]:
    return Merging(store, session).run([folder]).files


def planned(store: CountyStore, session: Session, folder: Path) -> list[FileLine]:
    with closing(Planning(store, session).run([folder])) as plan:
        assert store.files() == []
        Merging(store, session).take_in(plan)
        return list(plan.lines)


@pytest.mark.parametrize("way", [merged, planned])
def test_every_good_file_is_merged_and_every_other_one_named(
    folder: Path, library: Library, store: CountyStore, session: Session,
    way: Callable[[CountyStore, Session, Path], list[FileLine]],
) -> None:  # fmt: skip
    lines = {Path(line.file).name: line for line in way(store, session, folder)}
    taken = {name for name, line in lines.items() if line.status == "merged"}
    assert taken == set(good(library))
    aside = {name: line.reason for name, line in lines.items() if line.status == "quarantined"}
    assert set(aside) == set(bad(library)) | STRANGE
    assert all(reason.endswith("。") for reason in aside.values()), aside
    assert "练习" in aside["正式数据.xlsx"]
    assert "密码" in aside["加密.xlsx"]
    assert "宏" in aside["宏.xlsm"]
    assert {line.name for line in store.files() if line.status == "quarantined"} == set(aside)
    assert len(store.deliveries()) == len(taken)


def test_a_folder_that_cannot_be_looked_into_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a folder of somebody else's is; root may look into every one, so the system is made to refuse."""
    shut, scan = folder / "目录.xlsx", os.scandir

    def refuse(path: str) -> object:
        if Path(path) == shut:
            raise PermissionError(13, "denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert shut in files_in([folder])


def test_files_that_may_not_be_read_are_named(
    folder: Path, store: CountyStore, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for inside in folder.iterdir():
        if inside.is_dir() and not inside.is_symlink():
            shutil.rmtree(inside)
        elif inside.name != "石坪小学.xlsx":
            inside.unlink()
    opened = Path.open

    def refuse(self: Path, *how: Any, **more: Any) -> object:  # noqa: ANN401 -- handed on as they are
        if self.name == "石坪小学.xlsx":
            raise PermissionError(13, "denied", str(self))
        return opened(self, *how, **more)

    monkeypatch.setattr(Path, "open", refuse)
    [line] = merged(store, session, folder)
    assert line.status == "quarantined"
    assert "石坪小学" in line.reason
