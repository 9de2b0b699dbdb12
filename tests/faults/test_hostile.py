"""The maker of hostile files keeps its word: cheap to make, small, and as bad as it says."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from itertools import islice

import openpyxl
import pytest

from tests.faults.hostile import CASES, Part, opendocument, repeated_text, workbook
from tests.faults.mutants import cut, doubled, flipped, mutants, repacked, spoilt, torn


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_honest_workbook_is_honest() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    assert list(book.worksheets[0].values) == [("姓名", "年龄"), ("张三", 9)]


def test_our_zip_is_a_zip() -> None:
    for data in (workbook(), opendocument("")):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None


def test_a_swollen_part_inflates_to_what_it_says() -> None:
    part = Part.swollen("a", b"abc", 3)
    content = zlib.decompress(part.packed, -zlib.MAX_WBITS)
    assert len(content) == part.size == 3 << 20
    assert content.startswith(b"abcabc")
    assert len(part.packed) < 20_000


@pytest.mark.parametrize("name", [name for name in CASES if name != "a large file"])
def test_a_hostile_file_is_small(name: str) -> None:
    assert len(CASES[name].make()) < 5 << 20


def test_a_repeated_text_is_small_in_the_file() -> None:
    assert len(repeated_text(20_000, 30_000)) < 200_000


def test_verdicts_cover_every_kind_of_harm() -> None:
    assert {case.verdict for case in CASES.values()} >= {
        "zip_bomb",
        "zip_parts",
        "zip_contradicts",
        "zip_twice",
        "zip_path",
        "cell_too_far",
        "too_many_styles",
        "book_has_doctype",
        "book_has_macros",
        "book_has_controls",
        "book_has_links",
        "book_has_connections",
        "book_has_objects",
        "book_has_password",
        "book_damaged",
        "file_empty",
        "",
    }


def test_the_same_seed_makes_the_same_mutants() -> None:
    original = workbook()
    first, again, other = (list(islice(mutants(original, seed), 40)) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    assert sum(mutant != original for mutant in first) > 35


@pytest.mark.parametrize("way", [cut, doubled, flipped, repacked, spoilt, torn])
def test_every_way_of_damage_changes_something(way: Callable[[bytes, random.Random], bytes]) -> None:
    original = workbook()
    assert any(way(original, random.Random(seed)) != original for seed in range(5))
