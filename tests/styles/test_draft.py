"""The style.toml that a style begins with: what it tells as comments could stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paperconv.styles import find_styles, load_style
from paperconv.styles.draft import draft_style, tables


@pytest.mark.parametrize("name", sorted(find_styles()))
def test_the_comments_of_a_draft_say_what_its_parent_says(name: str, tmp_path: Path) -> None:
    like = load_style(name)
    own, comments = draft_style("Mine", like).split("# What ", 1)
    layout = comments.split("# What the journal demands", 1)[0]
    said = [line.removeprefix("# ") for line in layout.splitlines() if re.match(r"# (\[|[a-z-]+ = )", line)]
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "style.toml").write_text("\n".join([own, *said]), encoding="utf-8")
    assert list(tables(load_style(str(folder)))) == list(tables(like))
