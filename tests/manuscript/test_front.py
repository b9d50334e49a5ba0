from __future__ import annotations

import pytest

from paperconv import model as m
from tests.manuscript.drafts import LOREM, h, items, p, paper, picture, read

BODY = (h(2, "Introduction"), p(LOREM), h(2, "Conclusion"), p(LOREM))


def test_the_title_is_the_heading_without_its_bold():
    found = read(h(2, "**On River Ice and *its* Wind**"), p("Ada Brook"), h(3, "Abstract"), p(LOREM), *BODY)
    assert m.text_of(found.meta.title) == "On River Ice and its Wind"
    assert not any(isinstance(n, m.Styled) and n.style == "strong" for n in found.meta.title)


def test_the_title_is_found_behind_the_name_of_the_journal():
    found = read(
        h(1, "**Rivers**"),
        p("Article"),
        h(2, "The Long Winter of the Northern River Ice"),
        p("Ada Brook"),
        h(2, "Abstract"),
        p(LOREM),
        *BODY,
    )
    assert m.text_of(found.meta.title) == "The Long Winter of the Northern River Ice"
    assert found.meta.article_type == "research-article"


def test_a_title_over_two_headings_is_one():
    found = read(
        h(1, "On River Ice and the Wind of the"),
        h(1, "Northern Coast"),
        p("Ada Brook"),
        h(2, "Abstract"),
        p(LOREM),
        *BODY,
    )
    assert m.text_of(found.meta.title) == "On River Ice and the Wind of the Northern Coast"


def test_a_title_without_markup_stands_above_the_byline_and_is_reported():
    found = read(
        p("On River Ice and the Northern Wind"),
        p("Ada Brook^1^, Ben Marsh^1^"),
        h(2, "Abstract"),
        p(LOREM),
        *BODY,
    )
    assert m.text_of(found.meta.title) == "On River Ice and the Northern Wind"
    assert "guess-sure" in found.rules()


def test_a_paper_without_title_says_so():
    assert "title-known" in read(h(2, "1. Introduction"), p(LOREM)).rules()


@pytest.mark.parametrize(
    "blocks",
    [
        (h(3, "**ABSTRACT**"), p(LOREM)),
        (p("**Abstract**"), p(LOREM)),
        (p("Abstract"), p(LOREM)),
        (p(f"**Abstract.** {LOREM}"),),
        (p(f"Abstract: {LOREM}"),),
        (p(f"Abstract – {LOREM}"),),
        (h(2, "Resumen"), p(LOREM)),
        (p(LOREM), p("Keywords: ice, wind")),
    ],
)
def test_the_abstract_is_found_with_and_without_heading(blocks):
    found = read(h(1, "On River Ice and the Wind"), p("Ada Brook, Ben Marsh"), *blocks, *BODY)
    (one,) = found.meta.abstracts
    assert m.text_of(*one.blocks) == LOREM
    assert found.tree() == [(1, "Introduction"), (1, "Conclusion")]


PARTS = ["Background", "Methods", "Results", "Conclusions"]


@pytest.mark.parametrize(
    "blocks",
    [
        tuple(p(f"**{part}:** {LOREM}") for part in PARTS),
        tuple(p(f"*{part}.* {LOREM}") for part in PARTS),
        tuple(block for part in PARTS for block in (p(f"**{part}**"), p(LOREM))),
        tuple(block for part in PARTS for block in (h(3, part), p(LOREM))),
        tuple(h(3, f"{part}: {LOREM}") for part in PARTS),
        (p(" ".join(f"{part}: {LOREM}" for part in PARTS)),),
    ],
)
def test_a_structured_abstract_has_sections(blocks):
    found = read(
        h(1, "On River Ice and the Wind"), p("Ada Brook, Ben Marsh"), h(2, "Abstract"), *blocks, *BODY
    )
    (one,) = found.meta.abstracts
    assert [m.text_of(s.title) for s in one.sections] == PARTS
    assert all(m.text_of(*s.blocks) == LOREM for s in one.sections)


def test_two_abstracts_in_two_languages_stay_two():
    german = "Wir haben die Drift des Eises auf dem Fluss in zwei Wintern gemessen und sie mit dem Abfluss verglichen, den die Pegel für das Jahr zeigen."
    found = read(
        h(1, "On River Ice and the Wind"),
        p("Ada Brook"),
        h(2, "Abstract"),
        p(LOREM),
        h(2, "Zusammenfassung"),
        p(german),
        *BODY,
    )
    assert [a.language for a in found.meta.abstracts] == ["", "de"]
    assert found.meta.language == "en"


@pytest.mark.parametrize(
    "block",
    [
        p("**KEYWORDS:** river ice, wind, north"),
        p("Keywords: river ice; wind; north."),
        p("*Key words*: river ice · wind · north"),
        p("Index Terms—river ice, wind, north"),
        p("**Keywords** river ice, wind, north"),
        p("Palabras clave: river ice, wind, north"),
        p("Schlüsselwörter: river ice, wind, and north"),
        p("关键词：river ice；wind；north"),
    ],
)
def test_keywords_are_read_in_all_spellings(block):
    found = read(h(1, "On River Ice and the Wind"), p("Ada Brook"), h(2, "Abstract"), p(LOREM), block, *BODY)
    (group,) = found.meta.keywords
    assert [m.text_of(k.children) for k in group.keywords] == ["river ice", "wind", "north"]


def test_keywords_may_be_a_section_with_a_list():
    found = read(h(1, "On River Ice and the Wind"), h(2, "Keywords"), items("river ice", "wind"), *BODY)
    assert [m.text_of(k.children) for k in found.meta.keywords[0].keywords] == ["river ice", "wind"]


def test_a_keyword_keeps_its_italics():
    found = read(h(1, "On River Ice and the Wind"), p("Keywords: *Salmo salar*, wind"), *BODY)
    assert found.meta.keywords[0].keywords[0].children == (m.Styled("emph", m.text("Salmo salar")),)


def test_codes_are_a_group_of_their_own():
    found = read(
        h(1, "On River Ice and the Wind"),
        h(2, "Abstract"),
        p(LOREM),
        p("JEL Classification: C10, Q25"),
        *BODY,
    )
    assert [(g.kind, len(g.keywords)) for g in found.meta.keywords] == [("JEL", 2)]


def test_dates_and_doi_go_to_the_metadata():
    found = paper(
        p("Ada Brook"),
        p("Received 24 March 2018; Accepted 19 July 2018"),
        p("https://doi.org/10.5555/ice.2018.7"),
    )
    assert [(d.kind, d.date.year, d.date.month, d.date.day) for d in found.meta.dates] == [
        ("received", 2018, 3, 24),
        ("accepted", 2018, 7, 19),
    ]
    assert [(i.kind, i.value) for i in found.meta.identifiers] == [("doi", "10.5555/ice.2018.7")]


def test_statements_beside_the_byline_go_to_the_back():
    found = paper(
        p("Ada Brook"),
        p("**Funding:** The River Fund paid for the boat."),
        p("**Competing interests:** None."),
    )
    assert [(s.role, m.text_of(s.title)) for s in found.document.back] == [
        ("funding", "Funding"),
        ("conflict", "Competing interests"),
    ]


def test_page_furniture_is_removed_and_named():
    found = paper(p("Open Access"), p("Ada Brook^1^, Ben Marsh^1^"), p("^1^Institute of Ice, Oulu, Finland"))
    assert "Open Access" in [d.removed for d in found.found]
    assert not found.document.blocks


def test_the_foot_of_a_conference_page_that_ends_with_the_copyright_is_the_licence():
    line = (
        "Proceedings of the 9th Meeting on the Ice of Rivers, Oulu, Finland. Copyright 2026 by the author(s)."
    )
    found = read(h(1, "On the Ice of the River and its Wind"), p("Ada Brook"), *BODY, p(line), p(LOREM))
    assert found.meta.license is not None
    assert m.text_of(found.meta.license.text) == line
    assert not any("Copyright" in m.text_of(one) for one in found.document.sections)


def test_a_licence_line_at_the_foot_of_every_page_is_kept_once():
    line = "© 2018 The Authors. *Rivers* published by the Ice Office,"
    foot = p(line), p(LOREM)
    found = read(
        h(1, "On the Ice of the River and its Wind"),
        p("Ada Brook"),
        h(2, "Abstract"),
        p(LOREM),
        p(line),
        p("This is an open access article under the Creative Commons Attribution License."),
        *BODY,
        *foot,
        *foot,
    )
    assert found.meta.license is not None
    assert m.text_of(found.meta.license.text).count("2018 The Authors") == 1
    assert not any("2018 The Authors" in m.text_of(one) for one in found.document.sections)
    assert [d.removed for d in found.found if "licence line" in d.message] == [line.replace("*", "")] * 2


def test_what_is_not_understood_stands_before_the_text_and_is_reported():
    found = paper(
        p("Ada Brook^1^, Ben Marsh^1^"),
        p("^1^Institute of Ice, Oulu, Finland"),
        p("with an appendix on sledges in nine plates"),
    )
    assert m.text_of(*found.document.blocks) == "with an appendix on sledges in nine plates"
    assert "guess-sure" in found.rules()


def test_an_introduction_without_heading_is_text():
    found = read(
        h(1, "On River Ice and the Wind"), p("Ada Brook, Ben Marsh"), h(2, "Abstract"), p(LOREM), p("Keywords: ice, wind"), p(f"Rivers freeze. {LOREM}"),
        h(2, "Methods"), p(LOREM),
    )  # fmt: skip
    assert m.text_of(*found.document.blocks).startswith("Rivers freeze.")


class TestMetadataWin:
    META = m.Metadata(
        title=m.text("On River Ice and the Wind"),
        abstracts=(m.Abstract((m.Paragraph(m.text(LOREM)),)),),
        keywords=(m.KeywordGroup((m.Keyword(m.text("ice")), m.Keyword(m.text("wind")))),),
    )

    def test_repetitions_are_dropped_in_silence(self):
        found = read(
            h(1, "On River Ice and the Wind"),
            h(2, "Abstract"),
            p(LOREM),
            p("**Keywords:** ice, wind"),
            *BODY,
            meta=self.META,
        )
        assert len(found.meta.abstracts) == len(found.meta.keywords) == 1
        assert found.tree() == [(1, "Introduction"), (1, "Conclusion")]
        assert "metadata-valid" not in found.rules()

    def test_differences_are_named(self):
        found = read(h(1, "On River Ice and the Wind"), p("**Keywords:** ice, snow"), *BODY, meta=self.META)
        assert any("snow" in d.removed for d in found.found)

    def test_a_summary_that_comes_first_is_a_section(self):
        meta = m.Metadata(title=m.text("On River Ice and the Wind"))
        found = read(h(1, "Summary"), p(LOREM), h(1, "Statement of need"), p(LOREM), meta=meta)
        assert found.tree() == [(1, "Summary"), (1, "Statement of need")]


def test_a_running_head_that_repeats_the_title_is_removed_and_named():
    found = read(
        h(1, "On River Ice and the Wind"),
        h(2, "Abstract"),
        p(LOREM),
        *BODY[:2],
        h(4, "On River Ice and the Wind"),
        p(LOREM),
        *BODY[2:],
    )
    assert [d.removed for d in found.found if d.rule == "furniture-removed"] == ["On River Ice and the Wind"]
    assert found.tree() == [(1, "Introduction"), (1, "Conclusion")]


def test_how_sure_we_are_is_recorded():
    found = paper(p("Ada Brook, Ben Marsh"))
    fields = {r.field: r.confidence for r in found.meta.recognitions}
    assert fields["title"] == 1.0
    assert 0.5 < fields["language"] <= 1.0
    assert all(a.provenance == "byline" and a.confidence <= 0.95 for a in found.meta.authors)
    assert picture()
