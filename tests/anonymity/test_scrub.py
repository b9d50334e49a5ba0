"""Pictures lose what they say about their makers, and nothing that they show."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image as Pillow

from paperconv.leaks import search
from paperconv.scrub import scrub
from tests.anonymity.making import author, identities
from tests.anonymity.pictures import MAKERS, SAID

EVERY = identities(author("Jane", "Dofferty"))


def mask(text: str) -> str:
    return text.replace("Jane Dofferty", "Author").replace("jdofferty", "user")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_picture_names_its_maker_until_it_is_cleaned(kind: str) -> None:
    data = MAKERS[kind]()
    assert list(search([(f"a.{kind}", data)], EVERY)), "the search sees it"
    cleaned = scrub(data, mask)
    assert list(search([(f"a.{kind}", cleaned)], EVERY)) == []
    for encoding in ("utf-8", "utf-16-le"):
        assert "Dofferty".encode(encoding) not in cleaned
    assert scrub(cleaned, mask) == cleaned
    assert scrub(data, mask) == cleaned, "the same bytes each time"


@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "webp", "tif"])
def test_a_raster_keeps_every_pixel_and_its_resolution(kind: str) -> None:
    data = MAKERS[kind]()
    with Pillow.open(io.BytesIO(data)) as before, Pillow.open(io.BytesIO(scrub(data, mask))) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
        assert before.info.get("dpi") == after.info.get("dpi")


def test_a_photograph_stays_upright() -> None:
    with Pillow.open(io.BytesIO(scrub(MAKERS["jpg"](), mask))) as after:
        assert dict(after.getexif()) == {0x0112: 6}


def test_a_drawing_keeps_its_shapes_and_masks_its_words() -> None:
    cleaned = scrub(MAKERS["svg"](), mask).decode()
    assert "Ferns, made by Author</text>" in cleaned
    assert "<rect" in cleaned
    assert "<image" in cleaned
    assert SAID not in cleaned


def test_a_pdf_keeps_its_pages() -> None:
    with pypdfium2.PdfDocument(scrub(MAKERS["pdf"](), mask)) as document:
        assert document[0].get_size() == (200, 100)
        assert document[0].get_textpage().get_text_bounded() == "Ferns"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\xffIHDR", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\xff\xff", b"GIF89a",
        b"RIFF\0\0\0\0WEBP", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff", b"%PDF-1.7 nothing", b"<svg", b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"%!PS", b"\x01\0\0\0" + bytes(36) + b" EMF",
    ],
)  # fmt: skip
def test_a_broken_picture_is_no_trouble(data: bytes) -> None:
    assert isinstance(scrub(data, mask), bytes)
