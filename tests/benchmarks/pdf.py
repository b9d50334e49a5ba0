"""CPU time and memory of PDF with every feature on, against WeasyPrint as it is.

    python tests/benchmarks/pdf.py [10] [50] [400] [start]

The text is the stress text of tests/pdf (citations, notes, formulas, tables, figures), in one column and in two; pages are
rough. Whole processes are measured, without the making of the text:

- 10, 50: paperconv (layout, tags, conformance, the JATS file inside) against WeasyPrint, which gets the same text, style
  sheets, fonts and tags, and the formulas as SVG within the text, drawn beforehand; at most 0.6.
- 400: CPU of a page against that at 50 pages (linear: about 1), and memory; at most 1.5 GiB.
- start: loading the exporter against ``import weasyprint``; at most 0.5.

Each figure is the median of runs that alternate between the two sides.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import pikepdf
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.jobs import job  # noqa: E402
from tests.pdf.stress import stress  # noqa: E402

from paperconv.exporters.pdf import fonts  # noqa: E402
from paperconv.exporters.pdf.keys import layout  # noqa: E402
from paperconv.exporters.pdf.pages import compose  # noqa: E402
from paperconv.formulas.engine import engine  # noqa: E402
from paperconv.html.running import running_words  # noqa: E402
from paperconv.registry import exporter  # noqa: E402

SECTIONS_A_PAGE = {"base": 0.42, "two-column": 0.72}
RUNS = {10: 5, 50: 3}
START_RUNS = 7
IMAGE = re.compile(r'<img class="math"[^>]*?alt="\u2061?([^"]*)"[^>]*?style="([^"]*)"[^>]*>')


def sections(pages: int, style: str) -> int:
    return round(pages * SECTIONS_A_PAGE[style])


def ours(pages: int, style: str, target: Path) -> None:
    """Write the PDF; print what it cost."""
    before = time.process_time()
    paper = stress(sections(pages, style))
    given, _ = job(paper, style)
    source = exporter("jats").export(paper, given).data
    given = msgspec.structs.replace(given, other=lambda _: source)
    making = time.process_time() - before
    target.write_bytes(exporter("pdf").export(paper, given).data)
    report(making)


STOCK = """
import os, resource, sys, weasyprint
_, page, target, *sheets = sys.argv
weasyprint.HTML(filename=page).write_pdf(target, stylesheets=sheets, pdf_tags=True, dpi=300)
print(sum(os.times()[:4]), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def report(without: float) -> None:
    """Print the seconds of this process and of those that it waited for, and the most memory it held in MiB."""
    print(sum(os.times()[:4]) - without, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def prepare(pages: int, style: str, folder: Path) -> list[str]:
    """Write what WeasyPrint is to lay out: the page, then its style sheets."""
    paper = stress(sections(pages, style))
    given, _ = job(paper, style)
    page = etree.tostring(compose(paper, given).page, method="html", encoding="unicode")
    drawn: dict[str, list[str]] = {}
    pieces: list[str] = []  # of the formula that is being drawn
    own = engine()
    own.begin(drawing=True)

    def svg(found: re.Match[str]) -> str:
        tex, look = found.groups()
        if tex != "…":
            if tex not in drawn:
                drawn[tex] = [piece for _, piece in own.svg(tex, display=False, form="TeX")]
            pieces[:] = drawn[tex]
        return pieces.pop(0).replace("<svg ", f'<svg style="{look}" ', 1)

    (picture,) = paper.resources
    (folder / picture.name).write_bytes(picture.data)
    html = re.sub(r'src="picture:[^"]*"', f'src="{picture.name}"', IMAGE.sub(svg, page))
    if "formula:" in html or html.count("<svg ") < pages:
        raise SystemExit("the formulas of the page are not where they were")
    texts = {
        "paper.html": f"<!DOCTYPE html>{html}",
        "0.css": layout(given.style, running_words(paper.meta, given.style)),
    }
    for number, place in enumerate(reversed(given.style.looks), start=1):
        texts[f"{number}.css"] = (place / "page.css").read_text(encoding="utf-8")
    texts["fonts.conf"] = fonts.configuration()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in texts if name != "fonts.conf"]


def spent(command: list[str], **environment: str) -> tuple[float, float]:
    """The seconds and the memory that a child process printed."""
    run = subprocess.run(
        [sys.executable, *command],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    seconds, memory = map(float, run.stdout.split())
    return seconds, memory


def of_ours(pages: int, style: str, target: Path) -> tuple[float, float]:
    return spent([__file__, "ours", str(pages), style, str(target)])


def against_stock(pages: int) -> None:
    for style in SECTIONS_A_PAGE:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (page, *sheets) = prepare(pages, style, folder)
            a, b = folder / "ours.pdf", folder / "stock.pdf"
            conf = str(folder / "fonts.conf")
            pairs = [
                (
                    of_ours(pages, style, a)[0],
                    spent(["-c", STOCK, page, str(b), *sheets], FONTCONFIG_FILE=conf)[0],
                )
                for _ in range(RUNS[pages])
            ]
            mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
            counts = [len(pikepdf.open(path).pages) for path in (a, b)]
            print(
                f"{pages} pages, {style} ({counts[0]} and {counts[1]}): paperconv {mine:.2f} s, WeasyPrint {other:.2f} s, "
                f"ratio {mine / other:.2f} (at most 0.6)",
                flush=True,
            )


def growth() -> None:
    for style in SECTIONS_A_PAGE:
        with tempfile.TemporaryDirectory() as name:
            target = Path(name, "ours.pdf")
            costs = []
            for pages in (50, 400):
                seconds, memory = of_ours(pages, style, target)
                count = len(pikepdf.open(target).pages)
                costs.append((seconds / count, seconds, memory, count))
            (small, *_), (large, seconds, memory, count) = costs
            print(
                f"400 pages, {style} ({count}): {seconds:.1f} s, a page {large / small:.2f} times that at 50 pages (linear: 1), "
                f"{memory / 1024:.2f} GiB (at most 1.5)",
                flush=True,
            )


def start() -> None:
    after = "import os; print(sum(os.times()[:4]), 0)"  # WeasyPrint looks for its libraries in processes
    sides = (f"import paperconv.exporters.pdf; {after}", f"import weasyprint; {after}")
    pairs = [[spent(["-c", side])[0] for side in sides] for _ in range(START_RUNS + 1)][1:]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"start: paperconv {mine:.2f} s, import weasyprint {other:.2f} s, ratio {mine / other:.2f} (at most 0.5)"
    )


def main() -> None:
    if sys.argv[1:2] == ["ours"]:
        return ours(int(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    rows = sys.argv[1:] or ["10", "50", "400", "start"]
    for row in rows:
        match row:
            case "10" | "50":
                against_stock(int(row))
            case "400":
                growth()
            case "start":
                start()
            case _:
                raise SystemExit(f"no row {row}: there are 10, 50, 400 and start")
    return None


if __name__ == "__main__":
    main()
