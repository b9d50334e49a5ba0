"""A flat run of headings and blocks as a tree of sections with roles."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import headings, notes, runs, titles
from paperconv.manuscript.headings import Title
from paperconv.manuscript.levels import set_levels


class Tree(msgspec.Struct):
    """``blocks`` stand before the first heading. ``aliases`` are anchors of headings → ids of their sections."""

    blocks: m.Blocks
    sections: tuple[m.Section, ...]
    back: tuple[m.Section, ...]
    aliases: dict[str, str]


class _Part(msgspec.Struct):
    title: Title
    blocks: list[m.Block]
    after: bool


_ROLES = titles.BODY_KINDS | titles.BACK_KINDS
_NO_ROLE = frozenset(("limitations", "related-work", "author-information", "publisher-note", "cases"))
# These leave the body also where parts of it follow.
_ALWAYS_BACK = frozenset(
    (
        "acknowledgements",
        "funding",
        "conflict",
        "contributions",
        "data-availability",
        "code-availability",
        "publisher-note",
    )
)


def build_sections(blocks: list[m.DraftBlock], references: int | None, title: m.Inlines, log: Log) -> Tree:
    """The tree of ``blocks``; ``references`` is the index in it at which the reference list stood, None if there is none."""
    parts: list[_Part] = []
    heads: list[m.Heading] = []
    first: list[m.Block] = []
    running = notes.fold(runs.plain(title))
    count = back = 0  # those before the reference list; the level of the part of the back matter that goes on
    for at, block in enumerate(blocks):
        behind = references is not None and at >= references
        if isinstance(block, m.Heading):
            text = runs.plain(block.children)
            if running and len(running) > 12 and notes.fold(text) == running:
                log(
                    Diagnostic(
                        Rule.FURNITURE_REMOVED,
                        f'running head taken out: "{text[:60]}"',
                        Severity.INFO,
                        block.pos,
                        removed=text,
                    )
                )
                continue
            if not text and not any(isinstance(n, m.Math | m.Image) for n in block.children):
                continue
            back = block.level if block.role == "back" else back if block.level > back else 0
            parts.append(_Part(headings.read_title(block), [], behind or back > 0))
            heads.append(block)
            count += not behind
            continue
        (parts[-1].blocks if parts else first).append(block)
    set_levels([part.title for part in parts], heads, count, log)
    aliases: dict[str, str] = {}
    made, _ = _nest(parts, 0, 0, aliases)
    return Tree(tuple(first), *_divide(made), aliases)


class _Made(msgspec.Struct):
    section: m.Section
    kind: str
    after: bool
    lettered: bool


def _nest(parts: list[_Part], at: int, above: int, aliases: dict[str, str]) -> tuple[list[_Made], int]:
    out: list[_Made] = []
    while at < len(parts) and parts[at].title.level > above:
        part = parts[at]
        title = part.title
        inner, at = _nest(parts, at + 1, title.level, aliases)
        kind = title.kind
        role = kind if kind in _ROLES and kind not in _NO_ROLE else ""
        if title.style in {"letter", "sub"} and part.after and not role:
            role = "appendix" if title.level == 1 else ""
        if title.aliases and not title.id:
            title.id = title.aliases[0]
        for alias in title.aliases:
            if alias != title.id:
                aliases[alias] = title.id
        section = m.Section(
            title.inlines, tuple(part.blocks), tuple(i.section for i in inner), title.id, role, title.label, pos=title.pos
        )  # fmt: skip
        out.append(_Made(section, kind, part.after, title.style in {"letter", "appendix"}))
    return out, at


def _divide(made: list[_Made]) -> tuple[tuple[m.Section, ...], tuple[m.Section, ...]]:
    """Body and back of the paper."""
    last = max(
        (
            n
            for n, one in enumerate(made)
            if one.kind not in titles.BACK_KINDS and not (one.after and one.kind not in titles.BODY_KINDS)
        ),
        default=-1,
    )
    before = max(
        (n for n, one in enumerate(made[: last + 1]) if not one.after and one.kind not in titles.BACK_KINDS),
        default=-1,
    )
    body: list[m.Section] = []
    back: list[m.Section] = []
    appendix = methods = False
    for number, one in enumerate(made):
        section = one.section
        methods = one.after and (one.kind == "methods" or (methods and not one.kind))
        appendix = appendix or one.kind == "appendix" or (one.after and one.lettered)
        if one.kind in titles.BACK_KINDS and (
            number > last
            or (number > before and not one.after)
            or one.kind in _ALWAYS_BACK
            or (one.kind == "appendix" and number > 0)
        ):
            back.append(section)
        elif one.after and (one.kind in {"methods", "results", "discussion"} or methods) and not appendix:
            body.append(section)
        elif one.after:
            back.append(
                m.replace(section, role="appendix")
                if (appendix and not section.role) or one.lettered
                else section
            )
        elif one.lettered and appendix:
            back.append(m.replace(section, role=section.role or "appendix"))
        else:
            body.append(section)
    return tuple(body), tuple(back)
