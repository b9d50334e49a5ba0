"""pandoc's Div: theorems, boxes, figures of several parts, sections, languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from paperconv import model as m
from paperconv import patterns
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.figures import panels_of, pointed
from paperconv.pandoc.paragraphs import no_headings, picture_figure

Convert: TypeAlias = Callable[[Context, list[Json]], tuple[m.DraftBlock, ...]]

# Words for statements, with the short forms that LaTeX, Quarto and bookdown users write.
_STATEMENTS: Mapping[str, str] = {
    "theorem": "theorem", "thm": "theorem", "lemma": "lemma", "lem": "lemma", "corollary": "corollary",
    "cor": "corollary", "proposition": "proposition", "prop": "proposition", "prp": "proposition",
    "conjecture": "conjecture", "cnj": "conjecture", "definition": "definition", "defn": "definition",
    "dfn": "definition", "def": "definition", "example": "example", "exm": "example", "exercise": "exercise",
    "exr": "exercise", "remark": "remark", "rem": "remark", "rmk": "remark", "proof": "proof", "axiom": "axiom",
    "assumption": "assumption", "claim": "claim", "hypothesis": "hypothesis", "hyp": "hypothesis",
    "property": "property", "solution": "solution", "problem": "problem", "question": "question",
    "observation": "observation", "fact": "fact", "postulate": "postulate", "criterion": "criterion",
}  # fmt: skip
_BOXES = frozenset(
    {"note", "tip", "warning", "important", "caution", "danger", "info", "hint", "attention", "error", "seealso", "box",
     "boxed", "callout", "admonition", "sidebar", "aside", "key-points", "keypoints", "highlights", "panel", "alert",
     "textbox", "infobox", "topic", "tcolorbox", "mdframed", "framed"}
)  # fmt: skip
_LONGEST_NAME = 200
_REFERENCES = frozenset({"references", "csl-bib-body", "thebibliography"})


def div(context: Context, content: list[Any], convert: Convert) -> tuple[m.DraftBlock, ...]:
    """What pandoc's Div means; one that means nothing to us gives its content, reached by its id."""
    (name, classes, pairs), blocks = content
    attributes = dict(pairs)
    prefix = name.partition("-")[0] if "-" in name else name.partition(":")[0]
    kinds = [kind.lower().strip("{}") for kind in classes]
    statement = next((_STATEMENTS[kind] for kind in kinds if kind in _STATEMENTS), "")
    if not statement and not kinds and prefix in _STATEMENTS and prefix != name:
        statement = _STATEMENTS[prefix]
    if statement:
        return (_statement(context, name, statement, attributes, convert(context, blocks)),)
    box = next(
        (kind.removeprefix("callout-") for kind in kinds if kind in _BOXES or kind.startswith("callout-")), ""
    )
    if box:
        return (_box(context, box, content, convert),)
    if not kinds and not blocks:
        return ()  # ``::: {#refs}`` says where the references go
    inner = convert(context, blocks)
    if "panel-tabset" in kinds:
        inner = no_headings(inner)  # the names of Quarto's tabs; the text goes on behind the last of them
    if prefix in {"fig", "tbl", "tab", "lst"} and prefix != name:
        made = _float(context, name, prefix, inner)
        if made is not None:
            return (made,)
    if "algorithm" in kinds or "algorithm2e" in kinds:
        return (_algorithm(context, name, attributes, no_headings(inner)),)
    if "epigraph" in kinds or "pull-quote" in kinds:
        return (quote(no_headings(inner), "epigraph" if "epigraph" in kinds else "pull"),)
    if "line-block" in kinds or "verse" in kinds:
        return (m.Quote(no_headings(inner)),) if "verse" in kinds else inner
    if len(inner) == 1 and isinstance(inner[0], m.Paragraph) and (shown := picture_figure(inner[0].children)):
        inner = (shown,)
    language = attributes.get("lang", "")
    if language:
        inner = tuple(_in_language(block, language) for block in inner)
    role = (
        next((kind for kind in kinds if kind not in {"section", "csl-entry"}), "")
        if context.keep_classes
        else ""
    )
    if role and not _REFERENCES.intersection(kinds):
        inner = tuple(
            m.replace(block, role=role) if isinstance(block, m.Paragraph) and not block.role else block
            for block in inner
        )
    return _reached(context, name, inner)


def _in_language(block: m.DraftBlock, language: str) -> m.DraftBlock:
    """``block`` with the language of the paragraphs in it that name none; cells of tables keep theirs."""

    def rule(node: m.Node) -> m.Paragraph | None:
        if isinstance(node, m.Paragraph) and not node.language:
            return m.replace(node, language=language)
        return None

    if isinstance(block, m.Table | m.Heading):
        return block
    return rule(block) or m.rewrite(block, rule)


def quote(blocks: m.Blocks, kind: Literal["block", "epigraph", "pull"] = "block") -> m.Quote:
    """A quotation; a last short paragraph that begins with a dash says whose it is."""
    last = blocks[-1] if blocks else None
    if len(blocks) > 1 and isinstance(last, m.Paragraph) and last.children and not last.id:
        first = last.children[0]
        if isinstance(first, m.Text) and (
            found := patterns.match(r"\s*(?:[—–―]|--)\s*(?=\S|$)", first.value)
        ):
            rest = first.value[found.end() :]
            whose: m.Inlines = (*m.text(rest), *last.children[1:])
            if whose and len(m.text_of(whose)) < _LONGEST_NAME:
                return m.Quote(blocks[:-1], whose, kind)
    return m.Quote(blocks, kind=kind)


def _algorithm(context: Context, name: str, attributes: dict[str, str], blocks: m.Blocks) -> m.Algorithm:
    title = attributes.get("caption") or attributes.get("name") or attributes.get("title", "")
    caption = m.Caption(blocks=(m.Paragraph(m.text(title)),)) if title else None
    return m.Algorithm(blocks, id=context.define(name), caption=caption)


def _statement(
    context: Context, name: str, kind: str, attributes: dict[str, str], inner: tuple[m.DraftBlock, ...]
) -> m.Statement:
    title = m.text(attributes.get("name") or attributes.get("title", ""))
    label = ""
    if inner and isinstance(inner[0], m.Heading) and not title:
        title = inner[0].children
        inner = inner[1:]
    if inner and isinstance(inner[0], m.Paragraph) and inner[0].children:
        first = inner[0]
        label, found, rest = _printed(kind, first.children)
        title = title or found
        if label:
            inner = (m.replace(first, children=rest), *inner[1:]) if rest else inner[1:]
    return m.Statement(kind, no_headings(inner), title, id=context.define(name), label=label)


def _printed(kind: str, children: m.Inlines) -> tuple[str, m.Inlines, m.Inlines]:
    """The label (``Theorem 1``) and title with which a statement's text begins, and the rest."""
    match children:
        case (m.Styled("strong" | "emph", (m.Text(words),)), *rest) if words.lower().startswith(kind):
            after = words[len(kind) :].strip(" .\xa0")
            if after and not patterns.fullmatch(r"[A-Z]?[\d.]*[a-z]?", after):
                return "", (), children
        case _:
            return "", (), children
    label = words.strip(" .\xa0")
    title: m.Inlines = ()
    if rest and isinstance(rest[0], m.Text):
        value = rest[0].value
        found = patterns.match(r"\s*\(([^()]{1,200})\)\.?", value)
        if found:
            title = m.text(found.group(1))
            value = value[found.end() :]
        value = value.lstrip(" .\xa0")
        rest = [m.Text(value), *rest[1:]] if value else rest[1:]
    return label, title, tuple(rest)


def _box(context: Context, kind: str, content: list[Any], convert: Convert) -> m.Box:
    (name, _, pairs), blocks = content
    title = m.text(dict(pairs).get("title", ""))
    if blocks and not title and blocks[0]["t"] == "Div" and "title" in blocks[0]["c"][0][1]:
        found = convert(context, blocks[0]["c"][1])
        if len(found) == 1 and isinstance(found[0], m.Paragraph | m.Heading):
            title = found[0].children
            blocks = blocks[1:]
    inner = convert(context, blocks)
    if inner and isinstance(inner[0], m.Heading) and not title:
        title = inner[0].children
        inner = inner[1:]
    label, title = _box_label(title)
    return m.Box(no_headings(inner), "box" if label else kind, title, id=context.define(name), label=label)


def _box_label(title: m.Inlines) -> tuple[str, m.Inlines]:
    """The label (``Box 1``) with which a box's title begins, and the rest of it."""
    first = title[0] if title else None
    if not isinstance(first, m.Text):
        return "", title
    found = patterns.match(
        r"\s*((?:Box|Kasten|Encadré|Recuadro|Quadro|Riquadro)\s\d{1,3})\s*(?:[.:|–—]\s*|$)", first.value
    )
    if found is None:
        return "", title
    rest = first.value[found.end() :]
    return found[1], (*m.text(rest), *title[1:])


def _float(context: Context, name: str, prefix: str, inner: tuple[m.DraftBlock, ...]) -> m.Block | None:
    """A figure or table that is written as a Div: its parts, and its caption as the last paragraph."""
    blocks = no_headings(inner)
    caption: m.Caption | None = None
    if len(blocks) > 1 and isinstance(blocks[-1], m.Paragraph):
        caption = m.Caption(blocks=blocks[-1:])
        blocks = blocks[:-1]
    if prefix in {"tbl", "tab"} and blocks and all(map(_pictures, blocks)):
        images = tuple(image for block in blocks for image in _pictures(block))
        return m.Table(images=images, id=context.define(name), caption=caption)
    if len(blocks) == 1 and isinstance(blocks[0], m.Table | m.Figure | m.CodeBlock):
        only = blocks[0]
        if caption is None:
            return pointed(context, only, context.define(name))
        if not isinstance(only, m.CodeBlock) and only.caption is None:
            return pointed(context, m.replace(only, caption=caption), context.define(name))
    if prefix == "fig" and any(isinstance(block, m.Figure) for block in blocks):
        shown = tuple(block for block in blocks if not _is_credit(block))
        credit = next(
            (block.children for block in blocks if isinstance(block, m.Paragraph) and _is_credit(block)), ()
        )
        return m.Figure(panels_of(shown), id=context.define(name), caption=caption, credit=credit)
    if prefix == "fig" and len(blocks) == 1 and isinstance(blocks[0], m.Table | m.CodeBlock | m.Equation):
        return m.Figure((m.Panel(blocks=blocks),), id=context.define(name), caption=caption)
    return None


def _is_credit(block: m.Block) -> bool:
    return isinstance(block, m.Paragraph) and block.role == "credit"


def _pictures(block: m.Block) -> tuple[m.Image, ...]:
    """The pictures that ``block`` is, none if it is or says anything else."""
    if not isinstance(block, m.Figure) or block.caption is not None:
        return ()
    images = tuple(panel.image for panel in block.panels if panel.image is not None)
    return images if len(images) == len(block.panels) else ()


def _reached(context: Context, name: str, inner: tuple[m.DraftBlock, ...]) -> tuple[m.DraftBlock, ...]:
    """``inner`` with a block that the id ``name`` leads to."""
    if not name:
        return inner
    first = inner[0] if inner else None
    match first:
        case m.Quote() | m.Verse() | m.Divider() | m.RawBlock() | None:
            return (m.Paragraph((m.Span((), id=context.define(name)),)), *inner) if inner else ()
        case _:
            pass
    if first.id:
        context.alias(name, first.id)
        return inner
    return (m.replace(first, id=context.define(name)), *inner[1:])
