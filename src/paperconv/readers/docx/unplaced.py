"""Notes of our own files that no mark calls: they stand at the end in a style of their own."""

from __future__ import annotations

from collections.abc import Mapping

from paperconv import model as m
from paperconv.manuscript import runs
from paperconv.readers.docx.build import number_of
from paperconv.readers.docx.paragraphs import Facts

_STYLE = "unplaced note"


def take_notes(draft: m.Draft, facts: Mapping[int, Facts]) -> m.Draft:
    """``draft`` with such paragraphs, and all that goes on behind them, as notes, and without the heading over nothing else."""
    own = {number for number, one in facts.items() if one.names[:1] == (_STYLE,)}
    if not own:
        return draft
    rest: list[m.DraftBlock] = []
    made: list[m.Note] = []
    for block in draft.blocks:
        begins = number_of(block) in own and isinstance(block, m.Paragraph)
        if isinstance(block, m.Heading) or not (begins or made):
            rest.append(block)
            continue
        if not made and rest and isinstance(rest[-1], m.Heading):
            rest.pop()
        children, anchors = runs.anchors(block.children) if isinstance(block, m.Paragraph) else ((), ())
        first = children[0] if children and begins else None
        label = m.text_of(first) if isinstance(first, m.Styled) and first.style == "sup" else ""
        words = runs.strip(children[1:]) if label else children
        said = m.Paragraph(words, pos=block.pos) if isinstance(block, m.Paragraph) else block
        held = (said,) if words or not isinstance(block, m.Paragraph) else ()
        if begins and (anchors or label or not made or facts[number_of(block)].anchor):
            name = anchors[0] if anchors else f"unplaced-{len(made) + 1}"
            made.append(m.Note(name, held, label, pos=block.pos))
        else:
            made[-1] = m.replace(made[-1], blocks=(*made[-1].blocks, *held))
    return m.replace(draft, blocks=tuple(rest), notes=(*draft.notes, *made))
