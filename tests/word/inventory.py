"""The nodes of a document that a reader of the paper could point at, each by what it says."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator
from typing import Any

from paperconv import model as m
from paperconv.wording import wording

Inventory = collections.Counter[tuple[Any, ...]]
# Blanks of formulas, and characters that Word writes in another way.
_NO_INK = re.compile(
    r"<annotation.*?</annotation>|<[^>]+>|[\s\u2061-\u2064\u200b\u00a0\u2002-\u200a]", re.DOTALL
)
_SIGNS = str.maketrans({"″": "''", "′": "'", "−": "-", "∣": "|"})
_META = ("title", "subtitle", "short_title", "translated_titles", "subjects", "dates", "identifiers", "funding", "license",
         "journal", "conference", "related", "counts", "editors", "language")  # fmt: skip
_WORK = ("authors", "editors", "title", "container_title", "issued", "volume", "issue", "page", "publisher", "doi",
         "url")  # fmt: skip


def _words(node: Any) -> str:
    plain = m.rewrite(node, lambda n: m.Text("∙") if isinstance(n, m.Math) else None)
    return " ".join(m.text_of(plain).split())[:300]


def _said(children: m.Inlines) -> str:
    return _words(m.Paragraph(children))


def _caption(one: m.Caption | None) -> str:
    return _words(one) if one is not None else ""


def _formula(node: m.Math | m.Equation) -> str:
    return _NO_INK.sub("", node.mathml or node.tex).translate(_SIGNS)


def _plain(value: Any) -> Any:
    """``value`` without what only says how it was found."""
    if isinstance(value, m.Node):
        return (type(value).__name__, *(
            _plain(getattr(value, name))
            for name in value.__struct_fields__
            if name not in {"pos", "confidence", "provenance", "literal", "id"}
        ))  # fmt: skip
    if isinstance(value, tuple):
        return (
            m.text_of(value)
            if value and isinstance(value[0], m.Text | m.Styled | m.Span)
            else tuple(map(_plain, value))
        )
    return value


def inventory(document: m.Document) -> Inventory:
    """The nodes of ``document`` that a reader of the paper could point at, each by what it says: the first word is the kind."""
    found: Inventory = collections.Counter()
    meta = document.meta
    for name in _META:
        value = getattr(meta, name)
        many = (
            value
            if name not in {"title", "subtitle", "short_title"} and isinstance(value, tuple)
            else (value,)
        )
        for one in many:
            if one:
                found[name, _plain(one) if not isinstance(one, tuple) else m.text_of(one)] += 1
    _people(found, meta)
    words = wording(meta.language)  # what is printed over an abstract or a list that has no title
    for abstract in meta.abstracts:
        said = _words(m.replace(abstract, title=()))
        found["abstract", abstract.kind, abstract.language, said] += 1
        if abstract.title and not abstract.kind:
            found["abstract-title", _said(abstract.title) or words.abstract] += 1
        found.update(("abstract-section", _said(one.title)) for one in abstract.sections)
    for group in meta.keywords:
        for keyword in group.keywords:
            found["keyword", group.kind, _said(keyword.children), keyword.code] += 1

    def walk(sections: tuple[m.Section, ...], level: int, path: str) -> None:
        for one in sections:
            title = _said(one.title)
            found["section", level, path, title, one.label] += 1
            found["section-role", title, one.role] += 1
            walk(one.sections, level + 1, title)

    walk(document.sections, 1, "")
    walk(document.back, 1, "back")
    _works(found, document)
    _body(found, document)
    return found


def _people(found: Inventory, meta: m.Metadata) -> None:
    places = {one.id: one.raw for one in meta.affiliations}
    notes = {one.id: (one.kind, _words(one)) for one in meta.author_notes}
    for author in meta.authors:
        name = author.name
        shown = " ".join(filter(None, (name.given, name.particle, name.family or name.literal, name.suffix)))
        found[
            "author",
            author.prefix,
            name.given,
            name.particle,
            name.family or name.literal,
            name.suffix,
            author.degrees,
        ] += 1
        found.update(("author-affiliation", shown, places.get(one, "")) for one in author.affiliations)
        found.update(("author-author-note", shown, notes.get(one, "")) for one in author.notes)
        found.update(("author-email", shown, one) for one in author.emails)
        found.update(("author-role", shown, one.term) for one in author.roles)
        for fact in ("orcid", "corresponding", "equal_contribution", "deceased", "position", "group", "url"):
            if value := getattr(author, fact):
                found[f"author-{fact}", shown, value] += 1
        if author.bio:
            found["author-bio", shown, _words(m.Section((), author.bio))] += 1
    found.update(("affiliation", one.raw, one.label) for one in meta.affiliations)
    found.update(("author-note", *notes[one.id], one.label) for one in meta.author_notes)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _spaced(text: str) -> str:
    return " ".join(re.split(r"[\W_]+", text)).casefold().strip()


def _fields(value: Any) -> list[str]:
    """What of one datum of a work is compared: all family names, the year, both pages, all words of a title."""
    if isinstance(value, m.Date):
        return [str(value.year or "")]
    if isinstance(value, tuple):
        if value and isinstance(value[0], m.Name):
            return [one.family or one.literal for one in value if one.literal != m.OTHERS]
        return [m.text_of(value)]
    pages = re.fullmatch(r"(\d+)\s*[-–—]+\s*(\d+)", value or "")
    return list(pages.groups()) if pages else [value or ""]


def _printed(work: m.Reference) -> str:
    plain = m.rewrite(
        m.Paragraph(work.formatted or work.raw),
        lambda node: m.Text(_formula(node)) if isinstance(node, m.Math) else None,
    )
    return m.text_of(plain)[:300]


def _works(found: Inventory, document: m.Document) -> None:
    for one in document.reference_lists:
        title = _said(one.title) or wording(document.meta.language).references
        found["reference-list", title, len(one.references)] += 1
    for work in document.references:
        shown = _printed(work)
        found["reference", work.label, shown] += 1
        found.update(("reference-field", name, value, shown[:60]) for name, value in _printed_fields(work))


def _printed_fields(work: m.Reference) -> Iterator[tuple[str, str]]:
    """What is printed of the data of ``work``, which a citation style sets in capitals of its own: each where it alone stands."""
    said = m.text_of(work.formatted or work.raw)
    whole = f" {_spaced(said)} "
    words = f" {_spaced(re.sub(r'https?://[^ ]+|10[.][0-9]{4,}/[^ ]+', ' ', said))} "
    values = [(name, value) for name in _WORK for value in _fields(getattr(work, name))]
    for name, value in sorted(values, key=lambda one: -len(_spaced(one[1]))):
        if not _letters(value) or (name == "url" and work.doi and work.doi in value):
            continue
        one = f" {_spaced(value)} "
        if name in {"doi", "url"}:
            if one in whole:
                yield name, _letters(value)
        elif one in words:  # no shorter one, nor the same once more, stands where this one does
            words = words.replace(one, "  ", 1)
            yield name, _letters(value)


def _body(found: Inventory, document: m.Document) -> None:
    kinds: dict[str, str] = {}
    for node in m.iter_nodes(document):
        if identifier := getattr(node, "id", ""):
            kinds[identifier] = f"{type(node).__name__} {getattr(node, 'label', '')}"
    numbers = {one.id: number for number, one in enumerate(document.references, 1)}
    body = m.replace(document, meta=m.Metadata(), reference_lists=())
    for node in m.iter_nodes(body):
        name = type(node).__name__
        match node:
            case m.Citation(items, mode):
                works = tuple(  # a citation style may set them in another order
                    sorted(
                        (
                            numbers.get(i.ref, 0),
                            _said(i.prefix),
                            i.locator,
                            _said(i.suffix).strip(" ,;"),
                            i.suppress_author,
                        )
                        for i in items
                    )
                )
                found["Citation", mode, works] += 1
            case m.Figure(panels):
                found[name, node.label, _caption(node.caption), len(panels), _said(node.credit)] += 1
                for panel in panels:
                    found["Panel", panel.image is not None, panel.label, _caption(panel.caption)] += 1
            case m.Image():
                found["Image", node.alt if not node.stand_in else ""] += 1
            case m.Table():
                shape = tuple(
                    len([row for group in part for row in group])
                    for part in ([node.head], [b.rows for b in node.bodies], [node.foot])
                )
                found[name, node.label, _caption(node.caption), shape] += 1
                found.update(("TableNote", one.label, _words(one)) for one in node.notes)
            case m.Cell(colspan=colspan, rowspan=rowspan, header=header):
                found[name, colspan, rowspan, header, _words(node)] += 1
            case m.Equation():
                found[name, node.label, _formula(node)] += 1
            case m.Math():
                found[name, _formula(node)] += 1
            case m.CrossRef(target) if target not in numbers:
                found[name, kinds.get(target, ""), _said(node.children)] += 1
            case m.Note():
                found[name, node.kind, node.label, _words(node)] += 1
            case m.NoteRef():
                found[name, kinds.get(node.note, "")] += 1
            case m.Paragraph(children):
                found[name, _words(node)] += 1
                found.update(_set_off(children))
            case m.List(items, ordered):
                found[
                    name, len(items), ordered, node.start if ordered else 1, node.numbering if ordered else ""
                ] += 1
            case m.Link(target):
                found[
                    name,
                    re.sub("^doi:|^(?=10[.][0-9]{4})", "https://doi.org/", target).rstrip("/"),
                    _said(node.children),
                ] += 1
            case m.CodeBlock(value):
                found[name, value.rstrip(), node.label, _said(node.caption)] += 1
            case m.Quote(kind=kind):
                found[name, kind, _said(node.attribution)] += 1
            case m.Box(kind=kind):
                found[name, kind, node.label, _said(node.title)] += 1
            case m.Statement(kind=kind):
                found[name, kind, node.label, _said(node.title)] += 1
            case m.Algorithm():
                found[name, node.label, _caption(node.caption)] += 1
            case m.Supplement():
                found[name, node.label, _caption(node.caption), node.source] += 1
            case m.DefinitionItem(term):
                found[name, _said(term), len(node.definitions)] += 1
            case m.Verse() | m.Divider() | m.CodeSpan():
                found[name, m.text_of(node)] += 1
            case _:
                pass


def _set_off(children: m.Inlines) -> Iterator[tuple[str, str, str]]:
    """The words of a paragraph that are set off, by how: the same whichever of two ways is inside the other, formulas apart."""
    runs: dict[str, str] = {}

    def walk(nodes: m.Inlines, styles: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        for node in nodes:
            inner = node.rendered if isinstance(node, m.Citation) else getattr(node, "children", ())
            if inner:
                yield from walk(inner, (*styles, node.style) if isinstance(node, m.Styled) else styles)
                continue
            said = "" if isinstance(node, m.Math) else m.text_of(node)
            for style in [one for one in runs if one not in styles or not said]:
                if words := " ".join(runs.pop(style).split()):
                    yield "Styled", style, words
            for style in styles:
                runs[style] = runs.get(style, "") + said

    yield from walk(children, ())
    yield from (("Styled", style, " ".join(words.split())) for style, words in runs.items() if words.strip())
