"""Codes of a classification are printed once, in every format that has pages."""

from __future__ import annotations

import io

import pytest

import docx
import paperconv
from paperconv import model as m


@pytest.mark.parametrize(
    ("words", "code", "printed"),
    [("Q54", "Q54", "Q54"), ("Climate", "Q54", "Climate (Q54)"), ("", "Q54", "Q54")],
)
def test_a_code_that_is_all_that_a_keyword_says_is_printed_once(words: str, code: str, printed: str) -> None:
    group = m.KeywordGroup((m.Keyword(m.text(words), code=code),), kind="JEL")
    document = m.Document(m.Metadata(title=m.text("T"), language="en", keywords=(group,)))
    page = paperconv.export(document, "html").data.decode()
    assert f'<span class="keyword">{printed}</span>' in page
    file = docx.Document(io.BytesIO(paperconv.export(document, "docx").data))
    assert [one.text for one in file.paragraphs if "Q54" in one.text] == [f"JEL: {printed}"]
