"""Review copies: a number beside every line of text."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from paperconv import model as m
from paperconv.exporters.pdf import PdfExporter
from tests.documents import RICH, TABLE, job, p, t
from tests.pdf.paper import baselines, export, opened, paragraph, plain_paper, text_of


def test_every_line_of_running_text_has_a_number_on_its_baseline() -> None:
    pdf = opened(export(plain_paper(12), "manuscript")[0])
    assert len(pdf.pages) > 3
    for page in pdf.pages:
        text, artifacts = baselines(page)
        assert len(text) > 5
        assert text <= artifacts


def test_line_numbers_are_not_extracted(tmp_path: Path) -> None:
    paper = m.Document(m.Metadata(title=t("Title"), language="en"), blocks=(paragraph(2),))
    text = text_of(export(paper, "manuscript")[0], tmp_path)
    assert not [line for line in text.splitlines() if line.strip().isdigit()]


def test_tables_and_figures_are_not_numbered() -> None:
    from paperconv.exporters.pdf import line_numbers

    counted = []
    original = line_numbers.number_lines
    for blocks in ((p("One line."),), (p("One line."), TABLE)):
        document = m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "paperconv.exporters.pdf.pages.number_lines", lambda *a: counted.append(original(*a))
            )
            export(document, "manuscript")
    assert counted[0] == counted[1] == 2  # title and paragraph


def test_numbers_can_begin_anew_on_every_page() -> None:
    from paperconv.exporters.pdf import line_numbers

    seen: dict[str, int] = {}
    original = line_numbers.number_lines
    for mode in ("continuous", "page"):
        given, _ = job(plain_paper(10), "manuscript")
        page = msgspec.structs.replace(given.style.page, line_numbers=mode)
        given = msgspec.structs.replace(given, style=msgspec.structs.replace(given.style, page=page))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "paperconv.exporters.pdf.pages.number_lines",
                lambda *a, mode=mode: seen.__setitem__(mode, original(*a)),
            )
            PdfExporter().export(plain_paper(10), given)
    assert seen["continuous"] > 70
    assert seen["page"] < 30


def test_the_article_has_no_line_numbers() -> None:
    for page in opened(export(RICH, "base")[0]).pages:
        assert len(baselines(page)[1]) <= 2
