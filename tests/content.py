"""Hypothesis strategies for inlines, blocks and sections. Text holds what breaks writers: markup characters, other scripts,
combining marks, white space, and control characters that XML cannot hold.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from paperconv import model as m

# An id that a node is to get, and a pointer that is to be aimed, are marked while a document is made.
WANTED = "!"

MATHML = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>',
    (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics><mrow><mo stretchy="false">(</mo>'
        '<mfrac><mn>1</mn><mi>n</mi></mfrac></mrow><annotation encoding="application/x-tex">1/n</annotation>'
        "</semantics></math>"
    ),
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
filled = st.text(st.sampled_from("abc éλ中<&"), min_size=1, max_size=8).filter(
    lambda value: bool(value.strip())
)
maybe = st.one_of(st.just(""), words)
marks = st.sampled_from(("", "1", "a", "*", "[1]", "Figure 1"))
languages = st.sampled_from(LANGUAGES)
wanted = st.sampled_from(("", WANTED))
pointers = st.integers(0, 99).map(str)
confidence = st.sampled_from((1.0, 0.5))


def tuples(
    items: st.SearchStrategy[Any], most: int = 2, least: int = 0
) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=most).map(tuple)


images = st.builds(
    m.Image,
    source=st.sampled_from(("plot.png", "drawing.svg", "lost one.png", "https://example.org/a.png", "")),
    alt=maybe,
    title=maybe,
    width=st.sampled_from(("", "50%", "8cm")),
)


def _with_children(inlines: st.SearchStrategy[m.Inlines]) -> st.SearchStrategy[m.Inline]:
    styles = st.sampled_from(
        ("emph", "strong", "sub", "sup", "smallcaps", "underline", "strike", "monospace")
    )
    targets = st.sampled_from(
        ("https://example.org/?a=1&b", "mailto:a@b.org", "#here", "javascript:x", "file.pdf", "")
    )
    items = st.builds(m.CiteItem, ref=pointers, prefix=inlines, suffix=inlines, locator=maybe)
    return st.one_of(
        st.builds(m.Styled, style=styles, children=inlines),
        st.builds(m.Link, target=targets, children=inlines, title=maybe),
        st.builds(m.CrossRef, target=pointers, children=inlines),
        st.builds(m.Citation, items=tuples(items, least=1), source=inlines, rendered=inlines),
        st.builds(m.Abbreviation, children=inlines, expansion=maybe),
        st.builds(m.IndexTerm, terms=tuples(words), children=inlines, see=maybe),
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
inlines: st.SearchStrategy[m.Inlines] = tuples(
    st.recursive(_leaves, lambda inner: _with_children(tuples(inner)), max_leaves=4), most=3
)
titles = st.one_of(st.just(()), inlines)

captions = st.one_of(
    st.none(), st.builds(m.Caption, title=titles, blocks=tuples(st.builds(m.Paragraph, children=inlines)))
)
rows = st.builds(
    m.Row,
    cells=tuples(
        st.builds(
            m.Cell,
            blocks=st.one_of(
                st.just(()), tuples(st.builds(m.Paragraph, children=inlines)), st.deferred(lambda: blocks)
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
        m.ListItem,
        blocks=blocks,
        checked=st.sampled_from((None, None, True, False)),
        label=st.sampled_from(("", "(i)")),
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
            items=tuples(items),
            ordered=st.booleans(),
            start=st.sampled_from((1, 1, 0, 4)),
            numbering=st.sampled_from(
                ("decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman")
            ),
            id=wanted,
        ),
        st.builds(
            m.DefinitionList,
            items=tuples(st.builds(m.DefinitionItem, term=inlines, definitions=tuples(items))),
            id=wanted,
        ),
        st.builds(
            m.Quote, blocks=blocks, attribution=titles, kind=st.sampled_from(("block", "epigraph", "pull"))
        ),
        st.builds(
            m.Figure, panels=tuples(panels, most=3), id=wanted, label=marks, caption=captions, credit=titles
        ),
        st.builds(
            m.Table,
            columns=tuples(
                st.builds(
                    m.Column,
                    align=st.sampled_from(("", "left", "decimal")),
                    width=st.sampled_from((0.0, 0.3, 1.0)),
                )
            ),
            head=tuples(rows),
            bodies=tuples(st.builds(m.TableBody, rows=tuples(rows))),
            foot=tuples(rows, most=1),
            notes=tuples(st.builds(m.TableNote, blocks=blocks, id=wanted, label=marks), most=1),
            images=tuples(images, most=1),
            id=wanted,
            label=marks,
            caption=captions,
            span=st.sampled_from(("column", "page", "landscape")),
        ),
        st.builds(
            m.Box,
            blocks=blocks,
            kind=st.sampled_from(("", "note", "conflict")),
            title=titles,
            id=wanted,
            label=marks,
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
        m.CodeBlock,
        value=words,
        language=st.sampled_from(("", "python")),
        id=wanted,
        label=marks,
        caption=titles,
    ),
    st.builds(
        m.Verse,
        stanzas=tuples(st.builds(m.Stanza, lines=tuples(_lines))),
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
blocks: st.SearchStrategy[m.Blocks] = tuples(
    st.recursive(_simple_blocks, lambda inner: _with_blocks(tuples(inner)), max_leaves=3)
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


sections = st.recursive(_section(st.just(())), lambda inner: _section(tuples(inner)), max_leaves=3)

# One blue pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6370985900000215"
    "011d58efd1310000000049454e44ae426082"
)
