"""Manuscripts and styles that the tests of submissions are made with."""

from __future__ import annotations

from pathlib import Path

from tests.pieces import png
from tests.test_pictures import EPS, SVG, pdf, saved

PAPER = """---
title: Tides of salt in the upper marsh
author:
  - name: Ilse Okonkwo-Brandt
    email: ilse@example.org
    corresponding: true
    affiliations: [1]
  - name: Per Lindqvist
    affiliations: [1]
affiliations:
  - id: 1
    name: Institute of Shores, Northern University, Aarhus, Denmark
abstract: Salt moves with the tide, and returns with the wind.
keywords: [salt, tide]
{front}---

# Introduction

Salt moves [@roe2019]. Figure 1 shows where, Figure 2 how, Table 1 how much.

![Map of the marsh.](map.png)

# Results

{figures}

| Site | Salt |
|------|------|
| A    | 3.1  |
| B    | 4.7  |

: Salt by site.

{body}

# Acknowledgements

We thank Maren Oxholm for the boat.

# References
"""
BIB = """@article{roe2019, author = {Roe, Jane}, title = {Marsh and salt}, journal = {Shores}, year = {2019}, volume = {3},
pages = {1--9}, doi = {10.1234/shores.3}}
"""
STYLE = """title = "The Journal of Shores"
extends = "base"

[journal]
title = "Journal of Shores"
publisher = "Shore Press"
issn-electronic = "1234-5678"
"""


def paper(folder: Path, *, front: str = "", figures: str = "", body: str = "", name: str = "salt.md") -> Path:
    """A manuscript in ``folder``, with its pictures and its bibliography."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(PAPER.format(front=f"bibliography: refs.bib\n{front}", figures=figures, body=body))
    (folder / "refs.bib").write_text(BIB)
    pictures = {
        "map.png": png(1200, 900),
        "small.png": png(60, 40),
        "photo.jpg": saved("JPEG", (900, 600), quality=90, dpi=(300, 300)),
        "clear.png": saved_clear(),
        "line.svg": SVG,
        "plot.pdf": pdf(),
        "old.eps": EPS,
        "broken.png": b"\x89PNG\r\n\x1a\nnothing more",
    }
    for picture, data in pictures.items():
        (folder / picture).write_bytes(data)
    (folder / "readings.csv").write_text("site,salt\nA,3.1\n")
    return file


def saved_clear() -> bytes:
    """A PNG that is transparent in part."""
    import io

    from PIL import Image as Pillow

    out = io.BytesIO()
    Pillow.new("RGBA", (600, 400), (20, 90, 160, 0)).save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


def style(folder: Path, more: str = "") -> str:
    """A journal's style in ``folder``; ``more`` follows its own tables."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "style.toml").write_text(STYLE + more)
    return str(folder)
