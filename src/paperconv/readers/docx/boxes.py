"""What stands beside the run of a document's text: text boxes, alternatives, content controls, embedded objects."""

from __future__ import annotations

import collections

from lxml import etree

from paperconv import model as m
from paperconv.manuscript.float_labels import read_label
from paperconv.readers.docx.names import (
    ALTERNATE,
    BOX,
    CHOICE,
    DRAWING,
    FALLBACK,
    IMAGE_DATA,
    OBJECT,
    OLE,
    PICTURE,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    VAL,
    Element,
    P,
    R,
    T,
    paragraph_of,
    remove,
    runs_in,
    text_of,
    unwrap,
    w,
)

_EQUATIONS = ("equation", "mathtype", "dsequations")
_DRAWN = ("/chart", "/chartex", "/diagram")


def choose_alternatives(root: Element) -> None:
    """Keep one of the forms in which a drawing is given: the modern one where it holds a picture or a text box."""
    for element in list(root.iter(ALTERNATE)):
        choices = element.findall(CHOICE)
        fallback = element.find(FALLBACK)
        shown = next((one for one in choices if _says_something(one)), None)
        if shown is None:
            shown = fallback if fallback is not None else next(iter(choices), None)
        parent = element.getparent()
        if parent is None:
            continue
        at = parent.index(element)
        parent[at : at + 1] = [] if shown is None else list(shown)


def free_boxes(root: Element) -> int:
    """Put the paragraphs of each text box behind the paragraph it is anchored in; returns how many boxes had text."""
    moved = 0
    for box in list(root.iter(BOX)):
        if any(True for _ in box.iterancestors(BOX)):
            continue  # moves with the box around it, and is freed by the next round
        anchor = paragraph_of(box)
        holder = None if anchor is None else anchor.getparent()
        if anchor is None or holder is None:
            continue
        inner = [one for one in box if one.tag != w("sectPr")]
        moved += bool(text_of(box).strip())
        at = holder.index(anchor) + 1
        after = _behind(anchor)
        at = holder.index(after) + 1 if after is not anchor else at
        for number, block in enumerate(inner):
            block.set("boxed", "1")
            holder.insert(at + number, block)
        if pictures := _captioned(anchor, box, inner):
            beside = etree.Element(P, boxed="1")
            beside.extend(pictures)
            holder.insert(at, beside)
        shape = next((one for one in box.iterancestors(DRAWING, PICTURE, OBJECT)), None)
        remove(box)
        if shape is not None and not _has_picture(shape) and next(shape.iter(BOX), None) is None:
            remove(shape)  # nothing else is in it: a group may hold several boxes
    if any(True for _ in root.iter(BOX)):
        moved += free_boxes(root)
    return moved


def join_initials(root: Element) -> None:
    """Put a large initial, which stands in a frame of its own, before the first word of the paragraph that it begins."""
    for frame in list(root.iter(w("framePr"))):
        properties = frame.getparent()
        paragraph = None if properties is None else properties.getparent()
        following = None if paragraph is None else paragraph.getnext()
        if (
            paragraph is None
            or following is None
            or following.tag != P
            or frame.get(w("dropCap"), "none") == "none"
        ):
            continue
        at = 1 if following.find(PPR) is not None else 0
        for run in [one for one in paragraph if one.tag != PPR]:
            if run.tag == R and (look := run.find(RPR)) is not None:
                run.remove(look)
            following.insert(at, run)
            at += 1
        remove(paragraph)


def drop_contents(root: Element) -> list[str]:
    """Take tables of contents out that stand in a content control; returns their texts."""
    dropped: list[str] = []
    for control in list(root.iter(SDT)):
        gallery = control.find(f".//{w('docPartGallery')}")
        if gallery is not None and gallery.get(VAL, "") == "Table of Contents":
            dropped.append(" ".join(text_of(p) for p in control.iter(P)))
            remove(control)
    return dropped


def free_controls(root: Element) -> None:
    """Put what content controls hold in their places; placeholders that nobody filled go."""
    for control in list(root.iter(SDT)):
        content = control.find(SDT_CONTENT)
        if content is None or (
            control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None
            and content.find(f".//{OBJECT}") is None
        ):
            parent = control.getparent()
            if parent is not None and parent.tag == w("tr"):  # a row needs its cell
                cell = etree.SubElement(parent, w("tc"))
                etree.SubElement(cell, P)
                parent.replace(control, cell)
            else:
                remove(control)
            continue
        parent = control.getparent()
        if parent is not None:
            parent.replace(control, content)
            unwrap(content)
    for tag in (w("smartTag"), w("customXml"), w("customXmlInsRangeStart")):
        for element in list(root.iter(tag)):
            properties = element.find(f"{tag}Pr")
            if properties is not None:
                element.remove(properties)
            unwrap(element)


def flatten_ruby(root: Element) -> None:
    """Put the reading of a word behind it, in brackets."""
    for ruby in list(root.iter(w("ruby"))):
        run, base, reading = ruby.getparent(), ruby.find(w("rubyBase")), ruby.find(w("rt"))
        if run is None:
            continue
        text = etree.Element(T)
        said = "" if reading is None else text_of(reading).strip()
        text.text = f"{'' if base is None else text_of(base)}{f'({said})' if said else ''}"
        run.replace(ruby, text)


def count_objects(root: Element, counts: collections.Counter[str]) -> None:
    """Count equations of MathType and the old equation editor, other embedded objects, and what Word draws from data."""
    for one in root.iter(OLE):
        name = one.get("ProgID", "")
        counts["equations" if name.lower().startswith(_EQUATIONS) else "objects"] += 1
    for one in root.iter("{*}graphicData"):
        counts["charts"] += one.get("uri", "").endswith(_DRAWN)


def _captioned(anchor: Element, box: Element, inner: list[Element]) -> list[Element]:
    """The pictures that stand in the text of ``anchor``, if the caption of a figure is in its text box and nothing else."""
    label = read_label(m.text(text_of(inner[0]).strip())) if inner else None
    if label is None or label.kind != "figure" or any(_has_picture(one) for one in inner):
        return []
    runs = [one for one in runs_in(anchor) if box not in one.iter(BOX)]
    return [one for one in runs if _has_picture(one)] if any(text_of(one).strip() for one in runs) else []


def _says_something(element: Element) -> bool:
    return (
        _has_picture(element)
        or any(text_of(box).strip() for box in element.iter(BOX))
        or next(element.iter(w("t")), None) is not None
    )


def _has_picture(element: Element) -> bool:
    blip = next((one for one in element.iter("{*}blip") if any("embed" in key for key in one.attrib)), None)
    return blip is not None or next(element.iter(IMAGE_DATA), None) is not None


def _behind(anchor: Element) -> Element:
    """The last block that a box before has put behind ``anchor``."""
    last = anchor
    following = anchor.getnext()
    while following is not None and following.get("boxed") == "1":
        last, following = following, following.getnext()
    return last
