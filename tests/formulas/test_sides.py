"""Lines of an align: one block, cut at its relations, each line with its own number, in every format."""

from __future__ import annotations

import re

import pytest

import paperconv
from paperconv import model as m
from paperconv.formulas.mathml import to_mathml
from paperconv.formulas.sides import sides

_SOURCE = r"""---
title: T
author: A B
---

# One

See \eqref{eq:b}.

\begin{align}
x + y &= \frac{1}{2} \label{eq:a}\\
z &= 2 \notag\\
w &\leq 3 \label{eq:b}
\end{align}

Text.
"""


def equation(tex: str) -> m.Equation:
    (made,) = to_mathml([(tex, True)])
    return m.Equation(tex, str(made))


def test_a_line_is_cut_at_the_sign_that_no_braces_hold() -> None:
    pair = sides(
        equation(r"\begin{align}\text{a \& b} &= {c \over \begin{matrix}d & e\end{matrix}}\end{align}")
    )
    assert pair is not None
    assert [half.tex for half in pair] == [r"\text{a \& b}", r"{}= {c \over \begin{matrix}d & e\end{matrix}}"]
    assert "<mtable" not in pair[0].mathml


@pytest.mark.parametrize(
    "tex", ["a = b", r"\begin{gather}a = b\end{gather}", r"\begin{align}a&=b\\c&=d\end{align}"]
)
def test_what_is_no_single_line_with_two_sides_is_not_cut(tex: str) -> None:
    assert sides(equation(tex)) is None


def test_each_line_of_an_align_is_a_formula_joined_to_the_first() -> None:
    document = paperconv.read(_SOURCE.encode(), format="markdown")
    found = [node for node in m.iter_nodes(document) if isinstance(node, m.Equation)]
    assert [(node.id, node.joined) for node in found] == [("eq-a", False), ("", True), ("eq-b", True)]


def test_jats_has_one_group_with_a_label_for_each_numbered_line() -> None:
    made = paperconv.export(paperconv.read(_SOURCE.encode(), format="markdown"), "jats").data.decode()
    (group,) = re.findall(r"<disp-formula-group>.*?</disp-formula-group>", made, re.DOTALL)
    assert group.count("<disp-formula") == 4
    assert re.findall(r"<label>(.*?)</label>", group) == ["1–2", "1", "2"]


def test_html_has_the_lines_in_one_block() -> None:
    made = paperconv.export(paperconv.read(_SOURCE.encode(), format="markdown"), "html").data.decode()
    assert made.count('<div class="equation-group">') == 1
    assert made.count('<span class="left">') == 3
    assert 'class="equation-number">(2)' in made


def test_a_word_file_has_one_table_and_comes_back_as_the_same_lines() -> None:
    made = paperconv.export(paperconv.read(_SOURCE.encode(), format="markdown"), "docx").data
    found = [node for node in m.iter_nodes(paperconv.read(made)) if isinstance(node, m.Equation)]
    assert [(node.label, node.joined) for node in found] == [("1", False), ("", True), ("2", True)]
    assert found[1].tex == r"\begin{align}z &= 2\end{align}"
