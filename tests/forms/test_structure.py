"""Sections, mended paragraphs and removed furniture, for each form that :mod:`tests.forms.structure` knows."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m
from tests.forms.structure import STRUCTURES
from tests.manuscript.drafts import tree_of


def nodes(document: m.Document, kind: type[m.Node]) -> list[m.Node]:
    return [node for node in m.iter_nodes(document) if isinstance(node, kind)]


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_damaged_text_is_mended(name: str) -> None:
    source, wanted = STRUCTURES[name]
    found: list[paperconv.Diagnostic] = []
    document = paperconv.read(source, log=found.append)
    paragraphs = [m.text_of(one.children) for one in m.iter_nodes(document) if isinstance(one, m.Paragraph)]
    removed = {line for one in found for line in one.removed.split("\n")}
    got = {
        "tree": tree_of(document.sections),
        "back": [m.text_of(one.title) for one in document.back],
        "whole": [
            text for text in wanted.get("whole", ()) if any(text in " ".join(p.split()) for p in paragraphs)
        ],
        "removed": [
            text
            for text in wanted.get("removed", ())
            if text in removed and not any(text in p for p in paragraphs)
        ],
        "figures": len(nodes(document, m.Figure)),
        "tables": len(nodes(document, m.Table)),
        "lists": [len(one.items) for one in nodes(document, m.List)],
        "quotes": len(nodes(document, m.Quote)),
    }
    assert {field: got[field] for field in wanted} == wanted
