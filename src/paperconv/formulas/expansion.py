r"""TeX macros filled in: what pandoc leaves, since it knows only macros that stand for text.

Definitions inside a formula, which someone who has the formula alone would lack; macros that decide (``\ifnum``, ``\ifx``,
``\ifthenelse``), that name others (``\csname``) or define as they go. A small part of The TeXbook's chapters 20 and 24, of
LaTeX's usrguide, of ifthen, etoolbox and xparse: no boxes, no registers, no lengths. Macros may call themselves, so all is
bounded, and what cannot be followed stays as it is.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence

from paperconv.formulas.definitions import BEYOND_PANDOC, DEFINING, PREFIXES, definition
from paperconv.formulas.feed import Feed
from paperconv.formulas.macros import (
    CHOICES,
    CONDITIONALS,
    MAX_TOKENS,
    NO_VALUE,
    TRUE,
    Budget,
    Macro,
    Macros,
    Stuck,
)
from paperconv.formulas.tex import has_macros
from paperconv.formulas.tokens import Token, is_blank, is_word, joined, tokens_of

MAX_WORK = 500_000
"""Tokens that the macros of one formula may make, each call, definition and decision being worth ten."""
_MAX_SOURCE_WORK = 8_000_000
_MAX_DEPTH = 20
_MAX_DIGITS = 20
_NOTHING = frozenset(("relax", "makeatletter", "makeatother"))
_RELATIONS = {"<": operator.lt, "=": operator.eq, ">": operator.gt}


def filled(tex: str, macros: Macros) -> str:
    """The formula ``tex`` without definitions, which ``macros`` learns, and with its macros filled in."""
    if not macros.any and not has_macros(tex):
        return tex
    try:
        return joined(_Run(macros, Feed(tokens_of(tex)), Budget(MAX_WORK, _MAX_DEPTH)).all()).strip()
    except Stuck:
        return tex


def filled_source(tex: str) -> str:
    """A LaTeX manuscript in which macros that decide are filled in; the others are pandoc's.

    Raises:
        Stuck: they cannot be followed.
    """
    if not has_macros(tex):
        return tex
    macros = Macros()
    made = _Run(macros, Feed(tokens_of(tex)), Budget(_MAX_SOURCE_WORK, _MAX_DEPTH), partly=True).all()
    return joined(made) if macros.hard else tex


class _Run:
    """Reads tokens to their end. ``partly``: only what decides is done; all else is left as it was given."""

    def __init__(self, macros: Macros, feed: Feed, budget: Budget, *, partly: bool = False) -> None:
        self._macros = macros
        self._feed = feed
        self._budget = budget
        self._partly = partly
        self._out: list[Token] = []
        self._open: list[bool] = []  # conditionals whose end has not come yet, and whether they were decided

    def all(self) -> list[Token]:
        """What the tokens come to.

        Raises:
            Stuck: they cannot be followed, or not within bounds.
        """
        made = 0
        while self._feed:
            token = self._feed.pop()
            if token[0] == "\\" and len(token) > 1:
                name = token[1:]
                if self._given(name) if self._partly and self._feed.given else self._done(name):
                    continue
            made += not self._feed.given
            if made > MAX_TOKENS:
                raise Stuck
            self._out.append(token)
        return self._out

    def _done(self, name: str) -> bool:
        """Whether the command ``name`` was carried out; if not, it stays."""
        macros, feed = self._macros, self._feed
        if name in macros.known:
            return self._call(name)
        if name in DEFINING:
            defined, macro = self._definition(name)
            if name != "providecommand" or defined not in macros.known:
                macros.define(defined, macro)
        elif name in CONDITIONALS or name in macros.flags:
            return self._decide(name)
        elif self._expanded(f"\\{name}"):
            pass
        elif name == "newif" and feed.next()[:3] == "\\if":
            macros.flags[feed.solid()[1:]] = False
        else:
            skipped = name in _NOTHING or (name in PREFIXES and feed.next()[1:] in DEFINING)
            return skipped or self._switched(name)
        return True

    def _given(self, name: str) -> bool:
        """A command of the manuscript itself: what it defines is learnt, and kept if pandoc understands it too."""
        macros, feed = self._macros, self._feed
        self._switched(name)
        if name in macros.hard:
            return self._call(name)
        if name == "newif" and feed.next()[:3] == "\\if":
            macros.flags[feed.next()[1:]] = False
        read = feed.record()
        try:
            if name in DEFINING:
                defined, macro = self._definition(name)
                if name != "providecommand" or defined not in macros.known:
                    macros.define(defined, macro, hard=name in BEYOND_PANDOC)
                if defined in macros.hard:
                    return True
            elif name in macros.known:
                macro = macros.known[name]
                made = macro.filled_in(self._arguments(f"\\{name}", macro))
                if any(token[1:] in macros.hard for token in made if token[0] == "\\"):
                    self._budget.spend(len(made))
                    feed.push(made)
                    return True
        except Stuck:
            pass  # nothing that can be followed: it is pandoc's
        finally:
            feed.record_no_more()
        feed.restore(read)
        return False

    def _call(self, name: str) -> bool:
        macro = self._macros.known[name]
        made = macro.filled_in(self._arguments(f"\\{name}", macro))
        self._budget.spend(len(made))
        if macro.final:
            self._out.extend(made)
        else:
            self._feed.push(made)
        return True

    def _arguments(self, command: Token, macro: Macro) -> list[list[Token]]:
        if is_word(command):
            self._feed.after_word()
        return self._feed.arguments(macro)

    def _definition(self, command: str) -> tuple[str, Macro]:
        self._budget.spend(0)
        name, macro = definition(command, self._feed)
        if command == "let":
            return name, self._macros.known.get(macro.body[0][1:], macro)
        if command in {"edef", "xdef"}:
            return name, Macro.of(tuple(self._worked_out(macro.body)), macro.parameters)
        return name, macro

    def _switched(self, name: str) -> bool:
        r"""Whether ``name`` is the ``\draftfalse`` of a ``\newif\ifdraft``."""
        for end in ("true", "false"):
            flag = f"if{name.removesuffix(end)}"
            if name.endswith(end) and flag in self._macros.flags and flag != "if":
                self._macros.flags[flag] = end == "true"
                return True
        return False

    def _decide(self, name: str) -> bool:
        """Read on in the branch that counts; what depends on the page is left to who knows it."""
        self._budget.spend(0)
        truth = self._truth(name)
        self._open.append(truth is not None)
        if truth is None:
            return False
        for _ in range(truth if name == "ifcase" else not truth):
            branch = self._skip()
            if branch == "fi":
                self._open.pop()
            if branch != "or":
                break
        return True

    def _end_branch(self, name: str) -> bool:
        if not self._open or not self._open[-1]:
            if name == "fi" and self._open:
                self._open.pop()
            return False
        if name != "fi":
            while self._skip() != "fi":
                pass
        self._open.pop()
        return True

    def _skip(self) -> str:
        """Go past the next ``else``, ``or`` or ``fi`` of the conditional that is open, and say which it was."""
        depth = 0
        while True:
            token = self._feed.pop()
            name = token[1:] if token[0] == "\\" else ""
            if depth == 0 and name in {"else", "or", "fi"}:
                return name
            depth += (name in CONDITIONALS or name in self._macros.flags) - (name == "fi")

    def _truth(self, name: str) -> int | None:
        """Whether the conditional ``name`` holds, for ``ifcase`` its number; None if that is not to be known."""
        match name:
            case "ifnum":
                return self._compared()
            case "ifodd":
                return self._number() % 2
            case "ifcase":
                return max(self._number(), 0)
            case "ifx":
                left = self._feed.solid()
                right = self._feed.solid() if is_word(left) else self._feed.pop()
                return self._meaning(left) == self._meaning(right)
            case "if" | "ifcat":
                return self._next() == self._next()
            case "ifdefined":
                return self._feed.solid()[1:] in self._macros.known
            case "ifcsname":
                return self._named() in self._macros.known
            case "ifmmode" if not self._partly:
                return True
            case _:
                return self._macros.flags.get(name)

    def _compared(self) -> bool:
        left, relation, right = self._number(), self._next(), self._number()
        if relation not in _RELATIONS:
            raise Stuck
        return bool(_RELATIONS[relation](left, right))

    def _meaning(self, token: Token) -> object:
        return self._macros.known.get(token[1:], token) if token[0] == "\\" else token

    def _choose(self, name: str) -> None:
        """Go on with one of the last two arguments of ``name``."""
        self._budget.spend(0)
        feed = self._feed
        looked_at = [feed.argument() for _ in range(CHOICES[name])]
        yes, no = feed.argument(), feed.argument()
        match name:
            case "ifthenelse":
                holds = self._test(looked_at[0])
            case "ifstrempty" | "@ifmtarg":
                holds = not self._string(looked_at[0]).strip()
            case "ifblank":
                holds = not "".join(looked_at[0]).strip()
            case "ifstrequal":
                holds = "".join(looked_at[0]) == "".join(looked_at[1])
            case "IfNoValueTF" | "IfValueTF":
                holds = (tuple(looked_at[0]) == NO_VALUE) == (name == "IfNoValueTF")
            case "IfBooleanTF":
                holds = looked_at[0] == [TRUE]
            case "@ifstar":
                holds = feed.star()
            case _:
                holds = feed.next() == ("{" if looked_at[0] == ["\\bgroup"] else "".join(looked_at[0]))
        feed.push(yes if holds else no)

    def _test(self, tokens: list[Token]) -> bool:
        r"""What the first argument of ``\ifthenelse`` says (the package ifthen)."""
        run = _Run(self._macros, Feed(tokens), self._budget)
        feed = run._feed
        match feed.next():
            case "\\equal":
                feed.solid()
                holds = self._string(feed.argument()) == self._string(feed.argument())
            case "\\boolean":
                feed.solid()
                flag = self._macros.flags.get(f"if{self._string(feed.argument())}")
                if flag is None:
                    raise Stuck
                holds = flag
            case "\\NOT" | "\\not":
                feed.solid()
                self._budget.enter()
                holds = not self._test(feed.rest())
                self._budget.leave()
            case _:
                holds = run._compared()
        if feed.next():
            raise Stuck
        return holds

    def _expanded(self, token: Token) -> bool:
        """Whether ``token``, which was read, is a command that stands for others, which are then to be read."""
        name = token[1:] if token[0] == "\\" else ""
        if name in self._macros.known and not self._macros.known[name].final:
            return self._call(name)
        if name in CHOICES:
            self._choose(name)
        elif name in {"else", "or", "fi"}:
            return self._end_branch(name)
        elif name in CONDITIONALS or name in self._macros.flags:
            if not self._decide(name):
                raise Stuck
        elif name == "csname":
            self._budget.spend(0)
            self._feed.push([f"\\{self._named()}"])
        elif name == "expandafter":
            self._budget.spend(0)
            first, second = self._feed.solid(), self._feed.solid()
            self._budget.enter()
            if not self._expanded(second):
                self._feed.push([second])
            self._budget.leave()
            self._feed.push([first])
        elif name in {"pdfstrcmp", "strcmp"}:
            left, right = (self._string(self._feed.argument()).encode() for _ in range(2))
            self._feed.push(list(str((left > right) - (left < right))))
        else:
            return False
        return True

    def _next(self) -> Token:
        """The next token that stands for nothing else."""
        token = self._feed.solid()
        while self._expanded(token):
            token = self._feed.solid()
        return token

    def _number(self) -> int:
        digits = self._next()
        while digits in {"-", "+", "\\number"}:
            following = self._next()
            digits = f"-{following}" if digits == "-" else following
        if not digits[-1:].isdecimal():
            raise Stuck
        while self._feed:
            token = self._feed.pop()
            if not token.isdecimal():
                if not is_blank(token):
                    self._feed.push([token])
                break
            digits += token
        if len(digits) > _MAX_DIGITS:
            raise Stuck
        return int(digits)

    def _worked_out(self, tokens: Sequence[Token]) -> list[Token]:
        """What ``tokens`` by themselves come to."""
        self._budget.enter()
        made = _Run(self._macros, Feed(tokens), self._budget).all()
        self._budget.leave()
        return made

    def _named(self) -> str:
        r"""The name that ends with ``\endcsname``."""
        self._feed.after_word()
        return self._string(self._feed.upto("\\endcsname"))

    def _string(self, tokens: Sequence[Token]) -> str:
        return joined(self._worked_out(tokens))
