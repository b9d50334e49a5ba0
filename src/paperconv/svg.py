"""Drawings of a manuscript, made harmless before they are shown.

An SVG can name other files and sites, run scripts, and, with ``use`` within ``use``, ask for more work than a
computer has. What is kept here draws by itself and in bounded time.
"""

from __future__ import annotations

import re
from typing import TypeAlias

import msgspec
from lxml import etree

from paperconv.patterns import late

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it

MAX_BYTES = 20_000_000
MAX_DRAWN = 100_000
"""Elements to draw, with every ``use`` counted as what it repeats."""

_MAX_DEPTH = 200
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = {
    f"{_SVG}{name}"
    for name in ("script", "foreignObject", "animate", "animateTransform", "set", "audio", "video")
}
_DATA = ("data:image/png", "data:image/jpeg", "data:image/gif")


# A backslash can spell "url" in other ways.
_MAY_LOAD = late(r"url\(|\\", re.IGNORECASE)


_LENGTH = late(r"\s*(\d{1,7}(?:\.\d{1,9})?)\s*(px|pt|pc|mm|cm|in|)\s*", re.ASCII)
_FACE = late(
    r"@font-face\s*\{[^}]{0,500}?font-family\s{0,9}:\s{0,9}([^;}]{1,200})[^}]{0,500}?url\(\s*[\"']?data:",
    re.DOTALL,
)
_FAMILY = late(r"font-family\s{0,9}:\s{0,9}([^;}]{1,200})")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


class SvgRefused(ValueError):
    """A drawing that is not shown; the message says why."""


class Drawing(msgspec.Struct, frozen=True):
    """A drawing that can do no harm.

    ``size`` is in CSS pixels (96 to the inch), 0 where the drawing names no length; ``shape`` is its width over its
    height, 0 where it does not say. ``lost`` holds the words that stood in what was taken out.
    """

    data: bytes
    size: tuple[float, float]
    shape: float
    lost: str


def safe_svg(data: bytes) -> Drawing:
    """``data`` without scripts, entities, links and outside files.

    Raises:
        SvgRefused: not well-formed, no SVG, or too large.

    """
    root = _parsed(data)
    lost: list[str] = []
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            raise SvgRefused("it declares entities")
        parent = node.getparent()
        if parent is not None and (node.tag in _DROPPED or not str(node.tag).startswith(_SVG)):
            if node.tag == f"{_SVG}foreignObject":
                lost.append(" ".join("".join(str(part) for part in node.itertext()).split()))
            _remove(parent, node)
            continue
        _clean(node)
    for switch in root.iter(f"{_SVG}switch"):
        _drop_hollow(switch)
        lost = [] if len(switch) else lost  # the other choice says the same in plain text
    etree.cleanup_namespaces(root)
    named = {str(n.get("id")): n for n in root.iter() if n.get("id")}
    for sheet in root.iter(f"{_SVG}style"):
        _clean_sheet(sheet, named)
    drawn = _cost(root, named, {}, 0)
    if drawn > MAX_DRAWN:
        raise SvgRefused(f"it draws more than {MAX_DRAWN} shapes")
    size = (_pixels(root.get("width")), _pixels(root.get("height")))
    return Drawing(
        etree.tostring(root),
        size if all(size) else (0.0, 0.0),
        _shape(root, size),
        "; ".join(filter(None, lost)),
    )


def _parsed(data: bytes) -> Element:
    if len(data) > MAX_BYTES:
        raise SvgRefused(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SvgRefused(f"it is not well-formed: {error}") from None
    if root.tag != f"{_SVG}svg":
        raise SvgRefused("it is no SVG")
    return root


def _pixels(length: str | None) -> float:
    found = _LENGTH.fullmatch(str(length)) if length else None
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0


def _shape(root: Element, size: tuple[float, float]) -> float:
    if all(size):
        return size[0] / size[1]
    box = [_pixels(part) for part in str(root.get("viewBox") or "").replace(",", " ").split()[2:4]]
    return box[0] / box[1] if len(box) == 2 and all(box) else 0.0


def _drop_hollow(switch: Element) -> None:
    """Take the alternatives out of ``switch`` that have nothing to draw: their foreign content is gone."""
    for one in list(switch):
        if not len(one) and not (one.text or "").strip() and one.tag == f"{_SVG}g":
            switch.remove(one)


def _remove(parent: Element, node: Element) -> None:
    """Take ``node`` out and keep the text that follows it."""
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def _clean(node: Element) -> None:
    for name, value in node.attrib.items():
        key, text = str(name), str(value)
        if key in {"href", _XLINK}:
            inside = text.strip().startswith("#")
            embedded = node.tag == f"{_SVG}image" and text.strip().lower().startswith(_DATA)
            if not inside and not embedded:
                del node.attrib[name]
        elif (
            (key.startswith("{") and not key.startswith("{http://www.w3.org/XML/1998/namespace}"))
            or key.startswith("on")
            or (_MAY_LOAD.search(text) and not _only_fragments(text))
        ):
            del node.attrib[name]


def _clean_sheet(sheet: Element, named: dict[str, Element]) -> None:
    """Empty a style sheet that loads files, or that draws by ``url(#…)`` anything but a gradient.

    What its rules would draw again (patterns, masks) could not be counted.
    """
    text = "".join(str(part) for part in sheet.itertext())
    gradients = {f"{_SVG}linearGradient", f"{_SVG}radialGradient"}
    plain = all(target in named and named[target].tag in gradients for target in _fragments(text))
    if not _only_fragments(text) or "@import" in text.lower() or not plain:
        for child in list(sheet):
            sheet.remove(child)
        sheet.text = ""


def _fragments(text: str) -> list[str]:
    """The ids in the ``url(#…)`` of ``text``."""
    return [part.split(")")[0].strip(" \t\n\r'\"").removeprefix("#") for part in text.split("url(")[1:]]


def _only_fragments(text: str) -> bool:
    """Whether every ``url(…)`` in ``text`` points into the drawing itself; a backslash could hide one."""
    parts = text.lower().split("url(")[1:]
    return "\\" not in text and all(part.lstrip(" \t\n\r'\"").startswith("#") for part in parts)


def _cost(node: Element, named: dict[str, Element], known: dict[str, int], depth: int) -> int:
    """How many elements are drawn for ``node``; ``known`` remembers those with an id, 0 while they are open."""
    if depth > _MAX_DEPTH:
        raise SvgRefused("it is nested too deeply")
    name = node.get("id")
    key = str(name) if name else ""
    if key and key in known:
        if known[key] == 0:
            raise SvgRefused("it repeats itself without end")
        return known[key]
    if key:
        known[key] = 0
    total = 1
    for target in _targets(node):
        if target in named:
            total += _cost(named[target], named, known, depth + 1)
    for child in node:
        total += _cost(child, named, known, depth + 1)
    total = min(total, MAX_DRAWN + 1)
    if key:
        known[key] = total
    return total


def _targets(node: Element) -> list[str]:
    """The ids of what ``node`` draws beside its children: a ``use``, a pattern, a mask, a marker."""
    found = []
    for name, value in node.attrib.items():
        text = str(value).strip()
        if str(name) in {"href", _XLINK} and text.startswith("#"):
            found.append(text[1:])
        else:
            found.extend(_fragments(text))
    return found


def loose_fonts(data: bytes) -> list[str]:
    """The font families in which ``data`` sets text and that it does not bring along.

    Raises:
        SvgRefused: not well-formed, no SVG, or too large.
    """
    root = _parsed(data)
    if not any("".join(map(str, text.itertext())).strip() for text in root.iter(f"{_SVG}text")):
        return []
    sheet = " ".join("".join(map(str, one.itertext())) for one in root.iter(f"{_SVG}style"))
    held = {name.strip("\"' ") for name in _FACE.findall(sheet)}
    named = set(_FAMILY.findall(sheet)) | {
        str(value)
        for node in root.iter()
        for value in (node.get("font-family"), *_FAMILY.findall(str(node.get("style") or "")))
        if value
    }
    first = {name.split(",")[0].strip("\"' ") for name in named}
    return sorted(first - held) or ([] if first else ["a font that is not named"])
