"""Link "Figure 2", "Tables 3–5", "Eq. (4)", "Section 2.1" in running text to what they mean, where that is sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from paperconv import model as m
from paperconv.citations.ranges import OPAQUE, Range, flat, wrap_ranges
from paperconv.diagnostics import Log, Pos
from paperconv.passes.lines import rewrite_text
from paperconv.patterns import late
from paperconv.wording import Wording, wording

_NUMBER = r"(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3}){0,3}"
_ITEM = rf"\(?{_NUMBER}\)?(?:\s?\(?[a-h](?:\s?[–,-]\s?[a-h])*\)?(?![^\W_]))?"
_LIST = rf"{_ITEM}(?:(?:\s?[,;]\s?(?:and\s|&\s)?|\s?[–—-]\s?|\s(?:and|to|und|et|y|e|en|och|or)\s|\s?&\s?){_ITEM}){{0,8}}"
_ENGLISH = {
    "figure": r"figures?|figs?\.?",
    "table": r"tables?|tabs?\.",
    "equation": r"equations?|eqs?\.?|eqns?\.?",
    "section": r"sections?|sects?\.|secs?\.|§§?",
    "algorithm": r"algorithms?|algs?\.",
    "box": r"box|boxes",
    "listing": r"listings?",
}
_ONE = late(rf"({_NUMBER})(\)?)(\s?\(?([a-h])(?![^\W\d_]))?")
_ELSEWHERE = late(
    rf"\s*(?:of|in|from|by)\s+(?:the\s+)?(?:\[|(?i:ref|supp)|{OPAQUE}|[^\W\d_a-z][\w'’-]+(?:\s+(?:et\s+al|and)\b|\s*[,(]))"
)
_OTHER_KIND = late(r"(?:supplement\w*|suppl?\.|extended data|supporting)\s*$", re.IGNORECASE)


def link_crossrefs(document: m.Document, _: Log) -> m.Document:
    """Words that name a figure, table, equation, section, algorithm, box or listing by its number become links.

    Numbers are those that the manuscript prints; where it prints none for a kind, things are counted in order. What is
    cited from another work ("Figure 2 of Doe et al.") and what has no target stays text.
    """
    targets = _targets(document)
    if not any(targets.values()):
        return document
    words = wording(document.meta.language)
    named = {kind: targets[kind] for kind in _ENGLISH if targets.get(kind)}
    alternatives = "|".join(f"(?P<{kind}>{_names(kind, words)})" for kind in named)
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?:\s|\u00a0|~)?(?P<list>{_LIST})", re.IGNORECASE)

    def link(line: m.Inlines, _: Pos | None) -> m.Inlines:
        text = flat(line)
        if not any(c.isdigit() for c in text):
            return line
        found = [one for match in pattern.finditer(text) for one in _ranges(match, text, named)]
        return wrap_ranges(line, found)

    return rewrite_text(document, link)


def _names(kind: str, words: Wording) -> str:
    return rf"{_ENGLISH[kind]}|{re.escape(str(getattr(words, kind)))}\w{{0,3}}"


def _ranges(match: re.Match[str], text: str, named: dict[str, dict[str, str]]) -> Iterator[Range]:
    if _OTHER_KIND.search(text[max(0, match.start() - 16) : match.start()]):
        return
    if _ELSEWHERE.match(text[match.end() : match.end() + 60]):
        return
    kind = match.lastgroup if match.lastgroup != "list" else None
    kind = kind or next(name for name in named if match[name])
    held = named[kind]
    after = text[match.end() : match.end() + 1]
    first = True
    for one in _ONE.finditer(text, match.start("list"), match.end("list")):
        number = one[1].replace(" ", "")
        target = held.get(f"{number}{one[4] or ''}") or held.get(number)
        end = one.end(1)
        if one[3] and one.end() <= match.end("list"):
            end = one.end()
            if "(" in one[3] and text[end : end + 1] == ")":
                end += 1
        elif one[2] and text[one.start() - 1 : one.start()] == "(":
            end = one.end(2)
        # A stop and more digits: a number that we do not know (Section 2.1.3.4.5).
        if target and not (end == match.end() and after.isdigit()):
            yield Range(match.start() if first else one.start(), end, _to(target))
        first = False


def _to(target: str) -> Callable[[m.Inlines], m.Inlines]:
    return lambda inside: (m.CrossRef(target, inside),)


def _targets(document: m.Document) -> dict[str, dict[str, str]]:
    """The id of each thing by kind and printed number (``2``, ``2a``, ``3.1``)."""
    kinds: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _ENGLISH}
    panels: dict[tuple[str, str], str] = {}
    for part in (*document.blocks, *document.sections, *document.back):
        for node in m.iter_nodes(part):
            match node:
                case m.Figure(id=id, label=label, caption=caption, panels=parts) if label or caption:
                    kinds["figure"].append((label, id))
                    panels.update(((id, p.label.strip("() ")), p.id) for p in parts if p.id and p.label)
                case m.Table(id=id, label=label, caption=caption) if label or caption:
                    kinds["table"].append((label, id))
                case m.Equation(id=id, label=label) if id:
                    kinds["equation"].append((label, id))
                case m.Section(id=id, label=label) if label:
                    kinds["section"].append((label, id))
                case m.Algorithm(id=id, label=label, caption=caption) if label or caption:
                    kinds["algorithm"].append((label, id))
                case m.Box(id=id, label=label) if label:
                    kinds["box"].append((label, id))
                case m.CodeBlock(id=id, label=label, caption=title) if label or title:
                    kinds["listing"].append((label, id))
                case _:
                    pass
    out: dict[str, dict[str, str]] = {}
    for kind, found in kinds.items():
        counted = not any(label for label, _ in found)
        numbers: dict[str, str] = {}
        for position, (label, id) in enumerate(found, 1):
            number = str(position) if counted else number_of(label)
            if number and id:
                # Two things of one number: neither is sure.
                numbers[number] = "" if number in numbers else id
        if kind == "figure":
            printed = {id: number for number, id in numbers.items() if id}
            for (id, letter), panel in panels.items():
                if id in printed:
                    numbers[f"{printed[id]}{letter}"] = panel
        out[kind] = {number: id for number, id in numbers.items() if id}
    return out


def number_of(label: str) -> str:
    """The number in a printed label: ``Figure 3.`` gives ``3``, ``Table S1`` gives ``S1``; empty if there is none."""
    found = re.search(rf"(?<![^\W_])({_NUMBER})\)?\.?$", label.strip().rstrip(".:"))
    return found[1] if found else ""
