"""JATS articles that hold others: reports, replies, translations."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.protocols import Source
from paperconv.readers.pandoc import PandocReader
from paperconv.readers.pandoc.sub_articles import with_sub_articles

TITLE = "<title-group><article-title>{}</article-title></title-group>"
LETTER = (
    '<sub-article article-type="decision-letter" id="sa1"><front-stub><article-id pub-id-type="doi">10.1/x.2</article-id>'
    f"{TITLE.format('Decision <italic>letter</italic>')}<contrib-group><contrib><name><surname>Holm</surname><given-names>Per</given-names>"
    "</name><role>Editor</role></contrib></contrib-group><aff>Quay Institute, Norway</aff></front-stub>"
    "<body><p>2) The authors must discuss Falk and Roe (2019) in the light of what was found before.</p></body>"
    '<response response-type="reply"><body><p>Thanks for pointing this out.</p></body></response></sub-article>'
)


def article(
    inner: str, body: str = "<body><sec><title>Results</title><p>Boats wait.</p></sec></body>"
) -> str:
    return (
        f"<article><front><article-meta>{TITLE.format('Tolls')}</article-meta></front>{body}"
        '<back><ref-list><title>References</title><ref id="b1"><mixed-citation>Falk N (2019) Boats. River Studies 4, 1–9.</mixed-citation></ref>'
        f"</ref-list></back>{inner}</article>"
    )


def test_a_letter_is_a_section_and_its_sentences_are_no_works() -> None:
    document = PandocReader().read([Source(article(LETTER).encode(), "paper.xml")], [].append)
    assert [len(one.references) for one in document.reference_lists] == [1]
    (letter,) = [
        one for one in (*document.sections, *document.back) if m.text_of(one.title) == "Decision letter"
    ]
    text = " ".join(m.text_of(one) for one in letter.blocks)
    for words in (
        "Per Holm, Editor",
        "Quay Institute, Norway",
        "https://doi.org/10.1/x.2",
        "2) The authors must discuss",
    ):
        assert words in text
    assert [m.text_of(one.title) for one in letter.sections] == ["Reply"]
    assert "Thanks for pointing this out." in m.text_of(letter.sections[0])


@pytest.mark.parametrize(
    "text",
    [article(""), article(LETTER, body=""), article(LETTER).replace("</sub-article>", ""), article("<!-- <sub-article> -->")],
    ids=["none", "no text above", "broken", "in a comment"],
)  # fmt: skip
def test_an_article_without_others_or_without_text_is_left_as_it_is(text: str) -> None:
    assert with_sub_articles(text) == text


def test_of_articles_within_articles_none_is_lost() -> None:
    nested = LETTER
    for number in range(30):
        nested = f'<sub-article id="n{number}"><body><p>Level {number}.</p></body>{nested}</sub-article>'
    made = with_sub_articles(article(nested))
    assert all(f"Level {number}." in made for number in range(30))
    assert "Boats wait." in made
