"""What SciELO's publishing schema wants on top of JATS: https://docs.scielo.org/projects/scielo-publishing-schema/.

Each function makes one kind of change in a finished article. None adds what the manuscript does not say; what an article
lacks is reported by :func:`~paperconv.exporters.jats.changes.changed`.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from paperconv import model as m
from paperconv.diagnostics import Rule, Severity
from paperconv.exporters.jats.parsed import Parsed, new_child
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import HREF, XML_LANG
from paperconv.patterns import late

_META = "front/article-meta"
_REF_TYPES = frozenset(
    (
        "aff", "app", "author-notes", "bibr", "contrib", "corresp", "disp-formula", "fig", "fn", "sec",
        "supplementary-material", "table", "table-fn", "boxed-text",
    )
)  # fmt: skip
_PUBLICATION_TYPES = {
    "journal": "journal", "book": "book", "web": "webpage", "thesis": "thesis", "confproc": "confproc", "patent": "patent",
    "report": "report", "software": "software", "gov": "legal-doc", "newspaper": "newspaper", "data": "data",
}  # fmt: skip
_ARTICLE_TYPES = {"systematic-review": "review-article", "data-paper": "data-article", "protocol": "other"}
_AUTHOR_NOTES = {"coi-statement": "conflict", "custom": "other"}
_ARTICLE_IDS = frozenset(("doi", "other", "publisher-id"))
_HISTORY = frozenset(
    ("received", "accepted", "corrected", "pub", "preprint", "retracted", "rev-request", "rev-recd")
)
_COUNTED = {
    "fig-count": "fig",
    "table-count": "table-wrap",
    "equation-count": "disp-formula",
    "ref-count": "ref",
}
_RELATED = frozenset(
    ("corrected-article", "commentary-article", "letter", "partial-retraction", "retracted-article")
)
_COMMONS = late(r"https?://creativecommons\.org/licenses/")


def journal(_: State, root: Parsed) -> None:
    """The journal's ids and titles by the types that the schema knows."""
    for element in root.iterfind("front/journal-meta/journal-id[@journal-id-type='journal-title']"):
        element.set("journal-id-type", "publisher-id")
    for element in root.iterfind("front/journal-meta/journal-title-group/abbrev-journal-title"):
        element.set("abbrev-type", "publisher")
    kind = root.get("article-type", "")
    root.set("article-type", _ARTICLE_TYPES.get(kind, kind))


def numbers(_: State, root: Parsed) -> None:
    """Identifiers, dates and counts of the article."""
    for element in root.iterfind(f"{_META}/article-id"):
        kind = element.get("pub-id-type", "")
        if kind not in _ARTICLE_IDS:
            element.set("pub-id-type", "other")
            element.set("specific-use", element.attrib.pop("custom-type", kind))
    for element in root.iterfind(f"{_META}/pub-date"):
        # every journal of SciELO appears online
        element.set("publication-format", "electronic")
    for element in root.iterfind(f"{_META}/history/date"):
        kind = element.get("date-type", "")
        if kind not in _HISTORY:
            element.set("date-type", "rev-recd" if kind.startswith("rev") else "pub")
            element.set("specific-use", kind)
    for element in root.iterfind(f"{_META}/counts/*"):
        tag = _COUNTED.get(str(element.tag))
        if tag:
            element.set("count", str(sum(1 for _ in root.iter(tag))))


def affiliations(_: State, root: Parsed) -> None:
    """Each affiliation as the manuscript has it, then its parts: the schema wants both apart."""
    for element in root.iterfind(f"{_META}/aff"):
        label = element.find("label")
        parts = {
            name: [e for e in element.iter("institution") if e.get("content-type", "") == name]
            for name in ("dept", "")
        }
        places = {tag: element.find(tag) for tag in ("city", "state", "country")}
        wraps = list(element.iter("institution-id"))
        tail = element.tail
        if label is not None:
            element.remove(label)
            words = ((label.tail or "") + "".join(_words(element))).strip()
        else:
            words = "".join(_words(element)).strip()
        for one in list(element):
            element.remove(one)
        element.text, element.tail = None, tail
        if label is not None:
            label.tail = "\n"
            element.append(label)
        _institution(element, "original", words)
        for one in parts[""]:
            _institution(element, "orgname", one.text or "")
        for number, one in enumerate(parts["dept"][:2], 1):
            _institution(element, f"orgdiv{number}", one.text or "")
        line = etree.Element("addr-line")
        for tag in ("city", "state"):
            place = places[tag]
            if place is not None:
                named = etree.SubElement(line, "named-content", {"content-type": tag})
                named.text = place.text
        if len(line):
            element.append(line)
        country = places["country"]
        if country is not None:
            country.tail = None
            element.append(country)
        for one in wraps:
            one.tail = None
            new_child(element, "institution-wrap").append(one)


def _words(element: Parsed) -> list[str]:
    """The text of an affiliation without the ids of its institutions."""
    return [str(text) for text in element.xpath(".//text()[not(ancestor::institution-id)]")]


def _institution(parent: Parsed, kind: str, words: str) -> None:
    made = etree.SubElement(parent, "institution", {"content-type": kind})
    made.text = words
    made.tail = "\n"


def languages(_: State, root: Parsed) -> None:
    """Languages where the schema wants them said, and nowhere else."""
    own = root.get(XML_LANG, "")
    if own:
        root.set(XML_LANG, own.partition("-")[0])
    for element in root.iterfind(f"{_META}/abstract"):
        element.attrib.pop(XML_LANG, None)
    for element in root.iterfind(f"{_META}/trans-abstract[@abstract-type]"):
        if element.get("abstract-type") != "graphical":
            del element.attrib["abstract-type"]
    for element in root.iterfind(f"{_META}/kwd-group"):
        if own and not element.get(XML_LANG):
            element.set(XML_LANG, root.get(XML_LANG, ""))
    for element in root.iterfind(f"{_META}/permissions/license"):
        if _COMMONS.match(element.get(HREF, "")) and own:
            element.set("license-type", "open-access")
            element.set(XML_LANG, root.get(XML_LANG, ""))


def notes(_: State, root: Parsed) -> None:
    """Notes of the kinds that the schema knows."""
    for element in root.iterfind(f"{_META}/author-notes/fn"):
        kind = element.get("fn-type", "other")
        element.set("fn-type", _AUTHOR_NOTES.get(kind, kind))
        element.attrib.pop("custom-type", None)
    for element in root.iterfind("back/fn-group/fn"):
        if not element.get("fn-type"):
            element.set("fn-type", "other")


def links(state: State, root: Parsed) -> None:
    """Pointers to one thing each, of the kinds that the schema knows, and addresses with their scheme."""
    lost = 0
    for element in list(root.iter("xref")):
        if element.get("ref-type") not in _REF_TYPES:
            element.tag = "named-content"
            element.attrib.clear()
            element.set("content-type", "cross-reference")
            lost += 1
            continue
        if element.get("ref-type") == "author-notes":
            element.set("ref-type", "fn")
        first, *others = element.get("rid", "").split()
        element.set("rid", first)
        last = element
        for target in others:
            more = etree.Element("xref", {"ref-type": element.get("ref-type", ""), "rid": target})
            last.addnext(more)
            more.tail, last.tail = last.tail, None
            last = more
    if lost:
        state.log(
            Rule.CONTENT_KEPT,
            f"pointers of kinds that SciELO PS has not are plain text: {lost}",
            severity=Severity.INFO,
        )
    for number, element in enumerate(root.findall(f"{_META}/related-article"), 1):
        kind = element.get("related-article-type", "")
        if kind in _RELATED:
            element.set("id", f"related{number}")
        else:
            element.tag = "related-object"
            del element.attrib["related-article-type"]
            element.set("content-type", kind)
    for element in root.iter("ext-link"):
        address = element.get(HREF, "")
        if element.get("ext-link-type") == "doi" and address.startswith("10."):
            element.set(HREF, f"https://doi.org/{address}")
        element.set("ext-link-type", "uri")


def text(_: State, root: Parsed) -> None:
    """Captions with a title, tables with header cells in their head only, paragraphs without ids."""
    for caption in root.iter("caption"):
        first = caption.find("p")
        if (
            caption.find("title") is None
            and first is not None
            and caption.index(first) == 0
            and not _has_blocks(first)
        ):
            first.tag = "title"
    for tag, part in (("td", "tbody"), ("th", "thead")):
        for cell in list(root.iter("td", "th")):
            if next((one.tag for one in cell.iterancestors("tbody", "thead")), "") == part:
                cell.tag = tag
                if tag == "td":
                    cell.attrib.pop("scope", None)
    pointed = {one for element in root.iter("xref") for one in element.get("rid", "").split()}
    for element in root.iter("p"):
        if element.get("id") and element.get("id") not in pointed:
            del element.attrib["id"]
    for element in root.iter("supplementary-material", "media"):
        if not element.get("mimetype"):
            # RFC 2046, 4.5.1: a file of which no more is known
            element.set("mimetype", "application")
            element.set("mime-subtype", "octet-stream")


_BLOCKS = ("list", "def-list", "disp-quote", "disp-formula", "fig", "table-wrap", "boxed-text", "code", "preformat", "statement", "verse-group", "supplementary-material", "graphic", "media")  # fmt: skip


def _has_blocks(element: Parsed) -> bool:
    return next(element.iter(*_BLOCKS), None) is not None


def references(state: State, root: Parsed) -> None:
    """Each reference twice: as it is printed, and by its parts."""
    printed = {one.id: m.text_of(one.formatted).strip() for one in state.document.references}
    for ref in root.iter("ref"):
        mixed, parts = ref.find("mixed-citation"), ref.find("element-citation")
        if parts is None and mixed is not None:
            parts = _parts_of(mixed)
            mixed.addnext(parts)
            if not mixed.xpath("text()"):
                # one that is set in one type throughout has no text of its own
                etree.strip_tags(mixed, *_STYLES)
        elif mixed is None and parts is not None:
            mixed = etree.Element("mixed-citation")
            words = printed.get(ref.get("id", "")) or " ".join(str(one).strip() for one in parts.itertext())
            mixed.text = state.clean(words)
            parts.addprevious(mixed)
        if parts is not None:
            parts.set("publication-type", _PUBLICATION_TYPES.get(parts.get("publication-type", ""), "other"))
            if mixed is not None:
                mixed.set("publication-type", parts.get("publication-type", ""))


_STYLES = (
    "bold", "italic", "sup", "sub", "sc", "styled-content", "named-content", "underline", "monospace", "roman", "sans-serif",
    "strike", "overline", "label", "target",
)  # fmt: skip


def _copy(element: Parsed) -> Parsed:
    """``element`` once more, without ids and what follows it."""
    copy = deepcopy(element)
    copy.tail = None
    etree.strip_tags(copy, "target")
    for one in copy.iter(etree.Element):
        one.attrib.pop("id", None)
    return copy


def _parts_of(mixed: Parsed) -> Parsed:
    """The marked parts of a printed reference, without the text between them."""
    made = etree.Element("element-citation", {k: v for k, v in mixed.attrib.items() if k != "id"})
    made.tail = "\n"
    for part in mixed.iterchildren(tag=etree.Element):
        if part.tag in _STYLES:
            continue
        copy = _copy(part)
        if copy.tag in {"string-name", "name", "collab"}:
            group = etree.SubElement(made, "person-group", {"person-group-type": "author"})
            group.append(copy)
        else:
            made.append(copy)
            if copy.tag == "person-group":
                copy.text = None
                for one in copy:
                    one.tail = None
    if not len(made):
        etree.SubElement(made, "comment").text = "".join(str(words) for words in mixed.itertext())
    return made


def funding(_: State, root: Parsed) -> None:
    """Awards also in a note of the back, where SciELO looks for them; without an award the statement stands only there."""
    meta = root.find(_META)
    group = meta.find("funding-group") if meta is not None else None
    if meta is None or group is None:
        return
    awards = [one.text or "" for one in group.iter("award-id")]
    told = " ".join("".join(one.itertext()) for one in root.iterfind("back/ack"))
    statements = [_copy(one) for one in group.iterfind("funding-statement")]
    left = [
        one for one in awards if one not in told and not any(one in "".join(s.itertext()) for s in statements)
    ]
    disclosed = any(one not in told for one in awards)
    if group.find("award-group") is None:
        meta.remove(group)
        kind = "supported-by"
    elif disclosed:
        kind = "financial-disclosure"
        if not statements:
            made = etree.SubElement(group, "funding-statement")
            made.text = _awards(group)
            statements, left = [_copy(made)], []
    else:
        return
    back = root.find("back")
    if back is None:
        back = etree.SubElement(root, "back")
    home = back.find("fn-group")
    if home is None:
        home = etree.Element("fn-group")
        place = back.find("glossary") if back.find("glossary") is not None else back.find("ref-list")
        if place is not None:
            place.addprevious(home)
        else:
            back.append(home)
    note = new_child(home, "fn")
    note.set("fn-type", kind)
    for statement in statements:
        statement.tag, statement.tail = "p", "\n"
        note.append(statement)
    if left:
        new_child(note, "p").text = _awards(group)


def _awards(group: Parsed) -> str:
    """Funders and awards in one line, as the elements have them."""
    out = []
    for one in group.iterfind("award-group"):
        names = ["".join(i.itertext()) for i in one.iter("institution")]
        out.append(
            ": ".join(filter(None, (", ".join(names), ", ".join(a.text or "" for a in one.iter("award-id")))))
        )
    return "; ".join(out)


def to_scielo(state: State, root: Parsed) -> None:
    """Make all changes of this module."""
    for change in (journal, numbers, affiliations, languages, notes, links, text, references, funding):
        change(state, root)
