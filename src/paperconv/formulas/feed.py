"""The tokens that are still to be read, and how TeX reads the arguments of a command from them."""

from __future__ import annotations

from collections.abc import Sequence

from paperconv.formulas.macros import FALSE, MAX_TOKENS, TRUE, Macro, Stuck
from paperconv.formulas.tokens import Token, Tokens, is_blank

_OPEN = "{"
_BRACES = {_OPEN: 1, "}": -1}


class Feed:
    """Tokens to be read. ``given`` says whether the last one stood in what was given, and was not put there by a call."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._pending = list(reversed(tokens))
        self._given = len(self._pending)
        self.given = True
        self._record: list[Token] | None = None

    def __bool__(self) -> bool:
        return bool(self._pending)

    def pop(self) -> Token:
        """The next token.

        Raises:
            Stuck: there is none.
        """
        if not self._pending:
            raise Stuck
        token = self._pending.pop()
        self.given = len(self._pending) < self._given
        if self.given:
            self._given = len(self._pending)
        if self._record is not None:
            self._record.append(token)
        return token

    def push(self, tokens: Sequence[Token]) -> None:
        """Read ``tokens`` next.

        Raises:
            Stuck: they are too many.
        """
        self._pending.extend(reversed(tokens))
        if len(self._pending) - self._given > MAX_TOKENS:
            raise Stuck

    def record(self) -> list[Token]:
        """From now on, all tokens that are read."""
        self._record = []
        return self._record

    def record_no_more(self) -> None:
        """End what :meth:`record` began."""
        self._record = None

    def rest(self) -> list[Token]:
        """All that is still to be read, which is then read."""
        out = list(reversed(self._pending))
        self._pending.clear()
        return out

    def restore(self, tokens: Sequence[Token]) -> None:
        """Put back ``tokens``, which were given."""
        self._pending.extend(reversed(tokens))
        self._given = len(self._pending)

    def next(self) -> Token:
        """The next token that is no blank, which stays where it is; empty at the end."""
        for token in reversed(self._pending):
            if not is_blank(token):
                return token
        return ""

    def solid(self) -> Token:
        """The next token that is no blank; raises as :meth:`pop`."""
        token = self.pop()
        while is_blank(token):
            token = self.pop()
        return token

    def after_word(self) -> None:
        """Skip the blank that ends a command's name, if both were given; macros have none there."""
        if self.given and 0 < len(self._pending) == self._given:
            blank = self._pending[-1]
            if is_blank(blank) and blank.count("\n") < 2:
                self.pop()

    def argument(self) -> list[Token]:
        """What stands in the next braces, or the next token; raises as :meth:`pop`."""
        token = self.solid()
        return self.upto("}") if token == _OPEN else [token]

    def upto(self, end: Token) -> list[Token]:
        """What stands before the next ``end`` that no braces hold; raises as :meth:`pop`."""
        out: list[Token] = []
        depth = 0
        while True:
            token = self.pop()
            if token == end and depth == 0:
                return out
            depth += _BRACES.get(token, 0)
            if depth < 0:
                raise Stuck
            out.append(token)

    def bracketed(self) -> list[Token] | None:
        """What stands in the next brackets; None if no bracket comes next."""
        if self.next() != "[":
            return None
        self.solid()
        return self.upto("]")

    def star(self) -> bool:
        """Whether a star came next."""
        if self.next() != "*":
            return False
        self.solid()
        return True

    def arguments(self, macro: Macro) -> list[list[Token]]:
        """The arguments that ``macro`` takes from here.

        Raises:
            Stuck: they are not there.
        """
        out: list[list[Token]] = []
        for one in macro.parameters:
            match one.kind:
                case "m":
                    out.append(self.argument())
                case "o":
                    held = self.bracketed()
                    out.append(list(one.tokens) if held is None else held)
                case "s":
                    out.append([TRUE if self.star() else FALSE])
                case "until":
                    out.append(self._before(one.tokens))
                case _:
                    self._text(one.tokens)
        return out

    def _text(self, tokens: Tokens) -> None:
        for token in tokens:
            if self.pop() != token:
                raise Stuck

    def _before(self, tokens: Tokens) -> list[Token]:
        """What stands before the next ``tokens``, without the braces around the whole of it."""
        out = self.upto(tokens[0])
        for token in tokens[1:]:
            if self.pop() != token:
                raise Stuck
        return out[1:-1] if out[:1] == ["{"] and _closes(out) == len(out) - 1 else out


def _closes(tokens: Sequence[Token]) -> int:
    """The place of the brace that closes the first one."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += _BRACES.get(token, 0)
        if depth == 0:
            return place
    return -1
