"""Signs below and above in raw text."""

from __future__ import annotations

import pytest

from paperconv.readers.markdown.inline import escape_angles, escape_ticks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("p < 0.05 and p <0.01", "p \\< 0.05 and p \\<0.01"),
        ("already \\< escaped", "already \\< escaped"),
        ("a<sup>1</sup> and <https://x.org>", "a<sup>1</sup> and <https://x.org>"),
        ("$a < b$ and $$c < d$$, but e < f", "$a < b$ and $$c < d$$, but e \\< f"),
        ("`a < b` but c < d", "`a < b` but c \\< d"),
        ("\\$5 < \\$6", "\\$5 \\< \\$6"),
        ("<!-- kept -->", "<!-- kept -->"),
    ],
)
def test_a_sign_that_begins_no_tag_is_escaped(text: str, wanted: str) -> None:
    assert escape_angles(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<td>the `id</td><td>of one` b</td>", "<td>the \\`id</td><td>of one\\` b</td>"),
        ("<TD>a``b</TD><th colspan=2>c`</th>", "<TD>a\\`\\`b</TD><th colspan=2>c\\`</th>"),
        ("<td>`id` and `a<b`</td><td>x`</td>", "<td>`id` and `a<b`</td><td>x\\`</td>"),
        ("<td>\\`id</td>", "<td>\\`id</td>"),
        ("a `b <td> c` d</p>", "a `b <td> c` d</p>"),
    ],
)
def test_code_does_not_go_on_over_cells(text: str, wanted: str) -> None:
    assert escape_ticks(text) == wanted


def test_cells_without_end_take_no_long_time() -> None:
    text = "<td>`" * 50_000 + "</p>"
    assert escape_ticks(text) == text
