"""Number figures, tables, equations, sections and notes once, for all formats."""

from __future__ import annotations

import re
from typing import Any

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.numerals import roman
from paperconv.passes.labels import figure_kind, number_of
from paperconv.passes.number_sections import number_sections, point_to_sections
from paperconv.passes.respell_numbers import respell_numbers
from paperconv.passes.types import Pass
from paperconv.patterns import late
from paperconv.styles.layout import Labels
from paperconv.styles.types import JournalStyle
from paperconv.wording import Wording, wording

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SUPPLEMENT = "S"
# Ids that say that what they name belongs to the supplement, as rxiv-maker and others write them.
_SUPPLEMENT_ID = late(r"s(?:upp)?(?:fig|tbl|tab|table)[-:_]|(?:fig|tbl|tab)[-:_]s\d", re.IGNORECASE)


def number(style: JournalStyle) -> Pass:
    """A pass that fills labels: ``Figure 1`` with the style's or the language's word, ``3`` for an equation, ``1`` for a note.

    Labels that the manuscript prints stay; what lacks one between them takes the next free number. Figures and tables
    without a caption, and formulas that nothing can point to, are not counted. Counting follows the printed order: body,
    back, appendices last. What stands in an appendix is counted apart (``Figure A1``), and so is what belongs to the
    supplement (``Table S1``).
    """

    def run(document: m.Document, log: Log) -> m.Document:
        printed = _table_labels(document) if style.labels.table_numbers == "roman" else {}
        document = label_floats(document, style.labels, log)
        if printed:
            document = respell_numbers(document, _respelled(printed, _table_labels(document)))
        changes: dict[str, Any] = {}
        notes = _notes(document)
        if not _same(notes, document.notes):
            changes["notes"] = notes
        if style.headings.numbering != "none":
            sections, back = number_sections(document.sections, document.back, style.headings.numbering)
            if sections is not document.sections:
                document = point_to_sections(m.replace(document, sections=sections, back=back))
        return m.replace(document, **changes) if changes else document

    return run


def _table_labels(document: m.Document) -> dict[str, str]:
    return {node.id: node.label for node in m.iter_nodes(document) if isinstance(node, m.Table) and node.id}


def _respelled(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The old and the new number of each table whose number is Roman now."""
    pairs = {id: (number_of(label), after[id].rpartition(" ")[2]) for id, label in before.items()}
    return {id: (old, new) for id, (old, new) in pairs.items() if old.isdigit() and new == roman(int(old))}


def label_floats(document: m.Document, labels: Labels, log: Log) -> m.Document:
    """``document`` with the labels of all that is numbered but sections and notes."""
    numbering = _Numbering(document, labels, wording(document.meta.language), log)
    back = sorted(range(len(document.back)), key=lambda i: document.back[i].role == "appendix")
    blocks = numbering.blocks(document.blocks, "")
    sections = tuple(numbering.section(one, "") for one in document.sections)
    done = {i: numbering.section(document.back[i], "") for i in back}
    numbering.report_disorder()
    given = {
        "blocks": blocks,
        "sections": sections,
        "back": tuple(done[i] for i in range(len(document.back))),
    }
    changes: dict[str, Any] = {
        name: new for name, new in given.items() if not _same(new, getattr(document, name))
    }
    return m.replace(document, **changes) if changes else document


def _same(given: tuple[Any, ...], held: tuple[Any, ...]) -> bool:
    return all(new is old for new, old in zip(given, held, strict=True))


def _kind(node: m.Node) -> tuple[str, bool]:
    """What ``node`` is counted as (empty: not at all), and whether it gets a number where it has none."""
    match node:
        case m.Figure(caption=caption, label=label):
            return figure_kind(label), caption is not None
        case m.Table(caption=caption):
            return "table", caption is not None
        case m.Equation(id=id):
            return "equation", bool(id)
        case m.Algorithm(caption=caption, id=id):
            return "algorithm", caption is not None or bool(id)
        case m.CodeBlock(caption=title):
            return "listing", bool(title)
        case m.Box(kind=kind, id=id):
            return "box", bool(id) and kind == "box"
        case m.Statement(kind=kind, id=id):
            return f"statement {kind.lower()}", bool(id) and kind.lower() != "proof"
        case _:
            return "", False


class _Numbering:
    """The numbers of each kind: those that the manuscript prints, and those given to the rest.

    A series is a kind and the letter before its numbers: ``figure``, ``figure S``, ``table A``.
    """

    def __init__(self, document: m.Document, labels: Labels, words: Wording, log: Log) -> None:
        self._words = words
        self._own_words = {"figure": labels.figure, "table": labels.table}
        self._roman = {"table"} if labels.table_numbers == "roman" else set()
        self._log = log
        self._prefix = ""
        self._appendices = 0
        self._last: dict[tuple[str, str], int] = {}
        self._printed: dict[str, set[str]] = {}
        self._order: dict[str, list[tuple[int, str, m.Node]]] = {}
        for part in (*document.blocks, *document.sections, *document.back):
            for node in m.iter_nodes(part):
                kind, _ = _kind(node)
                label = getattr(node, "label", "")
                if kind and label:
                    self._note_printed(kind, label, node)

    def _note_printed(self, kind: str, label: str, node: m.Node) -> None:
        value = label.strip("()") if kind == "equation" else number_of(label)
        held = self._printed.setdefault(kind, set())
        if value and value in held:
            self._log(
                Diagnostic(
                    Rule.CROSS_REFERENCE_KNOWN,
                    f'two of "{label}"; both keep their number',
                    pos=node.pos,
                    hint="correct the number of one of them",
                )
            )
        held.add(value)
        if value.isdigit() and kind in {"figure", "table"}:
            self._order.setdefault(kind, []).append((int(value), label, node))

    def report_disorder(self) -> None:
        """Report figures and tables whose printed numbers do not rise."""
        for found in self._order.values():
            highest = 0
            for value, label, node in found:
                if value < highest:
                    self._log(
                        Diagnostic(
                            Rule.CROSS_REFERENCE_KNOWN,
                            f'"{label}" stands after number {highest}; it keeps its number',
                            Severity.INFO,
                            node.pos,
                            "number in the order in which things stand",
                        )
                    )
                highest = max(highest, value)

    def section(self, node: m.Section, prefix: str) -> m.Section:
        """``node`` with labels in it; ``prefix`` stands before the numbers of the section around it."""
        if node.role == "appendix":
            letter = node.label.strip().rstrip(".").rpartition(" ")[2]
            if not (len(letter) == 1 and letter.isalpha() and letter.isupper()):
                letter = _LETTERS[self._appendices % len(_LETTERS)]
            self._appendices = _LETTERS.find(letter) + 1 or self._appendices + 1
            prefix = letter
        elif node.role == "supplement":
            prefix = _SUPPLEMENT
        blocks = self.blocks(node.blocks, prefix)
        sections = tuple(self.section(one, prefix) for one in node.sections)
        changes: dict[str, Any] = {}
        if not _same(blocks, node.blocks):
            changes["blocks"] = blocks
        if not _same(sections, node.sections):
            changes["sections"] = sections
        return m.replace(node, **changes) if changes else node

    def blocks(self, blocks: m.Blocks, prefix: str) -> m.Blocks:
        """``blocks`` with labels; ``prefix`` stands before their numbers."""
        self._prefix = prefix
        return tuple(self._apply(one) for one in blocks)

    def _apply(self, part: Any) -> Any:
        given = m.rewrite(part, self._rule)
        return self._rule(given) or given

    def _rule(self, node: m.Node) -> m.Node | None:
        if isinstance(node, m.Figure) and (panels := _panels(node)) is not node.panels:
            node = m.replace(node, panels=panels)
            return self._rule(node) or node
        kind, counts = _kind(node)
        if not kind:
            return None
        label: str = getattr(node, "label", "")
        if label:
            value = number_of(label)
            if value.isdigit():
                self._last[kind, ""] = int(value)
            elif value[1:].isdigit():
                self._last[kind, value[0]] = int(value[1:])
            wanted = self._printed_label(kind, label, value)
        elif counts:
            supplementary = _SUPPLEMENT_ID.match(getattr(node, "id", "")) is not None
            wanted = self._label(kind, self._next(kind, _SUPPLEMENT if supplementary else self._prefix))
        elif kind.startswith("statement "):
            wanted = self._words.statement(kind.partition(" ")[2])
        else:
            return None
        return None if wanted == label else m.replace(node, label=wanted)

    def _printed_label(self, kind: str, label: str, value: str) -> str:
        """A label that the manuscript prints, in the style's word where it has one."""
        word = self._own_words.get(kind, "")
        if kind in self._roman and value.isdigit():
            return f"{word or getattr(self._words, kind)} {roman(int(value))}"
        if word and value and not value.startswith("ED"):
            return f"{word} {value}"
        return label.strip().rstrip(".:")

    def _next(self, kind: str, prefix: str) -> str:
        value = self._last.get((kind, prefix), 0) + 1
        printed = self._printed.setdefault(kind, set())
        while f"{prefix}{value}" in printed:
            value += 1
        self._last[kind, prefix] = value
        printed.add(f"{prefix}{value}")
        return f"{prefix}{value}"

    def _label(self, kind: str, value: str) -> str:
        if kind == "equation":
            return value
        if kind.startswith("statement "):
            return f"{self._words.statement(kind.partition(' ')[2])} {value}".strip()
        shown = roman(int(value)) if kind in self._roman and value.isdigit() else value
        return f"{self._own_words.get(kind) or getattr(self._words, kind)} {shown}"


def _panels(figure: m.Figure) -> tuple[m.Panel, ...]:
    """The panels with letters, where there are several that are set apart by captions or ids and none has a label."""
    panels = figure.panels
    if len(panels) < 2 or len(panels) > 26 or any(p.label for p in panels):
        return panels
    if not any(p.id or p.caption for p in panels):
        return panels
    return tuple(m.replace(p, label=_LETTERS[i].lower()) for i, p in enumerate(panels))


def _notes(document: m.Document) -> tuple[m.Note, ...]:
    """The notes with their marks: the manuscript's own if all differ, else numbers in the order of the marks."""
    notes = document.notes
    labels = [note.label for note in notes]
    if all(labels) and len(set(labels)) == len(labels):
        return notes
    order: dict[str, int] = {}
    parts: tuple[m.Node, ...] = (document.meta, *document.blocks, *document.sections, *document.back, *notes)
    for part in parts:
        for node in m.iter_nodes(part):
            if isinstance(node, m.NoteRef):
                order.setdefault(node.note, len(order) + 1)
    for note in notes:
        order.setdefault(note.id, len(order) + 1)
    return tuple(
        note if note.label == str(order[note.id]) else m.replace(note, label=str(order[note.id]))
        for note in notes
    )
