"""Typewriter's quotation marks and apostrophes as print has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paperconv import model as m
from paperconv.diagnostics import Log

_MARKS = {"en": "“”‘’", "": "“”‘’", "pt": "“”‘’", "es": "“”‘’", "it": "“”‘’", "nl": "“”‘’", "de": "„“‚‘"}
"""Opening and closing marks, double and single. Other languages keep what the manuscript has."""
_BEFORE = frozenset(" \t\n\u00a0\u2009\u202f([{—–-/“‘„‚")
_THING = "\ufffc"
_INLINE = (
    m.Styled, m.Span, m.Link, m.CrossRef, m.Citation, m.CiteItem, m.Abbreviation, m.Change, m.IndexTerm, m.Text,
)  # fmt: skip


def curl_quotes(document: m.Document, _: Log) -> m.Document:
    """``document`` whose straight marks in text are curly; code, formulas, primes behind numbers and other languages stay."""
    marks = _MARKS.get(document.meta.language.partition("-")[0].lower())
    if marks is None or not any(
        isinstance(node, m.Text) and ("'" in node.value or '"' in node.value)
        for node in m.iter_nodes(document)
    ):
        return document

    def rule(node: m.Node) -> m.Node | None:
        if isinstance(node, _INLINE):
            return None
        changes: dict[str, Any] = {}
        for name in node.__struct_fields__:
            held = getattr(node, name)
            if isinstance(held, tuple) and any(isinstance(one, _INLINE) for one in held):
                said = "".join(_said(held))
                if "'" in said or '"' in said:
                    changes[name] = _spelled(held, iter(_curled(said, marks)))
        return m.replace(node, **changes) if changes else None

    return m.rewrite(document, rule)


def _said(nodes: tuple[m.Node, ...]) -> Iterator[str]:
    """The text of ``nodes`` with one character for each thing that is none."""
    for node in nodes:
        if isinstance(node, m.Text):
            yield node.value
        elif held := _children(node):
            yield from _said(held)
        elif not isinstance(node, m.NoteRef):
            yield _THING


def _children(node: m.Node) -> m.Inlines:
    """What ``node`` holds of the text that it stands in."""
    match node:
        case m.Styled("monospace"):
            return ()
        case (
            m.Styled(children=children)
            | m.Span(children)
            | m.Link(children=children)
            | m.CrossRef(children=children)
        ):
            return children
        case _:
            return ()


def _spelled(nodes: tuple[m.Node, ...], letters: Iterator[str]) -> tuple[m.Node, ...]:
    """``nodes`` with the text that ``letters`` give, one for each of :func:`_said`."""
    out: list[m.Node] = []
    for node in nodes:
        if isinstance(node, m.Text):
            value = "".join(next(letters) for _ in node.value)
            out.append(node if value == node.value else m.replace(node, value=value))
        elif held := _children(node):
            children = _spelled(held, letters)
            same = all(new is old for new, old in zip(children, held, strict=True))
            out.append(node if same else m.replace(node, children=children))
        else:
            if not isinstance(node, m.NoteRef):
                next(letters)
            out.append(node)
    return tuple(out)


def _curled(text: str, marks: str) -> str:
    opening, closing, inner, outer = list(marks)
    out: list[str] = []
    quoted = {'"': False, "'": False}
    for place, letter in enumerate(text):
        if letter not in quoted:
            out.append(letter)
            continue
        last, following = text[place - 1 : place], text[place + 1 : place + 2]
        begins = (not last or last in _BEFORE or out[-1] in (opening, inner)) and bool(following.strip())
        if letter == '"':
            if begins:
                quoted[letter] = True
                out.append(opening)
            elif quoted[letter]:
                quoted[letter] = False
                out.append(closing)
            else:
                out.append(letter)
        elif last.isalnum() and following.isalpha():
            out.append("’")
        elif begins and not following.isdigit() and _closes(text, place + 1):
            quoted[letter] = True
            out.append(inner)
        elif quoted[letter]:
            quoted[letter] = False
            out.append(outer)
        else:
            out.append(letter if last.isdigit() or not (last.isalpha() or following.isalnum()) else "’")
    return "".join(out)


def _closes(text: str, start: int) -> bool:
    """Whether a single mark that opens before ``start`` has one that closes it."""
    place = text.find("'", start)
    while place >= 0:
        if not text[place - 1].isspace() and not text[place + 1 : place + 2].isalnum():
            return True
        place = text.find("'", place + 1)
    return False
