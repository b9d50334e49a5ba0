"""What is lost when a paper is written as DOCX and that file is read again.

    python -m tests.word.round_trip [--way plain|stripped|office] [--every N] [--show KIND] [MANUSCRIPT or FOLDER of ../shared/corpus …]

For each manuscript the share of its nodes that come back the same, and for all of them together what is lost, by kind.
``stripped`` takes custom XML, document properties and everything else that is no text out of the file first; ``office`` has
LibreOffice open and save it.
"""

from __future__ import annotations

import argparse
import collections
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import paperconv
from paperconv import office
from paperconv.diagnostics import ignore
from paperconv.errors import PaperconvError
from paperconv.pipeline import Edition
from tests.word.inventory import Inventory, inventory

SHARED = Path(__file__).resolve().parents[3] / "shared"
GROUPS = {
    "joss": "*/paper.md", "qmd-myst": "*", "ocrmd": "*.md", "docx": "**/*.docx", "latex": "*/*.tex",
    "jats": "*.xml", "html": "**/*.html",
}  # fmt: skip

_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:_rels/\w+\.xml\.rels|media/.+|theme/.+|"
    r"(?:document|styles|numbering|settings|fontTable|footnotes|endnotes|comments|header\d+|footer\d+)\.xml)"
)
_POINTER = re.compile(rb'<(?:Override|Relationship)\b[^>]*?(?:PartName|Target)="([^"]*)"[^>]*/>')


def stripped(data: bytes) -> bytes:
    """The file without custom XML, properties and any other part that is no text, style or picture."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in filter(_KEPT.fullmatch, old.namelist()):
            content = old.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                folder = name.partition("_rels/")[0]
                content = _POINTER.sub(lambda found, folder=folder: _pointer(found, folder), content)
            new.writestr(name, content)
    return out.getvalue()


def _pointer(found: re.Match[bytes], folder: str) -> bytes:
    """What points to a part (a content type, a relationship), if that part is kept."""
    target = found[1].decode()
    name = target[1:] if target.startswith("/") else f"{folder}{target}"
    return found[0] if b'"External"' in found[0] or _KEPT.fullmatch(name) else b""


def saved_again(data: bytes) -> bytes:
    """The file as LibreOffice saves it."""
    return office.convert({"paper.docx": data}, "docx").get("paper.docx", b"")


WAYS: dict[str, Callable[[bytes], bytes]] = {"plain": bytes, "stripped": stripped, "office": saved_again}


def trip(source: Path, way: str = "plain") -> tuple[Inventory, Inventory, Inventory]:
    """All nodes of the paper, those that are lost, and those that are new."""
    document = paperconv.read(source)
    data = WAYS[way](paperconv.export(document, "docx").data)
    again = paperconv.read(data, format="docx")
    wanted = inventory(Edition(document, "base", ignore).prepared())
    found = inventory(Edition(again, "base", ignore).prepared())
    return wanted, wanted - found, found - wanted


def _manuscripts(names: list[str], every: int) -> Iterator[Path]:
    for name in names:
        if name in GROUPS:
            found = sorted((SHARED / "corpus" / name).glob(GROUPS[name]))
            yield from [one for one in found if one.suffix != ".tsv"][::every]
        else:
            yield Path(name)


def _measured(job: tuple[Path, str]) -> tuple[Path, tuple[Inventory, Inventory, Inventory] | str]:
    try:
        return job[0], trip(*job)
    except PaperconvError as error:
        return job[0], str(error)


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("names", nargs="*", default=[str(SHARED / "seed/pakistan-russia.md"), *GROUPS])
    arguments.add_argument("--way", choices=WAYS, default="plain")
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--show", default="", help="print what is lost and new of this kind")
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    everything: Inventory = collections.Counter()
    missing: Inventory = collections.Counter()
    shares: list[float] = []
    jobs = [(source, options.way) for source in _manuscripts(options.names, options.every)]
    with ProcessPoolExecutor(options.jobs) as pool:
        for source, result in pool.map(_measured, jobs):
            place = f"{source.parent.name}/{source.name}"
            if isinstance(result, str):
                print(f"{place}: {result}")
                continue
            wanted, lost, new = result
            shares.append(1 - lost.total() / max(1, wanted.total()))
            kinds = collections.Counter(dict.fromkeys((), 0))
            for node, number in lost.items():
                kinds[node[0]] += number
            print(
                f"{shares[-1]:.4f} {place} ({wanted.total()}): {', '.join(f'{k} {n}' for k, n in kinds.most_common())}",
                flush=True,
            )
            for sign, side in (("-", lost), ("+", new)):
                for node, number in sorted(side.items(), key=str):
                    if options.show in {node[0], "all"}:
                        print(f"    {sign} {number} {node}")
            for total, side in ((everything, wanted), (missing, lost)):
                for node, number in side.items():
                    total[node[:1]] += number
    print()
    for kind, number in sorted(everything.items()):
        print(f"{kind[0]:24} {number:7} {missing[kind]:6} {1 - missing[kind] / number:.4f}")
    if shares:
        print(f"all: {1 - missing.total() / everything.total():.4f}; mean of papers {sum(shares) / len(shares):.4f}; "
              f"{sum(one >= 0.99 for one in shares)} of {len(shares)} at 0.99 or more")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
