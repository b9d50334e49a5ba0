"""pandoc's blocks as ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Pos
from paperconv.formulas.tex import is_display
from paperconv.late import load
from paperconv.pandoc import rawhtml
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.divs import div, quote
from paperconv.pandoc.equations import equations
from paperconv.pandoc.figures import figure
from paperconv.pandoc.inlines import inlines
from paperconv.pandoc.paragraphs import no_headings, paragraphs
from paperconv.pandoc.pieces import take_labels
from paperconv.pandoc.rawtex import tex_inline
from paperconv.pandoc.tables import table

_NUMBERING: Mapping[str, m.Numbering] = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
_CHECKS = {"☐": False, "☒": True}


def blocks(context: Context, items: list[Json]) -> tuple[m.DraftBlock, ...]:
    """pandoc's ``items`` as blocks; headings stay headings.

    A reader that knows where an item stood in its source has put that place into it, as ``place``.
    """
    context.enter()
    out: list[m.DraftBlock] = []
    reach: dict[int, int] | None = None
    place = 0
    while place < len(items):
        item = items[place]
        if rawhtml.is_html(item):
            if reach is None:
                reach = rawhtml.reaches(items)
            end = rawhtml.run_end(reach, place)
            out.extend(load("paperconv.pandoc.htmlblocks").html_blocks(context, items[place:end], blocks))
            place = end
        else:
            made = _block(context, item["t"], item.get("c"))
            out.extend(_placed(made, Pos(context.file, part=item["place"])) if "place" in item else made)
            place += 1
    context.leave()
    return tuple(out)


def _placed(made: tuple[m.DraftBlock, ...], pos: Pos) -> tuple[m.DraftBlock, ...]:
    return tuple(m.replace(block, pos=pos) if block.pos is None else block for block in made)


def nested(context: Context, items: list[Json]) -> m.Blocks:
    """The same where no heading can stand."""
    return no_headings(blocks(context, items))


def _block(context: Context, kind: str, content: Any) -> tuple[m.DraftBlock, ...]:
    match kind:
        case "Para":
            return paragraphs(context, content, figures=True)
        case "Plain":
            return paragraphs(context, content, figures=False)
        case "Header":
            return (_heading(context, content),)
        case "BulletList":
            return (m.List(tuple(_item(context, item) for item in content)),)
        case "OrderedList":
            return (_ordered(context, content),)
        case "DefinitionList":
            return (_definitions(context, content),)
        case "Table":
            return (table(context, content, nested),)
        case "Figure":
            return (figure(context, content, nested),)
        case "Div":
            return div(context, content, blocks)
        case "BlockQuote":
            return (quote(nested(context, content)),)
        case "LineBlock":
            return (_lines(context, content),)
        case "CodeBlock":
            return (_code(context, content),)
        case "RawBlock":
            return _raw(context, *content)
        case "HorizontalRule":
            return (m.Divider(),)
        case _:
            context.report(f"pandoc's {kind} is not known")
            return ()


def _heading(context: Context, content: list[Any]) -> m.Heading:
    level, (name, classes, _), items = content
    identifier = context.define(name)
    children, labels = take_labels(inlines(context, items))
    for label in labels:
        if identifier:
            context.aliases[label] = identifier
        else:
            identifier = label
    numbered = "unnumbered" not in classes and "unlisted" not in classes
    appended = "appendix" in classes or (context.appended and level == 1)
    return m.Heading(level, children, identifier, numbered, role="appendix" if appended else "")


def _item(context: Context, items: list[Json]) -> m.ListItem:
    checked: bool | None = None
    match items:
        case [{"t": "Plain" | "Para" as kind, "c": [{"t": "Str", "c": ("☐" | "☒") as box}, *rest]}, *others]:
            checked = _CHECKS[box]
            items = [{"t": kind, "c": rest}, *others]
        case _:
            pass
    return m.ListItem(nested(context, items), checked)


def _ordered(context: Context, content: list[Any]) -> m.List:
    (start, style, _), items = content
    numbering = _NUMBERING.get(style["t"], "decimal")
    return m.List(
        tuple(_item(context, item) for item in items), ordered=True, start=start, numbering=numbering
    )


def _definitions(context: Context, content: list[Any]) -> m.DefinitionList:
    return m.DefinitionList(
        tuple(
            m.DefinitionItem(
                inlines(context, term),
                tuple(m.ListItem(nested(context, definition)) for definition in definitions),
            )
            for term, definitions in content
        )
    )


def _lines(context: Context, content: list[list[Json]]) -> m.Block:
    """A line block: verse, or lines that are kept apart (an address)."""
    stanzas: list[list[m.VerseLine]] = [[]]
    for line in content:
        children = inlines(context, line)
        if not children:
            stanzas.append([])
            continue
        indent = 0
        if isinstance(children[0], m.Text):
            value = children[0].value.lstrip("\xa0")
            indent = len(children[0].value) - len(value)
            children = (m.Text(value), *children[1:]) if value else children[1:]
        stanzas[-1].append(m.VerseLine(children, (indent + 1) // 2))
    kept = [stanza for stanza in stanzas if stanza]
    words = m.text_of(*(line for stanza in kept for line in stanza))
    indented = any(line.indent for stanza in kept for line in stanza)
    if len(kept) > 1 or indented or (len(content) > 1 and not patterns.search(r"[\d@]|https?:", words)):
        return m.Verse(tuple(m.Stanza(tuple(stanza)) for stanza in kept))
    children = ()
    for stanza in kept:
        for verse in stanza:
            children = (*children, m.LineBreak(), *verse.children) if children else verse.children
    return m.Paragraph(children)


def _code(context: Context, content: list[Any]) -> m.CodeBlock:
    (name, classes, pairs), value = content
    attributes = dict(pairs)
    language = next(
        (kind for kind in classes if kind not in {"numberLines", "sourceCode", "number-lines"}), ""
    )
    caption = attributes.get("caption") or attributes.get("lst-cap", "")
    return m.CodeBlock(value, language, id=context.define(name), caption=m.text(caption))


def _raw(context: Context, format: str, source: str) -> tuple[m.DraftBlock, ...]:
    if format not in {"tex", "latex", "context"}:
        return (m.RawBlock(format, source),)
    if patterns.fullmatch(r"\s*\\appendix\s*", source):
        context.appended = True
        return ()
    if is_display(source):
        body = source.strip()
        return equations(context, body[2:-2] if body.startswith("\\[") else body)
    known: list[m.Inline] = []
    for line in source.strip().splitlines():
        if line.strip():
            made = tex_inline(context, line)
            if made is None:
                return (m.RawBlock("tex", source),)
            known.extend(made)
    return (m.Paragraph(tuple(known)),) if known else ()
