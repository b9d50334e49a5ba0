"""What a journal deposits with Crossref when it publishes an article: schema 5.4.0.

https://www.crossref.org/documentation/schema-library/metadata-deposit-schema-5-4-0/. A deposit holds what the manuscript and
the style say; where they do not say what no deposit can be without, there is none. Title and abstracts are those of our
JATS, in the elements that Crossref takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from lxml import etree

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.display import iso_date
from paperconv.errors import ConversionFailed
from paperconv.patterns import late
from paperconv.protocols import Artifact, Job
from paperconv.styles import journal_of

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it

_NS = "http://www.crossref.org/schema/5.4.0"
_JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
_FUNDING = "http://www.crossref.org/fundref.xsd"
_ACCESS = "http://www.crossref.org/AccessIndicators.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION = f"{_NS} https://www.crossref.org/schemas/crossref5.4.0.xsd"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_DOI = late(r"10\.[0-9]{4,9}/.{1,200}")
_ISSN = late(r"\d{4}-?\d{3}[\dX]")
_NAME = late(r"[^\d?]*[^?\s]+[^\d]*")
_ADDRESS = late(r"(?:https?|ftp)://.+", re.IGNORECASE)
_NAME_LENGTH, _TITLE_LENGTH, _SHORT = 60, 255, 32
_PUBLISHED = ("pub", "published", "publication", "epub", "ppub", "collection")
_FACES = {
    "bold": "b",
    "italic": "i",
    "sub": "sub",
    "sup": "sup",
    "underline": "u",
    "sc": "scp",
    "monospace": "tt",
}
_ABSTRACT = frozenset(("p", "sec", "title", "bold", "italic", "sub", "sup", "underline", "sc", "monospace", "list", "list-item"))  # fmt: skip


class CrossrefExporter:
    """Writes a deposit of one journal article."""

    suffix: ClassVar[str] = ".crossref.xml"
    prepared: ClassVar[bool] = True
    paged: ClassVar[bool] = False

    def export(self, document: m.Document, job: Job) -> Artifact:
        """``document`` as a deposit.

        Raises:
            ConversionFailed: manuscript and style do not say what a deposit needs; the message names all of it.
        """
        deposit = _Deposit(document, job)
        lacking = deposit.lacking()
        if lacking:
            raise ConversionFailed(f"crossref: no deposit without {', '.join(lacking)}")
        data = etree.tostring(deposit.root().getroottree(), encoding="UTF-8", xml_declaration=True)
        return Artifact(data + b"\n")


class _Deposit:
    def __init__(self, document: m.Document, job: Job) -> None:
        self._document = document
        self._job = job
        meta = document.meta
        self._journal = journal_of(meta.journal, job.style.journal)
        self._title = self._journal.title.strip()
        self._abbreviation = self._journal.abbreviation
        self._issns = [
            (kind, value)
            for kind, value in (
                ("print", self._journal.issn_print),
                ("electronic", self._journal.issn_electronic),
            )
            if _ISSN.fullmatch(value)
        ]
        self._doi = next((one.value for one in meta.identifiers if one.kind == "doi"), "")
        self._registrant = job.style.crossref.registrant or self._journal.publisher
        dated = [one.date for one in meta.dates if one.kind.lower() in _PUBLISHED and iso_date(one.date)]
        self._date = dated[0] if dated else None

    def lacking(self) -> list[str]:
        """What no deposit can be without, and neither manuscript nor style says."""
        who = self._job.style.crossref
        needed = {
            "a DOI (manuscript)": _DOI.fullmatch(self._doi),
            "a title (manuscript)": m.text_of(self._document.meta.title).strip(),
            "a date of publication (manuscript)": self._date,
            "a journal (manuscript, or style: journal.title)": self._title,
            "a publisher (style: crossref.registrant)": self._registrant,
            "a depositor (style: crossref.depositor)": who.depositor,
            "the depositor's e-mail address (style: crossref.email)": "@" in who.email,
            "the article's address (style: crossref.address)": _ADDRESS.fullmatch(self._address()),
        }
        return [name for name, known in needed.items() if not known]

    def _address(self) -> str:
        return self._job.style.crossref.address.replace("{doi}", self._doi)

    def root(self) -> Element:
        """The whole deposit."""
        spaces = {None: _NS, "jats": _JATS, "fr": _FUNDING, "ai": _ACCESS, "xsi": _XSI}
        root = etree.Element(f"{{{_NS}}}doi_batch", nsmap=spaces)
        root.set("version", "5.4.0")
        root.set(f"{{{_XSI}}}schemaLocation", _LOCATION)
        who = self._job.style.crossref
        head = _child(root, "head")
        _child(head, "doi_batch_id", self._doi[:100])
        _child(head, "timestamp", self._job.date.strftime("%Y%m%d%H%M%S"))
        depositor = _child(head, "depositor")
        _child(depositor, "depositor_name", who.depositor[:130])
        _child(depositor, "email_address", who.email[:200])
        _child(head, "registrant", self._registrant[:_TITLE_LENGTH])
        journal = _child(_child(root, "body"), "journal")
        self._journal_metadata(_child(journal, "journal_metadata"))
        self._issue(journal)
        self._article(_child(journal, "journal_article"))
        return root

    def _journal_metadata(self, element: Element) -> None:
        _child(element, "full_title", self._title[:_TITLE_LENGTH])
        if self._abbreviation:
            _child(element, "abbrev_title", self._abbreviation[:150])
        for kind, value in self._issns:
            _child(element, "issn", value).set("media_type", kind)

    def _issue(self, journal: Element) -> None:
        volume, issue = (value.strip()[:_SHORT] for value in (self._journal.volume, self._journal.issue))
        if not volume and not issue:
            return
        element = _child(journal, "journal_issue")
        self._dated(element)
        if volume:
            _child(_child(element, "journal_volume"), "volume", volume)
        if issue:
            _child(element, "issue", issue)

    def _dated(self, parent: Element) -> None:
        if self._date is None:
            raise AssertionError("a deposit is not begun without a date")
        element = _child(parent, "publication_date")
        element.set("media_type", "online")
        parts = iso_date(self._date).split("-")
        for tag, value in zip(("month", "day"), parts[1:], strict=False):
            _child(element, tag, value)
        _child(element, "year", parts[0])

    def _article(self, element: Element) -> None:
        meta = self._document.meta
        element.set("publication_type", "full_text")
        jats = self._jats()
        titles = _child(element, "titles")
        _faces(
            _child(titles, "title"), jats.find(".//article-title") if jats is not None else None, meta.title
        )
        if meta.subtitle:
            _faces(_child(titles, "subtitle"), jats.find(".//title-group/subtitle") if jats is not None else None, meta.subtitle)  # fmt: skip
        self._contributors(element)
        for abstract in jats.iterfind(".//article-meta/abstract") if jats is not None else ():
            if abstract.get("abstract-type") in {None, "summary"}:
                _abstract(element, abstract)
        self._dated(element)
        if self._journal.first_page.strip():
            pages = _child(element, "pages")
            _child(pages, "first_page", self._journal.first_page.strip()[:_SHORT])
            if self._journal.last_page.strip():
                _child(pages, "last_page", self._journal.last_page.strip()[:_SHORT])
        elif self._journal.article_number.strip():
            number = _child(
                _child(element, "publisher_item"),
                "item_number",
                self._journal.article_number.strip()[:_SHORT],
            )
            number.set("item_number_type", "article-number")  # fmt: skip
        self._funding(element)
        self._licence(element)
        data = _child(element, "doi_data")
        _child(data, "doi", self._doi)
        _child(data, "resource", self._address())
        self._citations(element)

    def _jats(self) -> Element | None:
        if self._job.other is None:
            return None
        parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
        return etree.fromstring(self._job.other("jats"), parser)

    def _contributors(self, article: Element) -> None:
        meta = self._document.meta
        written = etree.Element(f"{{{_NS}}}contributors")
        places = {one.id: one for one in meta.affiliations}
        for person, role in (
            *((one, "author") for one in meta.authors),
            *((one, "editor") for one in meta.editors),
        ):
            kind = {"sequence": "additional" if len(written) else "first", "contributor_role": role}
            name = person.name
            family = " ".join(filter(None, (name.particle, name.family))) or name.literal
            if person.group:
                _child(written, "organization", family[:511]).attrib.update(kind)
                continue
            if not all(
                _NAME.fullmatch(part) and len(part) <= _NAME_LENGTH for part in (family, name.given or "x")
            ):
                self._report(
                    f'"{family}" is left out of the Crossref deposit: it is no name that Crossref takes'
                )
                continue
            element = _child(written, "person_name")
            element.attrib.update(kind)
            if name.given:
                _child(element, "given_name", name.given)
            _child(element, "surname", family)
            if name.suffix:
                _child(element, "suffix", name.suffix[:10])
            known = [places[one] for one in person.affiliations if one in places]
            if known:
                holder = _child(element, "affiliations")
                for place in known:
                    _institution(holder, place)
            if person.orcid:
                _child(element, "ORCID", f"https://orcid.org/{person.orcid}")
        if len(written):
            article.append(written)

    def _funding(self, article: Element) -> None:
        named = [one for one in self._document.meta.funding if one.funder.strip()]
        if not named:
            return
        program = etree.SubElement(article, f"{{{_FUNDING}}}program", {"name": "fundref"})
        for one in named:
            group = _assertion(program, "fundgroup", "")
            funder = _assertion(group, "funder_name", one.funder.strip())
            if one.funder_id:
                kind = "ror" if "ror.org" in one.funder_id else "funder_identifier"
                _assertion(funder, kind, one.funder_id)
            for award in one.awards:
                _assertion(group, "award_number", award)

    def _licence(self, article: Element) -> None:
        given = self._document.meta.license
        if given is not None and _ADDRESS.fullmatch(given.url.strip()):
            program = etree.SubElement(article, f"{{{_ACCESS}}}program", {"name": "AccessIndicators"})
            etree.SubElement(program, f"{{{_ACCESS}}}license_ref").text = given.url.strip()

    def _citations(self, article: Element) -> None:
        listed = [one for one in self._document.references if not one.same_as]
        if not listed:
            return
        holder = _child(article, "citation_list")
        for number, one in enumerate(listed, 1):
            element = _child(holder, "citation")
            element.set("key", f"ref{number}")
            for tag, value in _cited(one):
                _child(element, tag, value)

    def _report(self, message: str) -> None:
        self._job.log(Diagnostic(Rule.CONTENT_KEPT, message))


def _cited(one: m.Reference) -> Iterator[tuple[str, str]]:
    """What Crossref matches a work by, and the whole entry as it is printed."""
    name = next(iter((*one.authors, *one.editors)), None)
    container = m.text_of(one.container_title).strip()
    article = one.type.startswith("article")
    fields = {
        "journal_title": container if article else "",
        "author": (name.family or name.literal) if name else "",
        "volume": one.volume[:_SHORT],
        "issue": one.issue[:_SHORT],
        "first_page": patterns.split(r"[-–—]", one.page)[0].strip()[:_SHORT],
        "cYear": str(one.issued.year) if one.issued and one.issued.year else "",
        "doi": one.doi if _DOI.fullmatch(one.doi) else "",
        "volume_title": (container or m.text_of(one.title)) if not article else "",
        "edition_number": one.edition[:15],
        "article_title": m.text_of(one.title) if article or container else "",
        "unstructured_citation": m.text_of(one.raw or one.formatted),
    }
    for tag, value in fields.items():
        if clean := _clean(" ".join(value.split())):
            yield tag, clean


def _institution(holder: Element, place: m.Affiliation) -> None:
    element = _child(holder, "institution")
    _child(element, "institution_name", (place.institution or place.raw)[:1024])
    if place.ror:
        _child(element, "institution_id", place.ror if "://" in place.ror else f"https://ror.org/{place.ror}").set("type", "ror")  # fmt: skip
    where = ", ".join(filter(None, (place.city, place.region, place.country)))
    if place.institution and len(where) > 1:
        _child(element, "institution_place", where[:_TITLE_LENGTH])
    for department in place.departments if place.institution else ():
        if len(department) > 1:
            _child(element, "institution_department", department[:_TITLE_LENGTH])


def _assertion(parent: Element, name: str, value: str) -> Element:
    element = etree.SubElement(parent, f"{{{_FUNDING}}}assertion", {"name": name})
    element.text = _clean(value) or None
    return element


def _child(parent: Element, tag: str, text: str = "") -> Element:
    element = etree.SubElement(parent, f"{{{_NS}}}{tag}")
    if text:
        element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    """``text`` without characters that no XML may hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))  # fmt: skip


def _faces(target: Element, found: Element | None, words: m.Inlines) -> None:
    """Fill ``target`` with the text of ``found``, a JATS element, and the faces that Crossref knows; without it with ``words``."""
    if found is None:
        target.text = _clean(m.text_of(words))
        return
    _copy(target, found, {tag: f"{{{_NS}}}{name}" for tag, name in _FACES.items()})


def _abstract(article: Element, found: Element) -> None:
    names = {tag: f"{{{_JATS}}}{tag}" for tag in _ABSTRACT}
    element = etree.SubElement(article, f"{{{_JATS}}}abstract")
    if found.get(_XML_LANG):
        element.set(_XML_LANG, str(found.get(_XML_LANG)))
    _copy(element, found, names)
    if not len(element):
        article.remove(element)


def _copy(target: Element, source: Element, names: dict[str, str]) -> None:
    """Put what ``source`` holds at the end of ``target``: elements in ``names`` under these names, of others only the text."""
    _say(target, source.text)
    for node in source:
        if isinstance(node.tag, str) and node.tag in names:
            _copy(etree.SubElement(target, names[node.tag]), node, names)
        elif isinstance(node.tag, str) and not _is_formula_source(node):
            _copy(target, node, names)
        _say(target, node.tail)


def _is_formula_source(node: Element) -> bool:
    """Whether ``node`` says in MathML, or as a picture's description, what TeX beside it says."""
    return etree.QName(node).localname in {"math", "alt-text", "fn", "table-wrap"}


def _say(target: Element, words: str | None) -> None:
    if not words:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + words
    else:
        target.text = (target.text or "") + words
