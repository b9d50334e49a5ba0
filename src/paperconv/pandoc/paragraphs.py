"""A paragraph of pandoc as blocks of ours: displayed formulas and pictures that stand alone come out of it."""

from __future__ import annotations

from collections.abc import Iterable

from paperconv import model as m
from paperconv import patterns
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.inlines import pieces
from paperconv.pandoc.pieces import Piece, trim

_NUMBER = r"[\s\xa0]*\((\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]\.?\d{1,3}[a-z]?)\)[\s\xa0]*"
_ATTRIBUTES = r"[\s\xa0]*\{#([^\s{}]+)[^{}]*\}"
_PUNCTUATION = r"[\s\xa0]*([.,;:])(?=\s|$)"


def paragraphs(context: Context, items: list[Json], *, figures: bool) -> m.Blocks:
    """The paragraph ``items``, split at its displayed formulas.

    ``figures``: a paragraph of pictures and nothing else is a figure.
    """
    return from_pieces(context, pieces(context, items), figures=figures)


def from_pieces(context: Context, made: list[Piece], *, figures: bool) -> m.Blocks:
    """The same for inlines that are ours already."""
    if not any(isinstance(piece, m.Equation) for piece in made):
        content = trim(tuple(piece for piece in made if not isinstance(piece, m.Equation)))
        if not content:
            return ()
        if figures and (figure := picture_figure(content)) is not None:
            return (figure,)
        return (m.Paragraph(content),)
    out: list[m.Block] = []
    run: list[m.Inline] = []
    for piece in [*made, None]:
        if piece is not None and not isinstance(piece, m.Equation):
            run.append(piece)
            continue
        text = tuple(run)
        run = []
        if out and isinstance(out[-1], m.Equation):
            out[-1], text = _beside(context, out[-1], text)
        text = _without_break(trim(text))
        if text:
            out.append(m.Paragraph(text))
        if piece is not None:
            out.append(piece)
    return tuple(out)


def picture_figure(content: m.Inlines) -> m.Figure | None:
    """A figure of the pictures that ``content`` is, if it is nothing else; a bookmark beside them is the figure's."""
    found: list[m.Panel] = []
    marks: list[str] = []
    for item in content:
        match item:
            case m.Span((), id=name) if name and not item.role:
                marks.append(name)
            case m.Image():
                found.append(m.Panel(item))
            case m.Span((m.Image() as picture,), id=name) if not item.role:
                found.append(m.Panel(picture, id=name))
            case m.Span((), id=name, role="") if found and not found[-1].id:  # a \label behind the picture
                found[-1] = m.replace(found[-1], id=name)
            case m.LineBreak():
                pass
            case m.Text(value) if not value.strip(" \xa0\n"):
                pass
            case _:
                return None
    if not found or len(marks) > 1:  # a figure has one name
        return None
    if len(found) == 1 and not marks:
        return m.Figure((m.replace(found[0], id=""),), id=found[0].id)
    return m.Figure(tuple(found), id="".join(marks))


def no_headings(blocks: Iterable[m.DraftBlock]) -> m.Blocks:
    """``blocks`` for a place where no heading can stand (a list item, a cell): headings become bold lines."""
    return tuple(
        m.Paragraph((m.Styled("strong", block.children),), id=block.id, role="heading")
        if isinstance(block, m.Heading)
        else block
        for block in blocks
    )


def _beside(context: Context, formula: m.Equation, text: m.Inlines) -> tuple[m.Equation, m.Inlines]:
    """Take what belongs to ``formula`` from the ``text`` after it: its number, its id, a final stop."""
    if not text or not isinstance(text[0], m.Text):
        return formula, text
    value = text[0].value
    found = patterns.match(_ATTRIBUTES, value)
    if found:
        if formula.id:
            context.alias(found.group(1), formula.id)
        else:
            formula = m.replace(formula, id=context.define(found.group(1)))
        value = value[found.end() :]
    found = patterns.match(_PUNCTUATION, value)
    if found:
        formula = m.replace(formula, tex=_ended(formula.tex, found.group(1)))
        value = value[found.end() :]
    if not formula.label and len(text) == 1:
        found = patterns.fullmatch(_NUMBER, value)
        if found:
            formula = m.replace(formula, label=found.group(1))
            value = ""
    return formula, ((m.Text(value), *text[1:]) if value else text[1:])


def _ended(tex: str, stop: str) -> str:
    """``tex`` with a mark of punctuation at its end, inside the environment if it is one."""
    found = patterns.search(r"\s*\\end\{(?:align|gather|multline|eqnarray|flalign|alignat)\*?\}$", tex)
    return f"{tex[: found.start()]}{stop}{found.group()}" if found else tex + stop


def _without_break(items: m.Inlines) -> m.Inlines:
    while items and isinstance(items[0], m.LineBreak):
        items = trim(items[1:])
    while items and isinstance(items[-1], m.LineBreak):
        items = trim(items[:-1])
    return items
