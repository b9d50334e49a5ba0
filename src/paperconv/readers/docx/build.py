"""The draft that pandoc gives, with what the looks and styles of its paragraphs say."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import runs
from paperconv.patterns import late
from paperconv.readers.docx.paragraphs import Facts
from paperconv.readers.docx.tree import PART
from paperconv.wording import languages, wording

# Equation numbers of Word's own ("#" in a formula), as pandoc writes them.
_HASH = late(
    r"\A\\begin\{array\}\{\w*\}\s*(.*?)\s*\\#\s*(?:\\left)?\(?\s*([\dA-Z][\w.]*)\s*(?:\\right)?\)?\s*(?:\\\\)?\s*\\end\{array\}\Z",
    re.DOTALL,
)
_NUMBER = late(r"[\s\xa0]*[(\[]\s*([A-Z]?\.?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?)\s*[)\]][\s\xa0]*")
_NOT_AVAILABLE = late(
    r"\[([^\[\]:()]{3,60})(?:: (?:(?!\()(.{1,2000}?)(?: \(([^()]{1,300})\))?|\(([^()]{1,300})\)))?\]",
    re.DOTALL,
)
_OF_LISTS = ("list bullet", "list number", "list continue")
_PARAGRAPH, _BACK = "_par_", "_back_"
_FILE = late(r"[^\s\[\]]{1,290}\.\w{1,8}(?:[?#]\S*)?|https?://\S{1,290}")
_QUOTES: dict[str, Literal["block", "epigraph", "pull"]] = {"epigraph": "epigraph", "pull quote": "pull"}
_STOP = late(r"[\s\xa0]*[.,;:]?[\s\xa0]*")


def shape(draft: m.Draft, facts: dict[int, Facts]) -> m.Draft:
    """``draft`` with headings, roles, quotations and formulas as the facts of its paragraphs say."""
    draft = m.rewrite(draft, _mended)
    out: list[m.DraftBlock] = []
    for block in draft.blocks:
        one = facts.get(number_of(block))
        if one is not None and one.contents:
            continue
        made = block if one is None else _shaped(block, one)
        before = out[-1] if out else None
        apart = one is not None and one.apart
        if isinstance(made, m.Quote) and isinstance(before, m.Quote) and not apart and _goes_on(before, made):
            out[-1] = m.replace(before, blocks=(*before.blocks, *made.blocks), attribution=made.attribution)
        elif isinstance(made, m.Quote) and not made.blocks:  # who is quoted, but nothing before
            out.append(block)
        elif (
            isinstance(made, m.DefinitionList)
            and one is not None
            and (at := _list_before(out, made)) >= 0
            and isinstance(first := out[at], m.DefinitionList)
        ):
            goes_on = one.names[0] == "definition continue"
            list_ = _with_more(first, out[at + 1 :])
            out[at:] = [m.replace(list_, items=_defined(list_.items, made.items[0], goes_on=goes_on))]
        elif (
            isinstance(made, m.List)
            and isinstance(before, m.DefinitionList)
            and one is not None
            and one.look.list_level
        ):
            # no list begins below the first level, but within a definition
            out[-1] = _with_more(before, [made])
        elif (
            isinstance(made, m.CodeBlock)
            and isinstance(before, m.CodeBlock)
            and one is not None
            and not apart
        ):
            out[-1] = m.replace(before, value=f"{before.value}\n{made.value}")
        elif isinstance(made, m.Table) and (lines := _lines(made)):
            out.extend(m.replace(line, pos=block.pos) for line in lines)
        else:
            out.append(made)
    held = m.replace(draft, blocks=tuple(_joined(out, facts)))

    def rule(node: m.Node) -> m.Node | None:
        match node:
            case m.Cell():
                return _cell(node, facts)
            case m.Equation(label="", id="") if _runs_in(node, facts):
                return _run_in(node)
            case _:
                return None

    return m.rewrite(held, rule)


def _cell(node: m.Cell, facts: dict[int, Facts]) -> m.Cell | None:
    """``node`` as a header, if the style of its text says so; a formula that is alone in it is no displayed one.

    Word and LibreOffice display each that is alone in its paragraph.
    """
    match node.blocks:
        case (m.Equation(label="", id="") as formula,):
            return m.replace(node, blocks=(_run_in(formula),))
        case _:
            pass
    one = facts.get(number_of(node.blocks[0])) if node.blocks else None
    heads = one is not None and bool(one.names) and one.names[0].startswith("table heading")
    return m.replace(node, header=True) if heads and not node.header else None


def _run_in(formula: m.Equation) -> m.Paragraph:
    return m.Paragraph((m.Math(formula.tex),), pos=formula.pos)


def _runs_in(formula: m.Equation, facts: dict[int, Facts]) -> bool:
    """Whether the paragraph that holds a formula and nothing else is one of a list by its style."""
    one = facts.get(number_of(formula))
    return one is not None and bool(one.names) and one.names[0].startswith(_OF_LISTS)


def _joined(blocks: list[m.DraftBlock], facts: dict[int, Facts]) -> list[m.DraftBlock]:
    """``blocks`` with lists whole that a formula, code or more text of an item cuts in two: the numbers go on behind it."""
    out: list[m.DraftBlock] = []
    for block in blocks:
        at = len(out)
        while at and _inside_item(out[at - 1], facts):
            at -= 1
        first = out[at - 1] if at else None
        between = [one for one in out[at:] if not isinstance(one, m.Heading)]
        if (
            isinstance(block, m.List)
            and isinstance(first, m.List)
            and between
            and _follows(first, block, between[-1], facts)
        ):
            last = m.replace(first.items[-1], blocks=(*first.items[-1].blocks, *between))
            out[at - 1 :] = [m.replace(first, items=(*first.items[:-1], last, *block.items))]
        else:
            out.append(block)
    return out


def _inside_item(block: m.DraftBlock, facts: dict[int, Facts]) -> bool:
    return isinstance(block, m.Equation | m.CodeBlock) or _continues(block, facts)


def _continues(block: m.DraftBlock, facts: dict[int, Facts]) -> bool:
    one = facts.get(number_of(block)) if isinstance(block, m.Paragraph) else None
    return one is not None and bool(one.names) and one.names[0].startswith("list continue")


def _follows(first: m.List, second: m.List, before: m.Block, facts: dict[int, Facts]) -> bool:
    if first.ordered and second.ordered:
        return second.start == first.start + len(first.items) and first.numbering == second.numbering
    return first.ordered == second.ordered and _continues(before, facts)


def number_of(block: m.DraftBlock) -> int:
    """The number of the paragraph that ``block`` was; 0 if it has none."""
    part = block.pos.part if block.pos is not None else ""
    return int(part.removeprefix(PART)) if part.startswith(PART) else 0


def _mended(node: m.Node) -> m.Node | None:
    """``node`` with its id, and as the picture in whose place a document of ours says that it is not available."""
    match node:
        case m.CodeSpan(value):
            return _missing(value)
        case m.Link(target) if target.startswith("./") and ":" in target[2:].partition("/")[0]:
            return m.replace(node, target=target[2:])
        case m.Link(target) if '"' in target:  # LibreOffice decodes them
            return m.replace(node, target=target.replace('"', "%22"))
        case m.Paragraph((m.Span((), id=name), *children)) if name.startswith(_PARAGRAPH):
            return m.replace(node, id=name, children=tuple(children))
        case m.Paragraph(children) if 0 < len(children) < 4 and (image := _missing(m.text_of(children))):
            return m.replace(node, children=(image,))
        case _:
            return None


def _missing(text: str) -> m.Image | None:
    found = _NOT_AVAILABLE.fullmatch(text.strip())
    if found is None or found[1] not in _missing_words():
        return None
    said, name = (found[2] or "").strip(), (found[3] or found[4] or "").strip()
    if not name and _FILE.fullmatch(said):
        said, name = "", said
    return m.Image(name, said)


@cache
def _missing_words() -> frozenset[str]:
    return frozenset(wording(language).picture_missing for language in languages())


def _goes_on(before: m.Quote, made: m.Quote) -> bool:
    """Whether ``made`` is more of the same quotation: its text, or who is quoted."""
    return not before.attribution and (not made.blocks or before.kind == made.kind)


def _defined(
    items: tuple[m.DefinitionItem, ...], more: m.DefinitionItem, *, goes_on: bool
) -> tuple[m.DefinitionItem, ...]:
    """``items`` with the next term, with another definition of the last one, or with more of that definition."""
    last = items[-1]
    if more.term:
        return (*items, more)
    held = last.definitions
    if goes_on and held:
        inner = (*held[-1].blocks, *(block for item in more.definitions for block in item.blocks))
        held = (*held[:-1], m.replace(held[-1], blocks=inner))
    else:
        held = (*held, *more.definitions)
    return (*items[:-1], m.replace(last, definitions=held))


def _list_before(out: list[m.DraftBlock], made: m.DefinitionList) -> int:
    """Where the definitions stand that ``made`` goes on with: right before, or before what its definition holds; -1 if nowhere."""
    at = len(out) - 1
    while (
        not made.items[0].term and at > 0 and isinstance(out[at], m.List | m.CodeBlock | m.Equation | m.Table)
    ):
        at -= 1
    return at if at >= 0 and isinstance(out[at], m.DefinitionList) else -1


def _with_more(node: m.DefinitionList, more: list[m.DraftBlock]) -> m.DefinitionList:
    """``node`` whose last definition holds ``more`` as well."""
    blocks = tuple(block for block in more if not isinstance(block, m.Heading))
    last = m.DefinitionItem((), (m.ListItem(blocks),))
    return m.replace(node, items=_defined(node.items, last, goes_on=True)) if blocks else node


def _shaped(block: m.DraftBlock, one: Facts) -> m.DraftBlock:
    match block:
        case m.Paragraph(children) if one.level:
            label = m.text(f"{one.label} ") if one.label else ()
            number, role = _parted_label(one)
            return m.Heading(one.level, (*label, *children), block.id, label=number, role=role, pos=block.pos)
        case m.Paragraph((m.Image() as image,)) if one.names and one.names[0] == "missing figure":
            return m.Figure((m.Panel(image),), pos=block.pos)
        case m.Paragraph(children) if one.role == "formula":
            return _source(children) or block
        case m.Paragraph() if one.role == "divider":
            return m.Divider(pos=block.pos)
        case m.Paragraph(children) if one.role == "attribution":
            return m.Quote((), runs.strip(children, " —–\xa0"), pos=block.pos)
        case m.Paragraph(children) if (equation := _equation(children)) is not None:
            return m.replace(equation, pos=block.pos)
        case m.Equation(tex, label=""):
            return m.replace(_numbered(tex), id=block.id, pos=block.pos)
        case m.Paragraph(children) if one.role in {"definition-term", "definition"}:
            term = children if one.role == "definition-term" else ()
            said = () if term else (m.ListItem((block,)),)
            return m.DefinitionList((m.DefinitionItem(term, said),), pos=block.pos)
        case m.Paragraph() if one.role == "quote":
            return m.Quote((block,), kind=_QUOTES.get(one.names[0], "block"), pos=block.pos)
        case m.Paragraph(children) if one.role:
            label = m.text(f"{one.label} ") if one.label and one.role == "caption" else ()
            return m.replace(block, role=one.role, children=(*label, *children))
        case m.Table() if (equation := _in_table(block)) is not None:
            return m.replace(equation, pos=block.pos)
        case _:
            return block


def _parted_label(one: Facts) -> tuple[str, Literal["", "appendix", "back"]]:
    """The number of a heading of ours without the word for an appendix, and what the heading begins."""
    word, _, number = one.set_off.rpartition(" ")
    if word.casefold() in _appendix_words():
        return number, "appendix"
    return one.set_off, "back" if one.anchor.startswith(_BACK) else ""


@cache
def _appendix_words() -> frozenset[str]:
    return frozenset(wording(language).appendix.casefold() for language in languages())


def _source(children: m.Inlines) -> m.Equation | None:
    """A formula of ours whose source stands in its place, with its number perhaps."""
    formula = next((node for node in children if isinstance(node, m.Math)), None)
    if formula is None:
        return None
    number = _NUMBER.fullmatch(m.text_of(children[children.index(formula) + 1 :]))
    ids = [node.id for node in m.iter_nodes(m.Paragraph(children)) if isinstance(node, m.Span) and node.id]
    return m.Equation(formula.tex, id=ids[0] if ids else "", label=number[1] if number else "")


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
        and patterns.search(r"=|\\leq|\\geq|<|>|\\sim|\\approx|\\rightarrow", formulas[0].tex)
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


def _lines(table: m.Table) -> tuple[m.Equation, ...]:
    """The lines of one block: rows of two halves of a formula, with a number at the end of some; none if it is no such block."""
    rows = [*table.head, *(row for body in table.bodies for row in body.rows), *table.foot]
    if len(rows) < 2 or table.caption is not None or any(len(row.cells) != 4 for row in rows):
        return ()
    out: list[m.Equation] = []
    for row in rows:
        before, *halves, last = (cell.blocks for cell in row.cells)
        said = [_only_formula(half) if half else "" for half in halves]
        found = _NUMBER.fullmatch(m.text_of(last).strip()) if m.text_of(last).strip() else None
        if before or None in said or not any(said) or (found is None and m.text_of(last).strip()):
            return ()
        ids = [node.id for node in m.iter_nodes(row) if isinstance(node, m.Span) and node.id]
        tex = f"\\begin{{align}}{said[0]} &{said[1]}\\end{{align}}"
        out.append(
            m.Equation(tex, label=found[1] if found else "", id=ids[0] if ids else "", joined=bool(out))
        )
    return tuple(out)


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
