"""Which entries a style puts into its own form, and whether the citations in the text follow it."""

from __future__ import annotations

from paperconv import model as m
from paperconv.citations.csl_styles import is_author_date, is_numeric
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.styles.types import JournalStyle

_SURE = 0.6
"""An entry that was understood less surely than this is never put into a style: it is printed as it stands."""


def is_styled(reference: m.Reference, style: JournalStyle) -> bool:
    """Whether the entry is printed as the style's CSL has it: works that came as data, and what was understood."""
    if not reference.raw:
        return True
    return style.citations.reformat and bool(reference.type) and reference.confidence >= _SURE


def is_renewed(
    document: m.Document, references: list[m.Reference], styled: set[str], style: JournalStyle, log: Log
) -> bool:
    """Whether a style that reformats also decides the citations in the text, the labels and the order of the list.

    It does where it can print every entry: a style that numbers can always, since an entry that was not understood is
    printed as it stands; one by author and year needs authors and year of all, one that cites in notes all fields.
    """
    if not style.citations.reformat or sum(bool(one.references) for one in document.reference_lists) != 1:
        return False
    csl, folders = style.citations.csl, style.folders
    unsure = [one for one in references if one.id not in styled and not one.same_as]
    if not unsure or is_numeric(csl, folders):
        return True
    if is_author_date(csl, folders):
        unsure = [one for one in unsure if not _has_sure(one, "authors", "issued")]
        if not unsure:
            return True
    shown = ", ".join(one.label.strip("[]().") or one.id for one in unsure[:20])
    log(
        Diagnostic(
            Rule.REFERENCE_PARSED,
            f"the citations in the text and the order of the list stay as they are: {csl} needs the fields of "
            f"all entries, and these were not understood: {shown}{' …' if len(unsure) > 20 else ''}",
            Severity.WARNING,
            hint="paperconv references PAPER --to bibtex gives the list to be corrected; then use --bibliography",
        )
    )
    return False


def _has_sure(reference: m.Reference, *fields: str) -> bool:
    sure = {one.field for one in reference.confidences if one.value >= _SURE}
    return bool(reference.type) and all(getattr(reference, field) and field in sure for field in fields)
