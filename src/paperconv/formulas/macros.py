"""The macros of one manuscript, and bounds on what they may do."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from paperconv.formulas.tokens import Token, Tokens, is_word

MAX_DEFINED = 5000
"""Macros that one manuscript may have."""
MAX_TOKENS = 200_000
"""Tokens that calls may have put in their place at one time."""

CONDITIONALS = frozenset(
    ("if", "ifx", "ifnum", "ifodd", "ifcase", "ifdefined", "ifcsname", "iftrue", "iffalse", "ifmmode", "ifcat", "ifdim",
     "ifhmode", "ifvmode", "ifinner", "ifvoid", "ifhbox", "ifvbox", "ifeof", "ifpdf", "ifxetex", "ifluatex")
)  # fmt: skip
r"""What ends with ``\fi`` (The TeXbook, chapter 20)."""

CHOICES = {
    "ifthenelse": 1, "ifstrempty": 1, "ifblank": 1, "ifstrequal": 2, "IfNoValueTF": 1, "IfValueTF": 1, "IfBooleanTF": 1,
    "@ifmtarg": 1, "@ifstar": 0, "@ifnextchar": 1,
}  # fmt: skip
"""Commands that choose between their last two arguments, by how many arguments they look at before."""

NO_VALUE = ("-NoValue-",)
"""What stands for an argument that was not given, where a macro asks for that (xparse)."""
TRUE, FALSE = "\\BooleanTrue", "\\BooleanFalse"

# pandoc knows what \ifmmode means, and nobody what the others of its kind mean.
_DECIDING = (
    frozenset(("if", "ifx", "ifnum", "ifodd", "ifcase", "ifdefined", "ifcsname", "ifcat"))
    | CHOICES.keys()
    | {"pdfstrcmp", "strcmp", "csname", "expandafter"}
)


_STEP = 10  # tokens that a step is worth


class Stuck(Exception):
    """The macros ask for what is not known here, or for more than is allowed."""


class Parameter(msgspec.Struct, frozen=True):
    """What a macro reads behind its name.

    ``kind``: ``m`` an argument, ``o`` one in brackets, else ``tokens``, ``s`` a star, ``until`` all up to ``tokens``, ``text``
    the ``tokens`` themselves, which are no argument.
    """

    kind: str = "m"
    tokens: Tokens = ()


class Macro(msgspec.Struct, frozen=True):
    """What a command stands for. ``final``: a command that means itself, whatever is defined later."""

    body: Tokens
    parameters: tuple[Parameter, ...] = ()
    final: bool = False
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, body: Tokens, parameters: tuple[Parameter, ...] = (), *, final: bool = False) -> Macro:
        """A macro that knows the names of the commands in it; comments and blanks that end names are gone."""
        body = tuple(
            token
            for before, token in zip(("", *body), body, strict=False)
            if token[0] != "%" and not (is_word(before) and token.isspace() and token.count("\n") < 2)
        )
        held = (body, *(one.tokens for one in parameters))
        names = frozenset(token[1:] for part in held for token in part if token[0] == "\\")
        return cls(body, parameters, final, names)

    def filled_in(self, arguments: Sequence[Sequence[Token]]) -> list[Token]:
        """The body with ``arguments`` for its parameters; ``##1`` is the parameter of a definition inside it.

        Raises:
            Stuck: it is too long.
        """
        out: list[Token] = []
        for token in self.body:
            if token[0] != "#":
                out.append(token)
            elif token.startswith("##"):
                out.append(token[1:])
            elif len(token) == 2 and int(token[1]) <= len(arguments):
                out.extend(arguments[int(token[1]) - 1])
                if len(out) > MAX_TOKENS:
                    raise Stuck
            else:
                out.append(token)
        return out


class Macros:
    r"""What commands stand for, and what ``\newif`` made.

    ``hard`` are those that pandoc cannot fill in: they decide, or name others, or lead to one that does.
    """

    def __init__(self) -> None:
        self.known: dict[str, Macro] = {"@empty": Macro(()), "empty": Macro(())}
        self.flags: dict[str, bool] = {"iftrue": True, "iffalse": False}
        self.hard: set[str] = set()
        self.any = False

    def define(self, name: str, macro: Macro, *, hard: bool = False) -> None:
        """Let ``name`` stand for ``macro``, which is ``hard`` even if it is nothing but text.

        Raises:
            Stuck: there are too many.
        """
        if len(self.known) > MAX_DEFINED:
            raise Stuck
        self.any = True
        self.known[name] = macro
        if not hard and not self._decides(macro):
            self.hard.discard(name)
            return
        found = {name} - self.hard
        while found:
            self.hard |= found
            found = {one for one, held in self.known.items() if held.names & found} - self.hard

    def _decides(self, macro: Macro) -> bool:
        names = macro.names
        return not (
            names.isdisjoint(_DECIDING) and names.isdisjoint(self.hard) and names.isdisjoint(self.flags)
        )


class Budget:
    """How many tokens may still be read again, and how deep the work may go; all runs of one call share one."""

    def __init__(self, tokens: int, depth: int) -> None:
        self._tokens = tokens
        self._depth = depth

    def spend(self, tokens: int) -> None:
        """Take a step that puts so many ``tokens`` into the place of others.

        Raises:
            Stuck: that is more than is left.
        """
        self._tokens -= tokens + _STEP
        if self._tokens < 0:
            raise Stuck

    def enter(self) -> None:
        """Go one level down.

        Raises:
            Stuck: there is none.
        """
        self._depth -= 1
        if self._depth < 0:
            raise Stuck

    def leave(self) -> None:
        """Come one level up."""
        self._depth += 1
