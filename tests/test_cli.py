"""The command line: what it writes, what it says, and how it fails."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from paperconv.cli import run


def files(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def fails(capsys: pytest.CaptureFixture[str], arguments: list[object], *words: str) -> str:
    """Run and expect exit status 1 with one clear line on stderr that holds ``words``."""
    status = run([str(a) for a in arguments])
    said = capsys.readouterr().err
    assert status == 1
    last = [line for line in said.splitlines() if line.startswith("paperconv: ")]
    assert len(last) == 1, said
    assert "Traceback" not in said
    for word in words:
        assert word in last[0], last[0]
    return last[0]


def test_one_read_writes_four_formats(river: Path, tmp_path: Path) -> None:
    assert run(["convert", str(river), "--to", "jats,docx,pdf,epub", "--output-dir", str(tmp_path)]) == 0
    written = files(tmp_path)
    assert [n for n in written if "/" not in n] == [
        f"river-trade{s}" for s in (".docx", ".epub", ".pdf", ".xml")
    ]
    assert (tmp_path / "river-trade.pdf").read_bytes().startswith(b"%PDF-")
    assert zipfile.is_zipfile(tmp_path / "river-trade.docx")
    assert zipfile.is_zipfile(tmp_path / "river-trade.epub")
    graphic = etree.parse(tmp_path / "river-trade.xml").find(".//graphic")
    assert (tmp_path / graphic.get("{http://www.w3.org/1999/xlink}href")).is_file()


def test_convert_may_be_left_out_and_outputs_repeated(letter: Path, tmp_path: Path) -> None:
    assert run([str(letter), "-o", str(tmp_path / "a.xml"), "-o", str(tmp_path / "b.html")]) == 0
    assert files(tmp_path) == ["a.xml", "b.html"]


def test_several_sources_are_joined_in_order(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("# One title\n\n## First\n\nAlpha text.\n")
    (tmp_path / "2.md").write_text("## Second\n\nOmega text.\n")
    out = tmp_path / "out.xml"
    assert run([str(tmp_path / "1.md"), str(tmp_path / "2.md"), "-o", str(out)]) == 0
    words = " ".join(etree.parse(out).find("body").itertext())
    assert words.index("Alpha") < words.index("Omega")


def test_standard_input_and_output(
    letter: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(letter.read_bytes())))
    assert run(["-", "--from", "markdown", "--to", "jats", "-o", "-"]) == 0
    assert b"<article-title>A correction to the height" in capfdbinary.readouterr().out


def test_a_model_file_can_be_written_and_read_again(maize: Path, tmp_path: Path) -> None:
    assert run([str(maize), "-o", str(tmp_path / "paper.json"), "-o", str(tmp_path / "direct.xml")]) == 0
    assert run([str(tmp_path / "paper.json"), "-o", str(tmp_path / "again.xml")]) == 0
    direct = (tmp_path / "direct.xml").read_text().replace("direct_files", "X")
    assert (tmp_path / "again.xml").read_text().replace("again_files", "X") == direct


def test_the_log_holds_every_diagnostic_as_json(river: Path, tmp_path: Path) -> None:
    log = tmp_path / "report.json"
    assert run([str(river), "-o", str(tmp_path / "r.xml"), "--log", str(log)]) == 0
    found = json.loads(log.read_text())["diagnostics"]
    assert all({"rule", "severity", "message"} <= set(d) for d in found)
    removed = [d["removed"] for d in found if d["rule"] == "furniture-removed"]
    assert any("Baltic Review of River History" in text for text in removed)


def test_strict_fails_on_a_warning_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "p.md"
    paper.write_text(
        "---\ntitle: A title\nauthor: Ada Byron\n---\n\n# Introduction\n\nText with a picture.\n\n![Alt text](nowhere.png)\n"
    )
    assert run([str(paper), "-o", str(tmp_path / "a.html")]) == 0
    (tmp_path / "a.html").unlink()
    capsys.readouterr()
    fails(capsys, [paper, "-o", tmp_path / "a.html", "--strict"], "--strict", "nowhere.png")
    assert files(tmp_path) == ["p.md"]


def test_a_format_that_fails_is_named_and_the_others_stay(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "blocked.html").mkdir()
    fails(
        capsys,
        [letter, "-o", tmp_path / "good.xml", "-o", tmp_path / "blocked.html"],
        "html is not written",
        "folder",
    )
    assert (tmp_path / "good.xml").is_file()


@pytest.mark.parametrize("command", ["formats", "styles", "schema", "doctor"])
def test_the_listing_commands_answer(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command]) == 0
    said = capsys.readouterr().out
    wanted = {"formats": "jats", "styles": "manuscript", "schema": '"$schema"', "doctor": "pandoc"}
    assert wanted[command] in said


class TestBadInput:
    """One clear line, a non-zero exit status, no traceback, nothing half-written."""

    def test_a_missing_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        fails(capsys, [tmp_path / "none.md", "-o", tmp_path / "a.xml"], "none.md", "No such file")
        assert files(tmp_path) == []

    def test_a_folder_that_is_no_project(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "empty").mkdir()
        fails(capsys, [tmp_path / "empty", "-o", tmp_path / "a.xml"], "empty", "_quarto.yml")

    @pytest.mark.parametrize("text", ["", " \n\n"])
    def test_an_empty_file(self, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "e.md").write_text(text)
        fails(capsys, [tmp_path / "e.md", "-o", tmp_path / "a.xml"], "e.md", "empty")

    @pytest.mark.parametrize("suffix", [".md", ".docx", ".json", ".tex", ".xml", ".html", ".epub"])
    def test_a_binary_file(self, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / f"b{suffix}").write_bytes(bytes(range(256)) * 40)
        fails(capsys, [tmp_path / f"b{suffix}", "-o", tmp_path / "a.pdf"], f"b{suffix}")
        assert files(tmp_path) == [f"b{suffix}"]

    def test_a_binary_file_from_standard_input(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\x00\x01\x02" * 99)))
        fails(capsys, ["-", "--to", "jats", "-o", "-"], "<stdin>")

    def test_an_unknown_format(
        self, letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        fails(capsys, [letter, "--to", "jats,wordstar", "--output-dir", tmp_path], "wordstar", "jats")
        fails(capsys, [letter, "-o", tmp_path / "a.xyz"], ".xyz", "jats")
        fails(capsys, [letter, "-o", tmp_path / "a.xml", "--from", "runes"], "runes")
        assert files(tmp_path) == []

    def test_an_unknown_style(self, letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        fails(capsys, [letter, "-o", tmp_path / "a.xml", "--style", "vogue"], "vogue", "paperconv styles")
        assert files(tmp_path) == []

    def test_a_broken_style(self, letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        style = tmp_path / "mine"
        style.mkdir()
        for text, words in (
            ("[page]\nsize = 3", ("page.size", "str")),
            ("[page]\ncolour = 'red'", ("page", "colour")),
            ("extends = 'mine'", ("mine",)),
            ("nonsense", ("style.toml", "TOML")),
        ):
            (style / "style.toml").write_text(text)
            fails(capsys, [letter, "-o", tmp_path / "a.xml", "--style", style], "style.toml", *words)

    def test_broken_front_matter_names_its_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "y.md").write_text("---\ntitle: good\nauthor: [a, b\nkeywords: c\n---\n\nText.\n")
        line = fails(capsys, [tmp_path / "y.md", "-o", tmp_path / "a.xml"], "y.md:")
        assert line.split("y.md:")[1].split(":")[0] in {"3", "4"}

    def test_an_output_that_cannot_be_written(
        self, letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "file").write_text("x")
        fails(capsys, [letter, "-o", tmp_path / "file" / "a.xml"], "a.xml", "cannot be written")
        assert (tmp_path / "file").read_text() == "x"

    def test_an_output_that_would_overwrite_the_source(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = tmp_path / "page.html"
        page.write_text("<p>Text</p>")
        fails(capsys, [page, "-o", page], "page.html", "overwrite")
        (tmp_path / "link.html").symlink_to(page)
        fails(capsys, [page, "-o", tmp_path / "link.html"], "overwrite")
        assert page.read_text() == "<p>Text</p>"

    def test_two_outputs_of_one_name(
        self, letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        fails(capsys, [letter, "-o", tmp_path / "a.xml", "-o", tmp_path / "a.xml"], "two outputs")

    def test_nothing_to_write(self, letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
        fails(capsys, [letter], "-o FILE")
        fails(capsys, [letter, "-o", "-"], "--to")

    @pytest.mark.skipif(not os.access("/dev/full", os.W_OK), reason="this system has no /dev/full")
    @pytest.mark.parametrize(
        "command", [("LETTER", "--to", "jats", "-o", "-"), ("formats",), ("styles",), ("schema",)]
    )
    def test_a_full_disk_on_standard_output(self, letter: Path, command: tuple[str, ...]) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "paperconv",
                    *(str(letter) if one == "LETTER" else one for one in command),
                ],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "standard output" in done.stderr
        assert "No space left" in done.stderr

    def test_a_full_disk_leaves_the_old_file_and_no_scraps(
        self,
        letter: Path,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        target = tmp_path / "a.xml"
        target.write_text("old")

        opened = Path.open

        def full(path: Path, mode: str = "r", *rest: object, **more: object) -> object:
            if "x" not in mode:
                return opened(path, mode, *rest, **more)
            opened(path, mode).close()
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("paperconv.pipeline.Path.open", full)
        fails(capsys, [letter, "-o", target], "a.xml", "No space left on device")
        assert target.read_text() == "old"
        assert files(tmp_path) == ["a.xml"]


def test_help_loads_nothing_heavy() -> None:
    heavy = {"lxml", "docx", "weasyprint", "pypandoc", "yaml", "PIL", "pikepdf"}
    code = (
        "import sys, contextlib, io\n"
        "from paperconv.cli import run\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    run(['--help'])\n"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_jats_alone_loads_neither_docx_nor_weasyprint(letter: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom paperconv.cli import run\n"
        f"assert run([{str(letter)!r}, '-o', {str(tmp_path / 'a.xml')!r}]) == 0\n"
        "print(sorted({'docx', 'weasyprint', 'pypandoc', 'pikepdf'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
