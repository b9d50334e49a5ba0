"""Tracked changes, accepted, rejected or kept, and what stands beside the run of the text."""

from __future__ import annotations

import io
import zipfile

import pytest

import paperconv
from paperconv import model as m
from tests.word.making import NAMESPACES, PROSE, Read, docx, p, read, run, style

_STYLES = style("T", "Title") + style("H", "heading 1")
_WHO = 'w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"'


def _new(inside: str) -> str:
    return f"<w:ins {_WHO}>{inside}</w:ins>"


def _old(text: str) -> str:
    return f'<w:del {_WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def _mark(tag: str) -> str:
    """The end of a paragraph, changed."""
    return f"<w:rPr><w:{tag} {_WHO}/></w:rPr>"


def _row(first: str, second: str, properties: str = "", cell: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{p(first)}</w:tc><w:tc>{p(second)}</w:tc></w:tr>"


def _table(*rows: str) -> str:
    return f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def _moved(kind: str, text: str) -> str:
    return f'<w:{kind}RangeStart w:id="3" w:name="m1" w:author="A"/><w:{kind} {_WHO}>{run(text)}</w:{kind}><w:{kind}RangeEnd w:id="3"/>'


_HEADED = '<w:pStyle w:val="H"/><w:pPrChange w:id="4" w:author="A"><w:pPr><w:pStyle w:val="N"/></w:pPr></w:pPrChange>'
CHANGES: dict[str, tuple[str, str, str]] = {
    "words": (p("The ", _new(run("new ")), _old("old "), "boats came."), "The new boats came.", "The old boats came."),
    "the end of a paragraph taken out": (
        p("The first half", properties=_mark("del")) + p(" and the second."), "The first half and the second.", "The first half|and the second.",
    ),
    "the end of a paragraph put in": (
        p("The first half", properties=_mark("ins")) + p(" and the second."), "The first half|and the second.", "The first half and the second.",
    ),
    "a paragraph taken out": (
        p("It stays.") + p(_old("It goes."), properties=_mark("del")) + p("It stays too."), "It stays.|It stays too.", "It stays.|It goes.|It stays too.",
    ),
    "a paragraph moved": (
        p(_moved("moveFrom", "It moves."), properties=_mark("moveFrom")) + p("It stays.")
        + p(_moved("moveTo", "It moves."), properties=_mark("moveTo")) + p("It ends."),
        "It stays.|It moves.|It ends.", "It moves.|It stays.|It ends.",
    ),
    "rows": (
        _table(_row("Age", "Walls"), _row(_new(run("new")), _new(run("28")), f"<w:ins {_WHO}/>"), _row(_old("old"), _old("12"), f"<w:del {_WHO}/>")),
        "Age|Walls|new|28", "Age|Walls|old|12",
    ),
    "cells": (
        _table(_row("Age", "Walls"), _row("gone", "stays", cell=f"<w:cellDel {_WHO}/>"), _row("came", "stays", cell=f"<w:cellIns {_WHO}/>")),
        "Age|Walls|stays|came|stays", "Age|Walls|gone|stays|stays",
    ),
    "a style": (p("Methods of old", properties=_HEADED) + p("It stays."), "# Methods of old|It stays.", "Methods of old|It stays."),
    "the look of a run": (
        p("The ", run("boats", f"<w:i/><w:rPrChange {_WHO}><w:rPr/></w:rPrChange>"), " came."), "The *boats* came.", "The boats came.",
    ),
    "words put in and taken out again": (p("The ", _new(_old("never ")), "boats came."), "The boats came.", "The boats came."),
}  # fmt: skip


def _lines(made: Read) -> str:
    """The paragraphs behind the first, with the marks of headings and emphasis."""
    out: list[str] = []

    def said(node: m.Paragraph) -> str:
        return "".join(
            f"*{m.text_of(one)}*" if isinstance(one, m.Styled) and one.style == "emph" else m.text_of(one)
            for one in node.children
        ).strip()

    for section in made.document.sections:
        out += [f"# {m.text_of(section.title)}"]
        out += [said(node) for node in m.iter_nodes(m.Quote(section.blocks)) if isinstance(node, m.Paragraph)]
    return "|".join(line for line in out if line not in {PROSE, "# Intro"})


@pytest.mark.parametrize("case", CHANGES)
def test_changes_are_accepted_or_rejected_as_word_does(case: str) -> None:
    inside, accepted, rejected = CHANGES[case]
    body = p("Ice and Tolls", style="T"), p("Intro", style="H"), p(PROSE), inside, p(PROSE)
    assert _lines(read(*body, styles=_STYLES)) == accepted
    made = read(*body, styles=_STYLES, track_changes="reject")
    assert _lines(made) == rejected
    assert made.said("tracked changes") is not None


def test_all_keeps_changes_and_comments_as_such_in_the_docx_that_is_written() -> None:
    words = f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="Ann" w:date="2020-01-01T00:00:00Z">{p("Which boats?")}</w:comment></w:comments>'
    comment = (
        '<w:commentRangeStart w:id="0"/>',
        "boats",
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    data = docx(
        p("Ice and Tolls", style="T"), p("Intro", style="H"), p("The ", _new(run("new ")), _old("old "), *comment, " came."),
        styles=_STYLES, parts={"comments": words},
    )  # fmt: skip
    again = paperconv.export(Read(data, "all").document, "docx").data
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        text = archive.read("word/document.xml").decode()
        assert "<w:ins " in text
        assert "<w:delText" in text
        assert "Which boats?" in archive.read("word/comments.xml").decode()


def _shape(inside: str) -> str:
    return f"<wps:wsp><wps:txbx><w:txbxContent>{p(inside)}</w:txbxContent></wps:txbx></wps:wsp>"


def test_every_text_box_of_a_group_is_moved_into_the_text() -> None:
    group = (
        '<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wpg:wgp xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">'
        f"{_shape('The north quay was closed.')}{_shape('The south quay was open.')}</wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    made = read(
        p("Ice and Tolls", style="T"), p("Intro", style="H"), p(PROSE, group), p(PROSE), styles=_STYLES
    )
    assert _lines(made) == "The north quay was closed.|The south quay was open."
    assert made.said("2 text boxes moved") is not None


def test_the_reading_of_a_word_stands_behind_it() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('かわ')}</w:rt><w:rubyBase>{run('川')}</w:rubyBase></w:ruby></w:r>"
    made = read(
        p("Ice and Tolls", style="T"), p("Intro", style="H"), p("The river ", ruby, " froze."), styles=_STYLES
    )
    assert "The river 川(かわ) froze." in made.text


def test_a_document_that_is_only_linked_is_reported() -> None:
    made = read(
        p("Ice and Tolls", style="T"),
        p("Intro", style="H"),
        p(PROSE),
        '<w:subDoc r:id="rId9"/>',
        styles=_STYLES,
    )
    assert made.said("1 document inside the document cannot be read") is not None
