"""RIS, the tagged format of reference managers, both ways: https://en.wikipedia.org/wiki/RIS_(file_format)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.csl import Item, to_csl
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule
from paperconv.patterns import late

_LINE = late(r"([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*))?")
_TYPES = {
    "JOUR": "article-journal", "JFULL": "article-journal", "EJOUR": "article-journal", "INPR": "article-journal",
    "ABST": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book", "EBOOK": "book",
    "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter", "CPAPER": "paper-conference", "CONF": "paper-conference",
    "RPRT": "report", "GOVDOC": "report", "STAND": "standard", "THES": "thesis", "ELEC": "webpage", "WEB": "webpage",
    "ICOMM": "webpage", "BLOG": "post-weblog", "DATA": "dataset", "AGGR": "dataset", "DBASE": "dataset",
    "COMP": "software", "PAT": "patent", "UNPB": "article", "MANSCPT": "manuscript", "PAMP": "pamphlet",
    "STAT": "legislation", "BILL": "bill", "CASE": "legal_case", "HEAR": "hearing", "VIDEO": "motion_picture",
    "MPCT": "motion_picture", "SOUND": "song", "MUSIC": "musical_score", "ART": "graphic", "FIGURE": "figure",
    "MAP": "map", "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "PCOMM": "personal_communication",
    "SLIDE": "speech", "GEN": "document", "SER": "book", "MULTI": "document", "ADVS": "motion_picture",
}  # fmt: skip
_NAMES = {
    "AU": "author",
    "A1": "author",
    "ED": "editor",
    "A2": "editor",
    "A3": "collection-editor",
    "A4": "translator",
}
_PLAIN = {
    "TI": "title", "T1": "title", "CT": "title", "ST": "title-short", "T2": "container-title", "JF": "container-title",
    "BT": "container-title", "JO": "container-title", "JA": "container-title-short", "J2": "container-title-short",
    "T3": "collection-title", "VL": "volume", "IS": "issue", "PB": "publisher", "CY": "publisher-place",
    "PP": "publisher-place", "ET": "edition", "N1": "note", "DO": "DOI", "UR": "URL", "LK": "URL", "LA": "language",
    "M3": "genre", "C2": "PMCID", "C3": "event-title", "SE": "section", "NV": "number-of-volumes",
}  # fmt: skip
_DATES = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed"}
_SILENT = frozenset({"TY", "ER", "ID", "AB", "N2", "KW", "SP", "EP", "SN", "AN", "DB", "DP", "L1", "L2", "L4", "AD", "M1",
                     "C7", "RN", "CN", "AV", "U1", "U2", "U3", "U4", "U5"})  # fmt: skip
_NUMBERED = frozenset({"report", "patent", "standard", "legislation", "bill", "article", "dataset"})
_PARTICLE = late(r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|zu|zur|af)\s+)+(?=[^\W\d_])")


def read_ris(name: str, text: str, log: Log) -> list[Item]:
    """The records of ``text``, the file ``name``, as CSL-JSON items, each with its line under ``line``.

    Lines that belong to no record are reported; a record that no ``ER`` ends, ends where the next begins.
    """
    items: list[Item] = []
    record: list[tuple[str, str]] = []
    start = 0
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.fullmatch(line.strip("\ufeff "))
        if found is None:
            if line.strip() and record and record[-1][0] != "TY":
                record[-1] = (record[-1][0], f"{record[-1][1]} {line.strip()}")
            elif line.strip():
                log(
                    Diagnostic(
                        Rule.SOURCE_READABLE, "a line that belongs to no RIS record is left out", pos=Pos(name, number),
                        removed=line[:2000],
                    )
                )  # fmt: skip
            continue
        tag, value = found[1], (found[2] or "").strip()
        if tag == "TY":
            if record:
                items.append(_item(record, start))
            record, start = [(tag, value)], number
        elif tag == "ER":
            if record:
                items.append(_item(record, start))
            record = []
        elif record:
            record.append((tag, value))
    if record:
        items.append(_item(record, start))
    return items


def _item(record: list[tuple[str, str]], line: int) -> Item:
    held: dict[str, list[str]] = {}
    for tag, value in record:
        if value:
            held.setdefault(tag, []).append(value)
    kind = _TYPES.get(record[0][1].upper(), "document")
    item: Item = {"id": held.get("ID", [""])[0], "type": kind, "line": line}
    for tag, values in held.items():
        if tag in _NAMES:
            item.setdefault(_NAMES[tag], []).extend(map(_csl_name, values))
        elif tag in _PLAIN and _PLAIN[tag] not in item:
            item[_PLAIN[tag]] = values[0]
        elif tag in _DATES:
            date, known = _date(values[0]), item.get(_DATES[tag])
            if date and (known is None or len(date["date-parts"][0]) > len(known["date-parts"][0])):
                item[_DATES[tag]] = date
        elif tag not in _SILENT and tag not in _PLAIN:
            item[f"RIS {tag}"] = "; ".join(values)
    pages = [held[tag][0] for tag in ("SP", "EP") if tag in held]
    if pages or "C7" in held:
        item["page"] = "-".join(dict.fromkeys(pages)) or held["C7"][0]
    if "SN" in held:
        item["ISBN" if kind in {"book", "chapter", "report", "thesis"} else "ISSN"] = held["SN"][0]
    if kind in _NUMBERED and "issue" in item:
        item["number"] = item.pop("issue")
    if "M1" in held:
        item.setdefault("number", held["M1"][0])
    if "AN" in held and held["AN"][0].isdigit() and "pubmed" in "".join(held.get("DB", [])).lower():
        item["PMID"] = held["AN"][0]
    elif "AN" in held:
        item["archive_location"] = held["AN"][0]
        item["archive"] = held.get("DB", [""])[0]
    return item


def _csl_name(value: str) -> dict[str, str]:
    family, comma, rest = value.partition(",")
    if not comma or ",," in value:  # a comma of a body's own name is doubled
        return {"literal": value.replace(",,", ",")}
    given, _, suffix = (part.strip() for part in rest.partition(","))
    particle = _PARTICLE.match(family)
    parts = {"given": given, "suffix": suffix, "family": family[particle.end() :] if particle else family}
    if particle:
        parts["non-dropping-particle"] = particle[0].strip()
    return {key: part for key, part in parts.items() if part}


def _date(value: str) -> dict[str, Any] | None:
    found = patterns.match(r"(\d{4})(?:[/-](\d\d?))?(?:[/-](\d\d?))?", value)
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else None


_TAGS = {"title": "TI", "title-short": "ST", "container-title-short": "J2", "collection-title": "T3", "volume": "VL",
         "issue": "IS", "publisher": "PB", "publisher-place": "CY", "edition": "ET", "note": "N1", "DOI": "DO", "URL": "UR",
         "language": "LA", "genre": "M3", "PMCID": "C2", "event-title": "C3", "section": "SE", "number-of-volumes": "NV",
         "container-title": "T2", "ISBN": "SN", "ISSN": "SN"}  # fmt: skip
_WRITTEN_TYPES = {kind: tag for tag, kind in reversed(_TYPES.items())}


def write_ris(references: Iterable[m.Reference], keys: Mapping[str, str]) -> str:
    """``references`` under their ``keys``; an entry that was not understood has its string as its note."""
    return "\r\n".join(
        "\r\n".join(
            f"{tag}  - {value}".rstrip(" ") if tag != "ER" else "ER  - "
            for tag, value in _lines(one, keys[one.id])
        )
        + "\r\n"
        for one in references
    )


def _lines(one: m.Reference, key: str) -> Iterator[tuple[str, str]]:
    item: Item = to_csl(one) if one.type else {"note": " ".join(m.text_of(one.raw).split())}
    kind = str(item.get("type", "document"))
    yield "TY", _WRITTEN_TYPES.get(kind, "GEN")
    yield "ID", key
    for tag, name in (("AU", "author"), ("A2", "editor"), ("A3", "collection-editor"), ("A4", "translator")):
        for person in item.get(name, ()):
            yield tag, _printed_name(person)
    if kind in _NUMBERED and "number" in item:
        item["issue"] = item["number"]
    elif "number" in item:
        yield "M1", str(item["number"])
    seen: set[str] = set()
    for name, tag in _TAGS.items():
        if name in item and tag not in seen:
            seen.add(tag)
            yield tag, " ".join(str(item[name]).split())
    for name, tag in (("issued", "DA"), ("accessed", "Y2")):
        parts = item.get(name, {}).get("date-parts")
        if parts:
            if tag == "DA":
                yield "PY", f"{parts[0][0]:04}"
            yield tag, "/".join(f"{part:02}" for part in parts[0])
    if "page" in item:
        first, _, last = patterns.sub("[–-]+", "-", str(item["page"])).partition("-")
        yield "SP", first
        if last:
            yield "EP", last
    if "PMID" in item:
        yield "AN", str(item["PMID"])
        yield "DB", "PubMed"
    elif "archive_location" in item:
        yield "AN", str(item["archive_location"])
        if "archive" in item:
            yield "DB", str(item["archive"])
    yield "ER", ""


def _printed_name(person: Mapping[str, str]) -> str:
    if "literal" in person:
        return "et al." if person["literal"] == m.OTHERS else person["literal"].replace(",", ",,")
    family = " ".join(filter(None, (person.get("non-dropping-particle", ""), person.get("family", ""))))
    return ", ".join(filter(None, (family, person.get("given", ""), person.get("suffix", ""))))
