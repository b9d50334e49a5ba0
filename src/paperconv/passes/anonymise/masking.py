"""Names and the like in running text, masked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, get_args

from paperconv import model as m
from paperconv.anonymity import BODY, Identities, Kind, find, first, running_text, which
from paperconv.model.node import SHAPES
from paperconv.passes.anonymise.told import Told
from paperconv.patterns import late

N = TypeVar("N", bound=m.Node)

_INLINE: tuple[type[m.Node], ...] = get_args(m.Inline)
_PLACEHOLDERS: dict[Kind, str] = {
    "e-mail address": "[e-mail address]",
    "ORCID iD": "[ORCID iD]",
    "identifier of an author": "[identifier]",
    "institution": "[institution]",
    "award number": "[award number]",
    "acknowledgement": "",
    "address of the authors": "[address]",
    "user name": "[user]",
    "identifier of the paper": "[identifier]",
    "name of a source file": "[file]",
    "folder of the manuscript": "[folder]",
}
# Fields of nodes that hold words which an output shows; of addresses and ids others take care.
_WORDS: dict[type[m.Node], tuple[str, ...]] = {
    m.CodeBlock: ("value", "label"),
    m.CodeSpan: ("value",),
    m.Math: ("tex", "mathml"),
    m.Equation: ("tex", "mathml"),
    m.Image: ("alt", "title"),
    m.Link: ("title",),
    m.Abbreviation: ("expansion",),
    m.IndexTerm: ("terms", "see"),
    m.Comment: ("text",),
    m.RawInline: ("value",),
    m.RawBlock: ("value",),
    m.CiteItem: ("locator",),
    m.Conference: ("name", "place", "date"),
    m.Metadata: ("subjects",),
    m.License: ("name",),
    m.Journal: ("title", "abbreviation", "journal_id", "publisher", "publisher_place"),
}
_ADDRESS = late(r"(?:https?://|www\.|[\w.-]+\.(?:com|org|io|edu|net)/)[^\s<>\"]+|\S+@\S+")
_BETWEEN_NAMES = late(r"(?:[\s,;&.]|and|und|et|y|e)*")
_GAP = "\ufffc"


class Masks:
    """Masks ``identities``; ``word`` stands in the place of names. Citations of works in ``kept`` (ids) stay as they are."""

    def __init__(
        self, identities: Identities, word: str, told: Told, kept: frozenset[str] = frozenset()
    ) -> None:
        self._kept = kept
        self._identities = identities
        self._word = word
        self._told = told

    def document(self, document: m.Document) -> m.Document:
        """``document`` masked, but for its reference lists."""
        lists = document.reference_lists
        document = m.replace(document, reference_lists=())
        whole = "\n".join((running_text(document), *_strings(document)))
        # Most papers name few of them outside their front matter: the others need not be looked for line by line.
        self._identities = Identities(dict.fromkeys(which(whole, self._identities, BODY, loose=True)))
        return m.replace(self.node(document) if self._identities else document, reference_lists=lists)

    def node(self, node: N) -> N:
        """``node`` with all words in it masked."""
        changes: dict[str, Any] = {}
        for name, many in SHAPES[type(node)]:
            held = getattr(node, name)
            if not held:
                continue
            if not many:
                new: Any = self.node(held)
            elif all(isinstance(one, _INLINE) for one in held):
                new = self.line(held)
            else:
                new = self.nodes(held)
            if new is not held:
                changes[name] = new
        for name in _WORDS.get(type(node), ()):
            words = getattr(node, name)
            masked = self.text(words) if isinstance(words, str) else tuple(map(self.text, words))
            if masked != words:
                changes[name] = masked
        return m.replace(node, **changes) if changes else node

    def nodes(self, nodes: tuple[N, ...]) -> tuple[N, ...]:
        """:meth:`node` on each; the same tuple where nothing changes."""
        made = tuple(self.node(one) for one in nodes)
        return made if any(new is not old for new, old in zip(made, nodes, strict=True)) else nodes

    def text(self, text: str) -> str:
        """``text`` masked."""
        return _cut(text, self._ranges(text))

    def address(self, target: str) -> bool:
        """Whether an address leads to the authors."""
        return first(target, self._identities, BODY, loose=True) is not None

    def line(self, inlines: m.Inlines) -> m.Inlines:
        """A line masked, also where a name is cut by markup."""
        leaves: list[str] = []
        self._leaves(inlines, leaves.append)
        text = "".join(leaves)
        ranges = self._ranges(text)
        made = _Rewriting(self, leaves, ranges).inlines(inlines)
        return inlines if made == inlines else made

    def is_kept(self, citation: m.Citation) -> bool:
        """Whether a citation names its authors because its works are listed with their names."""
        return any(item.ref in self._kept for item in citation.items)

    def _leaves(self, inlines: m.Inlines, add: Callable[[str], None]) -> None:
        for node in inlines:
            match node:
                case m.Text(value):
                    add(value)
                case m.LineBreak():
                    add(" ")
                case (
                    m.Styled(_, children)
                    | m.Link(_, children)
                    | m.Span(children)
                    | m.CrossRef(_, children)
                    | m.Abbreviation(children)
                    | m.Change(_, children)
                    | m.IndexTerm(_, children)
                ):
                    self._leaves(children, add)
                case m.Citation(_, _, source) if not self.is_kept(node):
                    self._leaves(source, add)
                case _:
                    add(_GAP)

    def _ranges(self, text: str) -> list[tuple[int, int, str]]:
        """What of ``text`` is to be replaced, by what, in order."""
        hits = [(hit.start, hit.end, hit.identity) for hit in find(text, self._identities, BODY)]
        for address in _ADDRESS.finditer(text):
            for hit in find(address[0], self._identities, BODY, loose=True):
                start, end = address.start() + hit.start, address.start() + hit.end
                if not any(start < e and s < end for s, e, _ in hits):
                    hits.append((start, end, hit.identity))
        out: list[tuple[int, int, str]] = []
        for start, end, identity in sorted(hits, key=lambda hit: hit[0]):
            word = _PLACEHOLDERS.get(identity.kind, self._word)
            if (
                out
                and word == self._word == out[-1][2]
                and _BETWEEN_NAMES.fullmatch(text[out[-1][1] : start])
            ):
                out[-1] = (out[-1][0], end, word)  # how many they are is nobody's business
                continue
            self._told.masked[identity.kind] += 1
            out.append((start, end, word))
        return out


def _strings(document: m.Document) -> Iterator[str]:
    """What stands beside the running text: alternatives, addresses, formulas; and each text by itself."""
    for node in m.iter_nodes(document):
        for name in _WORDS.get(type(node), ()):
            words = getattr(node, name)
            yield words if isinstance(words, str) else "\n".join(words)
        if isinstance(node, m.Link):
            yield node.target
        elif isinstance(node, m.Text):
            yield node.value


class _Rewriting:
    """Walks a line as :func:`_leaves` did, and puts into each leaf what is left of it."""

    def __init__(self, masks: Masks, leaves: list[str], ranges: list[tuple[int, int, str]]) -> None:
        self._masks = masks
        self._ranges = ranges
        self._at = 0
        self._total = sum(map(len, leaves))

    def inlines(self, inlines: m.Inlines) -> m.Inlines:
        return tuple(new for node in inlines for new in self._inline(node))

    def _inline(self, node: m.Inline) -> tuple[m.Inline, ...]:
        match node:
            case m.Text(value):
                left = self._leaf(value)
                return (node,) if left == value else (m.replace(node, value=left),) if left else ()
            case m.LineBreak():
                self._at += 1
                return (node,)
            case m.Link(target, children):
                made = self.inlines(children)
                if self._masks.address(target):
                    return made
                return (m.replace(self._words(node), children=made),)
            case m.Styled() | m.Span() | m.CrossRef() | m.Abbreviation() | m.Change() | m.IndexTerm():
                return (m.replace(self._words(node), children=self.inlines(node.children)),)
            case m.Citation(items, _, source) if not self._masks.is_kept(node):
                return (m.replace(node, items=self._masks.nodes(items), source=self.inlines(source)),)
            case m.Citation():
                self._at += 1
                return (node,)
            case _:
                self._at += 1
                return (self._masks.node(node),)

    def _words(self, node: N) -> N:
        """``node`` with its own words masked, not those of its children."""
        changes: dict[str, Any] = {}
        for name in _WORDS.get(type(node), ()):
            words = getattr(node, name)
            changes[name] = (
                self._masks.text(words) if isinstance(words, str) else tuple(map(self._masks.text, words))
            )
        return m.replace(node, **changes) if changes else node

    def _leaf(self, value: str) -> str:
        start, self._at = self._at, self._at + len(value)
        return _cut(
            value,
            [
                (max(s - start, 0), min(e - start, len(value)), word if s >= start else "")
                for s, e, word in self._ranges
                if s < self._at and e > start
            ],
        )


def _cut(text: str, ranges: list[tuple[int, int, str]]) -> str:
    """``text`` with ``ranges`` of it replaced."""
    if not ranges:
        return text
    out: list[str] = []
    at = 0
    for start, end, word in ranges:
        out += [text[at:start], word]
        at = end
    return "".join([*out, text[at:]])
