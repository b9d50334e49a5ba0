"""What WeasyPrint's PDF lacks of PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), mended before it is written.

:func:`repair` gets the objects that WeasyPrint is about to write (its ``finisher`` hook), so nothing has to be parsed
or written twice. Each cure is a module of its own, and does nothing where there is nothing to mend.
"""

from __future__ import annotations

from typing import Any

from paperconv.exporters.pdf.repair.archive import make_archival
from paperconv.exporters.pdf.repair.artifacts import mark_artifacts
from paperconv.exporters.pdf.repair.formulas import tag_formulas
from paperconv.exporters.pdf.repair.headings import level_headings
from paperconv.exporters.pdf.repair.hyphens import soften_hyphens
from paperconv.exporters.pdf.repair.links import tag_links
from paperconv.exporters.pdf.repair.lists import fill_list_items
from paperconv.exporters.pdf.repair.notes import identify_notes
from paperconv.exporters.pdf.repair.packet import write_packet
from paperconv.exporters.pdf.repair.tables import fill_rows
from paperconv.exporters.pdf.repair.tree import Tree

__all__ = ["repair"]


def repair(pdf: Any, packet: bytes) -> None:
    """Mend ``pdf``; ``packet`` is its XMP."""
    tree = Tree(pdf)
    mark_artifacts(tree)  # first: what it takes out of the tree needs no other cure
    tag_links(tree)
    level_headings(tree)
    tag_formulas(tree)
    fill_list_items(tree)
    fill_rows(tree)
    identify_notes(tree)
    make_archival(pdf)
    soften_hyphens(pdf)
    write_packet(pdf, packet)
