"""What the statements of a paper say: who did what, who paid, where the data are. Their prose stays word for word."""

from __future__ import annotations

from collections.abc import Iterator

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.late import load
from paperconv.manuscript.declarations import split_declarations
from paperconv.patterns import late

_DEPOSITS = frozenset(("data-availability", "code-availability"))
_TELLING = _DEPOSITS | {"conflict", "funding", "ethics"}
"""Statements that are data too."""
_MADE = late(
    r"(?i)\s*(?:the |all )?authors? (?:have )?(?:made|contributed) (?:the )?following\b|\s*(?:the )?authors? contributed as follows\b"
)
_LONGEST_STATEMENT = 2000


def read_statements(document: m.Document, log: Log) -> m.Document:
    """``document`` with its statements apart, and with what they say as data where front matter does not say it."""
    document = split_declarations(_noted(document))
    document = _linked(document)
    sections = list(walk((*document.sections, *document.back)))
    meta = document.meta
    changes: dict[str, object] = {}
    if not any(author.roles for author in meta.authors):
        changes["authors"] = _with_roles(document, sections, log)
    if not meta.funding:
        changes["funding"] = tuple(_funding(meta, sections))
    telling = [one for one in sections if one.role in _TELLING]
    said: dict[tuple[str, str, str], m.StatementFact] = {}
    if telling:
        read_facts = load("paperconv.manuscript.statement_facts").read_facts
        for fact in (fact for one in telling for fact in read_facts(one)):
            said.setdefault((fact.role, fact.kind, fact.value), fact)
    changes["statement_facts"] = tuple(said.values())
    return m.replace(document, meta=m.replace(meta, **changes))


def _noted(document: m.Document) -> m.Document:
    """What a title page says of contributions in a sentence without a title, as a note of the authors."""
    told = [one for one in document.blocks if isinstance(one, m.Paragraph) and _MADE.match(m.text_of(one))]
    if not told:
        return document
    notes = (m.AuthorNote("", "contribution", (one,), pos=one.pos) for one in told)
    blocks = tuple(one for one in document.blocks if one not in told)
    meta = m.replace(document.meta, author_notes=(*document.meta.author_notes, *notes))
    return m.replace(document, meta=meta, blocks=blocks)


def walk(sections: tuple[m.Section, ...]) -> Iterator[m.Section]:
    """``sections`` and all below them, in order."""
    for one in sections:
        yield one
        yield from walk(one.sections)


def _linked(document: m.Document) -> m.Document:
    def rule(node: m.Node) -> m.Node | None:
        return (
            deposits.link_deposits(node) if isinstance(node, m.Section) and node.role in _DEPOSITS else None
        )

    if not any(one.role in _DEPOSITS for one in walk((*document.sections, *document.back))):
        return document
    deposits = load("paperconv.manuscript.deposits")
    return m.rewrite(document, rule)


def _with_roles(document: m.Document, sections: list[m.Section], log: Log) -> tuple[m.Author, ...]:
    """The authors with the roles that statements of contributions give them."""
    authors = document.meta.authors
    told = [one for one in sections if one.role == "contributions"]
    notes = [one for one in document.meta.author_notes if one.kind == "contribution"]
    if not authors or not (told or notes):
        return authors
    read_roles = load("paperconv.manuscript.contributions").read_roles
    roles, unsure = read_roles((*(one.blocks for one in told), *(one.blocks for one in notes)), authors)
    pos = (told or notes)[0].pos
    for one in unsure:
        who = " or ".join(_name(authors[index]) for index in one.authors[:4])
        log(
            Diagnostic(
                Rule.CONTRIBUTOR_KNOWN,
                f'"{one.words}" in the author contributions may be {who}: no role is taken from it'
                if who
                else f'"{one.words}" in the author contributions is none of the authors',
                Severity.WARNING,
                pos,
                "write the name in full, or give `roles:` in the front matter or in paper.yaml",
            )
        )
    return tuple(
        m.replace(author, roles=tuple(m.replace(role, pos=pos) for role in roles.get(index, ())))
        if index in roles
        else author
        for index, author in enumerate(authors)
    )


def _name(author: m.Author) -> str:
    name = author.name
    return name.literal or " ".join(filter(None, (name.given, name.particle, name.family)))


def _paragraphs(blocks: m.Blocks) -> list[m.Node]:
    """The blocks, with the paragraphs of a list one by one."""
    found: list[m.Node] = []
    for block in blocks:
        inside = [one for one in m.iter_nodes(block) if isinstance(one, m.Paragraph)]
        found += inside or [block]
    return found


def _funding(meta: m.Metadata, sections: list[m.Section]) -> Iterator[m.Funding]:
    """Funders and grants, and the statement as a whole where it is short; acknowledgements tell of funders only."""
    told = [one for one in sections if one.role == "funding"]
    read = told or [one for one in sections if one.role == "acknowledgements"]
    if not read:
        return
    known = load("paperconv.manuscript.initials").Authors(meta.authors)
    for one in read:
        text = "\n".join(" ".join(m.text_of(block).split()) for block in _paragraphs(one.blocks))
        for found in load("paperconv.manuscript.funders").read_funding(text, known):
            yield m.replace(found, pos=one.pos)
        if told and 0 < len(text) <= _LONGEST_STATEMENT and len(one.blocks) == 1:
            yield m.Funding(
                statement=m.text(" ".join(text.split())),
                confidence=0.95,
                provenance="funding statement",
                pos=one.pos,
            )
