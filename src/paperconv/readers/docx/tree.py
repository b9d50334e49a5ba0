"""pandoc's tree with the marks of paragraphs in it: the marks come out, and their places go in."""

from __future__ import annotations

from typing import Any

from paperconv.readers.docx.paragraphs import MARK_CLOSE, MARK_OPEN

PART = "paragraph "
_WITH_ATTRIBUTES = frozenset({"Span", "Link"})
_PLAIN = frozenset({"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"})


def take_marks(items: list[Any]) -> None:
    """Take the marks out of ``items``, pandoc's blocks; each block gets the ``place`` of its first paragraph.

    So do the paragraphs inside of them.
    """
    kept: list[Any] = []
    for item in items:
        number = _take(item)
        if number:
            item["place"] = f"{PART}{number}"
        if number != "0":
            kept.append(item)
    items[:] = kept


def _take(node: Any) -> str:
    """Remove all marks under ``node``; returns the first."""
    first = ""
    stack: list[Any] = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack.extend(reversed(one))
            continue
        if not isinstance(one, dict):
            continue
        content: Any = one.get("c")
        match one.get("t"):
            case "Para" | "Plain":
                number = _from_inlines(content)
                first = first or (number if number[:1] != "-" else "")
                if number:
                    one["place"] = f"{PART}{number}"
                stack.extend(reversed([x for x in content if isinstance(x, dict) and x.get("t") == "Note"]))
            case "CodeBlock":
                number, content[1] = _from_text(content[1])
                first = first or number
                if number:
                    one["place"] = f"{PART}{number}"
            case _ if isinstance(content, list):
                stack.extend(reversed(content))
            case _:
                pass
    return first


def _from_inlines(inlines: list[Any]) -> str:
    """Take the mark from the first word of ``inlines``."""
    at = 0
    while at < len(inlines) and at < 4:
        one = inlines[at]
        if one.get("t") == "Str" and MARK_OPEN in one["c"]:
            number, rest = _from_text(one["c"])
            if rest:
                one["c"] = rest
            else:
                del inlines[at]
            while inlines and inlines[0].get("t") in {"Space", "SoftBreak"}:
                del inlines[0]
            return number
        kind = one.get("t")
        inner = one["c"][1] if kind in _WITH_ATTRIBUTES else one["c"] if kind in _PLAIN else []
        if number := _from_inlines(inner):
            return number
        at += 1
    return ""


def _from_text(text: str) -> tuple[str, str]:
    """The numbers of all marks in ``text``, the first of them, and what is left."""
    first, out = "", []
    for number, part in enumerate(text.split(MARK_OPEN)):
        mark, found, rest = part.partition(MARK_CLOSE)
        if not number or not found:
            out.append(part)
            continue
        first = first or mark
        out.append(rest)
    return first, "".join(out)
