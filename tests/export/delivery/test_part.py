"""Other programs see a custom XML part that is well-formed and named; what they save has no copy that counts."""

import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from export.compact.copy import NAME
from export.workbook.template import template
from forms.library import Library
from tests.export.delivery.ways import outcome, read, workbook
from tests.office import Office

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@pytest.fixture(scope="module")
def data() -> bytes:
    """A small school's workbook."""
    return workbook(Library.built_in())


def test_the_part_is_well_formed_xml_of_a_declared_type(data: bytes) -> None:
    zipped = zipfile.ZipFile(BytesIO(data))
    assert zipped.testzip() is None
    root = ElementTree.fromstring(zipped.read(NAME))
    assert (root.tag, len(root), root.attrib) == ("{urn:xiangxiao:copy}copy", 0, {})
    types = ElementTree.fromstring(zipped.read("[Content_Types].xml"))
    defaults = {each.get("Extension"): each.get("ContentType") for each in types.iter(f"{TYPES}Default")}
    assert defaults["xml"] == "application/xml"


def test_every_relation_of_the_workbook_leads_to_a_part(data: bytes) -> None:
    zipped = zipfile.ZipFile(BytesIO(data))
    relations = ElementTree.fromstring(zipped.read("xl/_rels/workbook.xml.rels"))
    targets = [each.get("Target", "") for each in relations]
    assert f"../{NAME}" in targets
    names = [str(PurePosixPath("xl") / target).replace("xl/../", "") for target in targets]
    assert set(names) <= set(zipped.namelist())
    assert len({each.get("Id") for each in relations}) == len(targets)


def test_a_blank_workbook_names_no_part_that_it_does_not_have(library: Library) -> None:
    stream = BytesIO()
    template(["student"], library, stream)
    zipped = zipfile.ZipFile(stream)
    assert NAME not in zipped.namelist()
    assert b"customXml" not in zipped.read("xl/_rels/workbook.xml.rels")


def test_openpyxl_reads_it_and_saves_it_without_the_copy(data: bytes) -> None:
    stream = BytesIO()
    load_workbook(BytesIO(data)).save(stream)
    assert NAME not in zipfile.ZipFile(stream).namelist()
    found = read(stream.getvalue())
    assert (found.quick, found.seal, found.digest) == (False, "intact", read(data).digest)


@pytest.mark.slow
def test_libreoffice_drops_the_copy_and_keeps_the_records(data: bytes, office: Office, tmp_path: Path) -> None:
    (tmp_path / "school.xlsx").write_bytes(data)
    saved = office.convert(tmp_path / "school.xlsx", "xlsx", tmp_path / "saved").read_bytes()
    assert NAME not in zipfile.ZipFile(BytesIO(saved)).namelist()
    found = read(saved)
    assert (found.quick, found.seal) == (False, "intact")
    assert outcome(saved) == outcome(data)
