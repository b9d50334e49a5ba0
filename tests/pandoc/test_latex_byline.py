"""Bylines in which one command of LaTeX holds several persons, and commands with arguments that pandoc would leave out."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.protocols import Source
from paperconv.readers.pandoc import PandocReader

_BODY = r"""\begin{abstract} Sand moves by night. \end{abstract}
\section{Introduction} The bars move along the strand in each storm, and no boat finds its way. \end{document}
"""
_STRAND, _PORT = "Institute of Geography, University of Strand", "Port Institute, Izmir, Turkey"


def read(tex: str) -> tuple[m.Document, list[Diagnostic]]:
    said: list[Diagnostic] = []
    document = PandocReader().read([Source(tex.encode(), "paper.tex")], said.append)
    assert list(m.check(document)) == []
    return document, said


def people(document: m.Document) -> list[tuple[str, list[str], tuple[str, ...]]]:
    places = {one.id: one.raw for one in document.meta.affiliations}
    return [
        (f"{one.name.given} {one.name.family}", [places[at] for at in one.affiliations], one.emails)
        for one in document.meta.authors
    ]


MARTA, JOOST = "m.quellen@strand.example", "heide@port.example"
BOTH = [("Marta Quellen", [_STRAND], (MARTA,)), ("Joost Heide", [_PORT], (JOOST,))]


@pytest.mark.parametrize(
    "author",
    [
        rf"""\author{{Marta Quellen\\ Institute of Geography\\ University of Strand\\ \texttt{{{MARTA}}}
        \and Joost~Heide\\ Port Institute\\ Izmir, Turkey\\ \texttt{{{JOOST}}} }}""",
        rf"""\author{{%
  Marta Quellen \\%\thanks{{nobody}} \\
  {_STRAND} \\ {MARTA} \\ \And
  Joost Heide \\[2pt] {_PORT} \\ {JOOST}
}}""",
        rf"""\author{{\IEEEauthorblockN{{Marta Quellen}} \IEEEauthorblockA{{\textit{{Institute of Geography}}\\ University of Strand\\ {MARTA}}}
        \and \IEEEauthorblockN{{Joost Heide}} \IEEEauthorblockA{{Port Institute, Izmir, Turkey\\ {JOOST}}}}}""",
        rf"""\author{{Marta Quellen \\ {_STRAND} \ead{{{MARTA}}} \and Joost Heide \\ {_PORT} \ead{{{JOOST}}}}}""",
        rf"""\author{{\begin{{tabular}}{{c}} Marta Quellen \\ {_STRAND} \\ {MARTA} \end{{tabular}} \and
        \begin{{tabular}}{{c}} Joost Heide \\ {_PORT} \\ {JOOST} \end{{tabular}}}}""",
    ],
)
def test_each_author_stands_above_place_and_address(author: str) -> None:
    document, _ = read(rf"\documentclass{{article}}\title{{Sand}}{author}\begin{{document}}\maketitle{_BODY}")
    assert people(document) == BOTH
    assert m.text_of(document.meta.title) == "Sand"
    assert not document.blocks


@pytest.mark.parametrize(
    "front",
    [
        rf"""\author{{\textbf{{Marta Quellen}}$^{{1,*}}$ \quad Joost Heide$^{{2,\dagger}}$ \\[2mm]
        {{\small $^1${_STRAND} \qquad $^2${_PORT} \\ $^*$Equal contribution \quad $^\dagger$Corresponding author: {JOOST}}}}}""",
        rf"""\author{{Marta Quellen\inst{{1}} \and Joost Heide\inst{{2}}}}
        \institute{{{_STRAND}\\ \email{{{MARTA}}} \and {_PORT}\\ \email{{{JOOST}}}}}""",
        rf"""\author{{Marta Quellen\textsuperscript{{1}}, Joost Heide\textsuperscript{{2}}}}
        \affil[1]{{{_STRAND}}}\affil[2]{{{_PORT}}}""",
        rf"""\author{{Marta~Quellen,~\IEEEmembership{{Member,~IEEE}}, and~Joost~Heide,~\IEEEmembership{{Fellow,~OSA}}% <-this
        \thanks{{M. Quellen is with the {_STRAND}. E-mail: {MARTA}.}}\thanks{{J. Heide was with the {_PORT}.}}}}""",
        rf"""\authorsnames[1,2]{{Marta Quellen, Joost Heide}}\authorsaffiliations{{{{{_STRAND}}},{{{_PORT}}}}}""",
        rf"""\begin{{icmlauthorlist}}\icmlauthor{{Marta Quellen}}{{equal,s}}\icmlauthor{{Joost Heide}}{{equal,p}}\end{{icmlauthorlist}}
        \icmlaffiliation{{s}}{{{_STRAND}}}\icmlaffiliation{{p}}{{{_PORT}}}\icmlcorrespondingauthor{{Joost Heide}}{{{JOOST}}}""",
    ],
)
def test_marks_and_names_say_whose_a_place_is(front: str) -> None:
    document, _ = read(rf"\documentclass{{article}}\begin{{document}}\title{{Sand}}{front}\maketitle{_BODY}")
    found = people(document)
    assert [(name, places) for name, places, _ in found] == [(name, places) for name, places, _ in BOTH]
    assert all(set(mails) <= {MARTA, JOOST} for _, _, mails in found)
    assert not document.blocks


def test_an_author_of_lipics_is_described_by_arguments() -> None:
    document, _ = read(
        rf"\documentclass[a4paper]{{lipics-v2021}}\title{{Sand}}\author{{Marta Quellen}}{{{_STRAND}}}{{{MARTA}}}"
        rf"{{https://orcid.org/0000-0002-1825-0097}}{{(Optional) a grant}}\author{{Joost Heide}}{{{_PORT}}}{{{JOOST}}}{{}}{{}}"
        r"\begin{document}\maketitle" + _BODY
    )
    assert people(document) == BOTH
    assert [one.orcid for one in document.meta.authors] == ["0000-0002-1825-0097", ""]


def test_memberships_are_degrees_and_equal_authors_are() -> None:
    document, _ = read(
        r"\documentclass{x}\begin{document}\title{Sand}\begin{icmlauthorlist}\icmlauthor{Marta Quellen}{equal}"
        r"\icmlauthor{Joost Heide}{}\end{icmlauthorlist}\maketitle" + _BODY
    )
    assert [one.equal_contribution for one in document.meta.authors] == [True, False]
    document, _ = read(
        r"\documentclass{IEEEtran}\begin{document}\title{Sand}\author{Marta Quellen, \IEEEmembership{Member, IEEE}, and"
        r" Joost Heide, \IEEEmembership{Life Fellow, IEEE}}\maketitle" + _BODY
    )
    assert [one.degrees for one in document.meta.authors] == [("Member", "IEEE"), ("Life Fellow", "IEEE")]


@pytest.mark.parametrize("place", ["", r"\begin{document}\maketitle"])
def test_an_abstract_that_is_a_command(place: str) -> None:
    begin = "" if place else r"\begin{document}\maketitle"
    tex = rf"\documentclass{{apa7}}\title{{Sand}}\author{{Marta Quellen}}{place}\abstract{{Sand \emph{{moves}} by night.}}{begin}"
    document, said = read(tex + r"\keywords{bars, strand}\section{Method} It was measured. \end{document}")
    assert [m.text_of(one) for one in document.meta.abstracts] == ["Sand moves by night."]
    assert not [one for one in said if "abstract" in one.message]


def test_parts_of_a_figure_keep_their_pictures_and_captions() -> None:
    document, _ = read(
        r"""\documentclass{article}\begin{document}\section{Bars} They move.
\begin{figure}\subfloat[By night]{\includegraphics[width=3cm]{night.png}}\hfill
\subfigure[By day]{\includegraphics{day.png}}\subcaptionbox{At dawn}{\includegraphics{dawn.png}}\caption{The bars.}\end{figure}
\begin{figure}\plottwo{east.png}{west.png}\caption{The strand.}\end{figure}
\begin{figure}\plotone{north.png}\caption{The north.}\end{figure}
\acknowledgments
We thank the pilots.
\end{document}"""
    )
    figures = [one for one in m.iter_nodes(document) if isinstance(one, m.Figure)]
    pictures = [[panel.image.source for panel in one.panels if panel.image] for one in figures]
    assert pictures == [["night.png", "day.png", "dawn.png"], ["east.png", "west.png"], ["north.png"]]
    assert [m.text_of(panel.caption) for panel in figures[0].panels if panel.caption] == [
        "By night",
        "By day",
        "At dawn",
    ]
    assert [(one.role, m.text_of(one.title)) for one in document.back] == [
        ("acknowledgements", "Acknowledgments")
    ]


def test_only_the_first_title_is_that_of_the_paper() -> None:
    document, _ = read(
        r"\documentclass{article}\title{Sand}\begin{document}\maketitle\section{Bars} They move."
        r"\begin{table}\title{Table A3: Bars by night}\begin{tabular}{ll} a & b \\ 1 & 2 \end{tabular}\end{table}"
        "\n"
        r"\title{Supplement to ``Sand''}\maketitle The pilots said more. \end{document}"
    )
    assert m.text_of(document.meta.title) == "Sand"
    assert [m.text_of(one.title) for one in document.sections] == ["Bars", "Supplement to “Sand”"]
    (table,) = (one for one in m.iter_nodes(document) if isinstance(one, m.Table))
    assert (table.label, table.caption and m.text_of(table.caption)) == ("Table A3", "Bars by night")


def test_a_heading_that_runs_in_is_text() -> None:
    document, _ = read(
        r"\documentclass{article}\title{Sand}\begin{document}\maketitle\section{Bars} They move."
        "\n\n"
        r"\paragraph{By night.} They rest. \subparagraph*{By day} They do not. \end{document}"
    )
    (section,) = document.sections
    assert not section.sections
    assert [m.text_of(one) for one in section.blocks] == [
        "They move.",
        "By night. They rest.",
        "By day They do not.",
    ]
