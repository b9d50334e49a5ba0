"""Signs below and above in raw text."""

from __future__ import annotations

import pytest

from paperconv.readers.markdown.inline import escape_angles


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
