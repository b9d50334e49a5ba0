"""What files hold besides text in UTF-8."""

from __future__ import annotations

import pytest

from paperconv.errors import UnreadableSource
from paperconv.protocols import Source
from tests.markdown.reading import read, read_all, words

TEXT = "# Frösche\n\nGrün sind sie – meist.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_and_line_end_gives_the_same_text(data: bytes):
    draft, found = read(data)
    assert words(draft) == "Frösche\nGrün sind sie – meist."
    assert found == []
    assert [block.pos.line for block in draft.blocks if block.pos] == [1, 3]


def test_windows_text_is_read_with_a_warning_that_names_the_line():
    draft, (warning,) = read(TEXT.encode("cp1252"))
    assert words(draft) == "Frösche\nGrün sind sie – meist."
    assert str(warning.pos) == "paper.md:1"


def test_damaged_utf8_stays_utf8():
    draft, (warning,) = read("Größe, Grün, Ähre".encode() + b" and \xff here.\n")
    assert "Größe" in words(draft)
    assert "UTF-8" in warning.message


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"%PDF-1.7 stuff", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"abc\x00\x01\x02def\x00\x00\x07", "NUL"),
        (bytes(range(1, 9)) * 40, "control"),
    ],
)
def test_what_is_no_text_gives_one_line(data: bytes, problem: str):
    with pytest.raises(UnreadableSource) as caught:
        read(data)
    assert problem in str(caught.value)
    assert str(caught.value).startswith("paper.md: ")
    assert "\n" not in str(caught.value)


def test_several_sources_are_joined_in_order_with_their_own_places():
    draft, _ = read_all([Source(b"# One\n\nFirst text.", "a.md"), Source(b"\n\nSecond text.\n", "b.md")])
    assert words(draft) == "One\nFirst text.\nSecond text."
    assert [str(block.pos) for block in draft.blocks] == ["a.md:1", "a.md:3", "b.md:3"]


def test_control_characters_are_left_out():
    draft, (info,) = read("A frog\x0b jumps.\n")
    assert words(draft) == "A frog jumps."
    assert "control" in info.message
