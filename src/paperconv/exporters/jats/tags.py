"""Names of the JATS Publishing 1.3 tag set: namespaces, what may stand where, and the few operations on elements.

The sets follow the content models of the DTD (https://jats.nlm.nih.gov/publishing/tag-library/1.3/).
"""

from __future__ import annotations

from typing import TypeAlias
from xml.etree import ElementTree as ET

from paperconv.patterns import late

Element: TypeAlias = ET.Element
Tags: TypeAlias = frozenset[str]

_XLINK = "http://www.w3.org/1999/xlink"
ALI = "http://www.niso.org/schemas/ali/1.0/"
MML = "http://www.w3.org/1998/Math/MathML"
NAMESPACES = {"xlink": _XLINK, "mml": MML, "ali": ALI}
HREF = f"{{{_XLINK}}}href"
LINK_TITLE = f"{{{_XLINK}}}title"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Inline elements that only some containers take; all others (bold, italic, styled-content …) may stand anywhere.
INLINE: Tags = frozenset(
    ("ext-link", "email", "xref", "inline-formula", "inline-graphic", "abbrev", "index-term", "target")
)
TITLE: Tags = INLINE | {"break"}
STATEMENT_LINE: Tags = frozenset(("ext-link", "email"))
CITATION: Tags = INLINE - {"xref", "target"}
SOURCE: Tags = INLINE - {"index-term"}
DATA_TITLE: Tags = frozenset(("ext-link", "email", "inline-graphic"))
VERSE: Tags = INLINE - {"ext-link", "email"}
PLAIN: Tags = frozenset()

# What may stand beside paragraphs; the rest goes into a paragraph of its own.
PARAGRAPHS: Tags = frozenset("p")
ITEMS: Tags = frozenset(("p", "list", "def-list"))
STATEMENTS: Tags = frozenset(("p", "statement"))
CELL: Tags = ITEMS | {
    "disp-quote",
    "disp-formula",
    "disp-formula-group",
    "statement",
    "verse-group",
    "code",
    "preformat",
}
FIGURE: Tags = CELL | {"table-wrap"}
BODY: Tags = FIGURE | {"fig", "fig-group", "boxed-text", "supplementary-material"}

# Elements without text of their own: line breaks between their children say nothing.
LINES: Tags = frozenset(
    (
        "article", "front", "journal-meta", "journal-title-group", "publisher", "article-meta",
        "article-categories", "title-group", "trans-title-group", "contrib-group", "contrib",
        "author-notes", "history", "permissions", "license", "abstract", "trans-abstract", "kwd-group",
        "compound-kwd", "funding-group", "award-group", "counts", "custom-meta-group", "custom-meta", "bio",
        "body", "back", "sec", "list", "list-item", "def-list", "def-item", "disp-quote", "verse-group",
        "fig", "fig-group", "table-wrap", "table", "colgroup", "thead", "tbody", "tfoot", "tr",
        "table-wrap-foot", "boxed-text", "statement", "supplementary-material", "ack", "app-group", "app",
        "ref-list", "ref", "fn-group", "fn", "glossary", "conference", "caption", "def", "alternatives",
        "graphic",
    )
)  # fmt: skip

_LANGUAGE = late(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

new_child = ET.SubElement


def child(parent: Element, tag: str) -> Element:
    """A new last child of ``parent``, on a line of its own where that changes no text."""
    element = new_child(parent, tag)
    if parent.tag in LINES:
        element.tail = "\n"
    return element


def unknown(element: Element, words: str) -> None:
    """Say in a comment why ``element``, which must stand, is empty."""
    element.append(ET.Comment(f" {words} "))


def is_empty(element: Element) -> bool:
    """Whether ``element`` holds neither text nor elements."""
    return not len(element) and not element.text


def language_tag(language: str) -> str:
    """``language`` as a BCP 47 tag; empty if it is none."""
    tag = language.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language; ``en`` and ``en-GB`` do, and so do a tag and nothing."""
    first, second = (language_tag(tag).partition("-")[0].lower() for tag in (one, other))
    return not first or not second or first == second
