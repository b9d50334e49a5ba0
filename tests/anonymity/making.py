"""A manuscript that names its authors everywhere, and what it says."""

from __future__ import annotations

from pathlib import Path

import paperconv
from paperconv import model as m
from paperconv.anonymity import Identity, look
from tests.passes.making import p, t

MANUSCRIPT = """\
---
title: Hedgerow ferns under shade
author:
  - name: Jane Ann Dofferty
    email: jane.dofferty@fernlab.edu
    orcid: 0000-0002-1825-0097
    affiliation: [1]
    corresponding: true
  - name: Björn Müllerström
    affiliation: [1, 2]
affiliation:
  - index: 1
    name: Institute of Bracken, University of Hollowdale, Hollowdale, Norland
  - index: 2
    name: College of Peat
repository: https://github.com/jdofferty/ferns
license: CC-BY-4.0
copyright: 2021 Jane Dofferty
---

# Introduction

Our earlier work (Dofferty and Poe, 2020) was the first to count ferns, as Dofferty et al. (2020) say. Young ferns need
shade, and young trees give it. The counts were checked by two of us (J.A.D. and B.M.) and by JD and BM again.

# Methods

The ethics committee of the University of Hollowdale approved this (HD-44). Jane **Dofferty** counted; the
Müllerström lab weighed. Our code is available at <https://github.com/jdofferty/ferns>; write to jane.dofferty@fernlab.edu.

![Shade. Photo: J. Dofferty.](shade.png)

# Acknowledgements

We thank the gardeners of the upper valley for their long patience with us.

# Funding

Funded by the Fern Fund under grant FF-20211-X.

# Author contributions

J.A.D. conceived the study; B.M. wrote the paper.

# Competing interests

Jane Dofferty owns a nursery.

# Data availability

All counts are at <https://dofferty.github.io/ferns>.

# References

Dofferty, J.A. and Poe, R. (2020). The first count. *Journal of Ferns*, 3, 1–9. https://doi.org/10.1000/ferns.1

Roe, R. (2018). Shade and water. *Journal of Ferns*, 1, 4–8.

Young, A. (2017). Growing in the dark. *Bracken*, 9, 100–120.
"""
NAMES = (
    "Dofferty", "DOFFERTY", "dofferty", "Jane", "Müllerström", "Mullerstrom", "Hollowdale", "College of Peat", "fernlab", "0000-0002-1825-0097",
    "FF-20211-X", "Fern Fund", "patience", "J.A.D.", "B.M.", "JD and BM", "The first count", "ferns.1", "Bracken, University",
)  # fmt: skip


def read(folder: Path, name: str = "dofferty-2021.md", picture: bytes = b"") -> m.Document:
    """The manuscript, with its picture if there is one."""
    (folder / name).write_text(MANUSCRIPT, encoding="utf-8")
    if picture:
        (folder / "shade.png").write_bytes(picture)
    return paperconv.read(folder / name)


def author(given: str, family: str, **fields: object) -> m.Author:
    return m.Author(name=m.Name(given=given, family=family), **fields)  # type: ignore[arg-type]


def by(*authors: m.Author, text: str = "", **fields: object) -> m.Document:
    """A document of these authors that says ``text``."""
    meta = m.Metadata(title=t("A title"), authors=authors, **fields)  # type: ignore[arg-type]
    return m.Document(meta=meta, blocks=(p(text),) if text else ())


def identities(*authors: m.Author, text: str = "", **fields: object) -> tuple[Identity, ...]:
    return look(by(*authors, text=text, **fields)).identities
