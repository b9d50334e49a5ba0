"""Works and the citations of them, as a CSL style prints them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paperconv import model as m
from paperconv.citations.csl import Item, to_csl
from paperconv.citations.csl_styles import find_csl
from paperconv.pandoc.cite import Formatted, citeproc


def format_works(
    references: Sequence[m.Reference],
    citations: Sequence[m.Citation],
    csl: str,
    folders: Sequence[Path],
    language: str,
) -> Formatted:
    """Entries for ``references`` by id, and the text of each of ``citations``, by one call of pandoc.

    ``csl`` is the id of a style or a file in one of ``folders``; empty: pandoc's own (Chicago, author–date).

    Raises:
        StyleError: there is no such style, or pandoc does not understand it.
        MissingTool: there is no pandoc.

    """
    return citeproc(
        [_item(one) for one in references], citations, style=find_csl(csl, folders) or None, locale=language
    )


def _item(reference: m.Reference) -> Item:
    """``reference`` as the style sees it; one that was not understood goes by its text."""
    if reference.raw and not reference.type:
        return {"id": reference.id, "type": "document", "title": m.text_of(reference.raw)}
    return to_csl(reference)
