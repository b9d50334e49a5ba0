"""Pictures and files: stored beside the XML, in the folder that :class:`~paperconv.protocols.Artifact` names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import HREF, LINK_TITLE, Element, child
from paperconv.patterns import late
from paperconv.pictures import SUFFIXES, file_name

_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}
_REMOTE = late(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_MEDIA_TYPE = late(r"([\w.+-]+)/([\w.+-]+)", re.ASCII)
_MISSING = "missing"
"""The address of a picture that cannot be had."""


def graphic(state: State, parent: Element, image: m.Image) -> Element:
    """A ``graphic`` in ``parent``. JATS4R wants ``null`` as the text of a picture that says nothing."""
    element = child(parent, "graphic")
    _fill(state, element, image)
    state.leaf(element, "alt-text", image.alt.strip() or image.title.strip() or "null")
    return element


def missing_graphic(state: State, parent: Element) -> None:
    """The place of a picture that the manuscript does not have: JATS4R wants a ``graphic`` in each figure."""
    element = child(parent, "graphic")
    element.set(HREF, _MISSING)
    state.leaf(element, "alt-text", "null")


def inline_graphic(state: State, element: Element, image: m.Image) -> None:
    """Fill an ``inline-graphic``."""
    _fill(state, element, image)
    state.leaf(element, "alt-text", image.alt)


def supplementary_material(state: State, element: Element, node: m.Supplement) -> None:
    """Point ``element`` to the file of ``node``, which is stored beside the XML where it can be had."""
    carried = file_address(state, node.source, node.pos) if node.source else ""
    href = carried or quote(node.source, safe=_URL)
    state.set(element, HREF, href)
    _media_type(state, element, node.media_type)


def file_address(state: State, source: str, pos: Pos | None) -> str:
    """Where the file ``source`` lies beside the XML; empty for one that cannot be had, or that lies in the web."""
    return "" if _REMOTE.match(source) else quote(state.pictures.carry(source, pos))


_URL = "/:?#[]@!$&'()*+,;=%~"


def _fill(state: State, element: Element, image: m.Image) -> None:
    if image.source not in state.hrefs:
        held = state.pictures.get(image)
        kept = state.pictures.kept(image)
        if held is not None:
            state.hrefs[image.source] = (_store(state, image.source, held.suffix, held.data), held.media_type)
        elif kept:
            state.hrefs[image.source] = (quote(kept), _TYPES.get(PurePosixPath(kept).suffix, ""))
        elif image.source.startswith("data:") or not image.source.strip():
            state.hrefs[image.source] = (_MISSING, "")
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
    name = file_name(source, taken, suffix)
    state.files[f"{folder}/{name}"] = data
    return f"{quote(folder)}/{quote(name)}"
