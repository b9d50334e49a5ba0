"""Authors and editors, what they contributed, and the notes on them."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.blocks import write_paragraphs
from paperconv.exporters.jats.inlines import address_link, write_inlines
from paperconv.exporters.jats.names import write_name
from paperconv.exporters.jats.roles import PEER_REVIEW
from paperconv.exporters.jats.sections import conflict_statements
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import STATEMENT_LINE, Element, child, new_child

_ORCID = "https://orcid.org/"
_CREDIT = "https://credit.niso.org/"
# The Contributor Roles Taxonomy, ANSI/NISO Z39.104-2022 (https://credit.niso.org), as JATS4R spells its terms.
_CREDIT_TERMS = {
    "".join(c for c in term.lower() if c.isalpha()): (term, slug)
    for term, slug in (
        ("Conceptualization", "conceptualization"),
        ("Data curation", "data-curation"),
        ("Formal Analysis", "formal-analysis"),
        ("Funding acquisition", "funding-acquisition"),
        ("Investigation", "investigation"),
        ("Methodology", "methodology"),
        ("Project administration", "project-administration"),
        ("Resources", "resources"),
        ("Software", "software"),
        ("Supervision", "supervision"),
        ("Validation", "validation"),
        ("Visualization", "visualization"),
        ("Writing – original draft", "writing-original-draft"),
        ("Writing – review & editing", "writing-review-editing"),
    )
}
_CREDIT_TERMS["writingreviewandediting"] = _CREDIT_TERMS["writingreviewediting"]
_CREDIT_TERMS["conceptualisation"] = _CREDIT_TERMS["conceptualization"]
_CREDIT_TERMS["visualisation"] = _CREDIT_TERMS["visualization"]

_FN_TYPES: dict[m.AuthorNoteKind, str] = {
    "corresponding": "corresp",
    "equal": "equal",
    "deceased": "deceased",
    "current-address": "current-aff",
    "contribution": "con",
    "conflict": "coi-statement",
    "lead-contact": "custom",
    "other": "other",
}
_SURE = 0.8
_AROUND_ADDRESS = "()<>[]{},;:.\"'“”‘’"


def write_contributors(state: State, meta: Element) -> None:
    """The groups of authors and editors. Affiliations stand before them, once each."""
    data = state.document.meta
    kinds = {note.id: note.kind for note in data.author_notes}
    equal = [a for a in data.authors if a.equal_contribution or any(kinds.get(n) == "equal" for n in a.notes)]
    # A lone author cannot have contributed as much as the others: JATS4R takes that for an error.
    equals = {id(author) for author in equal} if len(equal) > 1 else set()
    labels = {one.id: one.label for one in data.affiliations}
    labels.update({note.id: note.label for note in data.author_notes})
    if state.job.style.review.anonymous and not data.authors:
        # one for all of them: their number would tell as well
        contributor = child(child(meta, "contrib-group"), "contrib")
        contributor.set("contrib-type", "author")
        child(contributor, "anonymous")
    for authors, kind in ((data.authors, "author"), (data.editors, "editor")):
        if not authors:
            continue
        group = child(meta, "contrib-group")
        if kind != "author":
            group.set("content-type", "editors")
        for author in authors:
            element = child(group, "contrib")
            element.set("contrib-type", kind)
            deceased = author.deceased or any(kinds.get(note) == "deceased" for note in author.notes)
            for name, holds in (
                ("corresp", author.corresponding),
                ("equal-contrib", id(author) in equals),
                ("deceased", deceased),
            ):
                if holds:
                    element.set(name, "yes")
            _contributor(state, element, author, labels)


def _contributor(state: State, element: Element, author: m.Author, labels: dict[str, str]) -> None:
    if author.orcid:
        iri = author.orcid if author.orcid.startswith("http") else _ORCID + author.orcid
        state.leaf(element, "contrib-id", iri, contrib_id_type="orcid")
    for one in author.identifiers:
        state.leaf(element, "contrib-id", one.value, contrib_id_type=one.kind)
    if author.group:
        whole = author.name.literal or " ".join(
            filter(None, (author.name.given, author.name.particle, author.name.family))
        )
        state.leaf(element, "collab", whole)
    else:
        write_name(state, element, author.name, author.prefix)
    for degree in author.degrees:
        state.leaf(element, "degrees", degree)
    if author.position:
        state.leaf(element, "role", author.position)
    for role in author.roles:
        _role(state, element, role)
    for email in author.emails:
        state.leaf(element, "email", email)
    if author.url.strip():
        address_link(state, element, "uri", author.url.strip())
    if author.bio:
        state.blocks(child(element, "bio"), author.bio)
    for target in (*author.affiliations, *author.notes):
        if target in labels:
            mark = child(element, "xref")
            state.xref(mark, [target])
            state.leaf(mark, "sup", labels[target])


def _role(state: State, element: Element, role: m.Role) -> None:
    made = state.leaf(element, "role", role.term)
    if made is None:
        return
    found = _CREDIT_TERMS.get("".join(c for c in role.term.lower() if c.isalpha())) if role.credit else None
    if found is not None:
        term, slug = found
        made.set("vocab", "credit")
        made.set("vocab-identifier", _CREDIT)
        made.set("vocab-term", term)
        made.set("vocab-term-identifier", f"{_CREDIT}contributor-roles/{slug}/")
        if role.confidence < _SURE:
            # the authors told it in words of their own
            made.set("specific-use", "inferred")
    state.set(made, "degree-contribution", role.degree)


def write_author_notes(state: State, meta: Element) -> None:
    """Correspondence, equal contribution and the like, and the conflict of interest statements."""
    statements = conflict_statements(state.document)
    notes = state.document.meta.author_notes
    if not notes and not statements:
        return
    element = child(meta, "author-notes")
    # corresp before fn, as the tag library has them
    for note in sorted(notes, key=lambda note: note.kind != "corresponding"):
        _author_note(state, element, note)
    for section in statements:
        entry = child(element, "fn")
        entry.set("fn-type", "coi-statement")
        _conflict(state, entry, section)
        if not len(entry):
            child(entry, "p")


def _author_note(state: State, parent: Element, note: m.AuthorNote) -> None:
    if note.kind == "corresponding" and all(isinstance(block, m.Paragraph) for block in note.blocks):
        element = child(parent, "corresp")
        state.identify(element, note.id)
        state.label(element, note.label)
        children: list[m.Inline] = []
        for block in note.blocks:
            if isinstance(block, m.Paragraph):
                children.extend((m.Text(" "), *block.children) if children else block.children)
        write_inlines(state, element, with_addresses(tuple(children)), STATEMENT_LINE)
        return
    element = child(parent, "fn")
    element.set("fn-type", _FN_TYPES[note.kind])
    if note.kind == "lead-contact":
        element.set("custom-type", note.kind)
    state.identify(element, note.id)
    state.label(element, note.label)
    write_paragraphs(state, element, note.blocks)


def _conflict(state: State, element: Element, section: m.Section) -> None:
    """A statement as paragraphs; ``fn`` has no title, so that the printed one is a paragraph in bold type."""
    title = (*m.text(f"{section.label} " if section.label else ""), *section.title)
    if title:
        heading = child(element, "p")
        write_inlines(state, new_child(heading, "bold"), title)
        state.identify(heading if element.get("id") else element, section.id)
    else:
        state.identify(element, section.id)
    if section.blocks:
        write_paragraphs(state, element, section.blocks)
    for below in section.sections:
        _conflict(state, element, below)


def with_addresses(nodes: m.Inlines) -> m.Inlines:
    """``nodes`` with the e-mail addresses in their text made into links."""
    out: list[m.Inline] = []
    for node in nodes:
        match node:
            case m.Text(value) if "@" in value:
                out.extend(_linked(value))
            case m.Styled(_, children) | m.Span(children):
                out.append(m.replace(node, children=with_addresses(children)))
            case _:
                out.append(node)
    return tuple(out)


def _linked(value: str) -> list[m.Inline]:
    out: list[m.Inline] = []
    start = 0
    for token in value.split():
        at = value.index(token, start)
        address = token.strip(_AROUND_ADDRESS).removeprefix("mailto:")
        user, sign, host = address.partition("@")
        if (
            sign
            and user
            and "." in host
            and "@" not in host
            and not host.startswith(".")
            and "/" not in address
        ):
            begin = at + token.index(address)
            out.append(m.Text(value[start:begin]))
            out.append(m.Link(f"mailto:{address}", (m.Text(address),)))
            start = begin + len(address)
        else:
            out.append(m.Text(value[start : at + len(token)]))
            start = at + len(token)
    out.append(m.Text(value[start:]))
    return out


def is_peer_review(article_type: str) -> bool:
    """Whether JATS4R takes ``article_type`` for a kind of peer review, of which it asks more than a paper has."""
    return "-".join(article_type.lower().replace("_", " ").replace("-", " ").split()) in PEER_REVIEW
