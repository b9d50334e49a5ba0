"""`submit` writes what the journal's form asks for, and says what is missing."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import docx
import paperconv
from paperconv.submission import File, Submission, describe, submit
from tests.conftest import need
from tests.submission.papers import paper, style
from tests.test_pictures import saved
from tests.validators import jats, office, packages

FIGURES = """::: {#fig-two layout-ncol=2}
![One.](photo.jpg)

![Other.](photo.jpg)

Two plots.
:::

![How salt moves.](line.svg)
"""
ALL = 'separate = ["title-page", "highlights", "cover-letter", "figures", "tables", "supplements", "references"]\n'
HIGHLIGHTS = "highlights:\n  - Salt moves with the tide.\n  - It comes back with the wind.\n"
SUPPLEMENT = "# Supplementary material\n\nData S1. All readings (readings.csv).\n"


def made(
    folder: Path, more: str = "", *, variant: str | None = None, name: str = "salt", **parts: str
) -> Submission:
    document = paperconv.read(paper(folder / "paper", **parts))
    return submit(document, style(folder / "shores", more), variant=variant, name=name)


def paths(submission: Submission, kind: str = "") -> list[str]:
    return [
        file.path for file in submission.files if kind in {"", file.kind} and not file.details.get("part")
    ]


def held(submission: Submission, kind: str) -> File:
    return next(file for file in submission.files if file.kind == kind)


def words(file: File) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(file.data)).paragraphs)


def test_an_upload_has_everything_that_the_form_asks_for(tmp_path: Path) -> None:
    got = made(tmp_path, f"[submission]\n{ALL}", figures=FIGURES, body=SUPPLEMENT, front=HIGHLIGHTS)
    assert got.complete, got.missing
    assert paths(got) == [
        "reviewers/salt-manuscript.docx",
        "reviewers/salt-proof.pdf",
        "reviewers/salt-highlights.docx",
        "reviewers/Figure-1.tif",
        "reviewers/Figure-2a.tif",
        "reviewers/Figure-2b.tif",
        "reviewers/Figure-3.pdf",
        "reviewers/Table-1.docx",
        "reviewers/Supplement-S1.csv",
        "editors/salt-title-page.docx",
        "editors/salt-references.bib",
        "editors/salt-jats.xml",
        "editors/salt-cover-letter.docx",
        "editors/salt-meca.zip",
        "requirements.html",
        "checklist.txt",
        "checklist.html",
    ]
    assert all(
        file.audience == (file.path.split("/")[0] if "/" in file.path else "author") for file in got.files
    )
    assert "Supplement-S1.csv" in words(held(got, "manuscript"))
    assert "readings.csv" not in words(held(got, "manuscript"))
    assert "Salt moves with the tide." in words(held(got, "highlights"))
    assert b"@article{roe2019" in held(got, "references").data
    table = docx.Document(io.BytesIO(held(got, "table").data))
    assert [cell.text for cell in table.tables[0].rows[1].cells] == ["A", "3.1"]


@pytest.mark.parametrize(
    ("more", "parts", "missing"),
    [
        ('[submission]\nseparate = ["highlights"]\n', {}, "highlights: the journal wants some, the manuscript has none"),
        (
            '[rules.highlights]\nleast = 3\nmost = 5\nsays = "Three to five highlights."\n',
            {"front": HIGHLIGHTS},
            "highlights: the journal wants 3–5, the manuscript has 2",
        ),
        ("", {"figures": "![Not there.](nowhere.png)\n"}, 'Figure 2: "nowhere.png" does not exist'),
        ("", {"figures": "![Broken.](broken.png)\n"}, 'Figure 2: "broken.png": '),
        ("", {"body": "# Supplementary material\n\nData S1. Readings (lost.csv).\n"}, 'Data S1: "lost.csv" does not exist'),
        ('[submission]\nformats = ["latex"]\n', {}, "manuscript: the journal takes latex only"),
        ('[submission]\nfigure-formats = ["svg"]\n', {}, 'Figure 1: "map.png": the journal takes drawings only'),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(tmp_path: Path, more: str, parts: dict[str, str], missing: str) -> None:
    got = made(tmp_path, more, **parts)
    assert not got.complete
    assert len(got.missing) == 1
    assert str(got.missing[0]).startswith(missing)
    assert "not complete: 1 thing is missing" in describe(got)
    assert missing in describe(got)
    assert held(got, "manuscript").data.startswith(b"PK"), "what can be made is made"


def test_a_format_that_is_not_written_gives_way_to_the_next(tmp_path: Path) -> None:
    got = made(tmp_path, '[submission]\nformats = ["latex", "pdf"]\n')
    assert got.complete
    assert paths(got, "manuscript") == ["reviewers/salt-manuscript.pdf"]
    assert not paths(got, "proof")
    assert "does not write latex" in describe(got)


def test_too_few_dots_are_told_and_none_is_added(tmp_path: Path) -> None:
    got = made(
        tmp_path, "[submission]\nfigure-resolution = 600\n", figures="![Small.](small.png){width=60mm}\n"
    )
    figure = next(file for file in got.files if file.path == "reviewers/Figure-2.tif")
    assert figure.details == {"number": "2", "width-mm": 60.0, "pixels": [60, 40], "dpi": 25}
    assert (
        "Figure 2: only 25 dpi at the printed width of 60 mm (the journal asks for 600; no dot was added)"
        in describe(got)
    )
    assert got.complete


def test_files_are_called_as_the_style_says(tmp_path: Path) -> None:
    names = '[submission]\nseparate = ["figures", "supplements", "tables"]\n[submission.names]\nmanuscript = "{author}_text"\nfigure = "Fig{number}"\ntable = "{name}.t{number}"\nsupplement = "S{number}_File"\n'
    got = made(tmp_path, names, body=SUPPLEMENT)
    assert paths(got)[0] == "reviewers/Okonkwo-Brandt_text.docx"
    assert {"reviewers/Fig1.tif", "reviewers/salt.t1.docx", "reviewers/S1_File.csv"} <= set(paths(got))


def test_an_unknown_field_in_a_name_is_an_error_of_the_style(tmp_path: Path) -> None:
    with pytest.raises(paperconv.PaperconvError, match=r"submission\.names\.figure"):
        made(tmp_path, '[submission.names]\nfigure = "Fig{nummer}"\n')


BLIND = '[submission]\nvariant = "blind"\n[variant.blind.review]\nanonymous = true\n'


def test_in_a_blind_upload_nothing_for_reviewers_tells_who_wrote_it(tmp_path: Path) -> None:
    photograph = tmp_path / "paper" / "signed.jpg"
    photograph.parent.mkdir()
    photograph.write_bytes(saved("JPEG", (900, 600), dpi=(300, 300), comment=b"by Ilse Okonkwo-Brandt"))
    wish = BLIND.replace('"blind"\n', '"blind"\nfigure-formats = ["jpeg", "tiff"]\n')
    got = made(
        tmp_path,
        wish,
        name="okonkwo-brandt-2026-salt",
        figures="![The marsh.](signed.jpg)\n",
        body=SUPPLEMENT,
    )
    assert got.complete, got.missing
    assert (got.anonymous, got.variant) == (True, "blind")
    assert not any("okonkwo" in path.lower() for path in paths(got))
    assert "holds the author's name" in describe(got)
    sent = [file for file in got.files if file.audience == "reviewers"]
    assert {file.kind for file in sent} == {"manuscript", "proof", "figure", "supplement"}
    assert not any(
        word in file.data for file in sent for word in (b"Okonkwo", b"Ilse", b"Northern University")
    )
    assert "Maren Oxholm" not in words(held(got, "manuscript"))
    assert "Supplement-S1.csv" in words(held(got, "manuscript"))
    page = held(got, "title-page")
    assert page.audience == "editors"
    assert all(name in words(page) for name in ("Ilse Okonkwo-Brandt", "Northern University", "Maren Oxholm"))


def test_in_a_blind_upload_a_file_that_names_its_author_is_not_sent(tmp_path: Path) -> None:
    file = paper(tmp_path / "paper", body=SUPPLEMENT)
    (file.parent / "readings.csv").write_text("observer,salt\nIlse Okonkwo-Brandt,3.1\n")
    got = submit(paperconv.read(file), style(tmp_path / "shores", BLIND), name="salt")
    assert not paths(got, "supplement")
    assert [one.part for one in got.missing] == ["Data S1"]
    assert "tells who wrote the paper" in got.missing[0].message


def test_a_variant_can_be_asked_for(tmp_path: Path) -> None:
    assert not made(tmp_path, BLIND, variant="").anonymous
    with pytest.raises(paperconv.PaperconvError, match="no variant"):
        made(tmp_path, BLIND, variant="no-such")


def test_a_cover_letter_says_what_the_manuscript_says_and_leaves_the_rest_blank(tmp_path: Path) -> None:
    said = words(held(made(tmp_path), "cover-letter"))
    for known in (
        "Tides of salt in the upper marsh",
        "Journal of Shores",
        "ilse@example.org",
        "Figure-1.tif",
        "Northern University",
    ):
        assert known in said
    for blank in (
        "[FILL IN: the date]",
        "[FILL IN: the type of article]",
        "under consideration elsewhere]",
        "approved",
    ):
        assert blank in said
    assert not any(
        sentence.strip().startswith(("All authors", "This work has not")) for sentence in said.splitlines()
    )


def test_statements_for_the_title_page_stand_there(tmp_path: Path) -> None:
    wish = '[submission]\nseparate = ["title-page"]\n[statements.acknowledgements]\nwhere = "title-page"\nsays = "Thanks stand on the title page."\n'
    said = words(held(made(tmp_path, wish), "title-page"))
    assert "We thank Maren Oxholm" in said
    assert "Salt moves with the tide" not in said


def test_statements_for_the_form_are_a_file_of_their_own_and_not_in_the_manuscript(tmp_path: Path) -> None:
    wish = '[statements.acknowledgements]\nwhere = "system"\nsays = "Thanks are told in the form."\n'
    got = made(tmp_path, wish)
    assert "We thank Maren Oxholm" in words(held(got, "statements"))
    assert held(got, "statements").path == "editors/salt-statements.docx"
    assert "We thank Maren Oxholm" not in words(held(got, "manuscript"))
    assert not [file for file in made(tmp_path / "none").files if file.kind == "statements"]


def test_what_the_manuscript_leaves_out_is_in_the_proof_and_in_files_of_its_own(tmp_path: Path) -> None:
    wish = (
        '[figures]\nplace = "separate"\nlegends = "Legends"\ncallout = "[{label} about here]"\n[tables]\nplace = "separate"\n'
        '[submission]\nseparate = ["figures", "tables"]\n'
    )
    got = made(tmp_path, wish)
    manuscript = docx.Document(io.BytesIO(held(got, "manuscript").data))
    said = "\n".join(one.text for one in manuscript.paragraphs)
    assert not manuscript.inline_shapes
    assert not manuscript.tables
    assert "[Figure 1 about here]" in said
    assert said.index("Legends") < said.index("Map of the marsh.")
    assert len(docx.Document(io.BytesIO(held(got, "table").data)).tables) == 1
    assert b"/Subtype /Image" in held(got, "proof").data or b"/Subtype/Image" in held(got, "proof").data


def test_word_files_of_an_upload_are_valid(tmp_path: Path) -> None:
    need(office.installed(), "the Open XML SDK")
    got = made(tmp_path, f"[submission]\n{ALL}", figures=FIGURES, body=SUPPLEMENT, front=HIGHLIGHTS)
    files = []
    for file in got.files:
        if file.path.endswith(".docx"):
            files.append(tmp_path / file.path.replace("/", "-"))
            files[-1].write_bytes(file.data)
    assert len(files) == 5
    failed = [str(verdict) for verdict in office.validate(files) if verdict.errors]
    assert not failed, failed


def test_the_meca_package_is_valid_and_holds_all_that_it_lists(tmp_path: Path) -> None:
    need(packages.meca_installed(), "the DTDs of npm's meca")
    need(jats.dtd_installed(), "the JATS DTD")
    got = made(tmp_path, f"[submission]\n{ALL}", figures=FIGURES, body=SUPPLEMENT, front=HIGHLIGHTS)
    with zipfile.ZipFile(io.BytesIO(held(got, "meca").data)) as package:
        names = package.namelist()
        manifest = etree.fromstring(package.read("manifest.xml"))
        assert packages.meca_errors(package.read("manifest.xml")) == []
        assert packages.meca_errors(package.read("transfer.xml")) == []
        assert jats.dtd_errors(package.read("article.xml")) == []
        transfer = etree.fromstring(package.read("transfer.xml"))
        graphics = etree.fromstring(package.read("article.xml")).findall(".//graphic")
        assert all(one.get("{http://www.w3.org/1999/xlink}href") in names for one in graphics)
    space = {
        "m": "https://manuscriptexchange.org/schema/manifest",
        "t": "https://manuscriptexchange.org/schema/transfer",
    }
    listed = manifest.xpath(
        "//m:instance/@xlink:href", namespaces={**space, "xlink": "http://www.w3.org/1999/xlink"}
    )
    assert sorted(["manifest.xml", *listed]) == sorted(names)
    assert len(set(names)) == len(names)
    kinds = dict(zip(listed, manifest.xpath("//m:item/@item-type", namespaces=space), strict=True))
    assert kinds["article.xml"] == "article-metadata"
    assert kinds["Figure-2a.tif"] == "figure"
    assert kinds["salt-manuscript.docx"] == "manuscript"
    assert (
        transfer.xpath("string(//t:destination//t:publication-title)", namespaces=space)
        == "Journal of Shores"
    )
    assert transfer.xpath("string(//t:email)", namespaces=space) == "ilse@example.org"


def test_the_same_manuscript_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (made(tmp_path, figures=FIGURES) for _ in range(2))
    sums = [
        [(file.path, hashlib.sha256(file.data).hexdigest()) for file in got.files] for got in (one, other)
    ]
    assert sums[0] == sums[1]


def test_the_manifest_says_what_each_file_is(tmp_path: Path) -> None:
    from paperconv.submission.manifest import write_manifest

    got = made(tmp_path, BLIND)
    said = json.loads(write_manifest(got))
    assert (said["complete"], said["anonymous"], said["journal"]) == (True, True, "Journal of Shores")
    for entry, file in zip(said["files"], got.files, strict=True):
        assert entry["sha256"] == hashlib.sha256(file.data).hexdigest()
        assert (entry["bytes"], entry["media-type"], entry["for"]) == (
            len(file.data),
            file.media_type,
            file.audience,
        )
    assert {one["kind"] for one in said["files"] if one["for"] == "reviewers"} == {
        "manuscript",
        "proof",
        "figure",
    }
