"""A manuscript that is made to keep the checks busy takes no longer than others."""

from __future__ import annotations

import time
from itertools import islice, product
from pathlib import Path

import pytest

from paperconv import model as m
from paperconv.errors import PaperconvError
from paperconv.requirements import check_document
from paperconv.styles import RULE_KINDS, STATEMENTS, load_style
from tests.requirements.manuscripts import style

_SIZE = 30_000
_UNITS = {
    "letters": "a", "capitals": "A", "dashes": "-", "parentheses": "(", "brackets": "[@", "addresses": "@a",
    "numbers": "Figure 1, 2–999, ", "people": "patients ", "commands": "\\cite{", "own": "our previous ", "lists": "ABC, x; ",
    "approvals": "approved consent ", "stops": "a.",
}  # fmt: skip
_UNKEYED = {"values": 'values = ["x"]', "least": "least = 1", "most": "most = 1"}


def rules() -> str:
    """Every kind of rule that looks at text, and every statement."""
    out = []
    for name, kind in RULE_KINDS.items():
        keys = [_UNKEYED[key] for key in sorted(kind.takes & set(_UNKEYED))]
        if kind.words:
            keys = [f'values = ["{min(kind.words)}"]']
        if name != "pages":
            out.append(f'[rules.{name}]\nsays = "So it is."\n' + "\n".join(keys))
    out += [f'[statements.{role}]\nsays = "So it is."\nneed = "people-or-animals"' for role in STATEMENTS]
    return "\n".join(out)


@pytest.mark.parametrize("name", [*_UNITS, "abbreviations"])
def test_work_is_bounded(name: str, tmp_path: Path) -> None:
    words = islice(("".join(one) for one in product("BCDFGHJKLMNP", repeat=4)), _SIZE // 5)
    text = " ".join(words) if name == "abbreviations" else _UNITS[name] * (_SIZE // len(_UNITS[name]))
    held = (m.Paragraph(m.text(text)),)
    paper = m.Document(
        m.Metadata(
            title=m.text("Tides"),
            language="en",
            authors=(m.Author(name=m.Name("Berg", "Ola Karl")),),
            abstracts=(m.Abstract(held),),
        ),
        held,
        (m.Section(m.text("Methods"), held, role="methods"),),
    )
    wanted = load_style(style(tmp_path, rules()))
    before = time.process_time()
    check_document(paper, wanted)
    assert time.process_time() - before < 5


def test_what_is_nested_too_deeply_is_refused_in_one_line(tmp_path: Path) -> None:
    block: m.Block = m.Paragraph(m.text("x"))
    for _ in range(3000):
        block = m.Quote((block,))
    paper = m.Document(m.Metadata(), (block,))
    with pytest.raises(PaperconvError, match="nested too deeply"):
        check_document(paper, load_style(style(tmp_path, rules())))
