"""Small pieces of documents, for tests."""

from __future__ import annotations

import io

from PIL import Image as Pillow

from paperconv import model as m


def t(value: str) -> m.Inlines:
    return m.text(value)


def p(*children: m.Inline | str) -> m.Paragraph:
    return m.Paragraph(tuple(m.Text(c) if isinstance(c, str) else c for c in children))


def png(width: int = 40, height: int = 30) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", (width, height), (40, 90, 160)).save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="teal"/></svg>'


MATHML = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="{}"><mrow><mi>E</mi><mo>=</mo><mi>m</mi>'
    "<msup><mi>c</mi><mn>2</mn></msup></mrow></math>"
)


def cell(value: str, **more: object) -> m.Cell:
    return m.Cell((p(value),), **more)  # type: ignore[arg-type]


TABLE = m.Table(
    columns=(m.Column("left"), m.Column("center"), m.Column("right")),
    head=(
        m.Row((cell("Site", header=True, rowspan=2), cell("Yield", header=True, colspan=2))),
        m.Row((cell("2019", header=True), cell("2020", header=True))),
    ),
    bodies=(
        m.TableBody(
            (
                m.Row((cell("Riverbank"), cell("3.2"), cell("14.05"))),
                m.Row((cell("Ridge", rowspan=2), cell("2.9"), cell("7.5"))),
            )
        ),
        m.TableBody((m.Row((cell("merged across", colspan=2),)),)),
    ),
    foot=(m.Row((cell("Mean"), cell("3.05"), cell("10.8"))),),
    notes=(m.TableNote((p("Tonnes per hectare."),), id="tbl1-note1", label="a"),),
    id="tbl1",
    label="Table 1",
    caption=m.Caption(t("Harvest by site."), (p("Means of ", m.Styled("emph", t("n")), " = 4 plots."),)),
)
