"""Number figures, tables, equations, sections and notes once, for all formats."""

from __future__ import annotations

from typing import Any

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule
from paperconv.passes.link_crossrefs import number_of
from paperconv.passes.types import Pass
from paperconv.styles.types import JournalStyle
from paperconv.wording import Wording, wording

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def number(style: JournalStyle) -> Pass:
    """A pass that fills labels: ``Figure 1`` with the style's or the language's word, ``3`` for an equation, ``1`` for a note.

    Labels that the manuscript prints stay; what lacks one between them takes the next free number. Figures and tables
    without a caption, and formulas that nothing can point to, are not counted. Counting follows the printed order: body,
    back, appendices last.
    """

    def run(document: m.Document, log: Log) -> m.Document:
        words = wording(document.meta.language)
        numbering = _Numbering(document, style, words, log)
        changes: dict[str, Any] = {}
        back = sorted(range(len(document.back)), key=lambda i: document.back[i].role == "appendix")
        blocks = tuple(numbering.apply(one) for one in document.blocks)
        sections = tuple(numbering.apply(one) for one in document.sections)
        done = {i: numbering.apply(document.back[i]) for i in back}
        closing = tuple(done[i] for i in range(len(document.back)))
        if style.headings.numbered:
            sections, closing = _number_sections(sections, closing)
        for name, given in (
            ("blocks", blocks),
            ("sections", sections),
            ("back", closing),
            ("notes", _notes(document)),
        ):
            held = getattr(document, name)
            if len(held) != len(given) or any(new is not old for new, old in zip(given, held, strict=True)):
                changes[name] = given
        return m.replace(document, **changes) if changes else document

    return run


def _kind(node: m.Node) -> tuple[str, bool]:
    """What ``node`` is counted as (empty: not at all), and whether it gets a number where it has none."""
    match node:
        case m.Figure(caption=caption):
            return "figure", caption is not None
        case m.Table(caption=caption):
            return "table", caption is not None
        case m.Equation(id=id):
            return "equation", bool(id)
        case m.Algorithm(caption=caption, id=id):
            return "algorithm", caption is not None or bool(id)
        case m.CodeBlock(caption=title):
            return "listing", bool(title)
        case m.Statement(kind=kind, id=id):
            return f"statement {kind.lower()}", bool(id)
        case _:
            return "", False


class _Numbering:
    """The numbers of each kind: those that the manuscript prints, and those given to the rest."""

    def __init__(self, document: m.Document, style: JournalStyle, words: Wording, log: Log) -> None:
        self._words = words
        self._own_words = {"figure": style.labels.figure, "table": style.labels.table}
        self._printed: dict[str, set[str]] = {}
        self._last: dict[str, int] = {}
        for part in (*document.blocks, *document.sections, *document.back):
            for node in m.iter_nodes(part):
                kind, _ = _kind(node)
                label = getattr(node, "label", "")
                if not kind or not label:
                    continue
                value = label if kind == "equation" else number_of(label)
                held = self._printed.setdefault(kind, set())
                if value and value in held:
                    log(
                        Diagnostic(
                            Rule.CROSS_REFERENCE_KNOWN,
                            f'two of "{label}"; both keep their number',
                            pos=node.pos,
                            hint="correct the number of one of them",
                        )
                    )
                held.add(value)

    def apply(self, part: Any) -> Any:
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
                self._last[kind] = int(value)
            word = self._own_words.get(kind, "")
            wanted = f"{word} {value}" if word and value else label.strip().rstrip(".:")
        elif counts:
            wanted = self._label(kind, self._next(kind))
        else:
            return None
        return None if wanted == label else m.replace(node, label=wanted)

    def _next(self, kind: str) -> int:
        value = self._last.get(kind, 0) + 1
        while str(value) in self._printed.get(kind, ()):
            value += 1
        self._last[kind] = value
        self._printed.setdefault(kind, set()).add(str(value))
        return value

    def _label(self, kind: str, value: int) -> str:
        if kind == "equation":
            return str(value)
        if kind.startswith("statement "):
            return f"{self._words.statement(kind.partition(' ')[2])} {value}".strip()
        return f"{self._own_words.get(kind) or getattr(self._words, kind)} {value}"


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


def _number_sections(
    body: tuple[m.Section, ...], back: tuple[m.Section, ...]
) -> tuple[tuple[m.Section, ...], tuple[m.Section, ...]]:
    """Numbers for the sections of a manuscript that numbers none itself; appendices get letters."""
    held = [node for part in (*body, *back) for node in m.iter_nodes(part) if isinstance(node, m.Section)]
    if any(section.label for section in held):
        return body, back
    appendices = iter(_LETTERS)

    def label(section: m.Section, path: str) -> m.Section:
        inner = tuple(label(one, f"{path}.{i}") for i, one in enumerate(section.sections, 1))
        return m.replace(section, label=path, sections=inner)

    out: list[m.Section] = []
    for section in back:
        letter = next(appendices, "") if section.role == "appendix" else ""
        out.append(label(section, letter) if letter else section)
    return tuple(label(one, str(i)) for i, one in enumerate(body, 1)), tuple(out)
