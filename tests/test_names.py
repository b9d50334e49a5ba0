"""Names that a module keeps to itself are used in it: what nothing uses any more goes."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "paperconv"


def unused(text: str) -> set[str]:
    """The private names at the top of a module that nothing in it uses."""
    tree = ast.parse(text)
    made: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            made.update(one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name))
    told = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    words = {
        word
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in node.value.split()
    }
    return {name for name in made - told - words if name.startswith("_") and not name.startswith("__")}


def test_what_is_unused_is_seen() -> None:
    assert unused("_A = 1\n_B = 2\ndef _c() -> int:\n    return _A\n") == {"_B", "_c"}


def test_every_private_name_is_used() -> None:
    found = {
        str(one.relative_to(SOURCE)): unused(one.read_text(encoding="utf-8")) for one in SOURCE.rglob("*.py")
    }
    assert len(found) > 100
    assert {module: names for module, names in found.items() if names} == {}
