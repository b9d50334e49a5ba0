"""Citations as fields that Zotero's word processor plug-in goes on working with.

The forms are those that Zotero 6 and 7 write: a field `ADDIN ZOTERO_ITEM CSL_CITATION` with the works as CSL-JSON in it, so
that whoever has not got them in a library can go on too; one field `ZOTERO_BIBL` round the list; the style in a custom property.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.csl import html, to_csl
from paperconv.citations.ranges import cut
from paperconv.exporters.docx.markup import DECLARATION, attribute
from paperconv.patterns import late

_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_STYLES = "http://www.zotero.org/styles/"
_DEFAULT = "chicago-author-date"
_LONGEST_PROPERTY = 255
_GROUP = r"[(\[](?:[^()\[\]]|[(\[][^()\[\]]*[)\]])*[)\]]"
_REST = late(rf"(?:{_GROUP}\s*[,;–-]\s*)*{_GROUP}\W*$|\d[\d\s,–-]*[a-z]?\W*$")
"""What stands behind the names: years or numbers in brackets, or bare ones."""
BIBLIOGRAPHY = "ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY"


def parted(citation: m.Citation) -> tuple[m.Inlines, m.Inlines]:
    """What ``citation`` prints, in two: names that run in the sentence, which Zotero has no field for, and years or numbers.

    Links are left out: Zotero writes the text of its fields anew.
    """
    shown = _unlinked(citation.rendered or citation.source)
    if citation.mode != "narrative":
        return (), shown
    raised = next((at for at, one in enumerate(shown) if isinstance(one, m.Styled) and one.style == "sup"), 0)
    if raised:
        return shown[:raised], shown[raised:]
    found = _REST.search(m.text_of(m.Paragraph(shown)))
    names, rest = cut(shown, [found.start() if found else 0])
    return names, rest


def _unlinked(inlines: m.Inlines) -> m.Inlines:
    def rule(node: m.Node) -> tuple[m.Node, ...] | None:
        return node.children if isinstance(node, m.CrossRef) else None

    return m.rewrite(m.Paragraph(inlines), rule).children


def item_field(citation: m.Citation, shown: m.Inlines, number: int, works: Mapping[str, m.Reference]) -> str:
    """The instruction of the ``number``-th field, which shows ``shown``; ``works`` gives the reference of an id."""
    text = m.text_of(m.Paragraph(shown))
    cited = [_item(item, works[item.ref], narrative=citation.mode == "narrative") for item in citation.items]
    held = {
        "citationID": f"pc{number:06}",
        "properties": {"formattedCitation": html(shown), "plainCitation": text, "noteIndex": 0},
        "citationItems": cited,
        "schema": _SCHEMA,
    }
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(held, ensure_ascii=False)}"


def _item(item: m.CiteItem, work: m.Reference, *, narrative: bool) -> dict[str, Any]:
    out: dict[str, Any] = {"id": work.id, "uris": [address(work)], "itemData": _data(work)}
    if item.locator:
        out |= {"locator": item.locator, "label": item.label or "page"}
    if item.prefix:
        out["prefix"] = f"{m.text_of(m.Paragraph(item.prefix)).strip()} "
    if item.suffix:
        out["suffix"] = f", {m.text_of(m.Paragraph(item.suffix)).strip(' ,')}"
    if item.suppress_author or narrative:
        out["suppress-author"] = True
    return out


def _data(work: m.Reference) -> dict[str, Any]:
    if work.raw and not work.type:
        return {"id": work.id, "type": "document", "title": m.text_of(m.Paragraph(work.raw))}
    return to_csl(work)


def address(work: m.Reference) -> str:
    """An address that no library has, by which Zotero tells the works of this document apart."""
    return (
        f"http://zotero.org/users/local/paperconv/items/{patterns.sub(r'[^A-Za-z0-9]', '', work.id).upper()}"
    )


def bibliography_field(uncited: list[m.Reference]) -> str:
    """The instruction of the field round the reference list; ``uncited`` are entries that nothing cites."""
    held = {"uncited": [[address(one)] for one in uncited], "omitted": [], "custom": []}
    return BIBLIOGRAPHY.format(json.dumps(held))


def preferences_part(csl: str, language: str) -> bytes:
    """``docProps/custom.xml`` with the document's preferences: the CSL style ``csl`` and the language of its words."""
    name = csl.removesuffix(".csl").removeprefix("./") or _DEFAULT
    data = (
        f'<data data-version="3" zotero-version="6.0.36"><session id="paperconv"/><style id="{_STYLES}{attribute(name)}" '
        f'locale="{attribute(language or "en-US")}" hasBibliography="1" bibliographyStyleHasBeenSet="1"/><prefs>'
        '<pref name="fieldType" value="Field"/></prefs></data>'
    )
    pieces = [data[at : at + _LONGEST_PROPERTY] for at in range(0, len(data), _LONGEST_PROPERTY)]
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number + 1}" name="ZOTERO_PREF_{number}">'
        f"<vt:lpwstr>{attribute(piece)}</vt:lpwstr></property>"
        for number, piece in enumerate(pieces, 1)
    )
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{properties}</Properties>"
    ).encode()
