"""CPU time of whole processes: paperconv against pandoc, and against pandoc with WeasyPrint.

    python tests/benchmarks/speed.py [MANUSCRIPT]

Prints two ratios, each the median of five runs that alternate between the two sides:

- JATS: `paperconv FILE --to jats` against `pandoc FILE -t jats_publishing`; at most 2.0.
- All four: one run of paperconv for JATS, DOCX, EPUB and PDF against pandoc's three runs, pandoc to HTML and
  WeasyPrint on that; at most 1.0.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

RUNS = 5
ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared/seed/pakistan-russia.md"


def cpu_seconds(command: list[str]) -> float:
    """User and system time of ``command`` and its children."""
    before = os.times()
    status = os.spawnv(os.P_WAIT, command[0], command)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with status {status}")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def find_pandoc() -> str:
    """The pandoc that comes with pypandoc_binary."""
    spec = find_spec("pypandoc")
    if spec is None or spec.origin is None:
        raise SystemExit("pypandoc_binary is not installed")
    return str(Path(spec.origin).parent / "files/pandoc")


def total(commands: list[list[str]]) -> float:
    return sum(map(cpu_seconds, commands))


def ratio(name: str, ours: list[list[str]], theirs: list[list[str]], bound: float) -> None:
    total(ours)
    total(theirs)
    pairs = [(total(ours), total(theirs)) for _ in range(RUNS)]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{name}: paperconv {mine:.3f} s, others {other:.3f} s, ratio {mine / other:.2f} (at most {bound})")


def main() -> None:
    paper = (
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else SEED
        if SEED.exists()
        else ROOT / "examples/river-trade.md"
    )
    pandoc = find_pandoc()
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        us = [str(Path(python).parent / "paperconv"), str(paper), "--quiet", "--output-dir", folder]
        ratio(
            "JATS",
            [[*us, "--to", "jats"]],
            [[pandoc, str(paper), "-t", "jats_publishing", "-o", str(out / "p.xml")]],
            2.0,
        )
        title = ["--metadata", "title=x"]
        ratio(
            "JATS, DOCX, EPUB and PDF",
            [[*us, "--to", "jats,docx,epub,pdf"]],
            [
                [pandoc, str(paper), "-t", "jats_publishing", "-o", str(out / "p.xml")],
                [pandoc, str(paper), "-o", str(out / "p.docx")],
                [pandoc, str(paper), *title, "-o", str(out / "p.epub")],
                [pandoc, str(paper), *title, "-s", "-o", str(out / "p.html")],
                [python, "-m", "weasyprint", "-q", str(out / "p.html"), str(out / "p.pdf")],
            ],
            1.0,
        )


if __name__ == "__main__":
    main()
