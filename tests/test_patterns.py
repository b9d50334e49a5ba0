"""Patterns are compiled late, and kept from run to run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from paperconv import patterns

SOURCES = [
    (r"(?P<family>[^\W\d_]+),\s(?P<given>[A-Z])\.", 0, "Öz, A. and more"),
    (r"^(?:abstract|résumé)\b", re.IGNORECASE | re.MULTILINE, "x\nRÉSUMÉ y"),
    (r"(a)|(?P<b>b)|[一-鿿]+", 0, "中文"),
    ("x" * 300 + "|y", 0, "y"),
]


@pytest.mark.parametrize(("source", "flags", "text"), SOURCES)
def test_a_late_pattern_finds_what_a_compiled_one_finds(source: str, flags: int, text: str) -> None:
    late, compiled = patterns.late(source, flags), re.compile(source, flags)
    for method in ("search", "match", "fullmatch"):
        found, wanted = getattr(late, method)(text), getattr(compiled, method)(text)
        assert (found and (found.span(), found.groupdict())) == (
            wanted and (wanted.span(), wanted.groupdict())
        )
    assert late.sub("-", text) == compiled.sub("-", text)
    assert late.split(text) == compiled.split(text)
    assert late.pattern == source


@pytest.mark.parametrize(("source", "flags", "text"), SOURCES)
def test_what_is_kept_makes_the_very_same_pattern(source: str, flags: int, text: str) -> None:
    compiled = re.compile(source, flags)
    code = patterns._code_of(compiled)
    assert code is not None
    assert patterns._made(source, code) == compiled
    assert patterns._made(source, code).search(text) is not None


def run(folder: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-X", f"pycache_prefix={folder}", "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    return done.stdout.strip()


USE = (
    "import re, paperconv.patterns as p; n = []; c = re.compile; re.compile = lambda *a: n.append(a) or c(*a);"
    "print(p.late(r'(?P<x>b+)c', 2).search('aBBc')['x'], len(n))"
)


def test_the_second_run_compiles_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, USE) == "BB 1"
    assert run(tmp_path, USE) == "BB 0"
    assert len(list(tmp_path.rglob("*.patterns*"))) == 1


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"N", b"(\x02\x00\x00\x00NN"])
def test_a_broken_file_is_written_anew(tmp_path: Path, content: bytes) -> None:
    run(tmp_path, USE)
    (file,) = tmp_path.rglob("*.patterns")
    file.write_bytes(content)
    assert run(tmp_path, USE) == "BB 1"
    assert run(tmp_path, USE) == "BB 0"


def test_code_that_is_none_is_compiled_anew(tmp_path: Path) -> None:
    run(tmp_path, USE)
    spoil = "import paperconv.patterns as p; s = p._shelf; s._known = {k: (0, bytes(8), 0, {}, (None,)) for k in s._known}; s._write()"
    run(tmp_path, spoil)
    assert run(tmp_path, USE) == "BB 1"


def test_where_nothing_can_be_written_patterns_work_all_the_same(tmp_path: Path) -> None:
    assert run(tmp_path, "import os; os.access = lambda *a: False;" + USE) == "BB 1"
    assert not list(tmp_path.rglob("*.patterns*"))
