"""Paragraphs and lists that a page break, a rule or a float has cut in two are made whole."""

from __future__ import annotations

import re
from collections import Counter

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import runs
from paperconv.manuscript.hyphens import WORD, keeps_hyphen
from paperconv.manuscript.scraps import is_footnote, is_open, is_scrap
from paperconv.patterns import late

_OPEN_WORDS = late(
    r"(?:^|[\s(])(?:a|an|the|of|and|or|in|on|at|to|for|with|from|by|as|that|which|is|are|was|were|be|this|these|its|their|our|between|"
    r"than|et al\.,|e\.g\.|i\.e\.|der|die|das|und|von|zu|im|de|la|le|les|des|du|et|en|el|los|las|y|o|para|com|da|do|dos)$",
    re.IGNORECASE,
)
_FLOATS = 9  # blocks that a cut paragraph may have between its halves
_SCRAPS = 60  # the same where they are the scraps of a figure
_ITEM_START = late(
    r"^(?:\(?(?:[a-z]|\d{1,3}|[ivx]{2,4})[.)]\s|[•·▪–—-]\s|\*|e-?mail|https?:|www\.|doi)", re.IGNORECASE
)
# What a sentence goes on with, and no mark of an item: words in brackets, a citation by number, a measure.
_ASIDE = late(
    r"[(\[](?![ivxlIVXL]+[)\]])(?=.{0,9}[^\W\d_]{3}|(?:1[89]|20)\d\d\))(?:[^()\[\]]|\([^()]*\)){3,90}[)\]]"
    r"(?:[,;.] [^\W_]| [a-zß-ÿа-я\d])"
    r"|\[\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\](?:[.,;:]? [^\W_]|\.$)"
    r"|\d{1,4}(?:\.\d{1,3})?(?:\s?%| [a-zß-ÿ]{1,12})[ ,;.].{40}"
)


def mend(blocks: list[m.DraftBlock], log: Log, *, prose: bool = False) -> list[m.DraftBlock]:
    """``blocks`` with cut paragraphs and lists joined and rules that only separate left out.

    ``prose``: all are sentences, as in an abstract, so that whatever does not end goes on.
    """
    out: list[m.DraftBlock] = []
    words = _Words(blocks)
    pending: m.Divider | None = None  # a rule that may be the author's
    for block in blocks:
        if isinstance(block, m.Divider):
            pending = block if out and not isinstance(out[-1], m.Heading) else None
            continue
        if pending is not None and not isinstance(block, m.Heading):
            out.append(pending)
        pending = None
        if isinstance(block, m.Paragraph) and _join_back(out, block, words, log, prose=prose):
            continue
        if isinstance(block, m.List) and _join_list(out, block):
            continue
        if isinstance(block, m.Quote) and _join_quote(out, block, words, log):
            continue
        out.append(block)
    return [block for block in out if block is not _CUT]


class _Words:
    """The words of the text and how often each stands there, counted when a hyphen asks for them."""

    def __init__(self, blocks: list[m.DraftBlock]) -> None:
        self._blocks = blocks
        self._known: Counter[str] | None = None

    def keeps_hyphen(self, before: str, after: str) -> bool:
        if self._known is None:
            self._known = Counter(
                word for block in self._blocks for word in WORD.findall(m.text_of(block).lower())
            )
        return keeps_hyphen(before.lower(), after.lower(), self._known)


def goes_on(before: str, after: str, *, certain: bool = False, prose: bool = False) -> bool:
    """Whether ``after`` continues the sentence that ``before`` begins.

    ``certain`` asks for more (a float stands between), ``prose`` for less (both are running text).
    """
    before, after = before.strip(), after.strip()
    if before.endswith("et al.") and patterns.match(r"\(?(?:19|20)\d{2}", after):
        return True
    if before[-1:] in "，、（《" or (before[-1:] == "," and "\u4e00" <= after[:1] <= "\u9fff"):
        return "\u3040" <= after[:1] <= "\u9fff"  # a script without small letters
    if not before or not after or len(before) < 25 or not is_open(before):
        return False
    if len(before) > 60 and before[-1].isalnum() and (prose or _ASIDE.match(after)):
        return True
    first = after.lstrip("\"'“‘«([")[:1]
    if _ITEM_START.match(after) or not any(c.isalpha() for c in after):
        return False
    if first.islower():
        return True
    if certain:
        ends = before.endswith(",") and len(before) > 200
        ends = ends or (
            len(before) > 60 and len(after.split()) > 7 and bool(_OPEN_WORDS.search(before[-20:]))
        )
        return ends and first.isalnum()
    if before[-1] in ",-–(" or _OPEN_WORDS.search(before[-20:]):
        return len(before) > 60 and (first.isalnum() or after[:1] in '([“"')
    return before.count("(") > before.count(")") and first.isalnum() and len(before) > 60


def _over_scraps(out: list[m.DraftBlock], start: int) -> int:
    """The index before the scraps of a figure or table that stand at ``start``: words of its axes, cells, a note."""
    at = start
    while (
        at >= 0
        and len(out) - at < _SCRAPS
        and (isinstance(out[at], m.Figure | m.Table | m.Divider) or is_scrap(out[at]) or _is_legend(out, at))
    ):
        at -= 1
    # a float or a footnote must be there, or scraps enough to be those of one
    between = out[at + 1 :]
    if at == start or not (
        start - at > 2 or any(isinstance(b, m.Figure | m.Table) or is_footnote(b) for b in between)
    ):
        return start
    return at


def _is_legend(out: list[m.DraftBlock], at: int) -> bool:
    """Whether a list is the legend of the figure before it: (A), (B)."""
    block = out[at]
    return (
        isinstance(block, m.List)
        and block.numbering.endswith("alpha")
        and at > 0
        and isinstance(out[at - 1], m.Figure)
    )


def _join_back(out: list[m.DraftBlock], block: m.Paragraph, words: _Words, log: Log, *, prose: bool) -> bool:
    """Join ``block`` to the paragraph or list item that it continues; False if it begins anew."""
    text = runs.plain(block.children)
    at = len(out) - 1
    while at >= 0 and isinstance(out[at], m.Figure | m.Table | m.Divider) and len(out) - at < _FLOATS:
        at -= 1
    if text[:1].islower() or len(text.split()) > 7:
        at = _over_scraps(out, at)
    if at < 0 or block.role or is_footnote(block):
        return False
    before = out[at]
    between = out[at + 1 :]
    floats = any(not isinstance(b, m.Divider) for b in between)
    if isinstance(before, m.Paragraph) and not before.role:
        if not goes_on(runs.plain(before.children), text, certain=floats, prose=prose):
            return False
        out[at:] = [m.replace(before, children=glue(before.children, block.children, words))]
    elif isinstance(before, m.List) and not floats and before.items:
        item = before.items[-1]
        last = item.blocks[-1] if item.blocks else None
        if (
            not isinstance(last, m.Paragraph)
            or not goes_on(runs.plain(last.children), text, certain=False)
            or not text[:1].islower()
        ):
            return False
        whole = m.replace(last, children=glue(last.children, block.children, words))
        items = (*before.items[:-1], m.replace(item, blocks=(*item.blocks[:-1], whole)))
        out[at:] = [m.replace(before, items=items), _CUT]
        log(
            Diagnostic(
                Rule.PARAGRAPH_WHOLE, f'list item made whole: "…{text[:50]}"', Severity.INFO, block.pos
            )
        )
        return True
    else:
        return False
    out.extend(b for b in between if not isinstance(b, m.Divider))
    log(Diagnostic(Rule.PARAGRAPH_WHOLE, f'paragraph made whole: "…{text[:50]}"', Severity.INFO, block.pos))
    return True


# Stands behind a list whose last item was cut, until the next block shows whether the list goes on.
_CUT = m.Divider()


def _join_list(out: list[m.DraftBlock], block: m.List) -> bool:
    cut = bool(out) and isinstance(out[-1], m.Divider)
    at = len(out) - 1
    while at >= 0 and isinstance(out[at], m.Divider):
        at -= 1
    before = out[at] if at >= 0 else None
    if not isinstance(before, m.List) or before.ordered != block.ordered:
        return False
    counts_on = (
        block.ordered
        and block.start == before.start + len(before.items)
        and block.numbering == before.numbering
    )
    if not counts_on and (block.ordered or not cut):
        return False
    out[at:] = [m.replace(before, items=before.items + block.items)]
    return True


def _join_quote(out: list[m.DraftBlock], block: m.Quote, words: _Words, log: Log) -> bool:
    """Join a quotation to the one right before it whose last sentence it continues."""
    at = len(out) - 1
    while at >= 0 and isinstance(out[at], m.Divider):
        at -= 1
    before = out[at] if at >= 0 else None
    if not isinstance(before, m.Quote) or before.attribution or before.kind != block.kind:
        return False
    last, first = (before.blocks or (None,))[-1], (block.blocks or (None,))[0]
    if not isinstance(last, m.Paragraph) or not isinstance(first, m.Paragraph):
        return False
    text = runs.plain(first.children)
    if not goes_on(runs.plain(last.children), text):
        return False
    whole = m.replace(last, children=glue(last.children, first.children, words))
    blocks = (*before.blocks[:-1], whole, *block.blocks[1:])
    out[at:] = [m.replace(before, blocks=blocks, attribution=block.attribution)]
    log(Diagnostic(Rule.PARAGRAPH_WHOLE, f'quotation made whole: "…{text[:50]}"', Severity.INFO, block.pos))
    return True


def glue(left: m.Inlines, right: m.Inlines, words: _Words | None = None) -> m.Inlines:
    """Two halves of a text; a word that a hyphen divides at the seam is joined unless it is a compound."""
    left, right = runs.strip(left), runs.strip(right)
    text, after = m.text_of(left), m.text_of(right)
    head = patterns.search(r"([^\W\d_]+)[-‐\u00ad]$", text)
    tail = patterns.match(r"[^\W\d_]+", after)
    if head and tail and tail[0].islower():
        if words is not None and not words.keeps_hyphen(head[1], tail[0]):
            return runs.join(runs.cut(left, 0, len(text) - 1), right, "")
        return runs.join(left, right, "")
    wide = "\u3040" <= after[:1] <= "\u9fff"  # a script without blanks
    return runs.join(left, right, "" if wide and not text[-2:].isascii() else " ")
