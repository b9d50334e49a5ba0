"""The paper this project started from keeps what its facts name. It is read only where it is at hand."""

from __future__ import annotations

import json

import pytest

import paperconv
from paperconv import model as m
from tests.conftest import SHARED

SEED = SHARED / "seed/pakistan-russia.md"


@pytest.mark.skipif(not SEED.is_file(), reason="the paper is not at hand")
def test_the_first_paper_keeps_all_that_its_facts_name() -> None:
    facts = json.loads(SEED.with_suffix(".facts.json").read_text(encoding="utf-8"))
    found = paperconv.read(SEED)
    assert m.text_of(found.meta.title) == facts["title"]
    assert [
        (one.name.given, one.name.family, one.corresponding, one.emails) for one in found.meta.authors
    ] == [
        (
            one["given"],
            one["family"],
            bool(one.get("corresponding")),
            (one["email"],) if one.get("email") else (),
        )
        for one in facts["authors"]
    ]
    assert len(found.meta.affiliations) == facts["affiliation_count"]
    assert [m.text_of(word) for group in found.meta.keywords for word in group.keywords] == facts["keywords"]
    assert [m.text_of(section.title) for section in found.sections] == [
        title for _, title in facts["sections"]
    ]
    assert len(tuple(found.references)) == facts["references"]
    text = " ".join(m.text_of(found).replace("“", '"').replace("”", '"').split())
    assert all(sentence in text for sentence in facts["rejoined"])
