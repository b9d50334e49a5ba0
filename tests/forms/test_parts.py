"""The parts of the front matter, for each form that :mod:`tests.forms.parts` knows."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m
from tests.forms.parts import PARTS


def text(inlines: m.Inlines) -> str:
    return m.text_of(inlines)


def understood(source: str, wanted: dict[str, object]) -> dict[str, object]:
    """What was understood, in the fields that are wanted."""
    document = paperconv.read(source)
    meta = document.meta
    abstract = next((one for one in meta.abstracts if not one.kind), None)
    words = (
        " ".join(m.text_of(n.children) for n in m.iter_nodes(abstract) if isinstance(n, m.Paragraph))
        if abstract
        else ""
    )
    expected = wanted.get("abstract")
    first, last = expected if isinstance(expected, tuple) else ("", "")
    found: dict[str, object] = {
        "title": text(meta.title),
        "subtitle": text(meta.subtitle),
        "short": text(meta.short_title),
        "abstract": (words[: len(first)], words[-len(last) :] if last else ""),
        "parts": [text(s.title) for s in abstract.sections] if abstract else [],
        "kinds": [one.kind for one in meta.abstracts],
        "keywords": [text(k.children) for g in meta.keywords if g.kind == "author" for k in g.keywords],
        "codes": [
            (g.kind, [text(k.children) for k in g.keywords]) for g in meta.keywords if g.kind != "author"
        ],
        "dates": [f"{d.kind} {d.date.year}-{d.date.month}-{d.date.day}" for d in meta.dates],
        "doi": next((i.value for i in meta.identifiers if i.kind == "doi"), ""),
        "license": wanted.get("license")
        if meta.license and str(wanted.get("license")) in text(meta.license.text)
        else "",
        "counts": [f"{c.kind} {c.value}" for c in meta.counts],
        "authors": len(meta.authors),
        "back": [text(s.title) for s in document.back],
        "sections": [text(s.title) for s in document.sections],
    }
    return {name: found[name] for name in wanted}


@pytest.mark.parametrize("name", PARTS)
def test_a_front_part_is_read(name: str) -> None:
    source, wanted = PARTS[name]
    assert understood(source, wanted) == wanted
