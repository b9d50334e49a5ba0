"""What an author sets apart with plain paragraphs and tables: boxes, algorithms, listings, dividers.

A table of one cell is a box; what stands below "Algorithm 1. …" is one.
"""

from __future__ import annotations

from functools import cache

from paperconv import model as m
from paperconv.manuscript import runs
from paperconv.manuscript.legends import anchor_of
from paperconv.patterns import late
from paperconv.wording import languages, wording

_NUMBER = r"(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?"
_LEAD = late(rf"\s*(([^\W\d_]{{2,20}})[ \xa0]({_NUMBER}))\s*(?:\(([^()]{{1,120}})\))?\s*([.:])?(?=\s|$)")
_DIVIDER = late(r"\s*(?:(?:[*•·∗✱]\s*){3,9}|⁂)\s*")
_LONGEST_TITLE = 120


def set_apart(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """``blocks`` with the boxes, algorithms and listings that stand in them whole."""
    out: list[m.DraftBlock] = []
    at = 0
    while at < len(blocks):
        made, at = _one(blocks, at)
        out.append(made)
    return out


def _one(blocks: list[m.DraftBlock], at: int) -> tuple[m.DraftBlock, int]:
    """The block that begins at ``at``, and where the next begins."""
    block = blocks[at]
    match block:
        case m.Paragraph(role="") if _DIVIDER.fullmatch(m.text_of(block.children)):
            return m.Divider(pos=block.pos), at + 1
        case m.Paragraph(role="" | "caption"):
            return _titled(blocks, at, block) or (block, at + 1)
        case m.Table() if (inside := _framed(block)) is not None:
            return _box(block, inside), at + 1
        case _:
            return block, at + 1


def _titled(blocks: list[m.DraftBlock], at: int, block: m.Paragraph) -> tuple[m.DraftBlock, int] | None:
    text = m.text_of(block.children)
    found = _LEAD.match(text)
    if found is None:
        return None
    kind = _words().get(found[2].casefold(), "")
    styled = runs.is_all(
        runs.cut(block.children, found.start(1), found.end(1)), "strong", "emph", "smallcaps"
    )
    if not kind or not (styled or found[5]):
        return None
    end = found.end()
    label, anchor = " ".join(found[1].split()), anchor_of(block.children, found.end(1))
    rest = runs.strip(runs.cut(block.children, end))
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if found[4] or len(m.text_of(rest)) > _LONGEST_TITLE * 2:
        return None
    caption = m.Caption((), (m.Paragraph(rest, pos=block.pos),)) if rest else None
    match following:
        case m.CodeBlock(label="", caption=()) if kind == "listing":
            return m.replace(following, id=following.id or anchor, label=label, caption=rest), at + 2
        case m.List() | m.CodeBlock(label="") if kind == "algorithm":
            return m.Algorithm((following,), anchor, label, caption, pos=block.pos), at + 2
        case m.Table() if kind in {"algorithm", "box"} and (inside := _framed(following)) is not None:
            if kind == "box":
                return m.Box(inside, "box", rest, anchor, label, pos=block.pos), at + 2
            return m.Algorithm(inside, anchor, label, caption, pos=block.pos), at + 2
        case _:
            return None


def _framed(table: m.Table) -> m.Blocks | None:
    """What a table of one cell holds that is nothing but a frame around text; None for any other table."""
    rows = [*table.head, *(row for body in table.bodies for row in body.rows), *table.foot]
    if len(rows) != 1 or len(rows[0].cells) != 1 or table.caption is not None or table.label or table.notes:
        return None
    blocks = rows[0].cells[0].blocks
    return blocks if any(isinstance(one, m.Paragraph) and m.text_of(one).strip() for one in blocks) else None


def _box(table: m.Table, inside: m.Blocks) -> m.Box:
    first = inside[0]
    title: m.Inlines = ()
    label = anchor = ""
    if isinstance(first, m.Paragraph) and len(m.text_of(first)) <= _LONGEST_TITLE and len(inside) > 1:
        found = _LEAD.match(m.text_of(first.children))
        if found is not None and _words().get(found[2].casefold()) == "box" and not found[4]:
            label, anchor = " ".join(found[1].split()), anchor_of(first.children, found.end(1))
            title = runs.unwrap(runs.strip(runs.cut(first.children, found.end())))
        elif runs.is_all(first.children, "strong"):
            title = runs.unwrap(first.children)
    kept = inside[1:] if title or label else inside
    return m.Box(kept, "box" if label else "", title, table.id or anchor, label, pos=table.pos)


@cache
def _words() -> dict[str, str]:
    """Each word for an algorithm, a listing or a box, in all languages, and what it is in English."""
    return {
        word.casefold(): kind
        for language in reversed(languages())
        for kind, word in (
            ("algorithm", wording(language).algorithm),
            ("listing", wording(language).listing),
            ("box", wording(language).box),
        )
    }
