"""Statements that stand as paragraphs with their title in the same line ("**Funding:** …") become sections of their own."""

from __future__ import annotations

from paperconv import model as m
from paperconv.manuscript import runs, titles
from paperconv.manuscript.frontlines import statement_line

STATEMENTS = frozenset(
    (
        "acknowledgements", "funding", "conflict", "contributions", "data-availability", "code-availability", "ethics",
        "consent", "ai-use", "registration",
    )
)  # fmt: skip
"""Roles of sections that are statements."""

_OVER = frozenset(
    (
        "declarations", "declaration", "statements and declarations", "statements", "declarations and statements",
        "erklärungen", "déclarations", "declaraciones", "declarações", "dichiarazioni",
    )
)  # fmt: skip
"""Titles that only stand over statements."""


def split_declarations(document: m.Document) -> m.Document:
    """``document`` with the statements of its back matter as sections, below that in which they stand as paragraphs."""
    back = tuple(_split(section) for section in _gathered(document.back))
    return document if back == document.back else m.replace(document, back=back)


def _gathered(sections: tuple[m.Section, ...]) -> tuple[m.Section, ...]:
    """A title over nothing ("Declarations") with the statements that follow it below it."""
    out: list[m.Section] = []
    for one in sections:
        last = out[-1] if out else None
        if (
            last is not None
            and one.role in STATEMENTS
            and not last.blocks
            and all(below.role in STATEMENTS for below in last.sections)
            and titles.title_key(m.text_of(last.title)) in _OVER
        ):
            out[-1] = m.replace(last, sections=(*last.sections, one))
        else:
            out.append(one)
    return sections if len(out) == len(sections) else tuple(out)


def _split(section: m.Section) -> m.Section:
    if section.role in {"appendix", "supplement", "abbreviations"}:
        return section
    inner = tuple(_split(one) for one in section.sections)
    found = [(at, one) for at, block in enumerate(section.blocks) if (one := _statement(block)) is not None]
    others = [one for _, one in found if one.role != section.role]
    if not others or (
        section.role in STATEMENTS and section.role != "ethics" and found[0][0] == 0 and len(found) < 2
    ):
        return section if inner == section.sections else m.replace(section, sections=inner)
    if found[0][1].role == section.role:
        found = found[1:]
    made: list[m.Section] = []
    for (at, one), end in zip(found, [*(at for at, _ in found[1:]), len(section.blocks)], strict=True):
        made.append(m.replace(one, blocks=(*one.blocks, *section.blocks[at + 1 : end])))
    return m.replace(section, blocks=section.blocks[: found[0][0]], sections=(*made, *inner))


def _statement(block: m.Block) -> m.Section | None:
    """A paragraph that begins with the title of a statement, as that statement."""
    if not isinstance(block, m.Paragraph):
        return None
    made = statement_line(block)
    if made is not None:
        return made if made.role in STATEMENTS else None
    match block.children:
        case (m.Styled("strong" | "emph"), *_):
            head = block.children[0]
        case _:
            return None
    title = runs.strip(runs.unwrap((head,)), " .:\n")
    kind = titles.KINDS.get(titles.title_key(m.text_of(title)), "")
    if kind not in STATEMENTS:
        return None
    rest = runs.strip(block.children[1:], " .:\t\n\r\u00a0")
    blocks = (m.replace(block, children=rest),) if rest else ()
    return m.Section(title, blocks, role=kind, pos=block.pos)
