"""What holds nothing goes; what is pointed to, or says anything, stays."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.passes.drop_nothing import drop_nothing
from tests.passes.making import doc, p, t

NOTHING: dict[str, m.Block] = {
    "a list": m.List(()),
    "a numbered list with an id": m.List((), ordered=True, id="l1"),
    "definitions": m.DefinitionList(()),
    "a quotation": m.Quote(()),
    "a table": m.Table(),
    "a table of empty rows": m.Table(bodies=(m.TableBody((m.Row(()),)),)),
    "a figure": m.Figure(()),
}
SOMETHING: dict[str, m.Block] = {
    "an item without text": m.List((m.ListItem(()),)),
    "who is quoted": m.Quote((), t("Anon")),
    "a table with a caption": m.Table(caption=m.Caption(t("Boats"))),
    "a figure with a label": m.Figure((), label="Figure 1"),
    "an empty cell": m.Table(bodies=(m.TableBody((m.Row((m.Cell(()),)),)),)),
}


@pytest.mark.parametrize("case", NOTHING)
def test_nothing_goes(case: str) -> None:
    document = doc(p("Ice."), NOTHING[case], p("Boats."))
    assert drop_nothing(document, ignore).blocks == (p("Ice."), p("Boats."))


@pytest.mark.parametrize("case", SOMETHING)
def test_something_stays(case: str) -> None:
    document = doc(p("Ice."), SOMETHING[case])
    assert drop_nothing(document, ignore) is document


def test_what_is_pointed_to_stays() -> None:
    document = doc(m.Figure((), "fig1"), p("See ", m.CrossRef("fig1", t("there")), "."))
    assert drop_nothing(document, ignore) is document
