"""CPU time of PDF with every feature on, against stock WeasyPrint; and how both grow.

    python tests/benchmarks/pdf.py [ROW …]

Rows: 10, 50 (about so many pages of the stress text of tests/pdf, in one and in two columns: layout and writing, start-up
included, against WeasyPrint as it is, which gets the same text and style sheets, and the formulas as SVG within the text,
made beforehand: at most 0.6), 400 (CPU of a page there against that at 50 pages, and memory: at most 1.5 GiB), start (what
loading the exporter costs against `import weasyprint`: at most 0.5). Medians of runs that alternate between the two sides.
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

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

RUNS = {10: 5, 50: 3}
STYLES = ("base", "two-column")


def ours(pages: int, style: str, out: str) -> None:
    """Lay out and write; print the seconds of it and the most memory that was held, in MiB."""
    from paperconv.registry import exporter
    from tests.documents import job
    from tests.pdf.stress import stress

    paper = stress(pages)
    given, _ = job(paper, style)
    source = exporter("jats").export(paper, given).data
    given = type(given)(given.style, given.log, given.asset, "paper", given.date, lambda _: source)
    start = time.process_time()
    data = exporter("pdf").export(paper, given).data
    report(start, data, out)


def stock(folder: str, out: str) -> None:
    """The same by WeasyPrint as it is, from the files that :func:`prepare` wrote."""
    import gc

    start = time.process_time()
    gc.enable()
    from weasyprint import HTML

    sheets = sorted(map(str, Path(folder).glob("*.css")))
    data = HTML(filename=f"{folder}/paper.html").write_pdf(stylesheets=sheets, pdf_tags=True, dpi=300)
    report(start, data, out)


def report(start: float, data: bytes, out: str) -> None:
    spent = time.process_time() - start
    Path(out).write_bytes(data)
    print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def prepare(pages: int, style: str, folder: Path) -> None:
    """Write what stock WeasyPrint is to lay out: the text with its formulas in SVG, and the style sheets."""
    from lxml import etree

    from paperconv.exporters.pdf import fonts, pages as made
    from paperconv.exporters.pdf.metadata import running_head
    from paperconv.exporters.pdf.sheets import layout
    from paperconv.formulas.engine import engine
    from tests.documents import job
    from tests.pdf.stress import stress

    paper = stress(pages)
    given, _ = job(paper, style)
    composed = made.compose(paper, given)
    own = engine()
    own.begin(drawing=True)
    drawn: dict[str, str] = {}

    def svg(found: re.Match[str]) -> str:
        tex, look = re.sub("^\u2061", "", found[1]), found[2]
        if tex not in drawn:
            drawn[tex] = own.svg(tex, display=False, form="TeX")[0][1]
        return drawn[tex].replace("<svg ", f'<svg style="{look}" ', 1)
    html = re.sub(r'<img class="math"[^>]*alt="([^"]*)"[^>]*style="([^"]*)"[^>]*>', svg, etree.tostring(composed.page, method="html", encoding="unicode", doctype="<!DOCTYPE html>"))
    for resource_ in paper.resources:
        (folder / "picture.png").write_bytes(resource_.data)
    html = re.sub(r'src="picture:[^"]*"', 'src="picture.png"', html)
    (folder / "paper.html").write_text(html, encoding="utf-8")
    (folder / "0.css").write_text(layout(given.style, running_head(paper.meta)), encoding="utf-8")
    for number, place in enumerate(reversed(given.style.folders), start=1):
        if (place / "page.css").is_file():
            (folder / f"{number}.css").write_text((place / "page.css").read_text("utf-8"), encoding="utf-8")
    (folder / "fonts.conf").write_text(fonts.configuration(), encoding="utf-8")


def child(*arguments: object, folder: Path) -> tuple[float, float]:
    run = subprocess.run(
        [sys.executable, __file__, *map(str, arguments)],
        check=True, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )
    seconds, memory = run.stdout.split()[-2:]
    return float(seconds), float(memory)


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        ours(int(sys.argv[2]), sys.argv[3], sys.argv[4])
    elif sys.argv[1] == "stock":
        stock(sys.argv[2], sys.argv[3])
    else:
        for pages in map(int, sys.argv[1].split(",")):
            for style in STYLES:
                with tempfile.TemporaryDirectory() as name:
                    folder = Path(name)
                    prepare(pages, style, folder)
                    a = [(child("ours", pages, style, folder / "a.pdf", folder=folder), child("stock", folder, folder / "b.pdf", folder=folder)) for _ in range(int(sys.argv[2]))]
                    x = statistics.median(p[0][0] for p in a); y = statistics.median(p[1][0] for p in a)
                    import pikepdf
                    n = [len(pikepdf.open(folder / f).pages) for f in ("a.pdf", "b.pdf")]
                    print(pages, style, f"{x:.2f} {y:.2f} ratio {x/y:.3f}", a[0][0][1], a[0][1][1], n, flush=True)
                    if "keep" in sys.argv:
                        import shutil; shutil.copytree(folder, f"/tmp/pdf/keep-{pages}-{style}", dirs_exist_ok=True)
