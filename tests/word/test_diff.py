"""Tracked changes between two versions of a manuscript."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import paperconv
from paperconv import model as m
from paperconv.cli import run
from paperconv.compare import compare
from paperconv.diagnostics import Diagnostic

_OLD = """---
title: Ice on the river
author: Ada Kowalska
---

# Introduction

The river froze early, and the boats lay at the quay.[^1] Nobody wrote letters.

A paragraph that goes away, with words of its own that nothing else has.

- grain
- salt

| Year | Days |
|------|------|
| 1690 | 12   |

# Methods

We read *all* the letters.

[^1]: As the clerks say.
"""
_NEW = (
    _OLD.replace("froze early", "froze very late")
    .replace("A paragraph that goes away, with words of its own that nothing else has.\n\n", "")
    .replace("- salt", "- salt\n- iron")
    .replace("| 12 ", "| 21 ")
    .replace("# Methods", "# Results\n\nThere was more ice than in any year before.\n\n# Methods")
)


def _changes(old: str, new: str) -> tuple[bytes, list[str], list[str]]:
    """The document, and the texts of its insertions and deletions."""
    data = compare(paperconv.read(old), paperconv.read(new), author="Eva").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    inserted = [
        "".join(re.findall(r"<w:t[ >][^<]*?>?([^<>]*)</w:t>", one))
        for one in re.findall(r"<w:ins .*?</w:ins>", text, re.DOTALL)
    ]
    return data, inserted, re.findall(r"<w:delText[^>]*>([^<]*)</w:delText>", text)


def _plain(data: bytes, mode: str) -> str:
    document = paperconv.read(data, format="docx", track_changes=mode)  # type: ignore[arg-type]
    return " ".join(paperconv.model.text_of(document).split())


def test_words_are_marked_and_no_more_than_words() -> None:
    _, inserted, deleted = _changes(_OLD, _NEW)
    assert "very late" in inserted
    assert "early" in deleted
    assert {"iron", "21", "Results"} <= set(inserted)
    assert "12" in deleted
    assert not any("boats lay" in one for one in (*inserted, *deleted))


def test_accepting_gives_the_new_version_rejecting_the_old_one() -> None:
    data, _, _ = _changes(_OLD, _NEW)
    accepted, rejected = _plain(data, "accept"), _plain(data, "reject")
    assert "froze very late" in accepted
    assert "goes away" not in accepted
    assert "more ice" in accepted
    assert "froze early" in rejected
    assert "goes away" in rejected
    assert "iron" not in rejected
    assert "more ice" not in rejected


def test_no_change_no_mark() -> None:
    _, inserted, deleted = _changes(_OLD, _OLD)
    assert (inserted, deleted) == ([], [])


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(_OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(_NEW, encoding="utf-8")
    out = tmp_path / "changes.docx"
    assert run(["diff", str(tmp_path / "old.md"), str(tmp_path / "new.md"), "-o", str(out), "-q"]) == 0
    assert out.read_bytes().startswith(b"PK")


def test_the_title_block_is_compared_too() -> None:
    old = (
        "---\ntitle: Ice on the river\nsubtitle: A history\nauthor: {name: Ada Kowalska, affiliation: Institute of Ice}\n"
        "keywords: [ice, boats, salt]\nabstract: |\n  The river froze early. Nobody wrote.\n---\n\n# Introduction\n\nIt froze.\n"
    )
    new = old
    for was, now in (("A history", "A short history"), ("boats, salt", "boats, letters"), ("early", "late"),
                     ("of Ice}", "of Ice and Snow}")):  # fmt: skip
        new = new.replace(was, now)
    found: list[Diagnostic] = []
    data = compare(paperconv.read(old), paperconv.read(new), author="Eva", log=found.append).data
    for mode, wanted in (
        ("accept", ("A short history", ["ice", "boats", "letters"], "The river froze late. Nobody wrote.")),
        ("reject", ("A history", ["ice", "boats", "salt"], "The river froze early. Nobody wrote.")),
    ):
        meta = paperconv.read(data, format="docx", track_changes=mode).meta  # type: ignore[arg-type]
        keywords = [m.text_of(one) for group in meta.keywords for one in group.keywords]
        assert (m.text_of(meta.subtitle), keywords, m.text_of(meta.abstracts[0].blocks)) == wanted
    assert [one.removed for one in found if "affiliations differ" in one.message] == ["Institute of Ice"]
