"""Our formatting beside citeproc-js's: `python -m tests.oracle.compare [STYLE …]` prints the shares and every difference.

citeproc-js and the locales are test tools (npm `citeproc`, PyPI `citeproc-py`), never part of paperconv.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from paperconv import model as m
from paperconv.citations.csl import from_csl
from paperconv.citations.csl_styles import find_csl
from paperconv.citations.format import format_works
from tests.oracle.works import CLUSTERS, ITEMS, STYLES

HERE = Path(__file__).parent


def tools() -> tuple[str, Path, Path] | None:
    """Node, the folder of npm packages with citeproc, and that of the CSL locales; None if one is missing."""
    node = shutil.which("node")
    modules = (
        Path(os.environ.get("PAPERCONV_VALIDATORS", HERE.parents[1] / ".tools/validators")) / "node_modules"
    )
    spec = importlib.util.find_spec("citeproc")
    if node is None or not (modules / "citeproc").is_dir() or spec is None or spec.origin is None:
        return None
    return node, modules, Path(spec.origin).parent / "data/locales"


def plain(text: str) -> str:
    """``text`` without what is only typography: kinds of quotes, dashes and blanks, and empty brackets of notes."""
    text = re.sub(r"[“”„\"‘’'`]", '"', text)
    text = re.sub(r"[‐‑–—−]", "-", text)
    return re.sub(r"\s+", "", text)


def theirs(style: str) -> tuple[dict[str, str], list[str]]:
    found = tools()
    assert found is not None
    node, modules, locales = found
    data = {"style": find_csl(style, ()).decode(), "items": ITEMS, "clusters": CLUSTERS}
    run = subprocess.run(
        [node, str(HERE / "citeproc.js"), str(modules), str(locales)],
        input=json.dumps(data), capture_output=True, text=True, check=True,
    )  # fmt: skip
    made = json.loads(run.stdout)
    return made["entries"], made["cited"]


def ours(style: str) -> tuple[dict[str, str], list[str]]:
    references = [from_csl(item, item["id"])[0] for item in ITEMS]
    citations = [
        m.Citation(
            tuple(
                m.CiteItem(i["id"], locator=i.get("locator", ""), label=i.get("label", "")) for i in cluster
            )
        )
        for cluster in CLUSTERS
    ]
    made = format_works(references, citations, style, (), "en-US")
    entries = {id: m.text_of(one.label) + m.text_of(one.content) for id, one in made.entries.items()}
    cited = [m.text_of(made.notes.get(place) or one) for place, one in enumerate(made.clusters)]
    return entries, cited


def compare(style: str) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Entries and clusters that differ: what, theirs, ours."""
    (their_entries, their_cited), (our_entries, our_cited) = theirs(style), ours(style)
    entries = [
        (id, want, our_entries.get(id, ""))
        for id, want in their_entries.items()
        if plain(want) != plain(our_entries.get(id, ""))
    ]
    cited = [
        ("+".join(i["id"] for i in CLUSTERS[place]), want, have)
        for place, (want, have) in enumerate(zip(their_cited, our_cited, strict=True))
        if plain(want) != plain(have)
    ]
    return entries, cited


def main(styles: tuple[str, ...]) -> None:
    if tools() is None:
        raise SystemExit("node, npm's citeproc and PyPI's citeproc-py are needed")
    totals = [0, 0]
    for style in styles:
        entries, cited = compare(style)
        totals[0] += len(ITEMS) - len(entries)
        totals[1] += len(CLUSTERS) - len(cited)
        print(
            f"{style}: entries {len(ITEMS) - len(entries)}/{len(ITEMS)}, clusters {len(CLUSTERS) - len(cited)}/{len(CLUSTERS)}"
        )
        for what, want, have in [*entries, *cited]:
            print(f"    {what}\n      js   {want}\n      ours {have}")
    print(
        f"entries {totals[0] / len(ITEMS) / len(styles):.3f}, clusters {totals[1] / len(CLUSTERS) / len(styles):.3f}"
    )


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or STYLES)
