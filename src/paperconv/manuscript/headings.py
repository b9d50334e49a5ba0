"""Headings: their titles and numbers."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.manuscript import runs, titles
from paperconv.patterns import late


class Title(msgspec.Struct):
    """A heading as understood: ``level`` counts from 1, 1 being a part of the paper; ``source`` is the level as marked."""

    source: int
    inlines: m.Inlines
    label: str
    style: str
    depth: int
    kind: str
    pos: Pos | None
    id: str = ""
    promoted: bool = False
    level: int = 0
    aliases: tuple[str, ...] = ()


DECIMAL = late(
    r"(?:section\s+|chapter\s+|§\s*)?(\d{1,2}(?:\.\d{1,3}){0,5})\s*([.):|]|[–—-](?=\s))?(?:[\s\u00a0]+|$)",
    re.IGNORECASE,
)
_ROMAN = late(r"(?:part\s+|section\s+)?([IVXL]{1,6})([.):])?[\s\u00a0]+(?=\S)")
_LETTER = late(r"([A-Z])([.):．])?(?:(?<=．)|[\s\u00a0]+)(?=\S)")
_LETTER_SUB = late(r"([A-Z](?:\.?\d{1,2})(?:\.\d{1,2})*)\s*([.):])?[\s\u00a0]+(?=\S)")
_LOWER = late(r"\(?(([a-z])\2?)\)[\s\u00a0]+(?=\S)")
_APPENDIX = late(
    r"((?:appendix|annex|appendice|anhang|anexo|apéndice|annexe|supplement)\s+([A-Z](?![a-z])|\d{1,2}|[IVX]{1,4}(?![a-z])))\s*[.:–—-]?\s*(?=\S|$)",
    re.IGNORECASE,
)
_SIGN = late(r"[■●▪◆►▶□•]\s*(?=\S)")  # which some journals set before their titles
_ABBREVIATED = late(r"(?<=[ .][a-z])\.$|(?<=\bspp)\.$|(?<=\bsp)\.$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def read_title(heading: m.Heading) -> Title:
    """A heading with its number split off and the markup that only says "heading" removed."""
    inlines, aliases = runs.anchors(heading.children)
    inlines = tuple(m.Text(" ") if isinstance(node, m.LineBreak) else node for node in inlines)
    inlines = runs.strip(runs.unwrap(inlines))
    sign = _SIGN.match(m.text_of(inlines))
    inlines = runs.cut(inlines, sign.end()) if sign else inlines
    text = f"{heading.label} x" if heading.label else m.text_of(inlines)
    label, style, depth, end = "", "", 0, 0
    for name, pattern in (
        ("appendix", _APPENDIX), ("decimal", DECIMAL), ("roman", _ROMAN), ("sub", _LETTER_SUB), ("letter", _LETTER), ("lower", _LOWER),
    ):  # fmt: skip
        hit = pattern.match(text)
        if hit is None:
            continue
        if name == "appendix":
            label, end, style, depth = hit[2], hit.end(), "letter" if hit[2].isalpha() else "appendix", 1
        elif name == "decimal":
            label, end, style, depth = hit[1], hit.end(), "decimal", hit[1].count(".") + 1
            if not hit[2] and depth == 1:
                style = "bare"
        elif name == "lower":
            label, end, style, depth = hit[1], hit.end(), "lower", len(hit[1])
        elif name == "roman":
            label, end, style, depth = hit[1], hit.end(), "roman" if hit[2] else "bare-roman", 1
        elif name == "sub":
            label, end, style, depth = (
                hit[1],
                hit.end(),
                "sub",
                hit[1].count(".") + (1 if "." in hit[1] else 2),
            )
        else:
            label, end, style, depth = hit[1], hit.end(), "letter" if hit[2] else "bare-letter", 1
        break
    if heading.label:
        inlines = () if m.text_of(inlines).strip() == heading.label else inlines
        text, label = m.text_of(inlines), label or heading.label
    kind = titles.kind_of(text)
    if heading.role == "appendix" and kind not in titles.BACK_KINDS:
        kind = heading.role
    title = Title(heading.level, inlines, label, style, depth, kind, heading.pos, heading.id, aliases=aliases)
    if label and not heading.label:
        title.inlines = runs.strip(runs.unwrap(runs.cut(inlines, end)))
        words = m.text_of(title.inlines)
        if words.endswith(".") and ". " not in words and bare_end(words) == words:
            title.inlines = runs.strip(title.inlines, " .")
    return title


def unlabel(title: Title, heading: m.Heading) -> None:
    """Take back the number of ``title``: it is a word of it, unless the source says that it is none."""
    if heading.label:
        return
    inlines, _ = runs.anchors(heading.children)
    title.inlines = runs.strip(
        runs.unwrap(tuple(m.Text(" ") if isinstance(n, m.LineBreak) else n for n in inlines))
    )
    title.label, title.style, title.depth = "", "", 0


def roman(text: str) -> int:
    """The value of a Roman number."""
    total = 0
    for here, following in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN_VALUES[here]
        total += -value if following and _ROMAN_VALUES[following] > value else value
    return total


def bare_end(text: str) -> str:
    """``text`` without the stop of an abbreviation that ends it ("An. gambiae s.l."): what ends in a stop then is a sentence."""
    return _ABBREVIATED.sub("", text)
