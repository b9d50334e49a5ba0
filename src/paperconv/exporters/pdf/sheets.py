"""The style sheets of a PDF: what style.toml says, written as CSS, and the style's own page.css files.

First come the rules for the keys of style.toml (:mod:`.keys`): page, running heads, headings, title block, captions, rules of
tables, references. Every page.css follows, parents first, so it may go on from there; it best leaves alone what a key says,
for a style that extends it could not change that by the key. It draws with these properties:

``--size --line-height --text-align --hyphens --paragraph-indent --paragraph-space --columns``
    of the text; ``--font --heading-font --mono-font`` are lists of families;
``--title-size --caption-size --table-size --abstract-size --references-size``
    sizes of these parts, for the shorthand ``font``;
``--bold``
    set by a page.css: how heavy bold headings are, ``bold`` if it is not;
``--page-number --running-title --running-authors``
    for margin boxes of a page.css of its own: ``content: var(--page-number)``;
``--journal --issue --doi --rights``
    the journal's title, the place in it (``Vol. 3, No. 2, 2024, 15–31``), ``https://doi.org/…`` and the copyright line;
    empty strings where neither manuscript nor style has them.
``--figure-height``
    how high a picture may be, so that its caption still fits the page.
"""

from __future__ import annotations

from paperconv.errors import StyleError
from paperconv.exporters.pdf.engine import CSS, FontConfiguration
from paperconv.exporters.pdf.fetch import STYLE, Fetcher, read_bounded
from paperconv.exporters.pdf.keys import layout
from paperconv.html.running import RunningWords
from paperconv.styles import JournalStyle


def sheets(style: JournalStyle, words: RunningWords, fetcher: Fetcher, fonts: FontConfiguration) -> list[CSS]:
    """The style sheets of ``style`` in cascading order: its data, then page.css of each folder, parents first.

    Raises:
        StyleError: a length or size in style.toml is none.
    """
    found = [CSS(string=layout(style, words), font_config=fonts, url_fetcher=fetcher)]
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
