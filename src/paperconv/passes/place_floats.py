"""Figures and tables at the end of the paper, or left out of it, as manuscripts for some journals want them."""

from __future__ import annotations

from collections.abc import Callable

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.passes.types import Pass
from paperconv.styles.layout import END_FIGURES, END_TABLES, LEGENDS, Figures, Tables
from paperconv.styles.types import JournalStyle

# What has a place of its own keeps its figures: they are numbered with it.
APART = frozenset({"appendix", "supplement", LEGENDS, END_TABLES, END_FIGURES})
"""The roles of sections whose figures and tables stay with them."""
_IN_TEXT = frozenset({"inline", "mention"})


def place_floats(style: JournalStyle) -> Pass:
    """A pass that moves labelled figures and tables into sections at the end of the back matter.

    The sections have the roles :data:`LEGENDS`, :data:`END_TABLES` and :data:`END_FIGURES`. Cross-references go on leading
    to the caption, wherever that stands. Figures inside other blocks, in appendices and in supplements stay.
    """

    def run(document: m.Document, log: Log) -> m.Document:
        if _IN_TEXT.issuperset((style.figures.place, style.tables.place)):
            return document
        floats = _Floats(style)
        document = _each_block(document, floats.taken)
        for kind, gone in floats.gone.items():
            message = f"left out, as the style asks: {', '.join(gone)}"
            hint = f"send the {kind}s as files of their own"
            if gone:
                log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.INFO, hint=hint))
        return m.replace(document, back=(*document.back, *floats.sections()))

    return run


class _Floats:
    """What was taken out of the text."""

    def __init__(self, style: JournalStyle) -> None:
        self._figures: Figures = style.figures
        self._tables: Tables = style.tables
        self._legends: list[m.Block] = []
        self._end: dict[str, list[m.Block]] = {END_TABLES: [], END_FIGURES: []}
        self.gone: dict[str, list[str]] = {"figure": [], "table": []}

    def taken(self, block: m.Block) -> tuple[m.Block, ...]:
        """What stands in the place of ``block``."""
        match block:
            case m.Figure(panels, label=label) if panels and label and self._figures.place not in _IN_TEXT:
                return self._figure(block)
            case m.Table(label=label, bodies=bodies, images=images) if (
                label and (bodies or images) and self._tables.place not in _IN_TEXT
            ):
                return self._table(block)
            case _:
                return (block,)

    def _figure(self, figure: m.Figure) -> tuple[m.Block, ...]:
        legend = m.replace(figure, panels=(), span="column")
        separate = self._figures.place == "separate"
        if separate:
            legend = _with_panels(legend, figure.panels)
            self.gone["figure"].append(figure.label)
            if not self._figures.legends:
                return (legend,)
        elif self._figures.legends:
            name = m.Caption(blocks=(m.Paragraph(m.text(figure.label)),))
            self._end[END_FIGURES].append(m.replace(figure, id="", label="", caption=name, credit=()))
        else:
            self._end[END_FIGURES].append(figure)
        if self._figures.legends:
            self._legends.append(legend)
        return _callout(self._figures.callout, figure)

    def _table(self, table: m.Table) -> tuple[m.Block, ...]:
        if self._tables.place == "separate":
            self.gone["table"].append(table.label)
            title = m.Table(id=table.id, label=table.label, caption=table.caption, pos=table.pos)
            if not self._figures.legends:
                return (title,)
            self._legends.append(title)
        else:
            self._end[END_TABLES].append(table)
        return _callout(self._tables.callout, table)

    def sections(self) -> tuple[m.Section, ...]:
        """The sections that hold what was taken."""
        held = [(LEGENDS, self._figures.legends, self._legends)]
        held += [(role, "", blocks) for role, blocks in self._end.items()]
        return tuple(
            m.Section(m.text(title), tuple(blocks), role=role) for role, title, blocks in held if blocks
        )


def _with_panels(legend: m.Figure, panels: tuple[m.Panel, ...]) -> m.Figure:
    """``legend`` with the captions of the figure's parts behind its own."""
    said: list[m.Block] = []
    for panel in panels:
        blocks = panel.caption.blocks if panel.caption is not None else ()
        title = panel.caption.title if panel.caption is not None else ()
        letter = f"({panel.label})" if panel.label.isalnum() else panel.label
        lead: list[m.Inline] = [m.Span(m.text(letter), id=panel.id)] if letter or panel.id else []
        lead += [m.Text(" "), *title] if title else []
        first = blocks[0] if blocks else None
        if isinstance(first, m.Paragraph):
            said += [m.replace(first, children=(*lead, m.Text(" "), *first.children)), *blocks[1:]]
        elif title or blocks or panel.id:
            said += [m.Paragraph(tuple(lead)), *blocks]
    if not said:
        return legend
    caption = legend.caption or m.Caption()
    return m.replace(legend, caption=m.replace(caption, blocks=(*caption.blocks, *said)))


def _callout(words: str, node: m.Figure | m.Table) -> tuple[m.Block, ...]:
    """``[Figure 1 about here]``, a link to the caption."""
    if not words:
        return ()
    said = m.text(words.replace("{label}", node.label))
    return (m.Paragraph((m.CrossRef(node.id, said),) if node.id else said, role="callout"),)


def _each_block(document: m.Document, change: Callable[[m.Block], tuple[m.Block, ...]]) -> m.Document:
    """``document`` with ``change`` applied to the blocks of its text that stand in no other block, in order."""

    def blocks(held: m.Blocks) -> m.Blocks:
        made = tuple(new for block in held for new in change(block))
        return (
            made
            if len(made) != len(held) or any(a is not b for a, b in zip(made, held, strict=True))
            else held
        )

    def section(node: m.Section) -> m.Section:
        if node.role in APART:
            return node
        return m.replace(node, blocks=blocks(node.blocks), sections=tuple(map(section, node.sections)))

    return m.replace(
        document,
        blocks=blocks(document.blocks),
        sections=tuple(map(section, document.sections)),
        back=tuple(map(section, document.back)),
    )
