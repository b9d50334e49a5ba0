"""Small manuscripts to check: one that is sound, of which each case changes what it is about."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from paperconv import requirements
from paperconv.requirements import Finding, Report
from paperconv.styles import load_style

FRONT = """\
title: Tides and the drift of small buoys
short-title: Tides and buoys
author:
  - name: Mara Lindqvist
    email: mara@example.org
    orcid: 0000-0002-1825-0097
    corresponding: true
    affiliation: 1
  - name: Tom Okoye
    affiliation: 1
affiliations:
  - index: 1
    name: Institute of Tides, Gdansk, Poland
keywords: [buoys, drift, tides]
abstract: |
  We put twelve buoys into a bay and watched where they went.
lang: en
"""
BODY = """\
# Introduction

Drift is old news [1]. Others measured it before us [2,3], and Figure 1 shows how. Table 1 has the numbers.

# Methods

We threw buoys into the water.

![Buoys in the bay. Each dot is a buoy.](buoys.png){#fig:buoys width=80mm alt="Twelve dots in a bay"}

# Results

They drifted.

| Buoy | Way |
|------|-----|
| one  | 3   |
| two  | 4   |

Table: Ways of the buoys. {#tbl:ways}

# Discussion

Nothing more is known.

# Funding

The Baltic Fund paid for the buoys (grant 17).
"""
REFERENCES = """\
# References

[1] Dahl A, Berg O. Drift of bottles. Journal of Bays. 1999;4:17-29. doi:10.1234/bays.17

[2] Costa M. The history of buoys in European waters. 2nd ed. Lisbon: Harbour University Press; 2004.

[3] Nowak J. Slow water. Journal of Bays. 2011;16(2):101-9. doi:10.1234/bays.101
"""

SOURCES = """
title = "A style with one rule"
extends = "base"
[sources.guide]
title = "Guide for authors"
read = 2026-11-23
address = "https://journal.example/guide"
[sources.library]
title = "A library's page"
read = 2026-11-23
mark = "secondary"
[sources.memory]
title = "What we believe"
read = 2026-11-23
mark = "unverified"
"""


def picture(pixels: int = 1200, mode: str = "RGB", format: str = "PNG", noise: int = 0) -> bytes:
    """A raster, ``noise`` bytes longer than it need be."""
    out = io.BytesIO()
    Image.new(mode, (pixels, pixels // 2)).save(out, format)
    return out.getvalue() + b"\0" * noise


def style(folder: Path, text: str) -> str:
    """A style of ``text`` in ``folder``."""
    place = folder / "one-rule"
    place.mkdir(exist_ok=True)
    (place / "style.toml").write_text(SOURCES + text, encoding="utf-8")
    return str(place)


def manuscript(
    folder: Path,
    *changes: tuple[str, str],
    add: str = "",
    files: dict[str, bytes] | None = None,
    name: str = "paper.md",
) -> Path:
    """The sound manuscript with ``changes`` (what → by what), and text added before its references."""
    text = f"---\n{FRONT}---\n\n{BODY}\n{add}\n\n{REFERENCES}"
    for old, new in changes:
        assert old in text, f"the sound manuscript has no {old!r}"
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    for file, data in {"buoys.png": picture(), **(files or {})}.items():
        (folder / file).write_bytes(data)
    return path


def report(folder: Path, toml: str, source: Path, variant: str = "") -> Report:
    """What a style of ``toml`` says of ``source``."""
    load_style(style(folder, toml))
    return requirements.check(source, style=style(folder, toml), variant=variant)


def finding(folder: Path, toml: str, source: Path, variant: str = "") -> Finding:
    """The only finding of such a report."""
    (only,) = report(folder, toml, source, variant).findings
    return only
