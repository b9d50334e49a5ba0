"""Where WeasyPrint's layout falls short of a typesetter's, and what stands in for it while a document is laid out.

Each cure is a module that names the upstream issue. It replaces functions inside WeasyPrint, so it is written for
one version of it, which the project pins; the tests prove it there. On another version it is used only if its own
test on a small text gives the known result; else it is off, and a diagnostic says what looks worse.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from paperconv.diagnostics import Diagnostic, Log, Rule
from paperconv.exporters.pdf.engine import VERSION
from paperconv.exporters.pdf.weasy import line_ends, lines, once, page_ends, tags, words
from paperconv.exporters.pdf.weasy.cure import Cure, replacing

__all__ = ["CURES", "WRITTEN_FOR", "cured"]

WRITTEN_FOR = "70.0"

CURES = (once.CURE, line_ends.CURE, lines.CURE, page_ends.CURE, tags.CURE, words.CURE)
"""In the order in which they are put in place."""

_sound: dict[str, bool] = {}


@contextmanager
def cured(log: Log, fonts: Any) -> Iterator[str]:
    """Lay out one document with all cures that fit this WeasyPrint; those that do not are reported to ``log``.

    What is given is the CSS of these cures.
    """
    sheet = ""
    with ExitStack() as stack:
        for cure in CURES:
            if is_sound(cure, fonts):
                stack.enter_context(replacing(cure.replacements()))
                sheet += cure.sheet
            else:
                log(
                    Diagnostic(
                        Rule.LAYOUT_SOUND,
                        f"WeasyPrint {VERSION} lays this document out without our {cure.name}: {cure.without}",
                        hint=f"install weasyprint=={WRITTEN_FOR}; upstream: {cure.issue}",
                    )
                )
        yield sheet


def is_sound(cure: Cure, fonts: Any) -> bool:
    """Whether ``cure`` fits the WeasyPrint that is installed."""
    if VERSION == WRITTEN_FOR:
        return True
    if cure.name not in _sound:
        try:
            _sound[cure.name] = cure.works(fonts)
        except Exception:  # noqa: BLE001 - whatever a changed version raises, it means no
            _sound[cure.name] = False
    return _sound[cure.name]
