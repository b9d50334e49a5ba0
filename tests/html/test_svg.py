"""Drawings are shown without what could harm the reader."""

from __future__ import annotations

import pytest

from paperconv.svg import SvgRefused, safe_svg

OPEN = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def safe(inner: bytes) -> bytes:
    return safe_svg(OPEN + inner + b"</svg>").data


@pytest.mark.parametrize(
    "harm",
    [
        b"<script>alert(1)</script>",
        b'<rect onload="alert(1)"/>',
        b'<image xlink:href="http://evil.org/x.png"/>',
        b'<use href="file:///etc/passwd#x"/>',
        b'<a xlink:href="javascript:alert(1)"><text>x</text></a>',
        b"<style>@import 'http://evil.org/x.css';</style>",
        b'<rect style="fill:url(http://evil.org/x)"/>',
        b'<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">evil</div></foreignObject>',
        b'<p:x xmlns:p="urn:x" p:evil="1">evil</p:x>',
    ],
)
def test_scripts_and_outside_files_are_taken_out(harm: bytes) -> None:
    cleaned = safe(harm + b'<path d="M0 0"/>')
    assert b"evil" not in cleaned
    assert b"alert" not in cleaned
    assert b"passwd" not in cleaned
    assert b"M0 0" in cleaned


def test_links_within_the_drawing_and_embedded_pictures_stay() -> None:
    kept = safe(b'<g id="a"/><use xlink:href="#a"/><image xlink:href="data:image/png;base64,AA=="/>')
    assert b'xlink:href="#a"' in kept
    assert b"data:image/png" in kept


def test_the_other_choice_of_a_switch_is_drawn_when_the_first_is_gone() -> None:
    inner = b"<switch><g><foreignObject/></g><text>seen</text></switch>"
    assert b"<switch><text>seen</text></switch>" in safe(inner)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg><rect/></svg>",
        OPEN,
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + OPEN + b"<text>&a;</text></svg>",
        OPEN + b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>',
    ],
)
def test_what_is_broken_or_endless_is_refused(data: bytes) -> None:
    with pytest.raises(SvgRefused):
        safe_svg(data)
