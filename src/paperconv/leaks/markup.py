"""XML and HTML: text by the part of a paper it stands in, attributes by what they are for, comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from paperconv.leaks.pieces import Cut, Piece, Where, inside, opaque, without_data

# Local names of attributes: those that hold names, those that hold addresses and ids, those that never hold words.
_NAMES = frozenset(("author", "initials", "creator", "lastmodifiedby", "userid", "reviewer", "username"))
_ADDRESSES = frozenset(
    "id rid href src target for name idref idrefs headers key file anchor cite action poster srcset data specific-use".split()  # noqa: SIM905
)
_LOOKS = (
    "class style d points transform viewbox fill stroke font-family fontfamily val ascii hansi cs eastasia typeface path version "
    "space type width height x y role colspan rowspan scheme property media-type encoding mode display mathvariant"
)
_NO_WORDS = frozenset(_LOOKS.split())
_BLOCKS = frozenset(
    "p title td th li div tr h1 h2 h3 h4 h5 h6 sec label caption br tab t dt dd surname given-names aff ref section span row".split()  # noqa: SIM905
) - {"t", "span"}
# What a person's name, or where they are, has for its own, by the local name.
_FIELDS = frozenset(
    ("creator", "lastmodifiedby", "company", "manager", "surname", "given-names", "string-name", "collab", "aff", "institution",
     "email", "contributor")
)  # fmt: skip
_HTML_FIELDS = frozenset(
    ("author", "citation_author", "citation_author_orcid", "citation_author_institution", "dc.creator")
)
_OPEN = frozenset(
    (
        "title-group",
        "abstract",
        "trans-abstract",
        "kwd-group",
        "title",
        "subj-group",
        "style",
        "script",
        "permissions",
    )
)


def cut_markup(data: bytes, part: str, deep: int, cut: Cut) -> Iterator[Piece]:
    """The pieces of an XML or HTML file."""
    yield from opaque(without_data(data.decode("utf-8", "replace")).encode(), part)
    root = _parsed(data)
    if root is None:
        text = data.decode("utf-8", "replace")
        yield Piece(part, text, "running")
        yield from inside(text, part, deep, cut)
        return
    walk = _Walk(part, deep, cut)
    walk.element(root, _start(root, part))
    for where, tokens in walk.tokens.items():
        for joint in ("", " "):
            yield Piece(part, joint.join(tokens), where)
    yield from walk.pieces


def _parsed(data: bytes) -> Any:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) and b"xmlns" not in head:
        try:
            return html.document_fromstring(data)
        except (etree.ParserError, ValueError):
            return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(name: Any) -> str:
    return str(name).rpartition("}")[2].lower()


def _start(root: Any, part: str) -> Where:
    """Where the text of a file stands that nothing in it places."""
    local = _local(root.tag)
    if local in {
        "coreproperties",
        "properties",
        "package",
        "xmpmeta",
        "rdf",
        "people",
        "relationships",
        "manifest",
    }:
        return "metadata"
    if local == "comments" and "word/" in part:
        return "body"
    return (
        "body"
        if local in {"article", "html", "document", "footnotes", "endnotes", "hdr", "ftr"}
        else "running"
    )


class _Walk:
    """Gathers the tokens of each place; an element's own place is its parent's unless its name says another."""

    def __init__(self, part: str, deep: int, cut: Cut) -> None:
        self.tokens: dict[Where, list[str]] = {}
        self.pieces: list[Piece] = []
        self._part = part
        self._deep = deep
        self._cut = cut

    def element(self, root: Any, start: Where) -> None:
        waiting: list[tuple[Any, Where] | tuple[str, Where]] = [(root, start)]
        while waiting:
            node, where = waiting.pop()
            if isinstance(node, str):
                self._text(node, where)
                continue
            if not isinstance(node.tag, str):
                self.pieces.append(Piece(f"{self._part} comment", str(node.text or ""), "metadata"))
                continue
            local = _local(node.tag)
            own = _place(node, local, where)
            if local in _BLOCKS:
                self._text("\n", own)
            self._attributes(node, local, own)
            self._field(node, local, own)
            below: list[tuple[Any, Where]] = [(node.text, own)] if node.text else []
            for child in node:
                below.append((child, own))
                if child.tail:
                    below.append((child.tail, own))
            waiting.extend(reversed(below))

    def _text(self, text: str, where: Where) -> None:
        self.pieces.extend(inside(text, self._part, self._deep, self._cut))
        self.tokens.setdefault(where, []).append(without_data(text))

    def _attributes(self, node: Any, element: str, where: Where) -> None:
        for name, value in node.attrib.items():
            local, text = _local(name), str(value)
            self.pieces.extend(inside(text, self._part, self._deep, self._cut))
            text = without_data(text)
            if local.startswith("rsid") or (local in _NAMES and text.strip()):
                self.pieces.append(Piece(f"{self._part} {local}", text, "field"))
            elif element == "meta" and local == "content":
                self._meta(node, text)
            elif local in _ADDRESSES or local.startswith("data-"):
                self.pieces.append(Piece(f"{self._part} {local}", text, "address"))
            elif local not in _NO_WORDS and not local.endswith("type") and any(c.isalpha() for c in text):
                self.pieces.append(Piece(f"{self._part} {local}", text, where))

    def _meta(self, node: Any, text: str) -> None:
        """A ``meta`` of HTML."""
        named = str(node.get("name") or node.get("property") or "").lower()
        field = named in _HTML_FIELDS and text.strip()
        self.pieces.append(Piece(f"{self._part} meta {named}", text, "field" if field else "metadata"))

    def _field(self, node: Any, local: str, where: Where) -> None:
        if where != "metadata" or local not in _FIELDS:
            return
        text = "".join(str(part) for part in node.itertext()).strip()
        if text:
            self.pieces.append(Piece(f"{self._part} {local}", text, "field"))


def _place(node: Any, local: str, where: Where) -> Where:
    if local in {"front", "head", "rsids"}:
        return "metadata"
    if where == "metadata":
        return "body" if local in _OPEN else "metadata"
    if local in {"ref-list", "instrtext"} or _is_list(node):
        return "running"
    if local == "p" and _is_entry(node):
        return "running"
    return where


def _is_list(node: Any) -> bool:
    """Whether an element of HTML is a reference list."""
    classes = str(node.get("class") or "").split()
    return "references" in classes or node.get("role") in {"doc-bibliography", "doc-biblioentry"}


def _is_entry(node: Any) -> bool:
    """Whether a paragraph of a Word document is an entry of a reference list."""
    for properties in node:
        if _local(properties.tag) == "ppr":
            return any(
                _local(one.tag) == "pstyle"
                and any(
                    str(value).lower().startswith(("bibliograph", "reference"))
                    for value in one.attrib.values()
                )
                for one in properties
            )
    return False
