"""The style sheets of a PDF: what style.toml says, written as CSS, and the style's own page.css files.

style.toml becomes custom properties on ``html`` and the rules that CSS cannot take from a property (page size and
margins). A page.css draws with these properties:

``--size --line-height --text-align --hyphens --paragraph-indent --paragraph-space --columns``
    of the text; ``--font --heading-font --mono-font`` are lists of families;
``--h1 --h2 --h3 --h4 --heading-align``
    sizes of the four levels of section headings (``h1`` here is the first level below the title);
``--page-number --running-title --running-authors``
    what margin boxes print: ``content: var(--page-number)``; empty strings where style.toml switches them off.
``--journal --issue --doi --rights``
    the journal's title, the place in it (``Vol. 3, No. 2, 2024, 15–31``), ``https://doi.org/…`` and the copyright line;
    empty strings where neither manuscript nor style has them.
``--figure-height``
    how high a picture may be, so that its caption still fits the page.
"""

from __future__ import annotations

import re

import msgspec

from paperconv.errors import StyleError
from paperconv.exporters.pdf.engine import CSS, FontConfiguration
from paperconv.exporters.pdf.fetch import STYLE, Fetcher, read_bounded
from paperconv.exporters.pdf.fonts import families
from paperconv.patterns import late
from paperconv.styles import JournalStyle

# A single-spaced line of a text face is about this many times its size: ascent, descent and line gap of Times.
_NATURAL_LINE = 1.15

_GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
_LENGTH = late(r"(?:0|\d{1,4}(?:\.\d{1,4})?(?:pt|mm|cm|in|pc|px|em|rem))")
_SIZES = {
    "a3": ("297mm", "420mm"),
    "a4": ("210mm", "297mm"),
    "a5": ("148mm", "210mm"),
    "b4": ("250mm", "353mm"),
    "b5": ("176mm", "250mm"),
    "letter": ("8.5in", "11in"),
    "legal": ("8.5in", "14in"),
}


class RunningHead(msgspec.Struct, frozen=True):
    """What stands at the top and foot of the pages: the authors' family names, the short title, and the journal.

    ``issue`` is the place in the journal (``Vol. 3, No. 2, 2024, 15–31``), ``rights`` the copyright line.
    """

    authors: str
    title: str
    journal: str = ""
    issue: str = ""
    doi: str = ""
    rights: str = ""


def sheets(style: JournalStyle, head: RunningHead, fetcher: Fetcher, fonts: FontConfiguration) -> list[CSS]:
    """The style sheets of ``style`` in cascading order: its data, then page.css of each folder, parents first.

    Raises:
        StyleError: a length or size in style.toml is none.
    """
    found = [CSS(string=layout(style, head), font_config=fonts, url_fetcher=fetcher)]
    for number, folder in reversed(list(enumerate(style.looks))):
        path = folder / "page.css"
        if path.is_file():
            try:
                text = read_bounded(path).decode("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise StyleError(f"{path}: cannot be read: {error}") from None
            base = f"{STYLE}{number}/page.css"
            found.append(CSS(string=text, base_url=base, font_config=fonts, url_fetcher=fetcher))
    return found


def layout(style: JournalStyle, head: RunningHead) -> str:
    """The CSS that says what style.toml says."""
    page, text, headings = style.page, style.text, style.headings

    def length(key: str, value: str) -> str:
        if not _LENGTH.fullmatch(value):
            raise StyleError(f'style "{style.name}": {key}: "{value}" is no length such as 12pt or 25mm')
        return value

    size = _SIZES.get(page.size.lower()) or tuple(page.size.lower().split())
    if len(size) != 2:
        known = ", ".join(_SIZES)
        raise StyleError(f'style "{style.name}": page.size: "{page.size}" is neither {known} nor two lengths')
    width, height = (length("page.size", part) for part in size)
    top = length("page.margin-top", page.margin_top)
    bottom = length("page.margin-bottom", page.margin_bottom)
    inner = length("page.margin-inner", page.margin_inner)
    outer = length("page.margin-outer", page.margin_outer)
    heading_font = text.heading_font or text.font
    properties = {
        "font": _families(text.font),
        "heading-font": _families(heading_font),
        "mono-font": _families(text.mono_font),
        "size": length("text.size", text.size),
        "line-height": f"{text.line_spacing * _NATURAL_LINE:.4g}",
        "text-align": text.align,
        "hyphens": "auto" if text.hyphenate else "manual",
        "paragraph-indent": length("text.paragraph-indent", text.paragraph_indent),
        "paragraph-space": length("text.paragraph-space", text.paragraph_space),
        "heading-align": headings.align,
        "columns": str(page.columns)
        if page.columns > 1
        else "auto",  # one column laid out as columns takes twice as long
        "page-number": "counter(page)" if page.page_numbers else '""',
        "running-title": _string(head.title if page.running_head else ""),
        "running-authors": _string(head.authors if page.running_head else ""),
        "journal": _string(head.journal or style.journal.title),
        "issue": _string(head.issue),
        "doi": _string(head.doi),
        "rights": _string(head.rights),
        "figure-height": f"calc({height} - {top} - {bottom} - 40mm)",
    }
    sizes = [length("headings.sizes", one) for one in headings.sizes] or [properties["size"]]
    for level in range(4):
        properties[f"h{level + 1}"] = sizes[min(level, len(sizes) - 1)]
    declared = " ".join(f"--{name}: {value};" for name, value in properties.items())
    rules = [
        f"html {{ {declared} }}",
        f"@page {{ {declared} size: {width} {height}; margin: {top} {outer} {bottom} {inner}; }}",
        f"@page landscape {{ size: {height} {width}; }}",
    ]
    if inner != outer:
        rules.append(f"@page :left {{ margin-left: {outer}; margin-right: {inner}; }}")
    return "\n".join(rules)


def _string(text: str) -> str:
    """``text`` as a CSS string."""
    return '"' + "".join(c if c.isalnum() or c in " ,.;:-–—’'()&/©" else f"\\{ord(c):x} " for c in text) + '"'


def _families(names: tuple[str, ...]) -> str:
    """``names`` as a CSS list; quoted, and without what could end the string."""
    kept = [
        name if name in _GENERIC else '"' + re.sub(r'["\\\n\r{};<>]', "", name) + '"'
        for name in families(names)
    ]
    return ", ".join(kept) or "serif"
