"""Statements in the journal's words and order, and contributions in its form."""

from __future__ import annotations

from collections.abc import Callable

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.display import display_name
from paperconv.manuscript import titles
from paperconv.passes.types import Pass
from paperconv.patterns import late
from paperconv.styles import JournalStyle, StatementRule
from paperconv.wording import wording

_CONTRIBUTIONS = "contributions"
_SURE = 0.8
# Words that tell whether the journal's title of a statement is English.
_ENGLISH = frozenset(
    (
        "availability", "acknowledgements", "acknowledgments", "funding", "contributions", "interests", "interest", "ethics",
        "consent", "data", "code", "statement", "author", "supplementary", "supporting", "materials", "disclosure", "declaration",
        "approval", "ai", "information", "registration", "abbreviations", "biographies", "biography",
    )
)  # fmt: skip
_AND = late(r"\s*(?:&|,|/|\b(?:and|und|et|y|e)\b)\s*")


def word_statements(style: JournalStyle) -> Pass:
    """A pass that gives statements the titles that ``style`` has for them, and contributions its form.

    A title that tells of two statements stays, and so does one in another language than the journal's. Prose stays: a list or
    table of the roles stands before it, where all are sure. Where only data tell of contributions, a statement is made of them.
    Statements to which the style gives an order stand in it, in the places where statements stood.
    """

    def run(document: m.Document, _: Log) -> m.Document:
        if not style.statements:
            return document
        english = document.meta.language.lower().startswith("en")
        rule = style.statements.get(_CONTRIBUTIONS)
        if rule is not None:
            document = _contributions(document, rule, english=english)
        back = tuple(
            _each(one, lambda section: _titled(section, style, english=english)) for one in document.back
        )
        back = _ordered(back, {role: one.order for role, one in style.statements.items() if one.order})
        return document if back == document.back else m.replace(document, back=back)

    return run


def _each(section: m.Section, change: Callable[[m.Section], m.Section]) -> m.Section:
    """``section`` and all below it after ``change``."""
    inner = tuple(_each(one, change) for one in section.sections)
    return change(section if inner == section.sections else m.replace(section, sections=inner))


def _ordered(sections: tuple[m.Section, ...], order: dict[str, int]) -> tuple[m.Section, ...]:
    """Statements among ``sections``, and among those below them, by ``order`` of their roles."""
    deep = tuple(
        one if (inner := _ordered(one.sections, order)) == one.sections else m.replace(one, sections=inner)
        for one in sections
    )
    held = iter(sorted((one for one in deep if one.role in order), key=lambda one: order[one.role]))
    return tuple(next(held) if one.role in order else one for one in deep)


def _titled(section: m.Section, style: JournalStyle, *, english: bool) -> m.Section:
    rule = style.statements.get(section.role)
    heading = rule.heading if rule is not None else ""
    title = m.text_of(section.title)
    if not heading or not title.strip() or heading == title or is_english(heading) != english:
        return section
    kinds = {titles.kind_of(part) for part in _AND.split(titles.title_key(title))} - {"", section.role}
    return section if kinds else m.replace(section, title=m.text(heading))


def is_english(heading: str) -> bool:
    """Whether a journal's title of a statement is English."""
    return not _ENGLISH.isdisjoint(heading.casefold().split())


def _contributions(document: m.Document, rule: StatementRule, *, english: bool) -> m.Document:
    given = [one for one in document.meta.authors if one.roles]
    made = _formed(given, rule.form)
    if not given or made is None:
        return document
    if not any(_has(one) for one in (*document.sections, *document.back)):
        if rule.need == "never":
            return document
        own = rule.heading if rule.heading and is_english(rule.heading) == english else ""
        title = own or wording(document.meta.language).author_contributions
        section = m.Section(m.text(title), (made,), role=_CONTRIBUTIONS)
        return m.replace(document, back=(*document.back, section))
    if rule.form == "prose" or any(role.confidence < _SURE for one in given for role in one.roles):
        return document
    done = False

    def change(section: m.Section) -> m.Section:
        nonlocal done
        if section.role != _CONTRIBUTIONS or done:
            return section
        done = True
        listed = any(isinstance(block, m.Table | m.List | m.DefinitionList) for block in section.blocks)
        return section if listed else m.replace(section, blocks=(made, *section.blocks))

    return m.replace(document, back=tuple(_each(one, change) for one in document.back))


def _has(section: m.Section) -> bool:
    return section.role == _CONTRIBUTIONS or any(_has(one) for one in section.sections)


def _formed(authors: list[m.Author], form: str) -> m.Block | None:
    """The roles of ``authors``, one after another."""
    lines = [
        (
            display_name(one.name),
            ", ".join(f"{r.term} ({r.degree})" if r.degree else r.term for r in one.roles),
        )
        for one in authors
    ]
    if not lines:
        return None
    if form == "table":
        rows = tuple(m.Row((_cell(name, header=True), _cell(roles))) for name, roles in lines)
        return m.Table(columns=(m.Column(align="left"), m.Column(align="left")), bodies=(m.TableBody(rows),))
    if form == "list":
        return m.List(items=tuple(m.ListItem((_paragraph(f"{name}: {roles}"),)) for name, roles in lines))
    return _paragraph(" ".join(f"{name}: {roles}." for name, roles in lines))


def _cell(text: str, *, header: bool = False) -> m.Cell:
    return m.Cell((_paragraph(text),), header=header)


def _paragraph(text: str) -> m.Paragraph:
    return m.Paragraph(m.text(text))
