"""Laws that hold for every document."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

import paperconv
from paperconv import model as m
from tests.conftest import need
from tests.documents import RICH
from tests.test_validators import MANUSCRIPTS

FORMATS = ("jats", "docx", "epub", "html", "json", "pdf")
WORD = re.compile(r"[^\W\d_]{3,}")


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def shown(format: str, data: bytes) -> str:
    """The words that a reader of the output sees, or that its markup holds."""
    import shutil

    from lxml import etree, html

    if format == "pdf":
        need(bool(shutil.which("pdftotext")), "pdftotext")
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
        text = done.stdout.decode()
        # A hyphen at a line's end may be the word's own or the layout's: both readings count.
        return text + " " + re.sub("(\\w)[-‐\u00ad]\\s*\n\\s*(\\w)", r"\1\2", text)
    if format == "html":
        return " ".join(html.fromstring(data).itertext())
    if format == "jats":
        return " ".join(etree.fromstring(data).itertext())
    if format == "json":
        return m.text_of(m.decode(data))
    pattern = (
        r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml"
        if format == "docx"
        else r".*\.(xhtml|opf)"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if re.fullmatch(pattern, name)]
    if format == "docx":
        return " ".join(
            "".join(t.text or "" for t in p.iter("{*}t", "{*}delText"))
            for part in parts
            for p in etree.fromstring(part).iter("{*}p")
        )
    return " ".join(" ".join(etree.fromstring(part).itertext()) for part in parts)


def once(node: m.Node) -> m.Node | None:
    """Without what another field of the same node prints."""
    match node:
        case m.Citation():
            return m.replace(node, source=())
        case m.Reference(raw=raw) if raw:
            return m.Reference(node.id, raw=raw)
        case m.Reference():
            return m.replace(node, formatted=())
        case _:
            return None


def lost(document: m.Document, format: str) -> Counter[str]:
    """Words of the document that are neither in the output nor in a diagnostic."""
    found: list[paperconv.Diagnostic] = []
    artifact = paperconv.export(document, format, log=found.append)
    seen = shown(format, artifact.data)
    have = words(seen) + words(" ".join(f"{d.message} {d.removed}" for d in found))
    glued = re.sub(r"[\W\d_]", "", seen.casefold())
    text = " ".join(
        node.value for node in m.iter_nodes(m.rewrite(document, once)) if isinstance(node, m.Text)
    )
    return Counter({w: n for w, n in (words(text) - have).items() if glued.count(w) < n})


@pytest.mark.parametrize("format", FORMATS)
def test_every_word_of_the_rich_document_is_in_the_output_or_in_a_diagnostic(format: str) -> None:
    assert not lost(RICH, format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_word_of_the_examples_is_in_the_output_or_in_a_diagnostic(
    manuscript: Path, format: str
) -> None:
    assert not lost(paperconv.read(manuscript), format)


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_same_manuscript_gives_the_same_bytes_in_another_process(
    manuscript: Path, tmp_path: Path
) -> None:
    for number, seed in enumerate(("1", "2")):
        subprocess.run(
            [
                sys.executable,
                "-m",
                "paperconv",
                str(manuscript),
                "--to",
                ",".join(FORMATS),
                "--output-dir",
                str(tmp_path / str(number)),
            ],
            check=True,
            capture_output=True,
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONHASHSEED": seed,
                "LANG": ("C", "de_DE.UTF-8")[number],
                "TZ": ("UTC", "Asia/Tokyo")[number],
            },
        )
    first = {
        p.relative_to(tmp_path / "0"): p.read_bytes() for p in (tmp_path / "0").rglob("*") if p.is_file()
    }
    second = {
        p.relative_to(tmp_path / "1"): p.read_bytes() for p in (tmp_path / "1").rglob("*") if p.is_file()
    }
    assert len(first) >= len(FORMATS)
    assert {str(name) for name in first if first[name] != second.get(name)} == set()


def test_nearly_every_block_of_the_examples_knows_its_line_in_the_source() -> None:
    right: list[m.Node] = []
    wrong: list[tuple[str, str]] = []
    for manuscript in MANUSCRIPTS:
        lines = manuscript.read_text().splitlines()
        document = paperconv.read(manuscript)
        # A cell stands where its table stands, a panel and its caption where their figure stands.
        tables = [
            node for node in m.iter_nodes(document) if isinstance(node, m.Table | m.Figure | m.Algorithm)
        ]
        cells = {id(inner): table for table in tables for inner in m.iter_nodes(table)}
        for node in m.iter_nodes(document):
            if not isinstance(node, m.Paragraph | m.Section | m.CodeBlock | m.Reference):
                continue
            content = {m.Section: "title", m.Reference: "raw"}.get(type(node))
            first = WORD.findall(m.text_of(getattr(node, content) if content else node))
            if not first:
                continue
            near = " ".join(lines[node.pos.line - 1 : node.pos.line + 1]) if node.pos else ""
            if first[0] in near or (id(node) in cells and node.pos == cells[id(node)].pos):
                right.append(node)
            else:
                wrong.append((str(node.pos), " ".join(first[:5])))
    assert len(right) >= 80
    assert len(right) >= 0.99 * (len(right) + len(wrong)), wrong
