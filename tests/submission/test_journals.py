"""Every journal's upload of the rich example is complete, and what is in it is valid."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import paperconv
from paperconv.styles import find_styles, load_style
from paperconv.submission import Submission, submit
from tests.conftest import need, paper_for
from tests.validators import jats, office, packages, pdf
from tests.validators.verdict import Verdict

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("uploads")]

JOURNALS = sorted(name for name in find_styles() if load_style(name).guide.address)
HELD = {
    "title-page": "title-page",
    "cover-letter": "cover-letter",
    "figures": "figure",
    "tables": "table",
    "supplements": "supplement",
    "references": "references",
    "highlights": "highlights",
}
AUTHORS = (b"Rebelo", b"Wrona", b"\xc3\x98stby", b"Serralva")


read = cache(paperconv.read)


@cache
def upload(journal: str) -> Submission:
    """What that journal is sent."""
    paper = paper_for(journal)
    return submit(read(paper), journal, name="lamps", given=[paper])


@pytest.mark.parametrize("journal", JOURNALS)
def test_an_upload_is_complete_and_has_the_parts_that_the_form_asks_for(journal: str) -> None:
    need(packages.meca_installed(), "the DTDs of npm's meca")
    need(jats.dtd_installed(), "the JATS DTD")
    made = upload(journal)
    assert made.complete, [str(one) for one in made.missing]
    kinds = {file.kind for file in made.files}
    style = load_style(journal, made.variant)
    held = {HELD[part] for part in style.submission.separate}
    assert held <= kinds
    sources = style.submission.sources
    own = [file.path.rpartition("/")[2] for file in made.files if file.kind == "source"]
    assert ("paper.md" in own) == ("markdown" in sources.formats)
    assert own or sources.need != "always"
    assert {"manuscript", "references", "jats", "meca", "checklist"} <= kinds
    assert (
        next(file for file in made.files if file.kind == "manuscript").path.rpartition(".")[2]
        in style.submission.formats
    )
    with zipfile.ZipFile(io.BytesIO(next(one.data for one in made.files if one.kind == "meca"))) as package:
        assert packages.meca_errors(package.read("manifest.xml")) == []
        assert jats.dtd_errors(package.read("article.xml")) == []
    if made.anonymous:
        seen = [one for one in made.files if one.audience == "reviewers"]
        assert not [one.path for one in seen if any(name in one.data for name in AUTHORS)]


@pytest.mark.parametrize(
    ("suffix", "validate", "present"),
    [(".docx", office.validate, office.installed), (".pdf", pdf.validate, pdf.installed)],
)
def test_what_an_upload_holds_is_valid(
    suffix: str, validate: Callable[[list[Path]], list[Verdict]], present: Callable[[], bool], tmp_path: Path
) -> None:
    need(present(), f"the validator for {suffix}")
    written = []
    for journal in JOURNALS:
        for file in upload(journal).files:
            if file.path.endswith(suffix) and file.kind in {"manuscript", "proof"}:
                path = tmp_path / f"{journal}-{file.kind}{suffix}"
                path.write_bytes(file.data)
                written.append(path)
    assert len(written) >= 12
    assert [str(verdict) for verdict in validate(written) if verdict.errors] == []


def test_there_are_journals() -> None:
    assert len(JOURNALS) >= 16
