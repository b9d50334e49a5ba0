"""What a paragraph of a DOCX looks like, and the mark by which it is found again in what pandoc makes of it.

pandoc keeps neither size nor alignment, and takes titles and authors to metadata. So each paragraph is measured here, loses
its style, and gets its number between two characters that no text contains; pandoc carries those through.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable

import msgspec
from lxml import etree

from paperconv.manuscript.prose import count_words
from paperconv.readers.docx.names import (
    BODY,
    BOOKMARK,
    DRAWING,
    MATH,
    NOTE_MARKS,
    OBJECT,
    PICTURE,
    PPR,
    RPR,
    SYM,
    TABLE,
    VAL,
    Element,
    P,
    R,
    T,
    remove,
    runs_in,
    text_of,
    w,
)
from paperconv.readers.docx.numbering import Numbering
from paperconv.readers.docx.styles import Look, StyleSheet, look_of

MARK_OPEN, MARK_CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters of Unicode: they enclose a paragraph's number on its way through pandoc."""

_SOURCE_CODE = "PaperconvCode"
_LABELS = frozenset({"heading number", "caption label", "statement label"})


class Facts(msgspec.Struct):
    """One paragraph: ``number`` counts from 1 in the author's file; shares run from 0 to 1; ``size`` is in points.

    ``names`` are those of its style and of the styles that this one is based on. ``level`` is that of a heading, 0 for none.
    ``label`` is a number that Word gives; ``set_off`` the label that a character style sets off from the words behind it.
    ``frame`` is the name of the style of the outermost table around it, lower case, and ``framed`` that table's title.
    ``apart``: a line that only sets apart what is of one kind stands before. ``anchor`` is the bookmark that it begins with.
    """

    number: int
    text: str
    names: tuple[str, ...]
    look: Look
    size: float = 10.0
    bold: float = 0.0
    italic: float = 0.0
    underline: float = 0.0
    capitals: float = 0.0
    label: str = ""
    set_off: str = ""
    listed: bool = False
    inside: bool = False
    frame: str = ""
    framed: str = ""
    boxed: bool = False
    apart: bool = False
    anchor: str = ""
    drawn: bool = False
    formula: bool = False
    caption: str = ""
    bibliography: bool = False
    contents: bool = False
    role: str = ""
    level: int = 0

    @property
    def words(self) -> int:
        return count_words(self.text)


def number_paragraphs(root: Element) -> None:
    """Give each paragraph its number, as it stands in the author's file."""
    for number, paragraph in enumerate(root.iter(P), 1):
        paragraph.set("n", str(number))


def measure(root: Element, sheet: StyleSheet, numbering: Numbering) -> dict[int, Facts]:
    """The facts of all paragraphs of the body that hold anything, by number."""
    found: dict[int, Facts] = {}
    body = root.find(BODY)
    apart = False
    for paragraph in () if body is None else body.iter(P):
        properties = paragraph.find(PPR)
        own = Look() if properties is None else look_of(properties)
        style = sheet.style(_style_id(properties))
        look = own.over(style.look)
        label = _label(look, _style_id(properties), numbering, own)
        if not is_filled(paragraph):
            apart = style.names[:1] == ("table end",)
            continue
        facts = Facts(
            int(paragraph.get("n", "0")), " ".join(text_of(paragraph).split()), style.names, look, label=label
        )
        facts.listed = bool(look.list_id and look.list_id != "0") or _linked(properties, numbering)
        tables = list(paragraph.iterancestors(TABLE))
        if tables:
            facts.inside = True
            facts.frame, facts.framed = _frame(tables[-1], sheet)
        facts.boxed = paragraph.get("boxed") == "1"
        facts.apart = apart
        facts.anchor = _anchor(paragraph)
        facts.drawn = next(paragraph.iter(DRAWING, PICTURE, OBJECT), None) is not None
        facts.formula = next(paragraph.iter(MATH), None) is not None
        apart = False
        _measure_runs(facts, paragraph, look, sheet)
        found[facts.number] = facts
    return found


def _anchor(paragraph: Element) -> str:
    first = next((one for one in paragraph if one.tag != PPR), None)
    return first.get(w("name"), "") if first is not None and first.tag == BOOKMARK else ""


def _frame(table: Element, sheet: StyleSheet) -> tuple[str, str]:
    properties = table.find(w("tblPr"))
    style = None if properties is None else properties.find(w("tblStyle"))
    title = None if properties is None else properties.find(w("tblCaption"))
    names = sheet.style(style.get(VAL, "")).names if style is not None else ()
    return names[0] if names else "", "" if title is None else title.get(VAL, "")


def body_size(facts: Iterable[Facts]) -> float:
    """The size of most of the text, in points."""
    sizes: collections.Counter[float] = collections.Counter()
    for one in facts:
        if not one.inside:
            sizes[one.size] += len(one.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def mark(root: Element, facts: dict[int, Facts], sheet: StyleSheet, numbering: Numbering) -> None:
    """Take the styles off all paragraphs under ``root`` and put their numbers into them."""
    for paragraph in root.iter(P):
        properties = paragraph.find(PPR)
        one = facts.get(int(paragraph.get("n", "0") or 0)) if paragraph.get("n") else None
        style = _style_id(properties)
        if properties is not None:
            own = look_of(properties)
            look = own.over(sheet.style(style).look)
            paragraph.remove(properties)
        else:
            own = look = sheet.style(style).look
        kept = etree.Element(PPR)
        changed = properties.find(f"{RPR}") if properties is not None else None
        if one is not None and one.role == "code":
            etree.SubElement(kept, w("pStyle")).set(VAL, _SOURCE_CODE)
        elif one is None or (not one.level and one.role not in {"caption", "title", "author"}):
            _keep_list(kept, look, style, numbering)
        if changed is not None:  # a tracked end of paragraph
            kept.append(changed)
        if len(kept):
            paragraph.insert(0, kept)
        if one is not None:
            paragraph.insert(1 if len(kept) else 0, marking(one.number))
            if one.apart and (one.listed or one.role == "code"):
                between = etree.Element(P)
                between.append(marking(0))
                paragraph.addprevious(between)


def marking(number: int) -> Element:
    """The run that carries a number; 0 is that of a paragraph that only keeps two lists from being one."""
    run = etree.Element(R)
    etree.SubElement(run, T).text = f"{MARK_OPEN}{number}{MARK_CLOSE}"
    return run


def set_labels_off(root: Element, facts: dict[int, Facts], sheet: StyleSheet) -> None:
    """Find the labels that have a character style of their own; those of headings are taken out."""
    for paragraph in root.iter(P):
        one = facts.get(int(paragraph.get("n", "0") or 0))
        if one is None:
            continue
        taken: list[Element] = []
        for run in runs_in(paragraph):
            said = text_of(run)
            style = run.find(f"{RPR}/{w('rStyle')}")
            name = sheet.style(style.get(VAL, "")).names[:1] if style is not None else ()
            if _LABELS.intersection(name):
                one.set_off += said
            elif said.strip() or not one.set_off:
                if said:
                    break
                continue
            taken.append(run)
        one.set_off = one.set_off.strip()
        if one.level and " ".join(one.set_off.split()) != one.text:  # a heading that is but a number stays
            for run in taken:
                remove(run)


def add_code_style(root: Element | None) -> None:
    """Give the style sheet the style by which pandoc knows source code."""
    if root is not None:
        style = etree.SubElement(root, w("style"))
        style.set(w("type"), "paragraph")
        style.set(w("styleId"), _SOURCE_CODE)
        etree.SubElement(style, w("name")).set(VAL, "Source Code")


def is_filled(paragraph: Element) -> bool:
    """Whether anything in the paragraph is to be seen."""
    for node in paragraph.iter(T, MATH, DRAWING, PICTURE, OBJECT, SYM, *NOTE_MARKS, w("delText")):
        if node.tag not in {T, w("delText")} or (node.text or "").strip():
            return True
    return False


def _style_id(properties: Element | None) -> str:
    style = None if properties is None else properties.find(w("pStyle"))
    return "" if style is None else style.get(VAL, "")


def _linked(properties: Element | None, numbering: Numbering) -> bool:
    return _style_id(properties) in numbering.by_style and (
        properties is None or properties.find(w("numPr")) is None
    )


def _label(look: Look, style: str, numbering: Numbering, own: Look) -> str:
    if look.list_id is not None:
        level = look.list_level
        if level is None or (own.list_level is None and style in numbering.by_style):
            level = numbering.by_style.get(style, ("", level or 0))[1]
        return "" if look.list_id == "0" else numbering.label(look.list_id, level)
    return ""


def _keep_list(kept: Element, look: Look, style: str, numbering: Numbering) -> None:
    """The list that a paragraph belongs to, said in its own properties."""
    if look.list_id in {None, "0"}:
        return
    level = look.list_level if look.list_level is not None else numbering.by_style.get(style, ("", 0))[1]
    element = etree.SubElement(kept, w("numPr"))
    etree.SubElement(element, w("ilvl")).set(VAL, str(level))
    etree.SubElement(element, w("numId")).set(VAL, numbering.running(look.list_id or "0", level))


def _measure_runs(facts: Facts, paragraph: Element, look: Look, sheet: StyleSheet) -> None:
    sizes: collections.Counter[int] = collections.Counter()
    total = bold = italic = underline = capitals = 0
    base = look.over(sheet.base)
    for run in runs_in(paragraph):
        length = sum(len((t.text or "").strip()) for t in run.iterchildren(T))
        if not length:
            continue
        here = base
        properties = run.find(RPR)
        if properties is not None:
            style = properties.find(w("rStyle"))
            own = look_of(properties)
            here = (own if style is None else own.over(sheet.style(style.get(VAL, "")).look)).over(base)
            raised = properties.find(w("vertAlign"))
            if raised is not None and raised.get(VAL) != "baseline":
                continue
        total += length
        sizes[here.size or 20] += length
        bold += length * bool(here.bold)
        italic += length * bool(here.italic)
        underline += length * bool(here.underline)
        capitals += length * bool(here.capitals)
    if total:
        facts.size = sizes.most_common(1)[0][0] / 2
        facts.bold, facts.italic, facts.underline = bold / total, italic / total, underline / total
        letters = [c for c in facts.text if c.isalpha()]
        loud = len(letters) > max(4, 0.7 * sum(map(len, facts.text.split()))) and all(
            c.isupper() for c in letters
        )
        facts.capitals = 1.0 if loud else capitals / total
    elif base.size:
        facts.size = base.size / 2
