"""The draft that pandoc gives, with what the looks and styles of its paragraphs say."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.patterns import late
from paperconv.readers.docx.paragraphs import Facts
from paperconv.readers.docx.tree import PART

# Equation numbers of Word's own ("#" in a formula), as pandoc writes them.
_HASH = late(
    r"\A\\begin\{array\}\{\w*\}\s*(.*?)\s*\\#\s*(?:\\left)?\(?\s*([\dA-Z][\w.]*)\s*(?:\\right)?\)?\s*(?:\\\\)?\s*\\end\{array\}\Z",
    re.DOTALL,
)
_NUMBER = late(r"[\s\xa0]*[(\[]\s*([A-Z]?\.?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?)\s*[)\]][\s\xa0]*")
_NOT_AVAILABLE = late(r"\[Picture not available: ([^\[\]\n]{1,300})\]")
_STOP = late(r"[\s\xa0]*[.,;:]?[\s\xa0]*")


def shape(draft: m.Draft, facts: dict[int, Facts]) -> m.Draft:
    """``draft`` with headings, roles, quotations and formulas as the facts of its paragraphs say."""
    out: list[m.DraftBlock] = []
    for block in draft.blocks:
        one = facts.get(number_of(block))
        if one is not None and one.contents:
            continue
        made = block if one is None else _shaped(block, one)
        before = out[-1] if out else None
        if isinstance(made, m.Quote) and isinstance(before, m.Quote):
            out[-1] = m.replace(before, blocks=(*before.blocks, *made.blocks))
        elif isinstance(made, m.CodeBlock) and isinstance(before, m.CodeBlock) and one is not None:
            out[-1] = m.replace(before, value=f"{before.value}\n{made.value}")
        else:
            out.append(made)
    return m.replace(draft, blocks=tuple(out))


def number_of(block: m.DraftBlock) -> int:
    """The number of the paragraph that ``block`` was; 0 if it has none."""
    part = block.pos.part if block.pos is not None else ""
    return int(part.removeprefix(PART)) if part.startswith(PART) else 0


def _missing(children: m.Inlines) -> str:
    """The file name of a picture in whose place a document of ours says that it is not available."""
    found = _NOT_AVAILABLE.fullmatch(m.text_of(children).strip()) if len(children) < 4 else None
    return found[1] if found else ""


def _shaped(block: m.DraftBlock, one: Facts) -> m.DraftBlock:
    match block:
        case m.Paragraph(children) if one.level:
            label = m.text(f"{one.label} ") if one.label else ()
            return m.Heading(one.level, (*label, *children), block.id, pos=block.pos)
        case m.Paragraph(children) if name := _missing(children):
            return m.Figure((m.Panel(m.Image(name)),), pos=block.pos)
        case m.Paragraph(children) if (equation := _equation(children)) is not None:
            return m.replace(equation, pos=block.pos)
        case m.Equation(tex, label=""):
            return m.replace(_numbered(tex), id=block.id, pos=block.pos)
        case m.Paragraph() if one.role == "quote":
            return m.Quote((block,), pos=block.pos)
        case m.Paragraph(children) if one.role:
            label = m.text(f"{one.label} ") if one.label and one.role == "caption" else ()
            return m.replace(block, role=one.role, children=(*label, *children))
        case m.Table() if (equation := _in_table(block)) is not None:
            return m.replace(equation, pos=block.pos)
        case _:
            return block


def _equation(children: m.Inlines) -> m.Equation | None:
    """A paragraph that is a formula, with its number perhaps, and nothing else."""
    formulas = [node for node in children if isinstance(node, m.Math)]
    if len(formulas) != 1:
        return None
    at = children.index(formulas[0])
    before, after = m.text_of(children[:at]), m.text_of(children[at + 1 :])
    if (
        any(not isinstance(node, m.Text | m.Math | m.LineBreak | m.Span | m.CrossRef) for node in children)
        or before.strip()
    ):
        return None
    found = _NUMBER.fullmatch(after.lstrip(" \t.,;"))
    ids = [node.id for node in m.iter_nodes(m.Paragraph(children)) if isinstance(node, m.Span) and node.id]
    if found:
        return m.Equation(formulas[0].tex, id=ids[0] if ids else "", label=found[1])
    if (
        _STOP.fullmatch(after)
        and len(formulas[0].tex) > 12
        and re.search(r"=|\\leq|\\geq|<|>|\\sim|\\approx|\\rightarrow", formulas[0].tex)
    ):
        return m.replace(_numbered(formulas[0].tex + after.strip()), id=ids[0] if ids else "")
    return None


def _numbered(tex: str) -> m.Equation:
    found = _HASH.match(tex.strip())
    return m.Equation(found[1], label=found[2]) if found else m.Equation(tex)


def _in_table(table: m.Table) -> m.Equation | None:
    """A formula that a table of one row puts into the middle of the line, with its number at the end."""
    rows = [*table.head, *(row for body in table.bodies for row in body.rows), *table.foot]
    if len(rows) != 1 or table.caption is not None or not 1 < len(rows[0].cells) < 4:
        return None
    filled = [cell for cell in rows[0].cells if cell.blocks]
    formulas = [cell for cell in filled if _only_formula(cell.blocks) is not None]
    others = [cell for cell in filled if _only_formula(cell.blocks) is None]
    if len(formulas) != 1 or len(others) > 1:
        return None
    tex = _only_formula(formulas[0].blocks) or ""
    found = _NUMBER.fullmatch(m.text_of(others[0]).strip()) if others else None
    if others and found is None:
        return None
    ids = [node.id for node in m.iter_nodes(table) if isinstance(node, m.Span) and node.id]
    return m.Equation(tex, label=found[1] if found else "", id=ids[0] if ids else "")


def _only_formula(blocks: m.Blocks) -> str | None:
    match blocks:
        case (m.Equation(tex),):
            return tex
        case (m.Paragraph(children),):
            math = [node for node in children if isinstance(node, m.Math)]
            rest = m.text_of(tuple(node for node in children if not isinstance(node, m.Math)))
            return math[0].tex if len(math) == 1 and not rest.strip(" .,;") else None
        case _:
            return None
