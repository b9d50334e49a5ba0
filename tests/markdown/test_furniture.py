"""Page furniture goes, is reported, and nothing else goes."""

from __future__ import annotations

from paperconv.diagnostics import Rule
from tests.markdown.reading import read, removed, words

PARAGRAPH = (
    "The pond at the mill holds {} frogs, which were counted every morning for a month by two of us.\n\n"
)


def paged(*between: str) -> str:
    pieces: list[str] = []
    for index, one in enumerate(between):
        pieces += [
            PARAGRAPH.format(f"{index} and {word}") for word in ("green", "brown", "small", "old", "spotted")
        ]
        pieces.append(f"{one}\n\n")
    return "".join([*pieces, PARAGRAPH.format("all")])


def test_page_numbers_that_count_up_go():
    draft, found = read(paged("12", "13", "14", "15"))
    assert removed(found) == ["12", "13", "14", "15"]
    assert all(one.rule == Rule.FURNITURE_REMOVED for one in found)
    assert "\n12\n" not in words(draft)


def test_numbers_that_do_not_count_up_stay():
    draft, found = read(paged("12", "47", "3"))
    assert removed(found) == []
    assert "\n47\n" in words(draft)


def test_running_heads_with_their_page_numbers_go():
    heads = [f"Ott and Lee: Frogs of the mill pond {page}" for page in (3, 4, 5, 6)]
    draft, found = read(paged(*heads))
    assert removed(found) == heads
    assert "Frogs of the mill pond" not in words(draft)


def test_works_that_differ_in_their_year_only_stay():
    works = [
        f"Frog Office. ({year}). *Frogs of the ponds*. https://frogs.example.org/ponds"
        for year in (2019, 2020, 2021)
    ]
    numbered = [
        f"\\[{number}\\] Frog Office, Frogs of {year}, https://frogs.example.com"
        for number, year in ((4, 2011), (9, 2012))
    ]
    gap = "Ott, A. (2001). Toads. " + "They are no frogs, " * 30 + "1–9."
    draft, found = read(f"{paged('')}\n\n## References\n\n" + f"\n\n{gap}\n\n".join([*works, *numbered]))
    assert removed(found) == []
    assert words(draft).count("Frog Office") == 5


def test_whom_to_write_to_stays_though_it_cuts_a_sentence():
    contact = "**Corresponding Author:** Ada Ott, PhD Scholar, Department of Frogs, University of Oulu, email: ada.ott29@mail.com"
    cut = PARAGRAPH.format("as many")[:-20]
    draft, found = read(
        f"# Frogs\n\nAda Ott\n\n## Introduction\n\n{cut}\n\n{contact}\n\nby two of us, or by three.\n\n{paged('')}"
    )
    assert removed(found) == []
    assert "ada.ott29@mail.com" in words(draft)


def test_a_line_that_comes_twice_stays():
    _, found = read(paged("See the notes on method", "See the notes on method"))
    assert removed(found) == []


def test_labels_and_headings_that_come_again_stay():
    _, found = read(
        paged("**Proof of the claim.**", "**Proof of the claim.**", "**Proof of the claim.**", "## Results")
    )
    assert removed(found) == []


def test_headings_of_several_experiments_stay():
    _, found = read(
        paged("### Stimuli and procedure", "### Stimuli and procedure", "### Stimuli and procedure")
    )
    assert removed(found) == []


def test_download_lines_go():
    line = "Downloaded from https://frogs.example/article/12 by guest on 04 May 2020"
    _, found = read(paged(line))
    assert removed(found) == [line]


def test_a_sentence_about_downloads_stays():
    draft, found = read("Downloaded from the archive were all frogs that we could find in it.\n")
    assert removed(found) == []
    assert "Downloaded" in words(draft)


def test_page_marks_of_converters_go():
    mark = "{4}------------------------------------------------"
    _, found = read(paged(mark))
    assert removed(found) == [mark]


def test_a_picture_that_a_converter_left_out_is_a_warning():
    _, found = read("Text.\n\n**==> picture [200 x 120] intentionally omitted <==**\n\nMore.\n")
    assert [one.severity for one in found] == ["warning"]
