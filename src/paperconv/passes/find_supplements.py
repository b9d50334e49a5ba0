"""Paragraphs that announce a supplementary file ("Data S1. All readings (readings.csv)") become that supplement."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.assets import FILE_NAME, names_file
from paperconv.citations.ranges import cut
from paperconv.diagnostics import Log
from paperconv.patterns import late

_LABEL = late(
    r"\s*((?:(?:supplementa(?:ry|l)|additional|supporting|online)\s+)?(?:data(?:\s?set|\s?file)?|file|table|fig(?:ure|\.)?|movie|"
    r"video|audio|text|code|script|methods?|notes?|appendix|material|information|sheet|protocol)\s*[A-Z]{0,2}\d{1,3}"
    r"|S\d{1,3}\s(?:data|file|table|fig(?:ure|\.)?|movie|video|audio|text|code|appendix))(?![^\W_])\s*[.:|–—-]?\s*",
    re.IGNORECASE,
)


def find_supplements(document: m.Document, _: Log) -> m.Document:
    """In sections of supplementary material: a paragraph with the label of a supplement and the name of one file is one."""

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Section) or node.role != "supplement":
            return None
        made = tuple(
            (_supplement(one) or one) if isinstance(one, m.Paragraph) else one for one in node.blocks
        )
        return m.replace(node, blocks=made) if made != node.blocks else None

    return m.rewrite(document, rule)


def _supplement(paragraph: m.Paragraph) -> m.Supplement | None:
    text = m.text_of(paragraph)
    label = _LABEL.match(text)
    linked = [
        node.target
        for node in m.iter_nodes(paragraph)
        if isinstance(node, m.Link) and names_file(node.target)
    ]
    named = [found[1] for found in FILE_NAME.finditer(text)]
    files = list(dict.fromkeys(linked or named))
    if label is None or len(files) != 1:
        return None
    _, rest = cut(paragraph.children, [label.end()])
    caption = _without_name(rest, files[0])
    return m.Supplement(
        files[0].strip(),
        id=paragraph.id,
        label=" ".join(label[1].split()),
        caption=m.Caption(blocks=(m.Paragraph(caption, pos=paragraph.pos),))
        if m.text_of(caption).strip()
        else None,
        pos=paragraph.pos,
    )


def _without_name(children: m.Inlines, name: str) -> m.Inlines:
    """``children`` without the file's name where it stands in brackets or alone: a supplement prints it anyway."""
    text = m.text_of(children)
    found = re.search(rf"\s*[(\[]\s*{re.escape(name)}\s*[)\]]", text) or re.fullmatch(
        rf"\s*{re.escape(name)}\s*", text
    )
    if found is None:
        return children
    before, _, after = cut(children, [found.start(), found.end()])
    return (*before, *after)
