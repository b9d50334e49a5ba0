"""A manuscript and its file of corrections, for tests."""

from __future__ import annotations

from pathlib import Path

import paperconv
from paperconv import model as m

RAW = """\
Mud, mills and *money*: a river’s ledger

Ann van Ott<sup>1,*</sup>, Bo Lee Jr.<sup>2</sup>

<sup>1</sup>Department of Ponds, Mill University, 12345 Ulm, Germany
<sup>2</sup>Pond Institute, Oslo, Norway

*Correspondence: ann@mill.example

Some line that nobody understands

## Abstract

Mills made money, as $x^2$ shows [1].

**Keywords:** mills; mud; *Rana*

## 1. Introduction

Mills stood here [1].

## Where we looked

On the river.

**Loose ends**

They hung.

## Thanks to all

We thank the miller.

## References

[1] Ott, A. (2019). Mud. Journal of Mills, 3(1), 4–5.
"""


FULL = """\
---
title: "Frogs^[Read at the mill.] & *ponds*"
subtitle: NO
title-de: Frösche
short-title: 2020-01-01
author:
  - {name: Ann Ott, orcid: 0000-0002-1825-0097, isni: "0000000121032683", email: [a@mill.example, b@mill.example], affiliation: 1,
     corresponding: true, degrees: [PhD, MD], roles: [Software, {role: Supervision, degree: lead}], url: "https://mill.example"}
  - {name: Bo Lee, orcid: 0000-0000-0000-0000, affiliation: "1, 2", equal-contrib: true, note: "Now at *sea*.", suffix: Jr.}
  - {literal: Sukarno, equal-contrib: true, deceased: true, bio: A frog.}
  - {collaboration: The Pond Group}
editor: [{name: Cy Ng}]
affiliations:
  - {index: 1, name: Mill University, department: Ponds, city: Y, country: Norway, ror: 02495e989}
  - {index: 2, name: "Pond Institute, Ulm, Germany"}
abstract:
  Aim: To *count*.
  Result: |
    Many.

    - one
    - two
abstract-fr: Des grenouilles.
highlights: [Many frogs, Few toads]
keywords: [frogs, "*Rana* # not a comment", "on"]
keywords-de: [Frosch]
jel: D8, H51
subject: [Zoology]
date: 3 May 2020
received: 2020-01
doi: 10.1000/frogs
journal: {title: Journal of Ponds, eissn: 1542-7390, volume: "007", pages: 3-9}
conference: {name: Pond Days, place: Ulm, date: May 2020}
funding:
  - {statement: The mill paid., funder: Mill Fund, award: M_1}
  - Nobody else.
license: CC-BY-4.0
copyright: {year: 2020, holder: Ann Ott}
related: [{kind: companion, target: 10.1000/toads}]
wordcount: 300
lang: en-GB
acknowledgements: We thank the *miller*.
---

# Introduction

Text.
"""


def read(folder: Path, name: str = "paper.md") -> tuple[m.Document, list[paperconv.Diagnostic]]:
    found: list[paperconv.Diagnostic] = []
    return paperconv.read(folder / name, log=found.append), found


def understood(document: m.Document) -> m.Document:
    """``document`` without how sure we were."""

    def rule(node: m.Node) -> m.Node | None:
        guess = isinstance(node, m.Recognised) and not isinstance(node, m.Reference)
        return m.replace(node, confidence=1.0) if guess else None

    made = m.rewrite(document, rule)
    return m.replace(made, meta=m.replace(made.meta, recognitions=()))


def told(meta: m.Metadata) -> m.Metadata:
    """``meta`` without ids, printed titles of parts, and who said it."""
    ids = {one.id: f"{n}" for n, one in enumerate((*meta.affiliations, *meta.author_notes))}

    def rule(node: m.Node) -> m.Node | None:
        if isinstance(node, m.Author):
            node = m.replace(
                node,
                affiliations=tuple(map(ids.get, node.affiliations)),
                notes=tuple(map(ids.get, node.notes)),
            )
        elif isinstance(node, m.Affiliation | m.AuthorNote):
            node = m.replace(node, id=ids[node.id])
        elif isinstance(node, m.Abstract):
            node = m.replace(node, id="", title=())
        elif isinstance(node, m.KeywordGroup):
            node = m.replace(node, title=())
        elif isinstance(node, m.Section):
            node = m.replace(node, id="")
        elif isinstance(node, m.NoteRef):
            node = m.NoteRef("")
        return m.replace(node, confidence=1.0, provenance="") if isinstance(node, m.Recognised) else node

    return m.replace(m.rewrite(meta, rule), recognitions=(), extra=())
