"""Citations of Zotero, Mendeley, Citavi and Word itself, brought to the one form that pandoc reads: CSL_CITATION.

EndNote's records stay as they are; pandoc reads them. Each work gets one key, however many tools and users cite it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from lxml import etree

from paperconv import patterns
from paperconv.patterns import late
from paperconv.readers.docx.fields import Field
from paperconv.readers.docx.names import (
    FIELD_CHAR,
    FIELD_CODE,
    SDT,
    SDT_CONTENT,
    XML_SPACE,
    Element,
    R,
    sdt_tag,
    unwrap,
    w,
)
from paperconv.readers.docx.sources import citavi_item, citavi_locator, word_sources

_MENDELEY = "MENDELEY_CITATION_v3_"
_MAX_CODE = 5_000_000
_JSON = late(r"CSL_CITATION\s*(?=\{)")
_WORD = late(r'\\(\w)\s+(?:"([^"]*)"|(\S+))')


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
        if patterns.match(r"ADDIN\s+EN\.CITE", code, re.IGNORECASE):
            return code
        if len(code) > _MAX_CODE:
            made = None
        elif code.upper().startswith("CITATION"):
            made = self._of_word(code)
        elif "CitaviPlaceholder" in code:
            made = self._of_citavi(code)
        else:
            made = self._of_json(code)
        if made is None:
            self.unread += 1
            return None
        return f"ADDIN CSL_CITATION {msgspec.json.encode({'citationItems': made}).decode()}"

    def key(self, item: dict[str, Any], fallback: str) -> str:
        """The key of the work ``item``: the same for the same DOI, or the same title, year and first author."""
        names = list(_identities(item, fallback))
        known = next((self._keys[name] for name in names if name in self._keys), "")
        if not known:
            known = f"work{len(self.items) + 1}"
            self.items[known] = {**item, "id": known}
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
        data = _decoded(code.partition("CitaviPlaceholder")[2].strip().strip("{}"))
        entries = data.get("Entries") if isinstance(data, dict) else None
        out: list[dict[str, Any]] = []
        for entry in entries if isinstance(entries, list) else []:
            item = citavi_item(entry.get("Reference")) if isinstance(entry, dict) else None
            if not item:
                return None
            key = self.key(item, f"citavi:{entry.get('ReferenceId', '')}")
            out.append({"id": key, "itemData": self.items[key], **citavi_locator(entry)})
        return out or None


def works_of(roots: Iterable[Element]) -> Works:
    """Works with the sources that Word keeps in the custom XML parts ``roots``."""
    sources: dict[str, dict[str, Any]] = {}
    for root in roots:
        for tag, item in word_sources(root).items():
            sources.setdefault(tag, item)
    return Works(sources)


def field_controls(root: Element) -> list[Element]:
    """Make the citations that Mendeley Cite keeps in content controls fields; returns the controls of its printed list."""
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
            runs = content.findall(R)
            if not isinstance(data, dict) or not runs or len(runs) != len(content):
                continue
            code = f" ADDIN CSL_CITATION {msgspec.json.encode(data).decode()} "
            content[:] = [_char("begin"), _code(code), _char("separate"), *runs, _char("end")]
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
    """The JSON in ``text``, base64 without its padding."""
    text = patterns.sub(r"\s+", "", text)
    try:
        return msgspec.json.decode(base64.b64decode(text + "=" * (-len(text) % 4)))
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


def _identities(item: dict[str, Any], fallback: str) -> Iterator[str]:
    doi = str(item.get("DOI") or "").lower().strip()
    if doi:
        yield f"doi:{patterns.sub(r'^(?:https?://(?:dx[.])?doi[.]org/|doi:)', '', doi)}"
    title = patterns.sub(r"[\W_]+", "", str(item.get("title") or "").lower())
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
