"""Figures and tables of LaTeX in all the environments that have captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.protocols import Source
from paperconv.readers.pandoc.reader import read_draft

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
