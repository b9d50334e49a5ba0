"""How well references that others have labelled are read: field F1 over whole files, by the project's own parser alone.

The files lie outside the project, are read where they are present, and are never used for training. Compared are the first
author's family name, year, title, container, volume, first page and DOI, on text without case, accents and punctuation.
"""

from __future__ import annotations

import collections
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lxml import etree

from paperconv import model as m
from paperconv.citations.parse import parse_reference

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "references"
FIELDS = ("author", "year", "title", "container", "volume", "page", "doi")
Wanted = dict[str, str]
Sample = tuple[str, Wanted]


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if c.isalnum())


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[0] if found else ""


def _parser(path: Path) -> Iterator[Sample]:
    for sequence in etree.parse(path).getroot().iter("sequence"):
        fields: dict[str, list[str]] = collections.defaultdict(list)
        parts = []
        for node in sequence:
            words = "".join(node.itertext()).strip()
            parts.append(words)
            fields[str(node.tag)].append(words.strip(" ,.;:()"))
        joined = {name: " ".join(values) for name, values in fields.items()}
        yield (
            " ".join(parts),
            {
                "author": joined.get("author", ""),
                "year": _first(r"\d{4}", joined.get("date", "")),
                "title": joined.get("title", ""),
                "container": joined.get("journal") or joined.get("container-title", ""),
                "volume": _first(r"\d+", joined.get("volume", "")),
                "page": _first(r"[A-Za-z]?\d+", joined.get("pages", "")),
                "doi": re.sub(r"(?i)^.*?(10\.)", r"\1", joined.get("doi", "")),
            },
        )


def _tei(path: Path) -> Iterator[Sample]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            root = etree.fromstring(json.loads(line)["tei"])
        except (etree.XMLSyntaxError, json.JSONDecodeError):
            continue
        fields: dict[str, list[str]] = collections.defaultdict(list)
        for node in root.iter(
            "{*}author",
            "{*}title",
            "{*}date",
            "{*}biblScope",
            "{*}idno",
            "author",
            "title",
            "date",
            "biblScope",
            "idno",
        ):
            name = etree.QName(node).localname
            kind = node.get("level") or node.get("unit") or node.get("type") or ""
            fields[f"{name}:{kind.lower()}" if kind else name].append(
                " ".join("".join(node.itertext()).split())
            )
        joined = {name: " ".join(values) for name, values in fields.items()}
        article, book, journal = (joined.get(f"title:{level}", "") for level in "amj")
        identifiers = joined.get("idno:doi", "") + joined.get("idno", "")
        yield (
            " ".join("".join(root.itertext()).split()),
            {
                "author": joined.get("author", ""),
                "year": _first(r"(?:1[4-9]|20)\d\d", joined.get("date", "")),
                "title": article or book,
                "container": journal or (book if article else ""),
                "volume": _first(r"\d+", joined.get("biblScope:vol") or joined.get("biblScope:volume", "")),
                "page": _first(
                    r"[A-Za-z]?\d+", joined.get("biblScope:pp") or joined.get("biblScope:page", "")
                ),
                "doi": _first(r"10\.\d{4,}/\S+", identifiers),
            },
        )


def _pairs(path: Path) -> Iterator[Sample]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        row = json.loads(line or "{}")
        if row.get("markup") != "separate" or row["source"] != "scielo":
            continue
        fields = row["fields"]

        def one(*names: str, held: dict[str, object] = fields) -> str:
            value = next((held[name] for name in names if held.get(name)), "")
            return str(value[0] if isinstance(value, list) else value)

        authors = fields.get("author") or []
        first = authors[0] if authors else ""
        title = one("article-title", "chapter-title", "data-title")
        yield (
            row["raw"],
            {
                "author": first["family"] if isinstance(first, dict) else first,
                "year": one("year")[:4],
                "title": title or ("" if fields.get("type") == "journal" else one("source")),
                "container": one("source") if title or fields.get("type") == "journal" else "",
                "volume": _first(r"\d+", one("volume")),
                "page": one("fpage", "elocation-id"),
                "doi": _first(r"10\.\d{4,}/\S+", one("pub-id:doi")),
            },
        )


SETS: dict[str, tuple[Callable[[Path], Iterator[Sample]], str]] = {
    "anystyle gold": (_parser, "anystyle/gold.xml"),
    "anystyle core": (_parser, "anystyle/core.xml"),
    "GROBID citations": (_tei, "grobid/citation.jsonl"),
    "GROBID evaluation": (_tei, "grobid/citation-eval.jsonl"),
    "SciELO": (_pairs, "jats_pairs/pairs.jsonl"),
}


def found(reference: m.Reference) -> Wanted:
    """The compared fields of a parsed reference."""
    people = reference.authors
    return {
        "author": (people[0].family or people[0].literal) if people else "",
        "year": str(reference.issued.year) if reference.issued and reference.issued.year else "",
        "title": m.text_of(reference.title),
        "container": m.text_of(reference.container_title),
        "volume": reference.volume,
        "page": _first(r"[A-Za-z]?\d+", reference.page or reference.number),
        "doi": reference.doi,
    }


def same(field: str, wanted: str, have: str) -> bool:
    want, got = fold(wanted), fold(have)
    match field:
        case "author":
            return got in want or want in got
        case "volume" | "page":
            return got.lstrip("0") == want.lstrip("0")
        case "doi":
            return want in got
        case _:
            return want == got


def score(
    samples: Iterable[Sample], wrong: list[tuple[str, str, str, str]] | None = None
) -> tuple[float, dict[str, float], float]:
    """F1 over all fields, recall by field, and seconds a reference; ``wrong`` collects text, field, wanted and found."""
    hits = misses = extras = count = 0
    per: collections.Counter[tuple[str, bool]] = collections.Counter()
    seconds = 0.0
    for text, wanted in samples:
        start = time.process_time()
        parsed = parse_reference(m.Reference("r", raw=m.text(text)))
        seconds += time.process_time() - start
        count += 1
        got = found(parsed)
        for field in FIELDS:
            want, have = wanted[field], got[field]
            if want and have and same(field, want, have):
                hits += 1
                per[field, True] += 1
                continue
            misses += bool(want)
            extras += bool(have)
            per[field, False] += bool(want)
            if wrong is not None and (want or have):
                wrong.append((text, field, want, have))
    recall = {f: per[f, True] / max(1, per[f, True] + per[f, False]) for f in FIELDS}
    return 2 * hits / max(1, 2 * hits + misses + extras), recall, seconds / max(1, count)


def report(corpus: Path = CORPUS, limit: int | None = None) -> dict[str, float]:
    """Print and return the F1 of each set that is present in ``corpus``."""
    out: dict[str, float] = {}
    for name, (read, file) in SETS.items():
        path = corpus / file
        if not path.is_file():
            print(f"{name}: {path} is not here")
            continue
        total, recall, seconds = score(list(read(path))[:limit])
        out[name] = total
        print(
            f"{name}: F1 {total:.3f}, {1000 * seconds:.2f} ms; recall "
            + ", ".join(f"{f} {v:.2f}" for f, v in recall.items())
        )
    return out
