from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.errors import PaperconvError, UnreadableSource
from paperconv.pandoc.run import run
from paperconv.passes.link_keys import link_keys
from paperconv.protocols import Source
from paperconv.readers.pandoc import PandocReader
from paperconv.readers.pandoc.reader import read_draft

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
TEXT = "Some *text* with $x$ and a note.[^1]\n\n# Methods\n\nMore.\n\n[^1]: The note.\n"


def read(data: bytes, name: str, log=None, **fields) -> m.Draft:
    return read_draft([Source(data, name, **fields)], (log if log is not None else []).append)


@pytest.mark.parametrize(
    ("suffix", "form"),
    [(".docx", "docx"), (".odt", "odt"), (".tex", "latex"), (".html", "html"), (".xml", "jats"), (".epub", "epub"),
     (".rst", "rst"), (".org", "org"), (".ipynb", "ipynb"), (".typ", "typst"), (".fb2", "fb2"), (".rtf", "rtf")],
)  # fmt: skip
def test_every_kind_of_source_keeps_words_and_headings(suffix: str, form: str):
    made = run(["-s", "-f", "markdown", "-t", form, "-M", "title=T", "-o", "-"], TEXT.encode(), source="x")
    found = []
    document = PandocReader().read([Source(made, f"paper{suffix}")], found.append)
    words = " ".join(m.text_of(document).split())
    assert "Some text with" in words
    assert "More." in words
    assert "reader-complete" in [one.rule for one in found]
    assert list(m.check(document)) == []


def docx_with_picture() -> bytes:
    return run(
        ["-f", "markdown", "-t", "docx", "-o", "-"], b"![A](data:image/png;base64,iVBORw0KGgo=)", source="x"
    )


def test_pictures_of_a_docx_become_resources():
    draft = read(docx_with_picture(), "a.docx")
    (picture,) = [node for node in m.iter_nodes(draft) if isinstance(node, m.Image)]
    assert [(one.name, one.media_type, one.data[:4]) for one in draft.resources] == [
        (picture.source, "image/png", b"\x89PNG")
    ]


def test_pictures_of_two_sources_do_not_mix():
    data = docx_with_picture()
    draft = read_draft([Source(data, "a.docx"), Source(data, "b.docx")], [].append)
    shown = [node.source for node in m.iter_nodes(draft) if isinstance(node, m.Image)]
    assert len(set(shown)) == 2
    assert sorted(shown) == sorted(one.name for one in draft.resources)


def test_ids_and_notes_of_joined_sources_stay_unique():
    one = b"Text [#a]_.\n\nIntro\n=====\n\n.. [#a] Note.\n"
    draft = read_draft([Source(one, "1.rst"), Source(one, "2.rst")], [].append)
    ids = [node.id for node in m.iter_nodes(draft) if getattr(node, "id", "")]
    assert len(ids) == len(set(ids))
    assert len(draft.notes) == 2


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.docx", "empty"),
        (b"hello", "a.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0rest", "a.docx", "old Word"),
        (b"a\0b", "a.tex", "binary"),
        (b"PK\x03\x04", "a.html", "binary"),
        (b"<foo/>", "a.xml", "no XML format"),
        (b"x", "a.unknown", "--from"),
        (b"{}", "a.ipynb", "cannot read"),
        (
            b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><article><p>&e;</p></article>",
            "a.xml",
            "Invalid XML",
        ),
    ],
)
def test_bad_input_is_one_line(data: bytes, name: str, reason: str):
    with pytest.raises(UnreadableSource, match=reason) as caught:
        read(data, name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_a_zip_bomb_is_not_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 250_000_000)
    with pytest.raises(UnreadableSource, match="unpacks to"):
        read(buffer.getvalue(), "bomb.docx")


def test_parts_of_a_latex_manuscript_are_read_from_its_folder_only(tmp_path):
    folder = tmp_path / "paper"
    folder.mkdir()
    (tmp_path / "secret.tex").write_text("swordfish")
    (folder / "body.tex").write_text("Inside. \\input{body}")
    found = []
    text = b"\\begin{document}Start. \\input{body} % \\input{gone}\n\\input{../secret} End.\\end{document}"
    draft = read(text, "main.tex", found, folder=folder)
    words = m.text_of(draft)
    assert "Inside." in words
    assert "swordfish" not in words
    missing = [one.message for one in found if one.message.startswith("a part is missing")]
    assert len(missing) == 2
    assert not any("gone" in one for one in missing)


def test_bibliography_and_references_become_works(tmp_path):
    (tmp_path / "refs.bib").write_text("@book{k, title={A Title}, author={Doe, J.}, year=2001}")
    tex = b"\\begin{document}See \\cite{k}.\\bibliography{refs}\\end{document}"
    draft = read(tex, "main.tex", folder=tmp_path)
    assert [(one.key, m.text_of(one.title)) for one in draft.references] == [("k", "A Title")]
    jats = (
        b"<article><body><p>See <xref ref-type='bibr' rid='r1'>1</xref>&nbsp;x.</p></body><back><ref-list><ref id='r1'>"
        b"<element-citation publication-type='journal'><person-group><name><surname>Doe</surname></name></person-group>"
        b"<article-title>Found</article-title><year>1999</year></element-citation></ref></ref-list></back></article>"
    )
    draft = read(jats, "main.xml")
    assert [m.text_of(one.title) for one in draft.references] == ["Found"]


def test_characters_of_other_encodings_are_read_with_a_warning():
    found = []
    draft = read("Café naïve".encode("cp1252"), "a.rst", found)
    assert m.text_of(draft) == "Café naïve"
    assert "source-readable" in [one.rule for one in found]
    assert m.text_of(read("Café".encode("utf-16"), "a.rst")) == "Café"


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")
@pytest.mark.parametrize("kind", ["docx", "html", "jats", "latex"])
def test_real_manuscripts_give_a_document_or_one_line(kind: str):
    suffixes = {".docx", ".html", ".xml", ".tex"}
    files = [one for one in sorted((CORPUS / kind).rglob("*")) if one.suffix in suffixes]
    files = [one for one in files if kind != "latex" or b"\\documentclass" in one.read_bytes()]
    refused: list[str] = []
    for file in files:
        source = Source(file.read_bytes(), file.name, file, file.parent)
        try:
            document = PandocReader().read([source], [].append)
        except PaperconvError as error:
            refused.append(str(error))
            continue
        # Keys that no work of the manuscript has are for the pass that knows all works.
        assert list(m.check(link_keys(document, ignore))) == [], file
    assert not any("\n" in one for one in refused)
    assert len(refused) < 0.3 * len(files)


def test_latex_pictures_are_the_files_of_the_folders_that_the_preamble_names(tmp_path: Path) -> None:
    for name in ("figs/plot.png", "figs/plot.eps", "more figs/map.pdf", "beside.jpg", "figs/v1.2.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    shown = ("plot", "map", "beside", "figs/plot.eps", "v1.2", "lost")
    figures = "".join(
        rf"\begin{{figure}}\includegraphics{{{name}}}\caption{{x}}\end{{figure}}" for name in shown
    )
    main = tmp_path / "main.tex"
    main.write_text(
        r"\documentclass{article}\graphicspath{{figs/}{more figs}}\begin{document}Text."
        + figures
        + r"\end{document}"
    )
    sources = [
        node.source
        for node in m.iter_nodes(read(main.read_bytes(), "main.tex", folder=tmp_path))
        if isinstance(node, m.Image)
    ]
    assert sources == [
        "figs/plot.png",
        "more figs/map.pdf",
        "beside.jpg",
        "figs/plot.eps",
        "figs/v1.2.png",
        "lost",
    ]
