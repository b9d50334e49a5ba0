"""What the parts of the front matter reader share: the findings so far, and questions about a block."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import abstracts, byline, notes, runs, titles
from paperconv.manuscript.dates import history
from paperconv.manuscript.people import People
from paperconv.manuscript.runs import MARK_OPEN
from paperconv.patterns import late

# a blank in it is that of a line end
_DOI = late(r"10\.\d{4,9}/\s?[^\s\"<>]{2,200}(?:(?<=[./-])\s[a-z.]{0,8}\d[^\s\"<>]{0,40})?")


class Front(msgspec.Struct):
    """What was found. ``rest`` is the draft without it; ``leftover`` stood among it and belongs to nothing known."""

    people: People
    title: m.Inlines = ()
    title_sure: float = 1.0
    title_pos: Pos | None = None
    subtitle: m.Inlines = ()
    translated: list[m.TranslatedTitle] = []
    short_title: m.Inlines = ()
    abstracts: list[m.Abstract] = []
    keywords: list[m.KeywordGroup] = []
    dates: list[m.HistoryDate] = []
    identifiers: list[m.Identifier] = []
    editors: list[m.Author] = []
    subjects: list[str] = []
    counts: list[m.Count] = []
    license: m.License | None = None
    statements: list[m.Section] = []
    leftover: list[m.Block] = []
    rest: list[m.DraftBlock] = []


class State(msgspec.Struct):
    """A draft while its front matter is taken off.

    ``title_at`` is the index of the title in ``blocks``; ``ahead`` are the next blocks behind the one that is looked at,
    ``behind`` is the first of the text. ``told``: abstracts are marked as such.
    """

    meta: m.Metadata
    blocks: list[m.DraftBlock]
    log: Log
    front: Front
    names_known: bool
    title_at: int | None = None
    ahead: list[m.DraftBlock] = []
    behind: m.DraftBlock | None = None
    told: bool = False


def kind_of_block(state: State, block: m.DraftBlock) -> str:
    """The kind of a title: of a heading, or of a paragraph that is a usual title, all bold or alone."""
    match block:
        case m.Paragraph(children, role="abstract-title"):
            kind = titles.kind_of(runs.plain(children))
            return kind if kind in titles.ABSTRACTS else "abstract"
        case m.Paragraph(role="abstract" | "abstract-heading"):
            return ""
        case m.Heading(_, children):
            kind = titles.kind_of(runs.plain(children))
            if state.told and kind in titles.ABSTRACTS:
                return ""
        case m.Paragraph(children):
            text = runs.plain(children)
            if len(text) > 60:
                return ""
            kind = titles.kind_of(text)
            if not runs.is_all(children, "strong", "emph") and kind not in {"abstract", "keywords", "references", "highlights"} and not (
                kind in {"intro", "methods"} or is_numbered(text)
            ):  # fmt: skip
                return ""
        case _:
            return ""
    apart = state.meta.title or state.names_known
    if kind == "abstract" and apart and titles.title_key(runs.plain(children)) == "summary":
        return "intro"  # a paper whose front matter is apart: "Summary" is its first section
    return kind


def take_keywords(state: State, rest: m.Inlines, title: m.Inlines, kind: str = "author") -> None:
    """Keywords or codes, unless the metadata give such."""
    made = abstracts.make_keywords(rest, title, kind=kind)
    if kind == "author" and state.meta.keywords:
        given = {notes.fold(m.text_of(k.children)) for group in state.meta.keywords for k in group.keywords}
        if any(notes.fold(m.text_of(k.children)) not in given for k in made.keywords):
            drop(state, "keywords", runs.plain(rest), None)
    elif made.keywords:
        state.front.keywords.append(made)


def take_dates(state: State, text: str, pos: Pos | None) -> bool:
    """The dates of a line that holds nothing else; False if it is none."""
    found, rest = history(text)
    if not found:
        return False
    if state.meta.dates:
        drop(state, "dates", text, pos)
        return True
    state.front.dates.extend(one for one in found if one not in state.front.dates)
    if rest:
        learn_doi(state, rest)
        state.log(
            Diagnostic(
                Rule.FURNITURE_REMOVED,
                f'not understood among the dates: "{rest}"',
                Severity.INFO,
                pos,
                removed=rest,
            )
        )
    return True


def learn_doi(state: State, text: str, block: m.DraftBlock | None = None) -> None:
    """A DOI in a line of the page, or in a link of its ``block``, is the paper's, if none is known."""
    if any(one.kind == "doi" for one in state.front.identifiers):
        return
    links = [n.target for n in m.iter_nodes(block) if isinstance(n, m.Link)] if block is not None else []
    for place in (*links, text):
        doi = _DOI.search(place)
        value = "".join(doi[0].split()).rstrip(".,;") if doi else ""
        value = value if value.count("(") == value.count(")") else value.rstrip(")")
        if any(c.isdigit() for c in value.partition("/")[2]):
            state.front.identifiers.append(m.Identifier("doi", value, provenance="front matter"))
            return


def drop(state: State, what: str, text: str, pos: Pos | None) -> None:
    """Report that the text gives ``what`` in other words than the metadata, which win."""
    state.log(
        Diagnostic(
            Rule.METADATA_VALID, f'{what} in the text differ from the front matter: "{text[:60]}"', Severity.WARNING, pos,
            "keep one of the two", removed=text,
        )
    )  # fmt: skip


def take_license(state: State, block: m.Paragraph | m.Heading) -> None:
    """A copyright or licence line, unless the metadata give one."""
    front = state.front
    text = runs.plain(block.children)
    learn_doi(state, text)
    if state.meta.license is not None:
        drop(state, "licence", text, block.pos)
        return
    if front.license is not None and notes.fold(text) in notes.fold(runs.plain(front.license.text)):
        state.log(
            Diagnostic(
                Rule.FURNITURE_REMOVED,
                f'licence line that stands on several pages: "{text[:60]}"',
                Severity.INFO,
                block.pos,
                removed=text,
            )
        )
        return
    url = next(
        (n.target for n in m.iter_nodes(block) if isinstance(n, m.Link) and "creativecommons" in n.target),
        "",
    )
    if front.license is None:
        front.license = m.License(
            url=url, text=block.children, pos=block.pos, confidence=0.9, provenance="front matter"
        )
    else:
        front.license = m.replace(
            front.license,
            url=front.license.url or url,
            text=runs.join(front.license.text, block.children),
        )


def is_numbered(text: str) -> bool:
    return patterns.match(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)])\s+\S", text) is not None


def starts_with_mark(marked: str) -> bool:
    return (
        marked[:1] == MARK_OPEN
        or (marked[:1] in byline.SYMBOLS and len(marked) > 1)
        or patterns.match(r"[\[(]?\d{1,2}[\])]?[.)]?\s*[^\W\d_a-z]", marked) is not None
        or patterns.match(r"a\s?[A-Z][\w.'’-]+ .*[;,.]\s?b\s?[A-Z]", marked) is not None
    )
