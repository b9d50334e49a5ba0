"""Articles within a JATS article (decision letters, replies, reports, translations), which pandoc would run into the references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

_Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's own name for it

_INNER = ("sub-article", "response")


def with_sub_articles(text: str) -> str:
    """``text`` with each inner article as a section behind the back matter: its title, who wrote it, its abstract and its text."""
    if not any(f"<{name}" in text for name in _INNER):
        return text
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return text  # pandoc says what is wrong with it
    body = root.find("body")
    if body is None or not len(body):  # the front matter is all there is
        return text
    for one in list(root.iterchildren(*_INNER)):
        root.replace(one, _section(one))
    return etree.tostring(root, encoding="unicode")


def _section(inner: _Element) -> _Element:
    made = etree.Element("sec", {"id": inner.get("id", "")} if inner.get("id") else {})
    front = inner.find("front-stub")
    front = inner.find("front") if front is None else front
    title = None if front is None else front.find(".//article-title")
    head = etree.SubElement(made, "title")
    if title is not None:
        head.text = title.text
        head.extend(list(title))
    else:
        head.text = inner.get("article-type", inner.get("response-type", "")).replace("-", " ").capitalize()
    for line in [] if front is None else _front(front):
        etree.SubElement(made, "p").text = line
    for abstract in [] if front is None else list(front.iter("abstract", "trans-abstract")):
        abstract.tag = "sec"
        abstract.attrib.clear()
        made.append(abstract)
    for part in ("body", "back", "floats-group"):
        held = inner.find(part)
        made.extend([] if held is None else list(held))
    made.extend([_section(one) for one in inner.iterchildren(*_INNER)])
    return made


def _front(front: _Element) -> Iterator[str]:
    """Who wrote an inner article, where they work, its DOI and its keywords, in a line each."""
    for one in front.iter("contrib"):
        names = (_words(one.find(name), reverse=name == "name") for name in ("name", "collab", "string-name"))
        said = [next(filter(None, names), ""), *map(_words, one.iterchildren("role"))]
        yield from filter(None, [", ".join(filter(None, said))])
    yield from filter(None, map(_words, front.iter("aff")))
    yield from (f"https://doi.org/{_words(one)}" for one in front.iterfind("article-id[@pub-id-type='doi']"))
    for group in front.iter("kwd-group"):
        yield "; ".join(map(_words, group.iter("kwd")))


def _words(element: _Element | None, *, reverse: bool = False) -> str:
    """The words of ``element``; in ``reverse`` a name: what is given before the family's."""
    if element is None:
        return ""
    parts = [element.findtext("given-names"), element.findtext("surname")] if reverse else element.itertext()
    return " ".join(" ".join(filter(None, parts)).split()).replace(" ,", ",")
