"""Inlines as text: cut, strip, unwrap, and the marks that stand among words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paperconv import model as m
from paperconv import patterns
from paperconv.patterns import late

MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"
"""Enclose a superscript in the string of :func:`marked`."""
LINE = "\ue002"
"""Stands for a forced line break in the string of :func:`marked`."""
ORCID = "\ue003"
"""Encloses an ORCID iD in the string of :func:`marked`."""

_SUPERSCRIPTS = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁺⁻", "0123456789abcdefghijklmnoprstuvwxyz+-"
)
# Stars, and the arrows that fonts of signs give in their place.
STARS = "[*\u2217\uff0a\u204e⇑⇤]"
_STARS = late(STARS)
_SUPER_RUN = late(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+(?:[,ʼ’˒⸴]?[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+)*"
)
_TEX_MARKS = {
    "dagger": "†", "dag": "†", "ddagger": "‡", "ddag": "‡", "ast": "*", "star": "*", "S": "§", "P": "¶", "sharp": "#",
    "bigstar": "★", "diamond": "⋄", "spadesuit": "♠", "heartsuit": "♥", "clubsuit": "♣", "diamondsuit": "♦", "parallel": "‖",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eta": "η", "pi": "π", "lambda": "λ", "epsilon": "ε",
    "textdagger": "†", "textdaggerdbl": "‡", "textasteriskcentered": "*", "textsection": "§", "textparagraph": "¶",
}  # fmt: skip
_ORCID_ID = late(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")


def plain(inlines: Iterable[m.Inline]) -> str:
    """The words of ``inlines`` with single blanks."""
    return " ".join(m.text_of(inlines).split())


def block_text(block: m.DraftBlock) -> str:
    """The words of a paragraph or heading; empty for other blocks."""
    match block:
        case m.Paragraph(children) | m.Heading(_, children):
            return plain(children)
        case _:
            return ""


def _length(node: m.Inline) -> int:
    return len(m.text_of(node))


def cut(inlines: m.Inlines, start: int, end: int | None = None) -> m.Inlines:
    """The part of ``inlines`` between two offsets in ``text_of(inlines)``. Formulas and pictures stay whole."""
    stop = 1 << 60 if end is None else end
    return tuple(_cut(inlines, start, stop, 0)[0])


def _cut(inlines: Iterable[m.Inline], start: int, end: int, at: int) -> tuple[list[m.Inline], int]:
    out: list[m.Inline] = []
    for node in inlines:
        size = _length(node)
        here, at = at, at + size
        if size == 0:
            if start <= here < end or start < here <= end:
                out.append(node)
            continue
        if at <= start or here >= end:
            continue
        if here >= start and at <= end:
            out.append(node)
            continue
        match node:
            case m.Text(value):
                out.append(m.replace(node, value=value[max(0, start - here) : end - here]))
            case m.CodeSpan(value):
                out.append(m.replace(node, value=value[max(0, start - here) : end - here]))
            case (
                m.Styled(_, inner)
                | m.Link(_, inner)
                | m.Span(inner)
                | m.CrossRef(_, inner)
                | m.Change(_, inner)
            ):
                kept, _ = _cut(inner, start, end, here)
                if kept:
                    out.append(m.replace(node, children=tuple(kept)))
            case _:  # whole or not at all: it belongs where it begins
                if here >= start:
                    out.append(node)
    return out, at


def strip(inlines: m.Inlines, characters: str = " \t\n\r\u00a0") -> m.Inlines:
    """Without ``characters`` and line breaks at both ends."""
    text = m.text_of(inlines)
    start = len(text) - len(text.lstrip(characters))
    end = len(text.rstrip(characters))
    if end <= start:
        return tuple(node for node in inlines if isinstance(node, m.Image)) if inlines else ()
    if start == 0 and end == len(text):
        return inlines
    return cut(inlines, start, end)


def split(inlines: m.Inlines, pattern: re.Pattern[str]) -> list[m.Inlines]:
    """``inlines`` cut at each match of ``pattern``; the matches and empty parts are dropped."""
    text = m.text_of(inlines)
    parts, at = [], 0
    for hit in pattern.finditer(text):
        parts.append(cut(inlines, at, hit.start()))
        at = hit.end()
    parts.append(cut(inlines, at))
    return [part for part in map(strip, parts) if part]


def tidy(inlines: m.Inlines) -> m.Inlines:
    """Neighbouring texts as one, without empty ones."""
    out: list[m.Inline] = []
    for node in inlines:
        if isinstance(node, m.Text):
            if not node.value:
                continue
            if out and isinstance(out[-1], m.Text):
                out[-1] = m.replace(out[-1], value=out[-1].value + node.value)
                continue
        out.append(node)
    return tuple(out)


def is_all(inlines: Iterable[m.Inline], *styles: m.InlineStyle) -> bool:
    """Whether all words stand in one of ``styles``, and there are words."""
    found = False
    for node in inlines:
        match node:
            case m.Styled(style, inner):
                if style in styles or is_all(inner, *styles):
                    found = found or bool(m.text_of(inner).strip())
                elif m.text_of(inner).strip(" ,.:;()[]") and style not in {"sup", "sub"}:
                    return False
            case m.Link(_, inner) | m.Span(inner) | m.CrossRef(_, inner):
                if m.text_of(inner).strip():
                    if not is_all(inner, *styles):
                        return False
                    found = True
            case m.NoteRef() | m.LineBreak():
                pass
            case _:
                if m.text_of(node).strip(" \n\u00a0"):
                    return False
    return found


def without(inlines: m.Inlines, *styles: m.InlineStyle) -> m.Inlines:
    """The same words without ``styles``."""

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        return node.children if isinstance(node, m.Styled) and node.style in styles else None

    return tidy(m.rewrite(m.Paragraph(inlines), rule).children)


def unwrap(inlines: m.Inlines) -> m.Inlines:
    """Without the bold, italics or underline in which *all* of it stands, and without blanks at the ends."""
    for style in ("strong", "emph", "underline", "strong", "emph"):
        if is_all(inlines, style):
            inlines = without(inlines, style)
    return strip(inlines)


def anchors(inlines: m.Inlines) -> tuple[m.Inlines, tuple[str, ...]]:
    """``inlines`` without empty spans that are only targets of links, and the ids of those."""
    found: list[str] = []

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        if isinstance(node, m.Span) and node.id and not node.role:
            found.append(node.id)
            return node.children
        return None

    rewritten = m.rewrite(m.Paragraph(inlines), rule).children
    return (tidy(rewritten) if found else inlines), tuple(found)


def split_lines(inlines: m.Inlines) -> list[m.Inlines]:
    """``inlines`` cut at forced line breaks."""
    lines: list[list[m.Inline]] = [[]]
    for node in inlines:
        if isinstance(node, m.LineBreak):
            lines.append([])
        elif isinstance(node, m.Styled) and any(isinstance(child, m.LineBreak) for child in node.children):
            first, *rest = split_lines(node.children)
            lines[-1].append(m.replace(node, children=first))
            lines.extend([m.replace(node, children=line)] for line in rest)
        else:
            lines[-1].append(node)
    return [line for line in (strip(tuple(line)) for line in lines) if line]


def join(left: m.Inlines, right: m.Inlines, glue: str = " ") -> m.Inlines:
    """Two runs of inlines with ``glue`` between."""
    return tidy((*left, *m.text(glue), *right))


def marked(inlines: Iterable[m.Inline]) -> str:
    r"""The words of a byline with its superscripts between :data:`MARK_OPEN` and :data:`MARK_CLOSE`.

    ``<sup>1</sup>``, ``¹`` and ``$^{1}$`` come out alike, ``$^\\dagger$`` as its character, an ORCID link as its iD,
    a mail link as its address.
    """
    parts: list[str] = []
    _mark(inlines, parts)
    text = "".join(parts)
    text = _SUPER_RUN.sub(lambda hit: MARK_OPEN + hit[0].translate(_SUPERSCRIPTS) + MARK_CLOSE, text)
    text = _STARS.sub("*", text).replace("∥", "‖")
    text = text.replace("⊠", "✉").replace("🖂", "✉").replace("📧", "✉")
    return " ".join(text.split())


def _mark(inlines: Iterable[m.Inline], parts: list[str]) -> None:
    for node in inlines:
        match node:
            case m.Styled("sup", inner):
                parts.append(MARK_OPEN)
                _mark(inner, parts)
                parts.append(MARK_CLOSE)
            case m.Math(tex):
                parts.append(_tex_mark(tex))
            case m.Link(target, inner):
                orcid = _ORCID_ID.search(target) if "orcid" in target.lower() else None
                if orcid:
                    parts.append(f" {ORCID}{orcid[0]}{ORCID} ")
                else:
                    before = len(parts)
                    _mark(inner, parts)
                    mail = target.removeprefix("mailto:").partition("?")[0]
                    if target.startswith("mailto:") and "@" not in "".join(parts[before:]):
                        parts.append(f" {mail} ")
            case m.LineBreak():
                parts.append(LINE)
            case m.Image():
                pass
            case m.Styled(_, inner) | m.Span(inner) | m.CrossRef(_, inner) | m.Change(_, inner):
                _mark(inner, parts)
            case _:
                parts.append(m.text_of(node))


def _tex_mark(tex: str) -> str:
    """A formula in a byline: a mark, or a name in TeX."""
    bare = patterns.sub(r"\\(?:text|mathrm|mathbf|mathsf|mathit|rm|bf|operatorname)\b\s*", "", tex)
    bare = patterns.sub(r"\\([A-Za-z]+)", lambda hit: _TEX_MARKS.get(hit[1], ""), bare)
    bare = bare.replace("\\", "")
    raised = patterns.fullmatch(r"\s*(?:\{\s*\})?\s*\^\s*(.*)", bare)
    words = patterns.sub(r"[{}\s^~]", "", raised[1] if raised else bare)
    if raised or patterns.fullmatch(r"[*†‡§¶#★⋄♠♥♣♦‖]+", words):
        return MARK_OPEN + words + MARK_CLOSE
    mixed = patterns.fullmatch(r"([^^]*)\^(.*)", bare)
    if mixed:  # "Doe^{1}" inside one formula
        base = mixed[1].replace("{", "").replace("}", "").replace("~", " ")
        return base + MARK_OPEN + patterns.sub(r"[{}\s]", "", mixed[2]) + MARK_CLOSE
    return words


def unmark(text: str) -> str:
    """The string of :func:`marked` without its private characters."""
    return " ".join(patterns.sub(f"[{MARK_OPEN}{MARK_CLOSE}{LINE}{ORCID}]", "", text).split())
