"""Journal, identifiers, funding and licence in front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Rule
from paperconv.manuscript.fields_values import Fields, Place, Value, bare, inlines, is_empty, plain, texts
from paperconv.patterns import late

_COUNTED = {"figure": "fig", "reference": "ref"}
"""Counts whose names in the model are others than authors give them."""
_DOI = late(r"10\.\d{4,9}/\S+")


def identifiers(fields: Fields, cited: Fields, place: Place) -> Iterator[m.Identifier]:
    """What the paper itself is called by registries."""
    article = fields.take("article")
    held = Fields(article, ("article",)) if isinstance(article, Mapping) else Fields({})
    seen: set[str] = set()
    for source in (fields, cited, held):
        for key, kind in (
            ("doi", "doi"), ("pmid", "pmid"), ("pmcid", "pmcid"), ("arxiv", "arxiv"), ("arxiv-id", "arxiv"),
            ("article-id", "publisher-id"), ("publisher-id", "publisher-id"), ("elocation-id", "publisher-id"),
        ):  # fmt: skip
            text = source.text(key)
            if not text or kind in seen:
                continue
            if kind == "doi":
                found = _DOI.search(text)
                if not found:
                    place.report(
                        Rule.METADATA_VALID,
                        f'"{text}" is not a DOI: left out',
                        source.where(key),
                        "it begins with 10.",
                    )
                    continue
                text = found[0]
            if kind == "arxiv":
                text = patterns.sub(r"^(?:https?://arxiv\.org/abs/|arxiv:)", "", text, flags=re.IGNORECASE)
            seen.add(kind)
            yield m.Identifier(
                kind=kind, value=text, provenance="front matter", pos=place.pos(source.where(key))
            )
    others = fields.take("identifiers")
    for key, value in others.items() if isinstance(others, Mapping) else ():
        if plain(value) and str(key) not in seen:
            pos = place.pos((*fields.where("identifiers"), key))
            yield m.Identifier(str(key), plain(value), provenance="front matter", pos=pos)


def related(fields: Fields) -> Iterator[m.RelatedArticle]:
    """Articles that this one belongs to: ``related: [{kind: corrected-article, target: 10.…}]``."""
    for one in _rows(fields.take("related", "related-articles", "related-article")):
        held = Fields(one) if isinstance(one, Mapping) else Fields({"target": one})
        target = held.text("target", "doi", "url", "id")
        if target:
            yield m.RelatedArticle(
                held.text("kind", "type") or "related", target, inlines(held.take("text", "title"))
            )


def counts(fields: Fields) -> Iterator[m.Count]:
    """What the paper says of its own length."""
    held = fields.take("counts")
    rows = list(held.items()) if isinstance(held, Mapping) else []
    for kind, value in [("word", fields.take("wordcount", "word-count")), *rows]:
        if plain(value).isdigit():
            called = bare(str(kind)).removesuffix("count").rstrip("s")
            yield m.Count(_COUNTED.get(called, called), int(plain(value)))


def journal(fields: Fields, cited: Fields) -> m.Journal | None:
    """The journal, and the place in it."""
    value = fields.take("journal", "journal-title", "journaltitle", "container-title", "venue")
    held = Fields(value) if isinstance(value, Mapping) else Fields({})
    article = fields.take("article")
    inner = Fields(article) if isinstance(article, Mapping) else Fields({})
    title = (
        held.text("title", "name", "journal-title")
        or ("" if isinstance(value, Mapping) else plain(value))
        or cited.text("container-title")
    )
    if (
        patterns.search(r"`|\{\{", title) or bare(title) == "notspecified"
    ):  # code that a tool would run; no journal yet
        title = ""

    def one(*keys: str) -> str:
        return fields.text(*keys) or held.text(*keys) or inner.text(*keys) or cited.text(*keys)

    pages = one("page", "pages")
    span = patterns.fullmatch(r"([A-Za-z]?\d+)\s*(?:-{1,3}|–|—)\s*([A-Za-z]?\d+)", pages)
    made = m.Journal(
        title=title,
        abbreviation=held.text("abbreviation", "abbrev-title", "abbrev", "short-title")
        or cited.text("container-title-short"),
        journal_id=held.text("publisher-id", "id") or cited.text("container-id"),
        issn_print=_issn(held.text("pissn", "issn-print", "issn") or cited.text("pissn", "issn")),
        issn_electronic=_issn(held.text("eissn", "issn-electronic") or cited.text("eissn")),
        publisher=held.text("publisher-name", "publisher") or cited.text("publisher"),
        publisher_place=held.text("publisher-loc", "publisher-location")
        or cited.text("publisher-location", "publisher-place"),
        volume=one("volume"),
        issue=one("issue", "number") if one("volume") else one("issue"),
        first_page=one("first-page", "firstpage", "fpage") or (span[1] if span else ""),
        last_page=one("last-page", "lastpage", "lpage") or (span[2] if span else ""),
        article_number=one("article-number", "elocation-id") or (pages if pages and not span else ""),
    )
    return None if made == m.Journal() else made


def _issn(text: str) -> str:
    found = patterns.search(r"\d{4}-?\d{3}[\dXx]", text)
    return f"{found[0][:4]}-{found[0][-4:].upper()}" if found else ""


def conference(fields: Fields) -> m.Conference | None:
    """The meeting that the paper was given at; BioHackrXiv calls it an event."""
    value = fields.take("conference", "biohackathon-name", "event")
    if isinstance(value, Mapping):
        held = Fields(value)
        name = held.text("name", "title", "event")
        return m.Conference(name, held.text("place", "location"), held.text("date")) if name else None
    name = plain(value)
    place = fields.text("biohackathon-location")
    fields.take("biohackathon-url")
    return m.Conference(name, place) if name else None


def funding(fields: Fields, place: Place, names: Mapping[str, str]) -> Iterator[m.Funding]:
    """Who paid: statements, and awards with their sources and recipients; ``names`` are those of authors by id."""
    value = fields.take("funding", "funders", "grants", "financial-support")
    statement = fields.take("funding-statement")
    pos = place.pos(fields.where("funding", "funders", "grants"))
    for one in value if isinstance(value, list) else [value, *([statement] if statement is not None else [])]:
        if is_empty(one):
            continue
        if not isinstance(one, Mapping):
            yield m.Funding(statement=inlines(one), provenance="front matter", pos=pos)
            continue
        held = Fields(one)
        text = held.take("statement", "text")
        open_access = held.take("open-access")
        awards = held.take("awards", "award")
        sources = held.take("source", "sources", "funder", "funders", "name", "agency")
        rows = [row for row in _rows(awards) if isinstance(row, Mapping)]
        stated = inlines(text) if text is not None else ()
        if not (rows or sources or awards):
            yield m.Funding(statement=stated or m.text(plain(one)), provenance="front matter", pos=pos)
        elif stated and rows:
            yield m.Funding(statement=stated, provenance="front matter", pos=pos)
        if not rows and (sources or awards):
            numbers = tuple(plain(row) for row in _rows(awards) if not is_empty(row)) or tuple(
                filter(None, [held.text("grant", "id", "number")])
            )
            people = tuple(_people(held.take("recipients", "recipient"), names))
            for index, source in enumerate(_sources(sources) or [("", "")]):
                yield m.Funding(
                    funder=source[0],
                    funder_id=source[1],
                    awards=numbers if not index else (),
                    recipients=people if not index else (),
                    statement=stated if not index else (),
                    provenance="front matter",
                    pos=pos,
                )
        for row in rows:
            for one_award in _award(row, sources, names):
                yield m.replace(one_award, pos=pos)
        if open_access is not None:
            yield m.Funding(statement=inlines(open_access), provenance="front matter", pos=pos)


def _rows(value: Value) -> list[Value]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _award(row: Mapping[str, Value], sources: Value, names: Mapping[str, str]) -> Iterator[m.Funding]:
    held = Fields(row)
    number = held.text("id", "number", "award-number", "award", "grant")
    name = held.text("name", "title")
    found = _sources(held.take("source", "sources", "funder", "funders")) or _sources(sources) or [("", "")]
    people = (
        *_people(held.take("recipient", "recipients"), names),
        *_people(held.take("investigator", "investigators"), names),
    )
    for index, (funder, identifier) in enumerate(found):
        yield m.Funding(
            funder=funder,
            funder_id=identifier,
            awards=tuple(filter(None, [number or name])) if not index else (),
            recipients=tuple(dict.fromkeys(people)) if not index else (),
            provenance="front matter",
        )


def _sources(value: Value) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for one in _rows(value):
        if isinstance(one, Mapping):
            held = Fields(one)
            name = held.text("text", "name", "institution", "funder")
            out.append((name, held.text("id", "ror", "doi", "funder-id")))
        elif not is_empty(one):
            out.append((plain(one), ""))
    return [one for one in out if one[0]]


def _people(value: Value, names: Mapping[str, str]) -> Iterator[str]:
    for one in _rows(value):
        if isinstance(one, Mapping):
            held = Fields(one)
            ref = held.text("ref")
            name = held.text("name", "institution", "text") or names.get(ref, ref)
            if name:
                yield name
        elif not is_empty(one):
            yield names.get(plain(one), plain(one))


def license_of(fields: Fields, place: Place) -> m.License | None:
    """The licence and the copyright line."""
    value = fields.take("license", "licence", "copyright-license")
    rights = fields.take("copyright", "copyrightstatement", "copyright-statement", "rights")
    url = name = ""
    text: m.Inlines = ()
    found = value if isinstance(value, list) else [value]
    for one in found:
        if isinstance(one, Mapping):
            held = Fields(one)
            url = url or held.text("url", "link")
            name = name or held.text("name", "id", "type", "content", "code")
            words = held.take("text", "statement")
            text = text or (inlines(words) if words is not None else ())
        elif not is_empty(one):
            words = plain(one)
            if words.startswith("http"):
                url = url or words
            elif len(words) > 60:
                text = text or inlines(one)
            else:
                name = name or words
    if name and not url:
        name, url = creative_commons(name)
    elif url and (not name or bare(name) in {"openaccess", "ccby"}):
        name = _name_of(url) or name
    holder = year = line = ""
    if isinstance(rights, Mapping):
        held = Fields(rights)
        line, year, holder = (
            held.text("statement", "text"),
            held.text("year", "years"),
            ", ".join(map(plain, texts(held.take("holder", "holders")))),
        )
    elif rights is not None:
        line = plain(rights)
    if not any((url, name, text, line, year, holder)):
        return None
    return m.License(
        url=url,
        name=name,
        text=text,
        copyright_statement=line,
        copyright_year=year,
        copyright_holder=holder,
        provenance="front matter",
        pos=place.pos(fields.where("license", "licence", "copyright")),
    )


def _name_of(url: str) -> str:
    """The short name of the licence of Creative Commons at ``url``; empty for another."""
    found = patterns.search(r"creativecommons\.org/(?:licenses/([a-z-]+)|publicdomain/(zero))/(\d\.\d)", url)
    return (
        f"CC {found[1].upper() if found[1] else 'CC0'} {found[3]}".replace("CC CC0", "CC0") if found else ""
    )


def creative_commons(name: str) -> tuple[str, str]:
    """A licence's name in its usual form, and its address if it is one of Creative Commons'; version 4.0 if none is given."""
    found = patterns.fullmatch(
        r"(?:creative commons )?cc[ -]?(0|zero|by(?:[ -](?:nc|sa|nd))*)(?:[ -](\d(?:\.\d)?))?(?: (?:international|universal|license|licence))*",
        name.strip().lower(),
    )
    if not found:
        return name, ""
    if found[1] in {"0", "zero"}:
        return "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
    code = found[1].replace(" ", "-")
    version = found[2] or "4.0"
    version = version if "." in version else f"{version}.0"
    return f"CC {code.upper()} {version}", f"https://creativecommons.org/licenses/{code}/{version}/"
