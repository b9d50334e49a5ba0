"""Packages from outside: a plug-in that brings a reader, an exporter and a style; and paperconv's own wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from paperconv import thirdparty
from tests.conftest import EXAMPLES, ROOT

PLUGIN = ROOT / "tests" / "plugin"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packages")]


class Environment:
    """A virtual environment of its own."""

    def __init__(self, folder: Path, *, inherit: bool) -> None:
        self._bin = folder / "bin"
        subprocess.run(
            [sys.executable, "-m", "venv", *(["--without-pip"] * inherit), str(folder)], check=True
        )
        if inherit:
            # The libraries of this test run, and what is installed on top of them.
            site = next(folder.glob("lib/python*/site-packages"))
            inherited = [str(ROOT / "src"), *(p for p in sys.path if p.endswith("site-packages"))]
            (site / "inherited.pth").write_text("\n".join(inherited))
            self.site = site

    def install_files(self, wheel: Path) -> None:
        """Install a wheel without its dependencies, into an environment that inherits them."""
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-deps",
                "--no-index",
                "--target",
                str(self.site),
                str(wheel),
            ],
            check=True,
        )

    def pip(self, *arguments: str) -> None:
        subprocess.run([str(self._bin / "python"), "-m", "pip", "install", "--quiet", *arguments], check=True)

    def run(self, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        command = [str(self._bin / "python"), "-m", "paperconv", *map(str, arguments)]
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def build(project: Path, out: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(project)],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def with_plugin(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    folder = tmp_path_factory.mktemp("plugin")
    environment = Environment(folder / "venv", inherit=True)
    environment.install_files(build(PLUGIN, folder / "dist"))
    return environment


def test_a_plug_in_is_listed_beside_the_built_in_ones(with_plugin: Environment, tmp_path: Path) -> None:
    formats = with_plugin.run("formats", cwd=tmp_path).stdout
    assert "foo  (paperconv-plugin)" in formats
    assert "shout  (paperconv-plugin)" in formats
    styles = with_plugin.run("styles", cwd=tmp_path).stdout
    assert "pamphlet layout A pamphlet" in " ".join(styles.split())


def test_the_formats_and_the_style_of_a_plug_in_work(with_plugin: Environment, tmp_path: Path) -> None:
    (tmp_path / "x.shout").write_text("A TITLE\nTHE TEXT\n")
    done = with_plugin.run("x.shout", "-o", "x.foo", "-o", "x.xml", "--style", "pamphlet", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "x.foo").read_text() == "A pamphlet|A TITLETHE TEXT"
    assert "<article-title>A TITLE</article-title>" in (tmp_path / "x.xml").read_text()


def test_two_packages_that_claim_one_name_are_both_named(tmp_path: Path) -> None:
    environment = Environment(tmp_path / "venv", inherit=True)
    environment.install_files(build(PLUGIN, tmp_path / "dist"))
    rival = tmp_path / "rival"
    shutil.copytree(PLUGIN, rival)
    text = (rival / "pyproject.toml").read_text()
    (rival / "pyproject.toml").write_text(
        text.replace('"paperconv-plugin"', '"paperconv-rival"').replace("paperconv_plugin", "paperconv_rival")
    )
    (rival / "src/paperconv_plugin").rename(rival / "src/paperconv_rival")
    environment.install_files(build(rival, tmp_path / "rival-dist"))
    done = environment.run("formats", cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "paperconv-plugin" in done.stderr
    assert "paperconv-rival" in done.stderr


def test_the_wheel_works_in_an_empty_environment_from_another_folder(tmp_path: Path) -> None:
    environment = Environment(tmp_path / "venv", inherit=False)
    wheel = build(ROOT, tmp_path / "dist")
    for package in thirdparty.packages():
        if thirdparty.find(package.folder):
            assert f"paperconv/thirdparty/files/{package.folder}/fetched" in zipfile.ZipFile(wheel).namelist()
    environment.pip(str(wheel))
    shutil.copytree(EXAMPLES / "maize", tmp_path / "maize")
    for folder in sorted((ROOT / "styles").iterdir()):
        if not (folder / "style.toml").is_file():
            continue
        done = environment.run(
            "maize/paper.md",
            "--to",
            "jats,docx,pdf,epub,html,json",
            "--style",
            folder.name,
            "--output-dir",
            folder.name,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stderr
        written = {p.suffix for p in (tmp_path / folder.name).iterdir() if p.is_file()}
        assert written == {".xml", ".docx", ".pdf", ".epub", ".html", ".json"}
