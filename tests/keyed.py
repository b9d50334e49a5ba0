"""A paper in which every layout key of style.toml has something to change."""

from __future__ import annotations

from paperconv import model as m
from tests.pieces import TABLE, p, png, t

PNG = m.Resource("plot.png", "image/png", png())
FIGURE = m.Figure(
    (m.Panel(m.Image("plot.png", "a line")),),
    id="fig1",
    label="Figure 1",
    caption=m.Caption(blocks=(p("Growth over ten years."),)),
)
PAPER = m.Document(
    m.Metadata(
        title=t("Maize on slopes"),
        short_title=t("Maize"),
        authors=(
            m.Author(
                m.Name("Roe", "R."),
                affiliations=("a",),
                emails=("r@example.org",),
                orcid="0000-0002-1825-0097",
            ),
            m.Author(m.Name("Doe", "D."), affiliations=("b",)),
        ),
        affiliations=(m.Affiliation(id="a", raw="Hill College"), m.Affiliation(id="b", raw="Plain College")),
        abstracts=(m.Abstract((p("We grew maize."),)),),
        keywords=(m.KeywordGroup((m.Keyword(t("maize")), m.Keyword(t("slopes")))),),
        journal=m.Journal("Journal of Slopes", volume="3"),
        language="en",
    ),
    sections=(
        m.Section(
            t("Methods"), (p("First."), FIGURE, TABLE, p("Last.")), (m.Section(t("Site"), (p("A hill."),)),)
        ),
    ),
    back=(
        m.Section(t("Funding"), (p("Nobody paid."),), role="funding"),
        m.Section(t("Appendix"), (p("Proofs."),), role="appendix", label="A"),
    ),
    reference_lists=(m.ReferenceList((m.Reference("r1", raw=t("Roe R. Hills. 2001.")),)),),
    resources=(PNG,),
)
