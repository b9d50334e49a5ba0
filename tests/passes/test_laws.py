"""What holds for every pass and every document."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.passes import NORMALISE, Pass, prepare
from paperconv.styles import load_style
from tests.documents import RICH
from tests.strategies import documents

STYLE = load_style("base")
PREPARE = prepare(STYLE)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
# Passes that may add or change words, and why.
MAY_CHANGE_WORDS = {
    "cite",  # prints citations and references
    "drop_empty_lists",  # a title of nothing goes, and is reported
    "merge_text",  # an empty link shows where it goes
    "number",  # prints labels, which are no text, and renumbers nothing
    "describe_pictures",  # writes alternative texts
    "fill_crossrefs",  # prints labels as the text of links
    "label_equations",  # takes \label and \tag out of TeX
    "link_keys",  # unknown keys become text
    "resolve_crossrefs",  # pointers to nothing become text
}


def name_of(step: Pass) -> str:
    return step.__qualname__.split(".")[0]


def run(document: m.Document, steps: tuple[Pass, ...]) -> m.Document:
    for step in steps:
        document = step(document, ignore)
    return document


# Formulas need pandoc, one start for each document: their pass has tests of its own.
CHEAP = tuple(step for step in (*NORMALISE, *PREPARE) if name_of(step) not in {"convert_math", "cite"})


@QUICK
@given(document=documents())
def test_doing_a_pass_twice_changes_nothing_more(document: m.Document) -> None:
    for step in CHEAP:
        document = step(document, ignore)
        assert step(document, ignore) == document, name_of(step)


@QUICK
@given(document=documents())
def test_the_passes_together_change_nothing_when_done_again(document: m.Document) -> None:
    once = run(document, CHEAP)
    assert run(once, CHEAP) == once


@QUICK
@given(document=documents())
def test_a_pass_keeps_every_word_unless_it_may_change_them(document: m.Document) -> None:
    for step in CHEAP:
        after = step(document, ignore)
        if name_of(step) not in MAY_CHANGE_WORDS:
            assert m.text_of(after).split() == m.text_of(document).split(), name_of(step)
        document = after


@QUICK
@given(document=documents())
def test_what_the_passes_make_holds_together_and_survives_json(document: m.Document) -> None:
    after = run(document, CHEAP)
    assert list(m.check(after)) == []
    assert m.decode(m.encode(after)) == after


def test_the_rich_document_is_prepared_and_stays_as_it_is() -> None:
    once = run(RICH, (*NORMALISE, *PREPARE))
    assert list(m.check(once)) == []
    assert run(once, (*NORMALISE, *PREPARE)) == once


def test_a_pass_with_nothing_to_do_gives_the_same_object_back() -> None:
    once = run(RICH, (*NORMALISE, *PREPARE))
    for step in (*NORMALISE, *PREPARE):
        assert step(once, ignore) is once, name_of(step)


@pytest.mark.parametrize("step", [*NORMALISE, *PREPARE], ids=name_of)
def test_every_pass_takes_an_empty_document(step: Pass) -> None:
    found: list[Diagnostic] = []
    assert list(m.check(step(m.Document(m.Metadata(language="en")), found.append))) == []
