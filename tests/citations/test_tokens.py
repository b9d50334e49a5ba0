"""Reference strings as tokens and stretches: nothing is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperconv.citations.extract import identifiers
from paperconv.citations.features import features
from paperconv.citations.stretches import trim
from paperconv.citations.tokens import tokenize


def split(text: str) -> list[str]:
    return [one.text for one in tokenize(text, identifiers(text))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Bot. 2016;45(2):211-8.", ["Bot.", "2016;", "45", "(2):", "211-8."]),
        ("Oduya,A.(Feb 2,2016).Roofs", ["Oduya,", "A.", "(Feb", "2,", "2016).", "Roofs"]),
        ("on roofs.In Moss", ["on", "roofs.", "In", "Moss"]),
        ("v. 3, p.12-20", ["v.", "3,", "p.", "12-20"]),
        ("J.-P. O’Neil, U.S. 3,000", ["J.-P.", "O’Neil,", "U.S.", "3,000"]),
        ("王明. 苔藓研究[J]. 植物，2010", ["王明.", "苔藓研究", "[J].", "植物，", "2010"]),
        (
            "see https://doi.org/10.5555/a(1).b, p. 3",
            ["see", "https://doi.org/10.5555/a(1).b", ",", "p.", "3"],
        ),
        ("arXiv:2001.00001 [cs.CL]", ["arXiv:2001.00001 [cs.CL]"]),
        ("", []),
    ],
)
def test_words_are_cut_where_something_else_begins(text, tokens):
    assert split(text) == tokens


@given(st.text(st.sampled_from("ABcd .,:;()[]“”\"&1290-–/’'Ié王，。http://10.5555/x\n"), max_size=80))
def test_tokens_and_what_is_between_them_are_the_text(text):
    known = identifiers(text)
    tokens = tokenize(text, known)
    at = 0
    for one in tokens:
        assert text[at : one.start].strip() == ""
        assert text[one.start : one.end] == one.text != ""
        at = one.end
    assert text[at:].strip() == ""
    assert len(features(tokens, [(0, len(text) // 2)])) == len(tokens)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("doi: 10.5555/abc.def.", [("doi", "10.5555/abc.def")]),
        ("https://doi.org/10.5555/(a)b)", [("doi", "10.5555/(a)b")]),
        ("<http://example.org/a_b#c>.", [("url", "http://example.org/a_b#c")]),
        ("PMID: 1234567; PMCID: PMC7654321", [("pmid", "1234567"), ("pmcid", "PMC7654321")]),
        ("ISBN 978-0-20-530902-3", [("isbn", "978-0-20-530902-3")]),
        ("arXiv preprint arXiv:1810.04805v2", [("archive_location", "1810.04805v2")]),
        ("[hep-th/9503124]", [("archive_location", "hep-th/9503124")]),
        ("no identifier 10.5 of 2010", []),
    ],
)
def test_identifiers_are_found_wherever_they_stand(text, found):
    assert [(one.field, text[one.start : one.end]) for one in identifiers(text)] == found


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("title", "“Moss on roofs,”", "Moss on roofs"),
        ("title", "“Moss” and other words.", "“Moss” and other words"),
        ("title", "Who owns the moss?", "Who owns the moss?"),
        ("title", "Moss (second part).", "Moss (second part)"),
        ("container_title", "J. Imag. Bot.,", "J. Imag. Bot."),
        ("container_title", "Nature.", "Nature"),
        ("volume", "Vol. 12,", "12"),
        ("volume", "v. 7", "7"),
        ("volume", "XLIII", "XLIII"),
        ("issue", "(Suppl 2):", "Suppl 2"),
        ("issue", "№ 3.", "3"),
        ("page", "pp. 12–34.", "12–34"),
        ("page", "S. 145-167", "145-167"),
        ("page", "e1002571", "e1002571"),
        ("edition", "(3rd ed.).", "3rd"),
        ("edition", "4., überarb. Aufl.", "4"),
        ("number_of_pages", "– 656 с.", "656"),
        ("issued", "(2004b):", "2004b"),
        ("issued", "(n.d.).", "n.d."),
        ("issued", "12 May 2003;", "12 May 2003"),
        ("issued", "box 3", None),
        ("publisher", "(Saunders College,", "Saunders College"),
        ("publisher", "John Wiley & Sons, Inc.,", "John Wiley & Sons, Inc."),
        ("title", "..", None),
    ],
)
def test_a_stretch_is_trimmed_to_the_field(field, text, kept):
    where = trim(text, 0, len(text), field)
    assert (where and text[slice(*where)]) == kept
