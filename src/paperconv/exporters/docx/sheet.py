"""The style sheet of a DOCX as it grows: paragraph and character styles with measures taken from the journal's style."""

from __future__ import annotations

from paperconv.exporters.docx.fonts import fonts_of
from paperconv.exporters.docx.markup import Xml
from paperconv.styles import HeadingLook, JournalStyle
from paperconv.styles.lengths import TWIPS, style_points
from paperconv.styles.pages import Page

TOGETHER = "<w:contextualSpacing/>"
"""No space between paragraphs of one style."""
MIDDLE = '<w:jc w:val="center"/>'
LIST_LEVELS = 5
"""Word has five levels of each list style."""
LIST_INDENT = 360
"""How much farther to the right each level of a list stands, in twips."""
_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_CAPS = {"none": "", "upper": "<w:caps/>", "small": "<w:smallCaps/>"}


def size_of(style: JournalStyle) -> float:
    """The size of the text in points.

    Raises:
        StyleError: it is no length.

    """
    return max(style_points(style.text.size, "text.size"), 1.0)


class Sheet:
    """The styles written so far, and what their measures are taken from."""

    def __init__(self, style: JournalStyle, page: Page) -> None:
        self.style = style
        self.page = page
        self.fonts = fonts_of(style)
        self.size = size_of(style)
        self.out: list[Xml] = []

    def add(
        self,
        name: str,
        based_on: str = "Normal",
        paragraph: str = "",
        run: str = "",
        *,
        identifier: str = "",
        after: str = "",
        own: bool = False,
    ) -> None:
        """A paragraph style; ``after`` is the id of the style that follows it; ``own`` that Word has none such."""
        identifier = identifier or identifier_of(name)
        follows = f'<w:next w:val="{after}"/>' if after else ""
        custom = ' w:customStyle="1"' if own else ""
        default = "" if based_on else ' w:default="1"'
        based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
        runs = f"<w:rPr>{run}</w:rPr>" if run else ""
        self.out.append(
            Xml(
                f'<w:style w:type="paragraph"{default}{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>{based}'
                f"{follows}<w:qFormat/>{properties}{runs}</w:style>"
            )
        )

    def character(
        self,
        name: str,
        run: str,
        *,
        identifier: str = "",
        based_on: str = "DefaultParagraphFont",
        own: bool = False,
    ) -> None:
        """A character style."""
        custom = ' w:customStyle="1"' if own else ""
        self.out.append(
            Xml(
                f'<w:style w:type="character"{custom} w:styleId="{identifier or identifier_of(name)}">'
                f'<w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/><w:qFormat/>'
                f"<w:rPr>{run}</w:rPr></w:style>"
            )
        )

    def length(self, value: str, key: str) -> float:
        """``value``, the style's ``key``, in points.

        Raises:
            StyleError: it is no length.

        """
        return style_points(value, key, self.size)

    def points(self, factor: float) -> str:
        """A font size: ``factor`` times that of the text."""
        return font_size(self.size * factor)

    def space(self, before: float = 0, after: float = 0, line: float = 0) -> str:
        """Space above and below in lines of the text's size; ``line`` is the line spacing as a factor."""
        above, below = (round(value * self.size * TWIPS) for value in (before, after))
        lines = f' w:line="{round(240 * line)}" w:lineRule="auto"' if line else ""
        return f'<w:spacing w:before="{above}" w:after="{below}"{lines}/>'


def identifier_of(name: str) -> str:
    """The id of a style, as Word makes it from its name."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def font_size(points: float) -> str:
    """``w:sz`` and ``w:szCs``: whole half-points."""
    half = max(round(points * 2), 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def alignment(align: str) -> str:
    """``w:jc`` for what is set in the middle; empty for the left."""
    return MIDDLE if align == "center" else ""


def run_look(look: HeadingLook) -> str:
    """The run properties of a title or heading but its size."""
    return f"{_BOLD if look.bold else ''}{_ITALIC if look.italic else ''}{_CAPS[look.caps]}"


def run_face(face: str, around: str = "plain") -> str:
    """The run properties of a :data:`~paperconv.styles.types.Face`.

    Inside a paragraph whose style has the face ``around``, bold and italic of a character style turn those off again
    (ISO/IEC 29500-1, 17.7.3, toggle properties).
    """
    bold = _BOLD if ("bold" in face) != ("bold" in around) else ""
    italic = _ITALIC if ("italic" in face) != ("italic" in around) else ""
    return f"{bold}{italic}{_CAPS['small'] if face == 'small-caps' else ''}"


def aligned(sheet: Sheet) -> str:
    """``w:jc`` of running text."""
    return '<w:jc w:val="both"/>' if sheet.style.text.align == "justify" else ""
