"""The reference list of an article in JATS as CSL-JSON: https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/ref.html."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from paperconv import patterns
from paperconv.citations.csl import Item
from paperconv.citations.ids import bare_doi

_HREF = "{http://www.w3.org/1999/xlink}href"
_TYPES = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "confproc": "paper-conference", "web": "webpage",
    "webpage": "webpage", "website": "webpage", "report": "report", "thesis": "thesis", "data": "dataset",
    "dataset": "dataset", "software": "software", "preprint": "article", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "patent": "patent", "standard": "standard", "legal": "legislation",
    "blog": "post-weblog", "review": "review", "video": "motion_picture", "periodical": "article-magazine",
}  # fmt: skip
_TITLES = ("article-title", "chapter-title", "data-title", "part-title")
_PLAIN = {"volume": "volume", "issue": "issue", "publisher-name": "publisher", "publisher-loc": "publisher-place",
          "edition": "edition", "version": "version", "conf-name": "event-title", "conf-loc": "event-place",
          "series": "collection-title", "isbn": "ISBN", "issn": "ISSN", "patent": "number", "std": "number",
          "gov": "number"}  # fmt: skip
_IDENTIFIERS = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "pmc": "PMCID",
    "isbn": "ISBN",
    "issn": "ISSN",
}
_GROUPS = {"author": "author", "editor": "editor", "translator": "translator", "compiler": "editor",
           "container-author": "container-author", "series-editor": "collection-editor"}  # fmt: skip
_TAGS = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub", "sc": "sc"}


def read_jats(text: str) -> list[Item]:
    """The works of every ``ref`` in ``text``, each with its line under ``line``; one without fields has its words as a note.

    Raises:
        ValueError: ``text`` is no XML; with the line.

    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not XML: {error}") from None
    return [_item(ref) for ref in root.iter("ref")]


def _item(ref: etree._Element) -> Item:
    held: Item = {"id": ref.get("id", ""), "line": ref.sourceline or 0}
    citation = next(
        (one for tag in ("element-citation", "mixed-citation", "nlm-citation") for one in ref.iter(tag)), None
    )
    if citation is None:
        return {**held, "type": "document", "note": _words(ref)}
    kind = citation.get("publication-type") or citation.get("citation-type") or ""
    fields: Item = {}
    _persons(citation, fields)
    for name in _TITLES:
        if (title := citation.find(f".//{name}")) is not None and "title" not in fields:
            fields["title"] = _rich(title)
    if (source := citation.find(".//source")) is not None:
        fields["container-title" if "title" in fields else "title"] = _rich(source)
    for element in citation.iter():
        tag = str(element.tag)
        if tag in _PLAIN:
            fields.setdefault(_PLAIN[tag], _words(element))
        elif tag == "pub-id":
            scheme = element.get("pub-id-type", "")
            name = _IDENTIFIERS.get(
                scheme, "archive_location" if scheme in {"arxiv", "archive"} else "number"
            )
            fields.setdefault(name, bare_doi(_words(element)))
        elif tag in {"ext-link", "uri"} and element.get("ext-link-type") != "doi":
            fields.setdefault("URL", element.get(_HREF) or _words(element))
        elif tag == "comment":
            fields.setdefault("note", _words(element))
        elif tag == "date-in-citation":
            fields.setdefault("accessed", element.get("iso-8601-date") or _words(element))
    _pages(citation, fields)
    _date(citation, fields)
    if not fields:
        return {**held, "type": "document", "note": _words(citation)}
    chapter = kind == "book" and "container-title" in fields
    return {**held, "type": "chapter" if chapter else _TYPES.get(kind, "document"), **fields}


def _persons(citation: etree._Element, fields: Item) -> None:
    for element in citation.iter("name", "string-name", "collab"):
        if any(str(one.tag) in {"name", "string-name", "collab"} for one in element.iterancestors()):
            continue
        group = next(
            (str(one.get("person-group-type")) for one in element.iterancestors("person-group")), "author"
        )
        role = _GROUPS.get(group, "author")
        parts = {
            key: _words(part)
            for tag, key in (("surname", "family"), ("given-names", "given"), ("suffix", "suffix"))
            if (part := element.find(tag)) is not None
        }
        fields.setdefault(role, []).append(parts if "family" in parts else {"literal": _words(element)})


def _pages(citation: etree._Element, fields: Item) -> None:
    found = {
        tag: _words(one)
        for tag in ("page-range", "fpage", "lpage", "elocation-id")
        for one in citation.iter(tag)
    }
    ends = [found[tag] for tag in ("fpage", "lpage") if found.get(tag)]
    page = found.get("page-range") or "-".join(dict.fromkeys(ends)) or found.get("elocation-id", "")
    if page:
        fields["page"] = page


def _date(citation: etree._Element, fields: Item) -> None:
    year = next((patterns.search(r"\d{4}", _words(one)) for one in citation.iter("year")), None)
    if year is None:
        words = next((_words(one) for one in citation.iter("string-date", "year")), "")
        if words:
            fields["issued"] = {"literal": words}
        return
    parts = [int(year[0])]
    for tag in ("month", "day"):
        number = next((_words(one) for one in citation.iter(tag)), "")
        if not number.isdigit():
            break
        parts.append(int(number))
    date: dict[str, Any] = {"date-parts": [parts]}
    season = next((_words(one) for one in citation.iter("season")), "")
    fields["issued"] = {**date, "season": season} if season else date


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _rich(element: etree._Element) -> str:
    """The content of ``element`` in CSL's light markup."""
    return " ".join("".join(_marked(element)).split())


def _marked(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        tag = _TAGS.get(str(part.tag), "")
        yield f"<{tag}>" if tag else ""
        yield from _marked(part)
        yield f"</{tag}>" if tag else ""
        yield part.tail or ""
