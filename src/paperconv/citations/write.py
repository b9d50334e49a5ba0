"""Works as a bibliography file that reference managers read, and that :func:`read_bibliography` reads back."""

from __future__ import annotations

import json
from collections.abc import Sequence

from paperconv import model as m
from paperconv.citations.bibtex import write_bibtex
from paperconv.citations.csl import to_csl
from paperconv.citations.ids import reference_keys
from paperconv.citations.ris import write_ris


def write_bibliography(references: Sequence[m.Reference], format: str) -> bytes:
    """``references`` in ``format`` (``bibtex``, ``csl`` or ``ris``), in their order; entries that only point to another work ("ibid.") are passed over.

    Keys are those of :func:`~paperconv.citations.ids.reference_keys`. The string that an entry was read from goes along
    where the format has a place for it.
    """
    listed = [one for one in references if not one.same_as]
    keys = reference_keys(listed)
    if format == "bibtex":
        return write_bibtex(listed, keys).encode()
    if format == "ris":
        return write_ris(listed, keys).encode()
    items = []
    for one in listed:
        raw = " ".join(m.text_of(one.raw).split())
        item = to_csl(one) if one.type else {"type": "document", "note": raw}
        items.append({**item, "id": keys[one.id], **({"custom": {"source": raw}} if raw else {})})
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()
