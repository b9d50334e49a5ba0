"""Which fonts a document names."""

from __future__ import annotations

import msgspec

from paperconv.exporters.docx.markup import Xml, attribute, join, part
from paperconv.styles import JournalStyle

# A DOCX names one font for each run and brings none along: so a font is preferred that comes with every Word.
_COMES_WITH_WORD = frozenset(
    {
        "arial", "book antiqua", "bookman old style", "calibri", "cambria", "candara", "century", "comic sans ms",
        "century gothic", "century schoolbook", "consolas", "constantia", "corbel", "courier new", "garamond",
        "georgia", "gill sans mt", "lucida console", "palatino linotype", "segoe ui", "tahoma", "times new roman",
        "trebuchet ms", "verdana",
    }
)  # fmt: skip
_GENERIC = {
    "serif": "Times New Roman", "sans-serif": "Arial", "monospace": "Courier New", "system-ui": "Calibri",
    "ui-serif": "Times New Roman", "ui-sans-serif": "Arial", "ui-monospace": "Courier New",
}  # fmt: skip


class Fonts(msgspec.Struct, frozen=True):
    """The fonts a document names."""

    text: str
    heading: str
    mono: str


def fonts_of(style: JournalStyle) -> Fonts:
    """The font for each purpose: the first of the style's that comes with Word, else its first."""
    text = _choose(style.text.font, "Times New Roman")
    return Fonts(text, _choose(style.text.heading_font, text), _choose(style.text.mono_font, "Courier New"))


def _choose(wanted: tuple[str, ...], default: str) -> str:
    named = [_GENERIC.get(font.lower(), font) for font in wanted]
    return next((font for font in named if font.lower() in _COMES_WITH_WORD), named[0] if named else default)


def font_element(name: str) -> str:
    """``w:rFonts`` that names one font for all scripts, and no theme."""
    value = attribute(name)
    return f'<w:rFonts w:ascii="{value}" w:hAnsi="{value}" w:eastAsia="{value}" w:cs="{value}"/>'


def font_table_part(style: JournalStyle) -> bytes:
    """``fontTable.xml``: the fonts, each with the style's other choices as its substitutes."""
    fonts = fonts_of(style)
    out: dict[str, Xml] = {}
    for name, others, family, pitch in (
        (fonts.text, style.text.font, "roman", "variable"),
        (fonts.heading, style.text.heading_font, "auto", "variable"),
        (fonts.mono, style.text.mono_font, "modern", "fixed"),
    ):
        substitutes = ",".join(font for font in others if font != name and font.lower() not in _GENERIC)
        alternative = f'<w:altName w:val="{attribute(substitutes)}"/>' if substitutes else ""
        out.setdefault(
            name,
            Xml(
                f'<w:font w:name="{attribute(name)}">{alternative}<w:family w:val="{family}"/>'
                f'<w:pitch w:val="{pitch}"/></w:font>'
            ),
        )
    return part("fonts", join(out.values()))
