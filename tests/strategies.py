"""Hypothesis strategies over the model: small documents that `model.check` finds sound, with every kind of node.

`documents()` is what most tests want; `tests.content` has the parts.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from paperconv import model as m
from tests.content import (
    PNG,
    WANTED,
    blocks,
    inlines,
    languages,
    marks,
    maybe,
    sections,
    titles,
    tuples,
    wanted,
    words,
)

dates = st.builds(
    m.Date,
    year=st.sampled_from((0, -44, 350, 1899, 2019, 2031, 12019)),
    month=st.sampled_from((0, 5, 13)),
    day=st.sampled_from((0, 4, 32)),
    season=st.sampled_from(("", "Spring")),
    literal=maybe,
    circa=st.booleans(),
)
names = st.one_of(
    st.builds(
        m.Name,
        family=maybe,
        given=maybe,
        particle=st.sampled_from(("", "van", "d'")),
        suffix=st.sampled_from(("", "Jr.")),
        family_first=st.booleans(),
    ),
    st.builds(m.Name, literal=words),
)

_text_fields = (
    "container_title_short", "collection_number", "event_title", "event_place", "volume", "issue",
    "number", "number_of_pages", "number_of_volumes", "chapter_number", "section", "edition", "version",
    "genre", "medium", "status", "publisher", "publisher_place", "archive", "archive_location", "isbn",
    "issn", "pmid", "pmcid", "language", "note", "key",
)  # fmt: skip
_date_fields = ("issued", "accessed", "original_date", "event_date")
_name_fields = ("authors", "editors", "translators", "container_authors", "collection_editors")
_title_fields = ("title", "short_title", "container_title", "collection_title", "annote", "formatted")
_TYPES = (
    "", "article-journal", "article", "book", "chapter", "paper-conference", "webpage", "report", "thesis", "dataset",
    "software", "article-newspaper", "patent", "standard", "motion_picture",
)  # fmt: skip


@st.composite
def raw_strings(draw: st.DrawFn) -> m.Inlines:
    """A printed reference with spans round recognised pieces."""
    pieces = st.sampled_from(
        (
            ("ref:family", "Doe"), ("ref:given", "J. P."), ("ref:particle", "van"), ("ref:literal", "World Body"),
        )
    )  # fmt: skip
    out: list[m.Inline] = []
    for _ in range(draw(st.integers(0, 5))):
        role = draw(
            st.sampled_from(
                ("", "author", "editor", "title", "container_title", "issued", "accessed", "page", "volume", "issue",
                 "doi", "url", "number", "version", "publisher", "note", "original_date", "edition", "oddity")
            )
        )  # fmt: skip
        sample = draw(
            st.sampled_from(("12–15", "1123-34", "e77", "2019a", "n.d.", "2044", "10.5555/x", "v2", "Words"))
        )
        inner: m.Inlines = m.text(draw(st.one_of(st.just(sample), words)))
        if role in {"author", "editor"} and draw(st.booleans()):
            made: list[m.Inline] = []
            for _ in range(draw(st.integers(1, 4))):
                part, value = draw(pieces)
                made += [m.Span(m.text(value), role=part), m.Text(draw(st.sampled_from((", ", " and ", ""))))]
            inner = tuple(made)
        if draw(st.booleans()):
            inner = (m.Styled(draw(st.sampled_from(("emph", "strong"))), inner),)
        node: m.Inline = m.Span(inner, role=f"ref:{role}") if role else m.Span(inner)
        if draw(st.integers(0, 4)) == 0:
            node = m.Styled("emph", (node, m.Text(" x")))
        out += [node, m.Text(draw(st.sampled_from((". ", ", ", " (", "; ", ""))))]
    return tuple(out)


@st.composite
def references(draw: st.DrawFn) -> m.Reference:
    fields: dict[str, Any] = {}
    raw = draw(st.one_of(st.just(()), raw_strings()))
    # A printed string says all that there is to know of the work.
    said: list[tuple[Any, Any]] = [] if m.text_of(raw).strip() else [(_title_fields, inlines)]
    for chosen, values in (
        (_text_fields, words),
        (_date_fields, dates),
        (_name_fields, tuples(names)),
        *said,
    ):
        for name in draw(st.lists(st.sampled_from(chosen), max_size=3, unique=True)):
            fields[name] = draw(values)
    return m.Reference(
        WANTED,
        draw(st.sampled_from(_TYPES)),
        draw(marks),
        doi=draw(st.sampled_from(("", "10.5555/x"))),
        url=draw(st.sampled_from(("", "https://example.org/x", "https://doi.org/10.5555/x"))),
        page=draw(st.sampled_from(("", "12", "12-15", "1123–34", "e77", "S1-S9", "1, 4"))),
        raw=raw,
        same_as=draw(st.sampled_from(("", "", WANTED))),
        **fields,
    )


@st.composite
def metadata(draw: st.DrawFn) -> m.Metadata:
    affiliations = tuple(
        m.Affiliation(
            f"aff{index}",
            draw(st.sampled_from(("Botany, New York University, York YO1, UK", "", "<Somewhere>\x00 else"))),
            draw(marks),
            institution=draw(st.sampled_from(("", "New York University"))),
            departments=draw(st.sampled_from(((), ("Botany",), ("",)))),
            city=draw(st.sampled_from(("", "York"))),
            country=draw(st.sampled_from(("", "UK", "Narnia"))),
            country_code=draw(st.sampled_from(("", "GB"))),
            ror=draw(st.sampled_from(("", "https://ror.org/0abc", "0abc"))),
        )
        for index in range(draw(st.integers(0, 3)))
    )
    kinds = (
        "corresponding",
        "equal",
        "deceased",
        "current-address",
        "contribution",
        "conflict",
        "lead-contact",
        "other",
    )
    notes = tuple(
        m.AuthorNote(f"note{index}", draw(st.sampled_from(kinds)), draw(blocks), draw(marks))
        for index in range(draw(st.integers(0, 3)))
    )

    def author() -> m.Author:
        some_affiliations = draw(st.lists(st.sampled_from(affiliations), unique=True)) if affiliations else []
        some_notes = draw(st.lists(st.sampled_from(notes), unique=True)) if notes else []
        return m.Author(
            draw(names),
            group=draw(st.booleans()),
            prefix=draw(st.sampled_from(("", "Dr."))),
            degrees=draw(st.sampled_from(((), ("PhD",)))),
            position=draw(maybe),
            orcid=draw(st.sampled_from(("", "0000-0002-1825-0097"))),
            emails=draw(st.sampled_from(((), ("a@b.org",)))),
            url=draw(st.sampled_from(("", "https://example.org/a"))),
            corresponding=draw(st.booleans()),
            equal_contribution=draw(st.booleans()),
            deceased=draw(st.booleans()),
            affiliations=tuple(one.id for one in some_affiliations),
            notes=tuple(one.id for one in some_notes),
            roles=draw(
                st.sampled_from(
                    ((), (m.Role("Software", credit=True, degree="lead"), m.Role("Odd", credit=True)))
                )
            ),
            bio=draw(st.one_of(st.just(()), blocks)),
        )

    return m.Metadata(
        title=draw(titles),
        subtitle=draw(titles),
        short_title=draw(titles),
        translated_titles=draw(
            tuples(st.builds(m.TranslatedTitle, title=inlines, language=languages, subtitle=titles), most=1)
        ),
        authors=tuple(author() for _ in range(draw(st.integers(0, 2)))),
        editors=tuple(author() for _ in range(draw(st.integers(0, 1)))),
        affiliations=affiliations,
        author_notes=notes,
        abstracts=draw(
            tuples(
                st.builds(
                    m.Abstract,
                    blocks=blocks,
                    sections=tuples(sections),
                    kind=st.sampled_from(("", "", "graphical", "key-points", "video")),
                    title=titles,
                    language=languages,
                    id=wanted,
                ),
                most=3,
            )
        ),
        keywords=draw(
            tuples(
                st.builds(
                    m.KeywordGroup,
                    keywords=tuples(
                        st.builds(m.Keyword, children=inlines, code=st.sampled_from(("", "Q10")))
                    ),
                    kind=st.sampled_from(("author", "JEL")),
                    title=titles,
                    language=languages,
                )
            )
        ),
        subjects=draw(tuples(words)),
        dates=draw(
            tuples(
                st.builds(
                    m.HistoryDate, kind=st.sampled_from(("received", "pub", "epub", "odd")), date=dates
                ),
                3,
            )
        ),
        identifiers=draw(
            tuples(st.builds(m.Identifier, kind=st.sampled_from(("doi", "arxiv", "odd", "")), value=words))
        ),
        journal=draw(
            st.one_of(
                st.none(),
                st.builds(
                    m.Journal,
                    title=maybe,
                    abbreviation=maybe,
                    journal_id=st.sampled_from(("", "jexam")),
                    issn_print=st.sampled_from(("", "1234-5679")),
                    publisher=maybe,
                    publisher_place=maybe,
                    volume=maybe,
                    first_page=maybe,
                    last_page=maybe,
                    article_number=maybe,
                ),
            )
        ),
        conference=draw(st.one_of(st.none(), st.builds(m.Conference, name=words, place=maybe, date=maybe))),
        funding=draw(
            tuples(
                st.builds(
                    m.Funding,
                    funder=maybe,
                    funder_id=st.sampled_from(("", "10.13039/1", "https://ror.org/0abc", "x")),
                    awards=tuples(words),
                    recipients=tuples(words),
                    statement=titles,
                )
            )
        ),
        license=draw(
            st.one_of(
                st.none(),
                st.builds(
                    m.License,
                    url=st.sampled_from(
                        ("", "http://creativecommons.org/licenses/by/4.0", "https://example.org/l")
                    ),
                    name=maybe,
                    text=titles,
                    copyright_statement=st.sampled_from(("", "© 2024 The Authors.", "All rights reserved")),
                    copyright_year=st.sampled_from(("", "2024", "soon")),
                    copyright_holder=maybe,
                ),
            )
        ),
        related=draw(
            tuples(
                st.builds(
                    m.RelatedArticle,
                    kind=st.sampled_from(("companion", "")),
                    target=st.sampled_from(("10.5555/y", "https://example.org")),
                    children=inlines,
                ),
                most=1,
            )
        ),
        counts=draw(
            tuples(
                st.builds(m.Count, kind=st.sampled_from(("word", "fig", "odd")), value=st.integers(0, 9)), 4
            )
        ),
        language=draw(st.sampled_from(("en", "de", "pt-BR"))),
        article_type=draw(st.sampled_from(("", "research-article", "letter", "Reviewer report"))),
        extra=draw(
            tuples(
                st.builds(
                    m.Field,
                    key=words,
                    value=st.sampled_from(('"blue"', "3", "true", "[1, 2]", '{"a": 1}', "null")),
                )
            )
        ),
    )


@st.composite
def documents(draw: st.DrawFn) -> m.Document:
    """A small document that `model.check` finds sound, with the files that it mentions as resources."""
    return settle(
        m.Document(
            draw(metadata()),
            blocks=draw(blocks),
            sections=draw(tuples(sections, most=3)),
            back=draw(tuples(sections, most=3)),
            notes=draw(
                tuples(
                    st.builds(
                        m.Note,
                        id=st.just(WANTED),
                        blocks=blocks,
                        label=marks,
                        kind=st.sampled_from(("footnote", "endnote")),
                    )
                )
            ),
            reference_lists=draw(
                tuples(
                    st.builds(
                        m.ReferenceList,
                        references=tuples(references(), most=3),
                        title=titles,
                        id=wanted,
                        section=st.sampled_from(("", WANTED)),
                    )
                )
            ),
            resources=(
                m.Resource("plot.png", "image/png", PNG),
                m.Resource("drawing.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
                m.Resource("data.csv", "text/csv", b"a,b\n"),
            ),
        )
    )


def settle(document: m.Document) -> m.Document:
    """Give out the ids that nodes want, and aim the pointers at what there is; those without an aim go."""
    kinds = (m.Note, m.Reference, m.Section)
    there = {kind for node in m.iter_nodes(document) for kind in kinds if isinstance(node, kind)}

    def prune(node: m.Node) -> tuple[m.Node, ...] | None:
        match node:
            case m.NoteRef() if m.Note not in there:
                return ()
            case m.CiteItem() if m.Reference not in there:
                return ()
            case m.Citation(()):
                return ()
            case _:
                return None

    document = m.rewrite(document, prune)
    count = 0

    def name(node: m.Node) -> m.Node | None:
        nonlocal count
        if getattr(node, "id", "") != WANTED:
            return None
        count += 1
        return m.replace(node, id=f"id{count}")

    document = m.rewrite(document, name)
    owners = [node for node in m.iter_nodes(document) if getattr(node, "id", "")]
    ids = [getattr(node, "id", "") for node in owners]
    by_kind = {kind: [getattr(node, "id", "") for node in owners if isinstance(node, kind)] for kind in kinds}

    def aim(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.CrossRef(target):
                return m.replace(node, target=ids[int(target) % len(ids)]) if ids else ()
            case m.NoteRef(note):
                return m.NoteRef(by_kind[m.Note][int(note) % len(by_kind[m.Note])])
            case m.CiteItem(ref):
                return m.replace(node, ref=by_kind[m.Reference][int(ref) % len(by_kind[m.Reference])])
            case m.Reference(same_as="!"):
                return m.replace(node, same_as=by_kind[m.Reference][0])
            case m.ReferenceList(section="!"):
                known = by_kind[m.Section]
                return m.replace(node, section=known[-1] if known else "")
            case _:
                return None

    return m.rewrite(document, aim)
