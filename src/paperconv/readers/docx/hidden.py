"""Hidden text (``w:vanish``, ECMA-376, 17.3.2.41): Word prints none of it, so no reader of the manuscript has seen it."""

from __future__ import annotations

from paperconv.readers.docx.names import (
    BR,
    DRAWING,
    OBJECT,
    PICTURE,
    PPR,
    RPR,
    SYM,
    TAB,
    VAL,
    Element,
    P,
    T,
    runs_in,
    text_of,
    w,
)
from paperconv.readers.docx.styles import Look, StyleSheet, look_of

_SHOWN = frozenset({T, TAB, BR, SYM, DRAWING, PICTURE, OBJECT, w("noBreakHyphen")})


def drop_hidden(root: Element, sheet: StyleSheet) -> list[str]:
    """Take hidden text out; returns its words, passage by passage. Fields and bookmarks in it stay, since others point to them."""
    if not sheet.hides and next(root.iter(w("vanish")), None) is None:
        return []
    dropped: list[str] = []
    for paragraph in root.iter(P):
        style = paragraph.find(f"{PPR}/{w('pStyle')}")
        base = sheet.style("" if style is None else style.get(VAL, "")).look
        passage = ""
        for run in [*runs_in(paragraph), None]:
            if run is not None and _is_hidden(run, base, sheet):
                passage += text_of(run)
                for one in [one for one in run if one.tag in _SHOWN]:
                    run.remove(one)
            elif passage:
                dropped += [words] if (words := " ".join(passage.split())) else []
                passage = ""
    return dropped


def _is_hidden(run: Element, base: Look, sheet: StyleSheet) -> bool:
    properties = run.find(RPR)
    if properties is None:
        return bool(base.hidden)
    own, style = look_of(properties), properties.find(w("rStyle"))
    look = own if style is None else own.over(sheet.style(style.get(VAL, "")).look)
    return bool(look.over(base).hidden)
