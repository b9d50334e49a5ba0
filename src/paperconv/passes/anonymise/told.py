"""What was taken out and masked, counted, to be told in one line each."""

from __future__ import annotations

from collections import Counter

from paperconv.diagnostics import Diagnostic, Log, Rule, Severity

_SECTIONS = frozenset(
    (
        "acknowledgements",
        "funding",
        "author contributions",
        "notes on the authors",
        "competing interests",
        "initials of authors",
    )
)

_SAID = {"author's name": "name", "author's initials": "initials of authors"}


class Told:
    """Counts by what they count, in the singular."""

    def __init__(self) -> None:
        self.removed: Counter[str] = Counter()
        self.masked: Counter[str] = Counter()

    def report(self, log: Log) -> None:
        """Say it."""
        for verb, counts in (("taken out of", self.removed), ("masked in", self.masked)):
            if any(counts.values()):
                listed = ", ".join(_counted(what, count) for what, count in counts.items() if count)
                log(Diagnostic(Rule.COPY_ANONYMOUS, f"{verb} the anonymous copy: {listed}", Severity.INFO))


def _counted(what: str, count: int) -> str:
    what = _SAID.get(what, what)
    if what in _SECTIONS:
        return what if count == 1 else f"{what} ({count})"
    if count == 1:
        return f"1 {what}"
    head, of, rest = what.partition(" of ")
    plural = f"{head[:-1]}ies" if head.endswith("y") else f"{head}es" if head.endswith("ss") else f"{head}s"
    return f"{count} {plural}{of}{rest}"
