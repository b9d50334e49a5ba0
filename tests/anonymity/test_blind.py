"""An anonymous copy in every format names nobody, says what was taken out, and keeps the science."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

import paperconv
from paperconv import model as m
from paperconv.anonymity import running_text
from paperconv.diagnostics import Diagnostic, Severity
from paperconv.edition import Edition
from paperconv.errors import ConversionFailed, StyleError
from paperconv.passes.anonymise import anonymise
from paperconv.styles import load_style
from tests.anonymity import pictures
from tests.anonymity.making import MANUSCRIPT, NAMES, read

BLIND = load_style("base", "blind")
FORMATS = ("jats", "docx", "pdf", "epub", "html", "json")


def everything(artifact: paperconv.Artifact) -> str:
    """All that an output says, by other means than the search of the package."""
    out = [*artifact.files]
    for data in (artifact.data, *artifact.files.values()):
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                out += [package.read(one).decode("utf-8", "replace") for one in package.namelist()]
        elif data.startswith(b"%PDF"):
            with pypdfium2.PdfDocument(data) as pages:
                out += [page.get_textpage().get_text_bounded() for page in pages]
            with pikepdf.open(io.BytesIO(data)) as pdf:
                out += [str(value) for value in pdf.docinfo.values()]
                out += [one.get_file().read_bytes().decode() for one in pdf.attachments.values()]
                out.append(pdf.Root.Metadata.read_bytes().decode())
        out.append(data.decode("utf-8", "replace"))
    return "\n".join(out)


def blind(document: m.Document, **review: object) -> tuple[m.Document, list[Diagnostic]]:
    found: list[Diagnostic] = []
    made = anonymise(replace(BLIND.review, **review))(document, found.append)  # type: ignore[arg-type]
    assert list(m.check(made)) == []
    return made, found


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("style", ["base", "manuscript"])
def test_no_output_names_anybody(tmp_path: Path, style: str, format: str) -> None:
    document = read(tmp_path, picture=pictures.png())
    named = everything(paperconv.export(document, format))
    assert "Dofferty" in named
    made = everything(paperconv.export(document, format, style=style, variant="blind", name="dofferty-2021"))
    for name in NAMES:
        assert name not in made, name
    for kept in (
        "Hedgerow ferns under shade",
        "Young ferns need",
        "HD-44",
        "Shade and water",
        "Growing in the dark",
    ):
        assert kept.split()[0] in made, kept


def test_what_is_left_reads_well(tmp_path: Path) -> None:
    made, _ = blind(read(tmp_path))
    text = running_text(made)
    for sentence in (
        "Our earlier work (Author, 2020) was the first to count ferns, as Author (2020) say.",
        "The counts were checked by two of us (Author) and by Author again.",
        "The ethics committee of the [institution] approved this (HD-44). Author counted; the Author lab weighed.",
        "write to [e-mail address].",
        "Photo: Author.",
        "Young ferns need shade, and young trees give it.",
    ):
        assert " ".join(sentence.split()) in " ".join(text.split()), sentence
    assert [m.text_of(one.raw) for one in made.references] == [
        "Author (2020).",
        "Roe, R. (2018). Shade and water. Journal of Ferns, 1, 4–8.",
        "Young, A. (2017). Growing in the dark. Bracken, 9, 100–120.",
    ]
    assert [m.text_of(one.title) for one in made.back] == ["Data availability"]


def test_what_was_taken_out_is_told_and_is_no_loss(tmp_path: Path) -> None:
    _, found = blind(read(tmp_path))
    assert {one.severity for one in found} == {Severity.INFO}
    out, masked = (one.message for one in found)
    for words in (
        "2 authors",
        "2 affiliations",
        "1 ORCID iD",
        "acknowledgements",
        "funding",
        "author contributions",
        "competing interests",
    ):
        assert words in out
    for words in ("1 own work", "institution", "1 e-mail address", "initials"):
        assert words in masked


def test_a_copy_of_a_copy_is_the_same(tmp_path: Path) -> None:
    once, _ = blind(read(tmp_path))
    again, found = blind(once)
    assert again == once
    assert [one.rule for one in found] == ["author-known"], "a copy has no authors to look for"


def test_own_works_stay_where_the_style_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text(
        MANUSCRIPT.replace(
            "as Dofferty et al. (2020) say", "as J. A. Dofferty et al. (2020) say, and J. A. Dofferty knows"
        )
    )
    document = paperconv.read(tmp_path / "other.md")
    style = replace(BLIND, review=replace(BLIND.review, self_citations="keep"))
    made, _ = blind(document, self_citations="keep")
    assert "as J. A. Dofferty et al. (2020) say, and Author knows" in " ".join(running_text(made).split())
    assert m.text_of(next(made.references).raw).startswith("Dofferty, J.A. and Poe")
    assert "(Dofferty and Poe, 2020)" in running_text(made)
    for format in ("jats", "docx", "html", "json"):
        data = everything(paperconv.export(document, format, style=style))
        assert "Dofferty" in data
        for name in ("Hollowdale", "Jane", "Müllerström", "fernlab", "J.A.D."):
            assert name not in data, (format, name)


def test_the_word_for_authors_is_the_styles(tmp_path: Path) -> None:
    made, _ = blind(read(tmp_path), mask="[Names removed]")
    assert "(\\[Names removed], 2020)".replace("\\", "") in running_text(made)
    assert m.text_of(next(made.references).raw) == "[Names removed] (2020)."


def test_a_statement_that_names_nobody_stays() -> None:
    text = MANUSCRIPT.replace("Jane Dofferty owns a nursery.", "None declared.")
    made, _ = blind(paperconv.read(text))
    assert [m.text_of(one.title) for one in made.back] == ["Competing interests", "Data availability"]


@pytest.mark.parametrize(
    ("paragraph", "left"),
    [
        ("**Funding:** The Fern Fund paid.", ""),
        ("Author contributions: J.D. did it all.", ""),
        ("We gratefully thank the gardeners.", ""),
        ("This work was partially supported by the Fern Fund.", ""),
        ("Thanks to shade, ferns grow.", "Thanks to shade, ferns grow."),
        ("**Ethics:** Nobody was hurt.", "Ethics Nobody was hurt."),
    ],
)
def test_paragraphs_about_the_authors_go_wherever_they_stand(paragraph: str, left: str) -> None:
    document = paperconv.read(
        f"---\ntitle: Ferns\nauthor: Jane Dofferty\n---\n\n# Notes on shade\n\nFerns.\n\n{paragraph}\n"
    )
    made, _ = blind(document)
    assert " ".join(running_text(made).split()) == f"Ferns Notes on shade Ferns. {left}".strip()


@pytest.mark.parametrize(
    ("front", "title", "text", "stays"),
    [
        ("", "Investigators", "Principal investigator\n\nJane Dofferty\n\nEmail: j@fernlab.edu", False),
        ("", "1. Research team", "Prof. Jane Ann Dofferty, DSc", False),
        ("author: Jane Dofferty\n", "Research team", "J. Dofferty leads it.", False),
        (
            "author: Jane Dofferty\n",
            "Research team",
            "Two women who knew the valley asked all questions.",
            True,
        ),
    ],
)
def test_a_protocol_does_not_name_its_investigators(front: str, title: str, text: str, stays: bool) -> None:
    source = f"---\ntitle: Ferns\n{front}---\n\n# Aims\n\nDofferty counts ferns.\n\n# {title}\n\n{text}\n"
    made, _ = blind(paperconv.read(source))
    assert ("Dofferty" in running_text(made)) == (front == "" and "Prof" not in text)
    assert [m.text_of(one.title) for one in made.sections] == ["Aims", *[title] * stays]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("This study was funded by the Fern Fund (grant FF-20).", ""),
        ("Our work was in part supported by a grant of the Fern Fund.", ""),
        ("We shook them; funding for this study came from the Fern Fund.", "We shook them;"),
        ("The authors received financial support from a nursery of ferns.", ""),
        ("This study is supported by data from many other valleys.", "="),
        ("The trial of Poe was funded by a nursery of trees.", "="),
        ("Funding decides which ferns are counted in the valley.", "="),
    ],
)
def test_a_sentence_that_tells_who_paid_goes_out_of_running_text(sentence: str, left: str) -> None:
    text = f"---\ntitle: Ferns\nauthor: Jane Dofferty\n---\n\n# Methods\n\nWe counted ferns. {sentence} Then we left.\n"
    made, _ = blind(paperconv.read(text))
    expected = f"Ferns Methods We counted ferns. {sentence if left == '=' else left} Then we left."
    assert " ".join(running_text(made).split()) == " ".join(expected.split())


@pytest.mark.parametrize(
    ("url", "left"),
    [("https://creativecommons.org/licenses/by/4.0/", ""), ("", "Licensed under the terms of the valley.")],
)
def test_the_text_of_a_licence_names_nobody(tmp_path: Path, url: str, left: str) -> None:
    document = read(tmp_path)
    held = m.License(url=url, text=m.text("© 2020 Jayne Doferty. Licensed under the terms of the valley."))
    made, _ = blind(m.replace(document, meta=m.replace(document.meta, license=held)))
    assert made.meta.license is not None
    assert m.text_of(made.meta.license.text) == left


def test_another_persons_initials_in_a_reference_are_no_leak() -> None:
    entry = "Moss AB, Lehman Li-wei H. A database of shade. Ferns. 2016;3:160-70."
    text = f"---\ntitle: Ferns\nauthor: Lasse Hansen\n---\n\n# Notes\n\nFerns [1]. L.H. saw them.\n\n# References\n\n[1] {entry}\n"
    document = paperconv.read(text)
    given = m.Name(family="Lehman", given="Li-wei H.")
    document = m.replace(
        document,
        reference_lists=tuple(
            m.replace(
                one,
                references=tuple(
                    m.replace(work, authors=(*work.authors[:1], given)) for work in one.references
                ),
            )
            for one in document.reference_lists
        ),
    )
    artifact = paperconv.export(document, "html", style="apa", variant="blind")
    assert b"Lehman, L. H." in artifact.data.replace(b"&nbsp;", b" ").replace("\u00a0".encode(), b" ")
    assert b"L.H. saw" not in artifact.data


def test_changes_and_comments_are_unsigned() -> None:
    signed = (
        m.Paragraph((m.Change("insertion", (m.Text("new"),), author="Jane Dofferty", date="2021-01-01T01:00:00Z"),
                     m.Comment("why, Jane Dofferty?", author="R. Roe", date="2021-01-01T01:00:00Z"))),
    )  # fmt: skip
    author = m.Author(name=m.Name(given="Jane", family="Dofferty"))
    document = m.Document(meta=m.Metadata(title=m.text("Ferns"), authors=(author,)), blocks=signed)
    for format in FORMATS:
        made = everything(paperconv.export(document, format, variant="blind"))
        assert "Dofferty" not in made
        assert "Roe" not in made
        assert "2021-01-01" not in made


def test_ids_keys_and_files_get_neutral_names(tmp_path: Path) -> None:
    (tmp_path / "dofferty-plot.png").write_bytes(pictures.png())
    (tmp_path / "counts.csv").write_text("a,b\n1,2\n")
    (tmp_path / "r.bib").write_text(
        "@article{dofferty2020, author={Dofferty, Jane}, title={One}, year=2020}\n"
        "@article{roe2018, author={Roe, R.}, title={Two}, year=2018, journal={Bracken}}\n"
    )
    (tmp_path / "paper.md").write_text(
        "---\ntitle: Ferns\nauthor: Jane Dofferty\nbibliography: r.bib\n---\n\n"
        "# The Dofferty index\n\nSee @dofferty2020, [@roe2018] and [counts](counts.csv).\n\n![A plot](dofferty-plot.png)\n"
    )
    artifact = paperconv.convert(tmp_path / "paper.md", ["jats"], variant="blind").artifacts["jats"]
    assert set(artifact.files) == {"paper_files/figure-1.png", "paper_files/file-1.csv"}
    text = artifact.data.decode()
    assert "dofferty" not in text.lower()
    assert "Author (2020)" in re.sub("<[^>]*>", "", text)
    assert "figure-1.png" in text


def test_a_supplement_that_names_the_authors_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text("by,Jane Dofferty\n1,2\n")
    (tmp_path / "paper.md").write_text(
        "---\ntitle: Ferns\nauthor: Jane Dofferty\n---\n\nAll [counts](counts.csv).\n"
    )
    result = paperconv.convert(tmp_path / "paper.md", ["jats"], variant="blind")
    assert result.artifacts["jats"].files == {}
    assert any('"counts.csv" tells who wrote the paper' in one.message for one in result.diagnostics)


def test_a_picture_that_shows_the_authors_stops_the_output(tmp_path: Path) -> None:
    (tmp_path / "plot.pdf").write_bytes(pictures.pdf("Dofferty lab"))
    (tmp_path / "paper.md").write_text("---\ntitle: Ferns\nauthor: Jane Dofferty\n---\n\n![Plot](plot.pdf)\n")
    for format in ("docx", "jats"):
        with pytest.raises(ConversionFailed, match=r'"plot.pdf" shows who wrote the paper: author\'s name'):
            paperconv.export(paperconv.read(tmp_path / "paper.md"), format, variant="blind")


def test_a_leak_stops_the_output_and_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read(tmp_path, picture=pictures.png())
    edition = Edition(document, BLIND, lambda _: None)
    leaking = m.replace(edition.prepared(), meta=m.replace(edition.prepared().meta, subjects=("Dofferty",)))
    with pytest.raises(ConversionFailed, match=r'author\'s name "Dofferty" in docProps/core.xml'):
        edition.with_prepared(leaking).export("docx", "copy")


def test_a_variant_belongs_to_a_style_by_name() -> None:
    document = paperconv.read("# Ferns\n\nText.\n")
    assert paperconv.export(document, "jats", style=BLIND) == paperconv.export(
        document, "jats", variant="blind"
    )
    with pytest.raises(StyleError, match="loaded already"):
        paperconv.export(document, "jats", style=load_style("base"), variant="blind")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paperconv", *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_the_command_names_no_file_after_the_authors(tmp_path: Path) -> None:
    read(tmp_path, picture=pictures.png())
    out = tmp_path / "out"
    done = run(
        tmp_path / "dofferty-2021.md",
        "--to",
        "jats,docx",
        "--output-dir",
        out,
        "--variant",
        "blind",
        "--strict",
    )
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in out.rglob("*"))
    assert all(name.startswith(("manuscript-", "figure-")) for name in names), names
    assert "taken out of the anonymous copy: 2 authors" in done.stderr
    again = run(
        tmp_path / "dofferty-2021.md",
        "-o",
        out / "dofferty.docx",
        "--variant",
        "blind",
        "--log",
        out / "log.json",
    )
    assert again.returncode == 0
    warned = [
        one
        for one in json.loads((out / "log.json").read_text())["diagnostics"]
        if one["severity"] == "warning"
    ]
    assert [one["rule"] for one in warned] == ["copy-anonymous"]


def test_the_command_fails_where_a_name_is_left(tmp_path: Path) -> None:
    (tmp_path / "plot.pdf").write_bytes(pictures.pdf("Dofferty lab"))
    (tmp_path / "paper.md").write_text("---\ntitle: Ferns\nauthor: Jane Dofferty\n---\n\n![Plot](plot.pdf)\n")
    done = run(tmp_path / "paper.md", "-o", tmp_path / "copy.docx", "--variant", "blind")
    assert done.returncode == 1
    assert 'docx is not written: the picture "plot.pdf" shows who wrote the paper' in done.stderr
    assert not (tmp_path / "copy.docx").exists()


def test_an_author_who_is_called_as_the_mask_is_no_leak() -> None:
    document = paperconv.read(
        "---\ntitle: Ferns\nauthor: First Author\n---\n\nAn author writes; the Author lab says so.\n"
    )
    for format in ("jats", "docx", "html", "json"):
        assert paperconv.export(document, format, variant="blind").data
