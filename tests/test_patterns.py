"""Patterns are compiled late, and kept from run to run."""

from __future__ import annotations

import ast
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


@pytest.mark.parametrize(("source", "flags", "text"), SOURCES)
def test_the_functions_find_what_those_of_re_find(source: str, flags: int, text: str) -> None:
    for name in ("search", "match", "fullmatch"):
        found = getattr(patterns, name)(source, text, flags)
        wanted = getattr(re, name)(source, text, flags)
        assert (found and found.span()) == (wanted and wanted.span())
    assert [one.span() for one in patterns.finditer(source, text, flags)] == [
        one.span() for one in re.finditer(source, text, flags)
    ]
    assert patterns.findall(source, text, flags) == re.findall(source, text, flags)
    assert patterns.split(source, text, 1, flags) == re.split(source, text, maxsplit=1, flags=flags)
    assert patterns.sub(source, "-", text, 1, flags) == re.sub(source, "-", text, count=1, flags=flags)


METHODS = {"search", "match", "fullmatch", "finditer", "findall", "split", "sub"}


def is_known(node: ast.expr) -> bool:
    """Whether ``node`` is a text that the module gives, not one made of what a paper says."""
    match node:
        case ast.Constant(value):
            return isinstance(value, str)
        case ast.Attribute(constant, "pattern"):
            return is_known(constant)
        case ast.Name(name) | ast.Attribute(ast.Name(), name):
            return name.strip("_").isupper()
        case ast.JoinedStr(parts):
            return all(map(is_known, parts))
        case ast.FormattedValue(value):
            return is_known(value)
        case ast.BinOp(left, _, right):
            return is_known(left) and is_known(right)
        case ast.Call(ast.Attribute(ast.Name("re"), "escape"), [value]):
            return is_known(value)
    return False


def test_a_pattern_is_kept_if_it_is_known_beforehand() -> None:
    faults: list[str] = []
    for path in Path(patterns.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Attribute(ast.Name("re"), name), [source, *_]) if name in METHODS:
                    wrong = is_known(source)
                case ast.Call(ast.Attribute(ast.Name("patterns"), name), [source, *_]) if name in METHODS:
                    wrong = not is_known(source)
                case _:
                    continue
            if wrong:
                faults.append(f"{path}:{node.lineno}: {ast.unparse(node)[:80]}")
    assert faults == []
