"""The XML names of Office Open XML that the reader asks for (ECMA-376, transitional)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's own name for it

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_O = "urn:schemas-microsoft-com:office:office"
_V = "urn:schemas-microsoft-com:vml"

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """``name`` in the namespace of WordprocessingML."""
    return f"{{{_W}}}{name}"


def math(name: str) -> str:
    """``name`` in the namespace of Office Math."""
    return f"{{{_M}}}{name}"


BODY, P, PPR, R, RPR, T, TAB, BR, SYM = (
    w(n) for n in ("body", "p", "pPr", "r", "rPr", "t", "tab", "br", "sym")
)
VAL = w("val")
TABLE, ROW, CELL = w("tbl"), w("tr"), w("tc")
SDT, SDT_CONTENT = w("sdt"), w("sdtContent")
INSERTED, DELETED, MOVED_FROM, MOVED_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
DELETED_TEXT, FIELD_CODE, DELETED_CODE = w("delText"), w("instrText"), w("delInstrText")
FIELD_CHAR, SIMPLE_FIELD = w("fldChar"), w("fldSimple")
HYPERLINK, BOOKMARK = w("hyperlink"), w("bookmarkStart")
DRAWING, PICTURE, OBJECT = w("drawing"), w("pict"), w("object")
BOX = w("txbxContent")
NOTE_MARKS = (w("footnoteReference"), w("endnoteReference"))
MATH, MATH_TEXT = math("oMath"), math("t")
ALTERNATE, CHOICE, FALLBACK = f"{{{_MC}}}AlternateContent", f"{{{_MC}}}Choice", f"{{{_MC}}}Fallback"
OLE = f"{{{_O}}}OLEObject"
IMAGE_DATA = f"{{{_V}}}imagedata"

_OFF = frozenset({"0", "false", "off", "none"})


def is_on(element: Element | None) -> bool | None:
    """What a switch such as ``w:b`` says; None where it is not there."""
    return None if element is None else element.get(VAL, "1").lower() not in _OFF


def local(element: Element) -> str:
    """The name of ``element`` without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: Element) -> str:
    """The words in ``element`` as Word prints them: text, tabs, line breaks as blanks, formulas."""
    out: list[str] = []
    for node in element.iter(T, TAB, BR, MATH_TEXT, w("noBreakHyphen")):
        if node.tag in {T, MATH_TEXT}:
            out.append(node.text or "")
        elif node.tag == w("noBreakHyphen"):
            out.append("-")
        else:
            parent = node.getparent()
            if parent is not None and parent.tag == R:
                out.append("\t" if node.tag == TAB else "\n")
    return "".join(out)


def unwrap(element: Element) -> None:
    """Put the children of ``element`` in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def remove(element: Element) -> None:
    """Take ``element`` out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def paragraph_of(element: Element) -> Element | None:
    """The innermost paragraph that holds ``element``."""
    return next(element.iterancestors(P), None)


def sdt_tag(control: Element) -> str:
    """The tag of a content control."""
    tag = control.find(f"{w('sdtPr')}/{w('tag')}")
    return "" if tag is None else tag.get(VAL, "")


def runs_in(paragraph: Element) -> Iterator[Element]:
    """The runs of ``paragraph``, not those of text boxes in it."""
    for run in paragraph.iter(R):
        if paragraph_of(run) is paragraph:
            yield run
