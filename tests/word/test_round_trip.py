"""What DOCX says of a paper is what reading that DOCX gives again, but for what this list permits."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperconv.office import find_office
from tests.word.round_trip import SHARED, trip

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PERMITTED: dict[str, dict[tuple[str, str], str]] = {
    "river-trade.md": {},
    "letter.md": {},
    "maize/paper.md": {
        ("reference-field", "berg"): 'the style prints "Berg, Luis van den"',
    },
    "tide-clocks/paper.md": {
        ("List", "3, False"): "a formula between two paragraphs of an item ends the list",
        ("Link", "readings.csv"): "the file is carried along in a folder",
    },
}


@pytest.mark.parametrize("way", ["plain", "stripped", "office"])
@pytest.mark.parametrize("name", PERMITTED)
def test_a_written_paper_read_again_is_the_same_paper(name: str, way: str) -> None:
    if way == "office" and not find_office():
        pytest.skip("LibreOffice is not installed")
    wanted, lost, new = trip(_EXAMPLES / name, way)
    if way == "office":
        assert lost.total() <= 0.01 * wanted.total(), f"lost: {list(lost)}; new: {list(new)}"
        return
    unforeseen = [
        node
        for node in lost
        if not any(node[0] == kind and said in str(node[1:]) for kind, said in PERMITTED[name])
    ]
    assert not unforeseen, f"lost: {unforeseen}; new: {list(new)}"
    assert len(lost) <= len(PERMITTED[name])


# One of each kind of source, each with what its kind once lost.
_CORPUS = (
    "html/linkedresearch-cloud.html", "html/pandoc-html-reader.html", "jats/elife-tools__elife00351.xml",
    "jats/encoda__f1000-8-1394-v1.xml", "latex/covering-basis/intro.tex", "latex/dynonet/ms.tex", "qmd-myst/quarto-jasael",
    "docx/fixtures/metypeset-HeadingInReferencesSplitLine.docx",
)  # fmt: skip
_LEAST = {"plain": 0.99, "stripped": 0.99, "office": 0.97}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("way", _LEAST)
@pytest.mark.parametrize("name", _CORPUS)
def test_a_manuscript_of_the_corpus_keeps_its_nodes(name: str, way: str) -> None:
    if way == "office" and not find_office():
        pytest.skip("LibreOffice is not installed")
    wanted, lost, _ = trip(SHARED / "corpus" / name, way)
    assert lost.total() <= (1 - _LEAST[way]) * wanted.total(), f"lost: {list(lost)}"
