"""The HTML that authors and converters write into text: tags, attributes, and what they mean within a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from urllib.parse import unquote

from paperconv import model as m
from paperconv import patterns
from paperconv.late import load
from paperconv.pandoc.context import Context

STYLES: Mapping[str, m.InlineStyle] = {
    "b": "strong",
    "strong": "strong",
    "i": "emph",
    "em": "emph",
    "dfn": "emph",
    "var": "emph",
    "cite": "emph",
    "sub": "sub",
    "sup": "sup",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "tt": "monospace",
    "kbd": "monospace",
    "samp": "monospace",
}
CONTAINERS = frozenset(
    {"a", "abbr", "code", "q", "span", "mark", "small", "big", "font", "nobr", "bdo", "bdi", "label", "time",
     "p", "div", "center", "data", "address", "wbr", "acronym", "summary", "figcaption", "caption"}
)  # fmt: skip
"""Tags that :func:`wrap` understands beside those of ``STYLES``."""
VOID = frozenset(
    {"br", "img", "hr", "wbr", "input", "meta", "link", "source", "col", "area", "embed", "track"}
)

_ATTRIBUTE = r"""([\w:.-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?"""
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_UNSAFE = ("javascript:", "vbscript:", "data:", "file:")


_ELEMENTS = frozenset(
    {"address", "applet", "area", "article", "aside", "audio", "base", "basefont", "blockquote", "body", "button",
     "canvas", "col", "colgroup", "datalist", "dd", "details", "dialog", "dir", "dl", "dt", "embed", "fieldset", "figure",
     "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe",
     "input", "legend", "li", "link", "main", "map", "math", "menu", "meta", "meter", "nav", "noscript", "object", "ol",
     "optgroup", "option", "output", "param", "picture", "pre", "progress", "rp", "rt", "ruby", "script", "section",
     "select", "slot", "source", "style", "summary", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
     "thead", "title", "tr", "track", "ul", "video"}
)  # fmt: skip


def is_words(tag: str) -> bool:
    """Whether ``tag`` is no element of HTML but words in angle brackets that the text is about (``<Question>``)."""
    return (
        tag not in _ELEMENTS
        and tag not in STYLES
        and tag not in CONTAINERS
        and tag not in VOID
        and not {"-", ":"} & set(tag)
    )


class Tag:
    """One tag: its name in lower case, its attributes, and whether it closes an element."""

    __slots__ = ("attributes", "closing", "name", "source")

    def __init__(self, source: str, name: str, attributes: dict[str, str], *, closing: bool) -> None:
        self.source = source
        self.name = name
        self.attributes = attributes
        self.closing = closing


def read_tag(source: str) -> Tag | None:
    """The single tag that ``source`` is, or None."""
    source = source.strip()
    if not source.startswith("<") or not source.endswith(">"):
        return None
    inner = source[1:-1].rstrip(" \t\r\n/")
    closing = inner.startswith("/")
    inner = inner[closing:]
    found = patterns.match(r"[A-Za-z][A-Za-z0-9:-]*", inner)
    if found is None:
        return None
    rest = inner[found.end() :]
    if "<" in rest or (rest and not rest[0].isspace()):
        return None
    attributes = {
        name.lower(): _unescaped(value.strip("\"'")) for name, value in patterns.findall(_ATTRIBUTE, rest)
    }
    return Tag(source, found.group().lower(), attributes, closing=closing)


def _unescaped(value: str) -> str:
    # The table of entities takes longer to load than most papers take to read.
    return str(load("html").unescape(value)) if "&" in value else value


def wrap(
    context: Context, tag: str, attributes: Mapping[str, str], children: m.Inlines, raw: str = ""
) -> m.Inlines:
    """``children`` inside an HTML element ``tag``; an element that is not known gives a raw node and its children."""
    style = STYLES.get(tag)
    if style is not None:
        made: m.Inlines = (m.Styled(style, children),) if children else ()
        return span(context, made, attributes)
    match tag:
        case "br":
            return (m.LineBreak(),)
        case "wbr" | "hr":
            return ()
        case "img":
            return span(context, (image_of(context, attributes),), {"id": attributes.get("id", "")})
        case "code":
            return (m.CodeSpan(m.text_of(children)),) if children else ()
        case "a":
            anchor = attributes.get("id") or attributes.get("name", "")
            linked = link(context, attributes.get("href", ""), children, attributes.get("title", ""))
            return span(context, linked, {**attributes, "id": anchor, "title": ""})
        case "abbr" | "acronym" if attributes.get("title"):
            return (m.Abbreviation(children, attributes["title"]),)
        case "q":
            return (m.Text("“"), *children, m.Text("”"))
        case "mark":
            return span(context, (m.Span(children, role="mark"),), attributes)
        case _ if tag in CONTAINERS:
            return span(context, children, attributes)
        case _ if is_words(tag):
            return (m.Text(raw or f"<{tag}>"), *children)
        case _:
            return (m.RawInline("html", raw or f"<{tag}>"), *children)


def span(context: Context, children: m.Inlines, attributes: Mapping[str, str]) -> m.Inlines:
    """``children`` with the id, language, direction and small capitals that HTML ``attributes`` give them."""
    look = attributes.get("style", "").replace(" ", "").lower()
    if "small-caps" in look and children:
        children = (m.Styled("smallcaps", children),)
    if "font-weight:bold" in look and children:
        children = (m.Styled("strong", children),)
    if "font-style:italic" in look and children:
        children = (m.Styled("emph", children),)
    name = context.define(attributes.get("id", ""))
    language = attributes.get("lang") or attributes.get("xml:lang", "")
    direction = direction_of(attributes.get("dir", ""))
    if name or (children and (language or direction)):
        return (m.Span(children, id=name, language=language, direction=direction),)
    return children


def direction_of(value: str) -> Literal["", "ltr", "rtl"]:
    """A ``dir`` attribute's value, empty if it is neither direction."""
    match value.lower():
        case "ltr":
            return "ltr"
        case "rtl":
            return "rtl"
        case _:
            return ""


def link(context: Context, target: str, children: m.Inlines, title: str = "") -> m.Inlines:
    """A link to ``target``: out of the document, or to an element of it (``#id``)."""
    target = target.strip()
    if not target or target == "#":
        return children
    if target.startswith("#"):
        return (m.CrossRef(context.target(unquote(target[1:])), children),)
    if target.lower().startswith(_UNSAFE):
        context.report(f"a link to {target[:40]!r} is not kept", removed=target[:2000])
        return children
    return (m.Link(target, children or (m.Text(target),), title),)


def image(context: Context, source: str, *, alt: str, title: str, width: str, height: str) -> m.Image:
    """A picture; one whose content stands in a ``data:`` URI becomes a resource."""
    source = source.strip()
    if source[:5].lower() == "data:":
        source = context.resource(source) or source[:100]
    elif "%" in source and not patterns.match(_SCHEME, source):
        source = unquote(source)
    return m.Image(source, alt, title, width, height)


def image_of(context: Context, attributes: Mapping[str, str]) -> m.Image:
    """The picture of an ``<img>``."""
    return image(
        context,
        attributes.get("src", ""),
        alt=attributes.get("alt", ""),
        title=attributes.get("title", ""),
        width=length(attributes.get("width", "")) or _styled(attributes, "width"),
        height=length(attributes.get("height", "")) or _styled(attributes, "height"),
    )


def length(value: str) -> str:
    """A width or height with its unit; a bare number counts pixels."""
    value = value.strip()
    return f"{value}px" if value.isdigit() else value


def _styled(attributes: Mapping[str, str], wanted: str) -> str:
    for declaration in attributes.get("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() == wanted:
            return length(value)
    return ""
