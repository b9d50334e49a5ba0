"""Grants of one funder stay apart with those to whom they went."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m
from paperconv.manuscript.funders import read_funding
from paperconv.manuscript.initials import Authors

AUTHORS = (m.Author(m.Name("Doe", "Jane")), m.Author(m.Name("Brown", "Alan")))
APART = [("Hill Fund", ("A-11",), ("Jane Doe",)), ("Hill Fund", ("B-22",), ("Alan Brown",))]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Supported by the Hill Fund (grants A-11 to J.D. and B-22 to A.B.).", APART),
        ("Supported by the Hill Fund (grant A-11 to J.D.; grant B-22 to A.B.).", APART),
        (
            "Supported by grant A-11 from the Hill Fund to J.D. and grant B-22 from the Hill Fund to A.B.",
            APART,
        ),
        ("Supported by the Hill Fund grants A-11 and B-22.", [("Hill Fund", ("A-11", "B-22"), ())]),
    ],
)
def test_each_grant_has_its_recipients(text: str, given: list[object]) -> None:
    found = read_funding(text, Authors(AUTHORS))
    assert [(one.funder, one.awards, one.recipients) for one in found] == given


def test_items_of_a_list_are_sentences_of_their_own() -> None:
    text = (
        "# On boats\n\nJane Doe\n\n## Funding\n\n- JD was supported by the Hill Fund under grant A-11.\n"
        "- AB was supported by the Lake Trust.\n"
    )
    document = paperconv.read(text.encode(), format="markdown")
    said = [m.text_of(one.statement) for one in document.meta.funding if one.statement]
    assert said == ["JD was supported by the Hill Fund under grant A-11. AB was supported by the Lake Trust."]
    assert "A-11" in {award for one in document.meta.funding for award in one.awards}
