"""Works and the citations of them, as a CSL style prints them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paperconv import model as m
from paperconv.citations.csl import Item, to_csl
from paperconv.citations.csl_styles import find_csl
from paperconv.citations.cures import cure_item, cure_printed
from paperconv.pandoc.cite import Entry, Formatted
from paperconv.pandoc.portions import format_list


def format_works(
    references: Sequence[m.Reference],
    citations: Sequence[m.Citation],
    csl: str,
    folders: Sequence[Path],
    language: str,
) -> Formatted:
    """Entries for ``references`` by id, and the text of each of ``citations``, by one call of pandoc, or by some for a very long list.

    ``csl`` is the id of a style or a file in one of ``folders``; empty: pandoc's own (Chicago, author–date).

    Raises:
        StyleError: there is no such style, or pandoc does not understand it.
        MissingTool: there is no pandoc.

    """
    style = find_csl(csl, folders)
    english = not language or language.lower().startswith("en")
    items = [cure_item(_item(one), style, english=english) for one in references]
    made = format_list(items, citations, style=style or None, locale=language)
    return Formatted(
        {id: Entry(one.label, cure_printed(one.content)) for id, one in made.entries.items()},
        tuple(cure_printed(one) for one in made.clusters),
        {index: cure_printed(note) for index, note in made.notes.items()},
    )


def _item(reference: m.Reference) -> Item:
    """``reference`` as the style sees it; one that was not understood goes by its text."""
    if reference.raw and not reference.type:
        return {"id": reference.id, "type": "document", "title": m.text_of(reference.raw)}
    return to_csl(reference)
