"""TeX as tokens: commands, braces, parameters, blanks, comments, characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from paperconv.patterns import late

Token: TypeAlias = str
Tokens: TypeAlias = tuple[Token, ...]

_VERBATIM = (
    r"\\begin\{(verbatim|Verbatim|lstlisting|minted|comment|filecontents)\*?\}.*?\\end\{\1\*?\}"
    r"|\\verb\*?([^A-Za-z\s*]).*?\2"
)
# A group of its own, so that what is not looked into is one token.
_TOKEN = late(rf"{_VERBATIM}|\\(?:[A-Za-z]+|.|$)|%[^\n]*\n?[ \t]*|#+[1-9]?|\s+|.", 16)
_PRIVATE = late(rf"{_VERBATIM}|\\(?:[A-Za-z@]+|.|$)|%[^\n]*\n?[ \t]*|#+[1-9]?|\s+|.", 16)
_SWITCHES = {"\\makeatletter": _PRIVATE, "\\makeatother": _TOKEN}


def tokens_of(tex: str) -> list[Token]:
    r"""The tokens of ``tex``; ``@`` is a letter between ``\makeatletter`` and ``\makeatother``."""
    out: list[Token] = []
    pattern = _TOKEN
    place = 0
    while place < len(tex):
        found = pattern.match(tex, place)
        if found is None:
            break
        token = found.group()
        place = found.end()
        pattern = _SWITCHES.get(token, pattern)
        out.append(token)
    return out


def joined(tokens: Iterable[Token]) -> str:
    """The TeX of ``tokens``; a blank keeps a command from the letter behind it."""
    out: list[str] = []
    command = False
    for token in tokens:
        if command and token[0].isascii() and token[0].isalpha():
            out.append(" ")
        command = is_word(token)
        out.append(token)
    return "".join(out)


def is_word(token: Token) -> bool:
    """Whether ``token`` is a command whose name is letters."""
    return len(token) > 1 and token[0] == "\\" and (token[1].isalpha() or token[1] == "@")


def is_blank(token: Token) -> bool:
    """Whether TeX skips ``token`` before an argument."""
    return token[0] == "%" or token.isspace()
