"""Headings that lost their line end: cut off the paragraph that they open."""

from __future__ import annotations

from itertools import pairwise

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import runs, titles
from paperconv.manuscript.float_labels import read_label
from paperconv.manuscript.frontlines import statement_line
from paperconv.manuscript.headings import DECIMAL, bare_end
from paperconv.manuscript.theorems import names_statement
from paperconv.patterns import late

_SHORT = 50  # characters of a title in plain type
_LEAST = 24  # characters of a title and its text
_DEEP = 6  # the level of titles whose looks say nothing of it


def unglue(blocks: list[m.DraftBlock], *, few: bool) -> list[m.DraftBlock]:
    """Headings that lost their line end: cut off the paragraph that they open, and paragraphs cut off headings."""
    lone = sum(
        isinstance(b, m.Paragraph) and len(b.children) == 1 and runs.is_all(b.children, "strong")
        for b in blocks
    )
    heads = [b for b in blocks if isinstance(b, m.Heading)]
    bold_heads = sum(runs.is_all(b.children[:1], "strong") for b in heads)
    loud = len(heads) > 4 and bold_heads > len(heads) * 0.6
    seen = {titles.title_key(runs.plain(b.children)) for b in heads}
    numbers = {
        hit[1] for b in heads if (hit := DECIMAL.match(m.text_of(b.children).lstrip())) and "." in hit[1]
    }
    tail = _tail(blocks)
    run_in = _run_in_numbers(blocks)
    out: list[m.DraftBlock] = []
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        statement = (
            (statement_line(block) or _bold_statement(block) or _plain_statement(block))
            if at > tail
            else None
        )
        if statement is not None:
            out.append(m.Heading(_DEEP, statement.title, pos=block.pos))
            out.extend(b for b in statement.blocks if isinstance(b, m.Paragraph))
            continue
        if isinstance(block, m.Heading) and loud and isinstance(following, m.Paragraph):
            text, after = runs.plain(block.children), runs.plain(following.children)
            first = block.children[0] if block.children else None
            head = runs.plain((first,)) if isinstance(first, m.Styled) else ""
            goes_on = after[:1].islower() or text.count("(") > text.count(")")
            if (
                isinstance(first, m.Styled)
                and first.style == "strong"
                and len(block.children) > 1
                and text != head
                and text[len(head) :].strip()[:1].isupper()
                and (goes_on or len(text) > 45)
            ):
                out.append(m.replace(block, children=(first,)))
                out.append(m.Paragraph(runs.strip(block.children[1:]), pos=block.pos))
                continue
            if not runs.is_all(block.children[:1], "strong") and goes_on and not titles.kind_of(text):
                out.append(m.Paragraph(block.children, pos=block.pos))
                continue
        if at in run_in and isinstance(block, m.Paragraph):
            cut = run_in[at]
            out.append(
                m.Heading(_DEEP, runs.strip(runs.cut(block.children, 0, cut)), block.id, pos=block.pos)
            )
            out.append(m.Paragraph(runs.strip(runs.cut(block.children, cut)), pos=block.pos))
            continue
        if isinstance(block, m.Paragraph) and numbers and not block.role:
            cut = _numbered_opening(block, numbers)
            if cut:
                out.append(m.Heading(_DEEP, runs.strip(runs.cut(block.children, 0, cut)), pos=block.pos))
                out.append(m.Paragraph(runs.strip(runs.cut(block.children, cut)), pos=block.pos))
                continue
        if isinstance(block, m.Paragraph) and (few or loud) and block.children and not block.role:
            cut = _bold_opening(block) if lone > 1 or loud else 0
            cut = cut or (usual_opening(block, seen) if few else 0)
            if cut:
                head_inlines = runs.strip(runs.cut(block.children, 0, cut))
                kind = titles.kind_of(runs.plain(head_inlines))
                seen.add(titles.title_key(runs.plain(head_inlines)))
                before = out[-1] if out else None
                if not kind and isinstance(before, m.Paragraph) and _wrapped(before, head_inlines, block):
                    out[-1] = m.Heading(_DEEP, runs.join(before.children, head_inlines), pos=before.pos)
                else:
                    out.append(m.Heading(_DEEP, head_inlines, pos=block.pos))
                out.append(m.Paragraph(runs.strip(runs.cut(block.children, cut)), pos=block.pos))
                continue
            text = runs.plain(block.children)
            if len(text) < 60:
                seen.add(titles.title_key(text))
        out.append(block)
    return out


def _tail(blocks: list[m.DraftBlock]) -> int:
    """Where the last part of the text before the reference list begins: statements with a title in their line may follow."""
    last = len(blocks)
    for at, block in enumerate(blocks):
        bold = isinstance(block, m.Paragraph) and runs.is_all(block.children, "strong")
        text = runs.block_text(block)
        short = isinstance(block, m.Paragraph) and len(text) < _SHORT
        if bold or isinstance(block, m.Heading) or (short and titles.is_title(text)):
            kind = titles.kind_of(text)
            if kind == "references":
                break
            if kind not in titles.BACK_KINDS and (kind or not bold) and statement_line(block) is None:
                last = at
    return last


def _bold_statement(block: m.DraftBlock) -> m.Section | None:
    """A statement whose title is set off by its type alone: **Funding** None."""
    match block:
        case m.Paragraph((m.Styled("strong" | "emph") as first, m.Text(value), *_), role="") if (
            value[:1] in " \u00a0"
        ):
            kind = titles.KINDS.get(titles.title_key(m.text_of(first)), "")
            rest = runs.strip(block.children[1:])
            if (
                kind in titles.BACK_KINDS
                and kind not in {"appendix", "publisher-note", "supplement"}
                and (m.text_of(rest)[:1].isupper() or kind == "abbreviations")
            ):
                return m.Section(
                    first.children, (m.Paragraph(rest, pos=block.pos),), role=kind, pos=block.pos
                )
    return None


_PLAIN = frozenset(
    (
        "acknowledgements",
        "contributions",
        "conflict",
        "funding",
        "data-availability",
        "code-availability",
        "ethics",
    )
)


def _plain_statement(block: m.DraftBlock) -> m.Section | None:
    """A statement whose title nothing but the capital behind it sets off: Acknowledgements We thank …"""
    end = usual_opening(block, set()) if isinstance(block, m.Paragraph) and not block.role else 0
    title = m.text_of(block.children)[:end].strip() if end and isinstance(block, m.Paragraph) else ""
    kind = titles.kind_of(title) if title else ""
    if not isinstance(block, m.Paragraph) or kind not in _PLAIN:
        return None
    rest = runs.strip(runs.cut(block.children, end))
    return m.Section(m.text(title), (m.Paragraph(rest, pos=block.pos),), role=kind, pos=block.pos)


_RUN_IN = late(
    r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?[\s\u00a0]+(?=[^\W\d_a-z])(?:[^.:]|\.(?=\d)){2,140}?(?:\b(?:vs|et al|St|Dr|cf)\.[^.:]{0,80})?[.:]?\s*"
)


def _run_in_numbers(blocks: list[m.DraftBlock]) -> dict[int, int]:
    """Paragraphs that open with a numbered title in bold or italics ("**1. Introduction.** Let …"), and where it ends.

    The numbers must count up together with those of the headings, from the first on.
    """
    found: dict[int, int] = {}
    counted: list[tuple[int, ...]] = []
    for at, block in enumerate(blocks):
        if isinstance(block, m.Heading) or (
            isinstance(block, m.Paragraph) and runs.is_all(block.children, "strong")
        ):
            if hit := DECIMAL.match(runs.block_text(block)):
                counted.append(tuple(map(int, hit[1].split("."))))
            continue
        if not isinstance(block, m.Paragraph) or block.role or not block.children:
            continue
        first = block.children[0]
        if not isinstance(first, m.Styled) or first.style not in {"strong", "emph"}:
            continue
        head = m.text_of(first)
        hit = _RUN_IN.fullmatch(head)
        if (
            hit is None
            or (first.style == "emph" and "." not in hit[1])
            or len(m.text_of(block.children)) < len(head) + 20
        ):
            continue
        found[at] = len(head)
        counted.append(tuple(map(int, hit[1].split("."))))
    rising = counted and counted[0] in {(0,), (1,)} and all(a < b for a, b in pairwise(counted))
    return found if rising and len(counted) > 2 else {}


def _wrapped(before: m.Paragraph, head: m.Inlines, block: m.Paragraph) -> bool:
    """Whether a bold line is the second half of the bold line before it."""
    text = runs.plain(before.children)
    near = before.pos is None or block.pos is None or block.pos.line - before.pos.line <= 3
    return (
        near
        and 42 < len(text) < 160
        and runs.is_all(before.children, "strong", "emph")
        and not titles.kind_of(text)
        and len(runs.plain(head).split()) < 8
    )


def _bold_opening(block: m.Paragraph) -> int:
    """Where a bold title without a stop ends at the head of a paragraph; 0 if there is none."""
    first = block.children[0]
    if not isinstance(first, m.Styled) or first.style != "strong" or len(block.children) < 2:
        return 0
    end = at = 0
    for node in block.children:
        if isinstance(node, m.Styled) and node.style in {"strong", "emph"}:
            at += len(m.text_of(node))
            end = at if node.style == "strong" else end
        elif isinstance(node, m.Text) and not node.value.strip():
            at += len(node.value)
        else:
            break
    head = m.text_of(block.children)[:end]
    rest = m.text_of(block.children)[end:].lstrip()
    bare = bare_end(head.strip())
    if (
        not 3 < len(bare) < 160
        or bare[-1] in ".:;,?!–—-"
        or len(bare.split()) > 20
        or not bare[0].isupper()
        or len(rest) < (9 if titles.kind_of(bare) else 60)
    ):
        return 0
    if (
        not patterns.match(r"[A-ZÀ-Þ(“\"]|\d{1,2} [A-Z]", rest)
        or read_label(block.children) is not None
        or names_statement(bare)
        or not bare[-1].isalnum()
    ):
        return 0
    return len(head)


_TITLE_WORDS = late(
    r"(\d{1,2}(?:\.\d{1,2})+)\.?\s+((?:(?:[A-Z][\w’'/-]*|of|and|the|for|in|to|with|on|a|an|by|from|vs\.?|&|via)\s+){2,12})(?=(?:[A-Z][\w’'-]*|I)\s+[a-z])"
)


def _numbered_opening(block: m.Paragraph, numbers: set[str]) -> int:
    """Where a numbered title in title case ends at the head of a paragraph, if its number is the one that is missing; else 0."""
    text = m.text_of(block.children[:1])
    if not text[:1].isdigit():
        return 0
    text = m.text_of(block.children)
    hit = _TITLE_WORDS.match(text)
    if hit is None or hit[1] in numbers:
        return 0
    head, _, last = hit[1].rpartition(".")
    before = f"{head}.{int(last) - 1}" if int(last) > 1 else ""
    if (before and before not in numbers) or len(text) - hit.end() < 60:
        return 0
    words = hit[2].split()
    return hit.end() if words[-1][0].isupper() and sum(word[0].isupper() for word in words) >= 2 else 0


def usual_opening(block: m.Paragraph, seen: set[str]) -> int:
    """Where a usual title in plain type ends at the head of a paragraph ("Background Malaria is …"); 0 if there is none."""
    text = m.text_of(block.children)
    if len(text) < _LEAST:
        return 0
    words = text[:90].split(" ")
    for count in range(min(7, len(words) - 1), 0, -1):
        head = " ".join(words[:count])
        kind = titles.KINDS.get(head.casefold().replace("’", "'"), "")
        if (
            not kind
            or kind in titles.FRONT_KINDS
            or head.casefold() in seen
            or kind in {"cases", "appendix", "publisher-note", "related-work"}
        ):
            continue
        rest = text[len(head) :].lstrip()
        if kind == "references":
            if patterns.match(r"\[?1[\].]\s*\S", rest):
                return len(text) - len(rest)
            continue
        if (
            head[:1].isupper()
            and (rest[:1].isupper() or (kind == "author-information" and rest[:1] in "1["))
            and len(rest) > (30 if kind in titles.BODY_KINDS else 9)
            and not patterns.match(r"[A-Z][\w-]*\s+(?:and|or|of)\b", rest)
        ):
            return len(head) + len(text[len(head) :]) - len(text[len(head) :].lstrip())
    return 0
