"""All that tells who wrote a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.anonymity import names, places
from paperconv.anonymity.folding import fold
from paperconv.anonymity.search import METADATA, which
from paperconv.anonymity.types import Identities, Identity
from paperconv.anonymity.unread import ORCID, authors_of
from paperconv.anonymity.works import own_works, printed
from paperconv.citations.ids import bare_doi
from paperconv.patterns import late

_WORD = late(r"[^\W\d_]+")
_LEAST_AWARD = 5
_LEAST_IDENTIFIER = 6
_SENTENCE = late(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_THANKS = late(
    r"\b(?:thank|grateful|gratitude|acknowledg|indebted|funded|supported by|grant|appreciat)", re.IGNORECASE
)
_LEAST_WORDS, _MOST_WORDS = 6, 40
_LONGEST = 120
_MONEY = late(r"\b(?:fund(?:ed|ing)|financed|sponsored|support)", re.IGNORECASE)
_CLAUSE = late(r"(?<=[.!?;])\s+")
# Who paid for the work that is reported, said beside its science; what others' studies cost is no secret.
_PAID = late(
    r"(?:^|\b(?:and|while)\s+)(?:(?:this|our|the present)\s+(?:work|study|research|project|paper|article|trial|survey|investigation)|we|"
    r"the authors?|(?:financial\s+)?support|funding)\b(?:\s+for\s+(?:this|our)\s+[\w-]+)?(?:\s+[A-Z]\.\s?[A-Z]\.)?\s+"
    r"(?:(?:was|were|is|are|has been|have been)\s+(?:\w+\s+){0,3}?(?:funded|financed|sponsored)\b|"
    r"(?:was|were|is|are|has been|have been)\s+(?:\w+\s+){0,3}?supported\s+(?:\w+\s+){0,2}?by\b.{0,200}?"
    r"(?:\b(?:grant|fund|foundation|council|ministry|scholarship|fellowship|award|stipend|contract)|\d{3})|"
    r"(?:received|acknowledges?|acknowledged)\s+(?:funding|financial support|support)\b|"
    r"(?:came|comes|was received|was provided|was obtained|is provided)\s+(?:from|by)\b)",
    re.IGNORECASE,
)
THANKING = frozenset(("acknowledgements", "acknowledgments", "ack", "funding"))


class Found(msgspec.Struct, frozen=True):
    """What tells who wrote a document, and the ids of the references that are its authors' own."""

    identities: Identities
    own: frozenset[str]


def identifying(document: m.Document) -> Identities:
    """What tells who wrote ``document``, if the authors' own works are masked in it."""
    return look(document).identities


def look(document: m.Document, *, keep_own: bool = False) -> Found:
    """The same, with the works that are the authors' own; ``keep_own``: these stay in the reference list."""
    document = m.replace(document, meta=m.replace(document.meta, authors=authors_of(document)))
    running = fold(running_text(document))
    words = frozenset(_WORD.findall(running))
    people = tuple(one for author in document.meta.authors for one in names.forms(author, words))
    accounts = tuple(places.user_names(document, running))
    whole = tuple(one for one in people if one.kind == "author's name" and " " in one.text)
    identifiers = tuple(_identifiers(document, running))
    mails = tuple(places.emails(document.meta, running))
    institutions = tuple(places.institutions(document.meta.affiliations))
    own = own_works(document, Identities((*whole, *accounts, *identifiers, *mails)), institutions)
    kept = fold(" \n ".join(printed(one) for one in document.references if keep_own or one.id not in own))
    every = Identities(
        (
            *people,
            *names.initials(document.meta.authors, running),
            *mails,
            *identifiers,
            *institutions,
            *_awards(document),
            *accounts,
            *_thanks(document),
            *_paid(document),
            *places.source_files(document, running),
        )
    )
    shared = frozenset(which(kept, every, METADATA))
    return Found(Identities(dict.fromkeys(_narrowed(one) if one in shared else one for one in every)), own)


def _narrowed(identity: Identity) -> Identity:
    """``identity``, looked for only where it is not another's: a reference that stays has the same."""
    if identity.scope == "metadata":
        return identity
    alone = identity.kind == "author's name" and " " not in identity.text
    return msgspec.structs.replace(identity, scope="metadata" if alone else "body")


def running_text(document: m.Document) -> str:
    """The text of front, body, back and notes, without bylines and references."""
    meta = document.meta
    parts = (
        meta.title, meta.subtitle, meta.abstracts, meta.keywords, document.blocks, document.sections, document.back, document.notes,
    )  # fmt: skip
    return "\n".join(_blockwise(part) for part in parts if part)


def _blockwise(nodes: tuple[m.Node, ...]) -> str:
    """The text of ``nodes``, line by line, so that words of two blocks do not touch."""
    out: list[str] = []
    for node in nodes:
        for one in m.iter_nodes(node):
            if isinstance(one, m.Paragraph | m.VerseLine):
                out.append(m.text_of(one))
            elif isinstance(one, m.Section | m.Caption | m.Box | m.Statement):
                out.append(m.text_of(one.title))
            elif isinstance(one, m.CodeBlock | m.RawBlock):
                out.append(one.value)
        if not isinstance(node, m.Paragraph | m.Section):
            out.append(m.text_of(node))
    return "\n".join(out)


def _identifiers(document: m.Document, running: str) -> Iterator[Identity]:
    meta = document.meta
    for iri in dict.fromkeys(
        (*(author.orcid for author in meta.authors if author.orcid), *ORCID.findall(running))
    ):
        digits = patterns.sub(r"\W", "", iri.rpartition("/")[2])
        pattern = r"[\s-]?".join(digits[at : at + 4] for at in range(0, len(digits), 4))
        yield Identity("ORCID iD", iri, rf"(?<!\d){pattern}(?!\d)", digits[:4].lower())
    for author in (*meta.authors,):
        for one in author.identifiers:
            if len(one.value) >= _LEAST_IDENTIFIER:
                yield from places.literal("identifier of an author", one.value)
        if len(author.url.strip()) >= _LEAST_IDENTIFIER:
            bare = patterns.sub(r"^https?://(?:www\.)?", "", author.url.strip()).rstrip("/")
            yield from places.literal("address of the authors", bare)
    for one in (*meta.identifiers,):
        if len(one.value) >= _LEAST_IDENTIFIER and patterns.search(r"\d", one.value):
            yield from places.literal("identifier of the paper", bare_doi(one.value))


def _awards(document: m.Document) -> Iterator[Identity]:
    for one in document.meta.funding:
        for award in one.awards:
            if len(award.strip()) >= _LEAST_AWARD and patterns.search(r"\d{3}", award):
                yield from places.literal("award number", award.strip())


def _thanks(document: m.Document) -> Iterator[Identity]:
    """The sentences of acknowledgements and funding."""
    for section in m.iter_nodes(document):
        if isinstance(section, m.Section) and section.role.lower() in THANKING:
            for node in m.iter_nodes(section):
                if isinstance(node, m.Paragraph):
                    yield from _sentences(m.text_of(node))
    for one in document.meta.funding:
        yield from _sentences(m.text_of(one.statement))


def _paid(document: m.Document) -> Iterator[Identity]:
    """Sentences of running text that say who paid for the work."""
    parts = (document.meta.abstracts, document.blocks, document.sections, document.back, document.notes)
    for node in (node for part in parts for one in part for node in m.iter_nodes(one)):
        if isinstance(node, m.Text) and _MONEY.search(node.value):
            for clause in _CLAUSE.split(node.value):
                words = clause.split()
                if _LEAST_WORDS <= len(words) <= _LONGEST and _PAID.search(clause):
                    for one in places.literal("acknowledgement", " ".join(words)):
                        yield msgspec.structs.replace(one, text=" ".join(words[:8]) + " …")


def _sentences(text: str) -> Iterator[Identity]:
    for sentence in _SENTENCE.split(" ".join(text.split())):
        words = sentence.split()
        if len(words) >= _LEAST_WORDS and _THANKS.search(sentence):
            for one in places.literal("acknowledgement", " ".join(words[:_MOST_WORDS])):
                yield msgspec.structs.replace(one, text=" ".join(words[:8]) + " …")
