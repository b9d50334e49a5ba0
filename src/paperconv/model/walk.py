"""Visit and rebuild trees without writing the recursion again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

from paperconv.model.block import CodeBlock, Equation, RawBlock
from paperconv.model.inline import Citation, CodeSpan, Image, Inlines, LineBreak, Math, RawInline, Text
from paperconv.model.node import Node, children, holding_fields, replace

N = TypeVar("N", bound=Node)
Rewrite: TypeAlias = Callable[[Node], Node | tuple[Node, ...] | None]


def iter_nodes(node: Node) -> Iterator[Node]:
    """``node`` and all its descendants in document order."""
    stack: list[Node] = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))


def rewrite(node: N, rule: Rewrite) -> N:
    """Apply ``rule`` to each descendant of ``node``, children first.

    A rule returns the node itself or None (keep), another node (replace) or a tuple (splice; empty deletes).
    Untouched subtrees are shared, not copied.

    Raises:
        ValueError: a rule gave none or several nodes where a field holds exactly one.
    """
    changes: dict[str, Any] = {}
    for name in holding_fields(type(node)):
        value = getattr(node, name)
        if not value:
            continue
        if isinstance(value, tuple):
            out: list[Any] = []
            changed = False
            for item in value:
                if not isinstance(item, Node):
                    out.append(item)
                    continue
                new = _apply(item, rule)
                if len(new) != 1 or new[0] is not item:
                    changed = True
                out.extend(new)
            if changed:
                changes[name] = tuple(out)
        elif isinstance(value, Node):
            new = _apply(value, rule)
            if len(new) != 1:
                raise ValueError(f"{type(node).__name__}.{name} needs exactly one node")
            if new[0] is not value:
                changes[name] = new[0]
    return replace(node, **changes) if changes else node


def _apply(node: Node, rule: Rewrite) -> tuple[Node, ...]:
    rebuilt = rewrite(node, rule)
    result = rule(rebuilt)
    if result is None:
        return (rebuilt,)
    return result if isinstance(result, tuple) else (result,)


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
        match node:
            case Text(value) | CodeSpan(value):
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
            case _:
                stack.extend(reversed(children(node)))
    return "".join(parts)


def text(value: str) -> Inlines:
    """``value`` as inlines: none if it is empty."""
    return (Text(value),) if value else ()
