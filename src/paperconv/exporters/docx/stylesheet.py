"""``styles.xml``: every style that the exporter writes, made from the journal's style.

Names and ids of Word's own styles are Word's, so that its navigation, its tables of contents and other programs know
them; the rest are ours, based on Word's where one is near.
"""

from __future__ import annotations

from collections.abc import Mapping

from paperconv import model as m
from paperconv.exporters.docx.block_styles import add_floats, add_lists, add_tables
from paperconv.exporters.docx.fonts import font_element
from paperconv.exporters.docx.look import CharacterStyle
from paperconv.exporters.docx.markup import Xml, is_right_to_left, join, language_element, part
from paperconv.exporters.docx.sheet import (
    LIST_INDENT,
    MIDDLE,
    TOGETHER,
    Sheet,
    aligned,
    alignment,
    font_size,
    run_face,
    run_look,
)
from paperconv.styles import HeadingLook, JournalStyle
from paperconv.styles.layout import FrontPart, has_middle
from paperconv.styles.lengths import TWIPS, style_points
from paperconv.styles.pages import Page

LEVELS = 9
"""Word has nine levels of headings."""
_LABELLED_INDENT = 2.4
"""Ems: the room for a label such as ``[12]`` before an entry of the reference list."""


def styles_part(
    style: JournalStyle, page: Page, document: m.Document, needed: Mapping[str, CharacterStyle]
) -> bytes:
    """``styles.xml`` for ``document``; ``needed`` are the character styles that it needs besides, by id.

    Raises:
        StyleError: a measure of ``style`` is no length.

    """
    sheet = Sheet(style, page)
    language = document.meta.language
    _base(sheet)
    _front(sheet)
    _headings(sheet)
    _text(sheet, document)
    add_lists(sheet)
    scales = {node.scale for node in m.iter_nodes(document) if isinstance(node, m.Table)}
    add_floats(sheet, sorted({1.0, *scales}, reverse=True))
    _characters(sheet)
    for identifier, one in sorted(needed.items()):
        sheet.character(one.name, one.properties, identifier=identifier, based_on=one.based_on, own=True)
    add_tables(
        sheet, sorted({"", *(node.kind for node in m.iter_nodes(document) if isinstance(node, m.Box))})
    )
    bidi = "<w:bidi/>" if is_right_to_left(language) else ""
    defaults = Xml(
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font_element(sheet.fonts.text)}{sheet.points(1)}"
        f"{language_element(language)}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{bidi}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" '
        'w:defQFormat="0" w:count="376"/>'
    )
    return part("styles", join([defaults, *sheet.out]))


def _base(sheet: Sheet) -> None:
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
    small = sheet.points(0.9)
    # LibreOffice would number the lines of headers and notes, Word never does.
    for name, place in (("header", "head"), ("footer", "foot")):
        middle = has_middle(sheet.style.running_head.rows(place))
        for suffix, width in (
            ("", sheet.page.text_width),
            (" Landscape", sheet.page.line_width("landscape")),
        ):
            centre = f'<w:tab w:val="center" w:pos="{width // 2}"/>' if middle else ""
            tabs = f'<w:tabs>{centre}<w:tab w:val="right" w:pos="{width}"/></w:tabs>'
            called = f"{name.capitalize()}{suffix}" if suffix else name
            sheet.add(
                called,
                "Normal",
                f"<w:suppressLineNumbers/>{tabs}{sheet.space(line=1)}",
                small,
                own=bool(suffix),
            )
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr>'
    sheet.add(
        "Foot Rule",
        "Normal",
        f"<w:suppressLineNumbers/>{rule}{sheet.space(0, 0.4, 1)}",
        sheet.points(0.5),
        own=True,
    )
    for name in ("footnote text", "endnote text"):
        sheet.add(
            name, "Normal", f"<w:suppressLineNumbers/>{sheet.space(after=0.2, line=1)}", sheet.points(0.85)
        )
    sheet.add("Note Separator", "Normal", f"<w:suppressLineNumbers/>{sheet.space(line=1)}", own=True)
    sheet.add("annotation text", "Normal", sheet.space(line=1), small, identifier="CommentText")


def _front(sheet: Sheet) -> None:
    heading = font_element(sheet.fonts.heading)
    front, abstract, keywords = sheet.style.front, sheet.style.abstract, sheet.style.keywords
    factor = front.line_spacing or min(sheet.style.text.line_spacing, 1.5)
    align = alignment(front.align)
    above = sheet.length(front.space_above, "front.space-above") / sheet.size

    def side(*parts: FrontPart) -> str:
        return "" if set(parts) & set(front.first_page_foot) else align

    def counted(*parts: FrontPart) -> str:
        # LibreOffice would number the lines of a foot.
        return "<w:suppressLineNumbers/>" if set(parts) & set(front.first_page_foot) else ""

    title = max(sheet.length(front.title.size, "front.title.size"), 1.0)
    sheet.add(
        "Title", "Normal", f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{sheet.space(above, 0.6, front.line_spacing or 1.1)}{_place(sheet, front.title)}",
        f"{heading}{run_look(front.title)}{font_size(title)}", after="Author",
    )  # fmt: skip
    sheet.add(
        "Subtitle", "Normal", f"<w:keepNext/><w:suppressAutoHyphens/>{sheet.space(0, 0.6, 1.1)}{align}",
        f"{heading}{font_size(max(title * 0.7, sheet.size))}", after="Author",
    )  # fmt: skip
    sheet.add("Translated Title", "Subtitle", "", "<w:i/><w:iCs/>", own=True)
    own = font_size(sheet.length(front.size, "front.size")) if front.size else ""
    sheet.add(
        "Author", "Normal", f"{sheet.space(0.4, 0.4, factor)}{align}", own or sheet.points(1.1), own=True
    )
    small = own or sheet.points(0.9)
    sheet.add(
        "Affiliation",
        "Normal",
        f"{counted('affiliations')}{sheet.space(0, 0.1, factor)}{side('affiliations')}",
        small,
        own=True,
    )
    sheet.add(
        "Author Note",
        "Normal",
        f"{counted('notes')}{sheet.space(0.2, 0, factor)}{side('notes')}",
        small,
        own=True,
    )
    for name in (
        "Correspondence", "Equal Contribution", "Deceased", "Current Address", "Contribution Note", "Conflict Note",
        "Lead Contact", "Author Details",
    ):  # fmt: skip
        sheet.add(name, "AuthorNote", own=True)
    facts: tuple[FrontPart, ...] = ("dates", "credits")
    sheet.add(
        "Article Info", "Normal",
        f"{counted(*facts)}{sheet.space(0, 0.8, factor)}{TOGETHER}{side(*facts)}", small, own=True,
    )  # fmt: skip
    sheet.add("Funding", "ArticleInfo", own=True)
    size = font_size(sheet.length(abstract.size, "abstract.size"))
    face = run_face(abstract.face)
    sheet.add(
        "Abstract Title", "Normal", f"<w:keepNext/>{sheet.space(1.4, 0.3)}{alignment(abstract.align)}", f"{heading}<w:b/><w:bCs/>{size}",
        after="Abstract", own=True,
    )  # fmt: skip
    sheet.add(
        "Abstract Heading", "Normal", f"<w:keepNext/>{sheet.space(0.3)}", f"<w:i/><w:iCs/>{size}",
        after="Abstract", own=True,
    )  # fmt: skip
    # Without a heading above it the abstract keeps its own distance, from what comes before only.
    bare = abstract.run_in or abstract.heading == "none"
    gap = f"{sheet.space(1.2, 0.2)}{TOGETHER}" if bare else sheet.space(0, 0.2)
    sheet.add("Abstract", "Normal", f"{gap}{aligned(sheet)}", f"{face}{size}", own=True)
    indent = round(sheet.length(keywords.indent, "keywords.indent") * TWIPS)
    first = f'<w:ind w:firstLine="{indent}"/>' if indent > 0 else ""
    sheet.add("Keywords", "Normal", f"{sheet.space(0.5, 0.5)}{first}", size, own=True)


def _place(sheet: Sheet, look: HeadingLook) -> str:
    """The indent and the side of a title or heading."""
    indent = round(sheet.length(look.indent, "headings.levels.indent") * TWIPS)
    return f'<w:ind w:left="{max(indent, 0)}"/>{alignment(look.align)}'


def _headings(sheet: Sheet) -> None:
    for level in range(1, LEVELS + 1):
        look = sheet.style.headings.level(level)
        before = 1.6 if level == 1 else 1.2
        sheet.add(
            f"heading {level}", "Normal",
            f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{sheet.space(before, 0.5, 1.1)}{_place(sheet, look)}"
            f'<w:outlineLvl w:val="{level - 1}"/>',
            f"{font_element(sheet.fonts.heading)}{run_look(look)}"
            f"{font_size(sheet.length(look.size, 'headings.levels.size'))}",
            after="FirstParagraph",
        )  # fmt: skip


def _text(sheet: Sheet, document: m.Document) -> None:
    text = sheet.style.text
    indent = round(style_points(text.paragraph_indent, "text.paragraph-indent", sheet.size) * TWIPS)
    after = round(style_points(text.paragraph_space, "text.paragraph-space", sheet.size) * TWIPS)
    gap = f'<w:spacing w:after="{max(after, 0)}"/>'
    justified = aligned(sheet)
    sheet.add("Body Text", "Normal", f'{gap}<w:ind w:firstLine="{max(indent, 0)}"/>{justified}')
    sheet.add("First Paragraph", "BodyText", '<w:ind w:firstLine="0"/>', after="BodyText", own=True)
    both = f'<w:ind w:left="{2 * LIST_INDENT}" w:right="{LIST_INDENT}"/>'
    sheet.add("Block Text", "Normal", f"{sheet.space(0.3, 0.3)}{both}{justified}")
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
    sheet.add("Equation Source", "SourceCode", own=True)
    sheet.add("Equation", "Normal", f"{sheet.space(0.4, 0.1, 1)}{MIDDLE}", after="BodyText", own=True)
    sheet.add("Equation Side", "Equation", '<w:jc w:val="left"/>', after="BodyText", own=True)
    sheet.add("Equation Number", "Equation", '<w:jc w:val="right"/>', after="BodyText", own=True)
    references = sheet.style.references
    size = sheet.length(references.size, "references.size")
    hanging = max(round(sheet.length(references.hanging, "references.hanging") * TWIPS), 0)
    if any(one.label for one in document.references):
        hanging = max(hanging, round(_LABELLED_INDENT * size * TWIPS))
    entry = f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>'
    sheet.add(
        "Bibliography", "Normal", f"{sheet.space(0, 0.3)}{entry}", font_size(size), after="Bibliography"
    )
    sheet.add("Statement", "Normal", f"{sheet.space(0.4, 0.4)}{justified}", own=True)
    sheet.add("Definition Term", "Normal", f"<w:keepNext/>{sheet.space(0.3)}", "<w:b/><w:bCs/>", own=True)
    sheet.add("Definition", "Normal", f'<w:ind w:left="{LIST_INDENT}"/>{justified}', own=True)
    sheet.add("Definition Continue", "Definition", "", own=True)
    sheet.add("Callout", "Normal", f"{sheet.space(0.6, 0.6)}{MIDDLE}", after="BodyText", own=True)
    sheet.add("Divider", "Normal", f"{sheet.space(0.6, 0.6)}{MIDDLE}", own=True)
    sheet.add("Biography", "Normal", f"{sheet.space(0.8, 0)}{justified}", own=True)
    sheet.add("Unplaced Note", "FirstParagraph", own=True)
    sheet.add("Supplement", "Normal", sheet.space(0.3, 0.3), own=True)


def _characters(sheet: Sheet) -> None:
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
    sheet.character("Formula Source", f"{mono}<w:noProof/>", own=True)
    for name in ("footnote reference", "endnote reference"):
        sheet.character(name, '<w:vertAlign w:val="superscript"/>')
    sheet.character("annotation reference", sheet.points(0.8), identifier="CommentReference")
    style = sheet.style
    sheet.character("Caption Label", run_face(style.labels.face, style.captions.face), own=True)
    sheet.character("Caption Title", "<w:b/><w:bCs/>", own=True)
    sheet.character("Statement Label", "<w:b/><w:bCs/>", own=True)
    sheet.character("Label", "<w:b/><w:bCs/>", own=True)
    sheet.character("Abstract Label", run_face(style.keywords.face, style.abstract.face), own=True)
    sheet.character("Keywords Label", run_face(style.keywords.face), own=True)
    for name in (
        "Heading Number", "Given Name", "Family Name", "Name Particle", "Name Suffix", "Name Prefix", "Degree", "Full Name",
        "Group Name", "Position", "Contributor Role", "Running Title", "Funder", "Award Number", "Recipient", "Journal Title",
        "Volume", "Issue", "First Page", "Last Page", "Article Number", "Print Issn", "Electronic Issn", "Publisher",
        "Publisher Place", "History Date", "Copyright", "Copyright Year", "Copyright Holder",
    ):  # fmt: skip
        sheet.character(name, "", own=True)
    sheet.character("License Name", "", based_on="Hyperlink", own=True)
