"""Links to entries of the reference list that stand side by side are one citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from paperconv import model as m
from paperconv.citations.works import YEAR, Works, fold
from paperconv.diagnostics import Log
from paperconv.manuscript import runs
from paperconv.patterns import late

_GAP = late(r"\s*(?:[,;]\s*(?:see\s+|and\s+|&\s*)?|[–-]|and\s|&|und\s|et\s|y\s)?\s*")
_DASH = late(r"\s*[–-]\s*")
_OPENING = late(r"[(\[](?P<prefix>[^()\[\]]{0,80})\Z")
_CLOSING = late(r"(?P<suffix>[^()\[\]]{0,120})[)\]]")
_PAIRS = {"(": ")", "[": "]"}
_LOCATOR = late(
    r"[,:]?\s*(?:(pp?|pages?|chap|chapters?|ch|sec|sections?|vol|volumes?|figs?|figures?|S|Bd|Kap)\.?[\s\xa0]+)?"
    r"((?:\d+|[ivxlc]+)(?:[–-]\d+)?(?:,\s\d+(?:[–-]\d+)?)*)(?=\s*(?:[,;]|\Z))"
)
_LABELS = {"ch": "chapter", "ka": "chapter", "se": "section", "vo": "volume", "bd": "volume", "fi": "figure"}
_ONLY_YEAR = late(rf"\s*(?:{YEAR}[a-z]?|n\.\s?d\.)\s*(?:[,:]|\Z)")
_YEAR_THEN = late(rf"(?:{YEAR}[a-z]?|n\.\s?d\.)(?=[,:])")
_NUMBER_THEN = late(r"\[\d+(?=,\s*[^\W\d][^\[\]]*\]\Z)")
_NAME_AND_YEAR = late(rf"\s*[^\W\d_][^()]{{1,200}}[(\[](?:{YEAR}[a-z]?|n\.\s?d\.)[^()]{{0,40}}[)\]]\s*\Z")
_TOKEN = late(r"\S+\s*\Z")
_POSSESSIVE = late(r"[’']s\s*\Z")
_BETWEEN = frozenset({"", "and", "und", "et", "al", "y", "e"})
_HOLDERS = (
    m.Paragraph, m.Styled, m.Span, m.Section, m.Caption, m.CodeBlock, m.Box, m.Statement, m.DefinitionItem, m.Quote, m.Figure,
)  # fmt: skip
_FIELDS = ("children", "title", "caption", "term", "attribution", "credit")
_LONGEST_NAME = 12  # words


class _Cited(msgspec.Struct):
    """A work of a citation; ``behind`` is what follows its year, number or link."""

    ref: str
    prefix: str = ""
    behind: str = ""


def gather_citations(document: m.Document, _: Log) -> m.Document:
    """Each run of links to references, with the brackets round it, as a :class:`~paperconv.model.Citation`.

    So come the citations of sources that know no citations: a Word document of ours, a web page, LaTeX without BibTeX. What
    else stands in the brackets is the prefix, the locator or the suffix of a work; names before a linked year make
    the citation narrative.
    """
    places = {one.id: at for at, one in enumerate(document.references)}
    if not places:
        return document
    gatherer = _Gatherer(places, Works(document.references))
    # What a citation prints may hold links in raised type: these are its own.
    inside = {
        id(inner)
        for node in m.iter_nodes(document)
        if isinstance(node, m.Citation)
        for inner in m.iter_nodes(node)
    }

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, _HOLDERS) or id(node) in inside:
            return None
        changes: dict[str, m.Inlines] = {}
        for name in _FIELDS:
            held = getattr(node, name, ())
            if isinstance(held, tuple) and any(
                isinstance(one, m.Citation) or (isinstance(one, m.CrossRef) and one.target in places)
                for one in held
            ):
                children = gatherer.gathered(held)
                if children != held:
                    changes[name] = children
        return m.replace(node, **changes) if changes else None

    return m.rewrite(document, rule)


class _Gatherer:
    """Finds the citations of one document; ``places`` are those of its entries in the list."""

    def __init__(self, places: Mapping[str, int], works: Works) -> None:
        self._places = places
        self._order = list(places)
        self._works = works

    def gathered(self, children: m.Inlines) -> m.Inlines:
        out: list[m.Inline] = []
        children = tuple(map(self._link, children))
        at = 0
        while at < len(children):
            node = children[at]
            if not self._is_link(node):
                out.append(node)
                at += 1
                continue
            before = out[-1] if out else None
            opening = _OPENING.search(before.value) if isinstance(before, m.Text) else None
            end = self._end(children, at, enclosed=opening is not None)
            run = children[at:end]
            after = children[end] if end < len(children) else None
            closing = _CLOSING.match(after.value) if isinstance(after, m.Text) else None
            rest: m.Inlines = ()
            first = last = ""
            around: m.Inlines = run
            paired = opening and closing and closing[0][-1] == _PAIRS[opening[0][0]]
            if opening and closing and paired and not _is_raised(run):
                first, last = opening["prefix"], closing["suffix"]
                around = (m.Text(opening[0]), *run, m.Text(closing[0]))
                out[-1:] = m.text(opening.string[: opening.start()])
                rest = m.text(closing.string[closing.end() :])
                end += 1
            items = self._items(run, first, last)
            name = self._name(out[-1] if out else None, items, run) if around is not run else ""
            if name:
                out[-1:] = m.text(m.text_of(out[-1:])[: -len(name)])
                around = (m.Text(name), *around)
            narrative = bool(name) or _is_narrative(run)
            mode: m.CitationMode = "narrative" if narrative else "parenthetical"
            out.append(m.Citation(items, mode, tuple(around), pos=node.pos))
            children = (*children[:end], *rest, *children[end:]) if rest else children
            at = end
        return tuple(out)

    def _link(self, node: m.Inline) -> m.Inline:
        """``node`` as the link that it is, if it is a citation of one work of which the source has but the printed form."""
        match node:
            case m.Citation((m.CiteItem(ref, (), (), ""),), "parenthetical", (), rendered) if (
                rendered and ref in self._places
            ):
                return m.CrossRef(ref, rendered, pos=node.pos)
            case m.Citation((m.CiteItem(ref, (), (), ""),), "parenthetical", source) if (
                ref in self._places and _NAME_AND_YEAR.match(m.text_of(source))
            ):
                return m.CrossRef(ref, source, pos=node.pos)
            case _:
                return node

    def _is_link(self, node: m.Inline | None) -> bool:
        return isinstance(node, m.CrossRef) and node.target in self._places

    def _end(self, children: m.Inlines, at: int, *, enclosed: bool) -> int:
        """Where the run of links ends that begins at ``at``: gaps are marks or, ``enclosed`` in brackets, what a semicolon sets apart.

        Two narrative citations stay two.
        """
        at += 1
        while at < len(children):
            behind = at if self._is_link(children[at]) else at + 1
            gap = children[at] if behind > at else m.Text("")
            if behind == len(children) or not self._is_link(children[behind]) or not isinstance(gap, m.Text):
                break
            apart = enclosed and ";" in gap.value and not set(gap.value) & set("()[]")
            if not apart and not _GAP.fullmatch(gap.value):
                break
            if (
                gap.value
                and _is_narrative(children[at - 1 : at])
                and _is_narrative(children[behind : behind + 1])
            ):
                break
            at = behind + 1
        return at

    def _items(self, run: Sequence[m.Inline], first: str, last: str) -> tuple[m.CiteItem, ...]:
        """The works of ``run``, with what stands round each link; those between the ends of a range as well."""
        found: list[_Cited] = []
        prefix = first
        dash = False
        for node in run:
            if not isinstance(node, m.CrossRef):
                gap = m.text_of(node)
                dash = _DASH.fullmatch(gap) is not None
                if ";" in gap:
                    behind, _, prefix = gap.rpartition(";")
                    found[-1].behind += behind
                continue
            if dash:
                low, high = self._places[found[-1].ref], self._places[node.target]
                found.extend(_Cited(one) for one in self._order[low + 1 : high])
            said = m.text_of(node.children)
            number = _NUMBER_THEN.match(said)
            known = number or _YEAR_THEN.search(said)
            behind = said[known.end() :] if known else ""
            closed = number or _is_narrative((node,))
            found.append(_Cited(node.target, prefix, behind.rstrip(")]") if closed else behind))
            prefix, dash = "", False
        found[-1].behind += last
        unique: dict[str, m.CiteItem] = {}
        for one in found:
            unique.setdefault(one.ref, _item(one))
        return tuple(unique.values())

    def _name(self, head: m.Inline | None, items: tuple[m.CiteItem, ...], run: Sequence[m.Inline]) -> str:
        """The authors that stand at the end of ``head``, unlinked, before a linked year in brackets; empty if there are none.

        Other works may follow in the brackets, with their names.
        """
        first = next(node for node in run if isinstance(node, m.CrossRef))
        if not isinstance(head, m.Text) or items[0].prefix or not _ONLY_YEAR.match(m.text_of(first.children)):
            return ""
        names = self._works.names(items[0].ref)
        text, taken, name = head.value, "", ""
        for _ in range(_LONGEST_NAME):
            token = _TOKEN.search(text)
            if token is None:
                break
            word = fold(_POSSESSIVE.sub("", token[0]))
            if word not in names and word not in _BETWEEN:
                break
            text, taken = text[: token.start()], token[0] + taken
            name = taken if word in names else name
        return name


def _item(cited: _Cited) -> m.CiteItem:
    behind = cited.behind
    locator = label = ""
    if found := _LOCATOR.match(behind):
        label = _LABELS.get((found[1] or "p").lower()[:2], "page")
        locator, behind = found[2], behind[found.end() :]
    return m.CiteItem(cited.ref, m.text(cited.prefix.strip()), m.text(behind.strip(" ,;")), locator, label)


def _is_narrative(run: Sequence[m.Inline]) -> bool:
    """Whether one link, or links without a gap, hold names and a year in brackets: "Doe (2015)"."""
    return all(isinstance(one, m.CrossRef) for one in run) and bool(
        _NAME_AND_YEAR.match(m.text_of(tuple(run)))
    )


def _is_raised(run: Sequence[m.Inline]) -> bool:
    """Whether links are but raised numbers: brackets round such are those of the sentence."""
    links = [one for one in run if isinstance(one, m.CrossRef)]
    return all(runs.is_all(one.children, "sup") for one in links)
