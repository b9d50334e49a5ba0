"""Drafts by hand: a tiny markup for inlines (``**bold**``, ``*italic*``, ``^1^`` superscript, ``\\n`` line break)."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Pos, ignore
from paperconv.manuscript import understand
from paperconv.passes.link_keys import link_keys

_TOKEN = re.compile(r"\*\*(.+?)\*\*|(?<![\w*])\*([^*\s][^*]*?)\*(?![\w*])|\^([^^]+)\^|(\n)")


def inlines(text: str) -> m.Inlines:
    out: list[m.Inline] = []
    at = 0
    for hit in _TOKEN.finditer(text):
        out.extend(m.text(text[at : hit.start()]))
        if hit[1]:
            out.append(m.Styled("strong", inlines(hit[1])))
        elif hit[2]:
            out.append(m.Styled("emph", inlines(hit[2])))
        elif hit[3]:
            out.append(m.Styled("sup", m.text(hit[3])))
        else:
            out.append(m.LineBreak())
        at = hit.end()
    out.extend(m.text(text[at:]))
    return tuple(out)


def h(level: int, text: str) -> m.Heading:
    return m.Heading(level, inlines(text))


def p(text: str) -> m.Paragraph:
    return m.Paragraph(inlines(text))


def items(*texts: str, ordered: bool = False, start: int = 1) -> m.List:
    return m.List(tuple(m.ListItem((p(t),)) for t in texts), ordered=ordered, start=start)


def picture(name: str = "a.png") -> m.Figure:
    return m.Figure((m.Panel(m.Image(name)),))


def table(word: str = "cell") -> m.Table:
    return m.Table(columns=(m.Column(),), bodies=(m.TableBody((m.Row((m.Cell((p(word),)),)),)),))


def draft(*blocks: m.DraftBlock, meta: m.Metadata | None = None, **more: object) -> m.Draft:
    placed = tuple(m.replace(block, pos=Pos("x.md", 1 + 2 * n)) for n, block in enumerate(blocks))
    return m.Draft(meta or m.Metadata(), placed, **more)  # type: ignore[arg-type]


class Reading:
    """A document and what was said while it was understood."""

    def __init__(self, given: m.Draft) -> None:
        self.draft = given
        self.found: list[Diagnostic] = []
        self.document = understand(given, self.found.append)
        self.meta = self.document.meta
        assert list(m.check(link_keys(self.document, ignore))) == []

    def rules(self) -> set[str]:
        return {str(one.rule) for one in self.found}

    def names(self) -> list[tuple[str, str]]:
        return [
            (a.name.given, " ".join(filter(None, (a.name.particle, a.name.family or a.name.literal))))
            for a in self.meta.authors
        ]

    def places(self) -> list[list[str]]:
        raw = {a.id: a.raw for a in self.meta.affiliations}
        return [[raw[i] for i in a.affiliations] for a in self.meta.authors]

    def tree(self) -> list[tuple[int, str]]:
        return tree_of(self.document.sections)

    def back(self) -> list[str]:
        return [m.text_of(s.title) for s in self.document.back]

    def paragraphs(self) -> list[str]:
        return [m.text_of(n.children) for n in m.iter_nodes(self.document) if isinstance(n, m.Paragraph)]


def tree_of(sections: tuple[m.Section, ...], level: int = 1) -> list[tuple[int, str]]:
    """Level and title of each section, in order."""
    out: list[tuple[int, str]] = []
    for one in sections:
        out.append((level, m.text_of(one.title)))
        out.extend(tree_of(one.sections, level + 1))
    return out


def read(*blocks: m.DraftBlock, meta: m.Metadata | None = None, **more: object) -> Reading:
    return Reading(draft(*blocks, meta=meta, **more))


LOREM = (
    "We measured the drift of river ice on forty days in two winters and compared it with the flow that the gauges gave, "
    "which allowed us to tell the part of the wind from that of the water in every reach that we could see from the bank."
)
"""A paragraph of prose, long enough to be the text of a paper."""


def paper(*front: m.DraftBlock) -> Reading:
    """A paper with the title "On River Ice", the front matter ``front``, an abstract and two sections."""
    return read(
        h(1, "On River Ice and the Wind"),
        *front,
        h(2, "Abstract"),
        p(LOREM),
        h(2, "Introduction"),
        p(LOREM),
        h(2, "Conclusion"),
        p(LOREM),
    )
