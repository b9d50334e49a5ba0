"""What text extraction reads at the ends of lines, columns and pages."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from paperconv import model as m
from tests.conftest import need
from tests.pdf.paper import export, paragraph, sentence, text_of
from tests.pieces import p, t


def extracted(data: bytes, folder: Path, *options: str) -> str:
    """What ``pdftotext`` reads, with the hyphens at line ends healed."""
    (folder / "paper.pdf").write_bytes(data)
    try:
        run = subprocess.run(
            ["pdftotext", *options, "paper.pdf", "-"], capture_output=True, check=True, cwd=folder
        )
    except FileNotFoundError:
        need(False, "pdftotext (poppler)")
        pytest.fail("unreachable")
    return re.sub("\u2010\\s*", "-", re.sub("\u00ad\\s*", "", run.stdout.decode()))


@pytest.mark.parametrize("options", [[], ["-raw"]])
@pytest.mark.parametrize("style", ["base", "two-column", "letter"])
def test_hyphens_of_the_author_are_kept_wherever_a_line_ends(
    style: str, options: list[str], tmp_path: Path
) -> None:
    compounds = "new-generation knock-down T-cell non-zero"
    told = f"{compounds} of {compounds} in {compounds} "
    foreign = f"{told}\u2691 "  # a sign that is in another font
    cells = tuple(m.Cell((p(told),)) for _ in range(3))
    table = m.Table((m.Column(),) * 3, bodies=(m.TableBody((m.Row(cells),)),), id="tbl1", label="Table 1")
    address = "https://example.org/\u200b" + "in-search-of-lost-sluices-" * 6 + "end"
    blocks = (
        p(foreign * 12),
        m.List(tuple(m.ListItem((p("x" * n, " ", told),)) for n in range(1, 12))),
        table,
        *(
            p("x " * n, m.Link(address.replace("\u200b", ""), t(address.replace("\u200b", ""))))
            for n in range(9)
        ),
    )
    data, _ = export(m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks), style)
    text = extracted(data, tmp_path, *options)
    found = Counter(re.findall(r"\w+(?:-\w+)+", text))
    assert {one: found[one] for one in compounds.split()} == dict.fromkeys(
        compounds.split(), 3 * (12 + 11 + 3)
    )
    assert "".join(text.split()).count("in-search-of-lost-sluices-" * 6 + "end") == 9


@pytest.mark.parametrize("options", [[], ["-raw"]])
@pytest.mark.parametrize("style", ["two-column", "base"])
def test_words_divided_over_columns_and_pages_are_read_whole_and_once(
    style: str, options: list[str], tmp_path: Path
) -> None:
    texts = [m.text_of(paragraph(n)) for n in range(70)]
    blocks = [p(told, m.NoteRef(f"fn{n}")) if n % 4 == 0 else p(told) for n, told in enumerate(texts)]
    notes = tuple(m.Note(f"fn{n}", (p("0 1 2 3"),), str(n)) for n in range(0, 70, 4))
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=tuple(blocks), notes=notes)
    data, _ = export(paper, style)
    raw = text_of(data, tmp_path)
    wanted = Counter(re.findall(r"[^\W\d]{2,}", " ".join(texts)))
    found = Counter(re.findall(r"[^\W\d]{2,}", extracted(data, tmp_path, *options)))
    assert wanted - found == Counter()
    assert found.total() - wanted.total() < 12 * raw.count("\f")  # running heads
    # No page ends within a word: what is divided there is read on the page where it begins.
    assert raw.count("\f") > 4
    assert not re.search("\u00ad\n(?:\\d|\f)", raw)


def test_blanks_beside_typed_text_are_wide_enough_to_be_read(tmp_path: Path) -> None:
    blocks = [
        p(
            sentence(n, 12), " ", m.CodeSpan("a b c d e f g h i j k l"[: 5 + n % 19]), " ", sentence(n + 3, 6 + n % 7),
            "yet", m.CodeSpan("In this section, we"), ".",
        )
        for n in range(40)
    ]  # fmt: skip
    data, _ = export(m.Document(m.Metadata(title=t("T"), language="en"), blocks=tuple(blocks)))
    told = re.findall(r"\w+", m.text_of(*blocks))
    assert Counter(told) - Counter(re.findall(r"\w+", extracted(data, tmp_path, "-raw"))) == Counter()
