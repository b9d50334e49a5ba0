"""Highlights, plain-language summaries and pictures that the journal does not print are left out, and said to be."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.passes.types import Pass
from paperconv.styles import JournalStyle

_NAMES = {
    "key-points": "the highlights are",
    "plain-language-summary": "the plain-language summary is",
    "graphical": "the graphical abstract is",
    "teaser": "the teaser is",
}


def leave_out_abstracts(style: JournalStyle) -> Pass:
    """A pass that takes out the abstracts of those kinds that ``style`` does not print; the diagnostic holds their text."""

    def run(document: m.Document, log: Log) -> m.Document:
        left = [one for one in document.meta.abstracts if one.kind in style.abstract.leave_out]
        if not left:
            return document
        for one in left:
            log(
                Diagnostic(
                    Rule.CONTENT_KEPT,
                    f"{_NAMES[one.kind]} left out of the manuscript, as the style asks",
                    Severity.INFO,
                    one.pos,
                    removed="\n".join(m.text_of(part) for part in (*one.blocks, *one.sections)),
                )
            )
        kept = tuple(one for one in document.meta.abstracts if one not in left)
        gone = {str(getattr(node, "id", "")) for one in left for node in m.iter_nodes(one)} - {""}
        document = m.replace(document, meta=m.replace(document.meta, abstracts=kept))

        def freed(node: m.Node) -> tuple[m.Node, ...] | None:
            return node.children if isinstance(node, m.CrossRef) and node.target in gone else None

        return m.rewrite(document, freed)

    return run
