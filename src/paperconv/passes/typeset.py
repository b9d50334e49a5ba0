"""What a typesetter puts right without asking, for formats that are read and no longer written in: the PDF."""

from __future__ import annotations

from paperconv.passes.close_up_marks import close_up_marks
from paperconv.passes.curl_quotes import curl_quotes
from paperconv.passes.lighten_abstracts import lighten_abstracts
from paperconv.passes.set_off_citations import set_off_citations
from paperconv.passes.types import Pass

TYPESET: tuple[Pass, ...] = (
    lighten_abstracts,
    close_up_marks,
    set_off_citations,
    curl_quotes,  # last: which way a mark turns hangs on what stands beside it
)
