"""Documents that tests export: RICH holds every kind of node, and is prepared as `prepare(style)` leaves it."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.passes.arrange import arrange
from paperconv.styles import JournalStyle
from tests.pieces import MATHML, SVG, TABLE, p, png, t

BODY: m.Blocks = (
    p(
        "Plain text with ",
        m.Styled("emph", t("emphasis")),
        ", ",
        m.Styled("strong", t("weight")),
        ", H",
        m.Styled("sub", t("2")),
        "O, 10",
        m.Styled("sup", t("3")),
        ", ",
        m.Styled("smallcaps", t("small capitals")),
        ", ",
        m.Styled("underline", t("underlined")),
        ", ",
        m.Styled("strike", t("struck")),
        ", ",
        m.Styled("monospace", t("typed")),
        ", ",
        m.CodeSpan("x <- f(y) & z"),
        ", ",
        m.Math("E = mc^2", MATHML.format("inline")),
        ", ",
        m.Math(r"\unknowable{x}"),
        ", a ",
        m.Link("https://example.org/a?b=1&c=2", t("web page"), "A title"),
        ", a mail link ",
        m.Link("mailto:ada@example.org", t("ada@example.org")),
        ", a work ",
        m.Citation(
            (m.CiteItem("ref1"), m.CiteItem("ref2", locator="12", label="page")),
            source=t("[1, 2]"),
            rendered=(
                m.Text("["),
                m.CrossRef("ref1", t("1")),
                m.Text(", "),
                m.CrossRef("ref2", t("2")),
                m.Text("]"),
            ),
        ),
        ", see ",
        m.CrossRef("fig1", t("Figure 1")),
        ", ",
        m.CrossRef("tbl1", t("Table 1")),
        ", ",
        m.CrossRef("eq1", t("Equation 1")),
        " and ",
        m.CrossRef("sec2", t("Section 2")),
        ", a note",
        m.NoteRef("fn1"),
        ", an inline picture ",
        m.Image("dot.png", "a dot", width="1em"),
        ", a break",
        m.LineBreak(),
        "then ",
        m.Abbreviation(t("DNA"), "deoxyribonucleic acid"),
        ", ",
        m.IndexTerm(("yield", "mean"), t("mean yield")),
        ", ",
        m.Change("insertion", t("inserted"), "R. Viewer", "2026-01-02T03:04:05Z"),
        ", ",
        m.Change("deletion", t("deleted"), "R. Viewer", "2026-01-02T03:04:05Z"),
        ", ",
        m.Comment("Is this so?", "R. Viewer", "2026-01-02T03:04:05Z"),
        m.Span(t("eine Spanne"), id="span1", language="de"),
        ", ",
        m.Span(t("שלום"), language="he", direction="rtl"),
        ", ",
        m.RawInline("tex", r"\weird{stuff}"),
        ".",
    ),
    m.List(
        (
            m.ListItem(
                (
                    p("first"),
                    m.List((m.ListItem((p("nested"),)),), ordered=True, start=3, numbering="lower-roman"),
                )
            ),
            m.ListItem((p("second"),)),
        )
    ),
    m.List((m.ListItem((p("done"),), checked=True), m.ListItem((p("to do"),), checked=False))),
    m.List((m.ListItem((p("by hand"),), label="(i)"),), ordered=True),
    m.DefinitionList(
        (m.DefinitionItem(t("Term"), (m.ListItem((p("What it means."),)), m.ListItem((p("Or this."),)))),)
    ),
    m.CodeBlock(
        "def f(x):\n    return x < 2 and x > 1\n",
        "python",
        id="lst1",
        label="Listing 1",
        caption=t("A function."),
    ),
    m.Quote((p("Words of another."),), attribution=t("Somebody, Somewhere")),
    m.Quote((p("At the start."),), kind="epigraph"),
    m.Verse(
        (
            m.Stanza((m.VerseLine(t("A line of verse,")), m.VerseLine(t("and an indented one"), 2))),
            m.Stanza((m.VerseLine(t("A second stanza.")),)),
        ),
        title=t("Ode"),
        attribution=t("A Poet"),
    ),
    m.Equation("E = mc^2", MATHML.format("block"), id="eq1", label="1"),
    m.Equation(r"\unknowable{y}"),
    m.Figure(
        (m.Panel(m.Image("plot.png", "A rising line", width="60%")),),
        id="fig1",
        label="Figure 1",
        caption=m.Caption(t("Growth."), (p("Over ten years; see ", m.CrossRef("tbl1", t("Table 1")), "."),)),
        credit=t("Photograph by A. N. Other, used with permission."),
    ),
    m.Figure(
        (
            m.Panel(
                m.Image("plot.png", "left"),
                id="fig2a",
                label="a",
                caption=m.Caption(blocks=(p("Left panel."),)),
            ),
            m.Panel(
                m.Image("drawing.svg", "right"),
                id="fig2b",
                label="b",
                caption=m.Caption(blocks=(p("Right panel."),)),
            ),
            m.Panel(None, (m.CodeBlock("panel code"),), label="c"),
        ),
        id="fig2",
        label="Figure 2",
        caption=m.Caption(blocks=(p("Three panels."),)),
        span="page",
    ),
    m.Figure(
        (m.Panel(m.Image("missing.png")),),
        id="fig3",
        label="Figure 3",
        caption=m.Caption(blocks=(p("A lost picture."),)),
    ),
    TABLE,
    m.Table(
        images=(m.Image("plot.png", "a table as a picture"),),
        id="tbl2",
        label="Table 2",
        caption=m.Caption(t("A scanned table.")),
    ),
    m.Box((p("In a box."),), kind="key-points", title=t("Key points"), id="box1", label="Box 1"),
    m.Statement("theorem", (p("All is number."),), title=t("Pythagoras"), id="thm1", label="Theorem 1"),
    m.Statement("proof", (p("Obvious."),)),
    m.Algorithm(
        (m.List((m.ListItem((p("Do it."),)), m.ListItem((p("Stop."),))), ordered=True),),
        id="alg1",
        label="Algorithm 1",
        caption=m.Caption(t("Doing it.")),
    ),
    m.Supplement("data.csv", "sup1", "Supplement 1", m.Caption(t("Raw data.")), "text/csv"),
    m.Divider(),
    m.RawBlock("html", "<marquee>raw words</marquee>"),
)

META = m.Metadata(
    title=(m.Text("A study of "), m.Styled("emph", t("Zea mays")), m.Text(" & its neighbours")),
    subtitle=t("With every kind of node"),
    short_title=t("A study of maize"),
    translated_titles=(m.TranslatedTitle(t("Eine Studie"), "de", t("mit allem")),),
    authors=(
        m.Author(
            m.Name("Gogh", "Ada Maria", "van", "Jr."),
            prefix="Prof. Dr.",
            degrees=("PhD", "FRS"),
            position="Associate Professor",
            orcid="0000-0002-1825-0097",
            emails=("ada@example.org",),
            url="https://example.org/ada",
            corresponding=True,
            equal_contribution=True,
            affiliations=("aff1", "aff2"),
            notes=("note1", "note2"),
            roles=(m.Role("Conceptualization", credit=True, degree="lead"), m.Role("Cooking")),
            bio=(p("Ada studies plants."),),
        ),
        m.Author(m.Name(literal="Sukarno"), deceased=True, affiliations=("aff2",), notes=("note2", "note3")),
        m.Author(m.Name(literal="The Maize Consortium"), group=True),
    ),
    editors=(m.Author(m.Name("Okafor", "Ngozi"), position="Handling editor"),),
    affiliations=(
        m.Affiliation(
            "aff1",
            "Department of Botany, University of Testing, 1 Long Road, Testville TV1 2AB, United Kingdom",
            "1",
            institution="University of Testing",
            departments=("Department of Botany",),
            street="1 Long Road",
            city="Testville",
            postal_code="TV1 2AB",
            country="United Kingdom",
            country_code="GB",
            ror="https://ror.org/03yrm5c26",
        ),
        m.Affiliation("aff2", "Independent scholar, Port Moresby", "2"),
    ),
    author_notes=(
        m.AuthorNote("note1", "corresponding", (p("Corresponding author: ada@example.org"),), "*"),
        m.AuthorNote("note2", "equal", (p("These authors contributed equally."),), "†"),
        m.AuthorNote("note3", "deceased", (p("Deceased."),), "‡"),
    ),
    abstracts=(
        m.Abstract(
            sections=(
                m.Section(t("Background"), (p("We looked."),)),
                m.Section(t("Results"), (p("We found ", m.Styled("emph", t("much")), "."),)),
            ),
            language="en",
        ),
        m.Abstract((p("Wir haben nachgesehen."),), language="de", title=t("Zusammenfassung")),
        m.Abstract((m.List((m.ListItem((p("One highlight"),)),)),), kind="key-points", title=t("Highlights")),
    ),
    keywords=(
        m.KeywordGroup((m.Keyword(t("maize")), m.Keyword((m.Styled("emph", t("Zea mays")),))), language="en"),
        m.KeywordGroup((m.Keyword(t("Agriculture"), "Q10"),), "JEL"),
    ),
    subjects=("Plant science",),
    dates=(
        m.HistoryDate("received", m.Date(2025, 3, 1)),
        m.HistoryDate("accepted", m.Date(2025, 6)),
        m.HistoryDate("pub", m.Date(2025, 7, 9)),
    ),
    identifiers=(m.Identifier("doi", "10.5555/12345678"),),
    journal=m.Journal(
        "Journal of Examples",
        "J. Exam.",
        "jexam",
        "1234-5679",
        "2345-6787",
        "Example Press",
        "Exampleton",
        "12",
        "3",
        "101",
        "110",
    ),
    conference=m.Conference("Examples 2025", "Exampleton", "1–3 May 2025"),
    statement_facts=(m.StatementFact("conflict", "declared", "none"),),
    funding=(
        m.Funding(
            "Example Foundation",
            "https://doi.org/10.13039/100000001",
            ("EX-1", "EX-2"),
            ("Ada van Gogh",),
            t("Funded by the Example Foundation."),
        ),
    ),
    license=m.License(
        "https://creativecommons.org/licenses/by/4.0/",
        "CC BY 4.0",
        t("You may share this."),
        "© 2025 The Authors",
        "2025",
        "The Authors",
    ),
    related=(m.RelatedArticle("companion", "10.5555/87654321", t("A companion")),),
    counts=(m.Count("word", 1234),),
    language="en",
    article_type="research-article",
    recognitions=(m.Recognition("title", confidence=0.9, provenance="heading"),),
    extra=(m.Field("colour", '"blue"'),),
)

RICH = m.Document(
    META,
    blocks=(p("A paragraph before any section."),),
    sections=(
        m.Section(
            (m.Text("Introduction to "), m.Styled("emph", t("Zea"))),
            BODY,
            (
                m.Section(
                    t("A subsection"),
                    (p("Deeper."),),
                    (m.Section(t("A third level"), (p("Deepest."),), id="sec1-1-1"),),
                    id="sec1-1",
                    label="1.1",
                ),
            ),
            id="sec1",
            role="intro",
            label="1",
        ),
        m.Section(
            t("Methods"),
            (p("Back to ", m.CrossRef("sec1", t("Section 1")), "."),),
            id="sec2",
            role="methods",
            label="2",
        ),
    ),
    back=(
        m.Section(t("Acknowledgements"), (p("We thank all."),), id="sec3", role="acknowledgements"),
        m.Section(t("Data availability"), (p("On request."),), id="sec4", role="data-availability"),
        m.Section(t("Competing interests"), (p("None."),), id="sec6", role="conflict"),
        m.Section(t("Proofs"), (p("Appendix text."),), id="sec5", role="appendix", label="A"),
    ),
    notes=(
        m.Note(
            "fn1", (p("A note with ", m.Styled("emph", t("stress")), "."), p("And a second paragraph.")), "1"
        ),
    ),
    reference_lists=(
        m.ReferenceList(
            (
                m.Reference(
                    "ref1",
                    "article-journal",
                    "[1]",
                    (m.Name("Doe", "Jane"), m.Name("Beethoven", "L.", "van"), m.Name(literal="World Body")),
                    title=(m.Text("On "), m.Styled("emph", t("Zea"))),
                    container_title=t("Journal of Maize"),
                    issued=m.Date(2019, 5, 4),
                    volume="12",
                    issue="3",
                    page="45-67",
                    doi="10.5555/maize",
                    url="https://example.org/maize",
                    key="doe2019",
                    formatted=(
                        m.Text("Doe J, van Beethoven L, World Body. On "),
                        m.Styled("emph", t("Zea")),
                        m.Text(". Journal of Maize 2019;12(3):45–67. "),
                        m.Link("https://doi.org/10.5555/maize", t("https://doi.org/10.5555/maize")),
                    ),
                ),
                m.Reference(
                    "ref2",
                    "book",
                    "[2]",
                    (m.Name("Roe", "Richard"),),
                    title=t("Soil & Water"),
                    issued=m.Date(2001),
                    publisher="Example Press",
                    raw=(
                        m.Span(
                            (
                                m.Span(t("Roe"), role="ref:family"),
                                m.Text(", "),
                                m.Span(t("R."), role="ref:given"),
                            ),
                            role="ref:author",
                        ),
                        m.Text(" ("),
                        m.Span(t("2001"), role="ref:issued"),
                        m.Text("). "),
                        m.Span((m.Styled("emph", t("Soil & Water")),), role="ref:title"),
                        m.Text(". "),
                        m.Span(t("Example Press"), role="ref:publisher"),
                        m.Text("."),
                    ),
                    formatted=(
                        m.Text("Roe, R. (2001). "),
                        m.Styled("emph", t("Soil & Water")),
                        m.Text(". Example Press."),
                    ),
                    confidence=0.8,
                    provenance="reference parser",
                    confidences=(m.FieldConfidence("title", 0.8),),
                ),
                m.Reference("ref3", "", "[3]", raw=t("Ibid."), formatted=t("Ibid."), same_as="ref2"),
            ),
            title=t("References"),
            id="refs",
        ),
    ),
    resources=(
        m.Resource("plot.png", "image/png", png()),
        m.Resource("dot.png", "image/png", png(4, 4)),
        m.Resource("drawing.svg", "image/svg+xml", SVG),
        m.Resource("data.csv", "text/csv", b"a,b\n1,2\n"),
    ),
)

LETTER = m.Document(m.Metadata(title=t("A letter"), language="en"), blocks=(p("Only this."),))
"""The least that can be exported."""


def arranged(document: m.Document, style: JournalStyle) -> m.Document:
    """``document`` in the printed order of ``style``, as the pipeline gives it to formats with pages."""
    for step in arrange(style):
        document = step(document, ignore)
    return document
