"""How runs look."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.citations import bib_styles
from paperconv.exporters.docx.markup import EMPTY, Xml, is_right_to_left, language_element

# For each way to set off text: its character style, and what that says, for styles of text set off in two ways.
# The rank is the place of the property in w:rPr.
_STYLES: dict[str, tuple[str, int, str]] = {
    "link": ("Hyperlink", 0, ""),
    "code": ("VerbatimChar", 1, ""),
    "monospace": ("Monospace", 1, ""),
    "strong": ("Strong", 2, "<w:b/><w:bCs/>"),
    "emph": ("Emphasis", 3, "<w:i/><w:iCs/>"),
    "smallcaps": ("SmallCaps", 4, "<w:smallCaps/>"),
    "strike": ("Strikethrough", 5, "<w:strike/>"),
    "underline": ("Underline", 6, '<w:u w:val="single"/>'),
    "sup": ("Superscript", 7, '<w:vertAlign w:val="superscript"/>'),
    "sub": ("Subscript", 7, '<w:vertAlign w:val="subscript"/>'),
}
# What a style of text set off in two ways is based on, if it is one of them: they say more than a property.
_FIRST = ("code", "monospace", "link")


class Look(msgspec.Struct, frozen=True):
    """How runs look and what they are part of.

    ``marks`` are the keys of the table above, outermost first; ``style`` is a character style that takes the place of
    theirs; ``change`` is the tracked change around.
    """

    marks: tuple[str, ...] = ()
    style: str = ""
    language: str = ""
    right_to_left: bool = False
    linked: bool = False
    change: m.Change | None = None

    def marked(self, mark: str) -> Look:
        """The same with one more mark."""
        return self if mark in self.marks else msgspec.structs.replace(self, marks=(*self.marks, mark))

    def styled(self, style: str) -> Look:
        """The same in the character style with the id ``style``."""
        return msgspec.structs.replace(self, style=style)

    def in_language(self, language: str, direction: str = "") -> Look:
        """The same in ``language``, if that is not empty; ``direction`` goes before the language's own."""
        if not language and not direction:
            return self
        rtl = direction == "rtl" if direction else is_right_to_left(language)
        return msgspec.structs.replace(self, language=language or self.language, right_to_left=rtl)


PLAIN = Look()


class CharacterStyle(msgspec.Struct, frozen=True):
    """A character style that only some documents need: ``based_on`` is the id of another, ``properties`` what it adds."""

    name: str
    based_on: str
    properties: str = ""


def run_properties(look: Look, needed: dict[str, CharacterStyle]) -> Xml:
    """``w:rPr``, empty if there is nothing to say. The character styles that it names are added to ``needed``, by id.

    Text set off in two ways is in a style of its own, so that nothing is formatted directly.
    """
    if look == PLAIN:
        return EMPTY
    style = look.style
    more = list(look.marks)
    if style.startswith(bib_styles.PREFIX) and style not in needed:
        needed[style] = CharacterStyle(
            style, "Hyperlink" if style in bib_styles.LINKS else "DefaultParagraphFont"
        )
    if not style and more:
        leading = next((mark for mark in _FIRST if mark in more), more[0])
        more.remove(leading)
        style = _STYLES[leading][0]
    if more:
        style = _combined(style, more, needed)
    out = f'<w:rStyle w:val="{style}"/>' if style else ""
    if look.right_to_left:
        out += "<w:rtl/>"
    if look.language:
        out += language_element(look.language)
    return Xml(f"<w:rPr>{out}</w:rPr>") if out else EMPTY


def _combined(style: str, marks: list[str], needed: dict[str, CharacterStyle]) -> str:
    """The id of ``style`` with ``marks`` besides."""
    names, properties, script = [style], "", style in {"Superscript", "Subscript"}
    for name, rank, xml in sorted((_STYLES[mark] for mark in marks), key=lambda entry: entry[1:]):
        if not xml or (rank == 7 and script):
            continue  # a run is either raised or lowered
        script = script or rank == 7
        names.append(name)
        properties += xml
    if not properties:
        return style
    identifier = "".join(names)
    needed[identifier] = CharacterStyle(" ".join(names), style, properties)
    return identifier
