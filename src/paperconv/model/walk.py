"""Visit and rebuild trees without writing the recursion again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

from paperconv.model.block import Block, CodeBlock, Equation, RawBlock
from paperconv.model.inline import Citation, CodeSpan, Image, Inlines, LineBreak, Math, RawInline, Text
from paperconv.model.node import SHAPES, Node, children, replace

N = TypeVar("N", bound=Node)
Rewrite: TypeAlias = Callable[[Node], Node | tuple[Node, ...] | None]


def iter_nodes(node: Node) -> Iterator[Node]:
    """``node`` and all its descendants in document order."""
    stack: list[Node] = [node]
    while stack:
        current = stack.pop()
        yield current
        if SHAPES[type(current)]:  # most nodes are text, which holds no other
            stack.extend(reversed(children(current)))


def rewrite(node: N, rule: Rewrite) -> N:
    """Apply ``rule`` to each descendant of ``node``, children first.

    A rule returns the node itself or None (keep), another node (replace) or a tuple (splice; empty deletes).
    Untouched subtrees are shared, not copied.

    Raises:
        ValueError: a rule gave none or several nodes where a field holds exactly one.
    """
    changes: dict[str, Any] = {}
    for name, many in SHAPES[type(node)]:
        value = getattr(node, name)
        if not value:
            continue
        new = _items(value if many else (value,), rule)
        if many:
            if new is not value:
                changes[name] = new
        elif len(new) != 1:
            raise ValueError(f"{type(node).__name__}.{name} needs exactly one node")
        elif new[0] is not value:
            changes[name] = new[0]
    return replace(node, **changes) if changes else node


def _items(nodes: tuple[Node, ...], rule: Rewrite) -> tuple[Node, ...]:
    """``nodes`` after ``rule``: the same tuple if none of them has changed."""
    out: list[Node] | None = None
    for place, node in enumerate(nodes):
        rebuilt = rewrite(node, rule) if SHAPES[type(node)] else node
        new = rule(rebuilt)
        if new is None:
            new = rebuilt
        if out is None:
            if new is node:
                continue
            out = list(nodes[:place])
        if isinstance(new, tuple):
            out += new
        else:
            out.append(new)
    return nodes if out is None else tuple(out)


def rewrite_runs(
    node: N, wanted: Callable[[Node], bool], change: Callable[[tuple[Any, ...]], tuple[Any, ...]]
) -> N:
    """``node`` with ``change`` made to each run of nodes side by side, below it, that holds one that is ``wanted``."""

    def rule(held: Node) -> Node | None:
        changes: dict[str, Any] = {}
        for name, many in SHAPES[type(held)]:
            run = getattr(held, name)
            if many and any(map(wanted, run)) and (new := change(run)) != run:
                changes[name] = new
        return replace(held, **changes) if changes else None

    return rewrite(node, rule)


_SPEAKING = frozenset({CodeSpan, CodeBlock, Math, Equation, Image, LineBreak, RawInline, RawBlock, Citation})
"""Kinds of nodes that say something besides the words of their children, or do not say these."""


def joined_lines(blocks: Iterable[Block]) -> Iterator[tuple[Block, tuple[Equation, ...]]]:
    """Each of ``blocks`` with the formulas that are joined to it, which do not come again."""
    held: list[Block] = []
    for block in blocks:
        if held and isinstance(block, Equation) and block.joined:
            held.append(block)
            continue
        if held:
            yield held[0], tuple(one for one in held[1:] if isinstance(one, Equation))
        held = [block] if isinstance(block, Equation) else []
        if not held:
            yield block, ()
    if held:
        yield held[0], tuple(one for one in held[1:] if isinstance(one, Equation))


def text_of(*nodes: Node | Iterable[Node]) -> str:
    """The words of ``nodes`` without markup.

    A formula gives its TeX, a picture its alternative text, a citation what is printed for it.
    """
    parts: list[str] = []
    stack: list[Node] = []
    for given in reversed(nodes):
        stack.extend((given,) if isinstance(given, Node) else reversed(tuple(given)))
    while stack:
        node = stack.pop()
        # Nearly all nodes are text or hold it; the others are looked at one by one.
        if type(node) is Text:
            parts.append(node.value)
            continue
        if type(node) not in _SPEAKING:
            if SHAPES[type(node)]:
                stack.extend(reversed(children(node)))
            continue
        match node:
            case CodeSpan(value):
                parts.append(value)
            case CodeBlock(value, caption=caption):
                parts.append(value)
                stack.extend(reversed(caption))
            case Math(tex) | Equation(tex):
                parts.append(tex)
            case Image(_, alt):
                parts.append(alt)
            case LineBreak():
                parts.append(" ")
            case RawInline(_, value) | RawBlock(_, value):
                parts.append(value)
            case Citation(items, _, source, rendered):
                stack.extend(reversed(rendered or source or items))
    return "".join(parts)


def text(value: str) -> Inlines:
    """``value`` as inlines: none if it is empty."""
    return (Text(value),) if value else ()
