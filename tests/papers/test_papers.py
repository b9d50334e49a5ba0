"""What a careful reader finds in short papers out of converters is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.reading import FOLDER, PAPERS, misses


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: str(p.relative_to(FOLDER).with_suffix("")))
def test_the_facts_of_a_paper_are_read(path: Path) -> None:
    missed, surprising, _ = misses(path)
    assert missed == []
    assert surprising == []
