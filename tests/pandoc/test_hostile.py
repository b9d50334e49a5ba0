from __future__ import annotations

import time

import msgspec
import pytest

from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.errors import UnreadableSource
from paperconv.pandoc.ast import Ast, read_ast, to_draft
from tests.pandoc.drafts import draft


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("> " * 400 + "a", id="quotes"),
        pytest.param("<div>\n\n" * 600 + "a" + "\n\n</div>" * 600, id="divs"),
    ],
)
def test_deep_nesting_is_one_line(text: str):
    with pytest.raises(UnreadableSource, match="nested") as caught:
        draft(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", ["Emph", "Quoted", "BlockQuote"])
def test_a_deep_tree_never_exhausts_the_stack(kind: str):
    node: object = {"t": "Str", "c": "a"}
    for _ in range(150):
        match kind:
            case "Emph":
                node = {"t": "Emph", "c": [node]}
            case "Quoted":
                node = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [node]]}
            case _:
                node = {
                    "t": "BlockQuote",
                    "c": [
                        node if isinstance(node, dict) and node["t"] == kind else {"t": "Para", "c": [node]}
                    ],
                }
    block = node if kind == "BlockQuote" else {"t": "Para", "c": [node]}
    with pytest.raises(UnreadableSource, match="100 levels"):
        to_draft(Ast({"blocks": [block], "meta": {}}, "markdown"), file="x", log=ignore)


@pytest.mark.parametrize(
    "unit",
    [
        "<b>",
        "<center>\n\n",
        "<table><tr><td>",
        '<a id="x">',
        "$$ a $$ ",
        "\\ref{a} ",
        "# A {#x}\n\n",
        "x <!-- y --> ",
        "</i>",
    ],
)
def test_time_grows_with_length_not_with_its_square(unit: str):
    def seconds(count: int) -> float:
        ast = read_ast((unit * count).encode(), "markdown", source="x.md")
        began = time.process_time()
        try:
            to_draft(ast, file="x.md", log=ignore)
        except UnreadableSource:
            return 0.0
        return time.process_time() - began

    small, large = seconds(500), seconds(4000)
    assert large < max(40 * small, 1.0)


def test_a_tree_of_another_pandoc_with_an_unknown_node_is_reported():
    found = []
    tree = msgspec.json.decode(
        b'{"blocks": [{"t": "Para", "c": [{"t": "Str", "c": "a"}]}, {"t": "New", "c": 1}], "meta": {}}'
    )
    made = to_draft(Ast(tree, "markdown"), file="x", log=found.append)
    assert made.blocks == (m.Paragraph((m.Text("a"),)),)
    assert [one.rule for one in found] == ["content-kept"]
