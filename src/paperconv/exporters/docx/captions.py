"""Labels, captions, and blocks that run in after a label."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.docx.inlines import inlines, label_text
from paperconv.exporters.docx.look import Look
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import para, text
from paperconv.exporters.docx.writer import Writer

_STOPS = (".", ":", "?", "!", "…", "。", "—", "–", ")", "]")


def stop_after(said: str) -> str:
    """The stop that a label or run-in title still needs."""
    return "" if said.rstrip().endswith(_STOPS) else "."


def label_runs(
    w: Writer, identifier: str, label: str, style: str, look: Look, *, stop: bool, end: str = "."
) -> Xml:
    """``label`` in the character style ``style``, ``end`` after it if ``stop``, bookmarked for cross-references."""
    if not label:
        return EMPTY
    styled = look.styled(style)
    stopped = text(w, stop_after(label) and end, styled) if stop else EMPTY
    return join([label_text(w, identifier, label, styled), stopped])


def caption(
    w: Writer,
    identifier: str,
    label: str,
    node: m.Caption | None,
    place: Place,
    *,
    style: str = "Caption",
) -> list[Xml]:
    """The paragraphs of a caption; none if there is nothing to say.

    One above what it names is in the style ``CaptionAbove``, which stays with what follows.
    """
    title = node.title if node is not None else ()
    blocks = node.blocks if node is not None else ()
    look = place.look
    style_of_labels = w.job.style.labels
    more = bool(title or blocks)
    own_line = style_of_labels.own_line and style in {"Caption", "CaptionAbove"} and bool(label) and more
    lead = label_runs(
        w, identifier, label, "CaptionLabel", look, stop=more and not own_line, end=style_of_labels.end
    )
    above: list[Xml] = []
    if own_line:
        above = [para(w, "CaptionNumber", lead, look)]
        lead = EMPTY
    if title:
        words = inlines(w, title, look.styled("CaptionTitle"))
        end = text(w, stop_after(m.text_of(title)), look.styled("CaptionTitle")) if blocks else EMPTY
        lead = join([lead, text(w, " ", look) if lead else EMPTY, words, end])
    if not label and identifier:
        lead = w.bookmark(identifier, lead)
    there = place.within(style)
    gap = " " if title or (label and not own_line) else ""  # a mere bookmark needs none
    return [*above, *led(w, lead, blocks, there, gap)] if lead or blocks or above else []


def led(w: Writer, lead: Xml, blocks: m.Blocks, place: Place, gap: str = " ") -> list[Xml]:
    """``blocks`` whose first paragraph begins with ``lead`` (runs) and a ``gap``."""
    out: list[Xml] = []
    first = blocks[0] if blocks else None
    if lead:
        content = lead
        if isinstance(first, m.Paragraph):
            look = place.look.in_language(first.language)
            inside = w.bookmark(first.id, inlines(w, first.children, look))
            content = join([lead, text(w, gap, place.look) if inside else EMPTY, inside])
            blocks = blocks[1:]
        out.append(para(w, place.style, content, place.look))
    return [*out, *place.write(w, blocks, place)] if blocks else out


def bookmarked(w: Writer, identifier: str, blocks: list[Xml]) -> list[Xml]:
    """``blocks`` after an empty bookmark of ``identifier``, for what has no paragraph of its own to mark."""
    return [w.bookmark(identifier, EMPTY), *blocks] if identifier and blocks else blocks
