"""Documents of old versions of Word, with and without LibreOffice."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

import paperconv
from paperconv import model as m
from paperconv import office
from paperconv.errors import UnreadableSource
from tests.word.making import PROSE, Read, docx, p, style


def test_without_libreoffice_an_old_file_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: "")
    with pytest.raises(UnreadableSource, match="save it as"):
        Read(b"\xd0\xcf\x11\xe0" + bytes(600))


def test_a_metafile_that_cannot_be_drawn_is_kept_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: "")
    picture = '<w:r><w:object><v:shape><v:imagedata r:id="img1"/></v:shape></w:object></w:r>'
    made = Read(
        docx(
            p("Ice", style="T"),
            p(PROSE, picture),
            styles=style("T", "Title"),
            files={"media/image1.emf": b"emf"},
        )
    )
    assert [one.media_type for one in made.document.resources] == ["image/emf"]
    assert made.said("Windows metafiles") is not None


def _metafile() -> bytes:
    """A placeable Windows metafile: a filled rectangle."""
    head = struct.pack("<IHhhhhHI", 0x9AC6CDD7, 0, 0, 0, 1440, 720, 1440, 0)
    check = 0
    for (word,) in struct.iter_unpack("<H", head):
        check ^= word

    def record(function: int, *values: int) -> bytes:
        return struct.pack(f"<IH{len(values)}h", 3 + len(values), function, *values)

    records = [
        record(0x020B, 0, 0), record(0x020C, 720, 1440), record(0x02FC, 0, 0x40, 0x20, 0), record(0x012D, 0),
        record(0x041B, 600, 1200, 100, 200), record(0),
    ]  # fmt: skip
    body = b"".join(records)
    return head + struct.pack("<HHHHIHIH", check, 1, 9, 0x300, 9 + len(body) // 2, 1, 7, 0) + body


@pytest.mark.slow
@pytest.mark.skipif(not office.find_office(), reason="LibreOffice is not installed")
def test_metafiles_are_drawn_by_whatever_part_of_libreoffice_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "convert", lambda files, to: {})  # as without Draw
    (drawn,) = office.draw({"rectangle.wmf": _metafile()}).values()
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.width > 1.5 * picture.height
        assert len(picture.convert("RGB").getcolors() or []) > 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["odt", "rtf"])
@pytest.mark.parametrize("installed", [True, False])
def test_opendocument_and_rtf_go_through_libreoffice_or_through_pandoc_which_is_said(
    monkeypatch: pytest.MonkeyPatch, kind: str, installed: bool
) -> None:
    if not office.find_office():
        pytest.skip("LibreOffice is not installed")
    text = f"# Ice\n\n**Jane Doe^1^**\n\n^1^ Institute of Ice, Toruń, Poland\n\n## Introduction\n\n{PROSE}\n"
    data = office.convert({"a.docx": paperconv.export(paperconv.read(text), "docx").data}, kind)["a.docx"]
    if not installed:
        monkeypatch.setattr(office, "find_office", lambda: "")
    made = Read(data)
    assert PROSE in made.text
    assert (made.said("LibreOffice before") is not None) == installed
    assert (made.said("by pandoc") is not None) != installed
    if installed:
        (author,) = made.document.meta.authors
        assert (author.name.family, len(author.affiliations)) == ("Doe", 1)


@pytest.mark.slow
@pytest.mark.skipif(not office.find_office(), reason="LibreOffice is not installed")
def test_an_old_file_is_read_through_libreoffice() -> None:
    data = paperconv.export(paperconv.read(f"# Ice\n\n{PROSE}\n"), "docx").data
    old = office.convert({"a.docx": data}, "doc")["a.docx"]
    made = Read(old)
    assert m.text_of(made.document.meta.title) == "Ice"
    assert PROSE in made.text
