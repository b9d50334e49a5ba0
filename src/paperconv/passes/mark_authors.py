"""The marks that tie authors to affiliations and notes, in the journal's manner."""

from __future__ import annotations

from collections.abc import Iterator

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.passes.types import Pass
from paperconv.styles.layout import Front, Marks

_SYMBOLS = "*†‡§‖¶#"


def mark_authors(style: Front) -> Pass:
    """A pass that labels affiliations and author notes in the order in which the authors first need them.

    Affiliations are put into that order. Nothing is marked where no mark is needed: one author, or one affiliation that all
    authors share.
    """

    def mark(document: m.Document, _: Log) -> m.Document:
        meta = document.meta
        affiliations = _ordered_affiliations(meta)
        used = list(dict.fromkeys(note for author in meta.authors for note in author.notes))
        marks: dict[str, Iterator[str]] = {}

        def labels(kind: Marks) -> Iterator[str]:
            # Affiliations and notes that are marked alike count on: no mark may mean two things.
            if kind not in marks:
                marks[kind] = _marks(kind)
            return marks[kind]

        wanted: dict[str, str] = {}
        if _need_marks(meta):
            first = {one for author in meta.authors for one in author.affiliations}
            wanted = {
                one.id: next(labels(style.affiliation_marks)) for one in affiliations if one.id in first
            }
        noted: dict[str, str] = {}
        if len(meta.authors) > 1:
            noted = {note: next(labels(style.note_marks)) for note in used}
        new_affiliations = tuple(
            one if one.label == wanted.get(one.id, "") else m.replace(one, label=wanted.get(one.id, ""))
            for one in affiliations
        )
        new_notes = tuple(
            one if one.label == noted.get(one.id, "") else m.replace(one, label=noted.get(one.id, ""))
            for one in meta.author_notes
        )
        if new_affiliations == meta.affiliations and new_notes == meta.author_notes:
            return document
        return m.replace(
            document, meta=m.replace(meta, affiliations=new_affiliations, author_notes=new_notes)
        )

    return mark


def _ordered_affiliations(meta: m.Metadata) -> tuple[m.Affiliation, ...]:
    """Those of the authors in order of first use, then the others as they came."""
    place: dict[str, int] = {}
    for author in meta.authors:
        for one in author.affiliations:
            place.setdefault(one, len(place))
    return tuple(sorted(meta.affiliations, key=lambda one: place.get(one.id, len(place))))


def _need_marks(meta: m.Metadata) -> bool:
    if len(meta.authors) < 2:
        return False
    sets = {author.affiliations for author in meta.authors}
    return len(sets) > 1 or len(next(iter(sets))) > 1


def _marks(kind: Marks) -> Iterator[str]:
    """``1 2 3 …``, ``a b … z aa …``, ``* † ‡ … ** ††`` or no marks."""
    count = 0
    while True:
        if kind == "none":
            yield ""
        elif kind == "number":
            yield str(count + 1)
        else:
            row = _SYMBOLS if kind == "symbol" else "abcdefghijklmnopqrstuvwxyz"
            yield row[count % len(row)] * (count // len(row) + 1)
        count += 1
