"""The arguments of a command of LaTeX."""

from __future__ import annotations

from paperconv.formulas.tex import closing

_LONGEST = 20_000
"""How long an argument can be, in characters."""


def arguments(text: str, at: int) -> tuple[list[str], str | None, int]:
    """The optional arguments at ``at``, the one in braces (None if there is none), and where they end."""
    options: list[str] = []
    while True:
        begin = after_blanks(text, at)
        held = group_at(text, begin, "[]")
        if held is None:
            break
        options.append(held[0])
        at = held[1]
    group = group_at(text, begin, "{}")
    return (options, None, at) if group is None else (options, group[0], group[1])


def after_blanks(text: str, at: int) -> int:
    """The first place from ``at`` on that is not blank."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def group_at(text: str, at: int, brackets: str) -> tuple[str, int] | None:
    """What stands in the ``brackets`` that open at ``at``, and where that ends."""
    if text[at : at + 1] != brackets[0]:
        return None
    end = closing(text[: at + _LONGEST], at, brackets)
    return None if end < 0 else (text[at + 1 : end], end + 1)
