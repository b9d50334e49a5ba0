"""Files that a manuscript names as supplements travel with every output."""

from __future__ import annotations

import io
import zipfile

import pytest

from paperconv import model as m
from paperconv.assets import names_file
from paperconv.diagnostics import ignore
from paperconv.exporters.docx import DocxExporter
from paperconv.exporters.epub import EpubExporter
from paperconv.exporters.html import HtmlExporter
from paperconv.exporters.jats import JatsExporter
from paperconv.passes.find_supplements import find_supplements
from tests.jobs import job
from tests.passes.making import doc, p, t


def found(*paragraphs: m.Paragraph, role: str = "supplement") -> tuple[m.Block, ...]:
    document = doc(sections=(m.Section(t("Supplementary material"), paragraphs, role=role),))
    made = find_supplements(document, ignore)
    assert find_supplements(made, ignore) == made
    return made.sections[0].blocks


@pytest.mark.parametrize(
    ("paragraph", "label", "source", "caption"),
    [
        (p(m.Styled("strong", t("Data S1.")), " All readings (readings.csv)."), "Data S1", "readings.csv", "All readings."),
        (p("Movie S2: The tide. ", m.Link("media/tide.mp4", t("media/tide.mp4"))), "Movie S2", "media/tide.mp4", "The tide. media/tide.mp4"),
        (p("S1 File. ", m.Link("a.pdf", t("Methods in full"))), "S1 File", "a.pdf", "Methods in full"),
        (p("Additional file 3 – x.zip"), "Additional file 3", "x.zip", ""),
    ],
)  # fmt: skip
def test_a_label_and_a_file_make_a_supplement(
    paragraph: m.Paragraph, label: str, source: str, caption: str
) -> None:
    (made,) = found(paragraph)
    assert isinstance(made, m.Supplement)
    assert (made.label, made.source) == (label, source)
    assert m.text_of(made.caption or ()) == caption


@pytest.mark.parametrize(
    "paragraph",
    [p("Data S1. All readings."), p("See readings.csv."), p("Data S1. In a.csv and b.csv."), p("Data S1: https://x.org/a.csv")],
)  # fmt: skip
def test_what_is_not_sure_stays_a_paragraph(paragraph: m.Paragraph) -> None:
    assert found(paragraph) == (paragraph,)


def test_elsewhere_nothing_is_a_supplement() -> None:
    paragraph = p("Data S1. All readings (readings.csv).")
    assert found(paragraph, role="methods") == (paragraph,)


def test_which_links_name_files() -> None:
    assert all(map(names_file, ("a.csv", "data/b c.xlsx", "x.tar.gz")))
    assert not any(
        map(names_file, ("https://x.org/a.csv", "#a", "mailto:a@b.org", "www.x.zip", "/etc/a.csv", "paper"))
    )


DOCUMENT = m.Document(
    m.Metadata(title=t("T"), language="en"),
    blocks=(
        m.Supplement("readings.csv", "s1", "Data S1", m.Caption(blocks=(p("All readings."),))),
        p("Code is in ", m.Link("fit.py", t("a script")), "; lost: ", m.Link("lost.csv", t("gone")), "."),
    ),
    resources=(m.Resource("readings.csv", "", b"a,b\n"), m.Resource("fit.py", "", b"x = 1\n")),
)
FILES = {"paper_files/readings.csv": b"a,b\n", "paper_files/fit.py": b"x = 1\n"}


@pytest.mark.parametrize("exporter", [DocxExporter(), HtmlExporter(), JatsExporter()])
def test_files_lie_beside_the_output_and_links_lead_to_them(exporter: object) -> None:
    settings, said = job(DOCUMENT)
    made = exporter.export(DOCUMENT, settings)  # type: ignore[attr-defined]
    assert made.files == FILES
    assert [d.message for d in said if "not carried along" in d.message] == [
        'a file that the text names is not carried along: "lost.csv" does not exist'
    ]
    data = made.data
    if data.startswith(b"PK"):
        data = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels")
    assert b"paper_files/readings.csv" in data
    assert b"paper_files/fit.py" in data


def test_a_book_holds_the_files() -> None:
    settings, _ = job(DOCUMENT)
    with zipfile.ZipFile(io.BytesIO(EpubExporter().export(DOCUMENT, settings).data)) as book:
        names = book.namelist()
    assert {"EPUB/supplements/readings.csv", "EPUB/supplements/fit.py"} <= set(names)
