"""What reaches a school as text: encodings with and without a mark, and bytes that are no text."""

import pytest

from export.reading.text import decode, one_break
from forms.problems import Refusal


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert decode("姓名，张三\r\n".encode(encoding)) == "姓名，张三\r\n"


def test_utf_16_is_read_in_both_orders() -> None:
    assert decode(b"\xfe\xff" + "姓名".encode("utf-16-be")) == decode("姓名".encode("utf-16")) == "姓名"


def test_a_declared_encoding_comes_first() -> None:
    both = "一丁".encode("gb18030")
    assert decode(b'<meta charset="GB2312">' + both).endswith("一丁")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a\0b", "file_not_a_table"),
        (b"a\1b", "file_not_a_table"),
        (b"\xff\xfea", "text_encoding"),
        (b"\xff\xfe\1\0", "file_not_a_table"),
        (b"\xef\xbb\xbf\xff", "text_encoding"),
        (b"\x81", "text_encoding"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        decode(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "a"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a_x000D_\nb_x000D_", "a\nb\n"), ("_x000d_", "_x000d_")],
)
def test_breaks_become_line_feeds(text: str, expected: str) -> None:
    assert one_break(text) == expected
