"""Which of the works cited are the authors' own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paperconv import model as m
from paperconv.anonymity.folding import fold
from paperconv.anonymity.search import first
from paperconv.anonymity.types import Identity

_ROLES = ("authors", "editors", "translators", "container_authors", "collection_editors")


def own_works(
    document: m.Document, strong: Iterable[Identity], institutions: Iterable[Identity]
) -> frozenset[str]:
    """The ids of references that an author of the paper wrote or edited.

    A name is an author's own if the family name is the same and the given names, as far as they are written, do not
    contradict. ``strong`` finds the others: an entry whose text has a whole name of an author, or an address of theirs. Where
    no person is named, it is their work if it names one of their ``institutions``.
    """
    authors = [one.name for one in document.meta.authors]
    strong, places = tuple(strong), tuple(institutions)
    return frozenset(one.id for one in document.references if _is_own(one, authors, strong, places))


def _is_own(
    reference: m.Reference, authors: list[m.Name], strong: tuple[Identity, ...], places: tuple[Identity, ...]
) -> bool:
    names = [name for role in _ROLES for name in getattr(reference, role)]
    if any(same_person(name, author) for name in names for author in authors):
        return True
    if names and any(name.family for name in names):
        return first(_beside_names(reference), strong) is not None
    return first(printed(reference), (*strong, *places)) is not None


def same_person(name: m.Name, author: m.Name) -> bool:
    """Whether two names can be one person's, as far as they are written."""
    if not name.family or not author.family:
        # a whole name in one string, or a family name that stands alone
        forms = (author.literal, author.family, author.given + author.family, author.family + author.given)
        whole = _core(name.literal or name.family + name.given)
        return bool(whole) and whole in map(_core, forms)
    if _core(name.family) != _core(author.family):
        return False
    mine, other = _tokens(author.given), _tokens(name.given)
    if not mine or not other:
        return True
    if len(mine[0]) > 1 and len(other[0]) > 1 and not _joint(name.given):
        return mine[0] == other[0] or "".join(mine) == "".join(other)
    if mine[0][0] != other[0][0]:
        return False
    # "Doe, J. B." is not Jane A. Doe.
    return all(a[0] == b[0] for a, b in zip(mine[1:], other[1:], strict=False))


def _core(family: str) -> str:
    return "".join(re.findall(r"[^\W\d_]+", fold(family).lower()))


def _joint(given: str) -> bool:
    """Whether these are initials without stops: JA."""
    return len(given) < 4 and given.isalpha() and given.isupper()


def _tokens(given: str) -> list[str]:
    if _joint(given):
        return list(given.lower())
    return re.findall(r"[^\W\d_]+", fold(given).lower())


def _beside_names(reference: m.Reference) -> str:
    return " ; ".join((m.text_of(reference.raw), reference.url, reference.note, reference.doi))


def printed(reference: m.Reference) -> str:
    """All that can be printed of an entry, its names in the forms that styles give them."""
    parts = [m.text_of(reference.raw), m.text_of(reference.formatted)]
    for role in _ROLES:
        for name in getattr(reference, role):
            family = " ".join(part for part in (name.particle, name.family) if part) or name.literal
            initials = " ".join(f"{token[0].upper()}." for token in _tokens(name.given))
            parts += [
                f"{name.given} {family}",
                f"{family}, {name.given}",
                f"{initials} {family}",
                f"{family}, {initials}",
            ]
    for field in reference.__struct_fields__:
        value = getattr(reference, field)
        if isinstance(value, str) and field not in {"id", "key", "provenance"}:
            parts.append(value)
        elif field.endswith(("title", "annote")):
            parts.append(m.text_of(value))
    return " ; ".join(filter(None, parts))
