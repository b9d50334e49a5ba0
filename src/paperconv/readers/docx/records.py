"""EndNote's records, as its Word add-in keeps them in fields, as CSL-JSON.

The XML is that of EndNote's own export: ``record`` with a ``ref-type`` by name, ``contributors``, ``titles``, ``dates``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from lxml import etree

from paperconv import patterns
from paperconv.manuscript.names import is_group
from paperconv.readers.docx.names import Element

_MAX_DATA = 5_000_000  # characters of the fields of one citation
_TYPES = {
    "journal article": "article-journal", "electronic article": "article-journal", "magazine article": "article-magazine",
    "newspaper article": "article-newspaper", "book": "book", "edited book": "book", "electronic book": "book",
    "classical work": "classic", "serial": "periodical", "book section": "chapter", "electronic book section": "chapter",
    "conference proceedings": "paper-conference", "conference paper": "paper-conference", "thesis": "thesis", "report": "report",
    "government document": "report", "grant": "document", "web page": "webpage", "blog": "post-weblog",
    "online database": "webpage", "online multimedia": "webpage", "dataset": "dataset", "aggregated database": "dataset",
    "computer program": "software", "patent": "patent", "standard": "standard", "manuscript": "manuscript",
    "unpublished work": "manuscript", "personal communication": "personal_communication", "map": "map", "bill": "bill",
    "statute": "legislation", "legal rule or regulation": "regulation", "case": "legal_case", "hearing": "hearing",
    "dictionary": "entry-dictionary", "encyclopedia": "entry-encyclopedia", "film or broadcast": "motion_picture",
    "audiovisual material": "motion_picture", "music": "song", "artwork": "graphic", "figure": "figure", "interview": "interview",
    "podcast": "broadcast", "press release": "document", "pamphlet": "pamphlet",
}  # fmt: skip
_PARTS = frozenset({"chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia", "post-weblog"})
_ARTICLES = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_FIELDS = {
    "volume": "volume", "pages": "page", "publisher": "publisher", "pub-location": "publisher-place",
    "electronic-resource-num": "DOI", "num-vols": "number-of-volumes", "section": "section",
}  # fmt: skip
_MARKUP = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}


def cites_in(code: str, data: Sequence[str]) -> list[Element]:
    """The ``Cite`` elements of a field: in its instruction ``code``, or in its ``data``, in base64; none if there are none.

    EndNote puts long ones into the data of the field and of those in its instruction, whole or in parts.
    """
    at = code.find("<EndNote")
    if at >= 0:
        return _parsed(code[at:].encode())
    if sum(map(len, data)) > _MAX_DATA:
        return []
    parts = [_decoded(one) for one in dict.fromkeys("".join(text.split()) for text in data)]
    for whole in (*parts, b"".join(parts)):
        begin = whole.find(b"<EndNote")
        if begin >= 0 and whole.rstrip().endswith(b"</EndNote>"):
            return _parsed(whole[begin:])
    return []


def record_item(record: Element | None) -> dict[str, Any] | None:
    """A ``record`` as CSL-JSON; None if it says neither a title nor who made it."""
    if record is None:
        return None
    kind = record.find("ref-type")
    name = "" if kind is None else kind.get("name", "").lower()
    item: dict[str, Any] = {"type": _TYPES.get(name, "document")}
    for tag, field in _FIELDS.items():
        if value := _words(record.find(tag)):
            item[field] = value
    _titles(record, item)
    _people(record, item, edited=name == "edited book")
    number = _words(record.find("number"))
    if number:
        item["number" if item["type"] in {"report", "patent", "standard"} else "issue"] = number
    edition = _words(record.find("edition"))
    if edition and item["type"] not in _ARTICLES:  # there it is the day when PubMed had it
        item["edition"] = edition
    isbn = _first(record.find("isbn"))
    if isbn:
        item["ISSN" if item["type"] in _ARTICLES else "ISBN"] = isbn
    if genre := _words(record.find("work-type")):
        item["genre"] = genre
    if url := _first(record.find("urls/related-urls/url")):
        item["URL"] = url
    issued = _date(_words(record.find("dates/year")), _words(record.find("dates/pub-dates/date")))
    if issued:
        item["issued"] = issued
    return item if item.get("title") or item.get("author") else None


def record_name(record: Element | None, number: str) -> str:
    """The name of a record among those of all libraries: the library's, and its number there."""
    key = None if record is None else record.find("foreign-keys/key")
    return f"{'' if key is None else key.get('db-id', '')}:{number}"


def cite_place(cite: Element) -> dict[str, Any]:
    """The pages that ``cite`` names, what stands before and after, and what of the author and year it leaves out."""
    out: dict[str, Any] = {}
    for tag, field in (("Prefix", "prefix"), ("Suffix", "suffix"), ("Pages", "locator")):
        text = "".join(cite.findtext(tag) or "")
        if text.strip():
            out[field] = text.strip() if field == "locator" else text
    if "locator" in out:
        out["locator"] = patterns.sub(r"^pp?[.]?\s*(?=\d)", "", out["locator"])
        out["label"] = "page"
    if cite.get("ExcludeAuth") == "1":
        out["suppress-author"] = True
    elif cite.get("ExcludeYear") == "1":
        out["author-only"] = True
    elif cite.get("AuthorYear") == "1":
        out["narrative"] = True
    return out


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).replace(b"\0", b"")
    except (binascii.Error, ValueError):
        return b""


def _parsed(data: bytes) -> list[Element]:
    if b"<!" in data:  # no record declares entities
        return []
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return []
    return [] if root is None else root.findall("Cite")


def _words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _first(element: Element | None) -> str:
    """The first of several values, each in a line of its own, without what a bracket says of it."""
    lines = "" if element is None else "".join(element.itertext())
    return lines.replace("\r", "\n").strip().partition("\n")[0].partition("(")[0].strip()


def _rich(element: Element | None) -> str:
    """The words of ``element`` in CSL's light markup."""
    if element is None:
        return ""
    out = [element.text or ""]
    for one in element:
        tag = next((_MARKUP[face] for face in one.get("face", "").split() if face in _MARKUP), "")
        text = "".join(one.itertext())
        out += [f"<{tag}>{text}</{tag}>" if tag and text.strip() else text, one.tail or ""]
    return " ".join("".join(out).split())


def _titles(record: Element, item: dict[str, Any]) -> None:
    title = _rich(record.find("titles/title"))
    holder = _rich(record.find("titles/secondary-title")) or _words(record.find("periodical/full-title"))
    if title:
        item["title"] = title
    if holder:
        series = item["type"] in {"book", "thesis", "report"}
        item["collection-title" if series else "container-title"] = holder
    if item["type"] in _PARTS and (whole := _rich(record.find("titles/tertiary-title"))):
        item["collection-title"] = whole
    if short := _words(record.find("titles/short-title")):
        item["title-short"] = short


def _people(record: Element, item: dict[str, Any], *, edited: bool) -> None:
    embedded = item["type"] in _PARTS
    for tag, field in (
        ("authors", "editor" if edited else "author"),
        ("secondary-authors", "editor" if embedded else "collection-editor"),
        ("translated-authors", "translator"),
    ):
        found = [
            name for one in record.iterfind(f"contributors/{tag}/author") if (name := _name(_words(one)))
        ]
        if found and (field != "collection-editor" or item["type"] == "book"):
            item[field] = found


def _name(text: str) -> dict[str, str]:
    """A name as EndNote writes it: ``Falk, Nora J.``, ``Falk, Nora, Jr.``, ``Quay Office,`` or ``Nora Falk``."""
    family, comma, rest = (part.strip() for part in text.partition(","))
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if not comma:
        words = family.rpartition(" ")
        if not words[0] or is_group(family):
            return {"literal": family} if family else {}
        return {"family": words[2], "given": words[0]}
    if not given:
        return {"literal": family}
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def _date(year: str, day: str) -> dict[str, Any] | None:
    found = patterns.search(r"\d{4}", f"{year} {day}")
    if found is None:
        return {"literal": year} if year else None
    parts = [int(found.group())]
    numbers = patterns.match(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})", day)
    if numbers and int(numbers[1]) == parts[0] and 0 < int(numbers[2]) < 13:
        parts.append(int(numbers[2]))
        if 0 < int(numbers[3]) < 32:
            parts.append(int(numbers[3]))
    return {"date-parts": [parts]}
