"""Which kind of work an entry describes."""

from __future__ import annotations

import re
from typing import Any

from paperconv import model as m
from paperconv.patterns import late

_THESIS = late(
    r"\b(?:ph\.?\s?d\.?|doctoral|master(?:['’]?s)?|m\.?sc\.?|bachelor\w*)\s+(?:thesis|dissertation)|\b(?:thesis|dissertation|diplomarbeit|masterarbeit|tesis doctoral|thèse)\b",
    re.IGNORECASE,
)
_MEETING = late(
    r"\b(?:proceedings|proc\.|conference|conf\.|symposium|symp\.|workshop|congress|advances in neural|tagungsband|actes d)",
    re.IGNORECASE,
)
_REPORT = late(
    r"\b(?:technical report|tech\.? rep\.?|working paper|discussion paper|white paper|report no|policy brief|rfc \d)",
    re.IGNORECASE,
)
_NEWS = late(
    r"\b(?:times|post|guardian|herald|tribune|news|newspaper|daily|express|gazette|telegraph|journal sentinel|observer|standard|zeitung|le monde|el país|diplomat|economist|bbc|cnn|reuters|agency|rt|tass|dawn|chronicle|independent|spiegel)\b",
    re.IGNORECASE,
)
_DATA = late(r"\[?\b(?:data\s?set|dataset)\b\]?", re.IGNORECASE)
_SOFTWARE = late(
    r"\[(?:computer )?software\]|\bR package\b|\bsoftware version\b|\bversion \d+\.\d+", re.IGNORECASE
)
_PATENT = late(r"\b(?:u\.?s\.?\s)?patent\b\s?(?:no|[A-Z]{2}|\d)", re.IGNORECASE)


def guess_type(text: str, fields: dict[str, Any]) -> str:
    """The CSL type of the entry ``text`` whose recognised fields are ``fields``; ``document`` if nothing tells."""
    container = m.text_of(fields.get("container_title", ()))
    if _THESIS.search(text):
        return "thesis"
    if _PATENT.search(text):
        return "patent"
    if _DATA.search(text):
        return "dataset"
    if _SOFTWARE.search(text) and "volume" not in fields:
        return "software"
    if container and _MEETING.search(container):
        return "paper-conference"
    if container and ("volume" in fields or "issue" in fields) and not fields.get("editors"):
        return "article-journal"
    if fields.get("editors") and container:
        return "chapter"
    if _REPORT.search(text):
        return "report"
    if "archive_location" in fields:
        return "article"
    issued = fields.get("issued")
    if container and issued and issued.day and _NEWS.search(container):
        return "article-newspaper"
    if "url" in fields and "publisher" not in fields and "page" not in fields and "doi" not in fields:
        return "webpage"
    if container and ("page" in fields or "doi" in fields):
        return "chapter" if "publisher" in fields else "article-journal"
    if "publisher" in fields or "isbn" in fields or "edition" in fields:
        return "chapter" if container else "book"
    return "article-journal" if container and issued else "document"
