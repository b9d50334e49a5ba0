"""Pictures and tables of Word manuscripts, and what stands in for them in words."""

from __future__ import annotations

import pytest

from paperconv import model as m
from tests.word.making import PICTURE, PIXEL, PROSE, Read, docx, p, style

_TITLES = style("T", "Title") + style("H1", "heading 1")
_ALTERNATIVES = '<w:tblCaption w:val="Walls"/><w:tblDescription w:val="Ages in rows."/>'


def _walls(properties: str) -> str:
    rows = "".join(
        f"<w:tr><w:tc>{p(age)}</w:tc><w:tc>{p(walls)}</w:tc></w:tr>"
        for age, walls in (("old", "12"), ("new", "28"))
    )
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
    )


@pytest.mark.parametrize("above", [True, False])
def test_the_alternative_text_of_a_table_does_not_take_the_place_of_its_caption(above: bool) -> None:
    caption, table = p("Table 1. Walls by age."), _walls(_ALTERNATIVES)
    made = Read(docx(
        p("Moss on Walls", style="T"), p("Results", style="H1"), p(PROSE), *((caption, table) if above else (table, caption)), p(PROSE),
        styles=_TITLES,
    ))  # fmt: skip
    (found,) = (node for node in m.iter_nodes(made.document) if isinstance(node, m.Table))
    assert (found.label, m.text_of(found.caption)) == ("Table 1", "Walls by age.")  # type: ignore[arg-type]
    said = made.said("1 alternative text of tables left out")
    assert said is not None
    assert said.removed == "Ages in rows."


def test_the_alternative_text_of_a_table_without_a_caption_is_kept() -> None:
    made = Read(
        docx(
            p("Moss on Walls", style="T"),
            p("Results", style="H1"),
            p(PROSE),
            _walls(_ALTERNATIVES),
            p(PROSE),
            styles=_TITLES,
        )
    )
    assert "Walls. Ages in rows." in made.text


def test_a_picture_with_a_bookmark_beside_it_is_a_figure_though_its_alternative_text_is_the_caption() -> None:
    described = PICTURE.replace("A quay", "Figure 1: Cover by height.")
    mark = '<w:bookmarkStart w:id="3" w:name="fig:cover"/>'
    link = '<w:hyperlink w:anchor="fig:cover"><w:r><w:t>Figure 1</w:t></w:r></w:hyperlink>'
    made = Read(docx(
        p("Moss on Walls", style="T"), p("Results", style="H1"), p("It falls, as ", link, f" shows. {PROSE}"), p(mark, described),
        p("Figure 1: Cover by height."), '<w:bookmarkEnd w:id="3"/>', p(PROSE), styles=_TITLES, files={"media/image1.png": PIXEL},
    ))  # fmt: skip
    (figure,) = (node for node in m.iter_nodes(made.document) if isinstance(node, m.Figure))
    (link_,) = (node for node in m.iter_nodes(made.document) if isinstance(node, m.CrossRef))
    assert (figure.label, len(figure.panels), figure.id) == ("Figure 1", 1, link_.target)
    assert made.said("has a caption but no picture") is None
