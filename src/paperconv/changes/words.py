"""Changes within a line: word by word, so that a reviewer sees what was touched and no more."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from paperconv import model as m
from paperconv.patterns import late

Kind: TypeAlias = Literal["insertion", "deletion"]

_WORD = late(r"\w+|\s+|[^\w\s]")
_MOST = 4000  # words of a line that are compared one by one
_ALIKE = 0.35  # lines less alike than this are another line


class Atom:
    """The least that changes: a word, or an inline that is whole or not there, in the styles around it."""

    __slots__ = ("key", "node", "wraps")

    def __init__(self, node: m.Inline, wraps: tuple[m.Styled | m.Link | m.Span, ...]) -> None:
        self.node = node
        self.wraps = wraps
        words = m.text_of(node) if not isinstance(node, m.Math) else node.tex
        styles = tuple(one.style if isinstance(one, m.Styled) else type(one).__name__ for one in wraps)
        self.key = (type(node).__name__ if not isinstance(node, m.Text) else "", words, styles)


def changed_line(old: m.Inlines, new: m.Inlines, author: str) -> m.Inlines:
    """``new`` with its insertions marked, and what ``old`` had more as deletions."""
    before, after = list(_atoms(old, ())), list(_atoms(new, ()))
    if [one.key for one in before] == [one.key for one in after]:
        return new
    if len(before) > _MOST or len(after) > _MOST:
        return (*whole(old, "deletion", author), *whole(new, "insertion", author))
    out: list[m.Inline] = []
    matcher = difflib.SequenceMatcher(
        None, [one.key for one in before], [one.key for one in after], autojunk=False
    )
    for tag, i, j, k, n in _coarse(matcher.get_opcodes(), before):
        if tag == "equal":
            out.extend(_line(after[k:n]))
            continue
        if i < j:
            out.extend(whole(_line(before[i:j]), "deletion", author))
        if k < n:
            out.extend(whole(_line(after[k:n]), "insertion", author))
    return tuple(out)


def whole(line: m.Inlines, kind: Kind, author: str) -> m.Inlines:
    """All of ``line`` as one change. What is deleted points to nothing any more: pointers become their words."""
    if not line:
        return ()
    return (m.Change(kind, loose(line) if kind == "deletion" else line, author),)


def loose(line: m.Inlines) -> m.Inlines:
    """``line`` without ids and pointers."""

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.Citation() | m.CrossRef() | m.NoteRef():
                return m.text(m.text_of(node))
            case m.Span(children):
                return children
            case m.Change(_, children):
                return children
            case m.Comment() | m.IndexTerm():
                return ()
            case _:
                return None

    return m.rewrite(m.Paragraph(line), rule).children


def alike(old: str, new: str) -> bool:
    """Whether one line may have become the other."""
    if not old or not new:
        return False
    matcher = difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _atoms(line: Iterable[m.Inline], wraps: tuple[m.Styled | m.Link | m.Span, ...]) -> Iterator[Atom]:
    for node in line:
        match node:
            case m.Text(value):
                for found in _WORD.finditer(value):
                    yield Atom(m.Text(found[0]), wraps)
            case m.Styled(_, children) | m.Link(_, children) | m.Span(children) if children:
                yield from _atoms(children, (*wraps, node))
            case _:
                yield Atom(node, wraps)


def _coarse(
    codes: Sequence[tuple[str, int, int, int, int]], before: Sequence[Atom]
) -> Iterator[tuple[str, int, int, int, int]]:
    """``codes`` with changes joined that only a blank or a lone mark parts: nobody reads those one by one."""
    held: tuple[str, int, int, int, int] | None = None
    for at, code in enumerate(codes):
        tag, i, j, _k, n = code
        small = tag == "equal" and j - i == 1 and not any(c.isalnum() for c in str(before[i].key[1]))
        if held is not None and (tag != "equal" or (small and at + 1 < len(codes))):
            held = ("replace", held[1], j, held[3], n)
        elif tag != "equal":
            held = code
        else:
            if held is not None:
                yield held
                held = None
            yield code
    if held is not None:
        yield held


def _line(atoms: Sequence[Atom], depth: int = 0) -> m.Inlines:
    """``atoms`` as inlines again, with their styles around them."""
    out: list[m.Inline] = []
    at = 0
    while at < len(atoms):
        wraps = atoms[at].wraps
        end = at + 1
        if len(wraps) <= depth:
            node = atoms[at].node
            last = out[-1] if out else None
            if isinstance(node, m.Text) and isinstance(last, m.Text):
                out[-1] = m.Text(last.value + node.value)
            else:
                out.append(node)
        else:
            while (
                end < len(atoms) and len(atoms[end].wraps) > depth and atoms[end].wraps[depth] is wraps[depth]
            ):
                end += 1
            out.append(m.replace(wraps[depth], children=_line(atoms[at:end], depth + 1)))
        at = end
    return tuple(out)
