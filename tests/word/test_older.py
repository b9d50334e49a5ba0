"""Documents of old versions of Word, with and without LibreOffice."""

from __future__ import annotations

import pytest

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


@pytest.mark.slow
@pytest.mark.skipif(not office.find_office(), reason="LibreOffice is not installed")
def test_an_old_file_is_read_through_libreoffice() -> None:
    data = paperconv.export(paperconv.read(f"# Ice\n\n{PROSE}\n"), "docx").data
    old = office.convert({"a.docx": data}, "doc")["a.docx"]
    made = Read(old)
    assert m.text_of(made.document.meta.title) == "Ice"
    assert PROSE in made.text
