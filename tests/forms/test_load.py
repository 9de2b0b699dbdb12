"""The door for whoever writes a form, and pages that are written from definitions."""

from pathlib import Path

import pytest

from forms.__main__ import main
from forms.guide import guide
from forms.library import Library, root
from forms.load import form_from
from forms.problems import Catalogue, Problem

BROKEN = """
name = "broken"
title = { zh = "坏表", en = "Broken" }
cycle = "weekly"
key = ["nobody"]
colour = "red"
[fields]
a = { kind = "text", zh = "甲", en = "A", size = 3 }
b = { kind = "choice", zh = "乙", en = "B", choices = "no_such_list" }
c = { kind = "money", zh = "甲", en = "C" }
d = { kind = "colour", zh = "丁", en = "D" }
[[check]]
name = "ordered"
level = "warning"
fields = ["a", "z"]
"""


def test_every_fault_of_a_definition_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(BROKEN, "utf-8")
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    for fault in (
        "cycle",
        "nobody",
        "colour",
        "'size'",
        "no_such_list",
        "'甲' names both",
        "level is error",
        "'z' is no field",
    ):
        assert fault in told, fault


def test_sound_definitions_are_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *map(str, sorted((root() / "forms" / "definitions").glob("*.toml")))]) == 0
    assert capsys.readouterr().out.count("sound") == 11
    assert main(["chek"]) == 2


def test_a_form_travels_as_data(library: Library) -> None:
    for form in library.forms.values():
        again = form_from(form.as_dict())
        assert again.fields.keys() == form.fields.keys()
        assert again == form


def test_a_form_of_a_newer_program_passes_over_checks_that_are_not_known(library: Library) -> None:
    data = dict(library.forms["visit"].as_dict())
    data["check"] = [{"name": "weighed_in_moonlight", "level": "error", "fields": ["student"]}]
    assert form_from(data, foreign=True).checks == ()


def test_the_page_of_forms_is_what_would_be_written_now(library: Library) -> None:
    page = (root() / "resources" / "help" / "forms.md").read_text("utf-8")
    assert page == guide(library), "run: python -m forms guide"


def test_sentences_take_a_parameter_in_the_language_that_is_spoken() -> None:
    catalogue = Catalogue({"x": {"zh": "“{field}”空着。", "en": "“{field}” is blank."}})
    problem = Problem("x", "error", "student", params={"field": {"zh": "姓名", "en": "Name"}})
    assert catalogue.sentence(problem) == "“姓名”空着。"
    assert catalogue.sentence(problem, "en") == '"Name" is blank.'
