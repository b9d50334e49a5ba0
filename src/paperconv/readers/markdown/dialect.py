"""Which Markdown a text is written in, and what pandoc must be told about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Literal, TypeAlias

from paperconv.patterns import late

Dialect: TypeAlias = Literal["raw", "pandoc", "quarto", "myst", "manubot"]
"""``raw`` is text that no author marked up for a tool: converters' output and plain notes."""

_MYST_LINE = late(r"(?:`{3,}|:{3,})\s?\{[a-z][\w:-]*\}|\([\w:.-]+\)=\s*$|\+\+\+(?:\s*\{.*\})?\s*$")
_MYST_ROLE = late(r"(?<![\w\\])\{(?:cite|ref|numref|eq|doc|math|abbr|term|sub|sup|cite:[pt]|eval)[a-z:]*\}`")
_QUARTO_LINE = late(r"`{3,}\s?\{(?:r|python|julia|ojs|bash|sql|stan|cpp|Rcpp)\b|:{3,}\s?\{")
_NOTE_LINE = late(r"\[\^[\w-]+\]:")
_CITED = late(r"\[(?:[^\]\[@\n]{0,80}\s)?-?@\{?[\w:/.-]+[^\]\n]{0,300}\]")

_YEAR = late(r"@\{?[\w:/.-]*[^\W\d](?:1[5-9]|20)?\d\d[a-z]?\b")

# Fields that tell of a conversion, and not of the paper.
_CONVERTED = late(
    r"(?:source_(?:type|file|pdf|path|url)|extracted(?:_(?:at|by|with))?|convert(?:ed|er)(?:_(?:at|by|with))?|backend|"
    r"zotero_?(?:id|key)|pdf(?:_(?:path|file|url))?|num_pages|page_count|ocr(?:_\w{1,20})?|images_downloaded)"
)

# What only converters write into a text: the numbers of pages, and where something was left out.
_LEFT = late(
    r"^[ \t]{0,3}(?:<!--\s*(?:page(?:[ _-]?(?:break|number|start|end))?\b[^\n>]{0,40}|image|formula-not-decoded|missing-text|picture|sheet \d[^\n>]{0,20})\s*-->|"
    r"\{\d{1,4}\}-{10,}|-{3,}\s*page \d{1,4}\s*-{3,}|#{1,3} page \d{1,4}|\*{0,2}==>\s*picture [^\n]{0,60}? omitted\s*<==[^\n]{0,12})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_MARKS = 2  # of a converter, from which on a text is its own

# Quotation marks, dashes and dots of raw text are the author's; signs mean themselves.
_RAW_OFF = (
    "smart", "citations", "blank_before_header", "example_lists", "definition_lists", "line_blocks", "inline_notes",
    "implicit_header_references", "simple_tables", "multiline_tables", "fenced_divs", "raw_tex", "latex_macros",
    "pandoc_title_block",
)  # fmt: skip


def recognise(text: str, suffix: str, *, front: bool, neighbour: str) -> Dialect:
    """The dialect of ``text``.

    ``front`` says that it has front matter, ``neighbour`` names the metadata file that goes with it.
    """
    if suffix in {".qmd", ".rmd"} or neighbour == "_quarto.yml":
        return "quarto"
    # Few lines begin so, and finding those is quicker than a search of the whole text.
    signed = [line for line in text.split("\n") if line.startswith(("`", ":", "(", "+++", "[^"))]
    if any(map(_MYST_LINE.match, signed)) or ("}`" in text and _MYST_ROLE.search(text)):
        return "myst"
    if neighbour == "myst.yml":
        return "myst"
    if neighbour == "metadata.yaml" or "[@doi:" in text or "manubot." in text:
        return "manubot"
    if "{{<" in text or any(map(_QUARTO_LINE.match, signed)):
        return "quarto"
    cited = _CITED.findall(text)
    if (
        front
        or neighbour
        or sum(one.count("@") for one in cited) > 1
        or any(_YEAR.search(one) for one in cited)
        or (cited and any(map(_NOTE_LINE.match, signed)))
    ):
        return "pandoc"
    return "raw"


def tells_conversion(fields: Iterable[str]) -> bool:
    """Whether front matter with these ``fields`` was written by what converted the paper: no author marked up the text below."""
    return any(_CONVERTED.fullmatch(field) for field in fields)


def shows_conversion(text: str) -> bool:
    """Whether a converter's marks of pages and of what it left out stand in ``text``, and no citation by key does."""
    return sum(1 for _ in islice(_LEFT.finditer(text), _MARKS)) == _MARKS and _CITED.search(text) is None


def pandoc_format(dialect: Dialect) -> str:
    """The name of pandoc's reader with the extensions for ``dialect``."""
    if dialect == "raw":
        return "markdown" + "".join(f"-{one}" for one in _RAW_OFF)
    if dialect == "myst":  # CommonMark's habits
        return "markdown-blank_before_header+lists_without_preceding_blankline-example_lists-fancy_lists"
    return "markdown"
