"""The way from a draft to a document, step by step."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import frontlines, runs
from paperconv.manuscript.captions import attach_captions
from paperconv.manuscript.chapters import bring_home
from paperconv.manuscript.entries import take_references
from paperconv.manuscript.frames import set_apart
from paperconv.manuscript.front_readings import read_front
from paperconv.manuscript.front_roles import free_notes
from paperconv.manuscript.front_state import Front
from paperconv.manuscript.language import guess_language
from paperconv.manuscript.mend import mend
from paperconv.manuscript.pointers import settle
from paperconv.manuscript.promote import promote
from paperconv.manuscript.sections import build_sections
from paperconv.manuscript.statements import read_statements
from paperconv.manuscript.surnames import SPANISH, two_surnames
from paperconv.manuscript.theorems import has_theorems, read_theorems

_PROSE = 30  # words of a paragraph of running text


def understand(draft: m.Draft, log: Log) -> m.Document:
    """``draft`` as a paper: front matter, sections, figures and tables with captions, reference list.

    What ``draft.meta`` says wins over what the text says. The document passes ``model.check`` but for keys of unknown works; each word of the draft
    stands in it, or in a diagnostic's ``removed``.
    """
    draft = free_notes(draft)
    front = read_front(draft, log)
    strays, opening = _parted(front)
    blocks = [*opening, *front.rest]
    blocks = blocks if draft.told else promote(blocks, log)
    blocks = set_apart(attach_captions(blocks, log))
    entries = take_references(blocks, _with_ids(draft.references), log)
    place = entries.at
    formal = has_theorems(entries.rest)
    if draft.told:
        body = entries.rest
    elif place is None:
        body = read_theorems(mend(entries.rest, log), formal=formal)
    else:  # the two sides of the reference list are apart
        before = read_theorems(mend(entries.rest[:place], log), formal=formal)
        body = [*before, *read_theorems(mend(entries.rest[place:], log), formal=formal)]
        place = len(before)
    title = draft.meta.title or front.title
    tree = build_sections(body, place, title, log)
    sections, lists = bring_home(tree.sections, entries.lists)
    meta = _metadata(draft, front, log)
    loose = tuple(
        block for block in mend(attach_captions(strays, log), log) if not isinstance(block, m.Heading)
    )
    # Below front matter that is written as such, what comes before the first heading is the author's opening.
    written = bool(draft.meta.title and draft.meta.authors)
    strange = () if written and all(isinstance(block, m.Quote | m.Verse) for block in loose) else loose
    if strange:
        count = "1 block" if len(strange) == 1 else f"{len(strange)} blocks"
        log(
            Diagnostic(
                Rule.GUESS_SURE, f'not understood in the front matter, so it stands before the text ({count}): "{m.text_of(strange[0])[:60]}"',
                Severity.WARNING, strange[0].pos, "say what it is in paper.yaml, which `paperconv extract` writes, or give the front matter in YAML",
            )
        )  # fmt: skip
    document = m.Document(
        meta, (*loose, *tree.blocks), sections, (*tree.back, *front.statements), draft.notes, tuple(lists), draft.resources,
        draft.folder, pos=draft.pos,
    )  # fmt: skip
    keys: dict[str, str] = {}
    own = {one.key: one.id for one in document.references if one.key}
    for old in draft.references:
        new = own.get(old.key or old.id)
        if new is not None:
            keys[old.id] = new
            keys.setdefault(old.key or old.id, new)
    document = settle(_without_roles(document), {**entries.aliases, **tree.aliases}, keys, log)
    return read_statements(document, log)


def _parted(front: Front) -> tuple[list[m.DraftBlock], list[m.DraftBlock]]:
    """What was not understood in the front matter: stray lines, and from its first running text on the opening of the text."""
    first = front.rest[0].pos if front.rest else None
    for at, block in enumerate(front.leftover):
        text = runs.block_text(block)
        if first is not None and (block.pos is None or block.pos.line > first.line):
            break
        if len(text.split()) >= _PROSE and text.rstrip('"”’)]')[-1:] in {".", "?", "!"}:
            return [*front.leftover[:at]], [*front.leftover[at:]]
    return [*front.leftover], []


def _without_roles(document: m.Document) -> m.Document:
    """``document`` without the roles that only a draft has."""

    def rule(node: m.Node) -> m.Node | None:
        return m.replace(node, role="") if isinstance(node, m.Paragraph) and node.role in m.ROLES else None

    return m.rewrite(document, rule)


def _with_ids(references: tuple[m.Reference, ...]) -> tuple[m.Reference, ...]:
    return tuple(
        m.replace(one, id=f"ref{number}", key=one.key or one.id) for number, one in enumerate(references, 1)
    )


def _metadata(draft: m.Draft, front: Front, log: Log) -> m.Metadata:
    meta = draft.meta
    changes: dict[str, object] = {}
    found = list(meta.recognitions)
    if not meta.title:
        if front.title:
            changes["title"] = front.title
            made = m.Recognition(
                "title", confidence=front.title_sure, provenance="heading", pos=front.title_pos
            )
            found.append(made)
        else:
            log(
                Diagnostic(
                    Rule.TITLE_KNOWN,
                    "the manuscript has no title",
                    Severity.WARNING,
                    draft.pos,
                    "begin with a heading # Title, or give title: in the front matter",
                )
            )
    if not meta.subtitle and front.subtitle:
        changes["subtitle"] = front.subtitle
    if front.translated and not meta.translated_titles:
        changes["translated_titles"] = tuple(front.translated)
    if not meta.short_title and front.short_title:
        changes["short_title"] = front.short_title
    if not meta.authors:
        authors, places, author_notes = front.people.finish(log)
        if authors:
            changes["authors"] = authors
        else:
            log(
                Diagnostic(
                    Rule.AUTHOR_KNOWN,
                    "no author was found",
                    Severity.WARNING,
                    draft.pos,
                    "put the authors in a line below the title, or give authors: in the front matter",
                )
            )
        if not meta.affiliations:
            changes["affiliations"] = places
            changes["author_notes"] = meta.author_notes + author_notes
        else:
            changes["author_notes"] = meta.author_notes + author_notes
    elif front.people.authors:  # the text says more of those whom the metadata name
        changes["authors"], changes["affiliations"], changes["author_notes"] = _more(meta, front, log)
    if front.abstracts:
        changes["abstracts"] = meta.abstracts + tuple(front.abstracts)
    if front.keywords:
        changes["keywords"] = meta.keywords + tuple(front.keywords)
    if front.dates and not meta.dates:
        changes["dates"] = tuple(front.dates)
    if front.identifiers:
        have = {one.kind for one in meta.identifiers}
        changes["identifiers"] = meta.identifiers + tuple(
            one for one in front.identifiers if one.kind not in have
        )
    if front.editors and not meta.editors:
        changes["editors"] = tuple(front.editors)
    if front.license is not None and meta.license is None:
        changes["license"] = front.license
    if front.counts and not meta.counts:
        changes["counts"] = tuple(front.counts)
    if front.subjects and not meta.subjects:
        changes["subjects"] = tuple(front.subjects)
    if front.subjects and not meta.article_type:
        changes["article_type"] = next(
            (kind for one in front.subjects if (kind := frontlines.article_type(one))), ""
        )
    if not meta.language:
        sample = " ".join(runs.block_text(block) for block in front.rest[:60])[:20_000] or m.text_of(
            *front.abstracts
        )
        language, sure = guess_language(sample)
        changes["language"] = language or "en"
        found.append(
            m.Recognition("language", confidence=sure if language else 0.3, provenance="words of the text")
        )
    named = changes.get("authors")
    if isinstance(named, tuple):
        spanish = str(changes.get("language") or meta.language).startswith("es")
        countries = {place.id: place.country_code for place in (*meta.affiliations, *_places(changes))}
        changes["authors"] = tuple(
            m.replace(one, name=two_surnames(one.name, spanish=spanish))
            if spanish or (one.affiliations and {countries.get(id, "") for id in one.affiliations} <= SPANISH)
            else one
            for one in named
            if isinstance(one, m.Author)
        )
    changes["abstracts"] = _with_languages(
        changes.get("abstracts", meta.abstracts), str(changes.get("language") or meta.language)
    )
    changes["recognitions"] = tuple(found)
    return m.replace(meta, **changes)


def _more(
    meta: m.Metadata, front: Front, log: Log
) -> tuple[tuple[m.Author, ...], tuple[m.Affiliation, ...], tuple[m.AuthorNote, ...]]:
    """The authors of the metadata with the places, notes and addresses that the text gives them."""
    found, places, author_notes = front.people.finish(log)
    authors = tuple(
        m.replace(
            one,
            affiliations=other.affiliations,
            notes=(*one.notes, *other.notes),
            orcid=one.orcid or other.orcid,
            emails=one.emails or other.emails,
            corresponding=one.corresponding or other.corresponding,
            equal_contribution=one.equal_contribution or other.equal_contribution,
        )
        for one, other in zip(meta.authors, found, strict=True)
    )
    return authors, places, meta.author_notes + author_notes


def _places(changes: dict[str, object]) -> tuple[m.Affiliation, ...]:
    held = changes.get("affiliations", ())
    return tuple(one for one in held if isinstance(one, m.Affiliation)) if isinstance(held, tuple) else ()


def _with_languages(given: object, language: str) -> tuple[m.Abstract, ...]:
    """Each abstract in another language than the paper says so."""
    out: list[m.Abstract] = []
    for one in given if isinstance(given, tuple) else ():
        if isinstance(one, m.Abstract):
            guessed, sure = guess_language(m.text_of(one)) if not one.language else ("", 0.0)
            other = guessed and sure > 0.6 and guessed != patterns.split("[-_]", language)[0]
            out.append(m.replace(one, language=guessed) if other else one)
    return tuple(out)
