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


def label_runs(w: Writer, identifier: str, label: str, style: str, look: Look, *, stop: bool) -> Xml:
    """``label`` in the character style ``style``, a stop after it if ``stop``, bookmarked for cross-references."""
    if not label:
        return EMPTY
    styled = look.styled(style)
    end = text(w, stop_after(label), styled) if stop else EMPTY
    return join([label_text(w, identifier, label, styled), end])


def caption(
    w: Writer,
    identifier: str,
    label: str,
    node: m.Caption | None,
    place: Place,
    *,
    keep_next: bool,
    style: str = "Caption",
) -> list[Xml]:
    """The paragraphs of a caption; none if there is nothing to say.

    ``keep_next`` is for a caption above what it names.
    """
    title = node.title if node is not None else ()
    blocks = node.blocks if node is not None else ()
    look = place.look
    lead = label_runs(w, identifier, label, "CaptionLabel", look, stop=bool(title or blocks))
    if title:
        words = inlines(w, title, look.styled("CaptionTitle"))
        end = text(w, stop_after(m.text_of(title)), look.styled("CaptionTitle")) if blocks else EMPTY
        lead = join([lead, text(w, " ", look) if lead else EMPTY, words, end])
    if not label and identifier:
        lead = w.bookmark(identifier, lead)
    return led(w, lead, blocks, place.within(style, keep_next=keep_next)) if lead or blocks else []


def led(w: Writer, lead: Xml, blocks: m.Blocks, place: Place) -> list[Xml]:
    """``blocks`` whose first paragraph begins with ``lead`` (runs) and a space."""
    out: list[Xml] = []
    first = blocks[0] if blocks else None
    if lead:
        content = lead
        if isinstance(first, m.Paragraph):
            look = place.look.in_language(first.language)
            inside = w.bookmark(first.id, inlines(w, first.children, look))
            content = join([lead, text(w, " ", place.look) if inside else EMPTY, inside])
            blocks = blocks[1:]
        out.append(para(w, place.style, content, place.look, keep_next=place.keep_next))
    return [*out, *place.write(w, blocks, place)] if blocks else out


def bookmarked(w: Writer, identifier: str, blocks: list[Xml]) -> list[Xml]:
    """``blocks`` after an empty bookmark of ``identifier``, for what has no paragraph of its own to mark."""
    return [w.bookmark(identifier, EMPTY), *blocks] if identifier and blocks else blocks
