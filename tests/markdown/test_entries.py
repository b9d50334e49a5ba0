"""Reference lists in raw Markdown whose lines are entries."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m

HEAD = (
    "# On River Ice and the Wind\n\nAda Brook\n\n## Introduction\n\nThis is a text about river ice and the wind that blows "
    "over it in winter and in spring.\n\n"
)
ENTRIES = (
    "Brook, A., & Ferry, D. (2001). On ice and the boats in it. River Journal, 3(1), 4–5.",
    "Marsh, B. (2002). On wind over northern water. Oslo: Fjord Press.",
    "Reed, C. (2003). On snow and reeds. Lake Review, 5, 1–2. https://doi.org/10.5555/lake.5",
    "Fen, D., & Moor, E. (2004). Peat and people. Turku: Moss.",
)


def read(listed: str, title: str = "## References") -> list[str]:
    document = paperconv.read(f"{HEAD}{title}\n\n{listed}\n".encode(), format="markdown")
    return [m.text_of(one.raw) for one in document.references]


def wrapped(text: str, indent: str) -> str:
    head = text[:44].rsplit(" ", 1)[0]
    return f"{head}\n{indent}{text[len(head) + 1 :]}"


@pytest.mark.parametrize(
    "listed",
    [
        "\n".join(ENTRIES),
        "\n\n".join(ENTRIES),
        "\n".join(f"– {one}" for one in ENTRIES),
        "\n".join(f"• {one}" for one in ENTRIES),
        "\n".join(f"- {one}" for one in ENTRIES),
        "\n".join(f"{n} {one}" for n, one in enumerate(ENTRIES, 1)),
        "\n".join(f"{n}. {one}" for n, one in enumerate(ENTRIES, 1)),
        "\n".join(f"({n}) {one}" for n, one in enumerate(ENTRIES, 1)),
        "\n".join(f"[{n}] {one}" for n, one in enumerate(ENTRIES, 1)),
        "\n".join(wrapped(one, "    ") for one in ENTRIES),
        "\n".join(wrapped(one, "") for one in ENTRIES),
        "\n\n".join(wrapped(one, "") for one in ENTRIES),
        "\n".join(f"[{n}] {wrapped(one, '')}" for n, one in enumerate(ENTRIES, 1)),
        "| | |\n|---|---|\n" + "\n".join(f"| [{n}] | {one} |" for n, one in enumerate(ENTRIES, 1)),
    ],
)
def test_lines_are_entries(listed):
    assert [one.removeprefix("– ") for one in read(listed)] == list(ENTRIES)


@pytest.mark.parametrize(
    "title", ["References:", "**Literature cited**", "REFERENCES", "Kaynakça", "# 7. Bibliografia"]
)
def test_the_title_may_be_without_markup(title):
    assert read("\n".join(ENTRIES), title) == list(ENTRIES)


def test_an_entry_over_several_lines_stays_whole():
    assert read("\n".join(wrapped(ENTRIES[0], "").split("\n"))) == [ENTRIES[0]]


def test_a_year_at_the_head_of_a_line_begins_no_item():
    listed = "1. Institute of Snow. A survey of ice in\n2016. Kemi: Institute of Snow,\n2017.\n2. Marsh B. Wind. River J 2002; 4: 7."
    assert read(listed) == [
        "Institute of Snow. A survey of ice in 2016. Kemi: Institute of Snow, 2017.",
        "Marsh B. Wind. River J 2002; 4: 7.",
    ]


def test_lines_of_running_text_stay_a_paragraph():
    text = "Brook, A. went north.\nMarsh, B. went south in 1999.\nReed, C. stayed."
    document = paperconv.read(f"{HEAD}{text}\n".encode(), format="markdown")
    assert text.replace("\n", " ") in {
        m.text_of(block) for block in m.iter_nodes(document) if isinstance(block, m.Paragraph)
    }
