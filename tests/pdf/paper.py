"""Papers for the PDF tests, and what the tests look for in a PDF."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import msgspec
import pikepdf
import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.exporters.pdf import PdfExporter
from paperconv.styles import JournalStyle
from tests.conftest import need
from tests.documents import arranged
from tests.jobs import job
from tests.pieces import p, t

_WORDS = [
    "terraces",
    "along",
    "the",
    "upper",
    "river",
    "were",
    "farmed",
    "by",
    "three",
    "villages",
    "whose",
    "council",
    "met",
    "under",
    "the",
    "oldest",
    "walnut",
    "tree",
    "and",
    "decided",
    "year",
    "after",
    "year",
    "which",
    "family",
    "should",
    "open",
    "the",
    "sluices",
    "first",
    "because",
    "acknowledgement",
    "of",
    "seniority",
    "mattered",
    "more",
    "than",
    "measurement",
    "of",
    "flow",
    "although",
    "the",
    "representatives",
    "of",
    "neighbouring",
    "municipalities",
    "considered",
    "organisational",
    "responsibility",
    "to",
    "be",
    "a",
    "matter",
    "of",
    "documentation",
]


def sentence(number: int, length: int = 17) -> str:
    """A sentence; another one for each number."""
    words = [_WORDS[(number * 7 + k * (1 + number % 3)) % len(_WORDS)] for k in range(length)]
    return " ".join(words).capitalize()


def cite(number: str) -> m.Citation:
    return m.Citation(
        (m.CiteItem("ref1"),), rendered=(m.Text("["), m.CrossRef("ref1", t(number)), m.Text("]"))
    )


def paragraph(number: int, sentences: int = 5) -> m.Paragraph:
    """Sentences that end in a citation tied to them by a no-break space."""
    parts: list[m.Inline | str] = []
    for k in range(sentences):
        parts += [sentence(number * 11 + k, 9 + (number + k) % 14), "\u00a0", cite("1"), ". "]
    return p(*parts)


def plain_paper(paragraphs: int = 12, **meta: object) -> m.Document:
    """Running text in two sections with one reference."""
    half = paragraphs // 2
    return m.Document(
        m.Metadata(title=t("Sluices of the upper river"), language="en", **meta),
        sections=tuple(
            m.Section(
                t(title),
                tuple(paragraph(start + n) for n in range(half)),
                id=f"sec{start}",
                label=str(1 + start // max(1, half)),
            )
            for title, start in (("Water", 0), ("Stone", half))
        ),
        reference_lists=(
            m.ReferenceList(
                (m.Reference("ref1", "book", "[1]", formatted=t("Doe, J. (2001). Rivers. Example Press.")),),
                title=t("References"),
                id="refs",
            ),
        ),
    )


def export(document: m.Document, style: str | JournalStyle = "base") -> tuple[bytes, list[Diagnostic]]:
    given, found = job(document, style if isinstance(style, str) else "base")
    if not isinstance(style, str):
        given = msgspec.structs.replace(given, style=style)
    return PdfExporter().export(arranged(document, given.style), given).data, found


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text_of(data: bytes, tmp_path: Path) -> str:
    """What ``pdftotext -raw`` reads."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    try:
        run = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    except FileNotFoundError:
        need(False, "pdftotext (poppler)")
        pytest.fail("unreachable")
    return run.stdout.decode()


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", re.sub("\u00ad\\s*", "", text))


def outline(pdf: pikepdf.Pdf) -> list[str]:
    """The bookmarks, one a line, indented by level."""
    lines: list[str] = []

    def walk(items: object, level: int) -> None:
        for item in items:  # type: ignore[attr-defined]
            lines.append("  " * level + item.title)
            walk(item.children, level + 1)

    with pdf.open_outline() as found:
        walk(found.root, 0)
    return lines


def baselines(page: pikepdf.Page) -> tuple[set[float], set[float]]:
    """The heights of the baselines of tagged text on a page, and of its artifacts in the margin."""
    text: set[float] = set()
    artifacts: set[float] = set()
    inside = False
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            depth += 1
            inside = inside or str(operands[0]) == "/Artifact"
        elif name == "EMC":
            depth -= 1
            inside = inside and depth > 0
        elif name == "Tm":
            (artifacts if inside else text).add(round(float(operands[5]), 0))
    return text, artifacts
