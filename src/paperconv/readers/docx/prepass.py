"""What is done to a package before pandoc sees it, and what is learnt on the way."""

from __future__ import annotations

import collections

import msgspec

from paperconv import model as m
from paperconv.errors import UnreadableSource
from paperconv.manuscript import titles
from paperconv.manuscript.float_labels import read_label
from paperconv.protocols import TrackChanges
from paperconv.readers.docx.boxes import (
    choose_alternatives,
    count_objects,
    drop_contents,
    flatten_ruby,
    free_boxes,
    free_controls,
    join_initials,
)
from paperconv.readers.docx.changes import comments_of, drop_comments, settle_changes
from paperconv.readers.docx.characters import enclose, marked_entries
from paperconv.readers.docx.citations import Works, field_controls, works_of
from paperconv.readers.docx.credits import Credits, read_credits
from paperconv.readers.docx.endnotes import mark_endnotes
from paperconv.readers.docx.fields import settle_fields
from paperconv.readers.docx.formulas import mark_formulas
from paperconv.readers.docx.hidden import drop_hidden
from paperconv.readers.docx.looks import extend_bibliography, find_headings, find_references, find_title
from paperconv.readers.docx.names import Element, P, w
from paperconv.readers.docx.numbering import Numbering
from paperconv.readers.docx.package import Package
from paperconv.readers.docx.paragraphs import (
    Facts,
    add_code_style,
    body_size,
    mark,
    measure,
    number_paragraphs,
    set_labels_off,
)
from paperconv.readers.docx.people import People, read_people
from paperconv.readers.docx.roles import role_of
from paperconv.readers.docx.styles import StyleSheet
from paperconv.readers.docx.symbols import name_symbols
from paperconv.readers.docx.tables import (
    free_captions,
    free_front,
    set_bylines,
    settle_alternatives,
    settle_tables,
)


class Counts(msgspec.Struct):
    """What was lost or changed: ``changes`` by kind, ``flattened`` fields by kind, ``objects`` by kind; ``mode`` is what was
    done with changes.
    """

    changes: collections.Counter[str] = msgspec.field(default_factory=collections.Counter)
    flattened: collections.Counter[str] = msgspec.field(default_factory=collections.Counter)
    objects: collections.Counter[str] = msgspec.field(default_factory=collections.Counter)
    mode: TrackChanges = "accept"
    boxes: int = 0
    comments: list[tuple[str, str]] = []
    contents: list[str] = []
    alternatives: list[str] = []
    hidden: list[str] = []
    parts: int = 0
    numbered_lines: bool = False


class Prepared(msgspec.Struct):
    """``data`` is the package for pandoc; ``facts`` are those of its paragraphs by number; ``language`` is that of its styles.

    ``enclosed``: there are runs in character styles that pandoc does not know. ``ours``: this program wrote the package.
    """

    data: bytes
    facts: dict[int, Facts]
    works: Works
    counts: Counts
    people: People
    credits: Credits
    language: str
    enclosed: bool
    ours: bool


def prepare(package: Package, track_changes: TrackChanges) -> Prepared:
    """Bring ``package`` into the form in which pandoc loses nothing of it.

    Raises:
        UnreadableSource: a part of it is broken.
    """
    main = package.xml(package.main)
    if main is None or main.find(w("body")) is None:
        raise UnreadableSource(f"{package.name}: there is no text in it")
    counts = Counts(mode=track_changes)
    counts.numbered_lines = next(main.iter(w("lnNumType")), None) is not None
    works = works_of(package.custom_parts())
    notes = [root for kind in ("footnotes", "endnotes") if (root := package.part(kind)) is not None]
    number_paragraphs(main)
    sheet, numbering = StyleSheet(package.part("styles")), Numbering(package.part("numbering"))
    marked: list[tuple[Element, str]] = []
    bibliography: list[Element] = []
    contents: list[Element] = []
    for root in (main, *notes):
        settle_changes(root, track_changes, counts.changes)
        choose_alternatives(root)
        join_initials(root)
        name_symbols(root)
        flatten_ruby(root)
        counts.contents.extend(drop_contents(root))
        for control in field_controls(root, works):
            bibliography.extend(control.iter(P))
        found = settle_fields(root, works.cite)
        bibliography.extend(found.bibliography)
        contents.extend(found.contents)
        marked.extend(found.captions)
        counts.flattened.update(found.flattened)
        counts.boxes += free_boxes(root)
        free_controls(root)
        settle_tables(root)
        count_objects(root, counts.objects)
        counts.parts += sum(1 for _ in root.iter(w("altChunk"), w("subDoc")))
        if track_changes != "all":
            drop_comments(root)
        counts.hidden.extend(drop_hidden(root, sheet))
    counts.comments = comments_of(package.part("comments"))
    if not sheet.ours:
        free_captions(main)
        free_front(main)
        set_bylines(main)
    facts = measure(main, sheet, numbering)
    entries = marked_entries(main, sheet)
    _learn(facts, [*bibliography, *entries], contents, marked)
    if not sheet.ours:
        _guess(list(facts.values()))
    counts.alternatives = settle_alternatives(main, facts)
    set_labels_off(main, facts, sheet)
    people = read_people(main, facts, sheet)
    credits_ = read_credits(main, facts, sheet)
    enclosed = [enclose(root, sheet, entries) for root in (main, *notes)]
    for root in (main, *notes):
        mark_formulas(root)
        mark(root, facts if root is main else {}, sheet, numbering)
        mark_endnotes(root)
    add_code_style(package.part("styles"))
    return Prepared(
        package.closed(), facts, works, counts, people, credits_, sheet.language, any(enclosed), sheet.ours
    )


def _learn(
    facts: dict[int, Facts],
    bibliography: list[Element],
    contents: list[Element],
    captions: list[tuple[Element, str]],
) -> None:
    """Give each paragraph the role that its fields and its style say."""
    for paragraph, name in captions:
        one = facts.get(_number(paragraph))
        if one is not None and not one.formula:
            one.caption = name
    for paragraph in bibliography:
        if (one := facts.get(_number(paragraph))) is not None:
            one.bibliography = True
    for paragraph in contents:
        if (one := facts.get(_number(paragraph))) is not None:
            one.contents = True
    ordered = list(facts.values())
    begun = False  # an abstract
    for one in ordered:
        if not one.inside:
            one.role, one.level = role_of(one)
            if one.role == "contents":
                one.contents = True
        if one.bibliography:
            one.role, one.level = "bibliography", 0
        elif _is_caption(one):
            one.role, one.level = "caption", 0
        if one.role == "abstract-title":
            label = one.names[0] == "abstract heading" and titles.kind_of(one.text) not in titles.ABSTRACTS
            one.role = "abstract-heading" if label and begun else one.role
            begun = True


def _guess(ordered: list[Facts]) -> None:
    """Give paragraphs that no style tells of the roles that their looks say."""
    size = body_size(ordered)
    find_title(ordered, size)
    find_references(ordered)
    extend_bibliography(ordered)
    find_headings(ordered, size)


def _is_caption(one: Facts) -> bool:
    """Whether a field numbers the paragraph, or its words are a label though its style makes it a heading."""
    if one.caption and one.role not in {"caption", "title"}:
        return True
    label = read_label(m.text(one.text)) if one.level else None
    return label is not None and label.sure


def _number(paragraph: Element) -> int:
    return int(paragraph.get("n", "0"))
