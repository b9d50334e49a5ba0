"""Case folders: a source, and what is understood of it.

``tests/cases/<topic>/<name>/`` holds ``source.*``, the outline of its document in ``document.txt`` and what was found in
``diagnostics.txt``. ``pytest tests/test_cases.py --update`` writes both anew; read the diff before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import paperconv
from paperconv import model as m

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(p.parent for p in CASES.glob("*/*/source.*"))


def outline(node: m.Node, depth: int = 0) -> Iterator[str]:
    """One line a node, indented: its kind, its line in the source, its fields that are not at their default."""
    default = dict(zip(node.__struct_fields__[::-1], (node.__struct_defaults__ or ())[::-1], strict=False))
    plain: list[str] = []
    held: list[tuple[str, object]] = []
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if name in {"pos", "folder", "confidence"} or (name in default and value == default[name]):
            continue
        if isinstance(value, m.Node) or (isinstance(value, tuple) and value and isinstance(value[0], m.Node)):
            held.append((name, value))
        else:
            plain.append(f"{name}={value!r}")
    line = f" @{node.pos.line}" if node.pos and not isinstance(node, m.Document) else ""
    yield "  " * depth + " ".join([type(node).__name__ + line, *plain])
    for name, value in held:
        nodes = value if isinstance(value, tuple) else (value,)
        if all(isinstance(n, m.Text) for n in nodes):
            yield "  " * (depth + 1) + f"{name}: {m.text_of(nodes)!r}"
            continue
        yield "  " * (depth + 1) + f"{name}:"
        for child in nodes:
            yield from outline(child, depth + 2)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: str(p.relative_to(CASES)))
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    source = next(folder.glob("source.*"))
    found: list[paperconv.Diagnostic] = []
    document = paperconv.read(source, log=found.append)
    assert list(m.check(document)) == []
    results = {
        "document.txt": "\n".join(outline(document)) + "\n",
        "diagnostics.txt": "".join(f"{d}\n" for d in found).replace(f"{folder}/", ""),
    }
    for name, text in results.items():
        path = folder / name
        if request.config.getoption("--update"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text


def test_there_are_cases() -> None:
    assert len(FOLDERS) >= 10
