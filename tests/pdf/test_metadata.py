"""What the file says about itself, and what assistive technology finds in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from paperconv import model as m
from paperconv.diagnostics import Rule
from tests.conftest import SHARED
from tests.documents import LETTER, RICH
from tests.pdf.paper import export, opened, plain_paper
from tests.pieces import p, t

CHECK = SHARED / "measure" / "validators" / "check.py"


def test_title_authors_keywords_language_and_description_are_in_the_file_twice() -> None:
    pdf = opened(export(RICH)[0])
    assert pdf.docinfo["/Title"] == "A study of Zea mays & its neighbours"
    assert str(pdf.docinfo["/Author"]).startswith("Ada Maria van Gogh")
    assert pdf.docinfo["/Keywords"] == "maize, Zea mays, Agriculture"
    assert "We looked." in str(pdf.docinfo["/Subject"])
    assert pdf.docinfo["/CreationDate"] == "D:20250101000000+00'00"
    assert pdf.Root.Lang == "en"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "A study of Zea mays & its neighbours"
        assert len(xmp["dc:creator"]) == 3
        assert xmp["dc:identifier"] == "doi:10.5555/12345678"
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"


def test_text_that_xml_cannot_hold_does_not_break_the_metadata() -> None:
    hostile = m.Metadata(title=t('<x>&"};} \\ </style>\x07 title'), language="en")
    pdf = opened(export(m.Document(hostile))[0])
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"].startswith('<x>&"};} \\ </style>')


@pytest.mark.parametrize(
    ("title", "wanted"), [("T", "H1 H2 H3 H2"), ("", "H1 H2 H1")], ids=["title", "no title"]
)
def test_headings_begin_with_the_first_level(title: str, wanted: str) -> None:
    inner = m.Section(t("Deep"), (p("Deeper."),), id="sec1-1")
    sections = (
        m.Section(t("One"), (p("Words."),), (inner,), id="sec1"),
        m.Section(t("Two"), (p("Words."),), id="sec2"),
    )
    pdf = opened(export(m.Document(m.Metadata(title=t(title), language="en"), sections=sections))[0])
    found: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        if not isinstance(element, pikepdf.Dictionary):
            return
        if str(element.get("/S", ""))[1:2] == "H":
            found.append(str(element.S)[1:])
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)

    walk(pdf.Root.StructTreeRoot)
    assert " ".join(found) == wanted


@pytest.mark.parametrize("text", ["Plain words.", "A sign \U0010fffd that no font has."])
def test_a_file_that_lacks_glyphs_claims_no_conformance(text: str) -> None:
    data, found = export(m.Document(m.Metadata(title=t("T"), language="en"), blocks=(p(text),)))
    lacking = [d for d in found if d.rule == Rule.FONT_COMPLETE]
    assert bool(lacking) == ("\U0010fffd" in text)
    with opened(data).open_metadata() as xmp:
        assert ("pdfuaid:part" in xmp) == ("pdfaid:part" in xmp) == (not lacking)
    assert all("U+10FFFD" in str(one) and "neither PDF/UA nor PDF/A" in str(one) for one in lacking)


@pytest.mark.parametrize("style", ["base", "manuscript"])
def test_the_tree_holds_to_the_rules_of_pdf_ua(style: str) -> None:
    for document in (RICH, LETTER, plain_paper(4)):
        pdf = opened(export(document, style)[0])
        elements = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"
        ]
        assert bool(pdf.Root.MarkInfo.Marked)
        for element in elements:
            kids = [k for k in element.get("/K", []) if isinstance(k, pikepdf.Dictionary)]
            if any(k.get("/Type") == "/OBJR" for k in kids):
                assert element.S == "/Link"
            if element.S == "/LI":
                assert {str(k.S) for k in kids} <= {"/Lbl", "/LBody"}
            if element.S == "/Figure":
                assert str(element.Alt)
            if element.S == "/TH":
                assert str(element.A.Scope) in {"/Row", "/Column"}


def test_links_lead_to_places_that_exist() -> None:
    pdf = opened(export(RICH)[0])
    names = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
    targets = [str(a.Dest) for page in pdf.pages for a in page.get("/Annots", []) if "/Dest" in a]
    assert {"ref1", "ref2", "fig1", "tbl1", "sec2"} <= set(targets)
    assert set(targets) <= set(names)


def test_a_link_with_emphasis_in_it_is_one_link() -> None:
    link = m.Link("https://example.org/", (m.Text("a "), m.Styled("emph", t("fine")), m.Text(" page")))
    pdf = opened(
        export(m.Document(m.Metadata(title=t("T"), language="en"), blocks=(m.Paragraph((link,)),)))[0]
    )
    assert len(pdf.pages[0].Annots) == 1


@pytest.mark.validators
@pytest.mark.skipif(not CHECK.exists(), reason="the validators are not here")
def test_verapdf_finds_no_fault(tmp_path: Path) -> None:
    files = []
    for style in ("base", "manuscript"):
        for name, document in (("rich", RICH), ("letter", LETTER), ("plain", plain_paper(8))):
            files.append(tmp_path / f"{name}-{style}.pdf")
            files[-1].write_bytes(export(document, style)[0])
    run = subprocess.run(
        [sys.executable, str(CHECK), *map(str, files), "--pdf", "ua1"],
        capture_output=True,
        text=True,
        check=False,
    )
    if "no validators in" in run.stdout + run.stderr:
        pytest.skip("the validators are not set up")
    assert run.stdout.count("PASS") == len(files), run.stdout


@pytest.mark.parametrize("style", ["base", "two-column"])
def test_rows_are_as_wide_where_a_page_cuts_a_cell_that_reaches_over_many(style: str) -> None:
    tall = m.Cell((p("A place"),), rowspan=70)
    rows = tuple(
        m.Row((*([tall] if not number else []), m.Cell((p(f"{number}"),)), m.Cell((p("1.5"),))))
        for number in range(70)
    )
    table = m.Table(columns=(m.Column(), m.Column(), m.Column()), bodies=(m.TableBody(rows),), id="tbl1")
    pdf = opened(export(m.Document(m.Metadata(title=t("T"), language="en"), blocks=(table,)), style)[0])
    bodies = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TBody"]
    assert len(bodies) > 1
    for body in bodies:
        filled = [0] * len(body.K)
        for number, row in enumerate(body.K):
            for cell in row.K:
                for reached in range(int(cell.get("/A", {}).get("/RowSpan", 1))):
                    filled[number + reached] += int(cell.get("/A", {}).get("/ColSpan", 1))
        assert len(filled) > 5
        assert filled == [filled[0]] * len(filled)
