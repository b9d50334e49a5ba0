"""Theorems, lemmas, definitions and proofs that stand as paragraphs, or below headings, become statements."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv.manuscript import runs
from paperconv.patterns import late

_FORMAL = (
    "theorem", "lemma", "corollary", "proposition", "definition", "conjecture", "claim", "axiom", "assumption", "hypothesis", "postulate",
    "sublemma", "scholium", "criterion", "principle",
)  # fmt: skip
_OTHERS = (
    "remark", "example", "observation", "property", "fact", "problem", "question", "exercise", "notation", "condition", "construction",
    "convention", "note", "case", "solution", "warning",
)  # fmt: skip
"""Words that only a text with theorems, or a bold or italic type, makes the heads of statements."""
_COMMON = frozenset(("notation", "construction", "convention", "note", "case", "solution", "warning"))
"""Those among them that as often head something else."""
_MORE = {"théorème": "theorem", "lemme": "lemma", "corollaire": "corollary", "hypothèse": "hypothesis", "remarque": "remark",
         "satz": "theorem", "hilfssatz": "lemma", "korollar": "corollary", "folgerung": "corollary", "bemerkung": "remark",
         "beispiel": "example", "vermutung": "conjecture", "annahme": "assumption", "hypothese": "hypothesis", "teorema": "theorem",
         "lema": "lemma", "corolario": "corollary", "corolário": "corollary", "proposición": "proposition", "proposição": "proposition",
         "definición": "definition", "definição": "definition", "hipótesis": "hypothesis", "hipótese": "hypothesis", "supuesto": "assumption",
         "observación": "remark", "ejemplo": "example", "osservazione": "remark", "esempio": "example", "definizione": "definition",
         "proposizione": "proposition", "corollario": "corollary", "ipotesi": "hypothesis", "теорема": "theorem", "лемма": "lemma",
         "следствие": "corollary", "предложение": "proposition", "определение": "definition", "замечание": "remark", "пример": "example",
         "гипотеза": "hypothesis", "sats": "theorem", "sætning": "theorem", "setning": "theorem", "stelling": "theorem", "hulpstelling": "lemma",
         "gevolg": "corollary", "twierdzenie": "theorem", "lemat": "lemma", "wniosek": "corollary", "definicja": "definition", "věta": "theorem",
         "tétel": "theorem", "lause": "theorem", "önerme": "proposition", "teorem": "theorem", "tanım": "definition",
         "定理": "theorem", "引理": "lemma", "推论": "corollary", "命题": "proposition", "定义": "definition", "註": "remark", "例": "example"}  # fmt: skip
_KINDS = {
    **{word: word for word in (*_FORMAL, *_OTHERS)},
    **_MORE,
}
_WORDS = "|".join(sorted(_KINDS, key=len, reverse=True))
_NUMBER = r"(?:[A-Z]?\.?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?['′*]?|[A-Z](?:\.\d{1,3}){1,2}|[A-Z]|[IVX]{1,5})"
_HEAD = late(
    rf"((?:(?:main|key|technical|informal|restated|first|second)\s)?({_WORDS})(?:\s{{1,3}}|(?<=[一-鿿]))({_NUMBER})(?![\w]))\s{{0,2}}(?:\(([^()\n]{{1,160}}(?:\([^()\n]{{0,60}}\)[^()\n]{{0,80}})?)\)|(\[[^\]\n]{{1,60}}\]))?\s{{0,2}}"
    r"([.:,–—-]{0,3})\s{0,3}",
    re.IGNORECASE,
)
_PROOF = late(
    r"((?:(?:sketch|outline|idea) of (?:the )?)?(?:proof|beweis|preuve|démonstration|demostración|prueba|demonstração|prova|dimostrazione|доказательство|dowód|bewijs)"
    r"(?: sketch| outline| idea)?)(\s?\(?(?:of|von|de(?:l|lla)?|du|der|des)\s(?:the\s)?[^.:()\n]{1,80}(?:\.\d{1,3})*[^.:()\n]{0,40}\)?|\s\((?:sketch|of [^()\n]{1,80})\))?\s?([.:]{1,2}|(?=$))\s{0,3}",
    re.IGNORECASE,
)
_END = late(
    r"(?:[□∎■◻◼▢⬜☐]|\bQ\.\s?E\.\s?D\.?|\bq\.\s?e\.\s?d\.?|\bQED\b|\\(?:qed|qedsymbol|square|blacksquare|Box)\b\$?)\W{0,3}$"
)
_LONGEST_PROOF = 80  # blocks
_MENTION = late(
    r"(?:is|are|was|were|shows?|states?|says?|gives?|implies|follows|holds|and|or|in|of|from|with|above|below|can|does|has|we)\b"
)


class _Head(msgspec.Struct):
    kind: str
    label: str
    title: m.Inlines
    end: int
    sure: bool


def has_theorems(blocks: list[m.DraftBlock]) -> bool:
    """Whether some block is surely the head of a theorem or the like; then remarks, examples and proofs are taken for such too."""
    return any((head := _head(block)) is not None and head.sure and head.kind in _FORMAL for block in blocks)


def read_theorems(blocks: list[m.DraftBlock], *, formal: bool) -> list[m.DraftBlock]:
    """``blocks`` with the statements among them as such; ``formal`` is what :func:`has_theorems` says of the whole text.

    One is known by its word and number at the head of a paragraph, in bold or italics or with a stop behind; it goes on as long
    as sentences do. A proof goes on up to its mark of end, or is one paragraph.
    """
    heads = {at: head for at, block in enumerate(blocks) if (head := _head(block)) is not None}
    if not any(head.sure or head.kind == "proof" for head in heads.values()):
        return blocks
    out: list[m.DraftBlock] = []
    at = 0
    while at < len(blocks):
        head = heads.get(at)
        if head is None or not (
            head.sure or formal or (head.kind == "proof" and _proof_end(blocks, heads, at) > at)
        ):
            out.append(blocks[at])
            at += 1
            continue
        made, at = _statement(blocks, heads, at, head)
        out.append(made)
    return out


def names_statement(text: str) -> bool:
    """Whether ``text`` begins as the head of a statement does, in a word that heads little else."""
    hit = _HEAD.match(text)
    return _PROOF.match(text) is not None if hit is None else _KINDS[hit[2].casefold()] not in _COMMON


def _head(block: m.DraftBlock) -> _Head | None:
    if isinstance(block, m.Heading):
        children, styled = runs.unwrap(runs.anchors(block.children)[0]), True
    elif isinstance(block, m.Paragraph) and not block.role:
        children, styled = block.children, False
    else:
        return None
    text = m.text_of(children)
    first = text.lstrip()[:1]
    if not first or not (first.isupper() or ord(first) > 0x2E80):
        return None
    shift = len(text) - len(text.lstrip())
    if (hit := _PROOF.match(text, shift)) is not None:
        bold = styled or _is_styled(children, shift, hit.end(1))
        if not (bold or hit[3]):
            return None
        title = runs.cut(children, hit.start(2), hit.end(2)) if hit[2] else ()
        return _Head("proof", " ".join(hit[1].split()), _upright(runs.strip(title, " ()")), hit.end(), bold)
    hit = _HEAD.match(text, shift)
    if hit is None:
        return None
    kind = _KINDS[hit[2].casefold()]
    rest = text[hit.end() :]
    bold = styled or _is_styled(children, shift, hit.end(1))
    stop = hit[6].strip()
    if isinstance(block, m.Heading):
        named = rest if rest and not hit[4] else ""
        title = (
            runs.strip(runs.cut(children, hit.start(4), hit.end(4)))
            if hit[4]
            else runs.strip(runs.cut(children, hit.end()))
            if named
            else ()
        )
        return _Head(kind, " ".join(hit[1].split()), title, len(text), sure=kind in _FORMAL)
    if not rest.strip() and not stop:
        return None
    opens = rest[:1].isupper() or not rest[:1].isalpha()
    if stop[:1] in {".", ":"}:
        sure = bold or (opens and kind in _FORMAL)
        taken = bold or opens
    else:
        taken = sure = bold and opens and stop == "" and not _MENTION.match(rest)
        taken = taken or (bool(hit[4]) and opens and kind in _FORMAL)
    if not taken:
        return None
    group = 4 if hit[4] else 5
    title = runs.cut(children, hit.start(group), hit.end(group)) if hit[group] else ()
    return _Head(kind, " ".join(hit[1].split()), _upright(title), hit.end(), sure)


def _is_styled(children: m.Inlines, start: int, end: int) -> bool:
    return runs.is_all(runs.cut(children, start, end), "strong", "emph", "smallcaps")


def _upright(title: m.Inlines) -> m.Inlines:
    return runs.strip(runs.unwrap(title))


def _statement(
    blocks: list[m.DraftBlock], heads: dict[int, _Head], at: int, head: _Head
) -> tuple[m.Statement, int]:
    block = blocks[at]
    held: list[m.Block] = []
    end = at + 1
    identifier = ""
    if isinstance(block, m.Paragraph):
        identifier = block.id or next(iter(runs.anchors(runs.cut(block.children, 0, head.end))[1]), "")
        text = m.text_of(block.children)
        begin = head.end + len(text[head.end :]) - len(text[head.end :].lstrip(" .:\u00a0"))
        rest = runs.strip(runs.cut(block.children, begin))
        if rest:
            held.append(m.Paragraph(rest, pos=block.pos))
    elif isinstance(block, m.Heading):
        identifier = block.id
    if not held and end < len(blocks) and end not in heads and isinstance(first := blocks[end], m.Paragraph):
        held.append(first)
        end += 1
    last = _proof_end(blocks, heads, at) if head.kind == "proof" else end
    if last > end:
        held.extend(one for one in blocks[end:last] if not isinstance(one, m.Heading))
        end = last
    elif not (held and _is_ended(held[-1])):
        end = _run(blocks, heads, end, held)
    return m.Statement(head.kind, tuple(held), head.title, identifier, head.label, pos=block.pos), end


def _is_ended(block: m.Block) -> bool:
    return _END.search(m.text_of(block).rstrip()) is not None


def _run(blocks: list[m.DraftBlock], heads: dict[int, _Head], end: int, held: list[m.Block]) -> int:
    """Take what goes on the sentences of ``held``: formulas, lists, and what small letters or a formula's end ask for."""
    while end < len(blocks) and end not in heads:
        block = blocks[end]
        before = m.text_of(held[-1]).rstrip() if held else ":"
        match block:
            case m.Equation():
                if isinstance(held[-1] if held else None, m.Paragraph) and before.endswith((".", "!", "?")):
                    break
                held.append(block)
            case m.List():
                if not before.endswith((":", ",", "—")) and not isinstance(held[-1], m.Equation):
                    break
                held.append(block)
            case m.Paragraph(children):
                text = runs.plain(children)
                cut = isinstance(held[-1] if held else None, m.Equation) or not before.endswith(
                    (".", "!", "?", "”")
                )
                if not (cut and (text[:1].islower() or not text[:1].isalpha())) and not (
                    _is_slanted(held[-1] if held else None) and runs.is_all(children, "emph")
                ):
                    break
                held.append(block)
            case _:
                break
        end += 1
    return end


def _is_slanted(block: m.Block | None) -> bool:
    return isinstance(block, m.Paragraph) and runs.is_all(block.children, "emph")


def _proof_end(blocks: list[m.DraftBlock], heads: dict[int, _Head], at: int) -> int:
    """The index behind the block with the mark that ends the proof at ``at``; ``at`` if there is none before the next proof or part."""
    for end in range(at, min(len(blocks), at + _LONGEST_PROOF)):
        if end > at and (isinstance(blocks[end], m.Heading) or (end in heads and heads[end].kind == "proof")):
            return at
        if _END.search(m.text_of(blocks[end]).rstrip()):
            return end + 1
    return at
