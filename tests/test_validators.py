"""The independent validators over every example in every style, and over a sample of the corpus."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import paperconv
from paperconv.diagnostics import ignore
from paperconv.pipeline import Edition, write
from paperconv.styles import find_styles, load_style
from tests.conftest import EXAMPLES, ROOT, SHARED, need
from tests.documents import LETTER, RICH
from tests.validators import epub, jats, office, pdf
from tests.validators.verdict import Verdict

pytestmark = [pytest.mark.validators, pytest.mark.slow, pytest.mark.xdist_group("validators")]

# What journals are sent of the example that is made for them is judged with the uploads.
MANUSCRIPTS = sorted(
    {*EXAMPLES.glob("*.md"), *EXAMPLES.glob("*/paper.md")} - {EXAMPLES / "lamp-colours/paper.md"}
)
CORPUS = {
    "ocrmd": "*.md",
    "joss": "*/paper.md",
    "qmd-myst": "*/*.md",
    "docx": "*.docx",
    "latex": "*/ms.tex",
    "html": "*.html",
}
PER_GROUP = 3


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every example, and the document with every kind of node, in every format and layout; a rich one for every journal."""
    folder = tmp_path_factory.mktemp("outputs")
    documents = {f"{path.parent.name}-{path.stem}": paperconv.read(path) for path in MANUSCRIPTS}
    for style in find_styles():
        if load_style(style).guide.checked:  # a journal's, made of the layouts
            _write_all(
                documents["tide-clocks-paper"],
                folder,
                f"tide-clocks-paper-{style}",
                style,
                ("jats", "docx", "pdf"),
            )
        else:
            for name, document in (*documents.items(), ("rich", RICH), ("least", LETTER)):
                _write_all(document, folder, f"{name}-{style}", style)
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some manuscripts of others, spread over each group; empty where the corpus is not at hand."""
    folder = tmp_path_factory.mktemp("corpus")
    for group, pattern in CORPUS.items():
        found = sorted((SHARED / "corpus" / group).glob(pattern))
        for manuscript in found[:: max(1, len(found) // PER_GROUP)][:PER_GROUP]:
            name = f"{group}-{manuscript.parent.name}-{manuscript.stem}"
            _write_all(paperconv.read(manuscript), folder, name, "base")
    return folder


SUFFIXES = {"jats": ".xml", "docx": ".docx", "epub": ".epub", "pdf": ".pdf"}


def _write_all(
    document: paperconv.model.Document, folder: Path, name: str, style: str, formats: Iterable[str] = SUFFIXES
) -> None:
    edition = Edition(document, style, ignore)
    for format in formats:
        write(edition.export(format, name), folder / f"{name}{SUFFIXES[format]}")


def _judge(folder: Path, suffix: str, validate: Callable[[list[Path]], list[Verdict]]) -> None:
    files = sorted(folder.glob(f"*{suffix}"))
    if folder.name.startswith("corpus") and not files:
        pytest.skip("the corpus is not at hand")
    assert files
    verdicts = validate(files)
    assert len(verdicts) >= len(files)
    failed = [str(verdict) for verdict in verdicts if verdict.errors]
    assert not failed, "\n".join(failed)


@pytest.fixture(params=["outputs", "corpus"])
def folder(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


def test_jats_satisfies_its_dtd(folder: Path) -> None:
    need(jats.dtd_installed(), "the JATS DTD")
    _judge(folder, ".xml", jats.validate_dtd)


def test_jats_follows_the_jats4r_recommendations(outputs: Path) -> None:
    if jats.jats4r_rules() is None:
        pytest.skip("the JATS4R rules are in no registry: set PAPERCONV_JATS4R to a folder that holds them")
    _judge(outputs, ".xml", _jats4r_but_for_authors)


def _jats4r_but_for_authors(files: list[Path]) -> list[Verdict]:
    """JATS4R's verdicts without what only an author can cure: a table that has no header cell, or is a picture."""
    verdicts = jats.validate_jats4r(files)
    for verdict in verdicts:
        verdict.errors = [e for e in verdict.errors if "<th> element not found" not in e]
    return verdicts


def test_docx_satisfies_the_open_xml_sdk(folder: Path) -> None:
    need(office.installed(), "the Open XML SDK")
    _judge(folder, ".docx", office.validate)


def test_epub_satisfies_epubcheck_without_warnings(outputs: Path) -> None:
    need(epub.installed(), "EPUBCheck")
    verdicts = epub.validate(sorted(outputs.glob("*.epub")))
    assert not [warning for verdict in verdicts for warning in verdict.warnings]
    _judge(outputs, ".epub", epub.validate)


def test_epub_of_the_corpus_satisfies_epubcheck(corpus: Path) -> None:
    need(epub.installed(), "EPUBCheck")
    _judge(corpus, ".epub", epub.validate)


def test_pdf_is_accessible(outputs: Path) -> None:
    need(pdf.installed(), "veraPDF")
    _judge(outputs, ".pdf", pdf.validate)


class TestTheValidatorsThemselves:
    """A validator that cannot fail proves nothing."""

    def test_the_dtd_refuses_a_broken_article(self, outputs: Path, tmp_path: Path) -> None:
        need(jats.dtd_installed(), "the JATS DTD")
        text = (outputs / "rich-base.xml").read_text()
        (tmp_path / "b.xml").write_text(text.replace("<body>", "<body><nonsense/>"))
        assert any("nonsense" in e for e in jats.validate_dtd([tmp_path / "b.xml"])[0].errors)

    def test_jats4r_finds_an_orcid_that_is_no_url(self, outputs: Path, tmp_path: Path) -> None:
        if jats.jats4r_rules() is None:
            pytest.skip("the JATS4R rules are not at hand")
        text = (outputs / "rich-base.xml").read_text()
        (tmp_path / "b.xml").write_text(text.replace("https://orcid.org/", ""))
        assert jats.validate_jats4r([tmp_path / "b.xml"])[0].errors

    def test_the_sdk_refuses_a_broken_document(self, outputs: Path, tmp_path: Path) -> None:
        need(office.installed(), "the Open XML SDK")
        _corrupt_zip(outputs / "rich-base.docx", tmp_path / "b.docx", b"<w:body>", b"<w:body><w:nonsense/>")
        assert office.validate([tmp_path / "b.docx"])[0].errors

    def test_epubcheck_refuses_a_broken_book(self, outputs: Path, tmp_path: Path) -> None:
        need(epub.installed(), "EPUBCheck")
        _corrupt_zip(outputs / "rich-base.epub", tmp_path / "b.epub", b"</body>", b"<nonsense/></body>")
        assert epub.validate([tmp_path / "b.epub"])[0].errors

    def test_verapdf_refuses_an_untagged_file(self, tmp_path: Path) -> None:
        need(pdf.installed(), "veraPDF")
        import weasyprint

        (tmp_path / "b.pdf").write_bytes(weasyprint.HTML(string="<p>x").write_pdf())
        assert pdf.validate([tmp_path / "b.pdf"])[0].errors


def _corrupt_zip(source: Path, target: Path, old: bytes, new: bytes) -> None:
    import zipfile

    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as broken:
        for item in whole.infolist():
            broken.writestr(item, whole.read(item).replace(old, new))


def test_the_validators_are_the_versions_that_the_project_names() -> None:
    assert '"@jats4r/dtds": "0.0.10"' in (ROOT / "tests/validators/package.json").read_text()
    assert shutil.which("java") or not epub.installed()
