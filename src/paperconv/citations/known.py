"""Works whose fields a citation manager gave, and the strings that the manuscript prints for them."""

from __future__ import annotations

from collections.abc import Sequence

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.parse import parse_reference
from paperconv.patterns import late

PROVENANCE = "citation manager"
"""Works that citations of the manuscript brought with them: all of them are cited."""

_LEAST = 12  # letters of a title that is looked for in a string
_YEAR = late(r"(?:1[5-9]|20)\d{2}")


def match(strings: Sequence[str], works: Sequence[m.Reference]) -> list[m.Reference | None]:
    """The work that each of ``strings`` prints; None where it is none of them. No work is given twice."""
    left = dict(enumerate(works))
    folded = [_fold(text) for text in strings]
    found: list[m.Reference | None] = [None] * len(strings)
    for key in (_by_doi, _by_title, _by_author):
        wanted = {number: sign for number, one in left.items() if (sign := key(one))}
        for at, text in enumerate(folded):
            if found[at] is not None:
                continue
            hits = [
                number
                for number, signs in wanted.items()
                if number in left and all(sign in text for sign in signs)
            ]
            if hits and (key is not _by_author or len(hits) == 1):
                best = max(hits, key=lambda number: sum(map(len, wanted[number])))
                found[at] = left.pop(best)
    return found


def with_string(work: m.Reference, raw: m.Inlines, label: str) -> m.Reference:
    """``work`` as the manuscript prints it: ``raw`` with its pieces marked, the fields those of the citation manager."""
    read = parse_reference(m.Reference(work.id, raw=raw))
    own = {
        name: getattr(read, name)
        for name in work.__struct_fields__
        if not getattr(work, name)
        and name not in {"raw", "label", "formatted", "same_as", "confidences", "provenance"}
    }
    return m.replace(work, **own, raw=read.raw, label=label)


def _fold(text: str) -> str:
    return patterns.sub(r"[\W_]+", "", text).casefold()


def _by_doi(one: m.Reference) -> tuple[str, ...]:
    return (_fold(one.doi),) if len(one.doi) > 7 else ()


def _by_title(one: m.Reference) -> tuple[str, ...]:
    title = _fold(m.text_of(one.title))
    return (title,) if len(title) >= _LEAST else ()


def _by_author(one: m.Reference) -> tuple[str, ...]:
    """First author and year, with the beginning of the title where there is one."""
    name = one.authors[0] if one.authors else None
    family = _fold(name.family or name.literal) if name else ""
    year = str(one.issued.year) if one.issued and one.issued.year else ""
    title = _fold(m.text_of(one.title))[:_LEAST]
    return tuple(sign for sign in (family, year, title) if sign) if family and _YEAR.fullmatch(year) else ()
