"""Small documents for the tests of passes."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.passes import NORMALISE, prepare
from paperconv.styles import JournalStyle, load_style

BASE = load_style("base")


def t(value: str) -> m.Inlines:
    return m.text(value)


def p(*children: m.Inline | str) -> m.Paragraph:
    return m.Paragraph(tuple(m.Text(c) if isinstance(c, str) else c for c in children))


def doc(*blocks: m.Block, **fields: object) -> m.Document:
    fields.setdefault("meta", m.Metadata(language="en"))
    return m.Document(blocks=blocks, **fields)  # type: ignore[arg-type]


def plain_list(*entries: str, labels: str = "[{}]") -> tuple[m.ReferenceList, ...]:
    """A reference list of plain strings, numbered unless ``labels`` is empty."""
    listed = tuple(
        m.Reference(f"ref{n}", raw=t(entry), label=labels.format(n) if labels else "")
        for n, entry in enumerate(entries, 1)
    )
    return (m.ReferenceList(listed, title=t("References"), id="refs"),)


def figure(id: str = "", label: str = "", caption: str = "Caption.") -> m.Figure:
    return m.Figure(
        (m.Panel(m.Image("a.png")),),
        id=id,
        label=label,
        caption=m.Caption(blocks=(p(caption),)) if caption else None,
    )


def with_csl(csl: str) -> JournalStyle:
    return msgspec.structs.replace(BASE, citations=msgspec.structs.replace(BASE.citations, csl=csl))


def normalise(document: m.Document) -> tuple[m.Document, list[Diagnostic]]:
    found: list[Diagnostic] = []
    for step in NORMALISE:
        document = step(document, found.append)
    return document, found


def prepared(document: m.Document, style: JournalStyle = BASE) -> tuple[m.Document, list[Diagnostic]]:
    document, found = normalise(document)
    for step in prepare(style):
        document = step(document, found.append)
    assert list(m.check(document)) == []
    return document, found


def links(node: m.Node) -> list[tuple[str, str]]:
    """Text and target of each cross-reference in what is printed."""
    return [(m.text_of(one), one.target) for one in m.iter_nodes(node) if isinstance(one, m.CrossRef)]


def citations(node: m.Node) -> list[m.Citation]:
    return [one for one in m.iter_nodes(node) if isinstance(one, m.Citation)]
