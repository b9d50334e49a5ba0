"""What the conversion of one pandoc tree remembers: ids, notes, files, depth."""

from __future__ import annotations

import base64
import binascii
import unicodedata
from typing import Any, TypeAlias
from urllib.parse import unquote_to_bytes

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import UnreadableSource
from paperconv.formulas.tex import has_macros
from paperconv.late import load
from paperconv.patterns import late

Json: TypeAlias = dict[str, Any]

MAX_DEPTH = 100
"""Levels of nesting that a manuscript may have."""

MAX_RESOURCE = 64 * 1024 * 1024
"""Bytes of one file inside a manuscript."""

_NAME = late(r"[A-Za-z_][A-Za-z0-9_.-]*")
_EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "image/tiff": "tif",
}


class Context:
    """State of one conversion; sources that are joined share one, so that ids stay unique."""

    def __init__(self, file: str, log: Log, *, keep_classes: bool = True) -> None:
        self.file = file
        self.log = log
        self.keep_classes = keep_classes  # false where classes are a web page's looks
        self.notes: list[m.Note] = []
        self.pending: list[tuple[str, list[Json]]] = []  # notes whose content waits
        self.resources: list[m.Resource] = []
        self.aliases: dict[str, str] = {}
        self.in_link = False
        self.appended = False  # whether ``\\appendix`` has been read
        self._names: dict[str, str] = {}
        self._defined: set[str] = set()
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}
        self._depth = 0
        self._reported: set[str] = set()
        self._macros: Any = None

    def enter(self) -> None:
        """Go one level down.

        Raises:
            UnreadableSource: the manuscript is nested too deeply.
        """
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableSource(f"{self.file}: nested more than {MAX_DEPTH} levels deep")

    def leave(self) -> None:
        """Come one level up."""
        self._depth -= 1

    def learn(self, tex: str) -> None:
        """Let formulas use the macros that ``tex`` defines."""
        self.filled(tex)

    def filled(self, tex: str) -> str:
        """The formula ``tex`` with macros filled in, those that it defines itself and those of formulas before it."""
        if self._macros is None:
            if not has_macros(tex):
                return tex
            self._macros = load("paperconv.formulas.macros").Macros()
        made: str = load("paperconv.formulas.expansion").filled(tex, self._macros)
        return made

    def define(self, raw: str) -> str:
        """The id that the element called ``raw`` in the source gets: an XML name that no other has."""
        if not raw:
            return ""
        if raw in self._defined:
            return self._unique(raw)
        self._defined.add(raw)
        return self.target(raw)

    def target(self, raw: str) -> str:
        """The id by which a pointer reaches the element called ``raw`` in the source."""
        name = self._names.get(raw)
        if name is None:
            name = self._names[raw] = self._unique(raw)
        return name

    def alias(self, raw: str, name: str) -> None:
        """Let pointers to ``raw`` reach the element whose id is ``name``."""
        self._defined.add(raw)
        if raw in self._names:
            if self._names[raw] != name:
                self.aliases[self._names[raw]] = name
        else:
            self._names[raw] = name

    def note(self, blocks: list[Json]) -> m.NoteRef:
        """A note whose content, pandoc's ``blocks``, is converted later."""
        name = self._unique(f"fn-{len(self.notes) + len(self.pending) + 1}")
        self.pending.append((name, blocks))
        return m.NoteRef(name)

    def resource(self, uri: str) -> str:
        """The name of a new resource with the content of a ``data:`` URI; empty if it cannot be decoded."""
        head, _, body = uri.partition(",")
        media_type = head[5:].partition(";")[0].strip().lower() or "text/plain"
        if len(body) > MAX_RESOURCE * 2:
            return ""
        try:
            data = unquote_to_bytes(body)
            if head.lower().endswith(";base64"):
                data = base64.b64decode(data, validate=False)
        except (ValueError, binascii.Error):
            return ""
        name = f"embedded-{len(self.resources) + 1}.{_EXTENSIONS.get(media_type, 'bin')}"
        self.resources.append(m.Resource(name, media_type, data))
        return name

    def report(self, message: str, removed: str = "", severity: Severity = Severity.WARNING) -> None:
        """Say once that something could not be kept."""
        if message + removed not in self._reported:
            self._reported.add(message + removed)
            self.log(Diagnostic(Rule.CONTENT_KEPT, message, severity, Pos(self.file), removed=removed))

    def _unique(self, raw: str) -> str:
        stem = raw if _NAME.fullmatch(raw) else _xml_name(raw)
        name, count = stem, self._counts.get(stem, 1)
        while name in self._taken:
            count += 1
            name = f"{stem}-{count}"
        self._counts[stem] = count
        self._taken.add(name)
        return name


def _xml_name(raw: str) -> str:
    plain = unicodedata.normalize("NFKD", raw[:200]).encode("ascii", "ignore").decode()
    plain = patterns.sub(r"[^A-Za-z0-9_.-]+", "-", plain).strip("-.")
    return plain if _NAME.fullmatch(plain) else f"id-{plain}".rstrip("-")
