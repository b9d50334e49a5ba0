"""Rules about figures and tables: how many, whether the text mentions them, their captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Pos
from paperconv.passes.labels import NUMBER, series_of
from paperconv.requirements.counting import words
from paperconv.requirements.paper import Float, Paper, stands_for_formula
from paperconv.requirements.types import Check, Place, Verdict, bounded, counted, judged, unknown
from paperconv.styles import Rule
from paperconv.wording import wording

_NO_FLOATS = "there are no figures or tables"
_ONE = rf"{NUMBER}(?:[a-z]|[A-Z](?![a-z]))?"
_JOIN = r"\s*(?:,|;|and|&|und|y|et|e|to|bis|[-–—])\s*"


def display_items(paper: Paper, rule: Rule) -> Verdict:
    """Figures and tables together; those of appendices and supplement, and pictures without caption, are not counted."""
    return bounded(len(paper.numbered), rule, "items")


def figures(paper: Paper, rule: Rule) -> Verdict:
    """How many figures there are; a figure with panels is one."""
    return bounded(sum(one.kind == "figure" for one in paper.numbered), rule, "figures")


def tables(paper: Paper, rule: Rule) -> Verdict:
    """How many tables there are."""
    return bounded(sum(one.kind == "table" for one in paper.numbered), rule, "tables")


def mentions(paper: Paper) -> Iterator[tuple[str, str, Pos | None]]:
    """What the text calls by its number, in order: ``figure`` or ``table``, the number, and where."""
    pattern = _pattern(paper)
    for line in paper.lines:
        if line.part in ("captions", "tables", "title", "headings"):
            continue
        for found in pattern.finditer(line.text):
            kind = "figure" if found["figure"] else "table"
            for number in _numbers(found["numbers"]):
                yield kind, series_of(found["before"] or "", number), line.pos


def _pattern(paper: Paper) -> re.Pattern[str]:
    groups = []
    for kind, short in (("figure", "fig"), ("table", "tab")):
        own = wording(paper.meta.language)
        given = getattr(paper.style.labels, kind)
        named = {kind, getattr(own, kind), getattr(own, f"{kind}_short"), given}
        held = sorted({re.escape(one.rstrip(".")) for one in named if one} | {short}, key=len, reverse=True)
        groups.append(rf"(?P<{kind}>(?:{'|'.join(held)})(?:s|n|en|ure|ures|le|les)?)")
    before = r"(?P<before>(?:supplementa(?:ry|l)|extended data|supporting|suppl?\.?|additional)\s+)?"
    return re.compile(
        rf"(?<!\w){before}(?:{'|'.join(groups)})\.?\s*(?P<numbers>{_ONE}(?:{_JOIN}{_ONE})*)", re.IGNORECASE
    )


def _numbers(text: str) -> Iterator[str]:
    """The numbers in ``2a, 3–5 and S1``, letters of panels left out."""
    last = ""
    for found in patterns.finditer(rf"({_JOIN})?({NUMBER})[A-Za-z]?(?![a-z])", text):
        join, number = (found[1] or "").strip(), found[2]
        if join in {"-", "–", "—", "to", "bis"} and last.isdigit() and number.isdigit():
            yield from map(str, range(int(last) + 1, min(int(number), int(last) + 50)))
        yield number
        last = number


def floats_cited(paper: Paper, _: Rule) -> Verdict:
    """Every figure and table with a number is mentioned in the text, by its number or by a link."""
    held = [one for one in paper.floats if one.number and (one.node.caption or one.node.label)]
    if not held:
        return unknown(_NO_FLOATS)
    named = {(kind, number) for kind, number, _ in mentions(paper)}
    linked = {
        pointer.target
        for one in paper.lines
        if one.part != "captions"
        for node in one.inlines
        for pointer in m.iter_nodes(node)
        if isinstance(pointer, m.CrossRef)
    }
    found = [
        Place(f"{one.name} is not mentioned", one.pos)
        for one in held
        if (one.kind, one.number) not in named and not linked & _ids(one)
    ]
    return judged(found, f"{len(held) - len(found)} of {len(held)}")


def _ids(one: Float) -> set[str]:
    return {identifier for node in m.iter_nodes(one.node) if (identifier := getattr(node, "id", ""))}


def floats_order(paper: Paper, _: Rule) -> Verdict:
    """Figures, and tables, are first mentioned in the order of their numbers; a series apart (S1) by itself.

    What stands in an appendix is left aside.
    """
    held = {(one.kind, one.number) for one in paper.floats if one.number and not one.apart}
    if not held:
        return unknown(_NO_FLOATS)
    found: list[Place] = []
    highest: dict[tuple[str, str], int] = {}
    seen: set[tuple[str, str]] = set()
    for kind, number, pos in mentions(paper):
        letters, digits = patterns.match(r"(\D*)(\d*)$", number).groups() if "." not in number else ("", "")  # type: ignore[union-attr]
        if not digits or (kind, number) in seen or (kind, number) not in held:
            continue
        seen.add((kind, number))
        top = highest.get((kind, letters), 0)
        if int(digits) < top:
            found.append(Place(f"{kind} {number} is first mentioned after {kind} {letters}{top}", pos))
        highest[kind, letters] = max(top, int(digits))
    return judged(found)


def captions(paper: Paper, _: Rule) -> Verdict:
    """Every figure and table has a caption; a table of one cell is a frame, and a formula may be a picture."""
    held = [one for one in paper.floats if not _is_frame(one) and not stands_for_formula(one.node)]
    if not held:
        return unknown(_NO_FLOATS)
    found = [Place(one.name, one.pos) for one in held if not _caption_text(one)]
    return judged(found, f"{len(held) - len(found)} of {len(held)}")


def _is_frame(one: Float) -> bool:
    return (
        isinstance(one.node, m.Table)
        and sum(isinstance(node, m.Cell) for node in m.iter_nodes(one.node)) == 1
    )


def _caption_text(one: Float) -> str:
    held = [one.node.caption]
    if isinstance(one.node, m.Figure):
        held += [panel.caption for panel in one.node.panels]
    return " ".join(" ".join(m.text_of(caption).split()) for caption in held if caption is not None).strip()


def caption_words(paper: Paper, rule: Rule) -> Verdict:
    """Length of each caption, those of its panels with it."""
    held = [(one, words(_caption_text(one))) for one in paper.numbered]
    if not held:
        return unknown(_NO_FLOATS)
    long = [
        Place(f"{one.name}: {counted(length, 'words')}", one.pos)
        for one, length in held
        if rule.most is not None and length > rule.most
    ]
    return judged(long, f"the longest has {counted(max(length for _, length in held), 'words')}")


def alternative_texts(paper: Paper, _: Rule) -> Verdict:
    """Every picture of a figure has an alternative text of its author's."""
    pictures = [
        (one, node)
        for one in paper.floats
        if one.kind == "figure"
        for node in m.iter_nodes(one.node)
        if isinstance(node, m.Image)
    ]
    if not pictures:
        return unknown("there are no pictures")
    found = [
        Place(one.name, node.pos or one.pos)
        for one, node in pictures
        if not node.alt.strip() or node.stand_in
    ]
    return judged(found, f"{len(pictures) - len(found)} of {counted(len(pictures), 'pictures')}")


def tables_as_text(paper: Paper, _: Rule) -> Verdict:
    """Tables are tables, not pictures: no table is an image, and no picture is called a table."""
    word = wording(paper.meta.language).table.casefold()
    held = [one for one in paper.floats if one.kind == "table" or _is_table(one, word)]
    found = [
        Place(f"{one.name} is a picture", one.pos)
        for one in held
        if not isinstance(one.node, m.Table) or (one.node.images and not one.node.bodies)
    ]
    return judged(found, counted(len(held), "tables"))


def _is_table(one: Float, word: str) -> bool:
    """Whether a figure is a picture that is called a table, by its label or at the head of its caption."""
    called = rf"(?:{re.escape(word)}|table)\s+\S{{1,4}}"
    has_picture = any(isinstance(node, m.Image) for node in m.iter_nodes(one.node))
    return has_picture and bool(
        re.match(called, one.node.label.casefold())
        or re.match(rf"{called}[.:]", _caption_text(one).casefold())
    )


def tables_nested(paper: Paper, _: Rule) -> Verdict:
    """No table stands inside another."""
    found = [
        Place(f"a table inside {one.name}", node.pos or one.pos)
        for one in paper.floats
        for node in m.iter_nodes(one.node)
        if isinstance(node, m.Table) and node is not one.node and isinstance(one.node, m.Table)
    ]
    return judged(found)


CHECKS: dict[str, Check] = {
    "display-items": display_items,
    "figures": figures,
    "tables": tables,
    "floats-cited": floats_cited,
    "floats-order": floats_order,
    "captions": captions,
    "caption-words": caption_words,
    "alternative-texts": alternative_texts,
    "tables-as-text": tables_as_text,
    "tables-nested": tables_nested,
}
