"""From a document as read to one that exporters can print: small steps in a fixed order.

:data:`NORMALISE` follows every reader and knows no journal; :func:`prepare` gives the steps for one journal style, and
:func:`paperconv.passes.arrange.arrange` those for its printed order. Each step shares what it does not change, and doing it twice changes nothing more.
"""

from __future__ import annotations

from paperconv.passes.assign_ids import assign_ids
from paperconv.passes.cite import cite
from paperconv.passes.close_up_citations import close_up_citations
from paperconv.passes.convert_math import convert_math
from paperconv.passes.describe_pictures import describe_pictures
from paperconv.passes.drop_empty_lists import drop_empty_lists
from paperconv.passes.drop_nothing import drop_nothing
from paperconv.passes.fill_crossrefs import fill_crossrefs
from paperconv.passes.fill_language import fill_language
from paperconv.passes.find_heads import find_heads
from paperconv.passes.find_supplements import find_supplements
from paperconv.passes.fit_tables import fit_tables
from paperconv.passes.gather_citations import gather_citations
from paperconv.passes.gather_table_notes import gather_table_notes
from paperconv.passes.label_equations import label_equations
from paperconv.passes.link_citations import link_citations
from paperconv.passes.link_crossrefs import link_crossrefs
from paperconv.passes.link_keys import link_keys
from paperconv.passes.mark_authors import mark_authors
from paperconv.passes.merge_text import merge_text
from paperconv.passes.number import number
from paperconv.passes.parse_references import parse_references
from paperconv.passes.resolve_crossrefs import resolve_crossrefs
from paperconv.passes.types import Pass
from paperconv.passes.word_statements import word_statements
from paperconv.styles.types import JournalStyle

NORMALISE: tuple[Pass, ...] = (
    merge_text,  # first: later steps search text, and a mark must not be cut in two
    drop_empty_lists,
    drop_nothing,
    label_equations,  # before ids are given: \label is one
    find_supplements,  # before ids are given: a supplement has one
    assign_ids,  # before anything points to them
    find_heads,
    gather_table_notes,  # before citations are linked: a raised letter or number in a cell may be a note's mark
    parse_references,  # before citations are linked: author–year marks need names and years
    link_keys,  # before pointers are resolved: a key may mean a work or a figure
    resolve_crossrefs,  # from here on every pointer leads somewhere
    merge_text,  # again: pointers to nothing are text now, beside other text
    gather_citations,  # links to entries are citations that need no search
    link_citations,
    link_crossrefs,  # last: only text that means nothing else is searched
)


def prepare(style: JournalStyle) -> tuple[Pass, ...]:
    """The steps that give a document the marks, numbers and printed forms that ``style`` asks for."""
    return (
        fill_language,  # first: it decides the words of labels and the locale of citations
        word_statements(style),  # before numbers: it makes a table
        mark_authors(style.front),
        cite(style),  # before numbers: a note style makes notes
        close_up_citations,
        number(style),
        fit_tables(style),  # after numbers: it names the tables that it reports
        describe_pictures,  # after numbers: a figure's label is part of what stands in
        convert_math,
        fill_crossrefs(style.labels),  # last: it prints the labels given above
    )


__all__ = ["NORMALISE", "Pass", "prepare"]
