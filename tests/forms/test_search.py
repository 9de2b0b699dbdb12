"""A record is found however people call it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.readings import readings
from forms.search import Index

NAMES = {
    "1": "李雨桐", "2": "单一诺", "3": "仇小军", "4": "解珍", "5": "曾子轩", "6": "查良", "7": "区志", "8": "覃欣",
    "9": "尉迟恭", "a": "朴树", "b": "买买提·艾力", "c": "吕布", "d": "𬭎一", "e": "John Smith", "f": "万俟子轩", "g": "张绿",
}  # fmt: skip


@pytest.fixture
def index() -> Index:
    made = Index()
    for id_, name in NAMES.items():
        made.put(id_, {"name": name}, {"id_number": f"99010120180312{ord(id_):04}", "phone": f"1380000{ord(id_):04}"})
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("雨", "1"), ("李雨桐", "1"), ("liyutong", "1"), ("lyt", "1"), ("liyt", "1"), ("lyuto", "1"), ("yt", "1"), ("LYT", "1"),
        ("李yt", "1"), ("李 桐", "1"), ("ｌｙｔ", "1"), ("lt", ""), ("雨李", ""), ("tong", "1"),
        ("shan", "2"), ("syn", "2"), ("dyn", "2"), ("qxj", "3"), ("xiezhen", "4"), ("xz", "4"), ("zengz", "5"), ("zha", "6g"),
        ("zl", "6g"), ("ouzhi", "7"), ("oz", "7"), ("qinxin", "8"), ("tx", "8"), ("yuchi", "9"), ("ycg", "9"), ("piao", "a"), ("ps", "a"),
        ("买买提", "b"), ("mmt", "b"), ("·艾", "b"), ("lv", "cg"), ("lvb", "c"), ("lub", "c"), ("lyub", "c"), ("hong", "d"), ("𬭎", "d"),
        ("john", "e"), ("smith", "e"), ("moqi", "f"), ("mqzx", "f"), ("zhanglv", "g"), ("zhlv", "g"),
        ("abcxyz", ""), ("?", ""),
    ],
)  # fmt: skip
def test_a_name_is_found(index: Index, typed: str, found: str) -> None:
    assert set(index.find(typed)) == set(found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("0049", "1"), ("20180312 0049", ""), ("201803120049", "1"), ("990101201803120049", "1"), ("990101", "all"), ("049", ""),
     ("13800000049", "1"), ("138000", "all"), ("8000", "")],
)  # fmt: skip
def test_a_number_is_found_by_its_tail_or_its_long_beginning(index: Index, typed: str, found: str) -> None:
    assert set(index.find(typed)) == (set(NAMES) if found == "all" else set(found))


def test_the_last_character_of_an_id_number_may_be_a_letter() -> None:
    index = Index()
    index.put("1", {}, {"id_number": "99010120180312002X"})
    assert index.find("002x")["1"].marks == {"id_number": (14, 15, 16, 17)}


@pytest.mark.parametrize(
    ("typed", "marks"),
    [("ly", (0, 1)), ("yt", (1, 2)), ("liyutong", (0, 1, 2)), ("桐", (2,)), ("李 桐", (0, 2))],
)
def test_what_was_matched_can_be_underlined(index: Index, typed: str, marks: tuple[int, ...]) -> None:
    assert index.find(typed)["1"].marks == {"name": marks}


def test_nothing_typed_finds_everybody(index: Index) -> None:
    assert set(index.find("  ")) == set(NAMES)


def test_a_changed_name_is_found_by_its_new_form_only(index: Index) -> None:
    index.put("1", {"name": "王小明"}, {})
    assert "1" not in index.find("lyt")
    assert "1" in index.find("wxm")
    assert "1" not in index.find("0049")
    index.drop("1")
    index.drop("1")
    assert "1" not in index.find("wxm")
    assert len(index) == len(NAMES) - 1


@given(name=st.text(st.sampled_from("李单仇解曾查区覃朴张雨桐子轩吕绿重长乐·"), min_size=1, max_size=5), data=st.data())
def test_any_reading_and_any_mixture_of_full_and_short_finds_the_name(name: str, data: st.DataObject) -> None:
    index = Index()
    index.put("1", {"name": name}, {})
    start = data.draw(st.integers(0, len(name) - 1))
    typed = ""
    for character, read in list(zip(name, readings(name), strict=True))[start:]:
        full = data.draw(st.sampled_from(read)) if read else character
        typed += data.draw(st.sampled_from([full, full[0], character]))
    assert "1" in index.find(typed)
