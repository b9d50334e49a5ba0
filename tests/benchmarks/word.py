"""CPU time of DOCX: how it grows with the paper, and against pandoc's writer.

    python tests/benchmarks/word.py [MANUSCRIPT]

Prints two ratios for the text of a Markdown manuscript once and ten times over (some 300 pages):

- Growth: `paperconv FILE -o out.docx` of ten times the paper against once; and out.docx read again; at most 11.
- Export alone, from a loaded model: paperconv against `pandoc -f json -t docx` on the same paper ten times over; at most 1.0.
  Each is the median of five runs that alternate between the two sides.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from speed import ROOT, RUNS, SEED, find_pandoc

import paperconv

TIMES = 10


def spent(task: Callable[[], object]) -> float:
    """User and system time of ``task`` in this process and its children."""
    before = os.times()
    task()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def cpu_seconds(command: list[str]) -> float:
    """That of ``command``, without what it says."""
    return spent(lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL))


def repeated(paper: str, times: int) -> str:
    """``paper`` with its sections ``times`` over: what stands before the second heading, and the references, stand once."""
    headings = list(re.finditer(r"^#{1,3} .*$", paper, re.MULTILINE))
    listed = next(
        (one for one in headings if re.search("references|bibliography", one[0], re.IGNORECASE)), None
    )
    start, end = headings[1].start(), listed.start() if listed is not None else len(paper)
    return f"{paper[:start]}{paper[start:end]}" + paper[start:end] * (times - 1) + paper[end:]


def main() -> None:
    paper = (
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else SEED
        if SEED.exists()
        else ROOT / "examples/river-trade.md"
    )
    text = paper.read_text(encoding="utf-8")
    program = str(Path(sys.executable).parent / "paperconv")
    pandoc = find_pandoc()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        times: dict[int, tuple[float, float]] = {}
        for count in (1, TIMES):
            source, made = out / f"paper{count}.md", out / f"paper{count}.docx"
            source.write_text(repeated(text, count), encoding="utf-8")
            write = [program, str(source), "--quiet", "-o", str(made)]
            read = [program, str(made), "--quiet", "-o", str(out / "again.json")]
            times[count] = (
                statistics.median(cpu_seconds(write) for _ in range(RUNS)),
                statistics.median(cpu_seconds(read) for _ in range(RUNS)),
            )
        for what, once, more in zip(("written", "read again"), times[1], times[TIMES], strict=True):
            print(
                f"DOCX {what}: once {once:.2f} s, ×{TIMES} {more:.2f} s, ratio {more / once:.1f} (at most {TIMES + 1})"
            )
        source = out / f"paper{TIMES}.md"
        document = paperconv.read(source, log=lambda _: None)
        loaded = out / "paper.json"
        cpu_seconds([pandoc, str(source), "-t", "json", "-o", str(loaded)])
        theirs = [pandoc, "-f", "json", "-t", "docx", str(loaded), "-o", str(out / "theirs.docx")]
        pairs = [
            (spent(lambda: paperconv.export(document, "docx", log=lambda _: None)), cpu_seconds(theirs))
            for _ in range(RUNS + 1)
        ][1:]
        ours, other = (statistics.median(side) for side in zip(*pairs, strict=True))
        print(
            f"DOCX from a loaded model, ×{TIMES}: paperconv {ours:.2f} s, pandoc {other:.2f} s, ratio {ours / other:.2f} (at most 1.0)"
        )


if __name__ == "__main__":
    main()
