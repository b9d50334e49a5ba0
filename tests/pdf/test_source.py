"""The PDF carries its JATS file, and knows its notes."""

from __future__ import annotations

from pathlib import Path

import pytest

import paperconv
from paperconv.errors import ConversionFailed
from paperconv.exporters.jats import JatsExporter
from tests.documents import RICH
from tests.pdf.paper import export, opened


def test_the_jats_file_is_attached_as_the_source(maize: Path) -> None:
    result = paperconv.convert(maize, ["pdf", "jats"])
    pdf = opened(result.artifacts["pdf"].data)
    (file,) = pdf.Root.AF
    assert str(file.AFRelationship) == "/Source"
    assert str(file.UF) == "paper.xml"
    assert pdf.attachments["paper.xml"].get_file().read_bytes() == result.artifacts["jats"].data


def test_what_jats_loses_is_said_only_where_jats_is_asked_for(
    maize: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paperconv.diagnostics import Diagnostic

    original = JatsExporter.export

    def telling(self, document, job):
        job.log(Diagnostic("jats-only", "something is lost"))
        return original(self, document, job)

    monkeypatch.setattr(JatsExporter, "export", telling)
    said = {
        wanted: [d.rule for d in paperconv.convert(maize, list(wanted)).diagnostics].count("jats-only")
        for wanted in (("pdf",), ("pdf", "jats"), ("jats", "pdf"), ("jats",))
    }
    assert said == {("pdf",): 0, ("pdf", "jats"): 1, ("jats", "pdf"): 1, ("jats",): 1}


def test_without_jats_the_pdf_is_written_and_says_so(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self, document, job):
        raise ConversionFailed("no JATS today")

    monkeypatch.setattr(JatsExporter, "export", failing)
    result = paperconv.convert(letter, ["pdf"])
    assert result.ok
    assert any("no JATS today" in str(d) for d in result.diagnostics)
    assert "/AF" not in opened(result.artifacts["pdf"].data).Root


def test_notes_are_tagged_and_can_be_found() -> None:
    pdf = opened(export(RICH)[0])
    notes = [o for o in pdf.objects if hasattr(o, "get") and o.get("/S") == "/Note"]
    assert notes
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(n) for n in names[::2]] == sorted(str(note.ID) for note in notes)
