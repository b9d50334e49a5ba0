"""Lists of items and of definitions."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.exporters.docx.captions import bookmarked
from paperconv.exporters.docx.inlines import inlines
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.numbering import LEVELS, Numbering, number_properties
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import para, tab, text
from paperconv.exporters.docx.sheet import LIST_LEVELS
from paperconv.exporters.docx.tables import parting
from paperconv.exporters.docx.writer import Writer


def write_list(w: Writer, node: m.List, place: Place) -> list[Xml]:
    """A list: its own instance of a numbering, so that it starts where it should."""
    level = min(place.depth, LEVELS - 1)
    ordered = w.numbering.ordered(node, level) if node.ordered else 0
    suffix = "" if level == 0 else str(min(level + 1, LIST_LEVELS))
    deeper = place.deeper(f"ListContinue{suffix}")
    out: list[Xml] = []
    for item in node.items:
        lead = EMPTY
        numbering = EMPTY
        if item.label:
            style = "List"
            lead = join([text(w, item.label, place.look), tab(w, place.look)])
        elif item.checked is not None:
            style = "ListBullet"
            numbering = number_properties(Numbering.CHECKED if item.checked else Numbering.UNCHECKED, level)
        elif node.ordered:
            style = "ListNumber"
            numbering = number_properties(ordered, level)
        else:
            style = "ListBullet"
            numbering = number_properties(Numbering.BULLET, level)
        inner = item.blocks
        content, look = EMPTY, place.look
        if inner and isinstance(inner[0], m.Paragraph):
            first = inner[0]
            look = look.in_language(first.language)
            content = w.bookmark(first.id, inlines(w, first.children, look))
            inner = inner[1:]
        out.append(para(w, f"{style}{suffix}", join([lead, content]), look, numbering=numbering))
        out += place.write(w, inner, deeper)
    return [*parting(w, place), *bookmarked(w, node.id, out)]


def definitions(w: Writer, node: m.DefinitionList, place: Place) -> list[Xml]:
    """Terms, each with its definitions under it."""
    out: list[Xml] = []
    for item in node.items:
        term = inlines(w, item.term, place.look)
        if term:
            out.append(para(w, "DefinitionTerm", term, place.look))
        for definition in item.definitions:
            there = msgspec.structs.replace(place.deeper("DefinitionContinue"), first="Definition")
            out += place.write(w, definition.blocks, there)
    return bookmarked(w, node.id, out)
