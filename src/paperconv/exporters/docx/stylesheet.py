"""``styles.xml``: every style that the exporter writes, made from the journal's style.

Names and ids of Word's own styles are Word's, so that its navigation, its tables of contents and other programs know
them; the rest are ours, based on Word's where one is near.
"""

from __future__ import annotations

from paperconv.exporters.docx.fonts import font_element, fonts_of
from paperconv.exporters.docx.lengths import TWIPS, style_points
from paperconv.exporters.docx.markup import (
    EMPTY,
    Xml,
    is_right_to_left,
    join,
    language_element,
    part,
)
from paperconv.exporters.docx.page import Page
from paperconv.styles import JournalStyle

# No space between paragraphs of one style.
_TOGETHER = "<w:contextualSpacing/>"
_MIDDLE = '<w:jc w:val="center"/>'
LEVELS = 9
"""Word has nine levels of headings."""
LIST_LEVELS = 5
"""Word has five levels of each list style."""
LIST_INDENT = 360
"""How much farther to the right each level of a list stands, in twips."""
BIBLIOGRAPHY_INDENT = 480


def size_of(style: JournalStyle) -> float:
    """The size of the text in points.

    Raises:
        StyleError: it is no length.

    """
    return max(style_points(style.text.size, "text.size"), 1.0)


class _Sheet:
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

    def character(self, name: str, run: str, *, identifier: str = "", own: bool = False) -> None:
        """A character style."""
        custom = ' w:customStyle="1"' if own else ""
        self.out.append(
            Xml(
                f'<w:style w:type="character"{custom} w:styleId="{identifier or identifier_of(name)}">'
                f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
                f"<w:rPr>{run}</w:rPr></w:style>"
            )
        )

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


def styles_part(style: JournalStyle, page: Page, language: str) -> bytes:
    """``styles.xml`` for a document in ``language`` (BCP 47).

    Raises:
        StyleError: a measure of ``style`` is no length.

    """
    sheet = _Sheet(style, page)
    _base(sheet)
    _front(sheet)
    _headings(sheet)
    _text(sheet)
    _lists(sheet)
    _floats(sheet)
    _characters(sheet)
    _tables(sheet)
    bidi = "<w:bidi/>" if is_right_to_left(language) else ""
    defaults = Xml(
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font_element(sheet.fonts.text)}{sheet.points(1)}"
        f"{language_element(language)}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{bidi}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" '
        'w:defQFormat="0" w:count="376"/>'
    )
    return part("styles", join([defaults, *sheet.out]))


def _base(sheet: _Sheet) -> None:
    factor = sheet.style.text.line_spacing
    sheet.add("Normal", "", f"<w:widowControl/>{sheet.space(line=factor)}")
    sheet.out.append(
        Xml(
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        )
    )
    middle, right = sheet.page.text_width // 2, sheet.page.text_width
    tabs = f'<w:tabs><w:tab w:val="center" w:pos="{middle}"/><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    small = sheet.points(0.9)
    # LibreOffice would number the lines of headers and notes, Word never does.
    for name in ("header", "footer"):
        align = '<w:jc w:val="right"/>' if name == "header" else '<w:jc w:val="center"/>'
        sheet.add(name, "Normal", f"<w:suppressLineNumbers/>{tabs}{sheet.space(line=1)}{align}", small)
    for name in ("footnote text", "endnote text"):
        sheet.add(
            name, "Normal", f"<w:suppressLineNumbers/>{sheet.space(after=0.2, line=1)}", sheet.points(0.85)
        )
    sheet.add("annotation text", "Normal", sheet.space(line=1), small, identifier="CommentText")


def _front(sheet: _Sheet) -> None:
    factor = min(sheet.style.text.line_spacing, 1.5)
    heading = font_element(sheet.fonts.heading)
    title = sheet.size * 1.5
    sheet.add(
        "Title", "Normal", f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{sheet.space(0, 0.6, 1.1)}{_MIDDLE}",
        f"{heading}<w:b/><w:bCs/>{font_size(title)}", after="Author",
    )  # fmt: skip
    sheet.add(
        "Subtitle", "Normal", f"<w:keepNext/><w:suppressAutoHyphens/>{sheet.space(0, 0.6, 1.1)}{_MIDDLE}",
        f"{heading}{font_size(title * 0.8)}", after="Author",
    )  # fmt: skip
    sheet.add("Translated Title", "Subtitle", "", "<w:i/><w:iCs/>", own=True)
    sheet.add("Author", "Normal", f"{sheet.space(0.4, 0.4, factor)}{_MIDDLE}", sheet.points(1.1), own=True)
    small = sheet.points(0.9)
    sheet.add("Affiliation", "Normal", f"{sheet.space(0, 0.1, factor)}{_MIDDLE}", small, own=True)
    sheet.add("Author Note", "Normal", f"{sheet.space(0.2, 0, factor)}{_MIDDLE}", small, own=True)
    for name in (
        "Correspondence", "Equal Contribution", "Deceased", "Current Address", "Contribution Note", "Conflict Note",
        "Lead Contact", "Author Details",
    ):  # fmt: skip
        sheet.add(name, "AuthorNote", own=True)
    sheet.add("Article Info", "Normal", f"{sheet.space(0, 0.8, factor)}{_TOGETHER}", small, own=True)
    sheet.add(
        "Abstract Title", "Normal", f"<w:keepNext/>{sheet.space(1.4, 0.3)}", f"{heading}<w:b/><w:bCs/>",
        after="Abstract", own=True,
    )  # fmt: skip
    sheet.add(
        "Abstract Heading",
        "Normal",
        f"<w:keepNext/>{sheet.space(0.3)}",
        "<w:i/><w:iCs/>",
        after="Abstract",
        own=True,
    )
    sheet.add("Abstract", "Normal", f"{sheet.space(0, 0.2)}{_aligned(sheet)}", own=True)
    sheet.add("Keywords", "Normal", sheet.space(0.5, 0.5), own=True)


def _headings(sheet: _Sheet) -> None:
    sizes = [style_points(size, "headings.sizes", sheet.size) for size in sheet.style.headings.sizes] or [
        sheet.size
    ]
    align = f'<w:jc w:val="{sheet.style.headings.align}"/>'
    for level in range(LEVELS):
        look = (
            "<w:b/><w:bCs/>"
            if level < 2
            else "<w:b/><w:bCs/><w:i/><w:iCs/>"
            if level == 2
            else "<w:i/><w:iCs/>"
        )
        before = 1.6 if level == 0 else 1.2
        sheet.add(
            f"heading {level + 1}", "Normal",
            f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{sheet.space(before, 0.5, 1.1)}{align}"
            f'<w:outlineLvl w:val="{level}"/>',
            f"{font_element(sheet.fonts.heading)}{look}{font_size(sizes[min(level, len(sizes) - 1)])}",
            after="FirstParagraph",
        )  # fmt: skip


def _aligned(sheet: _Sheet) -> str:
    return '<w:jc w:val="both"/>' if sheet.style.text.align == "justify" else ""


def _text(sheet: _Sheet) -> None:
    text = sheet.style.text
    indent = round(style_points(text.paragraph_indent, "text.paragraph-indent", sheet.size) * TWIPS)
    after = round(style_points(text.paragraph_space, "text.paragraph-space", sheet.size) * TWIPS)
    gap = f'<w:spacing w:after="{max(after, 0)}"/>'
    aligned = _aligned(sheet)
    sheet.add("Body Text", "Normal", f'{gap}<w:ind w:firstLine="{max(indent, 0)}"/>{aligned}')
    sheet.add("First Paragraph", "BodyText", '<w:ind w:firstLine="0"/>', after="BodyText", own=True)
    both = f'<w:ind w:left="{2 * LIST_INDENT}" w:right="{LIST_INDENT}"/>'
    sheet.add("Block Text", "Normal", f"{sheet.space(0.3, 0.3)}{both}{aligned}")
    sheet.add("Pull Quote", "BlockText", "", "<w:i/><w:iCs/>", own=True)
    right = '<w:jc w:val="right"/>'
    sheet.add("Epigraph", "Normal", f'{sheet.space(0.3, 0.3)}<w:ind w:left="{6 * LIST_INDENT}"/>', own=True)
    sheet.add("Attribution", "Normal", f"{sheet.space(0, 0.5)}{both}{right}", own=True)
    sheet.add(
        "Verse",
        "Normal",
        f'<w:keepLines/>{sheet.space(0.3, 0.3)}<w:ind w:left="{2 * LIST_INDENT}"/>',
        own=True,
    )
    sheet.add("Verse Title", "Verse", "<w:keepNext/>", "<w:b/><w:bCs/>", after="Verse", own=True)
    sheet.add(
        "Source Code", "Normal", f"<w:suppressAutoHyphens/>{sheet.space(0.3, 0.5, 1)}",
        f"{font_element(sheet.fonts.mono)}<w:noProof/>{sheet.points(0.9)}", own=True,
    )  # fmt: skip
    middle, edge = sheet.page.column_width // 2, sheet.page.column_width
    tabs = f'<w:tabs><w:tab w:val="center" w:pos="{middle}"/><w:tab w:val="right" w:pos="{edge}"/></w:tabs>'
    sheet.add("Equation", "Normal", f"{tabs}{sheet.space(0.5, 0.5)}", after="BodyText", own=True)
    hanging = f'<w:ind w:left="{BIBLIOGRAPHY_INDENT}" w:hanging="{BIBLIOGRAPHY_INDENT}"/>'
    sheet.add("Bibliography", "Normal", f"{sheet.space(0, 0.3)}{hanging}", after="Bibliography")
    sheet.add("Statement", "Normal", f"{sheet.space(0.4, 0.4)}{aligned}", own=True)
    sheet.add("Definition Term", "Normal", f"<w:keepNext/>{sheet.space(0.3)}", "<w:b/><w:bCs/>", own=True)
    sheet.add("Definition", "Normal", f'<w:ind w:left="{LIST_INDENT}"/>{aligned}', own=True)
    sheet.add("Divider", "Normal", f"{sheet.space(0.6, 0.6)}{_MIDDLE}", own=True)
    sheet.add("Biography", "Normal", f"{sheet.space(0.8, 0)}{aligned}", own=True)
    sheet.add("Supplement", "Normal", sheet.space(0.3, 0.3), own=True)


def _lists(sheet: _Sheet) -> None:
    aligned = _aligned(sheet)
    for level in range(1, LIST_LEVELS + 1):
        number = "" if level == 1 else f" {level}"
        indent = f'<w:ind w:left="{level * LIST_INDENT}" w:hanging="{LIST_INDENT}"/>'
        for name, identifier in (("List Bullet", 1), ("List Number", 2)):
            numbering = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{identifier}"/></w:numPr>'
            sheet.add(
                f"{name}{number}", "Normal", f"{numbering}{sheet.space(0.3, 0.3)}{indent}{_TOGETHER}{aligned}"
            )
        sheet.add(f"List{number}", "Normal", f"{sheet.space(0.3, 0.3)}{indent}{_TOGETHER}{aligned}")
        indent = f'<w:ind w:left="{level * LIST_INDENT}"/>'
        sheet.add(f"List Continue{number}", "Normal", f"{sheet.space(0.3, 0.3)}{indent}{_TOGETHER}{aligned}")


def _floats(sheet: _Sheet) -> None:
    small = sheet.points(0.9)
    factor = min(sheet.style.text.line_spacing, 1.5)
    sheet.add(
        "Figure", "Normal", f"<w:keepNext/>{sheet.space(0.8, 0.2, 1)}{_MIDDLE}", after="Caption", own=True
    )
    sheet.add("Missing Figure", "Figure", "", f"{font_element(sheet.fonts.mono)}{small}", own=True)
    sheet.add("caption", "Normal", f"<w:keepLines/>{sheet.space(0.6, 0.4, factor)}", small, after="BodyText")
    sheet.add("Panel Caption", "Caption", f"<w:keepNext/>{sheet.space(0, 0.3, 1)}{_MIDDLE}", own=True)
    sheet.add("Credit", "Caption", sheet.space(0, 0.6, factor), "<w:i/><w:iCs/>", own=True)
    sheet.add("Table Note", "Normal", f"{sheet.space(0.1, 1, 1)}{_TOGETHER}", sheet.points(0.85), own=True)
    sheet.add("Table Text", "Normal", f"<w:suppressAutoHyphens/>{sheet.space(0.1, 0.1, 1)}", small, own=True)
    sheet.add("Table Heading", "TableText", "<w:keepNext/>", "<w:b/><w:bCs/>", own=True)
    for name in ("Table Text", "Table Heading"):
        for align, value in (("Center", "center"), ("Right", "right"), ("Justify", "both")):
            sheet.add(f"{name} {align}", identifier_of(name), f'<w:jc w:val="{value}"/>', own=True)
    exact = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
    sheet.add("Table End", "Normal", f"<w:suppressLineNumbers/>{exact}", after="BodyText", own=True)
    sheet.add(
        "Box Title", "Normal", f"<w:keepNext/>{sheet.space(0.2, 0.2, factor)}", "<w:b/><w:bCs/>", own=True
    )
    sheet.add("Box Text", "Normal", f"{sheet.space(0.1, 0.2, factor)}{_aligned(sheet)}", own=True)


def _characters(sheet: _Sheet) -> None:
    mono = f"{font_element(sheet.fonts.mono)}"
    sheet.character("Emphasis", "<w:i/><w:iCs/>")
    sheet.character("Strong", "<w:b/><w:bCs/>")
    sheet.character("Hyperlink", '<w:color w:val="1F3864"/>')
    sheet.character("Superscript", '<w:vertAlign w:val="superscript"/>', own=True)
    sheet.character("Subscript", '<w:vertAlign w:val="subscript"/>', own=True)
    sheet.character("Small Caps", "<w:smallCaps/>", own=True)
    sheet.character("Underline", '<w:u w:val="single"/>', own=True)
    sheet.character("Strikethrough", "<w:strike/>", own=True)
    sheet.character("Monospace", mono, own=True)
    sheet.character("Verbatim Char", f"{mono}<w:noProof/>", own=True)
    for name in ("footnote reference", "endnote reference"):
        sheet.character(name, '<w:vertAlign w:val="superscript"/>')
    sheet.character("annotation reference", sheet.points(0.8), identifier="CommentReference")
    sheet.character("Caption Label", "<w:b/><w:bCs/>", own=True)
    sheet.character("Caption Title", "<w:b/><w:bCs/>", own=True)
    sheet.character("Statement Label", "<w:b/><w:bCs/>", own=True)
    sheet.character("Label", "<w:b/><w:bCs/>", own=True)
    for name in (
        "Heading Number", "Given Name", "Family Name", "Name Particle", "Name Suffix", "Name Prefix", "Degree", "Full Name",
        "Group Name", "Position", "Contributor Role",
    ):  # fmt: skip
        sheet.character(name, "", own=True)


def _tables(sheet: _Sheet) -> None:
    rule = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="auto"/>'
    thick = rule.format("top", 12) + rule.format("bottom", 12)
    frame = "".join(rule.format(side, 6) for side in ("top", "left", "bottom", "right"))
    inside = '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="142" w:type="dxa"/>'
    inside += '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="142" w:type="dxa"/></w:tblCellMar>'
    for name, borders, margins in (
        ("Three Line Table", f"<w:tblBorders>{thick}</w:tblBorders>", EMPTY),
        ("Box", f"<w:tblBorders>{frame}</w:tblBorders>", inside),
        ("Algorithm", f"<w:tblBorders>{thick}</w:tblBorders>", inside),
        ("Figure Panels", "", EMPTY),
    ):
        sheet.out.append(
            Xml(
                f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier_of(name)}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr>'
                f"{borders}{margins}</w:tblPr></w:style>"
            )
        )
