"""All that follows the body, in the order in which it is printed."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.display import display_name
from paperconv.passes.types import Pass
from paperconv.passes.word_statements import is_english
from paperconv.styles import STATEMENTS, JournalStyle
from paperconv.styles.layout import BIOGRAPHIES, CONTRIBUTIONS, END_FIGURES, END_TABLES, LEGENDS
from paperconv.wording import wording

_FUNDING = "funding"
# They have headings of their own, whatever else stands under "Declarations".
_NEVER_DECLARED = frozenset({"acknowledgements", "supplement", "author-information", "abbreviations"})
_PARTS = {"appendix": "appendix", LEGENDS: "legends", END_TABLES: "tables", END_FIGURES: "figures"}
_DEFAULT = ("sections", "biographies", "references", "appendix", "legends", "tables", "figures")


def order_back(style: JournalStyle) -> Pass:
    """A pass after which the back matter is a row of sections as they are printed.

    Reference lists that belong to no section get one without a title. What is known of authors only in their own data is told
    in sections too: biographies, and the roles (CRediT) that no section tells of. The data stay. A statement on funding in the
    front matter has a section where the style says where that stands.
    """

    def run(document: m.Document, log: Log) -> m.Document:
        document = _with_contributions(document)
        document = _with_funding(document, style)
        if style.back.declarations == "apart":
            document = _apart(document, log)
        elif style.back.declarations == "together":
            document = _together(document, style)
        document = _with_biographies(document)
        document = _with_lists(document)
        named = style.back.order
        order = tuple(dict.fromkeys((*(() if "sections" in named else ("sections",)), *named, *_DEFAULT)))
        listed = {one.section for one in document.reference_lists}

        def place(section: m.Section) -> int:
            part = "references" if section.id in listed and not section.title else section.role
            part = _PARTS.get(part, part)
            if part not in order and _is_heading(section):
                return min(filter(None, map(place, section.sections)), default=order.index("sections"))
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


def _with_funding(document: m.Document, style: JournalStyle) -> m.Document:
    """The statement on funding as a section, where the style wants one and the back matter has none."""
    rule = style.statements.get(_FUNDING)
    stated = [one.statement for one in document.meta.funding if one.statement]
    if rule is None or rule.where != "manuscript" or rule.need == "never" or not stated:
        return document
    told = "".join("".join(m.text_of(one).split()) for one in document.back)
    new = [one for one in stated if "".join(m.text_of(one).split()) not in told]
    if not new or any(one.role == _FUNDING for part in document.back for one in _sections(part)):
        return document
    english = document.meta.language.lower().startswith("en")
    own = rule.heading if rule.heading and is_english(rule.heading) == english else ""
    title = own or wording(document.meta.language).funding
    section = m.Section(m.text(title), tuple(m.Paragraph(one) for one in dict.fromkeys(new)), role=_FUNDING)
    return m.replace(document, back=(*document.back, section))


def _is_heading(section: m.Section) -> bool:
    """Whether ``section`` is but a heading over statements ("Declarations")."""
    held = section.sections
    return (
        not section.role and not section.blocks and bool(held) and all(one.role in STATEMENTS for one in held)
    )


def _apart(document: m.Document, log: Log) -> m.Document:
    """Statements below one heading as sections of their own; the heading, which nothing may point to, is said to be gone."""
    target = {node.target for node in m.iter_nodes(document) if isinstance(node, m.CrossRef)}
    back: list[m.Section] = []
    for one in document.back:
        if not _is_heading(one) or one.id in target:
            back.append(one)
            continue
        back += one.sections
        title = m.text_of(one.title)
        message = f"the heading “{title}” is left out: the journal's statements stand alone"
        log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.INFO, one.pos, removed=title))
    return m.replace(document, back=tuple(back)) if len(back) != len(document.back) else document


def _together(document: m.Document, style: JournalStyle) -> m.Document:
    """Statements that stand alone below the heading under which others stand, in the style's order."""
    heading = next((one for one in document.back if _is_heading(one)), None)
    if heading is None:
        return document
    ranks = {role: one.order for role, one in style.statements.items() if role not in _NEVER_DECLARED}
    alone = [one for one in document.back if one.role in ranks]
    last = max(ranks.values(), default=0) + 1
    held = tuple(sorted((*heading.sections, *alone), key=lambda one: ranks.get(one.role) or last))
    back = tuple(
        m.replace(one, sections=held) if one is heading else one for one in document.back if one not in alone
    )
    return document if back == document.back else m.replace(document, back=back)


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
