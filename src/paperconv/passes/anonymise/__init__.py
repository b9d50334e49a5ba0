"""Take out of a document what tells who wrote it.

Persons and their places leave the front matter, statements about them the back; what is left of them in running text is
masked, and so are their own works where the style asks for it. Pictures, files and ids get neutral names. What was taken out
is told in two lines. What tells who wrote a paper is :mod:`paperconv.anonymity`'s to know.
"""

from __future__ import annotations

from typing import Any

from paperconv import model as m
from paperconv.anonymity import METADATA, Found, Identities, look, which
from paperconv.anonymity.unread import is_byline
from paperconv.diagnostics import Diagnostic, Log, Rule
from paperconv.passes.anonymise.files import neutral_names, with_neutral_ids, with_neutral_names
from paperconv.passes.anonymise.front import without_people
from paperconv.passes.anonymise.masking import Masks
from paperconv.passes.anonymise.own_works import mask_own_works
from paperconv.passes.anonymise.statements import Statements
from paperconv.passes.anonymise.told import Told
from paperconv.passes.types import Pass
from paperconv.styles.types import Review

__all__ = ["anonymise", "look_for", "neutral_names"]


def look_for(document: m.Document, review: Review) -> Found:
    """What :func:`anonymise` takes out. An author who is called as the mask is named by nothing."""
    found = look(document, keep_own=review.self_citations == "keep")
    masks = {one.text for one in which(review.mask, found.identities, METADATA, loose=True)}
    if not masks:
        return found
    return Found(Identities(one for one in found.identities if one.text not in masks), found.own)


def anonymise(review: Review, found: Found | None = None) -> Pass:
    """A pass that makes an anonymous copy; ``found`` is what :func:`look_for` gives for the document, if that is known."""

    def run(document: m.Document, log: Log) -> m.Document:
        look = found or look_for(document, review)
        told = Told()
        if not document.meta.authors:
            document = _without_byline(document, told, log)
        document = m.replace(document, meta=without_people(document.meta, told))
        document = Statements(look.identities, told).document(document)
        document = m.rewrite(document, _unsigned)
        document = with_neutral_names(document)
        if review.self_citations == "mask":
            document = mask_own_works(document, look.own, review.mask, told)
        document = _without_lost_marks(document)
        kept = look.own if review.self_citations == "keep" else frozenset[str]()
        document = Masks(look.identities, review.mask, told, kept).document(document)
        document = with_neutral_ids(document, look.identities)
        told.report(log)
        return document

    return run


def _without_byline(document: m.Document, told: Told, log: Log) -> m.Document:
    """``document`` without what looks like a byline that was not understood."""
    kept = tuple(block for block in document.blocks if not is_byline(block))
    told.removed["block of front matter"] += len(document.blocks) - len(kept)
    log(
        Diagnostic(
            Rule.AUTHOR_KNOWN,
            "no author is known: the copy is anonymous only as far as the manuscript names nobody",
            hint="name the authors in paper.yaml (`paperconv extract` writes it), so that they can be looked for",
        )
    )
    return m.replace(document, blocks=kept)


def _unsigned(node: m.Node) -> m.Node | None:
    """Changes and comments without their author and hour."""
    if isinstance(node, m.Change | m.Comment):
        return m.replace(node, author="", date="")
    return None


def _without_lost_marks(document: m.Document) -> m.Document:
    """``document`` without pointers to what has been taken out; their words stay."""
    ids = {identifier for node in m.iter_nodes(document) if (identifier := getattr(node, "id", ""))}

    def rule(node: m.Node) -> Any:
        match node:
            case m.NoteRef(note) if note not in ids:
                return ()
            case m.CrossRef(target, children) if target not in ids:
                return children
            case m.ReferenceList(section=section) if section and section not in ids:
                return m.replace(node, section="")
            case _:
                return None

    return m.rewrite(document, rule)
