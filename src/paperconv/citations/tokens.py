"""A reference string as tokens: words with the punctuation that clings to them, and identifiers as one token each."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from paperconv.citations.extract import Piece
from paperconv.patterns import late

_RUN = late(r"\S+")
# Where a run without blanks goes on with something else: 12(3):45–67   2016;45   Ada.(Feb 2,2016)   roofs.In   p.12   习惯[J].期刊
_SEAMS = late(
    r"(?<=[^\s(\[“‘\"'«])(?=[(\[（【《「『“«])"
    r"|(?<=[;:])(?=[^\s/.,;:)\]])|(?<=[^\d\s],)(?=[^\W_])|(?<=\d,)(?=[^\W\d_]|(?:1[4-9]|20)\d\d\b|\d+[-–]\d)"
    r"|(?<=[)\]])(?=\w)|(?<=[)\]][:;,.])(?=\w)"
    r"|(?<=[^\W\d_A-Z][^\W\d_A-Z][^\W\d_A-Z]\.)(?=[^\W\d_a-z])|(?<=\d\.)(?=[^\W\d_a-z])"
    r"|(?<=\b[PpvVnNSsСТcC]\.)(?=\d)|(?<=\bpp\.)(?=\d)|(?<=\b[Vv]ol\.)(?=\d)|(?<=\b[Nn]o\.)(?=\d)|(?<=№)(?=\d)"
    r"|(?<=[，。．、：；！？）】》」』])(?=[^\s，。．、：；！？）】》」』])"
)
_MAY_HAVE_SEAMS = late(
    r"[(\[（【《「『“«;:,.)\]№，。．、：；！？）】》」』]\w|\w[(\[（【《「『“«]|[.,)][(\[“]|[)\]][:;,.]\w"
)
_KEPT = 20_000
"""Words whose seams or features are remembered: bounds the memory."""

_seams: dict[str, tuple[int, ...]] = {}


class Token(msgspec.Struct, frozen=True, gc=False):
    """The text from ``start`` up to ``end``; ``mask`` names the identifier that it is (``doi``), empty for words."""

    start: int
    end: int
    text: str
    mask: str = ""


def tokenize(text: str, identifiers: Iterable[Piece]) -> list[Token]:
    """The tokens of ``text``, in order; only blanks stand between them. ``identifiers`` are in order, without overlap."""
    tokens: list[Token] = []
    at = 0
    for piece in identifiers:
        _words(text, at, piece.left, tokens)
        tokens.append(Token(piece.left, piece.right, text[piece.left : piece.right], piece.field))
        at = piece.right
    _words(text, at, len(text), tokens)
    return tokens


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for run in _RUN.finditer(text, start, end):
        word = run[0]
        begin, stop = run.span()
        seams = _seams.get(word)
        if seams is None:
            seams = (
                tuple(one.start() for one in _SEAMS.finditer(word)) if _MAY_HAVE_SEAMS.search(word) else ()
            )
            if len(_seams) < _KEPT and len(word) < 40:
                _seams[word] = seams
        if not seams:
            tokens.append(Token(begin, stop, word))
            continue
        at = 0
        for seam in (*seams, len(word)):
            if seam > at:
                tokens.append(Token(begin + at, begin + seam, word[at:seam]))
                at = seam
