"""Notes that authors typed: raised numbers in the text, and below a heading at its end a paragraph for each."""

from __future__ import annotations

from itertools import pairwise

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import runs
from paperconv.manuscript.prose import is_prose
from paperconv.manuscript.titles import NOTES, title_key
from paperconv.patterns import late

_NUMBERED = late(r"\s*[\[(]?(\d{1,3})[\])]?[.:]?\s+(?=\S)")
_MARK = late(r"\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*")
_DIGITS = late(r"\d+")
_POWER = late(r"(?:\d|(?<![^\W\d_])(?:[^\W\d_]|[kcmdµμn]m|ha|chi|sec|min))\Z")  # what has powers: 10, m, R
_FEWEST = 2


def take_typed_notes(draft: m.Draft, log: Log) -> m.Draft:
    """``draft`` with typed notes as endnotes, if their numbers count from 1 and the raised numbers in the text do so as well."""
    blocks = draft.blocks
    head = next((at for at, block in enumerate(blocks) if _is_head(block)), None)
    if head is None or draft.notes:
        return draft
    end = next((at for at in range(head + 1, len(blocks)) if isinstance(blocks[at], m.Heading)), len(blocks))
    typed = _notes(blocks[head + 1 : end])
    marks = _marks(blocks[:head], len(typed)) if len(typed) >= _FEWEST else {}
    if sum(map(len, marks.values())) != len(typed) or not typed:
        return draft

    def rule(node: m.Node) -> tuple[m.Node, ...] | None:
        return tuple(m.NoteRef(_id(number)) for number in marks[id(node)]) if id(node) in marks else None

    text = tuple(m.rewrite(block, rule) for block in blocks[:head])
    notes = tuple(m.Note(_id(number), tuple(held), kind="endnote") for number, held in enumerate(typed, 1))
    message = f"{len(notes)} paragraphs below a heading are the notes that raised numbers mean"
    log(Diagnostic(Rule.GUESS_SURE, message, Severity.INFO, blocks[head].pos))
    return m.replace(draft, blocks=(*text, *blocks[end:]), notes=notes)


def _is_head(block: m.DraftBlock) -> bool:
    return isinstance(block, m.Heading) and title_key(m.text_of(block.children)) in NOTES


def _id(number: int) -> str:
    return f"typed-note-{number}"


def _notes(blocks: tuple[m.DraftBlock, ...]) -> list[list[m.Block]]:
    """The blocks of each note, which count from 1; none if they do not."""
    out: list[list[m.Block]] = []
    for block in blocks:
        if isinstance(block, m.List) and block.ordered and block.start == len(out) + 1:
            out += [list(item.blocks) for item in block.items]
            continue
        found = _NUMBERED.match(m.text_of(block.children)) if isinstance(block, m.Paragraph) else None
        if found and isinstance(block, m.Paragraph) and int(found[1]) == len(out) + 1:
            out.append([m.replace(block, children=runs.cut(block.children, found.end()))])
        elif out and not isinstance(block, m.Heading):
            out[-1].append(block)
        else:
            return []
    return out


def _marks(blocks: tuple[m.DraftBlock, ...], count: int) -> dict[int, list[int]]:
    """The raised numbers that count up to ``count`` from the first running text on, each by the identity of its node."""
    start = next((at for at, block in enumerate(blocks) if is_prose(m.text_of(block))), len(blocks))
    marks: dict[int, list[int]] = {}
    powers: set[int] = set()
    next_ = 1
    for node in (one for block in blocks[start:] for one in m.iter_nodes(block)):
        for before, mark in pairwise(getattr(node, "children", ())):
            if _POWER.search(m.text_of(before)):
                powers.add(id(mark))
        text = m.text_of(node.children) if isinstance(node, m.Styled) and node.style == "sup" else ""
        if id(node) in powers or not _MARK.fullmatch(text):
            continue
        said = [int(one) for one in _DIGITS.findall(text)]
        if said[-1] > said[0] and len(said) == 2 and "," not in text:  # a range
            said = list(range(said[0], said[1] + 1))
        if said == list(range(next_, next_ + len(said))) and said[-1] <= count:
            marks[id(node)] = said
            next_ += len(said)
    return marks
