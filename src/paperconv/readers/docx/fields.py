"""Fields of one part: found, and made into what pandoc and we understand."""

from __future__ import annotations

import collections
import re
from collections.abc import Callable

import msgspec
from lxml import etree

from paperconv.patterns import late
from paperconv.readers.docx.names import (
    BOOKMARK,
    FIELD_CHAR,
    FIELD_CODE,
    HYPERLINK,
    SIMPLE_FIELD,
    XML_SPACE,
    Element,
    P,
    R,
    paragraph_of,
    remove,
    text_of,
    unwrap,
    w,
)

_DEEPEST = 50  # fields within fields
_BIBLIOGRAPHIES = late(
    r"^(?:BIBLIOGRAPHY\b|ADDIN\s+(?:ZOTERO_BIBL|(?:Mendeley\s+Bibliography\s+)?CSL_BIBLIOGRAPHY|EN\.REFLIST|CITAVI[ .]?BIBLIOGRAPHY|"
    r"Bibliography|PAPERS2_CITATIONS <papers2_bibliography|RW\.BIB))",
    re.IGNORECASE,
)
_CITATIONS = late(
    r"^(?:CITATION\b|ADDIN\s+(?:ZOTERO_ITEM\b|(?:Mendeley\s+Citation)?\s*CSL_CITATION\b|EN\.CITE\b|Citavi\.?Placeholder))",
    re.IGNORECASE,
)
_REFERENCE = late(r'^(REF|PAGEREF|NOTEREF)\s+"?([^\s"\\]+)"?')
_CONTENTS = late(r"^TOC\b")
_KEPT = frozenset({"HYPERLINK"})
_DATA = "EN.CITE.DATA"
_SILENT = frozenset({_DATA, "SEQ", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "PAGE", "QUOTE", "TOC", "ADDIN"})


class Field(msgspec.Struct):
    """A field: ``code`` is its instruction; ``begin``, ``parts`` (of the instruction), ``separate`` and ``end`` its runs.

    A simple field has only ``begin``, its element. ``data`` is what a program keeps in it and in EndNote's fields within it.
    """

    code: str
    begin: Element
    parts: list[Element] = []
    separate: Element | None = None
    end: Element | None = None
    nested: bool = False
    data: list[str] = []

    @property
    def kind(self) -> str:
        """The first word of the instruction, or the second behind ADDIN."""
        words = self.code.split(maxsplit=2)
        return (
            ""
            if not words
            else words[1]
            if words[0].upper() == "ADDIN" and len(words) > 1
            else words[0].upper()
        )


class Found(msgspec.Struct):
    """What the fields of a part said: paragraphs of printed bibliographies and of tables of contents, and what was flattened."""

    bibliography: list[Element] = []
    contents: list[Element] = []
    captions: list[tuple[Element, str]] = []
    flattened: collections.Counter[str] = msgspec.field(default_factory=collections.Counter)


def settle_fields(root: Element, cite: Callable[[Field], str | None]) -> Found:
    """Make each field of the part plain text, a link to a bookmark, or a citation in the form that pandoc reads.

    ``cite`` gives the new instruction of a citation; None leaves it flat.
    """
    found = Found()
    fields = _fields(root)
    marks = _bookmarks(root, {paragraph_of(one.begin) for one in fields if one.kind == "SEQ"})
    for link in root.iter(HYPERLINK):
        anchor = link.get(w("anchor"), "")
        if anchor:
            link.set(w("anchor"), marks.get(anchor, anchor))
    for field in fields:
        _settle(root, field, cite, marks, found)
    _join_links(root)
    return found


def _join_links(root: Element) -> None:
    """Make links to one bookmark that stand side by side one link: a field that repeats a number, and the words with it."""
    for link in list(root.iter(HYPERLINK)):
        following = link.getnext()
        if following is None or following.tag != HYPERLINK or not link.get(w("anchor")):
            continue
        if following.get(w("anchor")) == link.get(w("anchor")):
            following[:0] = list(link)
            remove(link)


def _settle(
    root: Element, field: Field, cite: Callable[[Field], str | None], marks: dict[str, str], found: Found
) -> None:
    reference = _REFERENCE.match(field.code)
    if field.kind in _KEPT:
        return
    if _CITATIONS.match(field.code) and not field.nested:
        code = cite(field)
        if code is not None:
            _instruct(field, code)
            return
        found.flattened["citation"] += 1
    elif _BIBLIOGRAPHIES.match(field.code):
        found.bibliography.extend(_paragraphs(root, field))
    elif _CONTENTS.match(field.code):
        found.contents.extend(_paragraphs(root, field))
    elif field.kind == "SEQ":
        holder = paragraph_of(field.begin)
        words = field.code.split()
        if holder is not None and len(words) > 1:
            found.captions.append((holder, words[1].strip('"').lower()))
    elif (
        reference
        and reference[1] != "PAGEREF"
        and reference[2] in marks
        and _link(field, marks[reference[2]])
    ):
        return
    elif field.kind not in _SILENT and not field.code.upper().startswith(("XE ", "TC ")):
        found.flattened[field.kind or "?"] += 1
    _flatten(field)


def _bookmarks(root: Element, captions: set[Element | None]) -> dict[str, str]:
    """Each bookmark, with the one that stands for it: Word sets many at one caption, and all mean the float."""
    marks: dict[str, str] = {}
    first: dict[Element | None, str] = {}
    for one in root.iter(BOOKMARK):
        name, holder = one.get(w("name"), ""), paragraph_of(one)
        marks[name] = first.setdefault(holder, name) if holder in captions else name
    return marks


def _fields(root: Element) -> list[Field]:
    """All fields, inner before outer."""
    out: list[Field] = []
    stack: list[Field] = []
    for node in root.iter(FIELD_CHAR, FIELD_CODE, SIMPLE_FIELD):
        if node.tag == SIMPLE_FIELD:
            out.append(Field(node.get(w("instr"), "").strip(), node, nested=bool(stack)))
            continue
        run = node.getparent()
        if run is None or run.tag != R:
            continue
        if node.tag == FIELD_CODE:
            if stack and stack[-1].separate is None:
                stack[-1].code += node.text or ""
                stack[-1].parts.append(run)
            continue
        match node.get(w("fldCharType"), ""):
            case "begin" if len(stack) < _DEEPEST:
                # a field in the instruction of another (EN.CITE.DATA) is part of that other one
                inner = bool(stack) and stack[-1].separate is None
                stack.append(
                    Field("", run, nested=inner, data=[kept] if (kept := node.findtext(w("fldData"))) else [])
                )
            case "separate" if stack:
                stack[-1].separate = run
            case "end" if stack:
                field = stack.pop()
                field.end = run
                field.code = field.code.strip()
                if field.kind == _DATA and stack:
                    stack[-1].data += field.data
                out.append(field)
            case _:
                pass
    return out


def _paragraphs(root: Element, field: Field) -> list[Element]:
    """The paragraphs from the beginning of ``field`` to its end."""
    if field.end is None:
        first = paragraph_of(field.begin)
        return [] if first is None else [first]
    first, last = paragraph_of(field.begin), paragraph_of(field.end)
    out: list[Element] = []
    inside = False
    for one in root.iter(P):
        inside = inside or one is first
        if inside:
            out.append(one)
        if one is last:
            break
    if len(out) > 1 and last is not None and not text_of(last).strip():
        out.pop()
    return out


def _instruct(field: Field, code: str) -> None:
    """Give ``field`` another instruction, in one run."""
    if field.end is None:
        field.begin.set(w("instr"), code)
        return
    for run in field.parts[1:]:
        for one in run.findall(FIELD_CODE):
            run.remove(one)
    first = field.parts[0].find(FIELD_CODE)
    if first is not None:
        first.text = f" {code} "
        first.set(XML_SPACE, "preserve")


def _flatten(field: Field) -> None:
    """Leave of ``field`` what it shows."""
    if field.end is None:
        unwrap(field.begin)
        return
    for run in (field.begin, *field.parts, field.separate, field.end):
        if run is None:
            continue
        for one in [*run.findall(FIELD_CHAR), *run.findall(FIELD_CODE)]:
            run.remove(one)
        if not any(child.tag != w("rPr") for child in run):
            remove(run)


def _link(field: Field, name: str) -> bool:
    """Make what ``field`` shows a link to the bookmark ``name``; False if it does not stand within one paragraph."""
    link = etree.Element(HYPERLINK)
    link.set(w("anchor"), name)
    if field.end is None:
        parent = field.begin.getparent()
        if parent is None:
            return False
        link.extend(list(field.begin))
        parent.replace(field.begin, link)
        return True
    holder = field.begin.getparent()
    if (
        field.separate is None
        or holder is None
        or field.end.getparent() is not holder
        or holder.tag == HYPERLINK
    ):
        return False
    start, end = holder.index(field.begin), holder.index(field.end)
    for one in list(holder[start + 1 : end]):
        link.append(one)
    holder.insert(start + 1, link)
    _flatten(field)
    return True
