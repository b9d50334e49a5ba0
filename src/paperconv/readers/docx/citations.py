"""Citations of Zotero, Mendeley, EndNote, Citavi and Word itself, brought to the one form that pandoc reads: CSL_CITATION.

Each work gets one key, however many tools and users cite it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from lxml import etree

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.ids import bare_doi
from paperconv.manuscript import runs
from paperconv.patterns import late
from paperconv.readers.docx.fields import Field
from paperconv.readers.docx.names import (
    FIELD_CHAR,
    FIELD_CODE,
    PPR,
    SDT,
    SDT_CONTENT,
    XML_SPACE,
    Element,
    P,
    R,
    sdt_tag,
    unwrap,
    w,
)
from paperconv.readers.docx.records import cite_place, cites_in, record_item, record_name
from paperconv.readers.docx.sources import citavi_item, citavi_locator, citavi_xml, linked, word_sources

_MENDELEY = "MENDELEY_CITATION_v3_"
_MAX_CODE = 5_000_000
# A noncharacter of Unicode, as those round the numbers of paragraphs: it keeps a locator whole, of which pandoc makes words.
_MARK = "\ufdd6"
_URL_SAFE = str.maketrans("-_", "+/")
_JSON = late(r"CSL_CITATION\s*(?=\{)")
# Old versions put an identifier before the data.
_CITAVI = late(
    r"ADDIN\s+Citavi\.?Placeholder\s*(?:\{?[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}\}?)?", re.IGNORECASE
)
_WORD = late(r'\\(\w)(?:\s+(?:"([^"]*)"|([^\s\\]\S*)))?')


class Works:
    """The works that citations name, by key; ``items`` are CSL-JSON."""

    def __init__(self, sources: dict[str, dict[str, Any]]) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.unread = 0
        self._sources = sources
        self._keys: dict[str, str] = {}

    def cite(self, field: Field) -> str | None:
        """The instruction of ``field`` as pandoc reads it; None if what it cites cannot be read."""
        code = field.code
        if len(code) > _MAX_CODE:
            made = None
        elif patterns.match(r"ADDIN\s+EN\.CITE", code, re.IGNORECASE):
            made = self._of_endnote(code, field.data)
        elif code.upper().startswith("CITATION"):
            made = self._of_word(code)
        elif _CITAVI.match(code):
            made = self._of_citavi(code)
        else:
            made = self._of_json(code)
        if made is None:
            self.unread += 1
        # one that prints only names is no citation that could be printed anew: its words stay
        made = [one for one in made or () if not one.pop("author-only", False)]
        if not made:
            return None
        for one in made:
            if one.pop("narrative", False):
                one["author-only"] = True  # so pandoc calls it
            if "label" in one or "locator" in one:
                where = str(one.pop("locator", ""))
                label = str(one.pop("label", "page")) if where else ""
                one["suffix"] = _MARK.join(("", label, where, str(one.get("suffix") or "")))
        return f"ADDIN CSL_CITATION {msgspec.json.encode({'citationItems': made}).decode()}"

    def key(self, item: dict[str, Any], fallback: str) -> str:
        """The key of the work ``item``: the same for the same DOI, or the same title, year and first author."""
        names = list(_identities(item, fallback))
        doi = _doi(item)
        same = (self._keys[name] for name in names if name in self._keys)
        known = next((key for key in same if not doi or _doi(self.items[key]) in {"", doi}), "")
        if not known:
            known = f"work{len(self.items) + 1}"
            self.items[known] = {**item, "id": known} | ({"DOI": _bare(item)} if doi else {})
        elif self.items[known].get("type") == item.get("type"):
            for name, value in item.items():  # what one tool does not know, another may
                self.items[known].setdefault(name, value)
        for name in names:
            self._keys.setdefault(name, known)
        return known

    def _of_json(self, code: str) -> list[dict[str, Any]] | None:
        found = _JSON.search(code)
        if found is None:
            return None
        try:
            rest = code[found.end() :]
            data = msgspec.json.decode(rest[: _end_of_object(rest)].encode())
        except (ValueError, RecursionError):
            return None
        return self._cited(data)

    def _cited(self, data: Any) -> list[dict[str, Any]] | None:
        given = data.get("citationItems") if isinstance(data, dict) else None
        out: list[dict[str, Any]] = []
        for one in given if isinstance(given, list) else []:
            item = one.get("itemData") if isinstance(one, dict) else None
            if not isinstance(item, dict) or not item:
                return None
            uris = one.get("uris") or one.get("uri") or []
            own = str(uris[0]) if isinstance(uris, list) and uris else ""
            key = self.key(item, own)
            kept = {
                name: one[name]
                for name in ("prefix", "suffix", "locator", "label", "suppress-author", "author-only")
                if one.get(name)
            }
            out.append({"id": key, "itemData": self.items[key], **kept})
        return out or None

    def _of_endnote(self, code: str, data: list[str]) -> list[dict[str, Any]] | None:
        out: list[dict[str, Any]] = []
        read = False
        for cite in cites_in(code, data):
            record = cite.find("record")
            item = record_item(record)
            if item is None:
                return None
            key = self.key(item, f"endnote:{record_name(record, cite.findtext('RecNum') or '')}")
            if cite.get("Hidden") != "1":  # only in the list
                out.append({"id": key, "itemData": self.items[key], **cite_place(cite)})
            read = True
        return out if read else None

    def _of_word(self, code: str) -> list[dict[str, Any]] | None:
        r"""Word's own: ``CITATION Doe20 \p 12 \m Roe19 \p 3 \l 1033``."""
        words = code.split(maxsplit=2)
        if len(words) < 2:
            return None
        cited: list[tuple[str, dict[str, Any]]] = [(words[1], {})]
        for switch, quoted, bare in _WORD.findall(words[2] if len(words) > 2 else ""):
            value = quoted or bare
            match switch.lower():
                case "m":
                    cited.append((value, {}))
                case "p":
                    cited[-1][1].update(locator=value, label="page")
                case "f":
                    cited[-1][1]["prefix"] = value
                case "s":
                    cited[-1][1]["suffix"] = value
                case "v":
                    cited[-1][1].setdefault("locator", value)
                    cited[-1][1].setdefault("label", "volume")
                case "n":
                    cited[-1][1]["suppress-author"] = True
                case "y":
                    cited[-1][1]["author-only"] = True
                case _:
                    pass
        out: list[dict[str, Any]] = []
        for tag, more in cited:
            item = self._sources.get(tag)
            if item is None:
                return None
            key = self.key(item, f"word:{tag}")
            out.append({"id": key, "itemData": self.items[key], **more})
        return out

    def _of_citavi(self, code: str) -> list[dict[str, Any]] | None:
        data = linked(_decoded(_CITAVI.sub("", code).strip().strip("{}")))
        entries = data.get("Entries") if isinstance(data, dict) else None
        out: list[dict[str, Any]] = []
        for entry in entries if isinstance(entries, list) else []:
            item = citavi_item(entry.get("Reference")) if isinstance(entry, dict) else None
            if not item:
                return None
            key = self.key(item, f"citavi:{entry.get('ReferenceId', '')}")
            out.append({"id": key, "itemData": self.items[key], **citavi_locator(entry)})
        return out or None


def take_locators(draft: m.Draft) -> m.Draft:
    """``draft`` with the locators of its citations out of the text behind them."""

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.CiteItem) or not (said := m.text_of(node.suffix)).startswith(_MARK):
            return None
        _, label, locator, rest = said.split(_MARK, 3)
        suffix = runs.cut(node.suffix, len(said) - len(rest)) if rest.strip() else ()
        return m.replace(node, label=label, locator=" ".join(locator.split()), suffix=suffix)

    return m.rewrite(draft, rule)


def works_of(roots: Iterable[Element]) -> Works:
    """Works with the sources that Word keeps in the custom XML parts ``roots``."""
    sources: dict[str, dict[str, Any]] = {}
    for root in roots:
        for tag, item in word_sources(root).items():
            sources.setdefault(tag, item)
    return Works(sources)


def field_controls(root: Element, works: Works) -> list[Element]:
    """Make the citations that Mendeley Cite keeps in content controls fields; returns the controls of its printed list.

    Those that cannot be read count in ``works``.
    """
    lists: list[Element] = []
    for control in list(root.iter(SDT)):
        tag = sdt_tag(control)
        content = control.find(SDT_CONTENT)
        if content is None:
            continue
        if tag.startswith(("MENDELEY_BIBLIOGRAPHY", "CitaviBibliography")):
            lists.append(control)
        elif tag.startswith(_MENDELEY):
            data = _decoded(tag[len(_MENDELEY) :])
            holder = content if content.find(P) is None else content.find(P)
            shown = [one for one in holder if one.tag != PPR]  # type: ignore[union-attr]
            if not isinstance(data, dict) or next(content.iter(R), None) is None:
                works.unread += 1
                continue
            code = f" ADDIN CSL_CITATION {msgspec.json.encode(data).decode()} "
            for one in (_char("begin"), _code(code), _char("separate")):
                shown[0].addprevious(one)
            shown[-1].addnext(_char("end"))
            parent = control.getparent()
            if parent is not None:
                parent.replace(control, content)
                unwrap(content)
    return lists


def _char(kind: str) -> Element:
    run = etree.Element(R)
    etree.SubElement(run, FIELD_CHAR).set(w("fldCharType"), kind)
    return run


def _code(text: str) -> Element:
    run = etree.Element(R)
    code = etree.SubElement(run, FIELD_CODE)
    code.text = text
    code.set(XML_SPACE, "preserve")
    return run


def _decoded(text: str) -> Any:
    """The JSON in ``text``, base64 without its padding, or the XML of an old Citavi."""
    text = patterns.sub(r"\s+", "", text).translate(_URL_SAFE)
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4))
        return (
            citavi_xml(data)
            if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")
            else msgspec.json.decode(data)
        )
    except (binascii.Error, ValueError, RecursionError):
        return None


def _end_of_object(text: str) -> int:
    """Where the JSON object that ``text`` begins with ends."""
    depth, quoted, at = 0, False, 0
    while at < len(text):
        character = text[at]
        if quoted:
            if character == "\\":
                at += 1
            elif character == '"':
                quoted = False
        elif character == '"':
            quoted = True
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    raise ValueError("the object does not end")


def _doi(item: dict[str, Any]) -> str:
    return _bare(item).lower()


def _bare(item: dict[str, Any]) -> str:
    return bare_doi(str(item.get("DOI") or "").strip())


def _identities(item: dict[str, Any], fallback: str) -> Iterator[str]:
    if doi := _doi(item):
        yield f"doi:{doi}"
    title = patterns.sub(r"<[^<>]*>|[\W_]+", "", str(item.get("title") or "").lower())
    authors = item.get("author")
    first = authors[0] if isinstance(authors, list) and authors and isinstance(authors[0], dict) else {}
    family = str(first.get("family") or first.get("literal") or "").lower()
    issued = item.get("issued")
    year = patterns.search(r"\d{4}", str(issued)) if issued else None
    if len(title) > 8:
        yield f"title:{title}:{family}:{year.group() if year else ''}:{item.get('type', '')}"
    elif fallback:
        yield f"own:{fallback}"
    else:
        yield f"item:{msgspec.json.encode(item, order='sorted').decode()}"
