"""Works as Word (b:Sources) and Citavi keep them, as CSL-JSON.

Word: ECMA-376 part 1, 22.6. Citavi: the JSON of its Word add-in, versions 5 and 6, and the XML of those before, which has the
same names (as the stylesheets of https://github.com/transpect/docx2hub know it).
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from paperconv import patterns
from paperconv.readers.docx.names import Element, local

_B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_WORD_TYPES = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine", "Book": "book",
    "BookSection": "chapter", "ConferenceProceedings": "paper-conference", "Report": "report",
    "InternetSite": "webpage", "DocumentFromInternetSite": "webpage", "ElectronicSource": "webpage",
    "Patent": "patent", "Case": "legal_case", "Film": "motion_picture", "Interview": "interview",
    "Performance": "performance", "Art": "graphic", "SoundRecording": "song", "Misc": "document",
}  # fmt: skip
_WORD_FIELDS = {
    "Title": "title", "JournalName": "container-title", "PeriodicalTitle": "container-title", "BookTitle": "container-title",
    "ConferenceName": "container-title", "InternetSiteTitle": "container-title", "Volume": "volume", "Issue": "issue",
    "Pages": "page", "Publisher": "publisher", "Institution": "publisher", "City": "publisher-place", "Edition": "edition",
    "DOI": "DOI", "URL": "URL", "StandardNumber": "ISBN", "Comments": "note", "ChapterNumber": "chapter-number",
    "Medium": "medium", "ThesisType": "genre", "PatentNumber": "number", "NumberVolumes": "number-of-volumes",
}  # fmt: skip
_ROLES = {
    "Author": "author",
    "Editor": "editor",
    "Translator": "translator",
    "BookAuthor": "container-author",
    "Inventor": "author",
}
_CITAVI_TYPES = {
    "JournalArticle": "article-journal", "Book": "book", "BookEdited": "book", "Contribution": "chapter",
    "ConferenceProceedings": "book", "ContributionInLegalCommentary": "chapter", "Thesis": "thesis", "Unpublished": "manuscript",
    "UnpublishedWork": "manuscript", "InternetDocument": "webpage", "NewspaperArticle": "article-newspaper", "Patent": "patent",
    "Report": "report", "ComputerProgram": "software", "Standard": "standard", "Lecture": "speech", "SpecialIssue": "book",
    "CollectedWorks": "book",
}  # fmt: skip

_LISTED = frozenset({"Entries", "Authors", "Editors", "Translators", "Publishers"})
"""What Citavi's XML has lists in."""
_YES = (True, "true")
_DEEPEST = 20  # elements within elements of it

_NUMBERED = ("page", "column", "paragraph")
"""What Citavi's kinds of numbers count, in its order."""


def word_sources(root: Element) -> dict[str, dict[str, Any]]:
    """The works of a ``b:Sources`` part by their tags; empty for another part."""
    out: dict[str, dict[str, Any]] = {}
    if root.tag != f"{_B}Sources":
        return out
    for source in root.iterchildren(f"{_B}Source"):
        values = {local(one): " ".join((one.text or "").split()) for one in source if len(one) == 0}
        item: dict[str, Any] = {"type": _WORD_TYPES.get(values.get("SourceType", ""), "document")}
        for name, field in _WORD_FIELDS.items():
            if values.get(name):
                item.setdefault(field, values[name])
        issued = _date(values.get("Year", ""), values.get("Month", ""), values.get("Day", ""))
        if issued:
            item["issued"] = issued
        accessed = _date(
            values.get("YearAccessed", ""), values.get("MonthAccessed", ""), values.get("DayAccessed", "")
        )
        if accessed:
            item["accessed"] = accessed
        for role, field in _ROLES.items():
            names = [*_people(source, role)]
            if names:
                item.setdefault(field, names)
        if values.get("Tag"):
            out[values["Tag"]] = item
    return out


def citavi_xml(data: bytes) -> Any:
    """The placeholder of an older Citavi in the form of the JSON of the newer ones; None if it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return _tree(etree.fromstring(data, parser), _DEEPEST)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _tree(element: Element, depth: int) -> Any:
    if not len(element) or not depth:
        return (element.text or "").strip()
    inner = [(local(one), _tree(one, depth - 1)) for one in element]
    if local(element) in _LISTED:
        return [value for _, value in inner]
    made: dict[str, Any] = dict(inner)
    made.setdefault("ReferenceType", made.get("ReferenceTypeId", ""))
    return made


def linked(data: Any) -> Any:
    """Citavi's JSON ``data`` with each object in the places that only name it by ``$ref``."""
    known: dict[str, Any] = {}
    pending: list[Any] = [data]
    while pending:
        one = pending.pop()
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        if isinstance(one, dict) and isinstance(one.get("$id"), str):
            known[one["$id"]] = one
        pending.extend(inner)
    pending = [data]
    while pending:
        one = pending.pop()
        places = one.items() if isinstance(one, dict) else enumerate(one) if isinstance(one, list) else ()
        for at, inner in list(places):
            if isinstance(inner, dict) and "$ref" in inner:
                one[at] = known.get(str(inner["$ref"]))
            else:
                pending.append(inner)
    return data


def citavi_item(reference: Any, depth: int = 2) -> dict[str, Any] | None:
    """A ``Reference`` of Citavi as CSL-JSON, with what it is a part of up to ``depth``; None if it is none."""
    if not isinstance(reference, dict) or not depth:
        return None
    kind = str(reference.get("ReferenceType") or "")
    item: dict[str, Any] = {"type": _CITAVI_TYPES.get(kind, "document")}
    for name, field in (
        ("Title", "title"), ("Subtitle", ""), ("Volume", "volume"), ("Number", "issue"), ("Edition", "edition"), ("Doi", "DOI"),
        ("Isbn", "ISBN"), ("PlaceOfPublication", "publisher-place"), ("OnlineAddress", "URL"), ("PubMedId", "PMID"),
    ):  # fmt: skip
        value = reference.get(name)
        if value and field:
            item[field] = str(value)
    if reference.get("Subtitle"):
        item["title"] = f"{item.get('title', '')}: {reference['Subtitle']}".removeprefix(": ")
    periodical = reference.get("Periodical")
    if isinstance(periodical, dict) and periodical.get("Name"):
        item["container-title"] = str(periodical["Name"])
    parent = citavi_item(reference.get("ParentReference"), depth - 1)
    if parent:
        for name, field in (("title", "container-title"), ("publisher", "publisher"), ("publisher-place", "publisher-place"),
                            ("issued", "issued"), ("author", "container-author"), ("editor", "editor")):  # fmt: skip
            if name in parent:
                item.setdefault(field, parent[name])
    publishers = reference.get("Publishers")
    if isinstance(publishers, list) and publishers and isinstance(publishers[0], dict):
        item["publisher"] = str(publishers[0].get("Name") or "")
    for name, field in (("Authors", "author"), ("Editors", "editor"), ("Translators", "translator")):
        people = reference.get(name)
        names = (
            [_citavi_name(one) for one in people if isinstance(one, dict)] if isinstance(people, list) else []
        )
        if names:
            item[field] = names
    year = patterns.search(
        r"\d{4}", str(reference.get("YearResolved") or reference.get("Year") or reference.get("Date") or "")
    )
    if year:
        item["issued"] = {"date-parts": [[int(year.group())]]}
    pages = _pages(reference.get("PageRange"))
    if pages:
        item["page"] = pages
    return item if item.get("title") or item.get("author") else None


def citavi_locator(entry: dict[str, Any]) -> dict[str, Any]:
    """The pages that an entry of a citation names, with what stands before and after, and what it leaves out."""
    out: dict[str, Any] = {}
    held = entry.get("PageRange")
    pages = _pages(held)
    for name, field in (("Prefix", "prefix"), ("Suffix", "suffix")):
        if entry.get(name):
            out[field] = str(entry[name])
    if pages:
        kind = held.get("NumberingType", 0) if isinstance(held, dict) else 0
        label = dict(enumerate(_NUMBERED)).get(kind) if isinstance(kind, int) else None
        if label:
            out.update(locator=pages, label=label)
        else:  # numbers in the margin, and others, whose name is not given
            out.update(label="", suffix=f", {pages}{out.get('suffix', '')}")
    if entry.get("YearOnly") in _YES:
        out["suppress-author"] = True
    elif entry.get("PersonOnly") in _YES:
        out["author-only"] = True
    return out


def _pages(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("OriginalString") or "–".join(
            str(part.get("PrettyString") or part.get("Number") or "")
            for name in ("StartPage", "EndPage")
            if isinstance(part := value.get(name), dict)
        )
    found = patterns.search(r"<os>([^<]+)</os>", str(value or ""))
    text = found.group(1) if found else patterns.sub(r"<[^>]*>", " ", str(value or ""))
    return " ".join(text.split()).strip("–")


def _citavi_name(person: dict[str, Any]) -> dict[str, str]:
    family, given = str(person.get("LastName") or ""), str(person.get("FirstName") or "")
    middle = str(person.get("MiddleName") or "")
    if not given and person.get("IsInstitution"):
        return {"literal": family}
    return {"family": family, "given": f"{given} {middle}".strip()} if given else {"literal": family}


def _people(source: Element, role: str) -> list[dict[str, str]]:
    out: list[dict[str, str]] = []
    for holder in source.iterfind(f"{_B}Author/{_B}{role}"):
        corporate = holder.findtext(f"{_B}Corporate")
        if corporate:
            out.append({"literal": " ".join(corporate.split())})
        for person in holder.iter(f"{_B}Person"):
            family = " ".join((person.findtext(f"{_B}Last") or "").split())
            given = " ".join(" ".join(person.findtext(f"{_B}{n}") or "" for n in ("First", "Middle")).split())
            out.append({"family": family, "given": given} if family else {"literal": given})
    return out


def _date(year: str, month: str, day: str) -> dict[str, Any] | None:
    if not patterns.fullmatch(r"\d{4}", year):
        return {"literal": year} if year else None
    parts = [int(year)]
    if month.isdigit() and 0 < int(month) < 13:
        parts.append(int(month))
        if day.isdigit() and 0 < int(day) < 32:
            parts.append(int(day))
    return {"date-parts": [parts]}
