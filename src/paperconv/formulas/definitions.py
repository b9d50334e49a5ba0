r"""What ``\newcommand`` and its like define (LaTeX's usrguide, sections 2 and 3; The TeXbook, chapter 20; mathtools)."""

from __future__ import annotations

from paperconv.formulas.feed import Feed
from paperconv.formulas.macros import NO_VALUE, Macro, Parameter, Stuck
from paperconv.formulas.tokens import Token, is_blank

_LATEX = frozenset(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"))
_XPARSE = frozenset(f"{verb}DocumentCommand" for verb in ("New", "Renew", "Provide", "Declare"))
_TEX = frozenset(("def", "gdef", "edef", "xdef"))
DEFINING = _LATEX | _XPARSE | _TEX | {"let", "DeclareMathOperator", "DeclarePairedDelimiter"}
"""Commands that define another."""
BEYOND_PANDOC = _XPARSE | {"DeclarePairedDelimiter"}
"""Those that pandoc skips."""
PREFIXES = frozenset(("global", "long", "protected", "outer"))
"""What may stand before ``\\def``, and changes nothing here."""


def definition(command: str, feed: Feed) -> tuple[str, Macro]:
    """What the defining ``command``, whose arguments come next, defines: a name, and what it stands for.

    Raises:
        Stuck: it is not understood.
    """
    starred = command not in _TEX and command != "let" and feed.star()
    name = _name(feed)
    if command in _TEX:
        parameters, literal = _pattern(feed), feed.upto("}")
        return name, Macro.of(tuple(literal), parameters)
    if command == "let":
        if feed.next() == "=":
            feed.solid()
        return name, Macro.of((feed.solid(),), final=True)
    if command == "DeclareMathOperator":
        operator = ("\\operatorname", *(("*",) if starred else ()), "{", *feed.argument(), "}")
        return name, Macro.of(operator)
    if command == "DeclarePairedDelimiter":
        return name, _paired(feed.argument(), feed.argument())
    if command in _XPARSE:
        specified = _specified(feed.argument())
        return name, Macro.of(tuple(feed.argument()), specified)
    count = "".join(feed.bracketed() or ["0"]).strip()
    default = feed.bracketed()
    if not count.isdigit():
        raise Stuck
    taken = [Parameter()] * int(count)
    if default is not None and taken:
        taken[0] = Parameter("o", tuple(default))
    return name, Macro.of(tuple(feed.argument()), tuple(taken))


def _name(feed: Feed) -> str:
    """The command that is defined, in braces or bare."""
    held = [token for token in feed.argument() if not is_blank(token)]
    if len(held) != 1 or held[0][0] != "\\" or len(held[0]) < 2:
        raise Stuck
    return held[0][1:]


def _pattern(feed: Feed) -> tuple[Parameter, ...]:
    r"""What stands between the name and the body of a ``\def``: ``#1,#2;``."""
    pattern = feed.upto("{")
    out: list[Parameter] = []
    for token in pattern:
        if token[0] == "#" and len(token) == 2:
            out.append(Parameter())
        elif token[0] == "#":
            raise Stuck
        elif out and out[-1].kind in {"m", "until"}:
            out[-1] = Parameter("until", (*out[-1].tokens, token))
        elif not is_blank(token) or out:
            before = out.pop().tokens if out else ()
            out.append(Parameter("text", (*before, token)))
    return tuple(out)


def _paired(left: list[Token], right: list[Token]) -> Macro:
    r"""``\abs{x}``, ``\abs*{x}`` with delimiters that grow; the size in ``\abs[\big]{x}`` is let go (mathtools, section 3.6)."""
    grown = ("\\left", *left, "#3", "\\right", *right)
    body = ("\\IfBooleanTF", "{", "#1", "}", "{", *grown, "}", "{", *left, "#3", *right, "}")
    return Macro.of(body, (Parameter("s"), Parameter("o"), Parameter()))


def _specified(specification: list[Token]) -> tuple[Parameter, ...]:
    """The parameters of a document command: ``s``, ``m``, ``o``, ``O{default}``, with or without ``+`` and ``!``."""
    feed = Feed(specification)
    out: list[Parameter] = []
    while feed.next():
        match feed.solid():
            case "m":
                out.append(Parameter())
            case "s":
                out.append(Parameter("s"))
            case "o":
                out.append(Parameter("o", NO_VALUE))
            case "O":
                out.append(Parameter("o", tuple(feed.argument())))
            case "+" | "!":
                pass
            case _:
                raise Stuck
    return tuple(out)
