"""Pictures and files: stored beside the XML, in the folder that :class:`~paperconv.protocols.Artifact` names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from paperconv import model as m
from paperconv.diagnostics import Rule, Severity
from paperconv.errors import AssetError
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import HREF, LINK_TITLE, Element, child
from paperconv.patterns import late
from paperconv.pictures import file_name, picture

_ACCEPTED = frozenset(("image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/tiff"))
_MEDIA_TYPE = late(r"([\w.+-]+)/([\w.+-]+)", re.ASCII)
# A sentence ends at a stop that white space and a capital or a digit follow.
_SENTENCE = late(r"(?<=[.!?])\s+(?=[^\W_a-z])")
_MAX_ALT = 300


def graphic(
    state: State, parent: Element, image: m.Image, label: str = "", caption: m.Caption | None = None
) -> Element:
    """A ``graphic`` in ``parent``; ``label`` and ``caption`` are those of the figure, for want of an alternative text."""
    element = child(parent, "graphic")
    _fill(state, element, image)
    alt = image.alt.strip()
    if not alt:
        alt = _substitute(image, label, caption)
        state.log(
            Rule.ALT_TEXT_GIVEN,
            f'picture "{image.source[:80]}" has no alternative text: "{alt[:60]}" stands in',
            image.pos,
            "describe the picture in a few words",
            severity=Severity.INFO,
        )
    state.leaf(element, "alt-text", alt)
    return element


def inline_graphic(state: State, element: Element, image: m.Image) -> None:
    """Fill an ``inline-graphic``."""
    _fill(state, element, image)
    state.leaf(element, "alt-text", image.alt)


def supplementary_material(state: State, element: Element, node: m.Supplement) -> None:
    """Point ``element`` to the file of ``node``, which is stored beside the XML where it can be had."""
    href = state.hrefs.get(node.source, ("", ""))[0]
    if not href and node.source:
        try:
            data = state.job.asset(node.source)
        except AssetError as error:
            state.log(Rule.CONTENT_KEPT, f"supplementary file is not carried along: {error}", node.pos)
            href = quote(node.source, safe=_URL)
        else:
            suffix = "".join(
                c for c in PurePosixPath(node.source).suffix if c.isascii() and (c.isalnum() or c == ".")
            )
            href = _store(state, node.source, suffix, data)
        state.hrefs[node.source] = (href, "")
    state.set(element, HREF, href)
    _media_type(state, element, node.media_type)


_URL = "/:?#[]@!$&'()*+,;=%~"


def _fill(state: State, element: Element, image: m.Image) -> None:
    if image.source not in state.hrefs:
        held = picture(image, state.job, _ACCEPTED)
        if held is not None:
            state.hrefs[image.source] = (_store(state, image.source, held.suffix, held.data), held.media_type)
        elif image.source.startswith("data:") or not image.source.strip():
            state.hrefs[image.source] = ("missing", "")
        else:
            # the manuscript's own name for the file, so that it can still be put in its place
            state.hrefs[image.source] = (quote(image.source, safe=_URL, errors="replace"), "")
    href, media_type = state.hrefs[image.source]
    element.set(HREF, href)
    _media_type(state, element, media_type)
    state.set(element, LINK_TITLE, image.title)


def _media_type(state: State, element: Element, media_type: str) -> None:
    found = _MEDIA_TYPE.match(media_type)
    if found:
        state.set(element, "mimetype", found[1])
        state.set(element, "mime-subtype", found[2])


def _store(state: State, source: str, suffix: str, data: bytes) -> str:
    folder = f"{state.job.name}_files"
    taken = [path.partition("/")[2] for path in state.files]
    name = file_name(m.Image(source if not source.startswith("data:") else "picture"), taken, suffix)
    state.files[f"{folder}/{name}"] = data
    return f"{quote(folder)}/{quote(name)}"


def _substitute(image: m.Image, label: str, caption: m.Caption | None) -> str:
    """The author's own words that come nearest to a description: label and first sentence of the caption."""
    words = ""
    if caption is not None:
        words = m.text_of(caption.title).strip() or (
            m.text_of(caption.blocks[0]).strip() if caption.blocks else ""
        )
        words = _SENTENCE.split(" ".join(words[: 4 * _MAX_ALT].split()), maxsplit=1)[0][:_MAX_ALT]
    if label and words:
        return f"{label.rstrip('.:')}: {words}"
    name = "" if image.source.startswith("data:") else PurePosixPath(image.source).stem
    return words or label or image.title or name.strip() or "null"
