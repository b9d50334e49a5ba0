"""What the README says is true."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

README = (ROOT / "README.md").read_text() if (ROOT / "README.md").exists() else ""


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("paperconv ")]


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_readme_works(command: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    words = [sys.executable, "-m", "paperconv", *shlex.split(command.partition(" #")[0])[1:]]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_readme_shows_commands() -> None:
    assert len(commands()) >= 4


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_every_python_example_of_the_readme_works(code: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"`make (\w+)`", README)) | set(re.findall(r"^make (\w+)", README, re.MULTILINE))
    assert {"demo", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_path_of_the_readme_exists() -> None:
    for path in re.findall(r"`((?:src|styles|tests|examples)/[\w./-]+)`", README):
        assert (ROOT / path).exists(), path


def test_the_library_example_runs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "edit_model.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "letter.docx" in done.stdout
    assert "lighthouses" in (tmp_path / "letter.xml").read_text()
    assert "29.8 ± 0.1\u00a0m" in (tmp_path / "letter.xml").read_text()


def test_the_example_of_a_blind_copy_runs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "blind_copy.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "taken out of the anonymous copy: 3 authors" in done.stdout
    assert "<anonymous/>" in (tmp_path / "copy.xml").read_text()
