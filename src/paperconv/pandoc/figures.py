"""pandoc's figures as ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paperconv import model as m
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.paragraphs import picture_figure
from paperconv.pandoc.tables import WIDE, Convert, caption_of
from paperconv.patterns import late

_KEYS = late(r"\[[^\[\]]*@[^\[\]]*\]|(?<!\w)@[\w:.-]{2,100}")
_CREDITS = ("credit", "fig-credit", "attribution", "source")


def figure(context: Context, content: list[Any], convert: Convert) -> m.Block:
    """pandoc's Figure: with its pictures, figures within it, or other matter, as panels."""
    (name, classes, pairs), (short, long), blocks = content
    identifier = context.define(name)
    caption, label = caption_of(context, short, long, convert)
    inner = convert(context, blocks)
    wishes = _of_picture(blocks) | dict(pairs)
    if len(inner) == 1 and isinstance(inner[0], m.Table | m.CodeBlock):
        only = _captioned(inner[0], caption)
        if only is not None:
            return pointed(context, only, identifier, label)
    panels = panels_of(inner)
    if caption is not None:
        words = m.text_of(caption).strip()
        panels = tuple(_without_echo(panel, words) for panel in panels)
    made = m.Figure(
        panels,
        caption=caption,
        credit=credit_of(wishes),
        span="page" if WIDE.intersection(classes) or "span" in wishes else "column",
    )
    if len(panels) == 1 and panels[0].id:
        made = m.replace(made, id=panels[0].id, panels=(m.replace(panels[0], id=""),))
    return pointed(context, made, identifier, label)


def credit_of(attributes: Mapping[str, str]) -> m.Inlines:
    """The line that says who made a picture, as the attribute ``credit`` or Quarto's ``fig-credit`` gives it."""
    return m.text(next((attributes[key] for key in _CREDITS if attributes.get(key)), ""))


def _of_picture(blocks: list[Json]) -> dict[str, str]:
    """The attributes of the only picture in ``blocks``."""
    match blocks:
        case [{"t": "Plain" | "Para", "c": [{"t": "Image", "c": [[_, classes, pairs], *_]}]}]:
            return dict(pairs) | ({"span": "page"} if WIDE.intersection(classes) else {})
        case _:
            return {}


def panels_of(blocks: m.Blocks) -> tuple[m.Panel, ...]:
    """Each picture, and each other block, as a part of a figure."""
    panels: list[m.Panel] = []
    for block in blocks:
        match block:
            case m.Figure(panels=(only,), caption=caption):
                panels.append(m.replace(only, id=only.id or block.id, caption=only.caption or caption))
            case m.Figure(caption=None):
                panels.extend(block.panels)
            case m.Paragraph(children) if (pictures := picture_figure(children)) is not None:
                only = pictures.panels[0]
                panels.extend(
                    pictures.panels if len(pictures.panels) > 1 else (m.replace(only, id=pictures.id),)
                )
            case _:
                panels.append(m.Panel(blocks=(block,)))
    return tuple(panels)


def pointed(
    context: Context, made: m.Figure | m.Table | m.CodeBlock, *ids: str
) -> m.Figure | m.Table | m.CodeBlock:
    """``made`` with its own or the first of ``ids`` as its id; pointers to the others reach it too."""
    known = [name for name in (made.id, *ids) if name]
    for other in known[1:]:
        if other != known[0]:
            context.aliases[other] = known[0]
    return m.replace(made, id=known[0]) if known and not made.id else made


def _captioned(made: m.Table | m.CodeBlock, caption: m.Caption | None) -> m.Table | m.CodeBlock | None:
    if isinstance(made, m.Table):
        return m.replace(made, caption=caption or made.caption) if not (caption and made.caption) else None
    if caption is None:
        return made
    match caption.blocks:
        case (m.Paragraph(children),) if not made.caption:
            return m.replace(made, caption=children)
        case _:
            return None


def _without_echo(panel: m.Panel, words: str) -> m.Panel:
    """A picture whose alternative text only repeats the caption has none of its own."""
    if panel.image is None or not panel.image.alt or _uncited(panel.image.alt) != _uncited(words):
        return panel
    return m.replace(panel, image=m.replace(panel.image, alt=""))


def _uncited(words: str) -> str:
    """``words`` without keys of citations, which a caption no longer shows, nor blanks."""
    return "".join(_KEYS.sub("", words).split())
