"""Every journal's upload can be made of the rich example, and has all the parts that its form asks for."""

from __future__ import annotations

import io
import zipfile

import pytest

import paperconv
from paperconv.styles import find_styles, load_style
from paperconv.submission import submit
from tests.conftest import EXAMPLES, need
from tests.validators import jats, packages

JOURNALS = sorted(name for name in find_styles() if load_style(name).guide.address)
HELD = {
    "title-page": "title-page",
    "cover-letter": "cover-letter",
    "figures": "figure",
    "tables": "table",
    "supplements": "supplement",
    "references": "references",
}


@pytest.mark.slow
@pytest.mark.parametrize("journal", JOURNALS)
def test_an_upload_has_the_parts_that_the_form_asks_for(journal: str) -> None:
    need(packages.meca_installed(), "the DTDs of npm's meca")
    need(jats.dtd_installed(), "the JATS DTD")
    document = paperconv.read(EXAMPLES / "tide-clocks" / "paper.md")
    made = submit(document, journal, name="surges")
    kinds = {file.kind for file in made.files}
    separate = load_style(journal, made.variant).submission.separate
    assert {HELD[part] for part in separate if part in HELD} <= kinds
    assert {"manuscript", "references", "jats", "meca", "checklist"} <= kinds
    parts = {"manuscript", "title page", "references"} | {
        one.about for one in made.files if one.kind == "figure"
    }
    assert not [str(one) for one in made.missing if one.part in parts], "what fails is the example's own"
    with zipfile.ZipFile(io.BytesIO(next(one.data for one in made.files if one.kind == "meca"))) as package:
        assert packages.meca_errors(package.read("manifest.xml")) == []
        assert jats.dtd_errors(package.read("article.xml")) == []
    if made.anonymous:
        seen = [one for one in made.files if one.audience == "reviewers"]
        assert not [one.path for one in seen if b"Halvorsen" in one.data]


def test_there_are_journals() -> None:
    assert len(JOURNALS) >= 16
