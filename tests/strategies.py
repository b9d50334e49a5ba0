"""Hypothesis strategies over the model: small documents that `model.check` finds sound, with every kind of node.

`documents()` is what most tests want. Text holds what breaks writers: markup characters, other scripts,
combining marks, white space, and control characters that XML cannot hold.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from paperconv import model as m

# An id that a node is to get, and a pointer that is to be aimed, are marked while a document is made.
_WANTED = "!"

MATHML = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>',
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics><mrow><mo stretchy="false">(</mo>'
    '<mfrac><mn>1</mn><mi>n</mi></mfrac></mrow><annotation encoding="application/x-tex">1/n</annotation></semantics></math>',
    "<math><unknown/></math>",
    "<math",
)
LANGUAGES = ("", "en", "de", "pt-BR", "zh-Hans", "he")

words = st.text(
    st.one_of(
        st.sampled_from("abcXYZ019  .,;:-–—@/\\<>&\"'[](){}#%$_^~*\n\t"),
        st.sampled_from("éßñøŁ中文日本語עבריתعربیλΣ😀𝛼\u0301\u00a0\u00ad\u200b\u2028\x00\x0b\x0c\x1f\ufffe"),
    ),
    max_size=12,
)
filled = st.text(st.sampled_from("abc éλ中<&"), min_size=1, max_size=8).filter(lambda value: bool(value.strip()))
maybe = st.one_of(st.just(""), words)
marks = st.sampled_from(("", "1", "a", "*", "[1]", "Figure 1"))
languages = st.sampled_from(LANGUAGES)
wanted = st.sampled_from(("", _WANTED))
pointers = st.integers(0, 99).map(str)
confidence = st.sampled_from((1.0, 0.5))


def _tuples(items: st.SearchStrategy[Any], most: int = 2, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=most).map(tuple)


images = st.builds(
    m.Image,
    source=st.sampled_from(("plot.png", "drawing.svg", "lost one.png", "https://example.org/a.png", "")),
    alt=maybe,
    title=maybe,
    width=st.sampled_from(("", "50%", "8cm")),
)


def _with_children(inlines: st.SearchStrategy[m.Inlines]) -> st.SearchStrategy[m.Inline]:
    styles = st.sampled_from(("emph", "strong", "sub", "sup", "smallcaps", "underline", "strike", "monospace"))
    targets = st.sampled_from(("https://example.org/?a=1&b", "mailto:a@b.org", "#here", "javascript:x", "file.pdf", ""))
    items = st.builds(m.CiteItem, ref=pointers, prefix=inlines, suffix=inlines, locator=maybe)
    return st.one_of(
        st.builds(m.Styled, style=styles, children=inlines),
        st.builds(m.Link, target=targets, children=inlines, title=maybe),
        st.builds(m.CrossRef, target=pointers, children=inlines),
        st.builds(m.Citation, items=_tuples(items, least=1), source=inlines, rendered=inlines),
        st.builds(m.Abbreviation, children=inlines, expansion=maybe),
        st.builds(m.IndexTerm, terms=_tuples(words), children=inlines, see=maybe),
        st.builds(m.Change, kind=st.sampled_from(("insertion", "deletion")), children=inlines, author=maybe),
        st.builds(
            m.Span,
            children=inlines,
            id=wanted,
            role=st.sampled_from(("", "ref:title", "gene")),
            language=languages,
            direction=st.sampled_from(("", "ltr", "rtl")),
        ),
    )


_leaves = st.one_of(
    st.builds(m.Text, words),
    st.builds(m.Text, words),
    st.builds(m.CodeSpan, words),
    st.builds(m.Math, tex=words, mathml=st.sampled_from(("", *MATHML))),
    st.builds(m.NoteRef, note=pointers),
    images,
    st.just(m.LineBreak()),
    st.builds(m.Comment, text=words, author=maybe),
    st.builds(m.RawInline, format=st.sampled_from(("tex", "html")), value=words),
)
inlines: st.SearchStrategy[m.Inlines] = _tuples(
    st.recursive(_leaves, lambda inner: _with_children(_tuples(inner)), max_leaves=4), most=3
)
titles = st.one_of(st.just(()), inlines)

captions = st.one_of(
    st.none(), st.builds(m.Caption, title=titles, blocks=_tuples(st.builds(m.Paragraph, children=inlines)))
)
rows = st.builds(
    m.Row,
    cells=_tuples(
        st.builds(
            m.Cell,
            blocks=st.one_of(
                st.just(()), _tuples(st.builds(m.Paragraph, children=inlines)), st.deferred(lambda: blocks)
            ),
            header=st.booleans(),
            colspan=st.integers(1, 3),
            rowspan=st.integers(1, 3),
            align=st.sampled_from(("", "left", "center", "right", "justify", "decimal")),
        ),
        most=3,
    ),
)


def _with_blocks(blocks: st.SearchStrategy[m.Blocks]) -> st.SearchStrategy[m.Block]:
    items = st.builds(
        m.ListItem, blocks=blocks, checked=st.sampled_from((None, None, True, False)), label=st.sampled_from(("", "(i)"))
    )
    panels = st.builds(
        m.Panel,
        image=st.one_of(images, st.none()),
        blocks=blocks,
        id=wanted,
        label=st.sampled_from(("", "a", "b")),
        caption=captions,
    )
    return st.one_of(
        st.builds(
            m.List,
            items=_tuples(items),
            ordered=st.booleans(),
            start=st.sampled_from((1, 1, 0, 4)),
            numbering=st.sampled_from(("decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman")),
            id=wanted,
        ),
        st.builds(
            m.DefinitionList,
            items=_tuples(st.builds(m.DefinitionItem, term=inlines, definitions=_tuples(items))),
            id=wanted,
        ),
        st.builds(
            m.Quote, blocks=blocks, attribution=titles, kind=st.sampled_from(("block", "epigraph", "pull"))
        ),
        st.builds(
            m.Figure, panels=_tuples(panels, most=3), id=wanted, label=marks, caption=captions, credit=titles
        ),
        st.builds(
            m.Table,
            columns=_tuples(
                st.builds(
                    m.Column, align=st.sampled_from(("", "left", "decimal")), width=st.sampled_from((0.0, 0.3, 1.0))
                )
            ),
            head=_tuples(rows),
            bodies=_tuples(st.builds(m.TableBody, rows=_tuples(rows))),
            foot=_tuples(rows, most=1),
            notes=_tuples(st.builds(m.TableNote, blocks=blocks, id=wanted, label=marks), most=1),
            images=_tuples(images, most=1),
            id=wanted,
            label=marks,
            caption=captions,
            span=st.sampled_from(("column", "page", "landscape")),
        ),
        st.builds(
            m.Box, blocks=blocks, kind=st.sampled_from(("", "note", "conflict")), title=titles, id=wanted, label=marks
        ),
        st.builds(
            m.Statement,
            kind=st.sampled_from(("theorem", "proof", "")),
            blocks=blocks,
            title=titles,
            id=wanted,
            label=marks,
        ),
        st.builds(m.Algorithm, blocks=blocks, id=wanted, label=marks, caption=captions),
    )


_lines = st.builds(m.VerseLine, children=inlines, indent=st.integers(0, 3))
_paragraphs = st.builds(
    m.Paragraph,
    children=inlines,
    id=wanted,
    role=st.sampled_from(("", "dedication", "coi-statement")),
    language=languages,
)
_simple_blocks = st.one_of(
    _paragraphs,
    _paragraphs,
    st.builds(
        m.CodeBlock, value=words, language=st.sampled_from(("", "python")), id=wanted, label=marks, caption=titles
    ),
    st.builds(
        m.Verse,
        stanzas=_tuples(st.builds(m.Stanza, lines=_tuples(_lines))),
        title=titles,
        attribution=titles,
    ),
    st.builds(m.Equation, tex=words, mathml=st.sampled_from(("", *MATHML)), id=wanted, label=marks),
    st.builds(
        m.Supplement,
        source=st.sampled_from(("data.csv", "gone away.zip", "https://example.org/d.zip")),
        id=wanted,
        label=marks,
        caption=captions,
        media_type=st.sampled_from(("", "text/csv", "nonsense")),
    ),
    st.just(m.Divider()),
    st.builds(m.RawBlock, format=st.sampled_from(("tex", "html")), value=words),
)
blocks: st.SearchStrategy[m.Blocks] = _tuples(
    st.recursive(_simple_blocks, lambda inner: _with_blocks(_tuples(inner)), max_leaves=3)
)

_roles = st.sampled_from(
    (
        "", "intro", "methods", "acknowledgements", "data-availability", "conflict", "ethics-statement", "funding",
        "abbreviations", "appendix", "supplementary-material",
    )
)  # fmt: skip
_plain_titles = st.sampled_from(("Methods", "Conflicts of interest", "Data availability")).map(m.text)


def _section(subsections: st.SearchStrategy[tuple[m.Section, ...]]) -> st.SearchStrategy[m.Section]:
    return st.builds(
        m.Section,
        title=st.one_of(_plain_titles, titles),
        blocks=blocks,
        sections=subsections,
        id=wanted,
        role=_roles,
        label=st.sampled_from(("", "2.1")),
        language=languages,
    )


sections = st.recursive(_section(st.just(())), lambda inner: _section(_tuples(inner)), max_leaves=3)

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
    "container_title_short collection_number event_title event_place volume issue number number_of_pages"
    " number_of_volumes chapter_number section edition version genre medium status publisher publisher_place archive"
    " archive_location isbn issn pmid pmcid language note key"
).split()
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
        sample = draw(st.sampled_from(("12–15", "1123-34", "e77", "2019a", "n.d.", "2044", "10.5555/x", "v2", "Words")))
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
    for chosen, values in (
        (_text_fields, words),
        (_date_fields, dates),
        (_name_fields, _tuples(names)),
        (_title_fields, inlines),
    ):
        for name in draw(st.lists(st.sampled_from(chosen), max_size=3, unique=True)):
            fields[name] = draw(values)
    return m.Reference(
        _WANTED,
        draw(st.sampled_from(_TYPES)),
        draw(marks),
        doi=draw(st.sampled_from(("", "10.5555/x"))),
        url=draw(st.sampled_from(("", "https://example.org/x", "https://doi.org/10.5555/x"))),
        page=draw(st.sampled_from(("", "12", "12-15", "1123–34", "e77", "S1-S9", "1, 4"))),
        raw=draw(st.one_of(st.just(()), raw_strings())),
        same_as=draw(st.sampled_from(("", "", _WANTED))),
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
    kinds = ("corresponding", "equal", "deceased", "current-address", "contribution", "conflict", "lead-contact", "other")
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
                st.sampled_from(((), (m.Role("Software", credit=True, degree="lead"), m.Role("Odd", credit=True))))
            ),
            bio=draw(st.one_of(st.just(()), blocks)),
        )

    return m.Metadata(
        title=draw(titles),
        subtitle=draw(titles),
        short_title=draw(titles),
        translated_titles=draw(
            _tuples(st.builds(m.TranslatedTitle, title=inlines, language=languages, subtitle=titles), most=1)
        ),
        authors=tuple(author() for _ in range(draw(st.integers(0, 2)))),
        editors=tuple(author() for _ in range(draw(st.integers(0, 1)))),
        affiliations=affiliations,
        author_notes=notes,
        abstracts=draw(
            _tuples(
                st.builds(
                    m.Abstract,
                    blocks=blocks,
                    sections=_tuples(sections),
                    kind=st.sampled_from(("", "", "graphical", "key-points", "video")),
                    title=titles,
                    language=languages,
                    id=wanted,
                ),
                most=3,
            )
        ),
        keywords=draw(
            _tuples(
                st.builds(
                    m.KeywordGroup,
                    keywords=_tuples(st.builds(m.Keyword, children=inlines, code=st.sampled_from(("", "Q10")))),
                    kind=st.sampled_from(("author", "JEL")),
                    title=titles,
                    language=languages,
                )
            )
        ),
        subjects=draw(_tuples(words)),
        dates=draw(
            _tuples(st.builds(m.HistoryDate, kind=st.sampled_from(("received", "pub", "epub", "odd")), date=dates), 3)
        ),
        identifiers=draw(
            _tuples(st.builds(m.Identifier, kind=st.sampled_from(("doi", "arxiv", "odd", "")), value=words))
        ),
        journal=draw(
            st.one_of(
                st.none(),
                st.builds(
                    m.Journal,
                    title=maybe,
                    abbreviation=maybe,
                    id=st.sampled_from(("", "jexam")),
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
            _tuples(
                st.builds(
                    m.Funding,
                    funder=maybe,
                    funder_id=st.sampled_from(("", "10.13039/1", "https://ror.org/0abc", "x")),
                    awards=_tuples(words),
                    recipients=_tuples(words),
                    statement=titles,
                )
            )
        ),
        license=draw(
            st.one_of(
                st.none(),
                st.builds(
                    m.License,
                    url=st.sampled_from(("", "http://creativecommons.org/licenses/by/4.0", "https://example.org/l")),
                    name=maybe,
                    text=titles,
                    copyright_statement=st.sampled_from(("", "© 2024 The Authors.", "All rights reserved")),
                    copyright_year=st.sampled_from(("", "2024", "soon")),
                    copyright_holder=maybe,
                ),
            )
        ),
        related=draw(
            _tuples(
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
            _tuples(st.builds(m.Count, kind=st.sampled_from(("word", "fig", "odd")), value=st.integers(0, 9)), 4)
        ),
        language=draw(st.sampled_from(("en", "de", "pt-BR"))),
        article_type=draw(st.sampled_from(("", "research-article", "letter", "Reviewer report"))),
        extra=draw(
            _tuples(
                st.builds(m.Field, key=words, value=st.sampled_from(('"blue"', "3", "true", "[1, 2]", '{"a": 1}', "null")))
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
            sections=draw(_tuples(sections, most=3)),
            back=draw(_tuples(sections, most=3)),
            notes=draw(
                _tuples(
                    st.builds(
                        m.Note,
                        id=st.just(_WANTED),
                        blocks=blocks,
                        label=marks,
                        kind=st.sampled_from(("footnote", "endnote")),
                    )
                )
            ),
            reference_lists=draw(
                _tuples(
                    st.builds(
                        m.ReferenceList,
                        references=_tuples(references(), most=3),
                        title=titles,
                        id=wanted,
                        section=st.sampled_from(("", _WANTED)),
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


# One blue pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6370985900000215"
    "011d58efd1310000000049454e44ae426082"
)


def settle(document: m.Document) -> m.Document:
    """Give out the ids that nodes want, and aim the pointers at what there is; those without an aim go."""
    count = 0

    def name(node: m.Node) -> m.Node | None:
        nonlocal count
        if getattr(node, "id", "") != _WANTED:
            return None
        count += 1
        return m.replace(node, id=f"id{count}")

    document = m.rewrite(document, name)
    owners = [node for node in m.iter_nodes(document) if getattr(node, "id", "")]
    ids = [getattr(node, "id", "") for node in owners]
    by_kind = {
        kind: [node.id for node in owners if isinstance(node, kind)] for kind in (m.Note, m.Reference, m.Section)
    }

    def aim(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.CrossRef(target):
                return m.replace(node, target=ids[int(target) % len(ids)]) if ids else ()
            case m.NoteRef(note):
                known = by_kind[m.Note]
                return m.NoteRef(known[int(note) % len(known)]) if known else ()
            case m.CiteItem(ref):
                known = by_kind[m.Reference]
                return m.replace(node, ref=known[int(ref) % len(known)]) if known else ()
            case m.Citation(()):
                return ()
            case m.Reference(same_as="!"):
                return m.replace(node, same_as=by_kind[m.Reference][0])
            case m.ReferenceList(section="!"):
                known = by_kind[m.Section]
                return m.replace(node, section=known[-1] if known else "")
            case _:
                return None

    return m.rewrite(document, aim)
