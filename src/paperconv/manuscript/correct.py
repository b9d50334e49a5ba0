"""Put what the author says of a paper over what was understood of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity, ignore
from paperconv.manuscript.correct_sections import SECTION_KEYS, correct_sections
from paperconv.manuscript.fields import metadata_from
from paperconv.manuscript.fields_affiliations import AFFILIATION_KEYS
from paperconv.manuscript.fields_statements import statements_from
from paperconv.manuscript.fields_values import Path, key_of
from paperconv.manuscript.normal import Tree, normal_form
from paperconv.manuscript.sections import build_sections

Read: TypeAlias = Callable[[Tree], tuple[Tree, tuple[m.Note, ...]]]
"""Reads the running text in a tree of front matter; gives the notes in it too."""

PROVENANCE = "paper.yaml"

# Which keys speak of the same fields of the metadata: those of one row are replaced together, because they point to one
# another. The first part are keys of the normal form, the second other spellings of them; ``-*`` stands for a language.
_UNITS: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (("title",), (), ("title",)),
    (("title-*", "subtitle-*"), (), ("translated_titles",)),
    (("subtitle",), (), ("subtitle",)),
    (("short-title",), ("running-title", "running-head", "title-short", "shorttitle", "runninghead"), ("short_title",)),
    (
        ("authors", "affiliations", "author-notes"),
        (
            "author", "contributors", "consortia", "corresponding-author", "correspondence", "corresponding",
            *(key for key in AFFILIATION_KEYS if key != "affiliations"),
        ),
        ("authors", "affiliations", "author_notes"),
    ),
    (("editors",), ("editor",), ("editors",)),
    (
        ("abstract", "abstracts", "plain-language-summary", "highlights", "teaser", "executive-summary"),
        ("abstract-*", "lay-summary", "author-summary", "significance-statement", "key-points"),
        ("abstracts",),
    ),
    (("keywords", "keywords-*", "jel", "msc", "pacs", "ccs"), ("keyword", "tags"), ("keywords",)),
    (("subjects",), ("subject",), ("subjects",)),
    (("article-type",), (), ("article_type",)),
    (("lang",), ("language",), ("language",)),
    (("dates",), ("date", "received", "accepted", "revised", "published"), ("dates",)),
    (("doi", "pmid", "pmcid", "arxiv", "article-id", "identifiers"), (), ("identifiers",)),
    (("journal",), ("volume", "issue"), ("journal",)),
    (("conference",), ("event",), ("conference",)),
    (("funding",), ("funders", "funding-statement"), ("funding",)),
    (("license", "copyright"), ("licence",), ("license",)),
    (("related",), (), ("related",)),
    (("counts",), ("word-count", "wordcount"), ("counts",)),
)  # fmt: skip
# Which findings about a manuscript are settled where the file gives these fields.
_SETTLED = {
    "title": {Rule.TITLE_KNOWN},
    "authors": {Rule.AUTHOR_KNOWN, Rule.AFFILIATION_KNOWN, Rule.NOTE_KNOWN, Rule.ORCID_VALID},
}


class Correction(msgspec.Struct):
    """The corrected ``document``; ``changed`` says whether it differs, ``settled`` which findings are none any more."""

    document: m.Document
    changed: bool
    settled: Callable[[Diagnostic], bool]


def correct(
    document: m.Document, given: Tree, read: Read, log: Log, place: Callable[[Path], Pos]
) -> Correction:
    """``document`` with what ``given``, a file of the author's, says of it.

    A value that is what was understood anyhow leaves the document as it is, with its markup and its places, but is sure
    from now on. What is replaced is reported word for word.
    """
    now = normal_form(document).tree
    keys = {key_of(key): key for key in given}
    file = place(()).file
    given = dict(given)
    meta = document.meta
    told: set[str] = set()
    changed: dict[tuple[str, ...], Path] = {}
    merged: Tree = {}
    for normal, others, fields in _UNITS:
        spoken = [key for key in keys if _is_one(key, (*normal, *others))]
        if not spoken:
            continue
        told.update(fields)
        mine = [key for key in now if _is_one(key, normal)]
        if all(same(given[keys[key]], now.get(key, "")) for key in spoken):
            continue
        changed[fields] = (keys[spoken[0]],)
        # What the file does not mention of this unit stays.
        merged |= {key: now[key] for key in mine if key not in spoken and not _stands_for(key, spoken)}
        merged |= {keys[key]: given[keys[key]] for key in spoken}
    known = (*SECTION_KEYS, *(key for unit in _UNITS for key in (*unit[0], *unit[1])))
    rest = {name: given[name] for key, name in keys.items() if not _is_one(key, known)}
    notes: tuple[m.Note, ...] = ()
    back, opening = document.back, document.blocks
    if changed or rest:
        tree, notes = read(_plain(merged) | rest)
        made = metadata_from(tree, log, file, place)
        for fields, path in changed.items():
            if fields == ("abstracts",) and not made.abstracts:
                opening = (*_as_text(meta.abstracts), *opening)
            else:
                _report(meta, fields, log, place(path))
            meta = m.replace(
                meta,
                **{name: _by_author(getattr(made, name)) for name in fields},
            )
        meta = m.replace(meta, extra=(*meta.extra, *made.extra))
        back = _with_statements(back, statements_from(tree, file, place))
    meta = _sure(meta, told)
    corrected = m.replace(document, meta=meta, blocks=opening, back=back, notes=(*document.notes, *notes))
    corrected = correct_sections(corrected, given, keys, log, place)
    spoken_of = {one.pos for one in _nodes(document, told, keys)}

    def settled(finding: Diagnostic) -> bool:
        if finding.rule == Rule.GUESS_SURE and not finding.removed:
            return finding.pos in spoken_of or ("title" in told and "the title" in finding.message)
        return any(finding.rule in rules for field, rules in _SETTLED.items() if field in told)

    return Correction(corrected, corrected != document, settled)


def same(given: Any, now: Any) -> bool:
    """Whether two values say the same: blanks, and how a number or a yes is written, do not count."""
    if isinstance(given, list) and isinstance(now, list):
        return len(given) == len(now) and all(map(same, given, now))
    if isinstance(given, Mapping) and isinstance(now, Mapping):
        return given.keys() == now.keys() and all(same(given[key], now[key]) for key in given)
    if isinstance(given, list | Mapping) or isinstance(now, list | Mapping):
        return not given and not now
    return _words(given) == _words(now)


def _words(value: Any) -> list[list[str]]:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return [part.split() for part in text.split("\n\n") if part.strip()]


def _plain(tree: Any) -> Any:
    """``tree`` as a file would give it: strings only."""
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    return str(tree).lower() if isinstance(tree, bool) else str(tree)


def _is_one(key: str, names: tuple[str, ...]) -> bool:
    """Whether ``key`` is one of ``names``: ``title-de`` is ``title-*``."""
    stem, _, language = key.partition("-")
    return key in names or (f"{stem}-*" in names and language.isalpha() and len(language) in {2, 3})


def _stands_for(key: str, spoken: Iterable[str]) -> bool:
    """Whether another spelling of ``key`` is given: it would be read beside it."""
    pairs = {
        "authors": {"author"},
        "affiliations": set(AFFILIATION_KEYS) - {"affiliations"},
        "keywords": {"keyword", "tags"},
    }
    return bool(pairs.get(key, set()) & set(spoken)) or (key == "dates" and bool(spoken))


def _report(meta: m.Metadata, fields: tuple[str, ...], log: Log, pos: Pos) -> None:
    """Name what is replaced; its words are in the report."""
    old = " ".join(filter(None, (_old(getattr(meta, name)) for name in fields)))
    if old:
        what = fields[0].replace("_", " ")
        message = f"{what} as the author has it, in place of what was understood"
        log(Diagnostic(Rule.METADATA_VALID, message, Severity.INFO, pos, removed=old))


def _old(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, m.Affiliation):
        return value.raw
    if isinstance(value, m.Node):
        own = [getattr(value, name) for name in value.__struct_fields__ if name not in _NO_WORDS]
        return " ".join(filter(None, map(_old, own))) or m.text_of(value)
    if isinstance(value, tuple):
        if value and isinstance(value[0], m.Node) and not isinstance(value[0], m.Recognised):
            return m.text_of(value) or " ".join(filter(None, map(_old, value)))
        return " ".join(filter(None, map(_old, value)))
    return ""


_NO_WORDS = frozenset(("id", "kind", "provenance", "affiliations", "notes", "label", "language", "pos"))


def _by_author(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_by_author, value))
    return m.replace(value, provenance=PROVENANCE) if isinstance(value, m.Recognised) else value


def _sure(meta: m.Metadata, told: set[str]) -> m.Metadata:
    """What the file speaks of is no guess any more."""

    def sure(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(sure, value))
        return m.replace(value, confidence=1.0) if isinstance(value, m.Recognised) else value

    kept = tuple(one for one in meta.recognitions if one.field not in told)
    return m.replace(meta, recognitions=kept, **{name: sure(getattr(meta, name)) for name in told})


def _as_text(abstracts: tuple[m.Abstract, ...]) -> m.Blocks:
    """What was taken for abstracts and is text: its paragraphs, titles of parts in bold type."""

    def parts(sections: tuple[m.Section, ...]) -> Iterator[m.Block]:
        for one in sections:
            yield m.Paragraph((m.Styled("strong", one.title),), id=one.id, pos=one.pos)
            yield from one.blocks
            yield from parts(one.sections)

    return tuple(block for one in abstracts for block in (*one.blocks, *parts(one.sections)))


def _with_statements(back: tuple[m.Section, ...], blocks: tuple[m.DraftBlock, ...]) -> tuple[m.Section, ...]:
    """``back`` with statements that the file gives as text, each in place of that of its role."""
    if not blocks:
        return back
    tree = build_sections(list(blocks), 0, (), ignore)
    new = {one.role or m.text_of(one.title): one for one in (*tree.sections, *tree.back)}
    kept = [m.replace(new.pop(one.role), id=one.id) if one.role in new else one for one in back]
    return (*kept, *new.values())


def _nodes(document: m.Document, told: set[str], keys: Mapping[str, str]) -> Iterable[m.Node]:
    """What the file speaks of."""
    for name in told:
        value = getattr(document.meta, name)
        yield from (
            one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, m.Node)
        )
    if "opening" in keys:
        yield from document.blocks
