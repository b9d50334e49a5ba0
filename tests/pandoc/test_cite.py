from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.errors import ConversionFailed, UnreadableSource
from paperconv.pandoc.cite import bibliography_to_csl, citeproc

ITEMS = [
    {
        "id": "ref-é:1",
        "type": "article-journal",
        "title": "Growth of <i>E. coli</i> at $x^2$",
        "author": [{"family": "Doe", "given": "Jane"}],
        "container-title": "Journal of Tests",
        "volume": 3,
        "page": "1-9",
        "issued": {"date-parts": [[2001, 5]]},
    },
    {
        "id": "b",
        "type": "book",
        "title": "Second book",
        "author": [{"literal": "The Group"}],
        "publisher": "Press",
        "issued": {"date-parts": [[1999]]},
    },
]
NUMERIC = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation collapse="citation-number"><sort><key variable="citation-number"/></sort>
<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout></citation>
<bibliography second-field-align="flush"><layout suffix=".">
<text variable="citation-number" prefix="[" suffix="]"/><text variable="title" prefix=" "/></layout></bibliography></style>"""
NOTE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>N</title><id>n</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout suffix="." delimiter="; "><text variable="title"/></layout></citation></style>"""


def cluster(*items: m.CiteItem, mode: m.CitationMode = "parenthetical") -> m.Citation:
    return m.Citation(items, mode)


def targets(inlines: m.Inlines) -> list[str]:
    return [node.target for one in inlines for node in m.iter_nodes(one) if isinstance(node, m.CrossRef)]


def test_author_and_year_with_links_to_the_works():
    made = citeproc(
        ITEMS,
        [
            cluster(
                m.CiteItem("ref-é:1", locator="4", label="page", prefix=(m.Text("see"),)), m.CiteItem("b")
            ),
            cluster(m.CiteItem("ref-é:1"), mode="narrative"),
            cluster(m.CiteItem("ref-é:1", suppress_author=True)),
        ],
        style=None,
        locale="en-US",
    )
    first, second, third = made.clusters
    assert m.text_of(first) == "(see Doe 2001, 4; The Group 1999)"
    assert targets(first) == ["ref-é:1", "b"]
    assert m.text_of(second) == "Doe (2001)"
    assert m.text_of(third) == "(2001)"
    assert list(made.entries) == ["ref-é:1", "b"]
    entry = made.entries["ref-é:1"].content
    assert m.Styled("emph", (m.Text("E. Coli"),)) in [node for one in entry for node in m.iter_nodes(one)]
    assert any(isinstance(node, m.Math) for one in entry for node in m.iter_nodes(one))


def test_a_numeric_style_gives_labels_and_all_works_have_entries():
    made = citeproc(ITEMS, [cluster(m.CiteItem("b"))], style=NUMERIC, locale="")
    assert m.text_of(made.clusters[0]) == "[1]"
    assert [(name, m.text_of(one.label), m.text_of(one.content)) for name, one in made.entries.items()] == [
        ("b", "[1]", "Second book."),
        ("ref-é:1", "[2]", "Growth of E. coli at x^2."),
    ]


def test_a_style_of_notes_gives_the_text_of_the_note_apart():
    made = citeproc(ITEMS, [cluster(m.CiteItem("b"))], style=NOTE, locale="en")
    assert m.text_of(made.notes[0]) == "Second book."
    assert m.text_of(made.clusters[0]) == ""


def test_works_that_are_not_there_are_passed_over():
    made = citeproc(
        ITEMS,
        [cluster(m.CiteItem("nobody"), m.CiteItem("b")), cluster(m.CiteItem("nobody"))],
        style=None,
        locale="en",
    )
    assert [m.text_of(one) for one in made.clusters] == ["(The Group 1999)", ""]
    assert citeproc([], [cluster()], style=None, locale="en").clusters == ((),)


def test_a_broken_style_is_one_line():
    with pytest.raises(ConversionFailed) as caught:
        citeproc(ITEMS, [], style="<style>", locale="en")
    assert "\n" not in str(caught.value)


BIB = r"""
@string{jf = "Journal of Foo"}
% a comment with {braces
@article{a, title = {The Genome of {E}scherichia coli in New York: A {\emph{Big}} Study}, journal = jf,
  author = {Doe, Jane and van der Berg, J.}, year = 2001, volume = {3}, pages = {1--9}}
@inproceedings{b,
  TITLE = "On the {DNA} of \"Ubermice in $x^2$",
  booktitle = {Proceedings of the Third Meeting}, year = "2002"}
@book{c, title={ {All Protected} }, year={1999}, note={the title = {x} inside}}
"""


def test_titles_keep_the_capitals_of_the_source():
    made = {item["id"]: item for item in bibliography_to_csl(BIB.encode(), "biblatex")}
    assert made["a"]["title"] == "The Genome of Escherichia coli in New York: A <i>Big</i> Study"
    assert made["a"]["container-title"] == "Journal of Foo"
    assert made["a"]["author"][1]["family"] == "Berg"
    assert made["b"]["title"] == "On the DNA of Übermice in $x^2$"
    assert made["b"]["container-title"] == "Proceedings of the Third Meeting"
    assert made["c"]["title"] == "All Protected"
    assert "title-short" not in made["a"]


def test_json_is_read():
    assert bibliography_to_csl(b'[{"id": "x", "type": "book"}]', "csljson") == [{"id": "x", "type": "book"}]


@pytest.mark.parametrize(
    ("data", "form"), [(b"@article{a, title = {x", "bibtex"), (b"nope", "csljson"), (b"[1]", "csljson")]
)
def test_a_broken_bibliography_is_one_line(data: bytes, form: str):
    with pytest.raises(UnreadableSource) as caught:
        bibliography_to_csl(data, form)
    assert "\n" not in str(caught.value)
