"""CPU time of the repairs against that of reading the same file without them, for a paper once, 10 and 100 times.

    python tests/benchmarks/repairs.py [MANUSCRIPT]

Reading is decoding, pandoc, the draft and its places. Repairs are those of the text (furniture, characters, lines) and
those of the draft (headings out of paragraphs, captions, halves of paragraphs). Prints both and their ratio, at most 0.3, and
how much longer each took than at a tenth of the length. Understanding front matter, references and sections is shown beside.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from paperconv.diagnostics import ignore
from paperconv.manuscript import paper
from paperconv.protocols import Source
from paperconv.readers.markdown import reader

ROOT = Path(__file__).resolve().parents[2]
_spent: dict[str, float] = {}


def clock() -> float:
    """Seconds of this process and of those that it waited for."""

    held = os.times()
    return held.user + held.system + held.children_user + held.children_system


def timed(module: object, name: str) -> None:
    """Have each call of ``name`` in ``module`` add to the time spent on repairs."""
    function = getattr(module, name)

    def wrapped(*arguments: object, **options: object) -> object:
        start = clock()
        try:
            return function(*arguments, **options)
        finally:
            _spent["repairs"] = _spent.get("repairs", 0.0) + clock() - start

    setattr(module, name, wrapped)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples/river-trade.md"
    text = path.read_text(encoding="utf-8")
    timed(reader, "repair")
    for name in ("promote", "attach_captions", "mend"):
        timed(paper, name)
    reader.understand(
        reader.read_draft([Source(text.encode(), path.name)], ignore), ignore
    )  # compiles patterns
    last: dict[str, float] = {}
    for times in (1, 10, 100):
        source = Source("\n\n".join([text] * times).encode(), path.name)
        rounds = 10 // times or 1  # a clock of 10 ms needs more than one short reading
        _spent.clear()
        start = clock()
        drafts = [reader.read_draft([source], ignore) for _ in range(rounds)]
        middle, of_text = clock(), _spent.get("repairs", 0.0)
        for draft in drafts:
            reader.understand(draft, ignore)
        end = clock()
        spent = {
            "reading": (middle - start - of_text) / rounds,
            "repairs": _spent.get("repairs", 0.0) / rounds,
            "rest": (end - middle - (_spent.get("repairs", 0.0) - of_text)) / rounds,
        }
        growth = ", ".join(f"{k} ×{spent[k] / last[k]:.1f}" for k in spent if last.get(k)) or "-"
        print(
            f"×{times}: reading {spent['reading']:.2f} s, repairs {spent['repairs']:.2f} s, ratio "
            f"{spent['repairs'] / spent['reading']:.2f} (at most 0.3); understanding {spent['rest']:.2f} s; grew by {growth}"
        )
        last = spent


if __name__ == "__main__":
    main()
