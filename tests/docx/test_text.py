"""Text, links, notes, lists, formulas, changes and comments."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.exporters.docx.labels import Label, mention, parse_label
from paperconv.exporters.docx.runs import date_attribute, word_address
from tests.documents import RICH
from tests.docx.opened import R, W, export, paper, style_of, text
from tests.pieces import p, t

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def runs(opened: object) -> list[tuple[str, set[str], str]]:
    """Style, direct properties and text of each run of the first paragraph of the text."""
    paragraph = next(p for p in opened.part().iter(f"{W}p") if style_of(p) == "FirstParagraph")  # type: ignore[attr-defined]
    out = []
    for run in paragraph.iter(f"{W}r"):
        properties = list(run.find(f"{W}rPr") if run.find(f"{W}rPr") is not None else ())
        style = next((e.get(f"{W}val", "") for e in properties if e.tag == f"{W}rStyle"), "")
        direct = {str(e.tag).removeprefix(W) for e in properties if e.tag != f"{W}rStyle"}
        out.append((style, direct, text(run)))
    return out


def test_each_emphasis_is_a_character_style_and_so_are_two_at_once() -> None:
    both = m.Styled("strong", (m.Styled("emph", t("both")),))
    assert runs(export(paper(p(m.Styled("emph", t("one")), both)))) == [
        ("Emphasis", set(), "one"),
        ("StrongEmphasis", set(), "both"),
    ]


def test_white_space_at_the_edges_of_runs_is_kept() -> None:
    opened = export(paper(p("a ", m.Styled("emph", t(" b ")), " c\nd")))
    assert opened.paragraphs("FirstParagraph") == ["a  b  c d"]
    assert all(
        e.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        for e in opened.part().iter(f"{W}t")
    )


def test_citations_link_to_the_entry_in_the_reference_list() -> None:
    opened = export(RICH)
    anchors = [e.get(f"{W}anchor") for e in opened.part().iter(f"{W}hyperlink") if e.get(f"{W}anchor")]
    assert anchors[:2] == ["_ref_ref1", "_ref_ref2"]
    entry = next(p for p in opened.part().iter(f"{W}p") if style_of(p) == "Bibliography")
    assert entry.find(f"{W}bookmarkStart").get(f"{W}name") == "_ref_ref1"
    assert text(entry).startswith("[1]\tDoe J, van Beethoven L")


def test_cross_references_repeat_the_caption_s_number_by_a_field() -> None:
    opened = export(RICH)
    assert r"REF _fig_fig1 \h \* MERGEFORMAT" in opened.fields()
    assert r"REF _eqn_eq1 \h \* MERGEFORMAT" in opened.fields()
    assert [f for f in opened.fields() if f.startswith("SEQ Figure")] == [r"SEQ Figure \* ARABIC"] * 3
    assert "see Figure 1, Table 1, Equation 1 and Section 2, a note" in opened.paragraphs("FirstParagraph")[1]


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("Figure 12", Label("Figure ", "12", 12, "Figure")),
        ("Figure S2", Label("Figure S", "2", 2, "Figure_S")),
        ("Abbildung 3.1", Label("Abbildung 3.", "1", 1, "Abbildung_3")),
        ("TABLE IV", Label("TABLE ", "IV", 4, "TABLE", "ROMAN")),
        ("Scheme A", Label("Scheme A")),
        ("7", Label("", "7", 7, "Figure")),
        ("Figure 007", Label("Figure 007")),
    ],
)
def test_a_label_is_taken_apart_at_its_number(label: str, wanted: Label) -> None:
    assert parse_label(label, "Figure") == wanted


@pytest.mark.parametrize(
    ("said", "around"),
    [
        ("Figure 12", ("", "Figure 12", "", True)),
        ("Figure\xa012", ("", "Figure\xa012", "", True)),
        ("Fig. 12", ("Fig. ", "12", "", False)),
        ("(12)", ("(", "12", ")", False)),
        ("Fig. 12a", None),
        ("Figures 112", None),
        ("12 and 12", None),
        ("above", None),
    ],
)
def test_a_mention_repeats_the_label_or_its_number_or_neither(
    said: str, around: tuple[object, ...] | None
) -> None:
    found = mention(said, parse_label("Figure 12", "Figure"))
    assert (None if found is None else (found.before, found.repeated, found.after, found.whole)) == around


def test_a_number_out_of_turn_resets_its_sequence() -> None:
    figures = (
        m.Figure((), id=f"f{n}", label=f"Figure {n}", caption=m.Caption(t("Seen."))) for n in (1, 5, 6)
    )
    assert [f for f in export(paper(*figures)).fields() if f.startswith("SEQ")] == [
        r"SEQ Figure \* ARABIC",
        r"SEQ Figure \* ARABIC \r 5",
        r"SEQ Figure \* ARABIC",
    ]


def test_footnotes_are_word_s_own_and_an_odd_mark_is_kept() -> None:
    notes = (
        m.Note("n1", (p("First."),), "1"),
        m.Note("n2", (p("Starred."),), "*"),
        m.Note("n3", (p("Second."),), "2"),
        m.Note("e1", (p("At the end."),), "1", kind="endnote"),
    )
    opened = export(paper(p("x", *(m.NoteRef(n.id) for n in notes), m.NoteRef("n1")), notes=notes))
    references = list(opened.part().iter(f"{W}footnoteReference"))
    assert [e.get(f"{W}id") for e in references] == ["1", "2", "3"]
    assert [e.get(f"{W}customMarkFollows") for e in references] == [None, "1", None]
    assert opened.paragraphs("FootnoteText", "footnotes") == [" First.", "* Starred.", " Second."]
    assert opened.paragraphs("EndnoteText", "endnotes") == [" At the end."]
    assert any(field.startswith("NOTEREF _fn_n1") for field in opened.fields())
    assert opened.part("settings").find(f"{W}footnotePr/{W}footnote").get(f"{W}id") == "-1"


def test_a_note_in_a_note_and_a_note_that_nothing_calls_are_kept() -> None:
    notes = (
        m.Note("n1", (p("Outer", m.NoteRef("n2"), "."),), "1"),
        m.Note("n2", (p("Inner", m.NoteRef("n1"), "."),), "2"),
        m.Note("n3", (p("Alone."),), "3"),
    )
    opened = export(paper(p("x", m.NoteRef("n1")), notes=notes))
    assert opened.paragraphs("FootnoteText", "footnotes") == [" Outer2.", "2 Inner1."]
    assert "3 Alone." in opened.paragraphs("UnplacedNote")


def test_links_in_a_note_belong_to_the_part_of_the_notes() -> None:
    note = m.Note("n1", (p(m.Link("https://example.org/a b?c=é", t("there"))),), "1")
    opened = export(paper(p("x", m.NoteRef("n1")), notes=(note,)))
    link = next(opened.part("footnotes").iter(f"{W}hyperlink"))
    assert opened.relationships("footnotes")[link.get(f"{R}id", "")] == "https://example.org/a%20b?c=%C3%A9"
    assert "https://example.org/a%20b?c=%C3%A9" not in opened.relationships().values()


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "http://a:99999/", "http://", "\\\\host\\share"]
)
def test_an_address_that_a_paper_should_not_open_is_text_and_reported(target: str) -> None:
    opened = export(paper(p(m.Link(target, t("click")))))
    assert opened.paragraphs("FirstParagraph") == ["click"]
    assert not list(opened.part().iter(f"{W}hyperlink"))
    assert [d.rule for d in opened.found] == ["content-kept"]
    assert word_address(target) == ""


def test_each_ordered_list_starts_where_it_should() -> None:
    def one(start: int, numbering: m.Numbering = "decimal") -> m.List:
        return m.List(
            (m.ListItem((p("a"),)), m.ListItem((p("b"),))), ordered=True, start=start, numbering=numbering
        )

    opened = export(paper(one(1), p("between"), one(1), one(4, "lower-roman")))
    used = [e.get(f"{W}val", "") for e in opened.part().iter(f"{W}numId")]
    assert used == [used[0]] * 2 + [used[2]] * 2 + [used[4]] * 2
    assert len(set(used)) == 3
    starts = {
        n.get(f"{W}numId"): n.find(f".//{W}startOverride") for n in opened.part("numbering").iter(f"{W}num")
    }
    assert [starts[i].get(f"{W}val") for i in (used[0], used[2], used[4])] == ["1", "1", "4"]


def test_nested_items_stand_deeper_and_go_on_without_a_number() -> None:
    inner = m.List((m.ListItem((p("inner"), p("more"))),), ordered=True)
    opened = export(paper(m.List((m.ListItem((p("outer"), inner)),))))
    assert [(style_of(e), text(e)) for e in opened.part().iter(f"{W}p")][1:] == [
        ("ListBullet", "outer"),
        ("ListNumber2", "inner"),
        ("ListContinue2", "more"),
    ]
    assert [e.get(f"{W}val") for e in opened.part().iter(f"{W}ilvl")] == ["0", "1"]


def test_lists_deeper_than_word_has_levels_are_kept() -> None:
    node: m.Block = p("the bottom")
    for _ in range(15):
        node = m.List((m.ListItem((node,)),), ordered=True)
    opened = export(paper(node))
    assert "the bottom" in [text(e) for e in opened.part().iter(f"{W}p")]
    assert {int(e.get(f"{W}val", "")) for e in opened.part().iter(f"{W}ilvl")} == set(range(9))


def test_formulas_are_office_math_and_what_cannot_be_is_shown_as_tex() -> None:
    opened = export(RICH)
    assert len(list(opened.part().iter(f"{M}oMath"))) == 2
    assert opened.paragraphs("EquationNumber") == ["(1)"]
    formula = next(
        opened.part().iter(f"{M}oMathPara")
    )  # in a cell of its own, so that Word shows it at full size
    assert [text(cell) for cell in next(formula.iterancestors(f"{W}tr"))][1:] == ["", "", "(1)"]
    assert r"\unknowable{y}" in opened.paragraphs("EquationSource")
    assert r"\unknowable{x}" in " ".join(text(e) for e in opened.part().iter(f"{W}p"))


def test_a_formula_whose_mathml_is_broken_is_shown_as_tex_and_said() -> None:
    opened = export(paper(m.Equation("x", "<math><mi>x")))
    assert opened.paragraphs("EquationSource") == ["x"]
    assert [d.rule for d in opened.found] == ["formula-converted"]


def test_tracked_changes_and_comments_are_word_s_own() -> None:
    opened = export(RICH)
    inserted, deleted = opened.part().find(f".//{W}ins"), opened.part().find(f".//{W}del")
    assert (text(inserted), inserted.get(f"{W}author")) == ("inserted", "R. Viewer")
    assert deleted.find(f".//{W}delText").text == "deleted"
    assert deleted.get(f"{W}date") == "2026-01-02T03:04:05Z"
    comment = next(opened.part("comments").iter(f"{W}comment"))
    assert (text(comment), comment.get(f"{W}initials")) == ("Is this so?", "RV")
    assert opened.part().find(f".//{W}commentReference") is not None


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2026-01-02T03:04:05Z", ' w:date="2026-01-02T03:04:05Z"'),
        ("2026-01-02", ' w:date="2026-01-02T00:00:00Z"'),
        ("2026-13-02", ""),
        ("yesterday", ""),
        ("", ""),
        ('2026-01-02T03:04:05" x="', ""),
    ],
)
def test_a_date_that_is_none_is_left_out(given: str, wanted: str) -> None:
    assert date_attribute(given) == wanted


def test_a_foreign_word_has_its_language_and_direction() -> None:
    opened = export(RICH)
    languages = [(e.get(f"{W}val"), e.get(f"{W}bidi")) for e in opened.part().iter(f"{W}lang")]
    assert ("de", None) in languages
    assert (None, "he") in languages
    assert len(list(opened.part().iter(f"{W}rtl"))) == 1


def test_a_paper_in_arabic_runs_from_right_to_left() -> None:
    meta = m.Metadata(title=t("عنوان"), language="ar")
    opened = export(paper(p("نص"), m.Paragraph(t("In English."), language="en"), meta=meta))
    assert opened.part("styles").find(f".//{W}pPrDefault//{W}bidi") is not None
    english = next(e for e in opened.part().iter(f"{W}p") if text(e) == "In English.")
    assert english.find(f".//{W}bidi").get(f"{W}val") == "0"
    assert english.find(f".//{W}rtl") is None


def test_index_terms_become_index_entries() -> None:
    assert 'XE "yield:mean"' in export(RICH).fields()
    term = m.IndexTerm(('a "b": c',), see="d")
    assert export(paper(p("x", term))).fields()[0] == r'XE "a \"b\"\: c" \t "d"'


def test_code_keeps_its_lines_and_tabs() -> None:
    assert export(paper(m.CodeBlock("a\n\tb\n"))).paragraphs("SourceCode") == ["a\n\tb"]
