"""What stands across the columns of a DOCX, and what goes with it."""

from __future__ import annotations

import paperconv
from paperconv import model as m
from tests.docx.opened import Opened, W, style_of, text
from tests.pieces import cell

_PROSE = m.Paragraph(
    m.text("The river froze early that year, and the boats lay at the quay until the spring came. " * 6)
)
_SHORT = r"E = mc^2"
_LONG = r"R_{k}: \text{IF } x_{1} \text{ is } A_{k,1} \text{ AND } \ldots \text{ AND } x_{7} \text{ is } A_{k,7} \text{ THEN } y \text{ is } B_{k}"


def _written(*sections: m.Section, style: str = "two-column") -> Opened:
    document = m.Document(m.Metadata(m.text("Ice on the River"), language="en"), sections=sections)
    return Opened(paperconv.export(document, "docx", style=style).data, [])


def _sections(opened: Opened) -> list[tuple[int, list[str]]]:
    """The columns of each section, and the styles of its paragraphs, those of formulas and headings only."""
    out: list[tuple[int, list[str]]] = []
    held: list[str] = []
    for node in opened.part().iter(f"{W}p", f"{W}sectPr"):
        if node.tag == f"{W}p":
            held.append(style_of(node))
        else:
            columns = node.find(f"{W}cols")
            assert columns is not None
            out.append(
                (
                    int(columns.get(f"{W}num", "1")),
                    [one for one in held if one.startswith(("Heading", "Equation", "Table"))],
                )
            )
            held = []
    return out


def test_a_formula_that_is_wider_than_a_column_stands_across_the_page() -> None:
    for tex, label, across in ((_SHORT, "", False), (_LONG, "", True), (_LONG, "3", True)):
        opened = _written(m.Section(m.text("Rules"), (_PROSE, m.Equation(tex, label=label), _PROSE)))
        columns = [columns for columns, styles in _sections(opened) if "Equation" in styles]
        assert columns == ([1] if across else [2]), (tex, label)


def test_a_formula_has_no_section_of_its_own_where_there_is_one_column() -> None:
    opened = _written(m.Section(m.text("Rules"), (_PROSE, m.Equation(_LONG), _PROSE)), style="base")
    assert len(_sections(opened)) == 1


def test_headings_right_before_a_table_across_the_page_go_with_it() -> None:
    words = tuple(cell("consequentially " * 2) for _ in range(5))
    table = m.Table(
        (m.Column(),) * 5, bodies=(m.TableBody((m.Row(words), m.Row(words))),), label="Table 1", id="tbl1"
    )
    inner = m.Section(m.text("Tolls by year"), (table, _PROSE))
    opened = _written(
        m.Section(m.text("Boats"), (_PROSE,)), m.Section(m.text("Tolls"), (), sections=(inner,))
    )
    with_table = next(
        styles for _, styles in _sections(opened) if any(one.startswith("Table") for one in styles)
    )
    assert [one for one in with_table if one.startswith("Heading")] == ["Heading1", "Heading2"]
    order = [text(one) for one in opened.part().iter(f"{W}p") if style_of(one).startswith("Heading")]
    assert [one.rpartition("\u2003")[2] for one in order] == ["Boats", "Tolls", "Tolls by year"]
