"""All that follows the body, in the order in which it is printed."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.display import display_name
from paperconv.passes.types import Pass
from paperconv.styles import JournalStyle
from paperconv.styles.layout import BIOGRAPHIES, CONTRIBUTIONS, END_FIGURES, END_TABLES, LEGENDS
from paperconv.wording import wording

_PARTS = {"appendix": "appendix", LEGENDS: "legends", END_TABLES: "tables", END_FIGURES: "figures"}
_DEFAULT = ("sections", "biographies", "references", "appendix", "legends", "tables", "figures")


def order_back(style: JournalStyle) -> Pass:
    """A pass after which the back matter is a row of sections as they are printed.

    Reference lists that belong to no section get one without a title. What is known of authors only in their own data is told
    in sections too: biographies, and the roles (CRediT) that no section tells of. The data stay.
    """

    def run(document: m.Document, _: Log) -> m.Document:
        document = _with_contributions(document)
        document = _with_biographies(document)
        document = _with_lists(document)
        named = style.back.order
        order = tuple(dict.fromkeys((*(() if "sections" in named else ("sections",)), *named, *_DEFAULT)))
        listed = {one.section for one in document.reference_lists}

        def place(section: m.Section) -> int:
            part = "references" if section.id in listed and not section.title else section.role
            part = _PARTS.get(part, part)
            return order.index(part if part in order else "sections")

        back = sorted(document.back, key=place)
        return m.replace(document, back=tuple(back))

    return run


def _with_lists(document: m.Document) -> m.Document:
    """Every reference list in a section."""
    known = {node.id for part in (*document.sections, *document.back) for node in _sections(part)} - {""}
    loose = [one for one in document.reference_lists if one.section not in known and one.references]
    if not loose:
        return document
    taken = {getattr(node, "id", "") for node in m.iter_nodes(document)}
    homes: dict[int, m.Section] = {}
    for one in loose:
        name, count = "reference-list", 1
        while name in taken:
            count += 1
            name = f"reference-list-{count}"
        taken.add(name)
        homes[id(one)] = m.Section((), id=name)
    lists = tuple(
        m.replace(one, section=homes[id(one)].id) if id(one) in homes else one
        for one in document.reference_lists
    )
    return m.replace(document, back=(*document.back, *homes.values()), reference_lists=lists)


def _sections(node: m.Section) -> list[m.Section]:
    return [node, *(inner for one in node.sections for inner in _sections(one))]


def _with_contributions(document: m.Document) -> m.Document:
    """The authors' roles as a section, those that the back matter does not tell of."""
    meta = document.meta
    if any(section.role == CONTRIBUTIONS for section in document.back):
        return document
    told = "\n".join(m.text_of(section) for section in document.back).casefold()
    said: list[m.Block] = []
    for author in meta.authors:
        roles = [
            role
            for role in author.roles
            if role.term and role.term.casefold() not in told and role.provenance != "contributions"
        ]
        if roles:
            named = ", ".join(f"{role.term} ({role.degree})" if role.degree else role.term for role in roles)
            said.append(m.Paragraph(m.text(f"{display_name(author.name)}: {named}")))
    if not said:
        return document
    title = m.text(wording(meta.language).author_contributions)
    return m.replace(document, back=(*document.back, m.Section(title, tuple(said), role=CONTRIBUTIONS)))


def _with_biographies(document: m.Document) -> m.Document:
    meta = document.meta
    blocks = [block for one in (*meta.authors, *meta.editors) if one.bio for block in _biography(one)]
    if not blocks or any(section.role == BIOGRAPHIES for section in document.back):
        return document
    return m.replace(document, back=(*document.back, m.Section((), tuple(blocks), role=BIOGRAPHIES)))


def _biography(author: m.Author) -> list[m.Block]:
    """The author's biography, the name before it."""
    name = ", ".join(
        part
        for part in (
            " ".join(p for p in (author.prefix, display_name(author.name)) if p),
            *author.degrees,
        )
        if part
    )
    lead: m.Inlines = (m.Styled("strong", m.text(f"{name}.")),)
    first, *others = author.bio
    if isinstance(first, m.Paragraph):
        return [m.replace(first, children=(*lead, m.Text(" "), *first.children)), *others]
    return [m.Paragraph(lead), first, *others]
