"""What nobody can be sure of in a document that was understood: the short list of what a person should check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Pos, Rule, Severity

SURE = 0.85
"""What is recognised with less confidence than this is on the list; so it is in ``paper.yaml``."""

# What the reader of the list can settle; losses and outputs have diagnostics of their own.
_GUESSES = frozenset(
    (
        Rule.GUESS_SURE, Rule.TITLE_KNOWN, Rule.AUTHOR_KNOWN, Rule.AFFILIATION_KNOWN, Rule.ORCID_VALID, Rule.NOTE_KNOWN,
    )
)  # fmt: skip
_COUNTED = {
    Rule.CITATION_KNOWN: "citations lead to no entry of the reference list",
    Rule.CROSS_REFERENCE_KNOWN: "cross-references lead nowhere",
    Rule.CAPTION_ATTACHED: "captions have no picture or table",
}
_NAMED = 5


class Doubt(msgspec.Struct, frozen=True):
    """``what`` to check, in words; ``confidence`` runs from 0 to 1, and is 1 where a rule, not a guess, is in doubt."""

    what: str
    pos: Pos | None = None
    todo: str = ""
    confidence: float = 1.0

    def __str__(self) -> str:
        place = f"{self.pos}: " if self.pos and (self.pos.file or self.pos.line) else ""
        sure = f" ({self.confidence:.0%} sure)" if self.confidence < 1 else ""
        return f"{place}{self.what}{sure}{f': {self.todo}' if self.todo else ''}"

    def to_json(self) -> dict[str, object]:
        """The same as plain JSON values, without empty fields."""
        out: dict[str, object] = {"what": self.what}
        if self.pos:
            out["file"] = self.pos.file
            out |= {
                key: getattr(self.pos, key) for key in ("line", "column", "part") if getattr(self.pos, key)
            }
        if self.todo:
            out["todo"] = self.todo
        if self.confidence < 1:
            out["confidence"] = round(self.confidence, 2)
        return out


def doubts(document: m.Document, found: Iterable[Diagnostic]) -> list[Doubt]:
    """What to check in ``document``, what matters most first; ``found`` is what its reading reported."""
    diagnostics = list(dict.fromkeys(found))
    told = [
        Doubt(one.message, one.pos, one.hint)
        for one in diagnostics
        if one.rule in _GUESSES and (one.severity is not Severity.INFO or one.rule == Rule.GUESS_SURE)
    ]
    places = {one.pos for one in told if one.pos}
    titled = any(one.what.startswith("taken for the title") for one in told)
    guessed = [one for one in _guessed(document, titled=titled) if not (one.pos and one.pos in places)]
    return [*told, *guessed, *_references(document), *_counted(diagnostics)]


def _guessed(document: m.Document, *, titled: bool) -> Iterator[Doubt]:
    meta = document.meta
    fields = {one.field: one for one in meta.recognitions}
    if (one := fields.get("title")) and one.confidence < SURE and not titled:
        yield Doubt(f'the title: "{_short(meta.title)}"', one.pos, confidence=one.confidence)
    for what, nodes in (
        ("the author", meta.authors),
        ("the editor", meta.editors),
        ("the affiliation", meta.affiliations),
        ("the note on authors", meta.author_notes),
        ("the abstract", meta.abstracts),
        ("the keywords", meta.keywords),
        ("the date", meta.dates),
        ("the funding", meta.funding),
        ("the licence", (meta.license,) if meta.license else ()),
    ):
        for node in nodes:
            if node.confidence < SURE:
                yield Doubt(f'{what} "{_shown(node)}"', node.pos, confidence=node.confidence)
    inferred = [one for one in meta.authors if any(role.confidence < SURE for role in one.roles)]
    if inferred:
        named = ", ".join(_shown(one) for one in inferred[:_NAMED]) + (" …" if len(inferred) > _NAMED else "")
        sure = min(role.confidence for one in inferred for role in one.roles)
        pos = next(role.pos for one in inferred for role in one.roles if role.confidence < SURE)
        yield Doubt(f"the CRediT roles of {named}, which are told in free words", pos, "give `roles:`", sure)
    if (one := fields.get("language")) and one.confidence < SURE:
        yield Doubt(f'the language "{meta.language}"', one.pos, "give `lang:`", one.confidence)


def _shown(node: m.Node) -> str:
    match node:
        case m.Author(name):
            return name.literal or " ".join(filter(None, (name.given, name.particle, name.family)))
        case m.Affiliation(_, raw):
            return raw if len(raw) <= 60 else f"{raw[:59]}…"
        case m.KeywordGroup(keywords):
            return _short([m.Text("; ".join(m.text_of(one) for one in keywords))])
        case m.HistoryDate(kind, date):
            return f"{kind} {date.literal or date.year}"
        case m.Funding(funder, statement=statement):
            return funder or _short(statement)
        case m.License(url, name, text):
            return name or url or _short(text)
        case _:
            return _short([node])


def _short(nodes: Sequence[m.Node]) -> str:
    text = " ".join(m.text_of(nodes).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _references(document: m.Document) -> Iterator[Doubt]:
    """References that were guessed at, in one line; those of the author's bibliography files are no guesses."""
    every = list(document.references)
    odd = [(n, one) for n, one in enumerate(every, 1) if not one.type and not one.same_as and one.raw]
    weak = [(n, one) for n, one in enumerate(every, 1) if one.type and one.confidence < 0.5]
    for what, some in (("were not understood", odd), ("were understood with doubt", weak)):
        if some:
            names = ", ".join(one.label or f"no. {number}" for number, one in some[:_NAMED])
            more = f" and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
            yield Doubt(f"{len(some)} of {len(every)} references {what}: {names}{more}", some[0][1].pos)


def _counted(found: Sequence[Diagnostic]) -> Iterator[Doubt]:
    for rule, words in _COUNTED.items():
        some = [one for one in found if one.rule == rule and one.severity is not Severity.INFO]
        if len(some) == 1:
            yield Doubt(some[0].message, some[0].pos, some[0].hint)
        elif some:
            yield Doubt(f"{len(some)} {words}", some[0].pos)
