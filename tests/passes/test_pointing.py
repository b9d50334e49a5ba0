"""Ids, numbers, labels and links within a document."""

from __future__ import annotations

import msgspec
import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule, ignore
from paperconv.passes import assign_ids, label_equations, link_keys, mark_authors, merge_text
from paperconv.styles.layout import Front, Labels
from tests.passes.making import BASE, doc, figure, links, normalise, p, plain_list, prepared, t


def ids(document: m.Document) -> list[str]:
    return [given for node in m.iter_nodes(document) if (given := getattr(node, "id", ""))]


def table(**fields: object) -> m.Table:
    fields.setdefault("caption", m.Caption(t("A table.")))
    return m.Table(bodies=(m.TableBody((m.Row((m.Cell((p("x"),)),)),)),), **fields)  # type: ignore[arg-type]


def test_neighbouring_texts_are_joined_and_empty_ones_go() -> None:
    document = merge_text(
        doc(p("a", "", "b", m.Styled("emph", ()), "c"), p(), p(" "), p(m.Link("https://example.org", ()))),
        ignore,
    )
    assert document.blocks == (p("abc"), p(m.Link("https://example.org", t("https://example.org"))))


def test_everything_that_can_be_pointed_at_gets_a_readable_id() -> None:
    inner = m.Section(t("Inner"), (figure(), table()))
    document = assign_ids(
        doc(
            sections=(
                m.Section(t("One"), sections=(inner,)),
                m.Section(t("Two"), (m.Equation("x"), m.Equation("y", label="1"))),
            )
        ),
        ignore,
    )
    assert set(ids(document)) == {"sec1", "sec1-1", "sec2", "fig1", "tbl1", "eq1"}


def test_ids_that_the_source_gives_stay_and_are_not_given_again() -> None:
    document = assign_ids(doc(figure(), figure("fig1"), figure("roof.plan")), ignore)
    assert [block.id for block in document.blocks if isinstance(block, m.Figure)] == [
        "fig2",
        "fig1",
        "roof.plan",
    ]


def test_an_id_that_is_no_xml_name_is_mended_with_all_that_points_to_it() -> None:
    document, _ = normalise(
        doc(
            figure("fig:röhre 1"),
            p("See ", m.CrossRef("fig:röhre 1"), m.NoteRef("1")),
            notes=(m.Note("1", (p("n"),)),),
        )
    )
    assert list(m.check(document)) == []
    assert ids(document)[0] == "fig-rohre-1"


def test_of_two_things_with_one_id_the_first_keeps_it() -> None:
    document, found = normalise(doc(figure("a"), figure("a"), p(m.CrossRef("a", t("x")))))
    assert [block.id for block in document.blocks if isinstance(block, m.Figure)] == ["a", "a-2"]
    assert [d.rule for d in found] == ["id-unique"]


def test_label_and_tag_of_a_formula_become_its_id_and_number() -> None:
    document = label_equations(
        doc(
            m.Equation(r"E=mc^2 \label{eq:energy}"),
            m.Equation(r"a \tag{2.1}"),
            m.Equation(r"x \tag{1} \\ y \tag{2}"),
        ),
        ignore,
    )
    assert document.blocks[:2] == (m.Equation("E=mc^2", id="eq-energy"), m.Equation("a", label="2.1"))
    assert document.blocks[2] == m.Equation(r"x \tag{1} \\ y \tag{2}")


def test_figures_tables_and_formulas_are_counted_each_for_itself() -> None:
    document, _ = prepared(
        doc(
            figure(), table(), figure(), m.Equation("a", mathml="<math/>"), m.Equation("b", mathml="<math/>", id="eq-b"),
            figure(caption=""), m.Algorithm((p("do"),), caption=m.Caption(t("Do."))), m.Statement("lemma", (p("l"),), id="lem"),
            m.Statement("proof", (p("q"),)), m.CodeBlock("x", caption=t("Code.")),
        )
    )  # fmt: skip
    assert [getattr(block, "label", None) for block in document.blocks] == [
        "Figure 1", "Table 1", "Figure 2", "", "1", "", "Algorithm 1", "Lemma 1", "Proof", "Listing 1",
    ]  # fmt: skip


def test_labels_are_in_the_language_of_the_document_and_in_the_words_of_the_style() -> None:
    german, _ = prepared(doc(figure(), table(), meta=m.Metadata(language="de")))
    assert [block.label for block in german.blocks] == ["Abbildung 1", "Tabelle 1"]  # type: ignore[union-attr]
    own = msgspec.structs.replace(BASE, labels=Labels(figure="Fig.", table="TABLE"))
    document, _ = prepared(doc(figure(), figure(label="Figure 2"), table()), own)
    assert [block.label for block in document.blocks] == ["Fig. 1", "Fig. 2", "TABLE 1"]  # type: ignore[union-attr]


def test_numbers_that_the_manuscript_prints_stay_and_gaps_are_filled() -> None:
    document, found = prepared(
        doc(figure(label="Figure 1."), figure(), figure(label="Figure 3"), figure(label="Figure S1"))
    )
    assert [block.label for block in document.blocks] == ["Figure 1", "Figure 2", "Figure 3", "Figure S1"]  # type: ignore[union-attr]
    assert {d.rule for d in found} <= {Rule.ALT_TEXT_GIVEN}


def test_two_figures_of_one_number_are_a_diagnostic() -> None:
    document, found = prepared(doc(figure(label="Figure 2"), figure(label="Figure 2")))
    assert [block.label for block in document.blocks] == ["Figure 2", "Figure 2"]  # type: ignore[union-attr]
    assert any("two of" in d.message for d in found)


def test_appendices_are_counted_last() -> None:
    back = (m.Section(t("Proofs"), (figure("a"),), role="appendix"), m.Section(t("Thanks"), (figure("b"),)))
    document, _ = prepared(doc(figure("c"), back=back))
    labels = {node.id: node.label for node in m.iter_nodes(document) if isinstance(node, m.Figure)}
    assert labels == {"c": "Figure 1", "b": "Figure 2", "a": "Figure A1"}


def test_panels_get_letters_where_they_are_set_apart() -> None:
    panels = (m.Panel(m.Image("a.png"), id="l"), m.Panel(m.Image("b.png")))
    document, _ = prepared(
        doc(m.Figure(panels, caption=m.Caption(t("Two."))), p("See ", m.CrossRef("l"), "."))
    )
    assert [panel.label for panel in document.blocks[0].panels] == ["a", "b"]  # type: ignore[union-attr]
    assert links(document.blocks[1]) == [("Figure 1a", "l")]


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    notes = (
        m.Note("x", (p("second"),)),
        m.Note("y", (p("first", m.NoteRef("z")),)),
        m.Note("z", (p("third"),)),
    )
    document, _ = prepared(doc(p("a", m.NoteRef("y"), "b", m.NoteRef("x")), notes=notes))
    assert {note.id: note.label for note in document.notes} == {"y": "1", "x": "2", "z": "3"}


def test_marks_that_the_manuscript_gives_to_notes_stay_if_they_differ() -> None:
    notes = (m.Note("x", (p("a"),), "*"), m.Note("y", (p("b"),), "†"))
    document, _ = prepared(doc(p(m.NoteRef("x"), m.NoteRef("y")), notes=notes))
    assert [note.label for note in document.notes] == ["*", "†"]


def test_sections_are_numbered_where_the_style_wants_it_and_the_manuscript_does_not() -> None:
    style = msgspec.structs.replace(
        BASE, headings=msgspec.structs.replace(BASE.headings, numbering="decimal")
    )
    sections = (m.Section(t("One"), sections=(m.Section(t("In")),)), m.Section(t("Two")))
    back = (m.Section(t("Thanks"), role="acknowledgements"), m.Section(t("Proofs"), role="appendix"))
    document, _ = prepared(doc(sections=sections, back=back), style)
    labels = [node.label for node in m.iter_nodes(document) if isinstance(node, m.Section)]
    assert labels == ["1", "1.1", "2", "", "A"]
    own, _ = prepared(doc(sections=(m.Section(t("One"), label="I"), m.Section(t("Two")))), style)
    assert [one.label for one in own.sections] == ["I", ""]


def test_an_empty_cross_reference_says_what_it_points_to() -> None:
    document, _ = prepared(
        doc(
            figure("f"), table(id="tt"), m.Equation("e", mathml="<math/>", id="q"),
            p(m.CrossRef("f"), "; ", m.CrossRef("tt"), "; ", m.CrossRef("q"), "; ", m.CrossRef("s"), "; ", m.CrossRef("u")),
            p("Figure ", m.CrossRef("f"), ", Eq. (", m.CrossRef("q"), ") and Sections ", m.CrossRef("s"), " and ", m.CrossRef("s")),
            sections=(m.Section(t("One"), id="s", label="2.1"), m.Section(t("Two"), id="u")),
        )
    )  # fmt: skip
    assert m.text_of(document.blocks[3]) == "Figure 1; Table 1; Equation 1; Section 2.1; Two"
    assert m.text_of(document.blocks[4]) == "Figure 1, Eq. (1) and Sections 2.1 and 2.1"


def test_a_pointer_to_nothing_becomes_its_text_and_is_reported() -> None:
    document, found = normalise(
        doc(
            p(
                "See ",
                m.CrossRef("nothing"),
                m.CrossRef("none", t(" there")),
                m.Link("#gone", t(" here")),
                m.NoteRef("x"),
            )
        )
    )
    assert document.blocks == (p("See nothing there here[x]"),)
    assert [d.rule for d in found] == [*["cross-reference-known"] * 3, "note-known"]


def test_a_link_within_the_document_is_a_cross_reference() -> None:
    document, _ = normalise(doc(figure("fig:a"), p(m.Link("#fig:a", t("the roof")))))
    assert links(document) == [("the roof", "fig-a")]


THINGS = (
    figure(label="Figure 1"), figure(label="Figure 2"), table(label="Table 1"), table(label="Table 3"),
    m.Equation("e", label="4"), m.Box((p("b"),), label="Box 1"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("see Figure 2.", [("Figure 2", "fig2")]),
        ("see Fig. 2a here", [("Fig. 2a", "fig2")]),
        ("see Figs. 1 and 2", [("Figs. 1", "fig1"), ("2", "fig2")]),
        (
            "see Figures 1–2 and Tables 1, 3",
            [("Figures 1", "fig1"), ("2", "fig2"), ("Tables 1", "tbl1"), ("3", "tbl2")],
        ),
        ("by Eq. (4) and equation 4", [("Eq. (4)", "eq1"), ("equation 4", "eq1")]),
        ("in Box 1", [("Box 1", "box1")]),
        ("(Fig 1)", [("Fig 1", "fig1")]),
        ("see Section 2.1", [("Section 2.1", "sec1")]),
    ],
)
def test_words_with_a_number_become_links(text: str, wanted: list[tuple[str, str]]) -> None:
    document, _ = normalise(doc(*THINGS, p(text), sections=(m.Section(t("One"), label="2.1"),)))
    assert links(document.blocks[-1]) == wanted
    assert m.text_of(document.blocks[-1]) == text


@pytest.mark.parametrize(
    "text",
    ["see Figure 7", "Table 2", "Supplementary Figure 1", "Figure 2 of Doe et al.", "configure 2", "the figure of 2", "Eq. (14)",
     "Section 3", "Figure S2", "stable 1"],
)  # fmt: skip
def test_what_has_no_sure_target_stays_text(text: str) -> None:
    document, _ = normalise(doc(*THINGS, p(text), sections=(m.Section(t("One"), label="2.1"),)))
    assert links(document.blocks[-1]) == []


def test_two_figures_of_one_number_are_no_sure_target() -> None:
    document, _ = normalise(doc(figure(label="Figure 1"), figure(label="Figure 1"), p("Figure 1")))
    assert links(document) == []


def test_words_of_the_documents_language_become_links() -> None:
    document, _ = normalise(doc(figure(), p("siehe Abbildung 1"), meta=m.Metadata(language="de")))
    assert links(document) == [("Abbildung 1", "fig1")]


def author(name: str, *affiliations: str, notes: tuple[str, ...] = ()) -> m.Author:
    return m.Author(m.Name(name, "A."), affiliations=affiliations, notes=notes)


NUMBERS = Front()


def marked(*authors: m.Author, front: Front = NUMBERS) -> m.Metadata:
    affiliations = tuple(m.Affiliation(name, name.upper()) for name in ("x", "y", "z"))
    notes = (m.AuthorNote("n", "corresponding", (p("c"),)), m.AuthorNote("o", "equal", (p("e"),)))
    used = {one for a in authors for one in a.affiliations}
    meta = m.Metadata(
        authors=authors, affiliations=tuple(a for a in affiliations if a.id in used), author_notes=notes
    )
    return mark_authors(front)(m.Document(meta), ignore).meta


def test_affiliations_are_marked_in_the_order_in_which_authors_need_them() -> None:
    meta = marked(author("Abel", "z"), author("Baker", "x", "z"), author("Cole", "y"))
    assert [(one.id, one.label) for one in meta.affiliations] == [("z", "1"), ("x", "2"), ("y", "3")]
    assert [a.affiliations for a in meta.authors] == [("z",), ("x", "z"), ("y",)]


def test_nothing_is_marked_where_no_mark_is_needed() -> None:
    assert [one.label for one in marked(author("Abel", "x"), author("Baker", "x")).affiliations] == [""]
    alone = marked(author("Abel", "x", "y", notes=("n",)))
    assert [one.label for one in (*alone.affiliations, *alone.author_notes)] == ["", "", "", ""]


def test_marks_are_needed_where_one_author_has_no_affiliation() -> None:
    assert [one.label for one in marked(author("Abel", "x"), author("Baker")).affiliations] == ["1"]


def test_notes_and_affiliations_never_share_a_mark() -> None:
    authors = (author("Abel", "x", notes=("n",)), author("Baker", "y", notes=("o", "n")))
    for kind in ("number", "letter", "symbol"):
        meta = marked(*authors, front=Front(affiliation_marks=kind, note_marks=kind))
        labels = [one.label for one in (*meta.affiliations, *meta.author_notes)]
        assert len(set(labels)) == 4, labels
    assert [one.label for one in marked(*authors).author_notes] == ["*", "†"]


def cited(*children: m.Inline | str) -> list[m.Citation]:
    """The citations of a line that links to the entries "Doe 2015", "van den Berg 2021" and "Roe 2019"."""
    entries = (
        "Doe, Jane, and René Müller. 2015. Run-off under beans. Soils 3, 1–9.",
        "van den Berg, Luis. 2021. Forty years of plots. Hills 8, 10–19.",
        "Roe, Ann. 2019. Rain. Soils 4, 2–8.",
    )
    lists = plain_list(*entries, labels="")
    document, _ = normalise(doc(p(*children), reference_lists=lists))
    return [node for node in m.iter_nodes(document) if isinstance(node, m.Citation)]


def to(number: int, shown: str) -> m.CrossRef:
    return m.CrossRef(f"ref{number}", t(shown))


def test_linked_works_in_brackets_are_one_citation_with_what_stands_round_them() -> None:
    (citation,) = cited(
        "Slopes erode (compare ", to(1, "Doe and Müller 2015, 33–35"), ", and passim; see also ", to(3, "Roe 2019"), ", chap. 2)."
    )  # fmt: skip
    first, second = citation.items
    assert (m.text_of(first.prefix), first.label, first.locator) == ("compare", "page", "33–35")
    assert m.text_of(first.suffix) == "and passim"
    assert (m.text_of(second.prefix), second.label, second.locator) == ("see also", "chapter", "2")
    assert (
        m.text_of(citation.source)
        == "(compare Doe and Müller 2015, 33–35, and passim; see also Roe 2019, chap. 2)"
    )


def test_a_citation_with_words_of_its_own_keeps_what_they_hold() -> None:
    named = m.Span(t("as in"), id="there")
    (citation,) = cited(
        m.CrossRef("there", t("see")),
        m.Citation((m.CiteItem("ref1", (named,)),), rendered=t("(as in Doe 2015)")),
    )
    assert citation.items[0].prefix == (named,)


@pytest.mark.parametrize(
    ("before", "shown", "named"),
    [
        ("As said by Doe and Müller (", "2015", "Doe and Müller (2015)"),
        ("This was shown by van den Berg (", "2021, 14", "van den Berg (2021, 14)"),
        ("We follow Doe et al.’s (", "2015", "Doe et al.’s (2015)"),
        ("In that year (", "2015", ""),
    ],
)
def test_names_before_a_linked_year_in_brackets_make_the_citation_narrative(
    before: str, shown: str, named: str
) -> None:
    (citation,) = cited(before, to(2 if "2021" in shown else 1, shown), ") and went on.")
    assert citation.mode == ("narrative" if named else "parenthetical")
    assert m.text_of(citation.source) == named or not named
    assert citation.items[0].locator == ("14" if "14" in shown else "")


def test_why_a_work_is_cited_stands_before_its_key_and_is_reported() -> None:
    found: list[Diagnostic] = []
    work = m.Reference("ref1", key="ott2020")
    cited = [
        m.Citation((m.CiteItem(key),))
        for key in ("extends:ott2020", "cito:usesMethodIn:ott2020", "a:ulm2021")
    ]
    made = link_keys(doc(p(*cited), reference_lists=(m.ReferenceList((work,)),)), found.append)
    assert [
        [item.ref for item in one.items] for one in m.iter_nodes(made) if isinstance(one, m.Citation)
    ] == [["ref1"]] * 2
    assert [one.removed for one in found] == ["extends", "cito:usesMethodIn", ""]
    assert found[-1].rule == Rule.CITATION_KNOWN
