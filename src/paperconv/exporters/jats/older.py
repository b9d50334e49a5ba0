"""From JATS 1.3 to 1.1, as far as what we write is concerned: https://jats.nlm.nih.gov/publishing/tag-library/1.1/."""

from __future__ import annotations

from lxml import etree

from paperconv.diagnostics import Rule, Severity
from paperconv.exporters.jats.parsed import Parsed
from paperconv.exporters.jats.state import State

_INDENT = "\N{EM SPACE}"
_DEEPEST = 40


def to_1_2(_: State, root: Parsed) -> None:
    """Say in JATS 1.2 what only 1.3 has values and content models for."""
    for tag, kind, stand_in in (
        ("fn", "fn-type", "other"),
        ("article-id", "pub-id-type", "other"),
        ("person-group", "person-group-type", ""),
    ):
        for element in root.iter(tag):
            if element.get(kind) == "custom":
                del element.attrib[kind]
                if stand_in:
                    element.set(kind, stand_in)
                use = element.attrib.pop("custom-type", "")
                if use:
                    element.set("specific-use", use)
    for block in list(root.iter("disp-quote", "statement", "verse-group")):
        cell = block.getparent()
        if cell is not None and cell.tag in {"td", "th"}:
            # which take them in a paragraph only
            _wrap(cell, block, "p")


def _wrap(parent: Parsed, element: Parsed, tag: str) -> None:
    holder = etree.Element(tag)
    parent.replace(element, holder)
    holder.tail, element.tail = element.tail, None
    holder.append(element)


def to_1_1(state: State, root: Parsed) -> None:
    """Say in JATS 1.1, after :func:`to_1_2`, what 1.2 has attributes and elements for."""
    for role in root.iter("role"):
        _role(role)
    for element in root.iter("institution-id"):
        for name in ("vocab", "vocab-identifier"):
            element.attrib.pop(name, None)
    for element in root.iter("contrib"):
        whole = element.find("string-name")
        if whole is not None:
            _wrap(element, whole, "name-alternatives")
    for element in root.iter("source", "chapter-title"):
        etree.strip_tags(element, "xref", "target")
        for one in list(element.iter("inline-formula", "inline-graphic")):
            _as_text(state, one)
    for note in root.iter("fn"):
        if note.get("fn-type") == "coi-statement":
            note.set("fn-type", "conflict")
    for line in root.iter("verse-line"):
        depth = line.attrib.pop("indent-level", "0")
        line.text = _INDENT * min(int(depth), _DEEPEST) + (line.text or "")
    _index_terms(state, root)
    _publication_date(root)


def _as_text(state: State, element: Parsed) -> None:
    """A formula or picture in a title as words: its TeX, the signs of its MathML, its alternative text."""
    words = "".join(str(one) for one in next(element.iter("tex-math"), element).itertext())
    state.log(
        Rule.CONTENT_KEPT,
        f'a {"picture" if element.tag == "inline-graphic" else "formula"} in the title of a source is only words in JATS 1.1: "{words.strip()[:40]}"',
    )
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "named-content", words, tail
    element.set("content-type", "words")


def _role(role: Parsed) -> None:
    """A term of a vocabulary by its address, the degree in the attribute that is left for such."""
    address = role.attrib.pop("vocab-term-identifier", "")
    for name in ("vocab", "vocab-identifier", "vocab-term"):
        role.attrib.pop(name, None)
    if address:
        role.set("content-type", address)
    degree = role.attrib.pop("degree-contribution", "")
    if degree:
        role.set("specific-use", " ".join(filter(None, (degree, role.get("specific-use")))))


def _index_terms(state: State, root: Parsed) -> None:
    count = sum(1 for one in root.iter("index-term") if next(one.iterancestors("index-term"), None) is None)
    if count:
        etree.strip_elements(root, "index-term", with_tail=False)
        state.log(
            Rule.CONTENT_KEPT,
            f"entries for an index are left out, since JATS 1.1 has none: {count}",
            severity=Severity.INFO,
        )


def _publication_date(root: Parsed) -> None:
    """JATS 1.1 wants a date of publication: where none is known, it holds a comment that says so."""
    meta = root.find("front/article-meta")
    if meta is None or meta.find("pub-date") is not None:
        return
    date = etree.Element("pub-date")
    etree.SubElement(date, "year").append(etree.Comment(" not known "))
    date.tail = "\n"
    before = [
        "article-id", "article-categories", "title-group", "contrib-group", "aff", "aff-alternatives", "author-notes",
    ]  # fmt: skip
    place = sum(1 for one in meta if one.tag in before)
    meta.insert(place, date)
