"""The front matter of LaTeX classes, which pandoc does not know."""

from __future__ import annotations

import time
from typing import Any

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.protocols import Source
from paperconv.readers.pandoc import PandocReader
from paperconv.readers.pandoc.latex_front import front_matter

BODY = r"\section{Introduction} Sand moves. \end{document}"
ELSARTICLE = r"""\documentclass[review]{elsarticle}
\newcommand{\uni}{University of Strand}
\begin{document}
\begin{frontmatter}
\title{Sand}
\author[a]{Marta Quell\'en\corref{cor1}}
\ead{m.quellen@strand.example}
\ead[url]{https://strand.example}
% \author[b]{Nobody}
\author[a,b]{Joost van der Heide\fnref{x}}
\cortext[cor1]{Corresponding author}
\affiliation[a]{organization={\uni}, department={Geography}, city={Strand}, country={Netherlands}}
\address[b]{Port Institute, Izmir, Turkey}
\begin{highlights}\item Sand moves. \item It stays.\end{highlights}
\begin{keyword} grain size \sep bars \end{keyword}
\end{frontmatter}
"""
AASTEX = r"""\documentclass{aastex631}\begin{document}\title{Sand}
\correspondingauthor{M. Quellen}\email{m.quellen@strand.example}
\author[0000-0002-1825-0097]{Marta Quellen}
\affiliation{University of Strand \\ Strand, Netherlands}
\author[orcid=0000-0001-5109-3700]{Joost Heide}
\affiliation{University of Strand \\ Strand, Netherlands}
\affiliation{Port Institute, Izmir, Turkey}
\keywords{\uat{Bars}{72} --- \uat{Grain size}{280}}
"""
REVTEX = r"""\documentclass[prx]{revtex4-2}\begin{document}\title{Sand}
\author{Marta Quellen}\author{Joost Heide}\email{j@port.example}
\affiliation{University of Strand, Netherlands}
\author{Ada Moss}\affiliation{Port Institute, Izmir, Turkey}
"""
ACMART = r"""\documentclass[sigconf]{acmart}\title{Sand}
\author{Marta Quellen}\orcid{0000-0002-1825-0097}\email{m@strand.example}
\affiliation{\institution{University of Strand}\department{Geography}\city{Strand}\country{Netherlands}}
\keywords{grain size, bars}\begin{document}
"""
SPRINGER = r"""\documentclass{sn-jnl}\begin{document}\title[S]{Sand}
\author*[1,2]{\fnm{Marta} \sur{Quellen}}\email{m@strand.example}
\author[2]{\fnm{Joost} \sur{Heide}}
\affil*[1]{\orgdiv{Geography}, \orgname{University of Strand}, \orgaddress{\city{Strand}, \country{Netherlands}}}
\affil[2]{\orgname{Port Institute}, \orgaddress{\country{Turkey}}}
"""
AUTHBLK = r"""\documentclass{article}\usepackage{authblk}\title{Sand}
\author[1]{Marta Quellen}\author[1,$\dagger$]{Joost Heide, Jr.}
\affil[1]{University of Strand, Netherlands}\begin{document}\maketitle
"""


def read(tex: str) -> tuple[m.Metadata, list[Diagnostic]]:
    found: list[Diagnostic] = []
    document = PandocReader().read([Source((tex + BODY).encode(), "main.tex")], found.append)
    assert m.text_of(document.meta.title) == "Sand"
    assert "Sand moves." in m.text_of(document.sections)
    return document.meta, found


def people(meta: m.Metadata) -> list[tuple[str, str, list[str], bool]]:
    """Given and family name, institutions with their countries, and whether they correspond."""
    places = {one.id: f"{one.institution}, {one.country}" for one in meta.affiliations}
    return [
        (one.name.given, one.name.family, [places[id] for id in one.affiliations], one.corresponding)
        for one in meta.authors
    ]


STRAND, PORT = "University of Strand, Netherlands", "Port Institute, Turkey"


@pytest.mark.parametrize(
    ("tex", "authors"),
    [
        (ELSARTICLE, [("Marta", "Quellén", [STRAND], True), ("Joost", "Heide", [STRAND, PORT], False)]),
        (AASTEX, [("Marta", "Quellen", [STRAND], True), ("Joost", "Heide", [STRAND, PORT], False)]),
        (
            REVTEX,
            [
                ("Marta", "Quellen", [STRAND], False),
                ("Joost", "Heide", [STRAND], False),
                ("Ada", "Moss", [PORT], False),
            ],
        ),
        (ACMART, [("Marta", "Quellen", [STRAND], False)]),
        (SPRINGER, [("Marta", "Quellen", [STRAND, PORT], True), ("Joost", "Heide", [PORT], False)]),
        (AUTHBLK, [("Marta", "Quellen", [STRAND], False), ("Joost", "Heide", [STRAND], False)]),
    ],
    ids=["elsarticle", "aastex", "revtex", "acmart", "sn-jnl", "authblk"],
)
def test_authors_have_their_affiliations(tex: str, authors: list[Any]) -> None:
    assert people(read(tex)[0]) == authors


def test_all_else_that_the_commands_say_is_kept_and_pandoc_skips_none_of_it() -> None:
    meta, found = read(ELSARTICLE)
    assert meta.authors[0].emails == ("m.quellen@strand.example",)
    assert [m.text_of(word.children) for group in meta.keywords for word in group.keywords] == [
        "grain size",
        "bars",
    ]
    (highlights,) = [one for one in meta.abstracts if one.kind == "key-points"]
    assert "It stays." in m.text_of(highlights.blocks)
    skipped = [one.message for one in found if "skipped" in one.message]
    assert len(skipped) == 1
    assert "strand.example" in skipped[0], "an address in the web is told"
    meta, _ = read(AASTEX)
    assert [one.orcid for one in meta.authors] == ["0000-0002-1825-0097", "0000-0001-5109-3700"]
    assert meta.authors[0].emails == ("m.quellen@strand.example",)
    assert [m.text_of(word.children) for group in meta.keywords for word in group.keywords] == [
        "Bars",
        "Grain size",
    ]
    assert read(ACMART)[0].authors[0].orcid == "0000-0002-1825-0097"


@pytest.mark.parametrize(
    "author",
    [
        r"\author{Marta Quellen \author{Joost Heide}",
        r"\author[1{Marta Quellen}",
    ],
)
def test_what_never_ends_is_left_to_pandoc(author: str) -> None:
    tex = rf"\documentclass{{article}}{author}\affil{{University of Strand}}\begin{{document}}"
    assert front_matter(tex, lambda _, pieces: list(pieces)) == (tex, {})


def test_what_is_taken_out_leaves_its_lines() -> None:
    text, tree = front_matter(ELSARTICLE + BODY, lambda _, pieces: list(pieces))
    assert text.count("\n") == (ELSARTICLE + BODY).count("\n")
    assert tree["author"][1]["affiliations"] == ["a", "b"]
    assert "Quell" not in text


@pytest.mark.parametrize(
    "part",
    [
        r"\author{",
        r"\author[",
        r"\author{\author{}}",
        r"\begin{keyword}",
        r"\affil[{}]",
        "\\",
        r"\corref{",
        r"\author{\thanks[}",
    ],
)
def test_hostile_front_matter_takes_no_time(part: str) -> None:
    begin = time.process_time()
    front_matter(
        "\\documentclass{x}\\author{A B}" + part * (250_000 // len(part)), lambda _, pieces: list(pieces)
    )
    assert time.process_time() - begin < 5
