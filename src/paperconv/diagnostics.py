"""What went wrong, where, and what to do about it: problems are values, not log lines."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

import msgspec


class Severity(StrEnum):
    """How much a diagnostic matters. ``--strict`` makes warnings fail."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Rule(StrEnum):
    """What should be true. A name is never changed once released; plug-ins bring their own strings."""

    # reading
    SOURCE_READABLE = "source-readable"
    READER_COMPLETE = "reader-complete"
    METADATA_VALID = "metadata-valid"
    NESTING_BOUNDED = "nesting-bounded"
    # understanding
    TITLE_KNOWN = "title-known"
    AUTHOR_KNOWN = "author-known"
    AFFILIATION_KNOWN = "affiliation-known"
    ORCID_VALID = "orcid-valid"
    NOTE_KNOWN = "note-known"
    CITATION_KNOWN = "citation-known"
    REFERENCE_PARSED = "reference-parsed"
    REFERENCE_CITED = "reference-cited"
    CROSS_REFERENCE_KNOWN = "cross-reference-known"
    CAPTION_ATTACHED = "caption-attached"
    CONTRIBUTOR_KNOWN = "contributor-known"
    GUESS_SURE = "guess-sure"
    PARAGRAPH_WHOLE = "paragraph-whole"
    FURNITURE_REMOVED = "furniture-removed"
    # the model
    ID_UNIQUE = "id-unique"
    ID_KNOWN = "id-known"
    # writing
    STYLE_KNOWN = "style-known"
    STYLE_SOUND = "style-sound"
    CONTENT_KEPT = "content-kept"
    PICTURE_READABLE = "picture-readable"
    ALT_TEXT_GIVEN = "alt-text-given"
    HEADER_CELLS_GIVEN = "header-cells-given"
    FORMULA_CONVERTED = "formula-converted"
    FONT_COMPLETE = "font-complete"
    TAGGING_COMPLETE = "tagging-complete"
    LAYOUT_SOUND = "layout-sound"
    OUTPUT_WRITTEN = "output-written"
    COPY_ANONYMOUS = "copy-anonymous"


class Pos(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place in a source. ``line`` and ``column`` count from 1; 0 means unknown.

    ``part`` serves sources without lines: ``paragraph 212`` of a DOCX.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    part: str = ""

    def __str__(self) -> str:
        text = self.file or "<text>"
        if self.part:
            text += f"#{self.part}"
        if self.line:
            text += f":{self.line}"
            if self.column:
                text += f":{self.column}"
        return text


class Diagnostic(msgspec.Struct, frozen=True):
    """One finding.

    ``removed`` holds, word for word, what was taken out of the text on purpose (a running head,
    a page number), so that nothing is lost in silence.
    """

    rule: str
    message: str
    severity: Severity = Severity.WARNING
    pos: Pos | None = None
    hint: str = ""
    removed: str = ""

    def __str__(self) -> str:
        place = f"{self.pos}: " if self.pos else ""
        text = f"{place}{self.severity}: {self.message} [{self.rule}]"
        return f"{text}\n  hint: {self.hint}" if self.hint else text

    def to_json(self) -> dict[str, object]:
        """The same as plain JSON values, without empty fields."""
        out: dict[str, object] = {
            "rule": str(self.rule),
            "severity": str(self.severity),
            "message": self.message,
        }
        if self.pos:
            out["file"] = self.pos.file
            out.update(
                {key: getattr(self.pos, key) for key in ("line", "column", "part") if getattr(self.pos, key)}
            )
        if self.hint:
            out["hint"] = self.hint
        if self.removed:
            out["removed"] = self.removed
        return out


Log: TypeAlias = Callable[[Diagnostic], None]
"""Where diagnostics go: ``found.append`` collects them, :func:`ignore` drops them."""


def ignore(_: Diagnostic) -> None:
    """Drop the diagnostic: a log for those who do not want one."""
