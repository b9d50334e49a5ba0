"""Short papers as they fall out of converters, each with the facts that a careful reader finds in it.

``tests/papers/<kind>/NAME.txt`` holds lines ``key: value``, a line of equals signs, and the manuscript. One fact is one line, or
one part of a line between `` / ``:

``tree``      level and title of each section of the body, all of them and in order
``back``      roles of the sections behind the body, in order
``whole``     words that stand in one paragraph (item, caption, cell) as they are here
``apart``     words with which a paragraph begins
``gone``      a string that a diagnostic tells as taken out, and that no paragraph holds
``refs``      number of entries
``entry``     ``N = words``: the entry at N begins with them
``cite``      ``words = N N``: a citation that prints the words and points to these entries
``plain``     words in which no citation stands, and that no diagnostic calls a citation
``figures``, ``tables``, ``notes``, ``rows``  how many there are (``rows``: of the first table)
``statement`` ``kind label``: a theorem or the like, its label after the kind
``equation``  number of a displayed formula
``cross``     ``words = kind``: words that point to a figure, table, section, equation, statement

Behind a line ``%%%`` stands what a copy editor reads on the first page, as in :mod:`tests.manuscript.pages`.

A key with ``?`` before it is a fact that is not read yet; the test fails when it is. The score is the share of facts read:

    python -m tests.papers [NAME…]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import paperconv
from paperconv import model as m
from tests.manuscript.pages import front_facts, pairs

FOLDER = Path(__file__).parent
PAPERS = sorted(FOLDER.glob("*/*.txt"))
_QUOTES = str.maketrans("’‘“”", "''\"\"")
_PARTED = frozenset(("tree", "back", "statement", "equation"))
_WORD = re.compile(r"^[^\W\d]+\s?")
_COUNTS = frozenset(("refs", "figures", "tables", "notes", "rows"))


def facts_of(path: Path) -> tuple[list[tuple[str, str, bool]], str]:
    """The facts of a file (key, value, whether it is known not to be read yet) and its manuscript."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n=====\n")
    facts = []
    for line in head.splitlines():
        key, _, value = line.partition(": ")
        facts.append((key.lstrip("?"), _squeeze(value), key.startswith("?")))
    return facts, text


def _squeeze(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split())


class Reading:
    """A manuscript as it was read."""

    def __init__(self, text: str, name: str = "paper.md") -> None:
        self.found: list[paperconv.Diagnostic] = []
        self.document = paperconv.read(text, name=name, log=self.found.append)
        document = self.document
        body = (*document.blocks, *document.sections, *document.back, *document.notes)
        self.nodes = [node for part in body for node in m.iter_nodes(part)]
        self.abstracts = [node for part in document.meta.abstracts for node in m.iter_nodes(part)]
        self.paragraphs = [n for n in (*self.nodes, *self.abstracts) if isinstance(n, m.Paragraph)]
        self.texts = [_squeeze(m.text_of(n)) for n in self.paragraphs]
        entries = list(document.references)
        self.raw = [_squeeze(m.text_of(one.raw)) for one in entries]
        self.place = {one.id: at for at, one in enumerate(entries, 1)}
        self.by_id = {id: n for n in self.nodes if (id := getattr(n, "id", ""))}
        self.cited = [
            (_squeeze(m.text_of(n.source)), [self.place.get(item.ref, 0) for item in n.items])
            for part in (*self.nodes, *self.abstracts)
            for n in (part,)
            if isinstance(n, m.Citation)
        ]

    def tree(self) -> list[str]:
        def walk(sections: tuple[m.Section, ...], level: int) -> Iterator[str]:
            for one in sections:
                yield f"{level} {_squeeze(m.text_of(one.title))}"
                yield from walk(one.sections, level + 1)

        return list(walk(self.document.sections, 1))

    def count(self, key: str) -> int:
        kinds = {"figures": m.Figure, "tables": m.Table}
        if key == "refs":
            return len(self.raw)
        if key == "notes":
            return len(self.document.notes)
        if key == "rows":
            first = next((n for n in self.nodes if isinstance(n, m.Table)), None)
            return sum(isinstance(n, m.Row) for n in m.iter_nodes(first)) if first else 0
        return sum(isinstance(n, kinds[key]) for n in self.nodes)

    def holds(self, key: str, value: str) -> str:
        """What was found in place of ``value``; empty if it was read."""
        if key in _COUNTS:
            got = self.count(key)
            return "" if got == int(value) else str(got)
        if key in _PARTED:
            wanted = value.split(" / ") if value else []
            got = self.listed(key)
            return "" if got == wanted else " / ".join(got) or "nothing"
        left, _, right = value.rpartition(" = ")
        match key:
            case "whole":
                return "" if any(value in text for text in self.texts) else "not in one paragraph"
            case "apart":
                return "" if any(text.startswith(value) for text in self.texts) else "begins no paragraph"
            case "gone":
                if any(value == text or (len(value) > 5 and value in text) for text in self.texts):
                    return "still there"
                told = any(value in _squeeze(one.removed or "") for one in self.found)
                return "" if told else "not told"
            case "entry":
                number, _, words = value.partition(" = ")
                got = self.raw[int(number) - 1] if int(number) <= len(self.raw) else "nothing"
                return "" if got.startswith(words) else got[:60]
            case "cite":
                wanted = [int(n) for n in right.split()]
                got = [ids for text, ids in self.cited if left in text]
                return "" if wanted in got else str(got or "no citation")
            case "plain":
                return self.cites(value)
            case "cross":
                return self.points(left, right)
        raise ValueError(key)

    def listed(self, key: str) -> list[str]:
        if key == "tree":
            return self.tree()
        if key == "back":
            return [one.role or _squeeze(m.text_of(one.title)) for one in self.document.back]
        if key == "statement":
            found = [n for n in self.nodes if isinstance(n, m.Statement)]
            return [f"{n.kind} {_WORD.sub('', n.label)}".strip() for n in found]
        return [n.label for n in self.nodes if isinstance(n, m.Equation) and n.label]

    def cites(self, value: str) -> str:
        for text, node in zip(self.texts, self.paragraphs, strict=True):
            if value in text:
                for one in m.iter_nodes(node):
                    if isinstance(one, m.Citation) and (source := _squeeze(m.text_of(one.source))) in value:
                        return f"cited: {source}"
                break
        else:
            return "not in the text"
        told = [d.message for d in self.found if d.rule == "citation-known"]
        said = next(
            (t for t in told if (words := t.split('"')[1].rstrip("…")) in value or value in words), ""
        )
        return f"told as citation: {said}" if said else ""

    def points(self, words: str, kind: str) -> str:
        for node in (*self.nodes, *self.abstracts):
            if isinstance(node, m.CrossRef) and words in _squeeze(m.text_of(node)):
                target = self.by_id.get(node.target)
                return "" if type(target).__name__.lower() == kind else f"points to {type(target).__name__}"
        return "no pointer"


def misses(path: Path) -> tuple[list[str], list[str], int]:
    """The facts of a paper that were not read, those that were though they are marked ``?``, and the number of all."""
    facts, text = facts_of(path)
    text, _, front = text.partition("\n%%%\n")
    reading = Reading(text, path.name.replace(".txt", ".md"))
    missed, surprising = [], []
    for key, value, known in facts:
        got = reading.holds(key, value)
        if got and not known:
            missed.append(f"{key}: {value}  →  {got}")
        elif known and not got:
            surprising.append(f"{key}: {value}")
    seen = list(front_facts(reading.document, pairs(front)))
    missed += [f"{what}  →  {got}" for what, good, got in seen if not good]
    return missed, surprising, len(facts) + len(seen)
