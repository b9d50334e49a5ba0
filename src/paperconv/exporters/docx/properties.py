"""The parts around the text: settings, document properties, running head and foot."""

from __future__ import annotations

from collections.abc import Sequence

from paperconv import model as m
from paperconv.display import display_name
from paperconv.exporters.docx.front import first_page_foot
from paperconv.exporters.docx.markup import DECLARATION, EMPTY, Xml, attribute, join, language_element, part
from paperconv.exporters.docx.notes import SEPARATORS
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import field, para, tab, text
from paperconv.exporters.docx.writer import Writer
from paperconv.html.running import RunningWords, pieces, running_words
from paperconv.styles import JournalStyle
from paperconv.styles.layout import has_middle

_USES = 3
"""Word has three headers: of the first page, of even pages, of the others."""
_COUNTERS = {"page": "PAGE", "pages": "NUMPAGES"}


def settings_part(w: Writer) -> bytes:
    """``settings.xml``. Nothing in it makes Word ask a question when it opens the file."""
    page = w.page
    mirrored = "<w:mirrorMargins/>" if page.inner != page.outer else ""
    sides = "<w:evenAndOddHeaders/>" if "even" in w.job.style.running_head.rows("head") else ""
    hyphenate = "true" if w.job.style.text.hyphenate else "false"
    notes = "".join(
        f"<w:{kind}Pr>{number}{''.join(_separator(kind, one) for one in SEPARATORS)}</w:{kind}Pr>"
        for kind, number in (("footnote", ""), ("endnote", '<w:numFmt w:val="decimal"/>'))
        if w.note_order[kind]
    )
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    language = language_element(w.document.meta.language).replace("w:lang", "w:themeFontLang", 1)
    return part(
        "settings",
        Xml(
            f'<w:zoom w:percent="100"/>{mirrored}<w:defaultTabStop w:val="720"/>'
            f'<w:autoHyphenation w:val="{hyphenate}"/>{sides}<w:characterSpacingControl w:val="doNotCompress"/>{notes}'
            # A line that a break ends is not stretched in justified text.
            f'<w:compat><w:doNotExpandShiftReturn/>{compatibility}</w:compat><m:mathPr><m:mathFont m:val="Cambria Math"/></m:mathPr>{language}'
            '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        ),
    )


def _separator(kind: str, identifier: int) -> str:
    return f'<w:{kind} w:id="{identifier}"/>'


def core_part(w: Writer) -> bytes:
    """``docProps/core.xml``: title, creators, keywords, language, and the job's date."""
    meta = w.document.meta
    date = f"{w.job.date:%Y-%m-%dT%H:%M:%SZ}"
    keywords = [m.text_of(one.children) or one.code for group in meta.keywords for one in group.keywords]
    fields = (
        ("dc:title", m.text_of(meta.title)),
        ("dc:subject", "; ".join(subject for subject in meta.subjects if subject)),
        ("dc:creator", "; ".join(display_name(author.name) for author in meta.authors)),
        ("cp:keywords", "; ".join(keyword for keyword in keywords if keyword)),
        ("dc:language", meta.language),
        ("dc:identifier", next((one.value for one in meta.identifiers if one.kind == "doi"), "")),
    )
    written = "".join(f"<{name}>{attribute(value)}</{name}>" for name, value in fields if value.strip())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{written}{dates}</cp:coreProperties>'
    ).encode()


def headers_and_footers(w: Writer, place: Place, *, turned: bool) -> Xml:
    """Write the parts and give the references that each section has to them.

    Parts of the title block may stand above the foot of the first page. ``turned``: for pages on their side, whose lines are
    longer and none of which is the first.
    """
    references: list[Xml] = []
    style = w.job.style.running_head
    words = running_words(w.document.meta, w.job.style)

    def add(kind: str, number: int, use: str, row: Sequence[str], *, middle: bool) -> None:
        root = "hdr" if kind == "header" else "ftr"
        name = f"{kind}{number + _USES * turned}"
        w.part = w.package.word_part(name, kind)
        above = first_page_foot(w, place) if (kind, use) == ("footer", "first") else []
        if above:  # else it would stand right under the text
            above.insert(0, para(w, "FootRule", EMPTY))
        line = para(
            w, f"{kind.capitalize()}{'Landscape' if turned else ''}", _line(w, row, words, middle=middle)
        )
        w.part.data = part(root, join([*above, line]))
        w.part = w.package.document
        identifier = w.package.document.relate(kind, f"{name}.xml")
        references.append(Xml(f'<w:{kind}Reference w:type="{use}" r:id="{identifier}"/>'))

    for kind, place_of in (("header", "head"), ("footer", "foot")):
        rows = style.rows(place_of)
        if any(any(row) for row in rows.values()) or (kind == "footer" and w.job.style.front.first_page_foot):
            for number, (use, row) in enumerate(rows.items(), 1):
                if turned and use == "first":
                    continue
                add(kind, number, use, row, middle=has_middle(rows))
    return join(references)


def _line(w: Writer, row: Sequence[str], words: RunningWords, *, middle: bool) -> Xml:
    """What stands left, in the ``middle`` and right, at the tab stops of the styles ``header`` and ``footer``."""
    parts = [_filled(w, template, words) for template in row]
    if not middle:
        del parts[1]
    while parts and not parts[-1]:
        parts.pop()
    return Xml(tab(w, w.look).join(parts))


def _filled(w: Writer, template: str, words: RunningWords) -> Xml:
    """One template of the running head; what the layout counts is a field even where the style wants none."""
    short = words.title if w.document.meta.short_title else ""
    return join(
        [
            text(w, one, w.look.styled("RunningTitle") if one == short else w.look)
            if isinstance(one, str)
            else field(w, _COUNTERS[one.name], text(w, "1", w.look), w.look, needed=True)
            for one in pieces(template, words)
        ]
    )


def first_page(document: m.Document, style: JournalStyle) -> int:
    """The number of the first page in the volume; 0 where pages are counted from the first, as in a review copy."""
    number = running_words(document.meta, style).first_page
    return int(number) if number and style.page.line_numbers == "none" else 0
