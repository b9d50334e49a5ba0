"""Paragraphs are set as a whole: even blanks, few hyphens, no word lost, whatever stands in them."""

from __future__ import annotations

import itertools
import re
from math import inf

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.exporters.pdf import weasy
from paperconv.exporters.pdf.engine import HTML, VERSION, FontConfiguration, boxes
from paperconv.exporters.pdf.fonts import font_configuration
from paperconv.exporters.pdf.pages import lay_out
from paperconv.exporters.pdf.weasy import cured, lines
from paperconv.exporters.pdf.weasy.breaking import Breaks, Give, fit, total_fit
from paperconv.exporters.pdf.weasy.cure import Cure, replacing
from tests.jobs import job
from tests.pdf.measured import lines_of, spacing, text, text_boxes
from tests.pdf.paper import plain_paper
from tests.pdf.stress import stress
from tests.pieces import p, t

STYLE = "<style>@page{size:9in 60in}p{font:14px/1.3 'Liberation Serif';text-align:justify;hyphens:auto;margin:0}</style>"


def set_lines(body: str, width: int, style: str = "", *, planned: bool = True) -> list[object]:
    """The lines of a paragraph, ``width`` pixels wide."""
    html = f"<html lang=en-US>{STYLE}<p style='width:{width}px;{style}'>{body}</p>"
    fonts = font_configuration()
    if planned:
        with cured(lambda _: None, fonts):
            pages = HTML(string=html).render(font_config=fonts).pages
    else:
        pages = HTML(string=html).render(font_config=fonts).pages
    return [b for b in pages[0]._page_box.descendants() if isinstance(b, boxes.LineBox)]


@pytest.mark.parametrize("align", ["center", "start"])
def test_the_lines_of_a_title_are_about_as_long_as_one_another(align: str) -> None:
    title = "Genomic prediction associated with citizen science for early selection and the improvement of crops in Ivory Coast"
    html = f"<html lang=en-US>{STYLE}<h1 style='font:20px Liberation Serif;width:420px;text-align:{align}'>{title}</h1>"
    fonts = font_configuration()
    with cured(lambda _: None, fonts):
        (page,) = HTML(string=html).render(font_config=fonts).pages
    found = [b for b in page._page_box.descendants() if isinstance(b, boxes.LineBox)]
    words = [text(line).strip() for line in found]
    assert " ".join(words) == title
    lengths = [len(line) for line in words]
    assert len(lengths) == 3
    assert max(lengths) - min(lengths) < 12


def joined(lines: list[object]) -> str:
    return re.sub("\u2010 ", "", " ".join(text(line) for line in lines))


@given(
    words=st.lists(st.floats(5, 40), min_size=3, max_size=9),
    width=st.floats(60, 120),
    letters=st.sampled_from([0.0, 0.015]),
)
def test_no_other_choice_of_breaks_costs_less(words: list[float], width: float, letters: float) -> None:
    starts, blanks, ends = [0.0], [0.0], []
    for word in words:
        ends.append(starts[-1] + word)
        starts.append(ends[-1] + 4)
        blanks.append(blanks[-1] + 4)
    end_blanks = blanks[:-1]
    texts, end_texts = starts, [end * 0.9 for end in ends]
    breaks = Breaks(
        starts, blanks, ends, end_blanks, texts, end_texts, [0.0] * len(words), [False] * len(words)
    )
    chosen = total_fit(breaks, width, 0.0, loosest=3.0, give=Give(0.25, letters))

    def cost(ways: tuple[int, ...]) -> float:
        total, before, ratio = 0.0, 0, 0.0
        for j in ways:
            room, own = width - (ends[j] - starts[before]), end_blanks[j] - blanks[before]
            last = j == len(words) - 1
            if last and room >= 0:
                badness, r = (200.0 if width - room < 0.12 * width else 0.0), 0.0
            else:
                r = fit(room, 0.8 * own, letters * (end_texts[j] - texts[before]), 0.25 / 0.8)
                badness = 100 * abs(r) ** 3 if -1.001 <= r <= 3 else inf
            total += (10 + badness) ** 2 + (3000 if before and not last and abs(r - ratio) > 1 else 0)
            before, ratio = j + 1, r
        return total

    inner = range(len(words) - 1)
    every = [(*ways, len(words) - 1) for n in range(len(words)) for ways in itertools.combinations(inner, n)]
    # The evenness of neighbours makes the cost depend on more than one line: the choice may be off by one such step.
    best = min(map(cost, every))
    assert (chosen is None) == (best == inf)
    if chosen is not None:
        assert cost(tuple(chosen)) <= best + 3000 * len(chosen)


def test_lines_are_more_even_than_when_each_is_filled_by_itself() -> None:
    paper = plain_paper(24)
    given_, _ = job(paper)
    ours = spacing(lay_out(paper, given_))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasy, "CURES", (weasy.line_ends.CURE,))
        stock = spacing(lay_out(paper, given_))
    assert ours.loose <= stock.loose / 2
    assert ours.mean < stock.mean
    assert ours.hyphenated <= stock.hyphenated


def test_the_words_of_a_hard_text_are_all_there_in_their_order() -> None:
    paper = stress(2)
    given_, _ = job(paper)
    ours = " ".join(text(line) for line in lines_of(lay_out(paper, given_)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasy, "CURES", ())
        stock = " ".join(text(line) for line in lines_of(lay_out(paper, given_)))

    def letters(line: str) -> str:
        return re.sub("\u2010 |\\s", "", line)

    assert letters(ours) == letters(stock)


WORDS = (
    "the terraces along the upper river were farmed by three villages whose council met under a walnut tree "
)


@pytest.mark.parametrize(
    "body",
    [
        WORDS + "<a href='#x'>with a link</a>, <em>em</em><b>bold</b> " + WORDS,
        WORDS + "x<sup>2</sup> and&nbsp;[3] — dashes–everywhere/and slashes " + WORDS,
        WORDS + "<span style='white-space:nowrap'>one piece of text</span> " + WORDS,
        WORDS + "https://example.org/\u200ba/\u200bvery/\u200blong/\u200baddress " + WORDS,
        WORDS + "Ωδή, 漢字, ∑ and ≤ among the words " + WORDS,
        WORDS + "שלום and مرحبا in between " + WORDS,
        WORDS + "<span style='padding:0 4px;border:1px solid;margin:0 2px'>boxed words</span> " + WORDS,
        WORDS + "<span style='letter-spacing:2px'>spaced</span> <img style='width:20px' alt=''> " + WORDS,
        WORDS + "<u>underlined words that are long enough to be divided</u> " + WORDS,
        "  " + WORDS + "<em> leading</em> and <em>trailing </em>" + WORDS,
        WORDS + "<br>" + WORDS,
        "Incomprehensibilities" * 8 + " " + WORDS,
    ],
)
@pytest.mark.parametrize("width", [130, 217, 400])
@pytest.mark.filterwarnings("ignore")
def test_whatever_stands_in_a_paragraph_its_words_stay(body: str, width: int) -> None:
    planned = set_lines(body, width)
    stock = set_lines(body, width, planned=False)
    assert joined(planned).replace(" ", "") == joined(stock).replace(" ", "")


def test_lines_end_at_the_margin_and_small_signs_beyond_it() -> None:
    body = "word, words. " * 40
    lines = set_lines(body, 260)[:-1]
    for line in lines:
        last = text_boxes(line)[-1]
        out = last.position_x + last.width - line.position_x - 260
        assert 1 < out < 3.5, text(line)  # 0.7 of a full stop or comma
    plain = [line for line in set_lines(WORDS * 4, 260)[:-1] if not text(line).endswith("\u2010")]
    assert plain
    for line in plain:
        last = text_boxes(line)[-1]
        assert abs(last.position_x + last.width - line.position_x - 260) < 0.3


def test_a_nowrap_span_is_not_divided() -> None:
    lines = set_lines(WORDS + "<span style='white-space:nowrap'>Ada Maria King-Noel</span> " + WORDS, 150)
    assert sum("Ada Maria King-Noel" in text(line) for line in lines) == 1


@pytest.mark.parametrize("width", [150, 217, 300])
def test_letters_are_drawn_wider_or_narrower_a_little_and_the_line_is_filled(width: int) -> None:
    lines = set_lines(WORDS * 5, width)
    scales = {one.pango_layout.scale for line in lines for one in text_boxes(line)}
    assert len(scales) > 3
    assert 0.985 <= min(scales) < 1 < max(scales) <= 1.015
    for line in lines[:-1]:
        drawn = sum(one.width for one in text_boxes(line))
        assert abs(drawn - width) < 2.5, text(line)  # what stands out on the right
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasy, "CURES", tuple(cure for cure in weasy.CURES if cure is not weasy.words.CURE))
        plain = set_lines(WORDS * 5, width)  # WeasyPrint does not draw them so
    assert {one.pango_layout.scale for line in plain for one in text_boxes(line)} == {1.0}


def test_what_extracts_text_sees_every_blank() -> None:
    """A blank that is not 0.15 em wide is none for Poppler, though there is a sign for it."""
    words = (
        "It was Bad Pharma that did it to all of us in an age of tin and <i>Bad Pharma in an age of tin</i>. "
    )
    for font in ("STIX Two Text", '"Source Sans 3"', '"Source Serif 4"'):
        for width in range(180, 260, 7):
            lines = set_lines(words * 4, width, f"font-family:{font}")
            blanks = {
                one.pango_layout.face.words[" "].advances[0] * one.pango_layout.scale
                + one.justification_spacing
                for line in lines
                for one in text_boxes(line)
                if " " in one.text
            }
            assert min(blanks) > 0.155 * 14


IDEOGRAPHIC = {
    "zh": "本文研究十九世纪中叶长江上游盐价与航运之间的关系。我们使用“盐务档案”（1840—1860年）中的记录，对价格、数量和运费进行了分析；",
    "ja": "江戸時代後期における塩の価格と河川舟運の関係を検討した。「浜方帳」（図1参照）には、価格・数量・運賃などが記されている。",
}


@pytest.mark.parametrize("language", IDEOGRAPHIC)
@pytest.mark.parametrize("width", [190, 217, 330])
def test_chinese_and_japanese_fill_their_lines_and_no_sign_stands_at_the_wrong_end(
    language: str, width: int
) -> None:
    found = set_lines(f"<span lang={language}>{IDEOGRAPHIC[language] * 4}</span>", width)
    assert "".join(text(line) for line in found) == IDEOGRAPHIC[language] * 4
    assert len(found) > 8
    for line in found[:-1]:
        drawn = sum(one.width for one in text_boxes(line))
        assert abs(drawn - width) < 3, text(line)  # what stands out on the right
        room = [one.style["letter_spacing"] for one in text_boxes(line)]
        assert all(
            one == "normal" or abs(one) < 0.3 * 14 for one in room
        )  # a year in brackets is not divided
        assert text(line)[0] not in "。，、；：”」）·・ー"
        assert text(line)[-1] not in "“「（"


@pytest.mark.parametrize("style", ["two-column", "letter", "elsevier", "nature"])
def test_an_abstract_is_set_as_a_whole_too(style: str) -> None:
    abstract = m.Abstract((p(WORDS * 4),))
    paper = m.Document(m.Metadata(title=t("T"), language="en", abstracts=(abstract,)), blocks=(p(WORDS * 4),))
    given_, _ = job(paper, style)
    left: list[str] = []
    stock = lines._stock_line

    def watched(context: object, linebox: object, *others: object) -> object:
        left.append("".join(one.text for one in text_boxes(linebox)))
        return stock(context, linebox, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_stock_line", watched)
        lay_out(paper, given_)
    assert not [line for line in left if "terraces" in line]


def test_a_part_of_a_compound_is_divided_before_the_line_becomes_loose() -> None:
    body = "An internationally coordinated inventory underestimates self-organised trade of the town. "
    found = [text(line) for width in range(300, 420, 4) for line in set_lines(body * 2, width)]
    assert any(line.endswith(("self-or\u2010", "self-organ\u2010")) for line in found)
    assert not any(re.search("(^| )se\u2010$", line) for line in found)  # the short part stays whole
    address = "see www.example.org/self-organised-representations of the town and x-internationally "
    for line in [text(line) for width in range(200, 300, 4) for line in set_lines(address * 3, width)]:
        assert not re.search("self-\\w+\u2010$", line)


@pytest.mark.parametrize("loosest", [1.0, 3.0, inf])
def test_no_ragged_line_but_the_last_is_left_shorter_than_is_allowed(loosest: float) -> None:
    # Names that cannot be divided: long and short ones in turn.
    words = [
        126.0,
        34,
        111,
        38,
        106,
        34,
        84,
        34,
        92,
        34,
        85,
        34,
        131,
        34,
        144,
        34,
        110,
        34,
        98,
        34,
        198,
        34,
        118,
        38,
    ]
    starts = [0.0, *itertools.accumulate(word + 4 for word in words)]
    ends = [start + word for start, word in zip(starts, words, strict=False)]
    none = [0.0] * len(starts)
    chosen = total_fit(
        Breaks(starts, none, ends, none, none, none, none[:-1], [False] * len(words)),
        506.0,
        0.0,
        loosest=loosest,
        ragged=True,
    )
    if chosen is None:
        assert loosest == 1.0
        return
    before = 0
    for j in chosen[:-1]:
        assert ends[j] - starts[before] > 506 * (1 - min(0.5, 0.16 * loosest))
        before = j + 1


def test_ragged_lines_keep_natural_blanks_and_do_not_overflow() -> None:
    lines = set_lines(WORDS * 3, 200, "text-align:left")
    assert len(lines) > 5
    for line in lines:
        assert not any(one.justification_spacing for one in text_boxes(line))
        assert line.width <= 200.01


def test_american_and_british_words_are_divided_differently() -> None:
    def divided(language: str) -> set[str]:
        words = "acknowledgement organisation representation understanding " * 6
        paper = m.Document(m.Metadata(title=t("T"), language=language), blocks=(p(words),))
        given_, _ = job(paper)
        page = msgspec.structs.replace(given_.style.page, columns=3)
        given_ = msgspec.structs.replace(given_, style=msgspec.structs.replace(given_.style, page=page))
        lines = [text(line) for line in lines_of(lay_out(paper, given_))]
        return {line.split()[-1] for line in lines if line.endswith("\u2010")}

    assert divided("en") == divided("en-US") != divided("en-GB")


def test_every_cure_works_on_the_version_it_was_written_for() -> None:
    assert VERSION == weasy.WRITTEN_FOR
    for cure in weasy.CURES:
        assert cure.works(FontConfiguration()), cure.name
        for address in cure.issue.split(", "):
            assert re.fullmatch(r"https://github\.com/Kozea/WeasyPrint/(issues|pull)/\d+", address)
        before = [getattr(place, name) for place, name, _ in cure.replacements()]
        with replacing(cure.replacements()):
            pass
        assert before == [getattr(place, name) for place, name, _ in cure.replacements()]


def test_on_another_version_a_cure_that_does_not_work_is_off_and_said_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(_: object) -> bool:
        raise AttributeError("gone")

    monkeypatch.setattr(weasy, "VERSION", "99.1")
    monkeypatch.setattr(weasy, "_sound", {})
    broken = Cure("evenness", "https://example.org/1", "lines look worse", lambda: 1 / 0, breaks)  # type: ignore[arg-type,return-value]
    monkeypatch.setattr(weasy, "CURES", (weasy.lines.CURE, broken))
    found: list[Diagnostic] = []
    with cured(found.append, FontConfiguration()):
        pass
    assert [d.rule for d in found] == [Rule.LAYOUT_SOUND]
    assert "lines look worse" in str(found[0])
    assert weasy._sound == {weasy.lines.CURE.name: True, "evenness": False}
