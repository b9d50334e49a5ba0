"""Each layout key of style.toml means on pages what it means in a Word file."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from paperconv.exporters.pdf import PdfExporter
from paperconv.exporters.pdf.keys import layout
from paperconv.html.running import running_words
from paperconv.styles import HeadingLook, JournalStyle, load_style
from tests.documents import arranged
from tests.jobs import job
from tests.keyed import PAPER
from tests.pdf.paper import opened, text_of


def styled(**tables: dict[str, object]) -> JournalStyle:
    style = load_style("base")
    for name, keys in tables.items():
        style = msgspec.structs.replace(
            style, **{name: msgspec.structs.replace(getattr(style, name), **keys)}
        )
    return style


@pytest.mark.parametrize(
    ("table", "keys", "said"),
    [
        ("page", {"column_gap": "1in"}, "main { column-gap: 72pt; }"),
        ("headings", {"levels": (HeadingLook("20pt", caps="upper"),)}, "h2 { font-size: 20pt; font-weight: normal;"),
        ("headings", {"levels": (HeadingLook(caps="small"),)}, "font-variant-caps: small-caps; text-align: start"),
        ("headings", {"levels": (HeadingLook(align="center"),)}, "text-align: center; padding-inline-start: 0pt }"),
        ("headings", {"levels": (HeadingLook(indent="1in"),)}, "padding-inline-start: 72pt"),
        ("front", {"space_above": "45mm"}, "h1.title { padding-top: 127.56pt }"),
        ("front", {"size": "12pt"}, ".article-info) { font-size: 12pt }"),
        ("front", {"line_spacing": 2.0}, ".article-info) { line-height: 2.3 }"),
        ("abstract", {"align": "center"}, "html .abstract > h2 { text-align: center }"),
        ("keywords", {"indent": "0.5in"}, "p.keywords { text-indent: 36pt }"),
        ("front", {"title": HeadingLook("30pt", italic=True)}, "h1.title { font-size: 30pt; font-weight: normal; font-style: italic"),
        ("front", {"align": "center"}, ".title-block { text-align: center }"),
        ("front", {"first_page_foot": ("dates",)}, "p.identifiers { float: footnote; text-align: start }"),
        ("abstract", {"face": "italic"}, ".abstract { font-weight: normal; font-style: italic;"),
        ("abstract", {"run_in": "—"}, '.abstract:not(.graphical) > h2::after { content: "—" }'),
        ("keywords", {"face": "italic"}, "p.keywords .label { font-weight: normal; font-style: italic;"),
        ("captions", {"align": "center"}, "font-size: var(--caption-size); text-align: center"),
        ("captions", {"size": "6pt"}, "--caption-size: 6pt;"),
        ("labels", {"face": "small-caps"}, ".label { font-weight: normal; font-style: normal; font-variant-caps: small-caps }"),
        ("labels", {"own_line": True}, "> .label { display: block }"),
        ("tables", {"rules": "grid"}, "th, td { border: .5pt solid #000 }"),
        ("tables", {"caption": "below"}, "caption-side: bottom"),
        ("references", {"hanging": "1in", "size": "8pt"}, "li.reference { padding-inline-start: 72pt; text-indent: -72pt }"),
    ],
)  # fmt: skip
def test_a_key_is_a_rule_before_every_page_css(table: str, keys: dict[str, object], said: str) -> None:
    style = styled(**{table: keys})
    assert said in layout(style, running_words(PAPER.meta, style))


def test_tables_without_rules_have_none() -> None:
    style = styled(tables={"rules": "none"})
    assert "border" not in layout(style, running_words(PAPER.meta, style))


def test_the_running_head_is_put_together_from_what_is_known() -> None:
    style = styled(
        running_head={
            "head": ("{AUTHORS}: {title}", "", "Page {page} of {pages}"),
            "first_head": ("{journal}, {issue}", "", "{doi}"),
        }
    )
    css = layout(style, running_words(PAPER.meta, style))
    assert '@top-left { content: "ROE AND DOE: Maize" }' in css
    assert '@top-right { content: "Page " counter(page) " of " counter(pages) }' in css
    first = css[css.index("@page :first") :]
    assert '@top-left { content: "Journal of Slopes, Vol. 3" }' in first
    assert "@top-right { content: none }" in first


@pytest.mark.parametrize(
    ("tables", "pages", "said"),
    [
        ({}, 1, "Figure 1. Growth over ten years."),
        ({"labels": {"end": " |"}}, 1, "Figure 1 | Growth over ten years."),
        ({"abstract": {"heading": "Summary"}}, 1, "Summary We grew maize."),
        ({"abstract": {"heading": "none"}, "front": {"show": ()}}, 1, "Plain College We grew maize."),
        ({"keywords": {"heading": "Index Terms", "end": "—", "separator": ", "}}, 1, "Index Terms—maize, slopes"),
        ({"references": {"heading": "Literature"}}, 1, "Literature Roe R."),
        ({"references": {"new_page": True}}, 2, "References Roe R."),
        ({"figures": {"place": "end"}, "tables": {"place": "end"}}, 3, "Proofs. Table 1"),
        ({"figures": {"place": "end", "legends": "Legends", "callout": "[{label} about here]"}}, 3, "[Figure 1 about here]"),
        ({"figures": {"place": "separate", "legends": "Legends"}}, 2, "Legends Figure 1. Growth over ten years."),
        ({"front": {"title_page": "own-page"}}, 2, "Abstract We grew maize."),
        ({"abstract": {"own_page": True}}, 3, "Abstract We grew maize."),
        ({"back": {"order": ("appendix", "references", "funding")}}, 1, "Proofs. References Roe R. Hills. 2001. Funding"),
        ({"headings": {"levels": (HeadingLook(run_in=True),)}}, 1, "Site. A hill."),
        ({"front": {"show": ()}}, 1, "Plain College Abstract"),
    ],
)  # fmt: skip
def test_a_key_changes_the_pages(
    tables: dict[str, dict[str, object]], pages: int, said: str, tmp_path: Path
) -> None:
    style = styled(**tables)
    given = msgspec.structs.replace(job(PAPER)[0], style=style)
    data = PdfExporter().export(arranged(PAPER, style), given).data
    shown = " ".join(text_of(data, tmp_path).replace("\u00ad", "").split())
    assert said in shown
    assert len(opened(data).pages) == pages
