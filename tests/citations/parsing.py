"""Reference strings parsed for tests."""

from __future__ import annotations

from paperconv import model as m
from paperconv.citations.parse import parse_reference, parse_references
from paperconv.diagnostics import Diagnostic


def read(text: str) -> m.Reference:
    """``text`` parsed; stars set emphasis."""
    parts = text.split("*")
    raw = tuple(
        m.Styled("emph", m.text(part)) if index % 2 else m.Text(part)
        for index, part in enumerate(parts)
        if part
    )
    found = parse_reference(m.Reference("ref1", raw=raw))
    assert m.text_of(found.raw) == "".join(parts)
    return found


def brief(one: m.Reference) -> dict[str, object]:
    fields: dict[str, object] = {
        "type": one.type,
        "authors": [name.literal or f"{name.family}, {name.given}" for name in one.authors],
        "editors": [f"{name.family}, {name.given}" for name in one.editors],
        "title": m.text_of(one.title),
        "container": m.text_of(one.container_title),
        "year": one.issued.year if one.issued else 0,
    }
    for name in (
        "volume",
        "issue",
        "page",
        "publisher",
        "publisher_place",
        "edition",
        "doi",
        "pmid",
        "isbn",
        "url",
    ):
        fields[name] = getattr(one, name)
    return {name: value for name, value in fields.items() if value}


def many(*texts: str) -> tuple[tuple[m.Reference, ...], list[str]]:
    found: list[Diagnostic] = []
    listed = (m.Reference(f"ref{number}", raw=m.text(text)) for number, text in enumerate(texts, 1))
    return parse_references(listed, found.append), [one.message for one in found]
