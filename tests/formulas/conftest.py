from __future__ import annotations

import pytest

from paperconv.formulas.engine import available
from tests.conftest import need


@pytest.fixture(autouse=True)
def _engine(request: pytest.FixtureRequest) -> None:
    if request.path.stem != "test_tex":
        need(available(), "MathJax")
