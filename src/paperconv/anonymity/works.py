"""Which of the works cited are the authors' own."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.anonymity.folding import fold
from paperconv.anonymity.search import first
from paperconv.anonymity.types import Identities, Identity

_ROLES = ("authors", "editors", "translators", "container_authors", "collection_editors")


def own_works(document: m.Document, strong: Identities, institutions: tuple[Identity, ...]) -> frozenset[str]:
    """The ids of references that an author of the paper wrote or edited.

    A name is an author's own if the family name is the same and the given names, as far as they are written, do not
    contradict. ``strong`` finds the others: an entry whose text has a whole name of an author, or an address of theirs. Where
    no person is named, it is their work if it names one of their ``institutions``.
    """
    authors: dict[str, list[m.Name]] = {}
    for one in document.meta.authors:
        for form in _forms(one.name):
            authors.setdefault(form, []).append(one.name)
    places = Identities((*strong, *institutions))
    return frozenset(one.id for one in document.references if _is_own(one, authors, strong, places))


def _is_own(
    reference: m.Reference, authors: dict[str, list[m.Name]], strong: Identities, places: Identities
) -> bool:
    names = [name for role in _ROLES for name in getattr(reference, role)]
    for name in names:
        key = _core(name.family or name.literal or name.given)
        if any(same_person(name, author) for author in authors.get(key, ())):
            return True
    if names and any(name.family for name in names):
        return first(_beside_names(reference), strong) is not None
    return first(printed(reference), places) is not None


def same_person(name: m.Name, author: m.Name) -> bool:
    """Whether two names can be one person's, as far as they are written."""
    if not name.family or not author.family:
        # a whole name in one string, or a family name that stands alone
        whole = _core(name.literal or name.family + name.given)
        return bool(whole) and whole in _forms(author)
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


def _forms(name: m.Name) -> tuple[str, ...]:
    """A name in one word, as it can stand where a family name does."""
    forms = (name.family, name.literal, name.given + name.family, name.family + name.given)
    return tuple(dict.fromkeys(_core(form) for form in forms if form))


def _core(family: str) -> str:
    return "".join(patterns.findall(r"[^\W\d_]+", fold(family).lower()))


def _joint(given: str) -> bool:
    """Whether these are initials without stops: JA."""
    return len(given) < 4 and given.isalpha() and given.isupper()


def _tokens(given: str) -> list[str]:
    if _joint(given):
        return list(given.lower())
    return patterns.findall(r"[^\W\d_]+", fold(given).lower())


def _beside_names(reference: m.Reference) -> str:
    return " ; ".join((m.text_of(reference.raw), reference.url, reference.note, reference.doi))


def printed(reference: m.Reference) -> str:
    """All that can be printed of an entry, its names in the forms that styles give them."""
    parts = [m.text_of(reference.raw), m.text_of(reference.formatted)]
    for role in _ROLES:
        for name in getattr(reference, role):
            family = " ".join(part for part in (name.particle, name.family) if part) or name.literal
            parts += [f"{name.given} {family}", f"{family}, {name.given}"]
            # Some styles give a joint name two initials, others one: Li-wei H. is L.-W. H., or L. H.
            for tokens in (_tokens(name.given), name.given.split()):
                initials = " ".join(f"{token[0].upper()}." for token in tokens)
                parts += [f"{initials} {family}", f"{family}, {initials}"]
    for field in reference.__struct_fields__:
        value = getattr(reference, field)
        if isinstance(value, str) and field not in {"id", "key", "provenance"}:
            parts.append(value)
        elif field.endswith(("title", "annote")):
            parts.append(m.text_of(value))
    return " ; ".join(filter(None, parts))
