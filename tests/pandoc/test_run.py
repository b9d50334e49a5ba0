from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from paperconv.errors import ConversionFailed, MissingTool, UnreadableSource
from paperconv.pandoc import run as module
from paperconv.pandoc.run import call, find_pandoc, pandoc_version, run


def test_pandoc_is_found_without_importing_its_package():
    code = (
        "import sys; from paperconv.pandoc.run import find_pandoc; print(find_pandoc().is_file());"
        "print('pypandoc' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
    assert pandoc_version() >= module.MINIMUM_VERSION


def test_a_missing_pandoc_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    find_pandoc.cache_clear()
    try:
        with pytest.raises(MissingTool, match="pip install pypandoc_binary"):
            find_pandoc()
    finally:
        find_pandoc.cache_clear()


def test_no_file_can_be_read_from_within_a_manuscript(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    made = call(["-f", "rst", "-t", "plain"], f".. include:: {secret}\n".encode(), source="x.rst")
    assert b"swordfish" not in made.data
    assert any("include" in text or "load" in text.lower() for _, text in made.messages)


def test_too_long_and_too_large_is_one_line(monkeypatch):
    with pytest.raises(UnreadableSource, match=r"x\.md: pandoc did not finish within 0\.2 seconds"):
        run(["-f", "markdown", "-t", "json"], b"[" * 4000, source="x.md", seconds=0.2)
    monkeypatch.setattr(module, "MAX_OUTPUT", 1000)
    with pytest.raises(UnreadableSource, match="grows to more than"):
        run(["-f", "markdown", "-t", "json"], b"word " * 5000, source="x.md")


def test_errors_are_one_line_and_name_the_source():
    with pytest.raises(UnreadableSource) as caught:
        run(["-f", "json", "-t", "json"], b"{\n", source="paper.json")
    assert str(caught.value).startswith("paper.json: pandoc cannot read it: ")
    assert "\n" not in str(caught.value)
    with pytest.raises((ConversionFailed, UnreadableSource), match="nonsense"):
        run(["-f", "markdown", "-t", "nonsense"], b"a", source="paper.md")


def test_a_pandoc_that_refuses_runtime_options_is_used_without_them(monkeypatch, tmp_path):
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for pandoc")
    fake = tmp_path / "pandoc"
    fake.write_text(
        f'#!/bin/sh\ncase "$1" in +RTS) echo "Most RTS options are disabled." >&2; exit 1;; esac\nexec {find_pandoc()} "$@"\n'
    )
    fake.chmod(0o755)
    monkeypatch.setattr(module, "find_pandoc", lambda: fake)
    assert run(["-f", "markdown", "-t", "plain"], b"*a*", source="x").strip() == b"a"


def test_the_users_own_pandoc_settings_change_nothing(monkeypatch, tmp_path):
    data = tmp_path / ".local/share/pandoc/templates"
    data.mkdir(parents=True)
    (data / "default.plain").write_text("CHANGED")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".local/share"))
    assert b"CHANGED" not in run(["-s", "-f", "markdown", "-t", "plain"], b"a", source="x")
    assert isinstance(Path(find_pandoc()), Path)
