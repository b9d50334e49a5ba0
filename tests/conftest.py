"""What tests share: where things lie, and how a missing tool is treated."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from paperconv.styles import load_style

# The same documents on every machine: a law that breaks, breaks for everybody. Whole papers shrink too slowly for that to
# be done by itself: `--hypothesis-profile=default` does it.
settings.register_profile(
    "paperconv", derandomize=True, deadline=None, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile("paperconv")

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"


def paper_for(journal: str) -> Path:
    """The example with which a journal's upload is complete: a paper, or one on its software where the journal prints no other."""
    folder = EXAMPLES / "lamp-colours"
    sections = load_style(journal).rules.get("sections-required")
    on_software = sections is not None and "Software design" in sections.values
    return (folder / "software" if on_software else folder) / "paper.md"


def need(present: bool, what: str) -> None:
    """Skip the test where ``what`` is missing; where skipping is forbidden (`make test`), fail."""
    if present:
        return
    if os.environ.get("PAPERCONV_NO_SKIP"):
        pytest.fail(f"{what} is missing, and `make test` must have installed it")
    pytest.skip(f"{what} is missing: `make validators` installs it")


@pytest.fixture
def river() -> Path:
    """The messy example."""
    return EXAMPLES / "river-trade.md"


@pytest.fixture
def maize() -> Path:
    """The example with front matter and a bibliography file."""
    return EXAMPLES / "maize" / "paper.md"


@pytest.fixture
def letter() -> Path:
    """The short example."""
    return EXAMPLES / "letter.md"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` writes the expectations of the case folders anew."""
    parser.addoption("--update", action="store_true", help="write what is kept of cases and reports anew")
