"""Journals that set papers from their sources get the manuscript as its author wrote it."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

import docx
import paperconv
from paperconv.cli import run
from paperconv.errors import ConversionFailed
from paperconv.submission import Submission, submit
from paperconv.submission.sources import originals
from tests.conftest import need
from tests.pieces import png
from tests.submission.papers import paper, style
from tests.validators import packages

MAIN = r"""\documentclass[12pt]{shores}
\usepackage{amsmath,salt}
\graphicspath{{figs/}{more figs/}}
\title{Tides of salt}
\author{Ilse Okonkwo-Brandt}
\begin{document}
\maketitle
\input{parts/intro}
% \input{parts/old}
\begin{figure}\includegraphics[width=\linewidth]{map}\caption{Map.}\end{figure}
\begin{figure}\includegraphics{more figs/tide.png}\caption{Tide.}\end{figure}
\bibliographystyle{shores}
\bibliography{works,lost}
\end{document}
"""
LATEX = {
    "main.tex": MAIN,
    "main.bbl": r"\begin{thebibliography}{9}\bibitem{roe}Roe, J. Salt. 2019.\end{thebibliography}",
    "main.aux": "left by the compiler",
    "shores.cls": r"\LoadClass{article}\RequirePackage{salt}",
    "shores.bst": "ENTRY {}",
    "salt.sty": r"\input{parts/macros.tex}",
    "works.bib": "@misc{roe, title = {Salt}, author = {Roe, Jane}, year = 2019}",
    "parts/intro.tex": r"Salt moves \cite{roe}. \input{parts/deeper}",
    "parts/deeper.tex": "Deeper.",
    "parts/macros.tex": "% none",
    "parts/old.tex": "Old.",
    "notes.txt": "Not of the paper.",
}
ONLY_PDF = '[submission]\nformats = ["pdf"]\n'


def latex(folder: Path) -> Path:
    for name, text in LATEX.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("figs/map.pdf", "figs/map.png", "more figs/tide.png", "figs/other.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(png(90, 60))
    return folder / "main.tex"


def upload(path: Path, folder: Path, sources: str, *, given: bool = True, more: str = ONLY_PDF) -> Submission:
    made = style(folder / "shores", f"{more}sources = {sources}\n")
    return submit(paperconv.read(path), made, name="salt", given=[path] if given else [])


def sent(submission: Submission) -> list[str]:
    return [file.path for file in submission.files if file.kind == "source"]


def test_a_latex_manuscript_goes_with_all_that_it_needs_to_compile_and_nothing_else(tmp_path: Path) -> None:
    main = latex(tmp_path / "paper")
    own = originals([main], paperconv.read(main))
    assert own.format == "latex"
    assert own.files[0].path == "main.tex"
    assert {file.path for file in own.files} == {
        "main.tex", "main.bbl", "shores.cls", "shores.bst", "salt.sty", "works.bib", "parts/intro.tex", "parts/deeper.tex",
        "parts/macros.tex", "figs/map.pdf", "figs/map.png", "more figs/tide.png",
    }  # fmt: skip
    for file in own.files:
        assert file.data == (main.parent / file.path).read_bytes()


def test_a_markdown_manuscript_goes_with_what_its_front_matter_names_and_its_text_shows(
    tmp_path: Path,
) -> None:
    front = "csl: own.csl\nmetadata-files: [more.yml]\n"
    path = paper(tmp_path, front=front, body="See other.md and the folder of [readings](readings.csv).\n")
    (tmp_path / "own.csl").write_text("<style/>", encoding="utf-8")
    (tmp_path / "more.yml").write_text("bibliography: [more.bib]\n", encoding="utf-8")
    (tmp_path / "more.bib").write_text("", encoding="utf-8")
    (tmp_path / "other.md").write_text("Of another paper.", encoding="utf-8")
    got = {file.path for file in originals([path], paperconv.read(path)).files}
    assert {path.name, "own.csl", "more.yml", "more.bib", "map.png", "readings.csv"} <= got
    assert "other.md" not in got


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_file_outside_the_manuscripts_folder_is_sent(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    main = latex(folder)
    (tmp_path / "secret.tex").write_text("secret", encoding="utf-8")
    (folder / "link.tex").symlink_to(tmp_path / "secret.tex")
    main.write_text(
        MAIN.replace("% \\input{parts/old}", "\\input{link}\\input{../secret}\\input{/etc/passwd}")
    )
    got = originals([main], paperconv.read(main))
    assert not [file for file in got.files if "secret" in file.path or "link" in file.path]


def test_more_files_than_anybody_sends_are_refused(tmp_path: Path) -> None:
    main = latex(tmp_path)
    names = [f"p{number}" for number in range(2100)]
    for name in names:
        (tmp_path / f"{name}.bib").touch()
    main.write_text(MAIN.replace("works,lost", ",".join(names[:40])))
    (tmp_path / "salt.sty").write_text("".join(f"\\bibliography{{{name}}}" for name in names))
    with pytest.raises(ConversionFailed, match="names more than 2000 files"):
        originals([main], paperconv.read(main))


def test_own_files_are_in_the_upload_the_package_and_the_manifest_of_a_journal_that_takes_them(
    tmp_path: Path,
) -> None:
    need(packages.meca_installed(), "the DTDs of npm's meca")
    main = latex(tmp_path / "paper")
    made = upload(main, tmp_path, '{ formats = ["latex"] }')
    assert sent(made)[0] == "editors/source/main.tex"
    assert "editors/source/parts/deeper.tex" in sent(made)
    assert all(file.audience == "editors" for file in made.files if file.kind == "source")
    with zipfile.ZipFile(
        io.BytesIO(next(file.data for file in made.files if file.kind == "meca"))
    ) as package:
        assert package.read("source/main.tex").decode() == MAIN
        manifest = package.read("manifest.xml")
    assert packages.meca_errors(manifest) == []
    assert b'item-type="article-source"' in manifest


ALWAYS = '{ formats = [%s], need = "always" }'


@pytest.mark.parametrize(
    ("formats", "given", "want", "missing"),
    [
        ('"markdown"', True, "editors/source/salt.md", ""),
        ('"latex"', True, "", "the journal wants the manuscript in latex; it is markdown"),
        ('"markdown"', False, "", "the journal wants the manuscript in markdown; it came without a file"),
        ('"latex", "docx"', True, "editors/salt-source.docx", ""),
        ('"pdf"', True, "", ""),
    ],
)
def test_where_the_journal_cannot_do_without_sources_they_are_sent_written_or_missing(
    tmp_path: Path, formats: str, given: bool, want: str, missing: str
) -> None:
    path = paper(tmp_path / "paper")
    made = upload(path, tmp_path, ALWAYS % formats, given=given)
    assert sent(made)[:1] == ([want] if want else [])
    told = [one.message for one in made.missing if one.part == "source files"]
    assert told == ([missing] if missing else [])
    if want.endswith(".docx"):
        data = next(file.data for file in made.files if file.kind == "source")
        assert "Okonkwo-Brandt" in "".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def test_the_command_sends_what_it_was_given(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = paper(tmp_path / "paper")
    bib = tmp_path / "elsewhere.bib"
    bib.write_text("@misc{x, title = {X}, year = 2000}", encoding="utf-8")
    folder = tmp_path / "upload"
    made = style(tmp_path / "shores", ONLY_PDF + "sources = " + ALWAYS % '"markdown"')
    run(["submit", str(path), "--style", made, "-o", str(folder), "--bibliography", str(bib)])
    source = folder / "editors" / "source"
    assert (source / path.name).read_bytes() == path.read_bytes()
    assert (source / "elsewhere.bib").is_file()
    assert (source / "map.png").is_file()
    assert f"editors/source/{path.name}" in capfd.readouterr().out
