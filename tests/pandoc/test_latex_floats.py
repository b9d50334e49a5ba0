"""Figures and tables of LaTeX in all the environments that have captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.manuscript import understand
from paperconv.passes.fill_crossrefs import fill_crossrefs
from paperconv.passes.number import number
from paperconv.protocols import Source
from paperconv.readers.pandoc.reader import read_draft
from paperconv.styles import load_style

_TABLE = r"\begin{tabular}{ll}a & b\\ 1 & 2\end{tabular}"
_FIGURE = r"\includegraphics{quay.png}"


def _read(body: str) -> tuple[m.Draft, list[Diagnostic]]:
    found: list[Diagnostic] = []
    text = f"\\documentclass{{article}}\n\\begin{{document}}\n\\section{{Boats}}\nAs Table~\\ref{{tbl:cargo}} shows.\n\n{body}\n\nIt froze.\n\\end{{document}}\n"
    return read_draft([Source(text.encode(), "paper.tex", Path("paper.tex"))], found.append), found


@pytest.mark.parametrize(
    ("begin", "end", "inside"),
    [
        (r"\begin{table*}[ht!]", r"\end{table*}", _TABLE),
        (r"\begin{table}[ht!]", r"\end{table}", _TABLE),
        (r"\begin{sidewaystable}", r"\end{sidewaystable}", _TABLE),
        (r"\begin{sidewaystable*}[p]", r"\end{sidewaystable*}", _TABLE),
        (r"\begin{wraptable}[8]{r}[1cm]{5cm}", r"\end{wraptable}", _TABLE),
        (r"\begin{wraptable}{r}{0.5\textwidth}", r"\end{wraptable}", _TABLE),
        (r"\begin{SCtable}[0.5][ht]", r"\end{SCtable}", _TABLE),
        (r"\begin{margintable}", r"\end{margintable}", _TABLE),
        (r"\begin{figure*}[t]", r"\end{figure*}", _FIGURE),
        (r"\begin{wrapfigure}{l}{5cm}", r"\end{wrapfigure}", _FIGURE),
        (r"\begin{sidewaysfigure*}", r"\end{sidewaysfigure*}", _FIGURE),
        (r"\begin{SCfigure}", r"\end{SCfigure}", _FIGURE),
    ],
)
def test_every_environment_with_a_caption_is_a_float(begin: str, end: str, inside: str) -> None:
    draft, found = _read(
        f"{begin}\n\\centering\n{inside}\n\\caption{{What the boats \\emph{{carried}}.}}\n\\label{{tbl:cargo}}\n{end}"
    )
    floats = [node for node in m.iter_nodes(draft) if isinstance(node, m.Table | m.Figure)]
    assert [type(one) for one in floats] == [m.Table if inside is _TABLE else m.Figure]
    assert floats[0].caption is not None
    assert (m.text_of(floats[0].caption), floats[0].id) == ("What the boats carried.", "tbl-cargo")
    assert not [one.message for one in found if "skipped" in one.message]
    assert "r5cm" not in m.text_of(draft)


def test_latex_that_is_shown_stays() -> None:
    draft, _ = _read(
        "\\begin{verbatim}\n\\begin{table*}[t]\n\\end{table*}\n\\end{verbatim}\n% \\begin{table*}\nIt thawed."
    )
    code = next(node for node in m.iter_nodes(draft) if isinstance(node, m.CodeBlock))
    assert code.value.strip() == "\\begin{table*}[t]\n\\end{table*}"
    assert "It thawed." in m.text_of(draft)


_PARTS = r"""\begin{figure*}[t]
\caption{Both \emph{quays}
of the town}%
\subfloat[North]{\includegraphics[width=0.5\textwidth]{north.png}\label{fig:north}}
\subfloat[South]{\includegraphics[width=0.5\textwidth]{south.png}\label{fig:south}}
\label{fig:quays}
\end{figure*}
\begin{figure}
\begin{subfigure}{.4\textwidth}\includegraphics{east.png}\subcaption{East}\label{fig:east}\end{subfigure}
\begin{subfigure}{.4\textwidth}\includegraphics{west.png}\subcaption{West}\end{subfigure}
\caption{The gates}\label{fig:gates}
\end{figure}
See Figures~\ref{fig:quays}, \ref{fig:south} and~\ref{fig:gates}."""


def test_a_figure_has_its_own_caption_wherever_that_stands_and_its_parts_theirs() -> None:
    draft, found = _read(_PARTS)
    figures = [node for node in m.iter_nodes(draft) if isinstance(node, m.Figure)]
    said = [m.text_of(node.caption) for node in figures if node.caption]
    assert [" ".join(one.split()) for one in said] == ["Both quays of the town", "The gates"]
    parts = [[m.text_of(part.caption) for part in node.panels if part.caption] for node in figures]
    assert parts == [["North", "South"], ["East", "West"]]
    assert [node.span for node in figures] == ["page", "column"]
    widths = [part.image.width for part in figures[0].panels if part.image]
    assert widths == ["100%", "100%"]
    assert not [one.message for one in found if "skipped" in one.message]


def test_parts_of_figures_are_not_counted_as_figures() -> None:
    document = number(load_style("base"))(understand(_read(_PARTS)[0], ignore), ignore)
    filled = fill_crossrefs(load_style("base").labels)(document, ignore)
    last = [node for node in m.iter_nodes(filled) if isinstance(node, m.CrossRef)][-3:]
    assert [m.text_of(node) for node in last] == ["1", "1b", "2"]


def test_text_between_formulas_that_share_a_number_stays_text() -> None:
    draft, _ = _read(
        "\\begin{subequations}\\label{eq:all}\n\\begin{equation}\\label{eq:one}a=b\\end{equation}\n"
        "where $a$ is \\emph{the tide}, and\n\\begin{align}c&=d\\end{align}\n\\end{subequations}\nBy \\eqref{eq:all}."
    )
    formulas = [node.tex for node in m.iter_nodes(draft) if isinstance(node, m.Equation)]
    assert ["subequations" in one for one in formulas] == [False, False]
    assert "is the tide, and" in m.text_of(draft)
    pointers = [node.target for node in m.iter_nodes(draft) if isinstance(node, m.CrossRef)]
    assert pointers[-1] == next(node.id for node in m.iter_nodes(draft) if isinstance(node, m.Equation))
