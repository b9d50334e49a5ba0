"""What stands at the foot of the title block: funding, licence, related articles, conference."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Rule, Severity
from paperconv.html.addresses import safe_address
from paperconv.html.elements import Element, child, is_empty
from paperconv.html.inlines import link_or_text, write_inlines
from paperconv.html.state import State


def write_credits(state: State, header: Element) -> None:
    """``div.article-info``, if there is anything to say in it."""
    meta = state.document.meta
    info = child(header, "div", "article-info")
    told = _told(state.document)
    for funding in meta.funding:
        _funding(state, info, funding, told)
    if meta.license is not None:
        _license(state, info, meta.license)
    for related in meta.related:
        line = child(info, "p", "related")
        write_inlines(state, line, related.children)
        if related.target:
            state.text(line, " " if not is_empty(line) else "")
            link_or_text(state, line, related.target, related.target, "related-target")
        if is_empty(line):
            info.remove(line)
    if meta.conference is not None:
        one = meta.conference
        line = child(info, "p", "conference")
        state.text(line, ", ".join(x for x in (one.name, one.place, one.date) if x))
        if is_empty(line):
            info.remove(line)
    if is_empty(info):
        header.remove(info)
    if meta.extra:
        names = ", ".join(field.key for field in meta.extra)
        state.log(
            Rule.CONTENT_KEPT,
            f"metadata that this format has no place for: {names}",
            severity=Severity.INFO,
        )


def _told(document: m.Document) -> str:
    """The text of the back matter, where a funding statement may stand already."""
    return "\n".join(_squeezed(m.text_of(section)) for section in document.back)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _funding(state: State, info: Element, funding: m.Funding, told: str) -> None:
    statement = _squeezed(m.text_of(funding.statement))
    facts_told = funding.funder and all(_squeezed(one) in told for one in (funding.funder, *funding.awards))
    if statement in told if statement else facts_told:
        return
    line = child(info, "p", "funding")
    state.span(line, "label", f"{state.words.funding}:").tail = " "
    if statement:
        write_inlines(state, line, funding.statement)
        return
    facts = [funding.funder, ", ".join(funding.awards), ", ".join(funding.recipients)]
    state.text(line, "; ".join(fact for fact in facts if fact))
    if safe_address(funding.funder_id):
        state.text(line, " ")
        link_or_text(state, line, funding.funder_id, funding.funder_id, "funder")
    if len(line) == 1 and not (line[0].tail or "").strip():
        info.remove(line)


def _license(state: State, info: Element, license: m.License) -> None:
    line = child(info, "p", "license")
    parts = [license.copyright_statement]
    if not license.copyright_statement and license.copyright_holder:
        parts.append(f"© {license.copyright_year} {license.copyright_holder}".replace("  ", " "))
    for part in parts:
        stop = "" if part.endswith((".", "!", "?")) or not (license.text or license.name) else "."
        state.text(line, f"{part}{stop} " if part else "")
    write_inlines(state, line, license.text)
    name = license.name or license.url
    if name and name not in m.text_of(license.text):
        state.text(line, " " if license.text else "")
        link_or_text(state, line, license.url, name, "license-name")
    if is_empty(line):
        info.remove(line)
