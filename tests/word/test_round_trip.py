"""What DOCX says of a paper is what reading that DOCX gives again."""

from __future__ import annotations

import collections
import re
from pathlib import Path
from typing import Any

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.pipeline import Edition

_ROOT = Path(__file__).resolve().parents[2]
_EXAMPLES = [_ROOT / "examples" / name for name in ("river-trade.md", "maize/paper.md", "letter.md")]
# Blanks of formulas, and characters that Word writes in another way.
_NO_INK = re.compile(
    r"<annotation.*?</annotation>|<[^>]+>|[\s\u2061-\u2064\u200b\u00a0\u2002-\u200a]", re.DOTALL
)


def _words(node: Any) -> str:
    plain = m.rewrite(node, lambda n: m.Text("∙") if isinstance(n, m.Math) else None)
    return " ".join(m.text_of(plain).split())[:200]


def _formula(node: m.Math | m.Equation) -> str:
    return _NO_INK.sub("", node.mathml or node.tex).replace("′", "'").replace("−", "-")


def _inventory(document: m.Document) -> collections.Counter[tuple[Any, ...]]:
    """The nodes of ``document`` that a reader of the paper could point at, each by what it says."""
    found: collections.Counter[tuple[Any, ...]] = collections.Counter()
    meta = document.meta
    found["title", _words(m.Paragraph(meta.title))] += 1
    for author in meta.authors:
        name = author.name
        found[
            "author",
            name.given,
            name.family or name.literal,
            author.orcid,
            author.corresponding,
            len(author.affiliations),
        ] += 1
    found.update(("abstract", _words(one)) for one in meta.abstracts)
    found.update(("keyword", m.text_of(one.children)) for group in meta.keywords for one in group.keywords)
    found.update(("reference", m.text_of(one.formatted or one.raw)[:200]) for one in document.references)

    def walk(sections: tuple[m.Section, ...], level: int) -> None:
        for one in sections:
            found["section", level, m.text_of(one.title), one.label] += 1
            walk(one.sections, level + 1)

    walk((*document.sections, *document.back), 1)
    kinds = {node.id: type(node).__name__ for node in m.iter_nodes(document) if getattr(node, "id", "")}
    body = m.replace(document, meta=m.Metadata(), reference_lists=())
    for node in m.iter_nodes(body):
        match node:
            case m.Citation(items):
                found["citation", len(items)] += 1
            case m.Figure(label=label, caption=caption) | m.Table(label=label, caption=caption):
                found[type(node).__name__, label, _words(caption) if caption else ""] += 1
            case m.Math() | m.Equation():
                found[type(node).__name__, _formula(node)] += 1
            case m.CrossRef(target):
                found["cross-reference", kinds.get(target, "")] += 1
            case m.Note() | m.Paragraph():
                found[type(node).__name__, _words(node)] += 1
            case m.List(items, ordered):
                found["list", len(items), ordered] += 1
            case _:
                pass
    return found


@pytest.mark.parametrize("source", _EXAMPLES, ids=lambda path: path.stem)
def test_a_written_paper_read_again_is_the_same_paper(source: Path) -> None:
    document = paperconv.read(source)
    data = paperconv.export(document, "docx").data
    again = paperconv.read(data, format="docx")
    wanted = _inventory(Edition(document, "base", ignore).prepared())
    found = _inventory(Edition(again, "base", ignore).prepared())
    lost = wanted - found
    assert sum(lost.values()) <= 0.01 * sum(wanted.values()), (
        f"lost: {list(lost)}; new: {list(found - wanted)}"
    )
