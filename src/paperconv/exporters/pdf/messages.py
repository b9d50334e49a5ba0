"""What WeasyPrint and fontTools log, as diagnostics where something is lost; the rest is dropped."""

from __future__ import annotations

import logging
import threading
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.protocols import Progress

_LOGGERS = ("weasyprint", "fontTools")
_SHOWN = 8
_FIRST_EMOJI = 0x1F000

# The first word of a character's Unicode name is its script for letters; these stand for what people call them.
_SCRIPTS = {
    "CJK": "Chinese characters",
    "HIRAGANA": "Japanese kana",
    "KATAKANA": "Japanese kana",
    "HANGUL": "Korean",
    "MATHEMATICAL": "mathematical letters",
}
_PACKAGES = {
    "Chinese characters": "fonts-noto-cjk",
    "Japanese kana": "fonts-noto-cjk",
    "Korean": "fonts-noto-cjk",
    "mathematical letters": "fonts-stix",
    "symbols": "fonts-dejavu-core",
    "emoji": "fonts-noto-color-emoji",
}
_OURS = {
    "Arabic letters": "thirdparty",
    "Hebrew letters": "thirdparty",
    "Devanagari letters": "thirdparty",
    "Chinese characters": "cjk",
    "Japanese kana": "cjk",
    "Korean": "cjk",
}
"""What ``make`` in a checkout of paperconv fetches the font with."""


@contextmanager
def counting(progress: Progress) -> Iterator[None]:
    """Tell ``progress`` of every page that WeasyPrint lays out in this thread."""
    logger = logging.getLogger("weasyprint.progress")
    handler = _Counter(progress)
    before = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before


class _Counter(logging.Handler):
    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._thread = threading.get_ident()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Hear of a page; called by the library's logger."""
        if (
            record.thread == self._thread
            and record.msg.endswith("Page %d")
            and isinstance(record.args, tuple)
        ):
            self._progress(int(str(record.args[0])))


@contextmanager
def listening(log: Log) -> Iterator[None]:
    """Catch what the layout libraries log in this thread, and tell ``log`` at the end what was lost."""
    handler = _Handler()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate
        handler.report(log)


class _Handler(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._thread = threading.get_ident()
        self._missing: dict[str, dict[str, None]] = {}
        self._other: dict[str, Diagnostic] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Sort one message; called by the library's logger."""
        if record.thread != self._thread:
            return
        message = record.getMessage()
        if message.startswith(".notdef glyph"):
            character = str(record.args[0]) if isinstance(record.args, tuple) and record.args else "?"
            self._missing.setdefault(script(character), {})[character] = None
        elif message.startswith("Font-face"):
            self._add(Rule.FONT_COMPLETE, message, "look at @font-face in the style's page.css")
        elif message.startswith(
            ("Failed to load stylesheet", "Failed to load image", "Failed to render SVG")
        ):
            self._add(Rule.PICTURE_READABLE, message, "")
        elif message.startswith("No anchor"):
            self._add(Rule.LAYOUT_SOUND, f"a link of the PDF leads nowhere: {message}", "")

    def _add(self, rule: Rule, message: str, hint: str) -> None:
        self._other.setdefault(message, Diagnostic(rule, message[:300], hint=hint))

    def report(self, log: Log) -> None:
        """Tell ``log`` what was heard, each thing once, missing characters by script."""
        for name, characters in self._missing.items():
            shown = " ".join(f"{c} (U+{ord(c[0]):04X})" for c in list(characters)[:_SHOWN])
            more = f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else ""
            package = _PACKAGES.get(name, "fonts-noto-core")
            ours = f"`make {_OURS[name]}` fetches one, or " if name in _OURS else ""
            log(
                Diagnostic(
                    Rule.FONT_COMPLETE,
                    f"no font has these {name}: {shown}{more}: the PDF shows boxes in their place, "
                    "and so is neither PDF/UA nor PDF/A",
                    hint=f"{ours}install a font that has them, on Debian {package}",
                )
            )
        for diagnostic in self._other.values():
            log(diagnostic)


def borrowed(fonts: Iterable[Any], known: Collection[str], log: Log) -> None:
    """Tell ``log`` which scripts are set in fonts of the machine, whose families are not ``known``."""
    found: dict[str, dict[str, None]] = {}
    for font in fonts:
        if font.family.strip(",") in known:
            continue
        for text in font.to_unicode.values():
            if text.strip():
                found.setdefault(script(text.strip()), {})[font.family] = None
    for name, families in found.items():
        ours = f"`make {_OURS[name]}` fetches one that is the same everywhere" if name in _OURS else ""
        log(
            Diagnostic(
                Rule.FONT_COMPLETE,
                f"the {name} are set in {' and '.join(families)}, a font of this machine: pages may differ on another",
                Severity.INFO,
                hint=ours,
            )
        )


def script(character: str) -> str:
    """What people call the script of ``character``: ``Devanagari``, ``Chinese characters``, ``symbols``."""
    if ord(character[0]) >= _FIRST_EMOJI and unicodedata.category(character[0]).startswith("S"):
        return "emoji"
    if unicodedata.name(character[0], "").startswith(("FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC", "CJK")):
        return _SCRIPTS["CJK"]
    if not unicodedata.category(character[0]).startswith(("L", "M")):
        return "symbols"
    word = unicodedata.name(character[0], "UNNAMED").split()[0].removesuffix("-").split("-")[0]
    return _SCRIPTS.get(word, f"{word.capitalize()} letters" if word != "COMBINING" else "accents")
