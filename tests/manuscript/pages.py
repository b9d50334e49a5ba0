"""First pages of papers, as converters give them, each with the facts that a copy editor reads on it.

``pages/*.txt`` holds a page, a line ``%%%`` and the facts, one a line; ``python -m tests.manuscript.pages [FOLDER]``
prints the share of facts that are found. A fact is ``key: value``; ``~`` parts values of which either will do.

author:  given|family|affiliations by number (``?``: not asked)|flags, addresses, ORCID iD. A name of which either part
         may come first is ``?|one/other``.
abs:     first words … last words. hi: the same of highlights. ``none``: there is none.
body:    titles of the first sections (the first is looked for). back: titles of the back matter.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import paperconv
from paperconv import model as m
from paperconv.model import text_of

FOLDER = Path(__file__).parent / "pages"
_DATES = ("received", "rev-recd", "accepted", "pub")
_FLAGS = {"corr": "corresponding", "equal": "equal_contribution", "dead": "deceased"}


def fold(text: str) -> str:
    """Words with single blanks, plain quotes and no stop at the end."""
    text = (
        unicodedata.normalize("NFKC", text)
        .replace("’", "'")
        .replace("‘", "'")
        .replace("“", '"')
        .replace("”", '"')
    )
    return " ".join(text.split()).strip(" .;,:")


def split(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """The page and its facts."""
    page, _, facts = path.read_text(encoding="utf-8").partition("\n%%%\n")
    return page + "\n", pairs(facts)


def pairs(facts: str) -> list[tuple[str, str]]:
    """Key and value of each line."""
    parted = [line.partition(": ") for line in facts.splitlines() if line.strip()]
    return [(key, value) for key, _, value in parted]


def facts_of(path: Path) -> Iterator[tuple[str, bool, str]]:
    """Each fact of a page, whether it was found, and what was found in its place."""
    page, facts = split(path)
    yield from front_facts(paperconv.read(page.encode(), name=f"{path.stem}.md", log=lambda _: None), facts)


def front_facts(document: m.Document, facts: list[tuple[str, str]]) -> Iterator[tuple[str, bool, str]]:
    """The same of a document that was read."""
    meta = document.meta
    wanted: dict[str, list[str]] = {}
    for key, value in facts:
        wanted.setdefault(key, []).append(value)
    for key, values in wanted.items():
        match key:
            case "title" | "trans" | "run" | "sub":
                found = {
                    "title": [text_of(meta.title)], "run": [text_of(meta.short_title)], "sub": [text_of(meta.subtitle)],
                    "trans": [text_of(one.title) for one in meta.translated_titles],
                }[key]  # fmt: skip
                yield from _each(key, values, found)
            case "author":
                yield from _authors(meta, values)
            case "group":
                yield from _each(key, values, [a.name.literal for a in meta.authors if a.group])
            case "aff":
                yield from _each(key, values, [a.raw for a in meta.affiliations], whole=True)
            case "abs":
                plain = [a for a in meta.abstracts if not a.kind]
                yield from _abstracts(key, [v for v in values if v != "none"], plain)
            case "hi":
                yield from _abstracts(key, values, [a for a in meta.abstracts if a.kind == "key-points"])
            case "kw":
                found = [
                    "; ".join(text_of(k.children) for k in g.keywords)
                    for g in meta.keywords
                    if g.kind == "author"
                ]
                yield from _each(key, values, found, whole=True)
            case "code":
                found = [
                    f"{g.kind} " + "; ".join(text_of(k.children) for k in g.keywords) for g in meta.keywords
                ]
                yield from _each(key, values, found)
            case "doi":
                yield from _each(key, values, [i.value for i in meta.identifiers if i.kind == "doi"])
            case "type":
                yield from _each(key, values, [meta.article_type])
            case "note":
                notes = " / ".join(text_of(*n.blocks) for n in meta.author_notes)
                for value in values:
                    yield f"note: {value}", value in notes, notes
            case "body":
                first = _bare(text_of(document.sections[0].title)) if document.sections else ""
                yield f"body: {values[0]}", first == values[0].split("|")[0], first
            case "back":
                titles = "|".join(fold(text_of(s.title)) for s in document.back)
                yield f"back: {values[0]}", titles == values[0], titles
            case _ if key in _DATES:
                dates = [f"{d.date.year}-{d.date.month}-{d.date.day}" for d in meta.dates if d.kind == key]
                yield from _each(key, values, dates)
            case _:
                raise ValueError(key)


def _bare(title: str) -> str:
    """A title without the number or sign before it, which is not a matter of the first page."""
    return fold(re.sub(r"^(?:[\W\d]+|[IVX]+\.)\s+", "", title))


def _same(value: str, found: str) -> bool:
    return any(fold(one) == fold(found) for one in value.split("~"))


def _each(
    key: str, values: list[str], found: list[str], *, whole: bool = False
) -> Iterator[tuple[str, bool, str]]:
    for value in values:
        yield f"{key}: {value}", any(_same(value, one) for one in found), " / ".join(found)
    if whole:
        yield f"{key}: {len(values)} of them", len(found) == len(values), " / ".join(found)


def _abstracts(key: str, values: list[str], found: list[m.Abstract]) -> Iterator[tuple[str, bool, str]]:
    texts = []
    for one in found:
        blocks = [*one.blocks, *(b for s in one.sections for b in s.blocks)]
        texts.append(fold(" ".join(text_of(b) for b in blocks)))
    shown = " / ".join(f"{text[:50]} … {text[-50:]}" for text in texts)
    for value in values:
        ends = [tuple(map(fold, one.split("…"))) for one in value.split("~")]
        good = any(text.startswith(first) and text.endswith(last) for text in texts for first, last in ends)
        yield f"{key}: {value}", good, shown
    yield f"{key}: {len(values)} of them", len(texts) == len(values), shown


def _names(author: m.Author) -> tuple[str, str]:
    name = author.name
    return name.given or name.literal, f"{name.particle} {name.family}".strip()


def _authors(meta: m.Metadata, values: list[str]) -> Iterator[tuple[str, bool, str]]:
    numbers = {a.id: str(n) for n, a in enumerate(meta.affiliations, 1)}
    people = [a for a in meta.authors if not a.group]
    shown = " / ".join("|".join(_names(a)) for a in people)
    yield f"author: {len(values)} of them", len(people) == len(values), shown
    left = list(people)
    for value in values:
        given, family, places, *more = value.split("|")
        either = set(family.split("/")) if given == "?" else set()
        own = next(
            (a for a in left if (set(_names(a)) == either if either
             else _names(a) in set(zip(given.split("/"), family.split("/"), strict=True)))),
            None,
        )  # fmt: skip
        yield f"author: {given} {family}", own is not None, shown
        if own is not None:
            left.remove(own)
        if places != "?":
            have = "" if own is None else " ".join(numbers[i] for i in own.affiliations)
            yield f"author: {family} at {places}", have == places, have
        for flag in more:
            if flag in _FLAGS:
                good = own is not None and getattr(own, _FLAGS[flag])
            elif "@" in flag:
                good = own is not None and own.emails == (flag,)
            else:
                good = own is not None and own.orcid == flag
            yield f"author: {family} {flag}", good, "" if own is None else f"{own.emails} {own.orcid}"
        if own is not None and "corr" not in more:
            yield f"author: {family} not corresponding", not own.corresponding, ""
    for one in left:
        yield f"author: nobody called {'|'.join(_names(one))}", False, shown


def main(folders: list[str]) -> None:
    """Print the score of each page with what is wrong, and the sums."""
    right = total = whole = invented = 0
    paths = sorted(p for folder in folders or [str(FOLDER)] for p in Path(folder).glob("*.txt"))
    for path in paths:
        results = list(facts_of(path))
        good = sum(ok for _, ok, _ in results)
        right, total, whole = right + good, total + len(results), whole + (good == len(results))
        invented += sum("nobody called" in what for what, _, _ in results)
        if good < len(results):
            print(f"{good}/{len(results)}  {path.stem}")
            for what, ok, found in results:
                if not ok:
                    print(f"      {what[:110]}   <- {' '.join(found.split())[:170]}")
    print(
        f"{right} of {total} facts ({right / max(1, total):.3f}), {whole} of {len(paths)} pages without fault, {invented} invented authors"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
