"""Every fact of every first page in ``pages`` is found; see ``tests/manuscript/pages.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.manuscript.pages import FOLDER, facts_of

PAGES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_first_page_gives_all_its_facts_and_no_others(page: Path) -> None:
    wrong = {what: found for what, good, found in facts_of(page) if not good}
    assert wrong == {}
