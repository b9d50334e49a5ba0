"""What a typesetter puts right without asking, in text that is read and no longer written in."""

from __future__ import annotations

from paperconv.diagnostics import Log
from paperconv.exporters.pdf.typeset.close_up_marks import close_up_marks
from paperconv.exporters.pdf.typeset.curl_quotes import curl_quotes
from paperconv.exporters.pdf.typeset.lighten_abstracts import lighten_abstracts
from paperconv.exporters.pdf.typeset.set_off_citations import set_off_citations
from paperconv.model import Document

__all__ = ["close_up_marks", "curl_quotes", "lighten_abstracts", "set_off_citations", "typeset"]


def typeset(document: Document, log: Log) -> Document:
    """``document`` as print has it."""
    document = lighten_abstracts(document, log)
    document = close_up_marks(document, log)
    document = set_off_citations(document, log)
    return curl_quotes(document, log)  # last: which way a mark turns hangs on what stands beside it
