"""The paper's pieces as XHTML files, with links that find one another across them."""

from __future__ import annotations

import msgspec
from lxml import etree

from paperconv.html import Heading, Parts
from paperconv.html.elements import XML_LANG, Element, child

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
TYPE = f"{{{OPS}}}type"

# https://www.w3.org/TR/epub-ssv-11/ beside https://www.w3.org/TR/dpub-aria-1.1/
_TYPES = {
    "doc-abstract": "abstract",
    "doc-acknowledgments": "acknowledgments",
    "doc-appendix": "appendix",
    "doc-backlink": "backlink",
    "doc-biblioref": "biblioref",
    "doc-bibliography": "bibliography",
    "doc-conclusion": "conclusion",
    "doc-endnotes": "footnotes",
    "doc-epigraph": "epigraph",
    "doc-footnote": "footnote",
    "doc-introduction": "introduction",
    "doc-noteref": "noteref",
}
_NAMES = {
    "body": "text",
    "section": "section",
    "back": "back",
    "notes": "notes",
    "references": "references",
    "appendix": "appendix",
}


_MATTER = {"front": "frontmatter", "body": "bodymatter", "section": "bodymatter"}


class Chapter(msgspec.Struct):
    """One XHTML file. ``kind`` is ``front`` or that of its part; ``properties`` are the manifest's."""

    name: str
    kind: str
    title: str
    root: Element
    headings: list[Heading]
    properties: list[str]

    def data(self) -> bytes:
        """The file's bytes."""
        return _serialize(self.root)


def chapters(parts: Parts, title: str) -> list[Chapter]:
    """The files of the book in reading order.

    A stretch without a heading goes on where the one before it ends, and the sections of the back matter share a file:
    none of them is worth a page turn.
    """
    made: list[Chapter] = []
    if len(parts.header):
        front = _chapter(parts, "front", "front.xhtml", title)
        front.headings.extend(parts.front)
        front.root[0].extend(parts.head[1:])
        front.root[1].append(parts.header)
        made.append(front)
    kinds = [part.kind for part in parts.parts if part.headings]
    numbers: dict[str, int] = {}
    for part in parts.parts:
        together = made and (not part.headings or made[-1].kind == part.kind == "back")
        if not together:
            numbers[part.kind] = numbers.get(part.kind, 0) + 1
            several = part.kind != "back" and kinds.count(part.kind) > 1
            stem = _NAMES[part.kind]
            name = f"{stem}-{numbers[part.kind]}.xhtml" if several else f"{stem}.xhtml"
            own = part.headings[0].text if part.headings else ""
            made.append(_chapter(parts, part.kind, name, own or title))
        elif made[-1].kind == "front":
            made[-1].root[1].attrib.pop(TYPE, None)  # front and body in one file
        made[-1].headings.extend(part.headings)
        made[-1].root[1].extend(part.elements)
    if not made:
        made.append(_chapter(parts, "body", "text.xhtml", title))
        child(made[0].root[1], "p").text = title
    _finish(made)
    return made


def page(parts: Parts, title: str) -> tuple[Element, Element]:
    """An empty XHTML page: its root and its body."""
    root = etree.Element("html", nsmap={"epub": OPS})
    root.set("xmlns", XHTML)
    if parts.language:
        root.set("lang", parts.language)
        root.set(XML_LANG, parts.language)
    if parts.direction:
        root.set("dir", parts.direction)
    head = child(root, "head")
    child(head, "meta").set("charset", "utf-8")
    child(head, "title").text = title
    link = child(head, "link")
    link.set("rel", "stylesheet")
    link.set("type", "text/css")
    link.set("href", "style.css")
    return root, child(root, "body")


def _chapter(parts: Parts, kind: str, name: str, title: str) -> Chapter:
    root, body = page(parts, title)
    body.set(TYPE, _MATTER.get(kind, "backmatter"))
    return Chapter(name, kind, title, root, [], [])


def _finish(made: list[Chapter]) -> None:
    """What EPUB asks for beyond HTML: name spaces, structural types, links from file to file."""
    places: dict[str, str] = {}
    for chapter in made:
        for element in chapter.root.iter():
            identifier = element.get("id")
            if identifier:
                places[identifier] = chapter.name
    for chapter in made:
        mathml = False
        for element in chapter.root.iter():
            if element.tag == "math":
                element.set("xmlns", MATHML)
                mathml = True
            role = element.get("role")
            if role in _TYPES:
                element.set(TYPE, _TYPES[role])
            language = element.get("lang")
            if language:
                element.set(XML_LANG, language)
            target = element.get("href")
            if target and target[0] == "#":
                place = places.get(target[1:], chapter.name)
                if place != chapter.name:
                    element.set("href", place + target)
        if mathml:
            chapter.properties.append("mathml")


def navigation(made: list[Chapter], parts: Parts, contents: str, title: str) -> bytes:
    """The navigation document: a table of contents under the heading ``contents``, and landmarks."""
    root, body = page(parts, title)
    toc = child(body, "nav")
    toc.set(TYPE, "toc")
    toc.set("role", "doc-toc")
    toc.set("id", "toc")
    child(toc, "h1").text = contents
    entries = [(h.level, f"{c.name}#{h.id}", h.text) for c in made for h in _entries(c, title)]
    _outline(toc, entries)
    landmarks = child(body, "nav")
    landmarks.set(TYPE, "landmarks")
    landmarks.set("hidden", "hidden")
    child(landmarks, "h2").text = title
    rows = child(landmarks, "ol")

    def mark(kind: str, target: str, text: str) -> None:
        link = child(child(rows, "li"), "a")
        link.set(TYPE, kind)
        link.set("href", target)
        link.text = text

    first = {chapter.kind: chapter for chapter in reversed(made)}
    start = first.get("body") or first.get("section") or made[0]
    mark("bodymatter", start.name, start.title)
    if "notes" in first:
        mark("footnotes", first["notes"].name, first["notes"].title)
    if "references" in first:
        mark("bibliography", first["references"].name, first["references"].title)
    return _serialize(root)


def _entries(chapter: Chapter, title: str) -> list[Heading]:
    """The headings of ``chapter``; its name where it has none, so that every file can be reached."""
    shown = [heading for heading in chapter.headings if heading.text]
    if shown:
        # The title stands beside the sections, not above them: what stands above would hide them.
        return [Heading(max(2, h.level), h.id, h.text) for h in shown]
    return [Heading(2, "", title)]


def _outline(parent: Element, entries: list[tuple[int, str, str]]) -> None:
    """Nested lists of ``entries`` (level, address, text)."""
    open_: list[tuple[int, Element]] = []  # the level of a list, and the list
    for level, target, text in entries:
        while len(open_) > 1 and open_[-1][0] > level:
            open_.pop()
        if not open_:
            open_.append((level, child(parent, "ol")))
        elif level > open_[-1][0]:
            open_.append((level, child(open_[-1][1][-1], "ol")))
        link = child(child(open_[-1][1], "li"), "a")
        link.set("href", target.rstrip("#"))
        link.text = text


def _serialize(root: Element) -> bytes:
    for element in root.iter():
        # An empty element written short would swallow what follows it where it is read as HTML.
        if not len(element) and element.text is None and element.tag not in _VOID:
            element.text = ""
    return (
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        + etree.tostring(root, encoding="utf-8")
        + b"\n"
    )


_VOID = frozenset({"br", "col", "hr", "img", "link", "meta", "wbr"})
