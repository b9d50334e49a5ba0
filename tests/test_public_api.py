"""What ``import paperconv`` offers."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

import pytest

import paperconv
from paperconv import model as m
from tests.conftest import ROOT


def test_the_public_names_are_those_that_the_readme_lists() -> None:
    readme = (ROOT / "README.md").read_text()
    for name in paperconv.__all__:
        assert f"`{name}`" in readme or f"paperconv.{name}" in readme, name
        assert getattr(paperconv, name).__doc__ or name == "Log"


def test_a_path_a_text_and_bytes_are_sources(letter: Path) -> None:
    wanted = "A correction to the height of the old lighthouse"
    text = letter.read_text()
    for source in (letter, str(letter), text, text.encode()):
        assert m.text_of(paperconv.read(source).meta.title) == wanted


def test_results_are_bytes(letter: Path) -> None:
    document = paperconv.read(letter)
    assert paperconv.export(document, "jats").data.startswith(b"<?xml")


def test_convert_makes_every_format_and_keeps_failures_apart(letter: Path) -> None:
    result = paperconv.convert(letter, ["jats", "runes", "html"])
    assert set(result.artifacts) == {"jats", "html"}
    assert not result.ok
    with pytest.raises(paperconv.PaperconvError, match="runes"):
        result.raise_for_failures()
    assert paperconv.convert(letter, "html").ok


def test_a_document_that_does_not_hold_together_is_refused() -> None:
    broken = m.Document(m.Metadata(), (m.Paragraph((m.CrossRef("nowhere"),)),))
    with pytest.raises(paperconv.PaperconvError, match="nowhere"):
        paperconv.export(broken, "jats")


def test_the_package_is_typed() -> None:
    assert (importlib.resources.files("paperconv") / "py.typed").is_file()


def test_no_file_outside_the_folder_of_the_manuscript_is_opened(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(b"\x89PNG secret")
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    (inside / "p.md").write_text(
        "# Title\n\n![a](../secret.png)\n\n![b](link.png)\n\n"
        f"![c]({tmp_path}/secret.png)\n\n![d](file://{tmp_path}/secret.png)\n\n![e](https://example.org/x.png)\n"
    )
    found: list[paperconv.Diagnostic] = []
    result = paperconv.convert(inside / "p.md", ["json", "html", "docx"])
    found.extend(result.diagnostics)
    for artifact in result.artifacts.values():
        assert b"secret" not in artifact.data.replace(b"secret.png", b"")
        assert not artifact.files
    said = " ".join(d.message for d in found)
    assert said.count("outside the manuscript's folder") >= 3
    assert "does not use the network" in said
