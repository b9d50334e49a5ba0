"""Statements that the journal wants elsewhere than in the manuscript are left out of it, and said to be."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.passes.types import Pass
from paperconv.styles import STATEMENTS, JournalStyle

_PLACES = {
    "system": "the journal asks for it in its submission form",
    "title-page": "it goes onto the title page",
}


def leave_out_statements(style: JournalStyle) -> Pass:
    """A pass that takes out of the back matter what ``style`` wants on a title page of its own or in the journal's form.

    The diagnostic holds the text. With a statement go the data that would be printed in its stead.
    """
    apart = "title-page" in style.submission.separate or style.review.anonymous
    places = _PLACES if apart else {"system": _PLACES["system"]}

    def run(document: m.Document, log: Log) -> m.Document:
        elsewhere = {
            role: places[rule.where] for role, rule in style.statements.items() if rule.where in places
        }
        if not elsewhere:
            return document
        left: list[m.Section] = []
        back = _without(document.back, elsewhere, left)
        for section in left:
            title = m.text_of(section.title) or STATEMENTS[section.role]
            log(
                Diagnostic(
                    Rule.CONTENT_KEPT,
                    f"“{title}” is left out of the manuscript: {elsewhere[section.role]} ({STATEMENTS[section.role]})",
                    Severity.INFO,
                    section.pos,
                    removed=_words(section),
                )
            )
        gone = {str(getattr(node, "id", "")) for section in left for node in m.iter_nodes(section)} - {""}
        document = m.replace(document, back=back) if left else document
        if gone:
            document = m.rewrite(document, lambda node: _freed(node, gone))
            lists = tuple(
                m.replace(one, section="") if one.section in gone else one for one in document.reference_lists
            )
            document = m.replace(document, reference_lists=lists)
        told = {one.role for one in left}
        gone_too = {role for role in elsewhere if role in told or style.statements[role].where == "system"}
        return _without_data(document, gone_too)

    return run


def _without(
    sections: tuple[m.Section, ...], roles: dict[str, str], left: list[m.Section]
) -> tuple[m.Section, ...]:
    out: list[m.Section] = []
    for one in sections:
        if one.role in roles:
            left.append(one)
            continue
        inner = _without(one.sections, roles, left)
        if inner == one.sections:
            out.append(one)
        elif inner or one.blocks:  # not a title over nothing
            out.append(m.replace(one, sections=inner))
    return tuple(out)


def _words(section: m.Section) -> str:
    return "\n".join(filter(None, (m.text_of(section.title), *(m.text_of(block) for block in section.blocks), *(_words(one) for one in section.sections))))  # fmt: skip


def _freed(node: m.Node, gone: set[str]) -> tuple[m.Node, ...] | None:
    """A pointer to what is left out is its text."""
    return node.children if isinstance(node, m.CrossRef) and node.target in gone else None


def _without_data(document: m.Document, roles: set[str]) -> m.Document:
    meta = document.meta
    if "funding" in roles and meta.funding:
        meta = m.replace(meta, funding=())
    if "contributions" in roles and any(one.roles for one in meta.authors):
        meta = m.replace(
            meta, authors=tuple(m.replace(one, roles=()) if one.roles else one for one in meta.authors)
        )
    return document if meta is document.meta else m.replace(document, meta=meta)
