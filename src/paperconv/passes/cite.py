"""Fill in what is printed for each citation and each reference."""

from __future__ import annotations

from typing import Any

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.printed import link_names, link_numbers
from paperconv.citations.works import Works
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.late import load
from paperconv.passes.types import Pass
from paperconv.styles.types import JournalStyle
from paperconv.wording import wording


def cite(style: JournalStyle) -> Pass:
    """A pass that fills ``Citation.rendered``, ``Reference.formatted`` and ``Reference.label``.

    What the manuscript prints stays letter for letter, with links put into it. Works that came as data (BibTeX, CSL) are put
    into the style's CSL by one call of pandoc; those among them that nothing cites are not printed. A style that reformats
    puts plain entries into its CSL as well, but for those that were not understood; see :func:`~paperconv.citations.renewing.is_renewed` for when the
    citations in the text follow it.
    """

    def run(document: m.Document, log: Log) -> m.Document:
        references = list(document.references)
        if not references:
            return document
        citations = [node for node in m.iter_nodes(document) if isinstance(node, m.Citation)]
        numbered = not style.citations.reformat and any(map(_is_number, citations))
        if any(one.provenance == "bibliography" for one in references) and (
            not numbered or any(one.label for one in references)
        ):
            cited = _cited(document, log)
            references = [one for one in references if one.provenance != "bibliography" or one.id in cited]
        styled: set[str] = set()
        renewed = False
        if style.citations.reformat or not all(one.raw for one in references):
            renewing = load("paperconv.citations.renewing")
            styled = {one.id for one in references if renewing.is_styled(one, style)}
            renewed = bool(styled) and renewing.is_renewed(document, references, styled, style, log)
        made = _Made()
        if renewed and not renewing.is_numeric(style.citations.csl, style.folders):
            document = load("paperconv.citations.narrative").take_names(document, references)
            citations = [node for node in m.iter_nodes(document) if isinstance(node, m.Citation)]
        if styled:
            works = [one for one in references if (renewed and not one.same_as) or one.id in styled]
            made = _format(document, citations, works, style, renewed=renewed)
        printing = _Printing(references, made)
        document = _render(document, citations, printing)
        if renewed:
            references = _without_repeats(references, log)
        lists = tuple(
            m.replace(
                listed,
                references=_entries(
                    listed, references, styled, made.entries, own=not renewed, numbered=numbered
                ),
            )
            for listed in document.reference_lists
        )
        lists = _labelled(lists, printing) if printing.by_number else lists
        lists = tuple(listed for listed in lists if listed.references or listed.title)
        return document if lists == document.reference_lists else m.replace(document, reference_lists=lists)

    return run


def _is_number(citation: m.Citation) -> bool:
    """Whether ``citation`` prints numbers: those of the list, or where it has none the places of all its works."""
    return bool(citation.source) and not patterns.search(r"[^\W\d_]{2}", m.text_of(citation.source))


def _without_repeats(references: list[m.Reference], log: Log) -> list[m.Reference]:
    """``references`` without entries that only point to another (ibid.): in a new order they would mislead."""
    repeats = [one for one in references if one.same_as]
    if repeats:
        log(
            Diagnostic(
                Rule.CONTENT_KEPT,
                "entries that repeat another are left out of the reformatted list",
                Severity.INFO,
                repeats[0].pos,
                removed="; ".join(m.text_of(one.raw) for one in repeats),
            )
        )
    return [one for one in references if not one.same_as]


def _cited(document: m.Document, log: Log) -> set[str]:
    """The ids of all works that are cited, or that the manuscript wants listed (``nocite``)."""
    cited = {
        node.ref if isinstance(node, m.CiteItem) else node.target
        for node in m.iter_nodes(document)
        if isinstance(node, m.CiteItem | m.CrossRef)
    }
    wanted = next((field.value for field in document.meta.extra if field.key == "nocite"), "")
    silent: list[str] = []
    for one in document.references:
        if "@*" in wanted or (one.key and f"@{one.key}" in _words(wanted)):
            cited.add(one.id)
        elif one.id not in cited and one.provenance == "bibliography":
            silent.append(one.key or one.id)
    if silent:
        log(
            Diagnostic(
                Rule.REFERENCE_CITED,
                f"works of the bibliography that nothing cites are not printed: {', '.join(silent[:20])}"
                + (" …" if len(silent) > 20 else ""),
                Severity.INFO,
                hint='to print them, say nocite: "@*"',
            )
        )
    return cited


def _words(value: str) -> set[str]:
    try:
        held = msgspec.json.decode(value) if value else ""
    except msgspec.DecodeError:
        held = value
    text = " ".join(map(str, held)) if isinstance(held, list) else str(held)
    return {word.strip(",;[]") for word in text.split()}


class _Made(msgspec.Struct, frozen=True):
    """What the style made: entries by id of the work; texts and notes by the place of the citation in the document."""

    entries: dict[str, tuple[str, m.Inlines]] = {}
    clusters: dict[int, m.Inlines] = {}
    notes: dict[int, m.Inlines] = {}


def _format(
    document: m.Document,
    citations: list[m.Citation],
    works: list[m.Reference],
    style: JournalStyle,
    *,
    renewed: bool,
) -> _Made:
    order = _reading_order(document, citations, {one.id for one in works}, renewed=renewed)
    same = {one.id: one.same_as for one in document.references if one.same_as} if renewed else {}
    made = load("paperconv.citations.format").format_works(
        works,
        [_resolved(citations[place], same) for place in order],
        style.citations.csl,
        style.folders,
        document.meta.language,
    )
    clusters = dict(zip(order, made.clusters, strict=True))
    if load("paperconv.citations.csl_styles").is_numeric(style.citations.csl, style.folders):
        with_names = load("paperconv.citations.narrative").with_names
        known, words = {one.id: one for one in works}, wording(document.meta.language)
        clusters = {
            place: with_names(citations[place], number, known, words) for place, number in clusters.items()
        }
    return _Made(
        {id: (m.text_of(entry.label).strip(), entry.content) for id, entry in made.entries.items()},
        clusters,
        {order[index]: note for index, note in made.notes.items()},
    )


def _resolved(citation: m.Citation, same: dict[str, str]) -> m.Citation:
    """``citation`` with the works that its entries repeat (ibid.) in their place."""
    if not any(item.ref in same for item in citation.items):
        return citation
    return m.replace(
        citation, items=tuple(m.replace(item, ref=same.get(item.ref, item.ref)) for item in citation.items)
    )


def _reading_order(
    document: m.Document, citations: list[m.Citation], styled: set[str], *, renewed: bool
) -> list[int]:
    """The places in ``citations`` of those that the style prints, in reading order.

    A note is read where its mark stands, so that numbers run as the reader meets them.
    """
    places = {id(node): place for place, node in enumerate(citations)}
    notes = {note.id: note for note in document.notes}
    seen: set[str] = set()
    order: list[int] = []
    waiting: list[m.Node] = [
        document.meta,
        *document.blocks,
        *document.sections,
        *document.back,
        *document.notes,
    ]
    waiting.reverse()
    while waiting:
        node = waiting.pop()
        if isinstance(node, m.Note):
            if node.id in seen:
                continue
            seen.add(node.id)
        elif isinstance(node, m.NoteRef):
            if node.note in notes:
                waiting.append(notes[node.note])
            continue
        elif isinstance(node, m.Citation):
            if renewed or (not node.source and any(item.ref in styled for item in node.items)):
                order.append(places[id(node)])
            continue
        waiting.extend(reversed(m.children(node)))
    return order


class _Printing:
    """What is printed for a citation."""

    def __init__(self, references: list[m.Reference], made: _Made) -> None:
        works = Works(references)
        self.made = made
        self.numbers = {id: number for number, id in works.by_number.items()}
        self.by_number = False
        self._years = {
            one.id: str(one.issued.year) if one.issued and one.issued.year else "" for one in references
        }

    def rendered(self, place: int, citation: m.Citation, *, in_note: bool) -> m.Inlines:
        if place in self.made.notes:
            shown = self.made.clusters[place]
            noted = self.made.notes[place]
            return (*shown, *noted) if in_note else (*shown, m.NoteRef(_note_id(place)))
        if place in self.made.clusters:
            return self.made.clusters[place]
        if not citation.source:
            return self._keyed(citation)
        if any(isinstance(node, m.CrossRef) for one in citation.source for node in m.iter_nodes(one)):
            return citation.source
        numbered = link_numbers(citation.source, citation.items, self.numbers)
        if numbered:
            self.by_number = True
            return numbered
        return link_names(citation.source, citation.items, citation.mode, self._years)

    def _keyed(self, citation: m.Citation) -> m.Inlines:
        """A citation by key of a work that the manuscript prints itself: the number of its entry."""
        self.by_number = True
        out: list[m.Inline] = [m.Text("[")]
        for index, item in enumerate(citation.items):
            if index:
                out.append(m.Text(", "))
            if item.prefix:
                out += [*item.prefix, m.Text(" ")]
            out.append(m.CrossRef(item.ref, m.text(str(self.numbers[item.ref]))))
            if item.locator or item.suffix:
                out += [m.Text(", "), *m.text(item.locator), *item.suffix]
        out.append(m.Text("]"))
        return tuple(out)


def _note_id(place: int) -> str:
    return f"fn-cite{place + 1}"


def _render(document: m.Document, citations: list[m.Citation], printing: _Printing) -> m.Document:
    """``document`` with its citations filled in, and with the notes that a note style puts them into."""
    if not citations:
        return document
    in_notes = {
        id(node) for note in document.notes for node in m.iter_nodes(note) if isinstance(node, m.Citation)
    }
    rendered = [
        printing.rendered(place, one, in_note=id(one) in in_notes) for place, one in enumerate(citations)
    ]
    place = -1

    def rule(node: m.Node) -> m.Node | None:
        nonlocal place
        if not isinstance(node, m.Citation):
            return None
        place += 1
        return None if rendered[place] == node.rendered else m.replace(node, rendered=rendered[place])

    document = m.rewrite(document, rule)
    added = {
        _note_id(place): noted
        for place, noted in printing.made.notes.items()
        if id(citations[place]) not in in_notes
    }
    if not added:
        return document
    held = tuple(note for note in document.notes if note.id not in added)
    labels = {note.id: note.label for note in document.notes}
    made = (m.Note(id, (m.Paragraph(noted),), labels.get(id, "")) for id, noted in added.items())
    notes = (*held, *made)
    return document if notes == document.notes else m.replace(document, notes=notes)


def _entries(
    listed: m.ReferenceList,
    kept: list[m.Reference],
    styled: set[str],
    made: dict[str, tuple[str, m.Inlines]],
    *,
    own: bool,
    numbered: bool,
) -> tuple[m.Reference, ...]:
    """The entries of one list as printed.

    ``own`` keeps the order and the labels of what the manuscript prints itself, and puts styled entries in the order of
    the style at their places among the others. ``numbered``: the text prints numbers, so that data keep their places and
    labels too.
    """
    ids = {one.id for one in kept}
    entries = [one for one in listed.references if one.id in ids]
    rank = {id: place for place, id in enumerate(made)}
    if own:
        mine = [one for one in entries if one.id in styled]
        if not numbered and not any(one.raw for one in entries):
            mine.sort(key=lambda one: rank.get(one.id, len(rank)))
        ranked = iter(mine)
        entries = [next(ranked) if one.id in styled else one for one in entries]
    else:
        entries.sort(key=lambda one: rank.get(one.id, len(rank)))
    out: list[m.Reference] = []
    for one in entries:
        label, text = made.get(one.id, ("", m.text(m.text_of(one.title))))
        if one.id not in styled:
            text = _unwrapped(one.raw)
        if own and (one.raw or (numbered and one.label)):
            label = one.label
        changes: dict[str, Any] = {"formatted": text, "label": label}
        out.append(one if (text, label) == (one.formatted, one.label) else m.replace(one, **changes))
    return tuple(out)


def _unwrapped(raw: m.Inlines) -> m.Inlines:
    """``raw`` without the spans that mark its fields."""
    out: list[m.Inline] = []
    for node in raw:
        match node:
            case m.Span(children, role=role) if role.startswith("ref:"):
                out.extend(_unwrapped(children))
            case m.Styled(_, children) | m.Link(_, children):
                inner = _unwrapped(children)
                out.append(node if inner == children else m.replace(node, children=inner))
            case _:
                out.append(node)
    joined: list[m.Inline] = []
    for node in out:
        last = joined[-1] if joined else None
        if isinstance(node, m.Text) and isinstance(last, m.Text):
            joined[-1] = m.replace(last, value=last.value + node.value)
        elif isinstance(node, m.Styled) and isinstance(last, m.Styled) and node.style == last.style:
            joined[-1] = m.replace(last, children=_unwrapped((*last.children, *node.children)))
        else:
            joined.append(node)
    return tuple(joined)


def _labelled(lists: tuple[m.ReferenceList, ...], printing: _Printing) -> tuple[m.ReferenceList, ...]:
    """Labels for entries that are cited by number and print none: a reader must find them."""
    if any(one.label for listed in lists for one in listed.references):
        return lists
    return tuple(
        m.replace(
            listed,
            references=tuple(
                m.replace(one, label=f"[{printing.numbers[one.id]}]") for one in listed.references
            ),
        )
        for listed in lists
    )
