"""citeproc-js is the oracle of what a CSL style means."""

from __future__ import annotations

import pytest

from tests.conftest import need
from tests.oracle.compare import compare, tools
from tests.oracle.works import CLUSTERS, ITEMS, STYLES


@pytest.mark.slow
@pytest.mark.validators
def test_entries_and_citations_are_those_of_citeproc_js() -> None:
    need(tools() is not None, "citeproc-js with the CSL locales")
    assert len(STYLES) == 25
    assert len(ITEMS) == 20
    entries = cited = 0
    for style in STYLES:
        other_entries, other_cited = compare(style)
        entries += len(ITEMS) - len(other_entries)
        cited += len(CLUSTERS) - len(other_cited)
    assert entries >= 0.92 * len(ITEMS) * len(STYLES)
    assert cited >= 0.97 * len(CLUSTERS) * len(STYLES)
