"""The pages: how many, what stands on them, in what order."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.exporters.pdf.engine import boxes
from paperconv.exporters.pdf.pages import lay_out
from paperconv.passes.order_back import order_back
from paperconv.styles import find_styles, load_style
from tests.documents import LETTER, RICH
from tests.jobs import job
from tests.pdf.paper import (
    baselines,
    export,
    opened,
    outline,
    paragraph,
    plain_paper,
    sentence,
    text_of,
    words,
)
from tests.pieces import TABLE, p, t

STYLES = tuple(sorted(find_styles()))


@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_the_text_can_be_extracted_in_order(style: str, tmp_path: Path) -> None:
    paper = plain_paper(14)
    data, _ = export(paper, style)
    found = words(text_of(data, tmp_path))
    wanted = [w for section in paper.sections for w in words(m.text_of(*section.blocks))]
    start = next(n for n, word in enumerate(found) if word.lower() == "water") + 1
    body = [w for w in found[start:] if w.lower() != "stone"][: len(wanted)]
    assert body == wanted


def test_a_short_paper_takes_one_page_and_a_review_copy_more_pages_than_the_article() -> None:
    assert len(opened(export(LETTER)[0]).pages) == 1
    paper = plain_paper(20)
    article, review = (len(opened(export(paper, style)[0]).pages) for style in ("base", "manuscript"))
    assert 2 <= article < review <= 3 * article


def test_the_outline_has_the_title_and_the_headings_in_their_levels() -> None:
    printed = order_back(load_style("base"))(RICH, ignore)
    found = outline(opened(export(printed)[0]))
    wanted = [
        "1 Introduction to Zea",
        "  1.1 A subsection",
        "    A third level",
        "2 Methods",
        "Acknowledgements",
        "Data availability",
        "Competing interests",
        "References",
        "A Proofs",
    ]
    assert [line for line in found if line in wanted] == wanted


def test_running_heads_and_page_numbers_are_drawn_but_are_not_text(tmp_path: Path) -> None:
    paper = plain_paper(20, authors=(m.Author(m.Name("Okonkwo", "Ada")),))
    data, _ = export(paper)
    text = text_of(data, tmp_path)
    assert text.count("Okonkwo") == 1  # in the byline only
    pdf = opened(data)
    assert len(baselines(pdf.pages[0])[1]) == 1  # the page number
    assert len(baselines(pdf.pages[1])[1]) == 2  # head and number


def test_a_long_title_is_shortened_at_a_word_for_the_running_head() -> None:
    from paperconv.html.running import running_words
    from paperconv.styles import load_style

    long = m.Metadata(
        title=t(sentence(3, 30)), authors=tuple(m.Author(m.Name(n)) for n in ("Roe", "Doe", "Poe"))
    )
    head = running_words(long, load_style("base"))
    assert head.authors == "Roe et al."
    assert head.title.endswith("…")
    assert sentence(3, 30).startswith(head.title[:-1])
    assert len(head.authors) + len(head.title) <= 91


def test_a_table_longer_than_a_page_repeats_its_head_and_ends_with_its_foot_once(tmp_path: Path) -> None:
    rows = tuple(
        m.Row((m.Cell((p(f"place {n}"),)), m.Cell((p("1.5"),)), m.Cell((p("2.5"),)))) for n in range(90)
    )
    table = m.replace(TABLE, bodies=(m.TableBody(rows),), notes=())
    data, _ = export(m.Document(m.Metadata(title=t("T"), language="en"), blocks=(paragraph(1), table)))
    text = text_of(data, tmp_path)
    assert len(opened(data).pages) >= 3
    assert text.count("Yield") >= 3
    assert text.count("Mean 3.05") == 1
    assert [f"place {n}" in text for n in range(90)] == [True] * 90


@pytest.mark.parametrize("style", ["base", "two-column"])
def test_a_landscape_table_has_a_page_of_its_own_width(style: str) -> None:
    table = m.replace(TABLE, span="landscape")
    data, _ = export(
        m.Document(m.Metadata(title=t("T"), language="en"), blocks=(paragraph(1), table, paragraph(2))), style
    )
    text, turned = ([round(float(x)) for x in page.mediabox[2:]] for page in opened(data).pages)
    assert text == turned[::-1]
    assert turned[0] > turned[1]


def test_notes_stand_on_the_page_of_their_call(tmp_path: Path) -> None:
    blocks = [p(sentence(n, 60), m.NoteRef(f"fn{n}"), ". ", sentence(n + 50, 60), ".") for n in range(12)]
    notes = tuple(m.Note(f"fn{n}", (p(f"Remark{chr(97 + n)} on this."),), str(n + 1)) for n in range(12))
    document = m.Document(m.Metadata(title=t("T"), language="en"), blocks=tuple(blocks), notes=notes)
    data, _ = export(document)
    pages = text_of(data, tmp_path).split("\f")
    assert len([page for page in pages if page.strip()]) == len(opened(data).pages)
    for n in range(12):
        mark = f"Remark{chr(97 + n)}"
        call = re.compile(rf"[a-z]\s?{n + 1}\.\s")  # the number after a word, before the full stop
        assert [bool(call.search(page)) for page in pages] == [mark in page for page in pages]
    last = pages[len(opened(data).pages) - 1]
    assert len(words(last)) > 15  # no page that holds a late note alone


def test_no_line_is_cut_short_before_a_citation() -> None:
    from paperconv.exporters.pdf.engine import HTML, boxes
    from paperconv.exporters.pdf.fonts import font_configuration
    from paperconv.exporters.pdf.weasy import line_ends
    from paperconv.exporters.pdf.weasy.cure import replacing

    text = sentence(1, 30) + "{}" + '<span>[<a href="#x">1</a>]</span>. The <em>municipality</em> did not.'

    def cut_lines(blank: str, cured: bool) -> int:
        html = "<html lang=en-US><style>@page{size:9in 60in}p{font:14px 'STIX Two Text';hyphens:auto;text-align:justify}</style>"
        html += "".join(
            f'<p style="width:{width / 2}px">{text.format(blank)}</p>' for width in range(600, 640)
        )
        fonts = font_configuration()
        if cured:
            with replacing(line_ends.CURE.replacements()):
                pages = HTML(string=html).render(font_config=fonts).pages
        else:
            pages = HTML(string=html).render(font_config=fonts).pages
        count = 0
        for page in pages:
            for box in page._page_box.descendants():
                if box.element_tag == "p" and isinstance(box, boxes.BlockBox):
                    for line in box.children[:-1]:
                        letters = sum(len(b.text) for b in line.descendants() if isinstance(b, boxes.TextBox))
                        count += letters < 20
        return count

    for blank in (" ", "\u00a0"):
        assert cut_lines(blank, cured=False) > 0  # if this fails, WeasyPrint has learnt it: remove line_ends
        assert cut_lines(blank, cured=True) == 0


def test_hyphens_at_line_ends_are_extracted_as_soft_hyphens(tmp_path: Path) -> None:
    data, _ = export(plain_paper(16))
    text = text_of(data, tmp_path)
    assert "\u00ad\n" in text
    assert "\u2010" not in text
    data, _ = export(
        m.Document(
            m.Metadata(title=t("Self\u2010made"), language="en"),
            blocks=(p("Self\u2010made"), *plain_paper(16).sections[0].blocks),
        )
    )
    text = text_of(data, tmp_path)
    assert "Self-made" in text
    assert "\u00ad\n" in text
    assert "\u2010" not in text


@pytest.mark.parametrize("style", ["base", "two-column", "letter"])
def test_hyphens_of_the_author_stay_where_a_line_ends_after_them(style: str, tmp_path: Path) -> None:
    """Without ``-raw`` pdftotext joins what stands before and after a plain hyphen that ends a line."""
    compounds = "new-generation knock-down 1990-1995 T-cell Ross-on-Wye non-zero A-b"
    words = f"{compounds} of {compounds} in {compounds} "
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=(p(words * 30),))
    (tmp_path / "paper.pdf").write_bytes(export(paper, style)[0])
    for options in ([], ["-raw"]):
        run = subprocess.run(
            ["pdftotext", *options, "paper.pdf", "-"], capture_output=True, check=True, cwd=tmp_path
        )
        text = re.sub("\u00ad\\s*", "", run.stdout.decode())
        assert "\u2010\n" in text
        found = re.sub("\u2010\\s*", "-", text).split()
        assert [word for word in found if "-" in word] == compounds.split() * 90


def test_hyphens_of_the_author_are_told_from_those_at_line_ends_in_a_font_with_one_glyph_for_both(
    tmp_path: Path,
) -> None:
    words = "internationally coordinated characteristic responsibilities of representative administrations "
    cells = tuple(m.Cell((p(f"{words * 3} real-time 800-1000"),)) for _ in range(4))
    table = m.replace(TABLE, head=(), bodies=(m.TableBody((m.Row(cells),)),), columns=(m.Column(),) * 4)
    data, _ = export(m.Document(m.Metadata(title=t("T"), language="en-US"), blocks=(table,)))
    text = text_of(data, tmp_path)
    assert text.count("real-time") == text.count("800-1000") == 4
    assert "\u00ad\n" in text
    assert "\u2010" not in text


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, {root!r})\n"
        "from tests.documents import RICH\nfrom tests.pdf.paper import export\n"
        "sys.stdout.buffer.write(export(RICH, {style!r})[0])"
    )
    root = str(Path(__file__).parents[2])
    for style in ("base", "two-column"):
        runs = [
            subprocess.run(
                [sys.executable, "-c", script.format(root=root, style=style)],
                capture_output=True,
                check=True,
                env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": seed},
            ).stdout
            for seed in ("1", "2")
        ]
        assert runs[0] == runs[1]
        assert runs[0].startswith(b"%PDF-1.7")


def test_each_date_stands_on_its_own_line_beside_the_first_page(tmp_path: Path) -> None:
    dates = tuple(
        m.HistoryDate(kind, m.Date(2025, month)) for kind, month in (("received", 1), ("accepted", 4))
    )
    identifiers = (m.Identifier("doi", "10.5555/1234"), m.Identifier("pmid", "31452104"))
    paper = m.Document(
        m.Metadata(title=t("T"), language="en", dates=dates, identifiers=identifiers), blocks=(paragraph(1),)
    )
    lines = text_of(export(paper, "open-access")[0], tmp_path).splitlines()
    at = lines.index("Received: January 2025")
    assert lines[at : at + 4] == [
        "Received: January 2025",
        "Accepted: April 2025",
        "https://doi.org/10.5555/1234",
        "PMID: 31452104",
    ]


def test_lists_and_quotations_in_one_another_leave_a_measure_that_can_be_read() -> None:
    words = sentence(3, 40)
    block: m.Block = m.List((m.ListItem((p(words),)),))
    quoted: m.Block = p(words)
    for _ in range(9):
        block = m.List((m.ListItem((p(words), block)),))
        quoted = m.Quote((p(words), quoted))
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=(block, quoted))
    pages = lay_out(paper, job(paper, "two-column")[0])
    column = pages.boxes[0].width / 2
    blocks = [box for page in pages.boxes for box in page.descendants() if isinstance(box, boxes.BlockBox)]
    narrowest = min(box.width for box in blocks if box.element_tag == "p")
    assert narrowest > column / 4


@pytest.mark.parametrize("style", ["base", "manuscript", "two-column"])
def test_words_that_link_to_a_mail_address_and_the_name_of_a_missing_picture_stay_in_their_column(
    style: str,
) -> None:
    link = m.Link("mailto:ada@example.org", t("Weir Cottage, Upper River Lane, Slucester, by letter " * 3))
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=tuple(
            block
            for n in range(8)
            for block in (
                p("x" * n, " Write to: ", link, "."),
                p(m.Image(f"{'a' * 9 * n}/{'figures/' * 9}.png")),
            )
        ),
    )
    for page in lay_out(paper, job(paper, style)[0]).boxes:
        columns = [box for box in page.descendants() if getattr(box, "is_column", False)] or [page]
        for column in columns:
            right = column.content_box_x() + column.width
            for box in column.descendants():
                if isinstance(box, boxes.TextBox | boxes.InlineBlockBox) and box.element_tag in {
                    "a",
                    "p",
                    "span",
                }:
                    assert box.position_x + box.margin_width() < right + 6
