"""A sample of the corpus; ``python -m tests.anonymity.corpus --pdf`` takes all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.anonymity.corpus import FORMATS, examine, manuscripts
from tests.conftest import SHARED

EVERY = 12

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not at hand"),
]


@pytest.mark.parametrize("path", manuscripts()[::EVERY], ids=lambda path: path.parent.name)
def test_a_blind_copy_names_nobody_and_keeps_the_words(path: Path) -> None:
    assert examine(path, FORMATS) == []
