"""Permissions and funding."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import ALI, HREF, STATEMENT_LINE, Element, child, unknown
from paperconv.patterns import late

_YEAR = late(r"(?<!\d)[1-9]\d{3}(?!\d)")
_FUNDER_DOI = late(r"(?:https?://(?:dx\.)?doi\.org/)?(10\.13039/\S+)")
_MARK = late(r"^\s*(?:©|\(c\)|copyright|[\s:,.])+|[\s:,.]+$", re.IGNORECASE)
_CREATIVE_COMMONS = late(r"https?://(?:www\.)?(creativecommons\.org/(?:licenses|publicdomain)/[\w./-]+)")


def write_permissions(state: State, meta: Element) -> None:
    """Copyright and licence. JATS4R asks each paper for ``permissions``: without any, they say that there are none."""
    element = child(meta, "permissions")
    given = state.document.meta.license
    if given is not None:
        left = _copyright(state, element, given)
        _license(state, element, given, left)
    if not len(element):
        unknown(element, "the manuscript names neither copyright nor licence")


def _copyright(state: State, element: Element, given: m.License) -> str:
    """The copyright, whole or not at all, as JATS4R wants it; what could not be said is returned.

    Year and holder may stand in the statement only: they are taken from there.
    """
    statement = " ".join(given.copyright_statement.split())
    year, holder = given.copyright_year.strip(), given.copyright_holder.strip()
    if statement and not year:
        found = _YEAR.search(statement)
        year = found[0] if found else ""
    if statement and not holder:
        holder = _MARK.sub("", _YEAR.sub("", statement, count=1))
        holder = _MARK.sub("", holder)
    if not _YEAR.fullmatch(year) or not holder:
        return statement or " ".join(
            filter(None, (given.copyright_year.strip(), given.copyright_holder.strip()))
        )
    state.leaf(element, "copyright-statement", statement)
    state.leaf(element, "copyright-year", year)
    state.leaf(element, "copyright-holder", holder)
    return ""


def _license(state: State, permissions: Element, given: m.License, left: str) -> None:
    text = m.text_of(given.text)
    name = given.name.strip() if given.name.strip().lower() not in text.lower() else ""
    address = given.url.strip()
    if not (address or text.strip() or name or left):
        return
    element = child(permissions, "license")
    if address:
        commons = _CREATIVE_COMMONS.fullmatch(address)
        if commons:
            # the form in which Creative Commons names its licences, one for each
            address = f"https://{commons[1].removesuffix('legalcode').removesuffix('deed.en').rstrip('/')}/"
        state.set(element, HREF, address)
        state.text(child(element, f"{{{ALI}}}license_ref"), address)
    for words in (left, name):
        state.leaf(element, "license-p", words)
    if text.strip():
        write_inlines(state, child(element, "license-p"), given.text)


def write_funding(state: State, meta: Element) -> None:
    """Awards and statements; an award without a funder is told in words, since JATS4R wants each to have one."""
    given = state.document.meta.funding
    funding = [one for one in given if one.funder or one.statement or one.awards or one.recipients]
    if not funding:
        return
    element = child(meta, "funding-group")
    for one in funding:
        if one.funder.strip():
            for award in one.awards or ("",):
                _award(state, element, one, award)
    for one in funding:
        words = m.text_of(one.statement)
        rest: list[str] = []
        if not one.funder.strip():
            rest = [w for w in (*one.awards, *one.recipients) if w.strip() and w not in words]
        statement = (
            *one.statement,
            *m.text((" " if words.strip() else "") + ", ".join(rest) if rest else ""),
        )
        if m.text_of(statement).strip():
            write_inlines(state, child(element, "funding-statement"), statement, STATEMENT_LINE)
    if not len(element):
        meta.remove(element)


def _award(state: State, group: Element, one: m.Funding, award: str) -> None:
    """One grant in a group of its own: JATS4R wants each to have its recipients beside it."""
    element = child(group, "award-group")
    wrap = child(child(element, "funding-source"), "institution-wrap")
    state.leaf(wrap, "institution", one.funder)
    registry = _FUNDER_DOI.fullmatch(one.funder_id.strip())
    if registry:
        state.leaf(
            wrap,
            "institution-id",
            registry[1],
            institution_id_type="doi",
            vocab="open-funder-registry",
            vocab_identifier="10.13039/open_funder_registry",
        )
    else:
        kind = "ror" if "ror.org/" in one.funder_id else "uri" if "://" in one.funder_id else "other"
        state.leaf(wrap, "institution-id", one.funder_id.strip(), institution_id_type=kind)
    state.leaf(element, "award-id", award)
    for recipient in one.recipients:
        if recipient.strip():
            state.leaf(child(element, "principal-award-recipient"), "string-name", recipient)
