"""How runs look."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.exporters.docx.markup import EMPTY, Xml, is_right_to_left, language_element

# For each way to set off text: its character style, and the same said directly, for text set off in two ways.
# The rank is the place of the direct property in w:rPr.
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
# These cannot be said directly, so they take the one place for a character style.
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


def run_properties(look: Look) -> Xml:
    """``w:rPr``, empty if there is nothing to say."""
    if look == PLAIN:
        return EMPTY
    style = look.style
    direct = list(look.marks)
    if not style and direct:
        leading = next((mark for mark in _FIRST if mark in direct), direct[0])
        direct.remove(leading)
        style = _STYLES[leading][0]
    out = f'<w:rStyle w:val="{style}"/>' if style else ""
    script = False
    for _, rank, xml in sorted((_STYLES[mark] for mark in direct), key=lambda entry: entry[1]):
        if rank == 7 and script:
            continue  # a run is either raised or lowered
        script = script or rank == 7
        out += xml
    if look.right_to_left:
        out += "<w:rtl/>"
    if look.language:
        out += language_element(look.language)
    return Xml(f"<w:rPr>{out}</w:rPr>") if out else EMPTY
