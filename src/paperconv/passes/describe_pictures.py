"""Give every picture an alternative text: where the author wrote none, label and caption stand in."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.patterns import late

_MOST = 300
_NUMBERED = late(r"image\d{1,4}")  # the name that Word gives a picture
# A sentence ends at a stop that white space and a capital or a digit follow; a stop after one of these ends none.
_SENTENCE = late(r"(?<=[.!?])[\])”’\"]?\s+(?=[^\W_a-z]|[(“‘\"])|(?<=[。！？])")
_ABBREVIATED = late(
    r"(?:^|[\s(\[])(?:[A-Za-z]|figs?|eqs?|tab|refs?|no|nos|vs|cf|ca|approx|al|st|dr|mr|mrs|ms|prof|vol|pp|sp|spp|var|"
    r"resp|etc|incl|dept|univ|abb|bzw|z\.\s?b|e\.g|i\.e|p\.\s?ej)\.$",
    re.IGNORECASE,
)


def describe_pictures(document: m.Document, log: Log) -> m.Document:
    """The alternative text of a picture without one: the label of its figure and the first sentence of its caption.

    A picture that stands by itself gets its title or its file's name. Each is reported, once, whatever the formats. What a
    file of ours says in an author's stead is known again as standing in.
    """

    def described(image: m.Image, label: str = "", *captions: m.Caption | None) -> m.Image:
        words = next(filter(None, map(first_sentence, captions)), "")
        alt = f"{label.rstrip('.:')}: {words}" if label and words else words or label
        if given := image.alt.strip():
            return (
                m.replace(image, stand_in=True)
                if (given in {alt, _name(image)} or _NUMBERED.fullmatch(given)) and not image.stand_in
                else image
            )
        severity = Severity.INFO if alt else Severity.WARNING
        if not alt:
            alt = image.title.strip() or _name(image)
        log(
            Diagnostic(
                Rule.ALT_TEXT_GIVEN,
                f'picture "{image.source[:80]}" has no alternative text'
                + (f': "{alt[:60]}" stands in' if alt else ""),
                severity,
                image.pos,
                "describe in a few words what it shows",
            )
        )
        return m.replace(image, alt=alt, stand_in=True) if alt else image

    def rule(node: m.Node) -> m.Node | None:
        match node:
            case m.Figure(panels, _, label, caption):
                made = tuple(
                    m.replace(one, image=described(one.image, _of_panel(label, one), one.caption, caption))
                    if one.image is not None
                    else one
                    for one in panels
                )
                return m.replace(node, panels=made) if made != panels else None
            case m.Table(images=images, label=label, caption=caption) if images:
                shown = tuple(described(one, label, caption) for one in images)
                return m.replace(node, images=shown) if shown != images else None
            case _:
                return None

    document = m.rewrite(document, rule)
    return m.rewrite(document, lambda node: described(node) if isinstance(node, m.Image) else None)


def first_sentence(caption: m.Caption | None) -> str:
    """The first sentence of ``caption``, without markup; empty if it has no words."""
    if caption is None:
        return ""
    words = " ".join(m.text_of(caption.title).split())
    if not words:
        first = caption.blocks[0] if caption.blocks else None
        words = " ".join(m.text_of(first)[: 8 * _MOST].split()) if first is not None else ""
        for end in _SENTENCE.finditer(words):
            if not _ABBREVIATED.search(words[: end.start()]):
                words = words[: end.start()]
                break
    if len(words) > _MOST:
        words = words[:_MOST].rpartition(" ")[0].rstrip(",;:") + " …"
    return words


def _of_panel(label: str, panel: m.Panel) -> str:
    letter = panel.label.strip("() .")
    return f"{label}{letter}" if label else letter


def _name(image: m.Image) -> str:
    return "" if image.source.startswith("data:") else PurePosixPath(image.source).stem.strip()
