"""What makes PDF fast changes nothing on the pages: tests/benchmarks/pdf.py measures, these compare."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pyphen
import pytest
from lxml import etree

from paperconv import model as m
from paperconv.exporters.pdf import loading, weasy
from paperconv.exporters.pdf.engine import DEFAULT_OPTIONS, HTML, generate_pdf
from paperconv.exporters.pdf.pages import compose, lay_out
from paperconv.exporters.pdf.source import Page
from paperconv.exporters.pdf.weasy import dictionaries, lines, once, page_ends
from paperconv.exporters.pdf.writer import write
from tests.documents import RICH
from tests.jobs import job
from tests.pdf.measured import lines_of, text
from tests.pdf.stress import stress
from tests.pieces import p, t

PAPERS = {"every kind of node": RICH, "a hard text": stress(2)}


LABELLED = m.ReferenceList(
    tuple(
        m.Reference(
            f"ref{number}",
            label=f"[{number}]",
            formatted=(
                *t(f"Roe, J. (20{number:02}). {'On the prices of salt and glass ' * (1 + number % 3)}. "),
                m.Link("https://example.org/salt", t(f"https://example.org/annals/{number}/full-text")),
            ),
        )
        for number in range(1, 13)
    ),
    title=t("References"),
    id="refs",
)


def run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_tree_handed_over_is_what_the_parser_makes_of_the_text(paper: m.Document) -> None:
    given, _ = job(paper)
    made = compose(paper, given)
    html = etree.tostring(made.page, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    parsed = HTML(string=html, url_fetcher=made.fetcher).etree_element
    ours = Page(made.page, made.fetcher).etree_element
    pairs = list(zip(parsed.iter(), ours.iter(), strict=True))
    assert len(pairs) > 100
    for one, other in pairs:
        assert (one.tag, one.attrib, one.text or "", one.tail or "") == (
            other.tag, other.attrib, other.text or "", other.tail or "",
        )  # fmt: skip


@pytest.mark.parametrize("style", ["base", "two-column"])
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_lines_stand_where_they_stand_without_the_short_cuts(paper: m.Document, style: str) -> None:
    given, _ = job(paper, style)

    def places() -> list[tuple[object, ...]]:
        pages = lay_out(paper, given)
        return [
            (text(line), line.position_x, line.position_y, line.width)
            for tag in ("p", "td", "li", "h2")
            for line in lines_of(pages, tag)
        ]

    ours = places()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasy, "CURES", tuple(cure for cure in weasy.CURES if cure.name != "repeated work"))
        assert places() == ours
    assert len(ours) > 20


def test_the_file_holds_the_objects_that_the_library_would_write() -> None:
    paper = stress(1)
    given, _ = job(paper)
    rendering = lay_out(paper, given).rendering
    options = {**DEFAULT_OPTIONS, "pdf_tags": True}
    stock = io.BytesIO()
    generate_pdf(rendering, None, 1, **options).write(stock, b"1.7", identifier=True, compress=True)
    ours = write(generate_pdf(rendering, None, 1, **options), "1.7")
    one, other = pikepdf.open(stock), pikepdf.open(io.BytesIO(ours))
    assert other.check_pdf_syntax() == []
    # The library writes two more: its object stream and cross-reference table are numbered among the rest.
    assert other.trailer.Size == one.trailer.Size
    same = [
        (a, b)
        for a, b in zip(one.objects, other.objects, strict=True)
        if not hasattr(a, "Type") or a.Type not in ("/XRef", "/ObjStm")
    ]
    assert len(same) > 50
    for a, b in same:
        assert (
            b.unparse() == a.unparse()
            if not isinstance(a, pikepdf.Stream)
            else b.read_bytes() == a.read_bytes()
        )
    assert len(other.trailer.ID) == 2


def test_loading_the_exporter_loads_no_parsers_and_no_font_tools() -> None:
    script = (
        "import sys, paperconv.exporters.pdf\n"
        "print([name for name in ('pycparser', 'cffi', 'fontTools', 'tinyhtml5', 'PIL.ImageCms') if name in sys.modules])"
    )
    run(script)  # the first time, the declarations are parsed and kept
    assert run(script).strip() == "[]"


def test_what_was_put_off_is_there_when_it_is_needed() -> None:
    script = (
        "import paperconv.exporters.pdf, weasyprint, weasyprint.pdf.fonts as fonts, weasyprint.css as css\n"
        "print(len(weasyprint.HTML(string='<p>Text').render().pages))\n"
        "try: fonts.TTFont('/nowhere')\n"
        "except fonts.TTLibError: print('not a font')\n"
        "except OSError: print('no file')\n"
        "import fontTools.ttLib, PIL.ImageCms\n"
        "print(fonts.TTLibError is fontTools.ttLib.TTLibError, fonts.ttFont is fontTools.ttLib.ttFont)\n"
        "print(callable(fonts.subset.Options), css.ImageCmsProfile is PIL.ImageCms.ImageCmsProfile)"
    )
    assert run(script).split("\n")[:4] == ["1", "no file", "True True", "True True"]


def test_declarations_that_were_kept_badly_are_parsed_again(tmp_path: Path) -> None:
    package = tmp_path / "paperconv"
    left_out = shutil.ignore_patterns("files", "__pycache__")
    shutil.copytree(Path(loading.__file__).parents[2], package, ignore=left_out)
    (tmp_path / "styles").symlink_to(Path(loading.__file__).parents[4] / "styles")
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import paperconv.exporters.pdf.loading as loading\n"
        "from paperconv.exporters.pdf.engine import pango\n"
        "assert loading.__file__.startswith(sys.argv[1])\n"
        "print(pango.pango_version() > 10000)"
    )
    for content in (None, b"", b"no such thing"):
        if content is not None:
            next(package.rglob("loading*.cffi")).write_bytes(content)
        assert run(script, str(tmp_path)).strip() == "True"
        assert len(next(package.rglob("loading*.cffi")).read_bytes()) > 10_000


@pytest.mark.parametrize("language", ["en-US", "en-GB", "de-DE", "fr", "es", "ru", "pl", "af"])
def test_words_are_divided_as_the_library_divides_them(language: str) -> None:
    code = pyphen.language_fallback(language)
    stock = pyphen.HyphDict(pyphen.LANGUAGES[code])
    words = [key.strip(".") for key in list(stock.patterns)[::40]] + [
        "representation",
        "Straßenbahn",
        "институт",
    ]
    ours = dictionaries.divider(code, 2, 2).hd
    assert [ours.positions(word) for word in words] == [stock.positions(word) for word in words]
    assert sum(map(len, map(ours.positions, words))) > 50


def test_entries_of_a_list_with_labels_are_set_as_a_whole() -> None:
    paper = m.Document(m.Metadata(title=t("T"), language="en"), reference_lists=(LABELLED,))
    given, _ = job(paper)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_stock_line", None)  # no line is left to WeasyPrint
        pages = lay_out(paper, given)
    found = [text(line) for line in lines_of(pages, "li")]
    assert found[0].startswith("[1]")
    assert found[-1].endswith("text")
    assert not [line for line in found if line.endswith(("htt", "http", "https:"))]


def test_a_page_of_many_notes_is_laid_out_as_it_would_be_note_by_note() -> None:
    notes = tuple(
        m.Note(f"fn{n}", (p("A remark of some length on what stands above. " * (1 + n % 3)),), str(n))
        for n in range(1, 25)
    )
    blocks = tuple(
        p("Words of a text that goes on for a while. " * 4, m.NoteRef(note.id), " and on.") for note in notes
    )
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks, notes=notes)

    def places() -> list[tuple[object, ...]]:
        found = lay_out(paper, job(paper, "two-column")[0])
        lines_ = [line for tag in ("p", "span", "paper-note") for line in lines_of(found, tag)]
        return [(text(line), round(line.position_x, 6), round(line.position_y, 6)) for line in lines_]

    ours = places()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(once, "_FEW_NOTES", 99)
        assert places() == ours
    assert len(ours) > 60


def test_columns_are_as_full_where_a_page_is_given_few_blocks_at_first() -> None:
    paper = stress(2)

    def places() -> list[tuple[object, ...]]:
        pages = lay_out(paper, job(paper, "two-column")[0])
        return [(text(line), line.position_x, line.position_y) for line in lines_of(pages)]

    whole = places()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_ends, "_BLOCKS", 9)
        assert places() == whole
    assert len(whole) > 100
